"""Pictures of the follow-up of a plan; what they write is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.views.iteration import NextIteration
from koosloome_desktop.views.plan.page import PlanPage
from koosloome_desktop.views.plan.review import ReviewView, review_of
from koosloome_desktop.views.plan.review_commands import begin_review

if TYPE_CHECKING:
    from koosloome_desktop.views.shots import Studio

SCHOOL: Final = "03_turvaline_koolitee.json"
BUS: Final = "06_sotsiaaltransport.json"


def _key(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _digit(view: ReviewView, number: int) -> None:
    _key(view.rows, Qt.Key(Qt.Key.Key_0.value + number), str(number))


def _type(text: str) -> None:
    held = QApplication.focusWidget()
    for letter in text:
        if isinstance(held, QWidget):
            _key(held, Qt.Key.Key_unknown, letter)


def _enter() -> None:
    held = QApplication.focusWidget()
    if isinstance(held, QWidget):
        _key(held, Qt.Key.Key_Return, "\r")


def _scene(sample: str, act: Callable[[Studio, ReviewView], object]) -> Callable[[Studio], QPixmap]:
    def draw(studio: Studio) -> QPixmap:
        page = studio.open(3, sample)
        window = studio.window.view
        if not isinstance(page, PlanPage) or window is None:
            raise LookupError(sample)
        before = window.workshop.document.rev
        act(studio, review_of(page))
        picture = studio.picture()
        page.show_view("table")
        while window.workshop.document.rev > before and window.workshop.undo() is not None:
            if window.workshop.history.undo_step is None:
                break
        studio.saved()
        return picture

    return draw


def _start(studio: Studio, view: ReviewView) -> None:
    view.page.show_view("review")
    studio.settle()


def _row(studio: Studio, view: ReviewView) -> None:
    begin_review(view.page)
    studio.settle()


def _asking(studio: Studio, view: ReviewView) -> None:
    _row(studio, view)
    _digit(view, 4)
    studio.settle()
    _type("Riigitee haldaja palus lisamõõtmist")
    _enter()
    _type("15.12")
    studio.settle()


def _end(studio: Studio, view: ReviewView) -> None:
    _asking(studio, view)
    _enter()
    _digit(view, 2)
    _digit(view, 3)
    view.rows.choose("")
    studio.settle()
    view.end.begin()


def _progress(studio: Studio, view: ReviewView) -> None:
    view.page.show_view("progress")
    studio.settle()


def _iteration(studio: Studio) -> QPixmap:
    studio.open(0, BUS)
    view = studio.window.view
    if view is None:
        raise LookupError(BUS)
    return studio.picture(NextIteration(view.workshop.document, studio.window.ctx.lang, studio.window))


REVIEW: Final = (
    ("iteration", _iteration),
    ("progress", _scene(SCHOOL, _progress)),
    ("start", _scene(SCHOOL, _start)),
    ("row", _scene(SCHOOL, _row)),
    ("asking", _scene(SCHOOL, _asking)),
    ("end", _scene(SCHOOL, _end)),
    ("first", _scene(BUS, _row)),
)
