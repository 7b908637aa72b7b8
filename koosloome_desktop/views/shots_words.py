"""The screens on which the program says what it understood: form, plan line, top of a vote, for `shots`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from koosloome_desktop.canvases.to_plan import Voted, draft_top, voted
from koosloome_desktop.support.i18n import N_, language
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.canvas_words import PLAN
from koosloome_desktop.views.draft_forms import ask_for
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plan.page import PlanPage
from koosloome_desktop.views.to_plan import open_form
from koosloome_desktop.views.top_voted import open_top

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koosloome_desktop.views.shots import Studio
    from koosloome_desktop.views.workshop_view import WorkshopView

Draw = Callable[["Studio"], QPixmap]
_LINES = {
    "et": ("Bussipeatuse valgustus, abivallavanem 30.9 450 eur", "Bussipeatuse valgustus, abi"),
    "en": ("Lighting of the bus stop, deputy mayor by 30 March 450 euros", "Lighting of the bus stop, deputy"),
    "ru": ("Освещение остановки, координатор до 30 марта 2,5 тыс.", "Освещение остановки, коорд"),
}
_TYPED = {
    "et": ("aren", "enne 30.märtsi", "2,5 tuh + km"),
    "en": ("dev", "before 30 March", "2.5k + VAT"),
    "ru": ("рук", "к 30 марта", "2,5 тыс. + НДС"),
}
_VAGUE = {"et": ("kevadel", "leiame vahendid"), "en": ("in spring", "we shall find it"), "ru": ("весной", "найдём")}


@contextmanager
def _opened(studio: Studio, place: int) -> Iterator[tuple[WorkshopView, object]]:
    """A page of the sample; whatever is done to it is undone afterwards."""
    page, view = studio.open(place), studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    depth = view.workshop.history.depth[0]
    try:
        yield view, page
    finally:
        while view.workshop.history.depth[0] > depth:
            view.workshop.undo()
        studio.saved()


def _over(studio: Studio, dialog: QDialog | None) -> QPixmap:
    """The window with a popup where it stands."""
    if dialog is None:
        return studio.picture()
    whole = studio.picture()
    studio.looked(dialog)
    painter = QPainter(whole)
    at = dialog.pos() - studio.window.mapToGlobal(QPoint(0, 0))
    painter.drawPixmap(at, dialog.grab())
    painter.end()
    dialog.reject()
    studio.settle()
    return whole


def _form(studio: Studio, *, words: bool) -> QPixmap:
    """The form for the note with the most dots, filled in; or with words where time and money were expected."""
    with _opened(studio, 0) as (view, page):
        assert isinstance(page, CanvasPage)  # noqa: S101 - the sample's first canvas is a board
        top = voted(view.workshop.document, page.canvas_id)
        page.go_to(top[0].sources[0])
        form = open_form(page, top[0].sources if not words else [i for v in top[:4] for i in v.sources])
        studio.settle()
        if form is not None and words:
            when, amount = _VAGUE[language()]
            form.when.setText(when)
            form.amount.setText(amount)
        elif form is not None:
            owner, when, amount = _TYPED[language()]
            form.owner.setFocus()
            form.owner.insert(owner)
            form.owner.textEdited.emit(owner)
            form.when.setText(when)
            form.amount.setText(amount)
        if form is not None:
            form.activity.setCursorPosition(0)
        return _over(studio, form)


def _top(studio: Studio) -> QPixmap:
    with _opened(studio, 0) as (_view, page):
        return _over(studio, open_top(page, page.canvas_id) if isinstance(page, CanvasPage) else None)


def _line(studio: Studio, which: int) -> QPixmap:
    """The plan's line: a whole row, a proposal, or nothing typed yet."""
    with _opened(studio, 3) as (_view, page):
        assert isinstance(page, PlanPage)  # noqa: S101 - the sample's fourth canvas is the plan
        page.focus_line()
        page.line.setText(_LINES[language()][which] if which >= 0 else "")
        studio.settle()
        picture = studio.picture()
        page.line.clear()
        return picture


def _drafts(studio: Studio) -> QPixmap:
    """The plan with the top of a vote as drafts."""
    with _opened(studio, 0) as (view, page):
        popup = open_top(page, page.canvas_id) if isinstance(page, CanvasPage) else None
        if popup is not None:
            popup.accept()
        plan = next(c for c in view.canvases() if c.type == PLAN)
        view.open_canvas(plan.id)
        studio.settle()
        shown = view.page()
        if isinstance(shown, PlanPage):
            shown.drafts.next_draft()
        return studio.picture()


def _drafted(view: WorkshopView, found: Sequence[Voted]) -> list[str]:
    made: list[str] = []
    label = N_("Top votes to the plan")
    view.workshop.run(label, lambda tx: made.extend(a.id for a in draft_top(tx, found, language())))
    return made


def _asking(studio: Studio) -> QPixmap:
    """The first of three drafts asks who, by when and how much."""
    with _opened(studio, 0) as (view, page):
        assert isinstance(page, CanvasPage)  # noqa: S101 - the sample's first canvas is a board
        top = voted(view.workshop.document, page.canvas_id)[:3]
        made: list[str] = []
        view.workshop.run(
            N_("Top votes to the plan"), lambda tx: made.extend(a.id for a in draft_top(tx, top, language()))
        )
        form = ask_for(page, view.workshop, view.ctx, made)
        studio.settle()
        return _over(studio, form)


def _cell(studio: Studio) -> QPixmap:
    """A deadline is being typed into its cell; what was understood hangs under it."""
    with _opened(studio, 3) as (_view, page):
        assert isinstance(page, PlanPage)  # noqa: S101 - the sample's fourth canvas is the plan
        page.table.go_to(page.model.rows[1].id, "deadline")
        page.table.edit(page.table.currentIndex())
        studio.settle()
        editor = page.table.findChild(Field)
        if editor is not None:
            editor.selectAll()
            editor.insert(_TYPED[language()][1])
            editor.textEdited.emit(editor.text())
        studio.settle()
        picture = studio.picture()
        page.focus_line()
        return picture


def _row_panel(studio: Studio) -> QPixmap:
    """Notes that became actions bear a sign; the panel leads to the row."""
    with _opened(studio, 0) as (view, page):
        assert isinstance(page, CanvasPage)  # noqa: S101 - the sample's first canvas is a board
        top = voted(view.workshop.document, page.canvas_id)
        made: list[str] = []
        view.workshop.run(
            N_("Make an action"), lambda tx: made.extend(a.id for a in draft_top(tx, top[:2], language()))
        )
        page.go_to(top[0].sources[0])
        opened = not view.inspector_open()
        if opened:
            view.toggle_inspector()
        picture = studio.picture()
        if opened:
            view.toggle_inspector()
        return picture


WORDS: tuple[tuple[str, Draw], ...] = (
    ("to_plan", partial(_form, words=False)),
    ("to_plan_words", partial(_form, words=True)),
    ("top_voted", _top),
    ("plan_line", partial(_line, which=0)),
    ("plan_line_role", partial(_line, which=1)),
    ("plan_line_empty", partial(_line, which=-1)),
    ("plan_drafts", _drafts),
    ("draft_asked", _asking),
    ("plan_cell", _cell),
    ("acted_note", _row_panel),
)
