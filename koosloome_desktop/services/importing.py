"""What a file is, by its ending and content: a workshop, a plan table or a table of notes; told refusals for the
rest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.canvases.creating import FOUR
from koosloome_desktop.imports.notes_table import ParsedNotes
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan, TableWarning
from koosloome_desktop.imports.workshop_json import parse, read_bytes
from koosloome_desktop.operations.codec import Warned
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _, language

TABLES: Final = frozenset({".tsv", ".csv", ".txt"})
READABLE: Final = (".json", ".tsv", ".csv")


@dataclass(frozen=True, slots=True)
class Content:
    """A read file: exactly one of `data` (a workshop's object), `plan` and `notes` is there. `digest` is SHA-256
    (hex)."""

    title: str
    digest: str
    data: Any = None
    plan: ParsedPlan | None = None
    notes: ParsedNotes | None = None
    warnings: tuple[Warned, ...] = ()

    def canvases(self) -> tuple[tuple[str, str], ...]:
        """The canvases that a new workshop for these rows starts with."""
        return (("action_plan", "table_years"),) if self.plan is not None else FOUR


def read_file(path: Path, *, default_year: int | None = None) -> Content:
    """Read a file that people chose; RefusedInput tells what is in the way and what to do next.

    `default_year` is the year of dates without one in tables without a year.
    """
    ending = path.suffix.lower()
    if ending == ".json":
        return _workshop(path)
    if ending in TABLES:
        return _table(path, default_year)
    hint = _("Files that can be read: {endings}.").format(endings=", ".join(READABLE))
    raise RefusedInput(_("files of the kind {ending} cannot be read").format(ending=ending or path.name), hint=hint)


def _workshop(path: Path) -> Content:
    raw = read_bytes(path)
    data, replaced = parse(raw)
    warnings: tuple[Warned, ...] = ()
    if replaced:
        told = _("{count} characters could not be kept and are shown as �").format(count=replaced)
        warnings = (Warned("import.replaced_characters", "", told),)
    return Content(path.stem, hashlib.sha256(raw).hexdigest(), data=data, warnings=warnings)


def _table(path: Path, default_year: int | None) -> Content:
    raw = read_bytes(path)
    found = read_table(raw, lang=language(), default_year=default_year)
    warnings = tuple(_warned(w) for w in found.warnings)
    digest = hashlib.sha256(raw).hexdigest()
    if isinstance(found, ParsedPlan):
        return Content(_title(path), digest, plan=found, warnings=warnings)
    return Content(_title(path), digest, notes=found, warnings=warnings)


def _title(path: Path) -> str:
    return path.stem.replace("_", " ").strip() or path.name


def _warned(warning: TableWarning) -> Warned:
    place = "" if warning.row is None else _("row {number}").format(number=warning.row)
    return Warned(warning.code, place, warning.text)
