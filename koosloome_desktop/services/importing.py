"""What a file is, by its ending and content: a workshop, a plan table or a table of notes; told refusals for the
rest.

Tables are read in a process of their own (`imports.table_door`), pasted ones too. What people chose in the preview
(encoding, separator, sheets, the meaning of columns) comes as `TableOptions`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.canvases.creating import FOUR
from koosloome_desktop.imports.grid import TableOptions, TableWarning
from koosloome_desktop.imports.limits import MAX_BYTES, row_place
from koosloome_desktop.imports.notes_table import ParsedNotes
from koosloome_desktop.imports.table_door import read_apart
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.imports.workshop_json import parse, read_bytes
from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.operations.codec import Warned
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _, language
from koosloome_desktop.support.portable import ENDING

TABLES: Final = frozenset({".tsv", ".csv", ".txt", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".docx"})
"""Endings of tables; those that cannot be read are told what to do about it, by their content."""
READABLE: Final = (".koosloome", ".json", ".tsv", ".csv", ".xlsx")

_TITLE: Final = 100
"""Characters of a line that can be a title."""

Cancelled = Callable[[], bool]


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Content:
    """A read file: exactly one of `data` (a workshop's object), `plan` and `notes` is there. `digest` is SHA-256
    (hex). A portable file brings its `pictures` and what its `manifest` says too.
    """

    title: str
    digest: str
    data: Any = None
    plan: ParsedPlan | None = None
    notes: ParsedNotes | None = None
    warnings: tuple[Warned, ...] = ()
    pictures: tuple[Blob, ...] = ()
    manifest: Mapping[str, Any] | None = None

    def canvases(self) -> tuple[tuple[str, str], ...]:
        """The canvases that a new workshop for these rows starts with."""
        return (("action_plan", "table_years"),) if self.plan is not None else FOUR


@dataclass(frozen=True, slots=True)
class TableInput:
    """A table as it was given: the bytes of a file, or a pasted text (plain, or HTML with a table)."""

    title: str
    data: bytes | str


def can_be_read(path: Path) -> bool:
    """Whether a file is of a kind that is brought in, by its ending."""
    return is_table(path) or path.suffix.lower() in READABLE


def is_table(path: Path) -> bool:
    """Whether a file is looked at as a table."""
    return path.suffix.lower() in TABLES


def table_in(path: Path) -> TableInput:
    """A table file's content; RefusedInput when it cannot be read or is too large."""
    return TableInput(_title(path), read_bytes(path, MAX_BYTES))


def read_file(path: Path, *, default_year: int | None = None) -> Content:
    """Read a file that people chose; RefusedInput tells what is in the way and what to do next.

    `default_year` is the year of dates without one in tables without a year.
    """
    ending = path.suffix.lower()
    if ending == ENDING:
        return _package(path)
    if ending == ".json":
        return _workshop(path)
    if ending in TABLES:
        return read_input(table_in(path), TableOptions(default_year=default_year))
    hint = _("Files that can be read: {endings}.").format(endings=", ".join(READABLE))
    raise RefusedInput(_("files of the kind {ending} cannot be read").format(ending=ending or path.name), hint=hint)


def _workshop(path: Path) -> Content:
    raw = read_bytes(path)
    data, replaced = parse(raw)
    return Content(path.stem, hashlib.sha256(raw).hexdigest(), data=data, warnings=_replaced(replaced))


def read_input(given: TableInput, options: TableOptions, *, cancelled: Cancelled = _never) -> Content:
    """Read a table; callable from any thread. Slow: a process is started for it.

    What people chose belongs to the content's identity: the same file read in another way is another content.
    """
    found = read_apart(given.data, replace(options, lang=language()), cancelled=cancelled)
    warnings = tuple(_warned(w) for w in found.warnings)
    raw = given.data.encode("utf-8", errors="replace") if isinstance(given.data, str) else given.data
    chosen = (options.encoding, options.separator, options.sheets, options.columns)
    mark = repr(chosen).encode() if any(chosen) else b""
    digest = hashlib.sha256(raw + mark).hexdigest()
    if isinstance(found, ParsedPlan):
        title = _title_above(found) if isinstance(given.data, str) else ""
        return Content(title or given.title, digest, plan=found, warnings=warnings)
    return Content(given.title, digest, notes=found, warnings=warnings)


def _title_above(plan: ParsedPlan) -> str:
    """The line above a pasted plan, which has no file name: what the plan is called, if it is short enough."""
    line = plan.tables[0].before_text.partition("\n")[0].strip()
    return line if len(line) <= _TITLE else ""


def _title(path: Path) -> str:
    return path.stem.replace("_", " ").strip() or path.name


def _warned(warning: TableWarning) -> Warned:
    places = [warning.sheet] if warning.sheet else []
    places += [row_place(warning.row)] if warning.row is not None else []
    return Warned(warning.code, ", ".join(places), warning.text)


def _replaced(count: int) -> tuple[Warned, ...]:
    if not count:
        return ()
    told = _("{count} characters could not be kept and are shown as �").format(count=count)
    return (Warned("import.replaced_characters", "", told),)


def _package(path: Path) -> Content:
    from koosloome_desktop.imports.package import read_package

    found = read_package(path)
    warnings = _replaced(found.replaced)
    if found.ignored:
        told = _("parts of the file that this program does not know were left out: {names}")
        shown = ", ".join(found.ignored[:5]) + (" …" if len(found.ignored) > 5 else "")
        warnings = (*warnings, Warned("import.unknown_parts", "", told.format(names=shown)))
    digest = hashlib.sha256(found.text).hexdigest()
    return Content(
        path.stem, digest, data=found.data, warnings=warnings, pictures=found.pictures, manifest=found.manifest
    )
