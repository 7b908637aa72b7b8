"""The community resource map (vajaduste ja ressursside kaart): six categories, needs and their matches."""

from __future__ import annotations
