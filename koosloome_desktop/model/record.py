"""What every kind of record shares: its id, its place in the order, where it lives, what becomes of references."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from koosloome_desktop.model.frozen import EMPTY, FrozenMap


class Scope(StrEnum):
    """Where records of a kind live."""

    DOCUMENT = "document"
    VIEW = "view"
    NEVER = "never"


class OnDelete(StrEnum):
    """What happens to a reference when its target goes."""

    CASCADE = "cascade"
    CLEAR = "clear"
    PRUNE = "prune"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all kinds share."""

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1
    scope: ClassVar[Scope] = Scope.DOCUMENT
    owner: ClassVar[str] = ""
    """The field that names the container whose ordered list this record stands in."""
    refs: ClassVar[dict[str, OnDelete]] = {}

    id: str
    order: str = ""
    extra: FrozenMap = EMPTY
    given: tuple[str, ...] = ()
