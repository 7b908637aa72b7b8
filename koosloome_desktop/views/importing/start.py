"""How tables come in: a file that was chosen, dropped or named; what is on the clipboard. One undo step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from koosloome_desktop.imports.grid import RawRow
from koosloome_desktop.imports.headless import headless_score
from koosloome_desktop.imports.html_table import has_table
from koosloome_desktop.imports.plan_reader import plan_score
from koosloome_desktop.imports.sniff import split_rows
from koosloome_desktop.services.import_preview import Preview
from koosloome_desktop.services.importing import Content, TableInput, is_table, table_in
from koosloome_desktop.services.library import ImportReport
from koosloome_desktop.services.plan_import import known_plan, plan_in_transaction, rows_into, year_for
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.importing.dialog import ImportDialog, Target

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

_LOOKED_AT: Final = 20_000
"""Characters of a pasted text in which a heading is looked for."""
_ROWS: Final = 30


def import_table(window: MainWindow, path: Path) -> bool:
    """Show a table file's preview, then bring it in; whether it was brought in."""
    try:
        given = table_in(path)
    except KoosloomeError as error:
        window.actions_.refused(error)
        return False
    return show_and_bring(window, given)


def pasted_table(mime: QMimeData | None, *, headless: bool = False) -> TableInput | None:
    """The table in what is pasted, or None: it has headings that are known, or several rows of several columns.

    A table in HTML is read from its text alone; it knows merged cells and lines in cells, which plain text does not.
    """
    if mime is None or mime.hasUrls():
        return None
    text, html = (mime.text() if mime.hasText() else ""), (mime.html() if mime.hasHtml() else "")
    if html and has_table(html) and "\t" in text:
        return TableInput(_("Pasted table"), html) if _is_table(text, headless=headless) else None
    return TableInput(_("Pasted table"), text) if _is_table(text, headless=headless) else None


def _is_table(text: str, *, headless: bool) -> bool:
    rows = _rows(text)
    return plan_score(rows) > 0 or (headless and "\t" in text and headless_score(rows) > 1)


def _rows(text: str) -> list[RawRow]:
    head = text[:_LOOKED_AT].replace("\r\n", "\n").replace("\r", "\n")
    best: list[RawRow] = []
    for separator in ("\t", ";", "|"):
        rows = [row for row, _n in zip(split_rows(head, separator), range(_ROWS), strict=False)]
        if sum(len(row.filled) > 1 for row in rows) > sum(len(row.filled) > 1 for row in best):
            best = rows
    return best


def paste_table(window: MainWindow, *, headless: bool = False) -> bool:
    """Bring in the plan table on the clipboard; whether there is one (a refused preview counts).

    `headless` takes rows without headings as well.
    """
    given = pasted_table(QGuiApplication.clipboard().mimeData(), headless=headless)
    if given is None:
        return False
    show_and_bring(window, given)
    return True


def show_and_bring(window: MainWindow, given: TableInput) -> bool:
    """The preview, and on Enter the import."""
    dialog = ImportDialog(given, window.ctx, window.executor, parent=window, targets=targets_of(window))
    agreed = bool(dialog.exec())
    preview, target = dialog.preview, dialog.target
    dialog.deleteLater()
    if not agreed or preview is None:
        return False
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        report = _bring(window, preview, target)
    except KoosloomeError as error:
        window.actions_.refused(error)
        return False
    finally:
        QApplication.restoreOverrideCursor()
    window.actions_.told_import(report, shown=True)
    return True


def targets_of(window: MainWindow) -> list[Target]:
    """Where rows can go: the plan in sight first, then other plans of the workshop, then a new workshop."""
    new = Target("", _("A new workshop"))
    view = window.view
    if view is None:
        return [new]
    lang = view.workshop.document.workshop.language
    plans = [c for c in view.canvases() if c.type == "action_plan" and c.raw is None]
    plans.sort(key=lambda c: c.id != view.current)
    here = [Target(c.id, _("This workshop: {plan}").format(plan=canvas_title(c, lang))) for c in plans]
    return [*here, new] if plans and plans[0].id == view.current else [new, *here]


def _bring(window: MainWindow, preview: Preview, target: Target) -> ImportReport:
    content = preview.content
    if target.canvas and window.view is not None:
        into = _into_plan if content.plan is not None else _into_zones
        return into(window, content, target.canvas)
    assert window.library is not None  # noqa: S101  (without a library there is no import)
    report = window.library.bring(content, made=preview.trial)
    window.home.reload()
    window.open_workshop(report.workshop)
    return report


def _into_plan(window: MainWindow, content: Content, canvas_id: str) -> ImportReport:
    """Below the rows of a plan that is open, one undo step; the same content again changes nothing."""
    assert window.view is not None  # noqa: S101  (asked before)
    workshop = window.view.workshop
    document = workshop.document
    head = document.workshop
    known = known_plan(document, content.digest)
    window.view.open_canvas(known.id if known is not None else canvas_id)
    if known is not None:
        return ImportReport(head.id, "", {}, True, content.warnings)
    year = year_for(document, window.ctx.clock.now().year)
    brought = []
    workshop.run(N_("Import plan"), lambda tx: brought.append(plan_in_transaction(tx, content, year, canvas_id)))
    return ImportReport(head.id, "", brought[0].records, False, brought[0].warnings)


def _into_zones(window: MainWindow, content: Content, _canvas: str) -> ImportReport:
    """Notes go to the zones of the open workshop that they name, one undo step."""
    assert window.view is not None  # noqa: S101  (asked before)
    document = window.view.workshop.document
    brought = rows_into(document, content, this_year=window.ctx.clock.now().year)
    return ImportReport(document.workshop.id, "", brought.records, brought.unchanged, brought.warnings)


__all__ = ["import_table", "is_table", "paste_table", "pasted_table", "show_and_bring", "targets_of"]
