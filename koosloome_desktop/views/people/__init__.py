"""Participants and groups: codes, roles and sectors; names apart and only where they are asked for."""

from __future__ import annotations
