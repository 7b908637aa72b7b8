"""The agenda's page: meetings with their blocks, the line "New block"; at the right what is on and a block's fields.

Rows above, the line below, as everywhere: letters always write a new block, + and − change a length, Alt+arrows move.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import AgendaItem
from koosloome_desktop.operations import agenda, queries, running
from koosloome_desktop.services.agenda_templates import AgendaTemplate
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.agenda.choosing import Choosing
from koosloome_desktop.views.agenda.commands import agenda_commands
from koosloome_desktop.views.agenda.course import CoursePanel
from koosloome_desktop.views.agenda.desk import BlockDesk
from koosloome_desktop.views.agenda.dragging import Dragging
from koosloome_desktop.views.agenda.fields import BlockFields
from koosloome_desktop.views.agenda.leading import Leading
from koosloome_desktop.views.agenda.meeting import open_meeting
from koosloome_desktop.views.agenda.rows import BlockRow
from koosloome_desktop.views.agenda.words import programme_words, session_title, sums_words
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.line_page import LinePage
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import INSPECTOR, is_low
from koosloome_desktop.views.widgets import button, clear, column, row, scroller, styled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from koosloome_desktop.services.workshop import OpenWorkshop

AGENDA: Final = "agenda"
"""The id of the page among those of canvases."""
_STEP: Final = 5
_Key = Qt.Key


class AgendaPage(LinePage):
    """Keeps its rows equal to the document; the desk knows the block that the ring was on last."""

    place_of_draft = ("line", AGENDA)

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext, leading: Leading) -> None:
        super().__init__(workshop, ctx)
        self.leading = leading
        self._low = False
        self.desk = BlockDesk(workshop, leading)
        self.desk.order = lambda: list(self.rows)
        self.desk.say = self.toast.emit
        self.rows: dict[str, BlockRow] = {}
        self.choosing: Choosing | None = None
        self.course, self.fields = CoursePanel(self), BlockFields(self)
        self._list: QVBoxLayout = column(gap=6)
        inner = QWidget()
        self._whole = column(self._list, None, margins=(16, 16, 16, 24))
        inner.setLayout(self._whole)
        self._area, self._dragging = scroller(inner), Dragging(self, inner)
        side = styled(QWidget(), "panel")
        side.setLayout(column(self.course, 12, self.fields, None, margins=(16, 16, 16, 16), gap=8))
        self._side = scroller(side, "panel")
        self._side.setFixedWidth(INSPECTOR)
        both = row(self._area, self._side, gap=0)
        both.setStretch(0, 1)
        self.over_line(both, self._changed)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.show_time)
        if not ctx.fixed:
            self._tick.start()
        self.refresh_words()

    def set_low(self, *, low: bool) -> None:
        """A low window is narrow, too: the sums stand below the meeting, not beside it."""
        if low != self._low:
            self._low = low
            self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Made since: ask how high the window is."""
        super().showEvent(event)
        self.set_low(low=is_low(self))

    # -- the rows

    def _changed(self, change: ChangeSet) -> None:
        kinds = {r.kind for r in (*change.created, *change.removed)} | {u.kind for u in change.updated}
        if kinds & {"agenda_item", "session", "canvas", "workshop"}:
            self._build()

    def _build(self) -> None:
        document, held = self.workshop.document, any(r.hasFocus() for r in self.rows.values())
        # Emptied first: rows that are taken away hand the ring on to one another, and that means nothing.
        self.rows, self.choosing = {}, None
        clear(self._list)
        sessions = queries.sessions(document)
        for session in sessions:
            items = agenda.blocks(document, session.id)
            words, role = sums_words(agenda.sums(session, items))
            title = label(session_title(session, len(sessions), self.ctx.lang), "card", wrap=True)
            word = _("Day and time of the meeting …")
            change = button("", "ghost", icon="pencil", run=partial(open_meeting, self, session.id), name=word)
            told = label(words, role)
            head = row(title, change) if self._low else row(title, change, told)
            head.setStretch(0, 1)
            self._list.addLayout(column(head, told, gap=4) if self._low else head)
            for item in items:
                self._list.addWidget(self._row(item))
            self._list.addSpacing(12)
        if not self.rows:
            self.choosing = Choosing(self._take, self.ctx.own_agendas())
            self._list.addWidget(self.choosing, 1)
        self._whole.setStretch(0, 0 if self.rows else 100)
        series = partial(self.ctx.commands.run, "window.programme")
        self._list.addLayout(row(button(programme_words(document), "ghost", icon="calendar", run=series), None))
        self._side.setVisible(bool(self.rows))
        self.bar.setVisible(bool(self.rows))
        if self.desk.current not in self.rows:
            self.desk.current = next(iter(self.rows), "")
        self.show_time()
        self.fields.show_block(self.desk.block())
        if held and not self.focus_canvas():
            self.focus_line()

    def _row(self, item: AgendaItem) -> BlockRow:
        made = self.rows[item.id] = BlockRow(item)
        made.stepped.connect(self.step)
        made.typed.connect(self.typed)
        made.moved.connect(self.desk.move_block)
        made.longer.connect(lambda by: self.desk.set_minutes(str(self.desk.length() + by * _STEP)))
        made.opened.connect(lambda: self.fields.focus_field("title"))
        made.deleted.connect(self.desk.delete)
        made.left.connect(self.focus_line)
        made.focused.connect(partial(self._focused, item.id))
        made.dragged.connect(partial(self._dragging.over, made))
        made.dropped.connect(partial(self._dragging.drop, made))
        made.kept.connect(self._dragging.stop)
        return made

    def show_time(self) -> None:
        """Tell the time anew: the running row and the right side."""
        document, now = self.workshop.document, self.leading.now()
        for made in self.rows.values():
            item = document.find(made.item.id)
            if isinstance(item, AgendaItem):
                clock = running.clock(item, now)
                share = min(1.0, clock.elapsed / clock.whole) if clock.whole > 0 else 0.0
                if item is not made.item or (item.began and not item.ended) or not made.accessibleName():
                    made.show_block(document, item, share=share)
        self.course.show_course()

    def _focused(self, item: str) -> None:
        if item not in self.rows:
            return
        self.desk.current = item
        self.mode_changed.emit("A")
        self.fields.show_block(self.desk.block())

    def step(self, by: int) -> None:
        """So many rows on; past the last one the line is next."""
        ids = list(self.rows)
        at = ids.index(self.desk.current) + by if self.desk.current in ids else 0
        if at >= len(ids):
            self.focus_line()
        elif ids:
            self.desk.current = ids[max(0, at)]
            self.focus_canvas()

    # -- the line

    def add_lines(self, texts: Sequence[str]) -> bool:
        """New blocks behind the current one."""
        return self.desk.add(texts)

    def _take(self, chosen: AgendaTemplate) -> None:
        self.desk.take_template(chosen)
        self.focus_canvas()

    # -- what the window asks of every page

    def focus_line(self) -> None:
        """Put the keyboard into the line; into the templates while there is no agenda."""
        if self.choosing is not None:
            self.choosing.list.setFocus()
            return
        super().focus_line()

    def focus_canvas(self) -> bool:
        """Put the keyboard on the current block; False when there is none."""
        made = self.rows.get(self.desk.current)
        if made is None:
            return False
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(made)
        return True

    def go_to(self, record_id: str) -> bool:
        """Show a block."""
        self.desk.current = record_id
        return self.focus_canvas()

    def scroll_to(self, y: int) -> None:
        """Keep a height of the list in sight while something is dragged there."""
        self._area.ensureVisible(0, y, 0, 48)

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        hints = (("Enter", _("adds")), ("↑", _("to the blocks")))
        self.bar.say(_("Writing"), _("New block"), _("Title and minutes, as: Discussion 25"), hints)
        self._build()
        self.course.refresh_words()

    def commands(self) -> list[Command]:
        """What can be done here."""
        return agenda_commands(self)

    def close_page(self) -> None:
        """Stop ticking, keep what is half typed and stop listening."""
        self._tick.stop()
        super().close_page()
