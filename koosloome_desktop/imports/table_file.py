"""The door for tables: a plan or notes, whichever the headings say."""

from __future__ import annotations

from koosloome_desktop.imports.notes_table import ParsedNotes, notes_of, notes_score
from koosloome_desktop.imports.plan_reader import plan_of, plan_score
from koosloome_desktop.imports.sniff import read_sheet
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _


def read_table(data: bytes | str, *, lang: str = "et", default_year: int | None = None) -> ParsedPlan | ParsedNotes:
    """Read a TSV or CSV file (bytes) or a pasted text as an action plan or as notes.

    The headings decide; a table that could be both is a plan. `default_year` is the year of times without one. Raises
    RefusedInput with one line for people, with `place` naming the row where there is one; nothing is half read.
    """
    sheet = read_sheet(data, lambda rows: max(2 * plan_score(rows), 2 * notes_score(rows) - 1, 0))
    plan, notes = plan_score(sheet.rows), notes_score(sheet.rows)
    if not plan and not notes:
        told = _("Neither an action plan nor notes were found in the file: nothing to import.")
        hint = _("A plan has headings such as Tegevus, Aeg, Tulemus, Eelarve; notes have the headings tekst and tsoon.")
        raise RefusedInput(told, hint=hint)
    return plan_of(sheet, lang=lang, default_year=default_year) if plan >= notes else notes_of(sheet)
