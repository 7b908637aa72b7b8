"""The find panel over the board: a field, filters, a field for other words, and what was found.

Only looks and keys; what is found and where one goes stands in `finding`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.find_list import FoundList
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.widgets import button, column, row

WIDTH: Final = 460
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}

Choice = tuple[str, str]
"""What a chip of the filter can be set to: a value and its words; the first one is no filter."""


class FindField(Field):
    """A line whose arrows and Enter belong to the panel."""

    def __init__(self, table: CommandTable, panel: FindPanel) -> None:
        super().__init__(table)
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel first."""
        if not self._panel.key(event, self):
            super().keyPressEvent(event)


class Chip(QPushButton):
    """One part of the filter: says what it is set to, opens a menu of what it can be."""

    def __init__(self, caption: str, changed: Callable[[], object]) -> None:
        super().__init__()
        self.caption, self.value, self._changed = caption, "", changed
        self._choices: Sequence[Choice] = ()
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: self._menu())

    def offer(self, choices: Sequence[Choice]) -> None:
        """What it can be set to; a value that is gone falls back to no filter."""
        self._choices = choices
        if self.value not in {value for value, _words in choices}:
            self.value = ""
        self._say()
        self.setVisible(len(choices) > 1)

    def choose(self, value: str) -> None:
        """Set it."""
        self.value = value
        self._say()
        self._changed()

    def _say(self) -> None:
        words = dict(self._choices).get(self.value, "")
        told = words if not self.caption else f"{self.caption}: {words}" if self.value else self.caption
        self.setText(mnemonic_free(f"{told}  ▾"))
        self.setAccessibleName(told)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, words in self._choices:
            act = menu.addAction(mnemonic_free(words))
            act.setCheckable(True)
            act.setChecked(value == self.value)
            act.triggered.connect(lambda _checked=False, v=value: self.choose(v))
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu, as Space does."""
        if event.key() in ENTER:
            self._menu()
        else:
            super().keyPressEvent(event)


class FindPanel(QFrame):
    """Field and count, filter, other words, list; the finder hears its signals."""

    changed = Signal()
    stepped = Signal(int)
    went = Signal()
    replaced = Signal()
    closed = Signal()
    filtered = Signal()

    def __init__(self, table: CommandTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = FindField(table, self)
        self.count = label("", "muted")
        self.other = FindField(table, self)
        self.list = FoundList()
        self.none = label("", "quiet", wrap=True)
        self.group, self.cluster, self.kind, self.dots, self.scope = (Chip("", self.changed.emit) for _part in range(5))
        self.funnel = button("", "icon", icon="funnel", name=_("Filter"), run=self.filtered.emit)
        self.funnel.setCheckable(True)
        self.apply = button("", "primary", run=self.replaced.emit)
        self._build()
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.other.textChanged.connect(lambda _text: self.changed.emit())
        self.setFixedWidth(WIDTH)
        self.hide()

    def _build(self) -> None:
        up = button(
            "", "icon", icon="chevron-up", name=_("Previous"), hint="Shift+F3", run=lambda: self.stepped.emit(-1)
        )
        down = button("", "icon", icon="chevron-down", name=_("Next"), hint="F3", run=lambda: self.stepped.emit(1))
        shut = button("", "icon", icon="x", name=_("Close"), run=self.closed.emit)
        first = row(self.field, self.count, up, down, self.funnel, shut, gap=4)
        first.setStretch(0, 1)
        self._filters = QWidget()
        chips = FlowLayout(self._filters, gap=6)  # long words go on in a second line, they are not cut
        for chip in (self.group, self.cluster, self.kind, self.dots):
            chips.addWidget(chip)
        self._others = QWidget()
        line = row(self.other, self.scope, self.apply, gap=6)
        line.setStretch(0, 1)
        self._others.setLayout(line)
        body = column(first, self._filters, self._others, self.list, self.none, margins=(12, 10, 12, 12), gap=8)
        self.setLayout(body)
        # What is looked for, Tab, what stands in its place, Enter: as everywhere else; the buttons come after.
        chain = (self.field, self.other, self.scope, self.apply, up, down, self.funnel, shut)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.refresh_words()

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self.field.setPlaceholderText(_("Find on all canvases"))
        self.field.setAccessibleName(_("Find on all canvases"))
        self.other.setPlaceholderText(_("Replace by"))
        self.other.setAccessibleName(_("Replace by"))
        captions = (_("Group"), _("Cluster"), _("Kind"), _("Dots"), "")
        parts = (self.group, self.cluster, self.kind, self.dots, self.scope)
        for chip, caption in zip(parts, captions, strict=True):
            chip.caption = caption

    def show_parts(self, *, filters: bool, others: bool) -> None:
        """Show or hide the filter and the field for other words."""
        self._filters.setVisible(filters)
        self._others.setVisible(others)
        self.funnel.setChecked(filters)
        self.place()

    def say(self, count: str, none: str) -> None:
        """The count, and a sentence where there is no list."""
        self.count.setText(count)
        self.none.setText(none)
        self.none.setVisible(bool(none))
        self.place()

    def place(self) -> None:
        """Lie at the top right of the parent, no wider than it."""
        parent = self.parentWidget()
        if parent is None:
            return
        area: QRect = parent.rect()
        self.setFixedWidth(min(WIDTH, area.width() - 24))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setFixedHeight(min(self.sizeHint().height(), area.height() - 24))
        self.move(area.right() - self.width() - 12, area.top() + 12)

    def key(self, event: QKeyEvent, field: FindField) -> bool:
        """A key in one of the fields; whether it belongs to the panel."""
        mods, key = plain(event), event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in _STEPS and not mods:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key in ENTER and not mods & ~Qt.KeyboardModifier.ShiftModifier:
            if field is self.other:
                self.replaced.emit()
            else:
                self.went.emit()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes from its buttons, too."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
