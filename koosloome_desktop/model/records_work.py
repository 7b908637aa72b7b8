"""The record kinds of work that is not done: what is being typed, what two wrote; `model.records` hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from koosloome_desktop.model.record import OnDelete, Record, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """Text somebody is typing right now: kept apart, never on the wall, in exports or in undo."""

    kind: ClassVar[str] = "draft"
    scope: ClassVar[Scope] = Scope.VIEW
    place: str = ""
    target: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Record):
    """Two writers changed one field of one record: both values are kept until somebody chooses.

    One that came of merging a file (`actor` is empty) stays when it is `decided`: then `ours` is what the field held
    after the decision, and the same file has nothing to ask while neither that nor `theirs` changes.
    """

    kind: ClassVar[str] = "conflict"
    refs: ClassVar[dict[str, OnDelete]] = {"target": OnDelete.CASCADE}
    target: str = ""
    field: str = ""
    ours: Any = None
    theirs: Any = None
    actor: str = ""
    decided: bool = False
