"""The action plan (tegevuskava): who does what by when, for how much, with what result."""

from __future__ import annotations
