"""The rows of the part in sight: agreements, what a round brought, statements of the feedback with their numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koosloome_desktop.operations import rounds
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.parking_rows import Deed
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.rounds.desk import ANSWERS, TITLES, part_of
from koosloome_desktop.views.rounds.rows import LineRow, StatementRow
from koosloome_desktop.views.widgets import button, clear, column, has_keyboard, row

if TYPE_CHECKING:
    from koosloome_desktop.views.rounds.page import RoundsPage


class RoundRows(QWidget):
    """Rows of the place that the page shows; `shown` asks for a row to be scrolled into sight."""

    shown = Signal(QWidget)

    def __init__(self, page: RoundsPage) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.rows: list[LineRow] = []
        self._list: QVBoxLayout = column(gap=8)
        self.setLayout(self._list)

    def show_texts(self) -> None:
        """Show what stands in the document: rows are made anew only where their words changed."""
        known = rounds.statements(self.desk.workshop.document)
        answers = {at: one.answers for at, one in enumerate(known)}
        shown = [(r.property("place"), r.accessibleName()) for r in self.rows]
        scales = all(tuple(r.fields) == answers.get(r.at) for r in self.rows if isinstance(r, StatementRow))
        if not scales or shown != [(p, t) for p in self._places() for t in self.desk.texts(p)]:
            self.build()
        for made in self.rows:
            if isinstance(made, StatementRow):
                made.show_counts(known[made.at], self.page.ctx.lang)

    def _places(self) -> tuple[str, ...]:
        return (rounds.FEEDBACK, ANSWERS) if part_of(self.page.place) == rounds.FEEDBACK else (self.page.place,)

    def build(self) -> None:
        """Make every row anew; the keyboard stays on the current one, or goes to the line where none is left."""
        held = any(has_keyboard(r) or r.editing() for r in self.rows)
        clear(self._list)
        self.rows = []
        for place in self._places():
            texts = self.desk.texts(place)
            if place == ANSWERS and (texts or self.page.place == ANSWERS or self.desk.texts(rounds.FEEDBACK)):
                self._list.addSpacing(8)
                self._list.addWidget(label(_(TITLES[ANSWERS]), "section"))
            for at, text in enumerate(texts):
                made = self._row(place, at, text)
                self.rows.append(made)
                self._list.addWidget(made)
            if not texts and place != ANSWERS:
                self._empty(place)
        place, at = self.page.current
        here = [r for r in self.rows if r.property("place") == place] or self.rows
        self.page.current = (
            (here[min(at, len(here) - 1)].property("place"), min(at, len(here) - 1)) if here else (place, 0)
        )
        if held and not self.page.focus_canvas():
            self.page.focus_line()

    def _empty(self, place: str) -> None:
        told = _("Nothing stands here yet: type a line below, Enter keeps it.")
        self._list.addWidget(label(told, "quiet", wrap=True))
        if rounds.usual(place, self.desk.workshop.document.workshop.language):
            word = _("Begin with the usual lines")
            ways = [button(word, icon="list-checks", run=partial(self.page.begin, place))]
            if place == rounds.FEEDBACK:
                ways.append(button(_("The same with three faces"), run=partial(self.page.begin, place, "1-3")))
            self._list.addLayout(row(*ways, None))

    def _row(self, place: str, at: int, text: str) -> LineRow:
        deeds = [
            Deed("pencil", _("Edit the text"), "F2", lambda _at: self.page.edit(place, at)),
            Deed("trash-2", _("Delete the line"), shown_key("Del"), lambda _at: self.desk.delete(place, at)),
        ]
        made: LineRow
        if place == rounds.FEEDBACK:
            one = rounds.statements(self.desk.workshop.document)[at]
            statement = made = StatementRow(self.page.ctx.commands, at, one, deeds)
            statement.counted.connect(partial(self.desk.count, at))
            statement.gone.connect(partial(self._next_numbers, statement))
            statement.wanted.connect(self.page.typed)
            statement.entered.connect(statement.enter)
        else:
            made = LineRow(self.page.ctx.commands, at, text, deeds, number=place == rounds.AGREEMENTS)
        made.setProperty("place", place)
        made.stepped.connect(self.step)
        made.typed.connect(self.page.typed)
        made.edited.connect(partial(self.desk.reword, place, at))
        made.deleted.connect(partial(self.desk.delete, place, at))
        made.moved.connect(partial(self.page.move_line, place, at))
        made.left.connect(self.page.focus_line)
        made.focused.connect(partial(self.page.focused, place, at))
        return made

    def _next_numbers(self, one: StatementRow, step: int) -> None:
        counted = [r for r in self.rows if isinstance(r, StatementRow) and r.fields]
        at = counted.index(one) + step
        if 0 <= at < len(counted):
            counted[at].enter(last=step < 0)
            self.shown.emit(counted[at])
        else:
            self.page.focus_line()

    def found(self, place: str, at: int) -> LineRow | None:
        """The row of a line; None when it is not in sight."""
        return next((r for r in self.rows if (r.property("place"), r.at) == (place, at)), None)

    def step(self, by: int) -> None:
        """So many rows on; past the last one the line is next."""
        at = next((n for n, r in enumerate(self.rows) if (r.property("place"), r.at) == self.page.current), 0) + by
        if at >= len(self.rows):
            self.page.focus_line()
        elif self.rows:
            found = self.rows[max(0, at)]
            self.page.current = (str(found.property("place")), found.at)
            self.page.focus_canvas()
