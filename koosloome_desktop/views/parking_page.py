"""The page of parked topics: what was put off, where it came from, and the ways on: back, action, other words, gone.

Rows above, the line below, as on a canvas: letters always write a new topic, the ring is on a row or in the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Note
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.line_page import LinePage
from koosloome_desktop.views.parking_rows import Deed, TopicRow
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.side_pages import PARKING
from koosloome_desktop.views.verbs_topics import Topics
from koosloome_desktop.views.widgets import clear, column

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

DRAFT: Final = ("line", PARKING)
"""Under which what is half typed here is kept."""
_Key = Qt.Key


class ParkingPage(LinePage):
    """Keeps its rows equal to the document."""

    place_of_draft = DRAFT

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__(workshop, ctx)
        self.topics = Topics(workshop)
        self.topics.say = self.toast.emit
        self.current = ""
        self.rows: list[TopicRow] = []
        self._title, self._sub = label("", "heading"), label("", "quiet", wrap=True)
        self._list: QVBoxLayout = column(gap=8)
        middle = column(self._title, self._sub, 8, self._list, None, margins=(24, 24, 24, 24), gap=4)
        self.put_together(middle, 1400, self._changed)
        self.refresh_words()

    # -- the rows

    def _changed(self, change: ChangeSet) -> None:
        kinds = {r.kind for r in (*change.created, *change.removed)} | {u.kind for u in change.updated}
        if kinds & {"note", "canvas"}:
            self._build()

    def _build(self) -> None:
        before = [r.topic for r in self.rows]
        held = any(r.hasFocus() or r.editing() for r in self.rows)
        clear(self._list)
        found = self.topics.all()
        self.rows = [self._row(n) for n in found]
        for made in self.rows:
            self._list.addWidget(made)
        if not found:
            self._list.addWidget(label(_("Nothing is parked. Ctrl+J on a note puts it here."), "quiet", wrap=True))
        if self.current not in {n.id for n in found}:
            # The ring goes to the topic that follows the one that left.
            at = before.index(self.current) if self.current in before else 0
            self.current = found[min(at, len(found) - 1)].id if found else ""
        if held and not self.focus_canvas():
            self.focus_line()

    def _row(self, note: Note) -> TopicRow:
        topics = self.topics
        deeds: list[Deed] = []
        if topics.home(note.id) is not None:
            deeds.append(Deed("corner-down-left", _("Bring back"), "Ctrl+J", topics.bring_back, told=True))
        deeds += [
            Deed("list-todo", _("Make an action"), "Ctrl+T", topics.make_action, told=True),
            Deed("pencil", _("Edit the text"), "F2", self.edit),
            Deed("trash-2", _("Delete topic"), shown_key("Del"), topics.delete),
        ]
        made = TopicRow(self.ctx.commands, note.id, note.text, topics.where(note.id), deeds)
        made.stepped.connect(self.step)
        made.typed.connect(self.typed)
        made.edited.connect(partial(topics.reword, note.id))
        made.deleted.connect(partial(topics.delete, note.id))
        made.left.connect(self.focus_line)
        made.focused.connect(partial(self._focused, note.id))
        return made

    def edit(self, topic: str) -> None:
        """Open the text of a topic."""
        found = next((r for r in self.rows if r.topic == topic), None)
        if found is not None:
            self.current = topic
            found.edit()

    def add_lines(self, texts: Sequence[str]) -> bool:
        """Park topics."""
        self.current = self.topics.add(texts) or self.current
        return True

    def _focused(self, topic: str) -> None:
        self.current = topic
        self.mode_changed.emit("A")

    def step(self, by: int) -> None:
        """So many rows on; past the last one the line is next."""
        ids = [r.topic for r in self.rows]
        at = ids.index(self.current) + by if self.current in ids else 0
        if at >= len(ids):
            self.focus_line()
        else:
            self.current = ids[max(0, at)]
            self.focus_canvas()

    # -- what the window asks of every page

    def focus_canvas(self) -> bool:
        """Put the keyboard on the current topic; False when there is none."""
        found = next((r for r in self.rows if r.topic == self.current), None)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(found)
        return True

    def go_to(self, record_id: str) -> bool:
        """Show a topic."""
        self.current = record_id
        return self.focus_canvas()

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._title.setText(_("Parked topics"))
        self._sub.setText(_("Put off for later, not forgotten: each goes back, becomes an action, or is dropped."))
        hints = (("Enter", _("adds")), ("↑", _("to the topics")))
        self.bar.say(_("Writing"), _("Parked topics"), _("What do we come back to later?"), hints)
        self._build()

    def commands(self) -> list[Command]:
        """What can be done here."""

        topics = self.topics

        def some() -> bool:
            return topics.find(self.current) is not None

        return [
            Command("parking.back", N_("Bring back"), ("Ctrl+J",), "corner-down-left", "note",
                    lambda: topics.home(self.current) is not None, lambda: _done(topics.bring_back(self.current))),
            Command("parking.action", N_("Make an action"), ("Ctrl+T",), "list-todo", "note",
                    some, lambda: _done(topics.make_action(self.current))),
            Command("parking.edit", N_("Edit the text"), ("F2",), "pencil", "note", some,
                    lambda: self.edit(self.current)),
            Command("parking.delete", N_("Delete topic"), (), "trash-2", "note", some,
                    lambda: _done(topics.delete(self.current))),
        ]  # fmt: skip


def _done(_result: object) -> None:
    return None
