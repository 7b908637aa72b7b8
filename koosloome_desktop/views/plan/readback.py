"""The plan read out row by row, each yes kept with its time: one of the views of a plan (keys: mode L)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.drafts import changed_since_agreed, mark_agreed, unmark_agreed
from koosloome_desktop.operations.plan_progress import deadline_of, minutes
from koosloome_desktop.operations.plan_sentence import FIELDS, sentence
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.key_parts import ENTER, plain, written
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.filling import typed_into
from koosloome_desktop.views.plan.readback_card import ReadbackCard
from koosloome_desktop.views.plan.readback_words import agreed_words, source_lines, to_read
from koosloome_desktop.views.plan.verbs import PlanVerbs
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.plan.words import edit_text
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_NEXT = {_Key.Key_Right, _Key.Key_Down, _Key.Key_Space, _Key.Key_PageDown}
_BACK = {_Key.Key_Left, _Key.Key_Up, _Key.Key_PageUp}


class ReadbackView(PlanView):
    """One row at a time; above it how many are agreed, below it what can be said to it."""

    takes_line = False

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page, self.verbs = page, PlanVerbs(page)
        self.current, self.chosen = "", ""
        self.card = ReadbackCard(page)
        self.count = label("", "heading")
        self.place = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._yes = button("", "primary", icon="check", run=self.agree)
        self._skip = button("", "", icon="arrow-right", run=self.skip)
        self._undo = button("", "ghost", icon="undo-2", run=self.take_back)
        top = row(self.count, self.bar, self.place, gap=16)
        top.setStretch(1, 1)
        self._keys = [label(k, "kbd") for k in ("Enter", "", "Backspace")]
        below = row(self._yes, self._keys[0], 12, self._skip, self._keys[1], 12, self._undo, self._keys[2], None, gap=8)
        body = column(top, self.card, below, gap=12)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.card.installEventFilter(self)
        self.card.key.connect(self._key)
        self.card.typed.connect(self._typed)
        self.card.left.connect(lambda: page.say_refused(""))
        self.card.wanted.connect(self.edit)
        self.refresh_words()

    def rows(self) -> list[Action]:
        """The rows that are read out."""
        return to_read(self.page.model.rows)

    def action(self) -> Action | None:
        """The row that is shown."""
        return next((a for a in self.rows() if a.id == self.current), None)

    # -- what is said to it

    def agree(self) -> None:
        """Yes: kept with its time; on to the next row that is not agreed to."""
        action = self.action()
        if action is None:
            return
        if not action.agreed_at or changed_since_agreed(action):
            self.verbs.run(N_("Agreed to the row"), lambda tx: mark_agreed(tx, action))
        rows = self.rows()
        at = next((i for i, a in enumerate(rows) if a.id == action.id), 0)
        after = [*rows[at + 1 :], *rows[:at]]
        left = next((a for a in after if not a.agreed_at or changed_since_agreed(a)), None)
        if left is None:
            told = ngettext("{count} row agreed: all of them", "{count} rows agreed: all of them", len(rows))
            self.toast.emit(told.format(count=len(rows)))
        else:
            self.current = left.id
        self.show_now()

    def skip(self, by: int = 1) -> None:
        """To the next or previous row, whatever was said to it."""
        rows = self.rows()
        at = next((i for i, a in enumerate(rows) if a.id == self.current), 0)
        if rows:
            self.current = rows[max(0, min(at + by, len(rows) - 1))].id
            self.show_now()

    def take_back(self) -> None:
        """The yes was too early."""
        action = self.action()
        if action is not None and action.agreed_at:
            self.verbs.run(N_("Take the agreement back"), lambda tx: unmark_agreed(tx, action))

    # -- editing

    def edit(self, field: str, text: str | None = None) -> None:
        """Open a part of the sentence in the line; `text` is what was typed already."""
        action = self.action()
        if action is None:
            return
        self.chosen = field
        self.show_now()
        shown = edit_text(action, field, self.page.ctx.lang) if text is None else text
        self.card.edit(field, shown, select=text is None)

    def _typed(self, field: str, text: str) -> None:
        refused = typed_into(self.page.model, N_("Edit action"), [(self.current, field, text)])
        self.page.say_refused(refused[0] if refused else "")
        if not refused:
            self.card.close_edit()

    def choose(self, by: int) -> None:
        """Mark the next or previous part of the sentence."""
        at = FIELDS.index(self.chosen) + by if self.chosen in FIELDS else (0 if by > 0 else len(FIELDS) - 1)
        self.chosen = FIELDS[at % len(FIELDS)]
        self.show_now()

    # -- keys

    def _key(self, event: QKeyEvent) -> None:
        key, mods, text = event.key(), plain(event), written(event)
        if mods & (_Mod.ControlModifier | _Mod.AltModifier) and not text:
            return
        if self._moves(key):
            event.accept()
        elif text.isascii() and text.isdigit() and 1 <= int(text) <= len(FIELDS):
            self.edit(FIELDS[int(text) - 1])
        elif text and not text.isspace():
            self.edit(self.chosen or self._first_missing(), text)

    def _moves(self, key: int) -> bool:
        if key in ENTER:
            self.agree()
        elif key in _NEXT or key in _BACK:
            self.skip(1 if key in _NEXT else -1)
        elif key == _Key.Key_Backspace:
            self.take_back()
        elif key in {_Key.Key_Tab, _Key.Key_Backtab}:
            self.choose(1 if key == _Key.Key_Tab else -1)
        elif key == _Key.Key_F2:
            self.edit(self.chosen or self._first_missing())
        elif key == _Key.Key_Escape:
            self.chosen = ""
            self.show_now()
        elif key in {_Key.Key_Home, _Key.Key_End}:
            self.skip(-len(self.rows()) if key == _Key.Key_Home else len(self.rows()))
        else:
            return False
        return True

    def _first_missing(self) -> str:
        action = self.action()
        missing = sentence(action, self._deadline(action)).missing if action else ()
        return missing[0] if missing else "activity"

    # -- showing

    def _deadline(self, action: Action) -> str | None:
        return deadline_of(action, minutes(self.page.workshop.document, self.page.canvas_id).get(action.code, ()))

    def show_now(self) -> None:
        """Show the row as it is; when it went, the one in its place."""
        rows, lang = self.rows(), self.page.ctx.lang
        if not any(a.id == self.current for a in rows):
            fresh = next((a for a in rows if not a.agreed_at), rows[0] if rows else None)
            self.current = fresh.id if fresh else ""
        action = self.action()
        agreed = sum(1 for a in rows if a.agreed_at)
        self.count.setText(_("{agreed}/{count} agreed").format(agreed=agreed, count=len(rows)))
        self.bar.setRange(0, max(1, len(rows)))
        self.bar.setValue(agreed)
        self.bar.setAccessibleName(self.count.text())
        if action is None:
            return
        at = next(i for i, a in enumerate(rows) if a.id == action.id)
        self.place.setText(_("row {place} of {count}").format(place=at + 1, count=len(rows)))
        self.card.show_agreed(*agreed_words(action, lang))
        self.card.sources.setText("\n".join(source_lines(self.page.workshop.document, action)))
        self.card.sources.setVisible(bool(self.card.sources.text()))
        self.card.show_row(action, sentence(action, self._deadline(action), lang), self.chosen)
        self._undo.setEnabled(bool(action.agreed_at))
        self._tell()

    def _tell(self) -> None:
        self.picked.emit((self.current,) if self.current and self.card.hasFocus() else ())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card's focus tells the mode."""
        if watched is self.card and event.type() == QEvent.Type.FocusIn:
            self.focused.emit("L")
            self._tell()
        return super().eventFilter(watched, event)

    # -- what the page asks

    def take(self, change: ChangeSet) -> None:
        """Show what changed, wherever it came from."""
        self.page.model.take(change)
        self.show_now()

    def reload(self) -> None:
        """Read everything anew."""
        self.page.model.reload()
        self.show_now()

    def focus_view(self) -> bool:
        """Put the keyboard onto the card; False when there is nothing to read out."""
        self.show_now()
        if not self.current:
            return False
        self.card.setFocus()
        return True

    def go_to(self, action_id: str) -> bool:
        """Show a row."""
        if not any(a.id == action_id for a in self.rows()):
            return False
        self.current = action_id
        self.show_now()
        return True

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        words = ((self._yes, _("Yes, agreed")), (self._skip, _("Skip")), (self._undo, _("Take the agreement back")))
        for made, text in words:
            made.setText(f" {text}")
            made.setAccessibleName(text)
        self._keys[1].setText(_("Space"))
        self.show_now()


def readback_commands(page: PlanPage) -> list[Command]:
    """What can be done while the plan is read back."""

    def here() -> bool:
        return page.views.current_name == "readback" and bool(view().current)

    def view() -> ReadbackView:
        found = page.views.view("readback")
        assert isinstance(found, ReadbackView)  # noqa: S101 - the specification of that name makes one
        return found

    def agree() -> None:
        view().agree()

    def skip() -> None:
        view().skip()

    def back() -> None:
        view().take_back()

    return [
        Command("plan.readback.agree", N_("The row is agreed"), (), "check", "plan", here, agree),
        Command("plan.readback.skip", N_("Skip the row"), (), "arrow-right", "plan", here, skip),
        Command("plan.readback.back", N_("Take the agreement back"), (), "undo-2", "plan", here, back),
    ]
