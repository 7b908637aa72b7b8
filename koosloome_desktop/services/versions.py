"""Other versions of a workshop's file that lie beside it: conflict copies of synchronised folders (quality.md D8).

They are shown with their times and contents; which of them come in is said by people. No file is changed or deleted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.portable import ENDING
from koosloome_desktop.support.versions import beside

_ENDINGS: Final = (ENDING, ".json")
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Version:
    """One file. `changed` is its instant by the file system (UTC); `content` tells equal ones (SHA-256, hex)."""

    path: Path
    changed: datetime
    notes: int
    actions: int
    content: str


def versions_of(path: Path) -> list[Version]:
    """This file and the other versions of the same workshop beside it, last changed first; empty where it is alone or
    cannot be read (then opening it says why). Takes a moment where there are any.
    """
    others = beside(path)[: _MOST - 1] if path.suffix.lower() in _ENDINGS else []
    if not others:
        return []
    own = _read(path)
    if own is None:
        return []
    found = [_version(path, own)]
    for other in others:
        data = _read(other)
        if data is not None and data.get("id") == own.get("id"):
            found.append(_version(other, data))
    return sorted(found, key=lambda v: (v.changed, v.path.name), reverse=True) if len(found) > 1 else []


def _read(path: Path) -> dict[str, Any] | None:
    try:
        data = read_file(path).data
    except (KoosloomeError, OSError):
        return None
    return data if isinstance(data, dict) else None


def _version(path: Path, data: dict[str, Any]) -> Version:
    canvases = [c for c in data.get("canvases") or () if isinstance(c, dict)]
    content = hashlib.sha256(workshop_file.dumps(data).encode("utf-8", errors="replace")).hexdigest()
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Version(path, changed, _count(canvases, "notes"), _count(canvases, "rows"), content)


def _count(canvases: list[dict[str, Any]], key: str) -> int:
    return sum(len(part) for c in canvases if isinstance(part := c.get(key), list))
