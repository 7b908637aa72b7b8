"""Votes by hands and paper dots: beginning a round, counting row by row, the ranked result (keys: mode C)."""

from __future__ import annotations
