"""The page of agreements, check-in, check-out and feedback: rows above, the line below, as everywhere.

Four parts, one in sight; Tab in the line goes to the next one. Letters always write a line of the part in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations import rounds
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.capture_bar import CaptureBar
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.parking_rows import Deed
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.rounds.asking import RoundHead
from koosloome_desktop.views.rounds.commands import round_commands
from koosloome_desktop.views.rounds.desk import ANSWERS, ASKED, PLACES, SUBS, TITLES, RoundsDesk, part_of
from koosloome_desktop.views.rounds.rows import LineRow, StatementRow
from koosloome_desktop.views.rounds.tabs import Tabs
from koosloome_desktop.views.widgets import button, clear, column, has_keyboard, row, scroller, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

ROUNDS: Final = "rounds"
"""The id of the page among those of canvases."""
DRAFT: Final = ("line", ROUNDS)
_Key = Qt.Key


class RoundsPage(QWidget):
    """`place` is where the line writes, `current` the row that the ring was on last as (place, number)."""

    selection_changed = Signal(object)
    mode_changed = Signal(str)
    toast = Signal(str)

    takes_notes = True
    least_width = 1_000_000
    """No inspector stands beside this page."""

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__()
        styled(self, "paper")
        self.workshop, self.ctx = workshop, ctx
        self.desk = RoundsDesk(workshop)
        self.desk.say = self.toast.emit
        self.place: str = rounds.AGREEMENTS
        self.current = (self.place, 0)
        self.rows: list[LineRow] = []
        self.bar = CaptureBar(ctx.commands)
        self.bar.line.keys, self.bar.line.pasted = self._key, self._add
        self.bar.targets = lambda: [(_(TITLES[p]), partial(self.show_place, p)) for p in PLACES]
        self.tabs = Tabs(self.show_place)
        self.head = RoundHead(self)
        self._sub = label("", "quiet", wrap=True)
        self._list: QVBoxLayout = column(gap=8)
        inner = QWidget()
        inner.setMaximumWidth(960)
        inner.setLayout(
            column(self.tabs, self._sub, self.head, self._list, None, margins=(24, 20, 24, 24), gap=12)
        )  # fmt: skip
        body = QWidget()
        body.setLayout(row(inner, None))
        body.layout().setStretch(0, 100)  # type: ignore[union-attr]
        self._area = scroller(body)
        self.setLayout(column(self._area, self.bar, gap=0))
        self.bar.line.setText(workshop.drafts.get(DRAFT, ""))
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(1000)
        self._draft.timeout.connect(self._save)
        self.bar.line.textChanged.connect(lambda _text: self._draft.start())
        self._stop = workshop.on_change(self._changed)
        self.refresh_words()

    # -- the rows

    def _changed(self, change: ChangeSet) -> None:
        if any(u.kind in {"workshop", "person"} for u in change.updated):
            self.fill()

    def fill(self) -> None:
        """Show what stands in the document: rows are made anew only where their words changed."""
        known = rounds.statements(self.workshop.document)
        answers = {at: one.answers for at, one in enumerate(known)}
        shown = [(r.property("place"), r.accessibleName()) for r in self.rows]
        scales = all(tuple(r.fields) == answers.get(r.at) for r in self.rows if isinstance(r, StatementRow))
        if not scales or shown != [(p, t) for p in self._places() for t in self.desk.texts(p)]:
            self._build()
        for made in self.rows:
            if isinstance(made, StatementRow):
                made.show_counts(known[made.at], self.ctx.lang)
        self.head.show_round()
        self.tabs.show_parts(part_of(self.place), self.workshop.document)

    def _places(self) -> tuple[str, ...]:
        return (rounds.FEEDBACK, ANSWERS) if part_of(self.place) == rounds.FEEDBACK else (self.place,)

    def _build(self) -> None:
        held = any(has_keyboard(r) or r.editing() for r in self.rows)
        clear(self._list)
        self.rows = []
        for place in self._places():
            texts = self.desk.texts(place)
            if place == ANSWERS and (texts or self.place == ANSWERS or self.desk.texts(rounds.FEEDBACK)):
                self._list.addSpacing(8)
                self._list.addWidget(label(_(TITLES[ANSWERS]), "section"))
            for at, text in enumerate(texts):
                made = self._row(place, at, text)
                self.rows.append(made)
                self._list.addWidget(made)
            if not texts and place != ANSWERS:
                self._empty(place)
        place, at = self.current
        here = [r for r in self.rows if r.property("place") == place] or self.rows
        self.current = (here[min(at, len(here) - 1)].property("place"), min(at, len(here) - 1)) if here else (place, 0)
        if held and not self.focus_canvas():
            self.focus_line()

    def _empty(self, place: str) -> None:
        told = _("Nothing stands here yet: type a line below, Enter keeps it.")
        self._list.addWidget(label(told, "quiet", wrap=True))
        if rounds.usual(place, self.workshop.document.workshop.language):
            word = _("Begin with the usual lines")
            ways = [button(word, icon="list-checks", run=partial(self.begin, place))]
            if place == rounds.FEEDBACK:
                ways.append(button(_("The same with three faces"), run=partial(self.begin, place, "1-3")))
            self._list.addLayout(row(*ways, None))

    def begin(self, place: str, scale: str = "1-5") -> None:
        """The usual lines for an empty part."""
        if not self.desk.texts(place):
            self.desk.begin(place, scale)
            self.current = (place, 0)
            self.focus_canvas()

    def _row(self, place: str, at: int, text: str) -> LineRow:
        deeds = [
            Deed("pencil", _("Edit the text"), "F2", lambda _at: self.edit(place, at)),
            Deed("trash-2", _("Delete the line"), shown_key("Del"), lambda _at: self.desk.delete(place, at)),
        ]
        made: LineRow
        if place == rounds.FEEDBACK:
            one = rounds.statements(self.workshop.document)[at]
            statement = made = StatementRow(self.ctx.commands, at, one, deeds)
            statement.counted.connect(partial(self.desk.count, at))
            statement.gone.connect(partial(self._next_numbers, statement))
            statement.wanted.connect(self._typed)
            statement.entered.connect(statement.enter)
        else:
            made = LineRow(self.ctx.commands, at, text, deeds, number=place == rounds.AGREEMENTS)
        made.setProperty("place", place)
        made.stepped.connect(self.step)
        made.typed.connect(self._typed)
        made.edited.connect(partial(self.desk.reword, place, at))
        made.deleted.connect(partial(self.desk.delete, place, at))
        made.moved.connect(partial(self.move_line, place, at))
        made.left.connect(self.focus_line)
        made.focused.connect(partial(self._focused, place, at))
        return made

    def _next_numbers(self, one: StatementRow, step: int) -> None:
        counted = [r for r in self.rows if isinstance(r, StatementRow) and r.fields]
        at = counted.index(one) + step
        if 0 <= at < len(counted):
            counted[at].enter(last=step < 0)
            self._area.ensureWidgetVisible(counted[at])
        else:
            self.focus_line()

    def edit(self, place: str, at: int) -> None:
        """Open the text of a line."""
        found = self._found(place, at)
        if found is not None:
            self.current = (place, at)
            found.edit()

    def _found(self, place: str, at: int) -> LineRow | None:
        return next((r for r in self.rows if (r.property("place"), r.at) == (place, at)), None)

    def move_line(self, place: str, at: int, by: int) -> None:
        """Move a line up or down; the ring goes with it."""
        self.current = (place, max(0, min(len(self.desk.texts(place)) - 1, at + by)))
        self.desk.move(place, at, by)
        self.focus_canvas()

    def _add(self, texts: Sequence[str]) -> None:
        at = self.desk.add(self.place, texts)
        if at >= 0:
            self.current = (self.place, at)
            found = self._found(*self.current)
            if found is not None:
                self._area.ensureWidgetVisible(found)

    # -- keys

    def _key(self, event: QKeyEvent) -> bool:
        mods, key, line = plain(event), event.key(), self.bar.line
        if key in ENTER and not mods:
            text = line.text().strip()
            if text:
                self._add([text])
                line.clear()
                self._save()
            return True
        if key in {_Key.Key_Tab, _Key.Key_Backtab}:
            by = -1 if key == _Key.Key_Backtab else 1
            self.show_place(PLACES[(PLACES.index(self.place) + by) % len(PLACES)])
            return True
        if key in {_Key.Key_Up, _Key.Key_Down} and not mods and not line.text():
            self.focus_canvas()
            return True
        return key == _Key.Key_Escape

    def _typed(self, text: str) -> None:
        self.focus_line()
        self.bar.line.insert(text)

    def _focused(self, place: str, at: int) -> None:
        self.current = (place, at)
        self.mode_changed.emit("A")

    def step(self, by: int) -> None:
        """So many rows on; past the last one the line is next."""
        at = next((n for n, r in enumerate(self.rows) if (r.property("place"), r.at) == self.current), 0) + by
        if at >= len(self.rows):
            self.focus_line()
        elif self.rows:
            found = self.rows[max(0, at)]
            self.current = (str(found.property("place")), found.at)
            self.focus_canvas()

    # -- what the window asks of every page

    def show_place(self, place: str) -> None:
        """Have the line write somewhere else; its part is in sight then."""
        self.place = place
        self.current = (place, 0)
        self.refresh_words()
        self.focus_line()

    def focus_line(self) -> None:
        """Put the keyboard into the line."""
        self.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mode_changed.emit("W")

    def focus_canvas(self) -> bool:
        """Put the keyboard on the current line; False when there is none."""
        found = self._found(*self.current) or (self.rows[0] if self.rows else None)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(found)
        return True

    def go_to(self, place: str) -> bool:
        """Show a place."""
        if place in PLACES:
            self.show_place(place)
        return place in PLACES

    def fit(self) -> None:
        """Nothing to fit here."""

    def zoom_by(self, factor: float) -> None:
        """Rows do not grow."""

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._sub.setText(_(SUBS[part_of(self.place)]))
        hints = (("Enter", _("adds")), ("Tab", _("next part")), ("↑", _("to the lines")))
        self.bar.say(_("Writing"), _(TITLES[self.place]), _(ASKED[self.place]), hints)
        self.head.refresh_words()
        self._build()
        self.fill()

    def commands(self) -> list[Command]:
        """What can be done here."""
        return round_commands(self)

    def _save(self) -> None:
        """Keep what is half typed; it survives a kill."""
        self._draft.stop()
        self.workshop.save_draft(*DRAFT, self.bar.line.text())

    def close_page(self) -> None:
        """Keep what is half typed and stop listening."""
        self._save()
        self._stop()
