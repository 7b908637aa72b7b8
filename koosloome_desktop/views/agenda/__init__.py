"""The agenda on the screen: blocks with computed times, the one that is on, its timer (ring and line as in mode A)."""

from __future__ import annotations
