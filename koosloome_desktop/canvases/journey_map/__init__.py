"""The journey map (teekonnakaart): stages across, lanes down, feelings as a curve."""

from __future__ import annotations
