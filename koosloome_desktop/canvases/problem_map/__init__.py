"""The problem map (probleemi kaart): problem tree first, other variants read, shown and written."""

from __future__ import annotations
