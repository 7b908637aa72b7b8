"""What came along when a plan was imported and has no field of its own: columns, numbers, and the prose around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Action, PlanTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.inspector_parts import fact

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector_row_parts import RowForm


def imported(document: Document, action: Action) -> Iterator[tuple[str, str]]:
    """(heading, text) of the row's cells without a field, then of the prose above and below its table."""
    extra = action.extra.get("", EMPTY)
    cells = extra.get("cells")
    if isinstance(cells, FrozenMap):
        yield from ((str(heading), str(text)) for heading, text in cells.items())
    if extra.get("number_text"):
        yield _("Number in the table"), str(extra["number_text"])
    if extra.get("status_text"):
        yield _("Status in the table"), str(extra["status_text"])
    for table in document.within(PlanTable, action.canvas):
        if table.year in {action.table_year, None}:
            if table.before_text:
                yield _("Text above the table"), table.before_text
            if table.after_text:
                yield _("Text below the table"), table.after_text


def imported_facts(form: RowForm) -> None:
    """A section with what came along; none where nothing did."""
    action = form.action
    found = list(imported(form.panel.workshop.document, action))
    if not found:
        return
    own = "cells" in action.extra.get("", EMPTY)
    part = form.section("imported", _("From the imported table"), folded=not own)
    for heading, text in found:
        fact(part.layout, heading, text)
