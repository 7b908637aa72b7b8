"""The line asks one thing once (a stage's new name, a feeling in one word): Enter keeps the answer, Esc leaves it.

What stood in the line before comes back afterwards, and so does the ring of the note that was being arranged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from koosloome_desktop.support.errors import KoosloomeError

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `place` is what the chip says, `keep` takes the answer (False: refused), `left` hears of none.

    `text` stands in the line at first, selected, so that typing replaces it. With `may_be_empty` an emptied line is an
    answer too. While the line is as it was, `sign` sees every sign that is typed (True = taken): + and − may go on
    raising what was just raised. `there` says whether what is asked about still is: else the question is left.
    """

    title: str
    place: str
    question: str
    keep: Callable[[str], object]
    text: str = ""
    may_be_empty: bool = False
    sign: Callable[[str], bool] = lambda _sign: False
    left: Callable[[], object] = lambda: None
    there: Callable[[], bool] = lambda: True


def ask(page: CanvasPage, question: Ask) -> None:
    """Put a question into the line; one that is open already is left first."""
    from koosloome_desktop.views.modes import Job, Mode

    desk = page.desk
    page.mouse.settle()
    back = desk.mode if desk.mode != Mode.EDIT else desk.back
    current = desk.focus or desk.current
    desk.stash = page.prefixes.text()
    page.prefixes.drop()
    desk.mode, desk.job, desk.asked, desk.back = Mode.WRITE, Job.ASK, question, back
    desk.selected, desk.focus, desk.current = (), "", current
    page.bar.line.setText(question.text)
    page.bar.line.selectAll()
    page.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
    page.refresh()


def answer(page: CanvasPage, *, again: bool = False) -> None:
    """Keep what was typed, and go back to where the question came from. With `again` (Enter) an answer that is refused
    stays in the line, to be made shorter.
    """
    question = page.desk.asked
    text = page.bar.line.whole().strip()
    _done(page)
    if question is None:
        return
    if text or (question.may_be_empty and question.text):
        if text != question.text and not _kept(page, question, text) and again and question.there():
            ask(page, question)
            page.bar.line.setText(text)
    else:
        question.left()


def _kept(page: CanvasPage, question: Ask, text: str) -> bool:
    """Whether the answer was taken; why it was not is said."""
    try:
        return question.keep(text) is not False
    except KoosloomeError as error:
        page.toast.emit(error.line())
        return False


def leave_question(page: CanvasPage) -> None:
    """Esc: no answer."""
    question = page.desk.asked
    _done(page)
    if question is not None:
        question.left()


def sign_for_question(page: CanvasPage, text: str) -> bool:
    """A sign typed while the line is as the question left it; whether the question took it."""
    question = page.desk.asked
    return question is not None and page.bar.line.text() == question.text and bool(text) and question.sign(text)


def _done(page: CanvasPage) -> None:
    from koosloome_desktop.views.modes import Mode

    back = page.desk.back
    page.modes.end_job()
    if back == Mode.ARRANGE and (page.titles.return_here() or page.modes.arrange(page.desk.current)):
        return
    page.modes.write()
