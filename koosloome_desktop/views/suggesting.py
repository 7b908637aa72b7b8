"""Proposed groups of alike notes: shown, never made. Enter accepts the one with the bar, Del turns it down, Esc leaves.

Nothing changes before a group is accepted; each accepted one is a cluster and one undo step. What was turned down does
not come back while the page is open.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.board.found import Found
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.found_row import FoundRow
from koosloome_desktop.views.page import hand_back
from koosloome_desktop.views.uncovering import covered_again, uncover
from koosloome_desktop.views.waiting import Waiting

if TYPE_CHECKING:
    from koosloome_desktop.operations.affinity import Group
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.suggest_panel import SuggestPanel

LEAST: Final = 3
"""Fewer ungrouped notes than this need no help."""
AT_ONCE: Final = 60
"""So many are compared in a few hundredths of a second; more (half a second for four hundred) beside the window."""


class Suggesting(QObject):
    """The proposals of a page."""

    def __init__(self, page: CanvasPage) -> None:
        super().__init__(page)
        self.page = page
        self.groups: list[Group] = []
        self.comparing = False
        """Whether notes are being compared beside the window."""
        self._waits = Waiting(self, page.ctx.executor)
        self.at = 0
        self._refused: set[frozenset[str]] = set()
        self._back: QWidget | None = None
        self._closed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._again)
        page.installEventFilter(self)
        self._stop: Callable[[], None] = page.workshop.on_change(self._changed)

    @cached_property
    def panel(self) -> SuggestPanel:
        """The list; made when it is first wanted."""
        from koosloome_desktop.views.suggest_panel import SuggestPanel

        panel = SuggestPanel(self.page)
        panel.stepped.connect(self.step)
        panel.accepted.connect(self.accept)
        panel.refused.connect(self.refuse)
        panel.closed.connect(self.close)
        panel.list.chosen = self._chosen
        return panel

    def showing(self) -> bool:
        """Whether the list is there and in sight."""
        # A page may be taken apart while it hides: then there is no list any more.
        return "panel" in vars(self) and shiboken6.isValid(self.panel) and self.panel.isVisible()

    def _texts(self) -> dict[str, str]:
        """The notes that stand in no cluster, with their texts."""
        verbs = self.page.verbs
        return {i: n.text for i in verbs.ungrouped() if (n := verbs.note(i)) is not None and n.form == "note"}

    def _compare(self, done: Callable[[], None]) -> None:
        """Have the notes compared, beside the window when they are many, then `done()`."""
        from koosloome_desktop.operations import affinity

        texts, refused = self._texts(), self._refused
        self._waits.forget()
        stopped = self._waits.forgotten()

        def came(groups: list[Group]) -> None:
            self.comparing = False
            self.groups = affinity.not_refused(groups, refused)
            self.at = max(0, min(self.at, len(self.groups) - 1))
            done()

        self.comparing = True
        if len(texts) <= AT_ONCE:
            came(affinity.alike_groups(texts))
        else:
            self._waits.ask(lambda: affinity.alike_groups(texts, stopped), came)

    def open(self) -> None:
        """Propose; a sentence when there is nothing to propose."""
        self.page.mouse.settle()
        back = QApplication.focusWidget()
        self.groups, self.at = [], 0
        self._compare(self._opened)
        if self.comparing or self.groups:
            self._back = back
            self.panel.show()
            self.panel.raise_()
            self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self.comparing:
                self.panel.wait()
                self.page.view.announce(self.panel.told.text())
            else:
                self._show()

    def _opened(self) -> None:
        """The first proposals are there, or there are none."""
        if not self.groups:
            if self.showing():
                self.close()
            self.page.toast.emit(_("No notes here are alike enough to propose a group."))
        elif self.showing():
            self._show()

    def close(self) -> None:
        """Put the list away, and compare no longer; the keyboard goes back where it was."""
        self._forget()
        self.page.view.found.show_found(Found())
        back, self._back = self._back, None
        # The keyboard first: a list that hides while it has it would hand it to the line.
        if back is not None:
            hand_back(back, self.page)
        else:
            self.page.focus_line()
        self.panel.hide()
        covered_again(self.page)

    def _forget(self) -> None:
        self._waits.forget()
        self.comparing = False

    def lift(self) -> bool:
        """Put the list away that was left open beside the board; whether it was there. The keyboard stays."""
        if "panel" not in vars(self) or not shiboken6.isValid(self.panel) or self.panel.isHidden():
            return False
        self._forget()
        self._back = None
        self.page.view.found.show_found(Found())
        self.panel.hide()
        covered_again(self.page)
        return True

    def _changed(self, _change: ChangeSet) -> None:
        if self.showing():
            self._soon.start(0)

    def _again(self) -> None:
        """The notes changed: propose anew, the bar where it was. Until then what still stands apart is offered."""
        first = self.comparing
        self._compare(self._opened if first else self._left)
        if self.comparing and not first:
            free = self._texts()
            self.groups = [g for g in self.groups if all(i in free for i in g.notes)]
            self.at = max(0, min(self.at, len(self.groups) - 1))
            if self.groups:
                self._show()
            else:
                self.panel.wait()

    def _left(self) -> None:
        """Go on with the proposals that are left, or close."""
        if self.groups:
            self._show()
        elif self.showing():
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel stays in its corner, and goes with its page: what it lists may be gone when that comes back."""
        if event.type() == QEvent.Type.Resize and self.showing():
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
        if self.groups:
            self.at = (self.at + by) % len(self.groups)
            self._show()

    def accept(self) -> None:
        """Make the cluster: one undo step."""
        if self.groups:
            group = self.groups[self.at]
            self.page.verbs.new_cluster(group.notes, name_of(group))

    def refuse(self) -> None:
        """Not this one. Nothing is compared for that: the others are as alike as they were."""
        from koosloome_desktop.operations import affinity

        if self.groups:
            self._refused.add(frozenset(self.groups[self.at].notes))
            self.groups = affinity.not_refused(self.groups, self._refused)
            self.at = max(0, min(self.at, len(self.groups) - 1))
            if self.groups or not self.comparing:
                self._left()
            else:
                self.panel.wait()

    def stop(self) -> None:
        """The page closes."""
        self._closed = True
        self._forget()
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
