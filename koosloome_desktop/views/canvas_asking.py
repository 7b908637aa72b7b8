"""The line as a chain of questions about notes, rung by rung: it asks, Enter answers and goes on, Esc ends it.

One mechanism for rewording a missing solution, for turning problems into objectives and for drafting the core sentence.
What was typed before comes back afterwards; what is typed into a question that is left goes on as the text of the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


@dataclass(frozen=True, slots=True)
class Rung:
    """One question. `chip` and `place` stand in the chip, `question` in the empty line, `note` is marked on the board.

    `answer` does what the text says and gives the next question (None = done, the same = refused); `skip` goes on
    without an answer, where that is possible.
    """

    chip: str
    place: str
    question: str
    note: str
    answer: Callable[[str], Rung | None]
    skip: Callable[[], Rung | None] | None = None
    outline: str = ""
    """Id of an outline on the board that the question is about, where there is no note yet."""
    again: Callable[[], Rung | None] | None = None
    """The same question as things stand now, after undo or a change from elsewhere; None when it has no sense left."""


class Asking:
    """Asks in the line of a page."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.now: Rung | None = None
        self._answering = False

    def begin(self, ask: Rung | None) -> None:
        """Ask the first question; None asks nothing. Whatever text is open is kept first."""
        page = self.page
        if ask is None:
            return
        page.mouse.settle()
        page.modes.close_editor()
        page.desk.stash = page.prefixes.text()
        self._go(ask)

    def _go(self, ask: Rung | None) -> None:
        """To the next question; None ends it."""
        page, desk = self.page, self.page.desk
        if ask is None:
            self.end()
            return
        desk.mode, desk.job, desk.subject = Mode.WRITE, Job.CHAIN, ask.note
        desk.selected, desk.focus = (), ""
        self.now = ask
        page.prefixes.drop()
        page.bar.line.clear()
        page.stage.fresh()
        if ask.note in page.order():
            desk.current = ask.note
            page.stage.reveal(ask.note)
        spot = self.spot()
        if spot is not None:
            page.view.camera.reveal(QRectF(*spot))
        page.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        page.refresh()
        page.verbs.announce(ask.question)

    def look(self) -> None:
        """The document changed: the question is put as things stand now; what is typed stays."""
        rung = self.now
        if rung is None or self._answering or self.page.desk.job != Job.CHAIN:
            return
        if rung.again is not None:
            self.now = rung.again()
        elif rung.note and self.page.verbs.note(rung.note) is None:
            self.now = None
        if self.now is None:
            self.leave()

    def submit(self, text: str) -> None:
        """Enter: the answer, or on to the next question when there is none."""
        rung = self.now
        if rung is None:
            self.end()
        elif text or rung.skip is not None:
            self._answering = True
            try:
                following = rung.answer(text) if text else rung.skip() if rung.skip is not None else None
            finally:
                self._answering = False
            if following is not rung:
                self._go(following)

    def skip(self) -> None:
        """Tab: on to the next question; what is typed stays in the line."""
        ask = self.now
        if ask is not None and ask.skip is not None:
            text = self.page.bar.line.text()
            self._go(ask.skip())
            if self.now is not None:
                self.page.bar.line.setText(text)

    def leave(self) -> None:
        """Esc: no more questions; what is half typed stays in the line, behind what stood there before."""
        typed = self.page.bar.line.text()
        self.page.desk.stash = " ".join(t for t in (self.page.desk.stash, typed) if t.strip())
        self.end()

    def end(self) -> None:
        """The line writes notes again."""
        self.now = None
        self.page.modes.end_job()
        self.page.modes.write()

    def spot(self) -> tuple[float, float, float, float] | None:
        """Where the outline is that is being asked about (board units)."""
        asked = self.now is not None and self.page.desk.job == Job.CHAIN
        wanted = self.now.outline if asked and self.now is not None else ""
        box = next((g for g in self.page.view.board.ghosts if wanted and g.id == wanted), None)
        return None if box is None else (box.x - 4.0, box.y - 4.0, box.w + 8.0, box.h + 8.0)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter now."""
        skip = (("Tab", _("later")),) if self.now is not None and self.now.skip is not None else ()
        return (("Enter", _("goes on")), *skip, ("Esc", _("write")))
