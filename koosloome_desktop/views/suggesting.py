"""Proposed groups of alike notes: shown, never made. Enter accepts the one with the bar, Del turns it down, Esc leaves.

Nothing changes before a group is accepted; each accepted one is a cluster and one undo step. What was turned down does
not come back while the page is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations import affinity
from koosloome_desktop.operations.affinity import Group
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.board.found import Found
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.find_list import FoundList, FoundRow
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.page import hand_back
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.uncovering import covered_again, uncover
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

WIDTH: Final = 460
LEAST: Final = 3
"""Fewer ungrouped notes than this need no help."""


class SuggestPanel(QFrame):
    """The list of proposals with its two buttons; it has the keyboard while it is open."""

    stepped = Signal(int)
    accepted = Signal()
    refused = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("match")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list = FoundList()
        self.title, self.told = label("", "card"), label("", "quiet", wrap=True)
        self.yes = button("", "primary", icon="check", run=self.accepted.emit)
        self.no = button("", run=self.refused.emit)
        shut = button("", "icon", icon="x", name=_("Close"), run=self.closed.emit)
        for made in (self.yes, self.no, shut):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(self.title, None, shut)
        self.setLayout(
            column(head, self.told, self.list, row(self.yes, self.no, None), margins=(14, 10, 14, 14), gap=8)
        )  # fmt: skip
        self.hide()

    def say(self, rows: list[FoundRow], at: int) -> None:
        """Show these proposals, the bar on one of them."""
        self.title.setText(_("These might belong together"))
        self.yes.setText(_("Accept (Enter)"))
        self.no.setText(_("Not this one (Delete)"))
        self.told.setText(_("Only a proposal: nothing changes before you accept it."))
        self.list.show_rows(rows, at)
        spoken = f"{rows[at].text}: {rows[at].under}" if rows else ""
        self.setAccessibleName(f"{self.title.text()}. {spoken}")
        self.place()

    def place(self) -> None:
        """Lie at the top right of the parent."""
        parent = self.parentWidget()
        if parent is None:
            return
        area = parent.rect()
        self.setFixedWidth(min(WIDTH, area.width() - 24))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setFixedHeight(min(self.sizeHint().height(), area.height() - 24))
        self.move(area.right() - self.width() - 12, area.top() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose, Enter accepts, Del turns down, Esc leaves."""
        key, mods = event.key(), plain(event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None and not mods:
            self.stepped.emit(step)
        elif key in ENTER and not mods:
            self.accepted.emit()
        elif key == Qt.Key.Key_Delete:
            self.refused.emit()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The frame is the ring while the keyboard is here."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.setProperty("ring", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return super().event(event)


class Suggesting(QObject):
    """The proposals of a page."""

    def __init__(self, page: CanvasPage) -> None:
        super().__init__(page)
        self.page = page
        self.panel = SuggestPanel(page)
        self.groups: list[Group] = []
        self.at = 0
        self._refused: set[frozenset[str]] = set()
        self._back: QWidget | None = None
        self._closed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._again)
        panel = self.panel
        panel.stepped.connect(self.step)
        panel.accepted.connect(self.accept)
        panel.refused.connect(self.refuse)
        panel.closed.connect(self.close)
        panel.list.chosen = self._chosen
        page.installEventFilter(self)
        self._stop: Callable[[], None] = page.workshop.on_change(self._changed)

    def find(self) -> list[Group]:
        """Groups of the notes that stand in no cluster."""
        verbs = self.page.verbs
        texts = {i: n.text for i in verbs.ungrouped() if (n := verbs.note(i)) is not None and n.form == "note"}
        return affinity.suggestions(texts, without=self._refused)

    def open(self) -> None:
        """Propose; a sentence when there is nothing to propose."""
        self.page.mouse.settle()
        self.groups, self.at = self.find(), 0
        if not self.groups:
            self.page.toast.emit(_("No notes here are alike enough to propose a group."))
            return
        self._back = QApplication.focusWidget()
        self.panel.show()
        self.panel.raise_()
        self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show()

    def close(self) -> None:
        """Put the list away; the keyboard goes back where it was."""
        self.page.view.found.show_found(Found())
        back, self._back = self._back, None
        # The keyboard first: a list that hides while it has it would hand it to the line.
        if back is not None:
            hand_back(back, self.page)
        else:
            self.page.focus_line()
        self.panel.hide()
        covered_again(self.page)

    def lift(self) -> bool:
        """Put the list away that was left open beside the board; whether it was there. The keyboard stays."""
        # A page may be taken apart while it hides: then there is no list any more.
        if not shiboken6.isValid(self.panel) or self.panel.isHidden():
            return False
        self._back = None
        self.page.view.found.show_found(Found())
        self.panel.hide()
        covered_again(self.page)
        return True

    def _changed(self, _change: ChangeSet) -> None:
        if self.panel.isVisible():
            self._soon.start(0)

    def _again(self) -> None:
        """The notes changed: propose anew, the bar where it was."""
        self.groups = self.find()
        self.at = min(self.at, len(self.groups) - 1)
        if self.groups:
            self._show()
        elif self.panel.isVisible():
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel stays in its corner, and goes with its page: what it lists may be gone when that comes back."""
        if event.type() == QEvent.Type.Resize and self.panel.isVisible():
            self.panel.place()
        elif event.type() == QEvent.Type.Hide and not event.spontaneous() and not self._closed:
            self.lift()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        verbs = self.page.verbs
        rows = []
        for group in self.groups:
            notes = [n for i in group.notes if (n := verbs.note(i)) is not None]
            words = " · ".join(x for x in (name_of(group), note_words(len(notes))) if x)
            rows.append(FoundRow(group.notes[0], 0, words, " · ".join(short(n.text, 34) for n in notes)))
        self.panel.say(rows, self.at)
        now = self.groups[self.at]
        self.page.view.found.show_found(Found(now.notes, "", None, numbered=False))
        uncover(self.page, now.notes[0], self.panel)
        self.page.view.announce(f"{rows[self.at].text}: {rows[self.at].under}")

    def _chosen(self, at: int) -> None:
        self.at = at
        self._show()

    def step(self, by: int) -> None:
        """Another proposal."""
        self.at = (self.at + by) % len(self.groups)
        self._show()

    def accept(self) -> None:
        """Make the cluster: one undo step."""
        if self.groups:
            group = self.groups[self.at]
            self.page.verbs.new_cluster(group.notes, name_of(group))

    def refuse(self) -> None:
        """Not this one."""
        if self.groups:
            self._refused.add(frozenset(self.groups[self.at].notes))
            self._again()

    def stop(self) -> None:
        """The page closes."""
        self._closed = True
        self._soon.stop()
        self._stop()

    def commands(self) -> list[Command]:
        """The one command."""
        page = self.page

        def can() -> bool:
            return page.presenter.writable and len(page.verbs.ungrouped()) >= LEAST

        return [Command("canvas.suggest", N_("Suggest groups"), (), "group", "canvas", can, self.open)]


def name_of(group: Group) -> str:
    """The word that the notes share, as a name."""
    return group.word[:1].upper() + group.word[1:]
