"""Finding in an open workshop: what is found, marked, dimmed and replaced; where Enter goes. Ctrl+F, F3, Ctrl+H.

The panel is a popup (mode P): Esc closes only it and the keyboard is back where it was. Enter puts the ring on what was
found; F3 goes on from there without the panel.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import finding
from koosloome_desktop.operations.finding import Filter, Replacement
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.board.found import Found
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.finding_rows import FoundRows
from koosloome_desktop.views.found_row import FoundRow
from koosloome_desktop.views.open_text import OpenText
from koosloome_desktop.views.page import hand_back
from koosloome_desktop.views.saying import say_aloud
from koosloome_desktop.views.uncovering import covered_again, uncover

if TYPE_CHECKING:
    from koosloome_desktop.views.find_panel import FindPanel
    from koosloome_desktop.views.workshop_view import WorkshopView


class Finder(QObject):
    """Keeps panel, list and board in line with the words and the filter."""

    def __init__(self, view: WorkshopView) -> None:
        super().__init__(view)
        self.view = view
        self.look = FoundRows(view)
        self.rows: list[FoundRow] = []
        self.at = 0
        self.filtering = self.replacing = False
        self._back: QWidget | None = None
        self._found: list[Replacement] = []
        self._told = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        view.ctx.bridge.changed.connect(self._changed)
        view.canvas_opened.connect(lambda _canvas: self.refresh())
        view.installEventFilter(self)

    @cached_property
    def panel(self) -> FindPanel:
        """The panel; made when it is first wanted, not while a workshop opens."""
        from koosloome_desktop.views.find_panel import FindPanel

        panel = FindPanel(self.view.ctx.commands, self.view)
        panel.changed.connect(self.refresh)
        panel.stepped.connect(self.step)
        panel.went.connect(self.go)
        panel.replaced.connect(self.replace)
        panel.closed.connect(self.close)
        panel.filtered.connect(self.toggle_filter)
        panel.list.chosen = self.choose
        self._text = OpenText(panel)
        return panel

    def _showing(self) -> bool:
        return "panel" in vars(self) and shiboken6.isValid(self.panel) and self.panel.isVisible()

    # -- open and close

    def open(self, *, replace: bool = False, filters: bool = False) -> None:
        """Show the panel with the keyboard in it."""
        panel = self.panel
        if not panel.isVisible() or not panel.isAncestorOf(QApplication.focusWidget() or panel):
            self._back = QApplication.focusWidget()
        around = holder(self._back)
        self.replacing, self.filtering = replace, self.filtering or filters
        panel.show()
        panel.raise_()
        panel.show_parts(filters=self.filtering, others=replace)
        self.refresh()
        page = self.look.page()
        if page is not None and page.editor.has_keyboard() and not replace:
            self._text.hold(page)
            panel.field.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self._back is not None and not self._back.isVisible():
                # What was being edited is saved: back to the note or the table it was in.
                self._back = around if page is None else page.view
        panel.field.selectAll()
        # Before the first letter is typed.
        QTimer.singleShot(0, self, self.look.ready)

    def close(self) -> None:
        """Hide the panel, lift the filter; the keyboard goes back where it was."""
        self.filtering = self.replacing = False
        back, self._back = self._back, None
        # The keyboard first: a panel that hides while it has it would hand it to the line.
        if back is not None:
            hand_back(back, self.view.page())
        self.panel.hide()
        self._mark([], "")
        page = self.look.page()
        if page is not None:
            covered_again(page)

    def lift(self) -> bool:
        """Close the panel that was left open beside the page; whether it was. The keyboard stays where it is."""
        if not self._showing():
            return False
        self._back = None
        self.close()
        return True

    def toggle_filter(self) -> None:
        """The funnel: only what passes stays bright."""
        self.filtering = not self.filtering
        self.panel.show_parts(filters=self.filtering, others=self.replacing)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel stays in its corner."""
        if event.type() == QEvent.Type.Resize and self._showing():
            self.panel.place()
        return super().eventFilter(watched, event)

    def _changed(self, _change: ChangeSet) -> None:
        if self._showing():
            self._soon.start()

    # -- what is found

    def wanted(self) -> Filter:
        """The words and the filter."""
        panel = self.panel
        if not self.filtering:
            return Filter(text=panel.field.text())
        return Filter(
            panel.field.text(), panel.group.value, panel.cluster.value, panel.kind.value, bool(panel.dots.value)
        )

    def refresh(self) -> None:
        """Look again."""
        if not self._showing():
            return
        panel = self.panel
        if self.filtering or self.replacing:
            self.look.offer(panel)
        held = self.rows[self.at].record if self.at < len(self.rows) else ""
        here, text = self.look.here(self.wanted()), panel.field.text()
        if self.replacing:
            self._found = self.look.changes(text, panel.other.text(), everywhere=bool(panel.scope.value))
            self.rows = [FoundRow(x.record, 0, x.after, x.before) for x in self._found]
        else:
            self.rows = self.look.found(here, text)
        records = [r.record for r in self.rows]
        self.at = records.index(held) if held in records else 0
        panel.list.show_rows(self.rows, self.at)
        self._say()
        self._mark(here, records[self.at] if records else "")

    def _say(self) -> None:
        panel, text = self.panel, self.panel.field.text().strip()
        total = sum(x.count for x in self._found) if self.replacing else len(self.rows)
        count = f"{self.at + 1}/{len(self.rows)}" if self.rows else ("0/0" if text else "")
        panel.apply.setText(_("Replace {count}").format(count=total))
        panel.apply.setEnabled(self.replacing and bool(self._found))
        none = ""
        if not self.rows and text:
            none = _("Nothing here has these words.")
        panel.say(count, none)
        now = self.rows[self.at] if self.rows else None
        # The keyboard stays in the field, so nothing else tells what the bar is on.
        told = ", ".join(x for x in (count, now.text, now.under) if x) if now is not None else none
        if told != self._told:
            self._told = told
            say_aloud(panel, told)

    # -- on the board

    def _mark(self, here: list[str], now: str) -> None:
        shown = self.look.page()
        looking = self._showing() and not self.replacing
        for page in self.view.findChildren(CanvasPage):
            mine = looking and page is shown
            dim = frozenset(here) if mine and self.filtering and not self.wanted().empty else None
            page.view.found.show_found(Found(tuple(here), now, dim) if mine else Found())
        if shown is not None and looking and now in here:
            uncover(shown, now, self.panel)

    # -- going about

    def step(self, by: int) -> None:
        """Up, Down, F3: another of what was found; without the panel the ring goes there."""
        if not self.rows:
            return
        self.at = (self.at + by) % len(self.rows)
        row = self.rows[self.at]
        if self._showing() and self.panel.isAncestorOf(QApplication.focusWidget() or self.view):
            self.panel.list.go(self.at)
            self._say()
            self._mark(self.look.here(self.wanted()), row.record)
        else:
            self.view.jump(row.record)

    def choose(self, at: int) -> None:
        """A click on a row goes there."""
        self.at = at
        self.go()

    def go(self) -> None:
        """Enter: the ring on what the bar is on; the panel stays only for its filter."""
        if not self.rows:
            return
        record = self.rows[self.at].record
        target = self.view.workshop.document.find(record)
        if not self.filtering:
            self._back = None
            self.close()
        if isinstance(target, Note | Action | Canvas):
            self.view.jump(record)

    def replace(self) -> None:
        """All of it as one step; the words that were looked for stay, to see that none is left."""
        if not self.replacing or not self._found:
            return
        found, done = list(self._found), [0]

        def work(tx: Transaction) -> None:
            done[0] = finding.replace_all(tx, found)

        try:
            self.view.workshop.run(N_("Replace words"), work)
        except KoosloomeError as error:
            self.view.toast.emit(error.line())
            return
        told = ngettext("{count} place replaced", "{count} places replaced", done[0]).format(count=done[0])
        self.view.toast.emit(told)

    def stop(self) -> None:
        """The workshop closes."""
        self._soon.stop()
        self.view.ctx.bridge.changed.disconnect(self._changed)

    def commands(self) -> list[Command]:
        """Find, next, previous, filter, replace."""
        return [
            Command("window.find", N_("Find"), ("Ctrl+F",), "search", "edit", run=self.open),
            Command("window.find_next", N_("Find the next"), ("F3",), "chevron-down", "edit", lambda: bool(self.rows),
                    lambda: self.step(1)),
            Command("window.find_previous", N_("Find the one before"), ("Shift+F3",), "chevron-up", "edit",
                    lambda: bool(self.rows), lambda: self.step(-1)),
            Command("window.filter", N_("Filter the notes"), (), "funnel", "edit",
                    lambda: self.look.page() is not None, lambda: self.open(filters=True)),
            Command("window.replace", N_("Replace words"), ("Ctrl+H",), "replace", "edit",
                    run=lambda: self.open(replace=True)),
        ]  # fmt: skip


def holder(widget: QWidget | None) -> QWidget | None:
    """What a field lies in that takes the keyboard itself: the table round the field of a cell."""
    found = widget.parentWidget() if widget is not None else None
    while found is not None and not (found.focusPolicy() & Qt.FocusPolicy.TabFocus and found.isVisible()):
        found = found.parentWidget()
    return found
