"""The rows of the part in sight: agreements, what a round brought, statements of the feedback with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from koosloome_desktop.views.widgets import button, column, has_keyboard, row

if TYPE_CHECKING:
    from koosloome_desktop.views.rounds.page import RoundsPage


@dataclass(frozen=True, slots=True)
class Spec:
    """What a row shows: of a place, the heading, what stands there instead of lines, or a line with these answers.
    Equal ones are shown by the same widget, wherever it stands now.
    """

    what: str
    place: str
    text: str = ""
    answers: tuple[str, ...] = ()


class RoundRows(QWidget):
    """Rows of the place that the page shows; `shown` asks for a row to be scrolled into sight."""

    shown = Signal(QWidget)

    def __init__(self, page: RoundsPage) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.rows: list[LineRow] = []
        self._made: list[tuple[Spec, QWidget]] = []
        self._list: QVBoxLayout = column(gap=8)
        self.setLayout(self._list)

    def build(self) -> None:
        """Make every row anew: the words of another part, or of another language."""
        held = self._held() is not None
        self._drop(made for _spec, made in self._made)
        self._made = []
        self.show_texts(held=held)

    def show_texts(self, *, held: bool = False) -> None:
        """Show what stands in the document. A row is made only where there is none with these words: one takes 5 ms.

        The keyboard stays on its row; where that is gone (`held`: it is already) it goes to the current one, or to the
        line where none is left.
        """
        holder = self._held()
        stock: dict[Spec, list[QWidget]] = {}
        for spec, made in self._made:
            stock.setdefault(spec, []).append(made)
        self._made = []
        wanted = [spec for place in self._places() for spec in self._specs(place)]
        for at, (spec, line) in enumerate(self._numbered(wanted)):
            known = stock.get(spec)
            made = known.pop(0) if known else self._widget(spec, line)
            if isinstance(made, LineRow) and made.at != line:
                made.show_at(line)
            self._made.append((spec, made))
            item = self._list.itemAt(at)
            if item is None or item.widget() is not made:
                self._list.insertWidget(at, made)
        self.rows = [made for _spec, made in self._made if isinstance(made, LineRow)]
        self._stay(holder if holder in self.rows else None)
        current = self.page.current
        # A row that goes with the keyboard hands it to any other one, which is then the current one for a moment.
        self._drop(made for left in stock.values() for made in left)
        self.page.current = current
        if (held or (holder is not None and holder not in self.rows)) and not self.page.focus_canvas():
            self.page.focus_line()
        known_counts = rounds.statements(self.desk.workshop.document)
        for made in self.rows:
            if isinstance(made, StatementRow):
                made.show_counts(known_counts[made.at], self.page.ctx.lang)

    def _held(self) -> LineRow | None:
        """The row that has the keyboard or is open."""
        return next((r for r in self.rows if has_keyboard(r) or r.editing()), None)

    def _stay(self, holder: LineRow | None) -> None:
        """The row that has the keyboard is the current one, wherever it stands now; else the one at that number."""
        place, at = self.page.current
        if holder is not None:
            self.page.current = (str(holder.property("place")), holder.at)
            return
        here = [r for r in self.rows if r.property("place") == place] or self.rows
        at = min(at, len(here) - 1) if here else 0
        self.page.current = (str(here[at].property("place")) if here else place, at)

    def _drop(self, gone: Iterable[QWidget]) -> None:
        for made in gone:
            self._list.removeWidget(made)
            made.hide()
            made.setParent(None)
            made.deleteLater()

    # -- what there is to show

    def _places(self) -> tuple[str, ...]:
        return (rounds.FEEDBACK, ANSWERS) if part_of(self.page.place) == rounds.FEEDBACK else (self.page.place,)

    def _specs(self, place: str) -> Iterator[Spec]:
        texts = self.desk.texts(place)
        if place == ANSWERS and (texts or self.page.place == ANSWERS or self.desk.texts(rounds.FEEDBACK)):
            yield Spec("heading", place)
        if place == rounds.FEEDBACK:
            for one in rounds.statements(self.desk.workshop.document):
                yield Spec("line", place, one.text, tuple(one.answers))
        else:
            yield from (Spec("line", place, text) for text in texts)
        if not texts and place != ANSWERS:
            yield Spec("empty", place)

    @staticmethod
    def _numbered(specs: Iterable[Spec]) -> Iterator[tuple[Spec, int]]:
        """Each with its number among the lines of its place."""
        lines: Counter[str] = Counter()
        for spec in specs:
            yield spec, lines[spec.place]
            lines[spec.place] += spec.what == "line"

    def _widget(self, spec: Spec, at: int) -> QWidget:
        if spec.what == "heading":
            heading = label(_(TITLES[spec.place]), "section")
            heading.setContentsMargins(0, 8, 0, 0)
            return heading
        return self._row(spec.place, at, spec.text) if spec.what == "line" else self._empty(spec.place)

    def _empty(self, place: str) -> QWidget:
        told = label(_("Nothing stands here yet: type a line below, Enter keeps it."), "quiet", wrap=True)
        inner = column(told, gap=8)
        if rounds.usual(place, self.desk.workshop.document.workshop.language):
            word = _("Begin with the usual lines")
            ways = [button(word, icon="list-checks", run=partial(self.page.begin, place))]
            if place == rounds.FEEDBACK:
                ways.append(button(_("The same with three faces"), run=partial(self.page.begin, place, "1-3")))
            inner.addLayout(row(*ways, None))
        made = QWidget()
        made.setLayout(inner)
        return made

    def _row(self, place: str, at: int, text: str) -> LineRow:
        """A line that says by its own number which one it is: lines before it come and go."""
        deeds = [
            Deed("pencil", _("Edit the text"), "F2", lambda at: self.page.edit(place, int(at))),
            Deed("trash-2", _("Delete the line"), shown_key("Del"), lambda at: self.desk.delete(place, int(at))),
        ]
        made: LineRow
        if place == rounds.FEEDBACK:
            one = rounds.statements(self.desk.workshop.document)[at]
            statement = made = StatementRow(self.page.ctx.commands, at, one, deeds)
            statement.counted.connect(lambda answer, number: self.desk.count(statement.at, answer, number))
            statement.gone.connect(partial(self._next_numbers, statement))
            statement.wanted.connect(self.page.typed)
            statement.entered.connect(statement.enter)
        else:
            made = LineRow(self.page.ctx.commands, at, text, deeds, number=place == rounds.AGREEMENTS)
        made.setProperty("place", place)
        made.stepped.connect(self.step)
        made.typed.connect(self.page.typed)
        made.edited.connect(lambda text: self.desk.reword(place, made.at, text))
        made.deleted.connect(lambda: self.desk.delete(place, made.at))
        made.moved.connect(lambda by: self.page.move_line(place, made.at, by))
        made.left.connect(self.page.focus_line)
        made.focused.connect(lambda: self.page.focused(place, made.at))
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
