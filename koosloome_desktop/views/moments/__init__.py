"""Moments of a meeting (room.md section 1): bells, reading aloud, ending now, handing over to another scribe."""

from __future__ import annotations
