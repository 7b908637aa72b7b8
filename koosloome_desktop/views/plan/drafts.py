"""Draft rows of a plan: a bar says how many wait, Enter on one takes it into the plan and goes to the next.

A draft came out of a vote; it counts in no sum until the room confirmed it, and it never goes by itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import drafts
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.draft_forms import ask_for
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class DraftBar(QFrame):
    """Hidden while no row is a draft."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._page = page
        self._words = label("", "body", wrap=True)
        self._enter = label("Enter", "kbd")
        self._hint = label("", "muted")
        self._each = button("", run=self.ask)
        self._all = button("", run=self.confirm_all)
        line = row(self._words, self._enter, self._hint, self._each, self._all, margins=(12, 6, 8, 6), gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        page.table.installEventFilter(self)
        self.refresh_words()

    def waiting(self) -> list[Action]:
        """The drafts of the plan, in order."""
        return drafts.drafts(self._page.workshop.document, self._page.canvas_id)

    def refresh_words(self) -> None:
        """Count anew, in the language now."""
        count = len(self.waiting())
        self.setVisible(count > 0)
        words = ngettext(
            "{count} draft waits for the room; it counts in no sum yet",
            "{count} drafts wait for the room; they count in no sum yet", count,
        )  # fmt: skip
        self._words.setText(words.format(count=count))
        self._hint.setText(_("confirms the row"))
        self._each.setText(_("One by one …"))
        self._all.setText(_("Confirm all"))

    def current(self) -> Action | None:
        """The draft that is chosen in the view in sight."""
        page = self._page
        index = page.table.currentIndex()
        if page.views.current_name == "table" and index.isValid():
            row = page.model.action_at(index.row())
            chosen = row.id if row is not None else ""
        else:
            chosen = next(iter(page.views.chosen), "")
        found = page.workshop.document.find(chosen) if chosen else None
        return found if isinstance(found, Action) and found.draft else None

    def confirm(self) -> bool:
        """Take the chosen draft into the plan, and go to the next one; False when none is chosen."""
        action, page = self.current(), self._page
        if action is None:
            return False
        waiting = [a.id for a in self.waiting()]
        at = waiting.index(action.id)
        page.workshop.run(N_("Confirm draft"), lambda tx: drafts.confirm_draft(tx, action))
        left = waiting[at + 1 :] + waiting[:at]
        page.go_to(left[0] if left else action.id)
        page.toast.emit(_("Confirmed: {code} {text}").format(code=action.code, text=action.activity))
        return True

    def confirm_all(self) -> None:
        """Take all drafts into the plan, one undo step."""
        page = self._page
        if self.waiting():
            page.workshop.run(N_("Confirm drafts"), lambda tx: drafts.confirm_drafts(tx, page.canvas_id))
            page.focus_canvas()

    def ask(self) -> None:
        """Take the drafts on one after another, with who, by when and how much."""
        page = self._page
        ask_for(page, page.workshop, page.ctx, [a.id for a in self.waiting()], lambda _n: page.focus_canvas())

    def drop(self) -> None:
        """Take the chosen draft away; its note stays."""
        action, page = self.current(), self._page
        if action is not None:
            page.workshop.run(N_("Drop draft"), lambda tx: drafts.drop_draft(tx, action))

    def next_draft(self) -> None:
        """Go to the first draft that waits."""
        waiting = self.waiting()
        if waiting:
            self._page.go_to(waiting[0].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a draft confirms it; on any other row it goes down, as ever."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in ENTER
            and plain(event) == Qt.KeyboardModifier.NoModifier
            and self.confirm()
        ):
            return True
        return super().eventFilter(watched, event)


def draft_commands(bar: DraftBar) -> list[Command]:
    """Confirming and dropping by name."""

    def some() -> bool:
        return bool(bar.waiting())

    def here() -> bool:
        return bar.current() is not None

    return [
        Command("plan.draft.next", N_("Next draft"), (), "list-checks", "plan", some, bar.next_draft),
        Command("plan.draft.confirm", N_("Confirm the draft"), (), "check", "plan", here, partial(_quietly, bar)),
        Command("plan.draft.ask", N_("Confirm the drafts one by one …"), (), "list-todo", "plan", some, bar.ask),
        Command("plan.draft.all", N_("Confirm all drafts"), (), "circle-check", "plan", some, bar.confirm_all),
        Command("plan.draft.drop", N_("Drop the draft"), (), "x", "plan", here, bar.drop),
    ]  # fmt: skip


def _quietly(bar: DraftBar) -> None:
    bar.confirm()
