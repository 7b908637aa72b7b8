"""The page of participants: counts by sector, the table, the line "New participant", groups by chance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import people, queries, team_rule
from koosloome_desktop.operations.retention import names_kept
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.count_words import people_words
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.key_parts import ENTER, plain, written
from koosloome_desktop.views.line_page import LinePage
from koosloome_desktop.views.people.columns import Columns
from koosloome_desktop.views.people.dividing import DivideDialog
from koosloome_desktop.views.people.model import COLUMNS, NAME, PeopleModel, broken_words, sector_word
from koosloome_desktop.views.people.top_row import TopRow
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.privacy.names import NamesDialog, until_words
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

PEOPLE: Final = "people"
"""The id of the page among those of canvases."""
_ROOMY: Final = frozenset({1, 2, 3, 4, 6})
"""The columns of words: name, role, sector, organisation, task."""
_Key = Qt.Key
_Mod = Qt.KeyboardModifier


class PeoplePage(LinePage):
    """Names are hidden until they are asked for, on this screen only."""

    place_of_draft = ("line", PEOPLE)

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__(workshop, ctx)
        self.model = PeopleModel(workshop)
        self.model.told.connect(self.toast.emit)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._dress()
        self._facts = FlowLayout(gap=8)
        self._empty = label("", "quiet", wrap=True)
        groups = button(_("Groups by chance …"), icon="users", run=self.divide)
        pairs = button(_("Buddies …"), icon="handshake", run=partial(self.divide, 2))
        self._names = button(_("Names"), "chip", icon="eye", run=self._show_names)
        self._names.setCheckable(True)
        self._until = button("", "chip", icon="clock", run=self.until)
        self._top = TopRow(self._facts, row(self._until, self._names, pairs, groups, gap=8))
        body = column(self._top, self._empty, self.table, margins=(24, 16, 24, 12), gap=12)
        body.setStretch(2, 1)
        self.over_line(body, self._changed)
        self.refresh_words()

    def _dress(self) -> None:
        table = self.table
        table.setAccessibleName(_("Participants"))
        table.horizontalHeader().setAccessibleName(_("Columns of the participants"))
        table.setObjectName("people")
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(36)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnHidden(NAME, True)
        self._columns = Columns(table, _ROOMY)
        table.installEventFilter(self)

    def _changed(self, change: ChangeSet) -> None:
        kinds = {r.kind for r in (*change.created, *change.removed)} | {u.kind for u in change.updated}
        if kinds & {"person", "person_name", "workshop", "session"}:
            held = self.table.currentIndex()
            self.model.reload()
            if held.isValid() and self.model.rowCount():
                at = min(held.row(), self.model.rowCount() - 1)
                self.table.setCurrentIndex(self.model.index(at, held.column()))
            self._show_facts()

    def _show_facts(self) -> None:
        document = self.workshop.document
        here = [p for p in queries.people(document) if p.present]
        self._facts.clear()
        self._facts.addWidget(label(people_words(len(here)), "fact"))
        for sector, count in people.by_sector(document):
            words = sector_word(sector) if sector else _("sector not given")
            self._facts.addWidget(label(f"{words} {count}", "fact"))
        groups = sorted({str(p.group) for p in here if p.group is not None}, key=lambda g: (len(g), g))
        if groups:
            sizes = [sum(1 for p in here if str(p.group) == g) for g in groups]
            told = _("{count} groups: {sizes}").format(count=len(groups), sizes=", ".join(map(str, sizes)))
            self._facts.addWidget(label(told, "fact"))
        pairs = len({str(p.pair) for p in here if p.pair is not None})
        if pairs:
            told = ngettext("{count} pair of buddies", "{count} pairs of buddies", pairs).format(count=pairs)
            self._facts.addWidget(label(told, "fact"))
        for group, wrong in team_rule.broken(document):
            words = f"{_('Group {number}').format(number=group)}: {broken_words(wrong)}"
            self._facts.addWidget(label(words, "chip-warn"))
        self._until.setText(f" {until_words(document, self.ctx.lang)}")
        self._until.setAccessibleName(until_words(document, self.ctx.lang))
        self._until.setVisible(bool(names_kept(document)))
        self._top.arrange()
        self._columns.fit()
        self.table.setVisible(bool(self.model.people))
        self._empty.setVisible(not self.model.people)

    def _show_names(self) -> None:
        self.table.setColumnHidden(NAME, not self._names.isChecked())
        self._columns.fit()

    def divide(self, size: int = 0) -> None:
        """Ask how, and divide; `size` 2 makes pairs of buddies, who stay beside the groups."""
        dialog = DivideDialog(self.workshop, pairs=size == 2, parent=self.window())
        dialog.exec()
        dialog.deleteLater()

    def until(self) -> None:
        """Ask until when names are kept."""
        dialog = NamesDialog(self.workshop, self.ctx, parent=self.window())
        dialog.exec()
        dialog.deleteLater()

    # -- the line and the keys

    def add_lines(self, texts: Sequence[str]) -> bool:
        """Participants from lines as typed."""
        found = [people.read_person(t) for t in texts]

        def work(tx: Transaction) -> None:
            for values in found:
                people.add_person(tx, **values)

        self.workshop.run(N_("Add a participant") if len(found) == 1 else N_("Add participants"), work)
        self.table.scrollToBottom()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters write a new participant, Enter edits, Del deletes, Esc goes to the line."""
        if watched is self.table and event.type() == QEvent.Type.FocusIn:
            self.mode_changed.emit("A")
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._table_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _table_key(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), plain(event)
        if key == _Key.Key_Escape:
            self.focus_line()
        elif key in ENTER and not mods:
            self.table.edit(self.table.currentIndex())
        elif key == _Key.Key_Delete and not mods:
            self.delete()
        elif (text := written(event)) and text != " ":
            self.typed(text)
        else:
            return False
        return True

    def delete(self) -> None:
        """Delete the chosen participants with their names; undo brings them back."""
        ids = [self.model.people[i.row()].id for i in self.table.selectionModel().selectedRows()]
        if ids:
            self.workshop.run(N_("Delete participants"), lambda tx: people.delete_people(tx, ids))

    # -- what the window asks of every page

    def focus_canvas(self) -> bool:
        """Put the keyboard into the table; False when it is empty."""
        if not self.model.people:
            return False
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 2))
        self.table.setFocus()
        return True

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        hints = (("Enter", _("adds")), ("↑", _("to the table")))
        example = _("Role, sector, organisation: village elder, community")
        self.bar.say(_("Writing"), _("New participant"), example, hints)
        self._empty.setText(_("Nobody is here yet. A role and a sector are enough; names are optional and kept apart."))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._show_facts()

    def commands(self) -> list[Command]:
        """What can be done here."""

        def some() -> bool:
            return bool(self.model.people)

        return [
            Command("people.groups", N_("Groups by chance …"), (), "users", "note", some, self.divide),
            Command("people.pairs", N_("Buddies …"), (), "handshake", "note", some, partial(self.divide, 2)),
            Command("people.delete", N_("Delete participants"), (), "trash-2", "note", some, self.delete),
            Command("people.until", N_("Until when names are kept …"), (), "clock", "note", some, self.until),
            Command("people.names", N_("Show or hide names"), (), "eye", "note", some, self._names.click),
        ]
