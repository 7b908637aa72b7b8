"""The door for tables: a plan or notes, whichever the headings say; from text files, workbooks and the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koosloome_desktop.imports.blocks import beside_each_other
from koosloome_desktop.imports.grid import RawRow, Sheet, TableOptions
from koosloome_desktop.imports.headless import headless_score
from koosloome_desktop.imports.notes_table import ParsedNotes, notes_of, notes_score
from koosloome_desktop.imports.plan_reader import plan_of, plan_score
from koosloome_desktop.imports.sniff import read_sheet
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _

WORKBOOK: tuple[bytes, ...] = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How office files begin: zipped ones, and the old kind."""


def read_table(
    data: bytes | str,
    *,
    lang: str = "et",
    default_year: int | None = None,
    options: TableOptions | None = None,
) -> ParsedPlan | ParsedNotes:
    """Read a text file or a workbook (bytes) or what was pasted (text, also HTML) as an action plan or as notes.

    The headings decide; a table that could be both is a plan. `default_year` is the year of times without one. Raises
    RefusedInput with one line for people, with `place` naming the row where there is one; nothing is half read.
    """
    options = options or TableOptions(lang=lang, default_year=default_year)
    sheets, names = _sheets(data, options)
    plan = max((plan_score(sheet.rows) for sheet in sheets), default=0)
    notes = max((notes_score(sheet.rows) for sheet in sheets), default=0)
    if not plan and not notes and options.headless:
        plan = max((headless_score(sheet.rows) for sheet in sheets), default=0)
    if not plan and not notes:
        told = _("Neither an action plan nor notes were found in the file: nothing to import.")
        hint = _("A plan has headings such as Tegevus, Aeg, Tulemus, Eelarve; notes have the headings tekst and tsoon.")
        raise RefusedInput(told, hint=hint)
    if plan < notes:
        return notes_of(max(sheets, key=lambda sheet: notes_score(sheet.rows)))
    taken = tuple(dict.fromkeys(sheet.name for sheet in sheets if sheet.name))
    found = plan_of([part for sheet in sheets for part in beside_each_other(sheet, plan_score)], options)
    return replace(found, source=replace(found.source, sheets=names, taken=taken))


def _score(rows: Sequence[RawRow]) -> int:
    return max(2 * plan_score(rows), 2 * notes_score(rows) - 1, 0)


def _sheets(data: bytes | str, options: TableOptions) -> tuple[list[Sheet], tuple[str, ...]]:
    """The sheets that are to be read, and the names of all there are."""
    if isinstance(data, bytes) and data.startswith(WORKBOOK):
        from koosloome_desktop.imports.workbook import read_book

        return read_book(data, options)
    if isinstance(data, str):
        from koosloome_desktop.imports.html_table import has_table, read_html

        if has_table(data):
            return [read_html(data)], ()
    return [read_sheet(data, _score, encoding=options.encoding, separator=options.separator)], ()
