"""All commands, and the notes of the workshop, with search: Ctrl+K, a few letters, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QDialog, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from koosloome_desktop.services.commands import GROUPS, Command, CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.keyboards import turned
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.command_synonyms import synonyms
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.held_keys import act_once
from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.saying import say_aloud
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import column, frame

Index = QModelIndex | QPersistentModelIndex
_GROUP_WORDS = dict(GROUPS)


MOST_FOUND: Final = 30
"""Notes and rows that are listed behind the commands."""
_LEAST: Final = 3
"""From so many letters on notes are looked through."""
Finder = Callable[[str], Sequence[Command]]
"""What there is besides commands for a folded text, e.g. the notes in which it stands."""


def matches(command: Command, words: list[str]) -> bool:
    """Whether every word begins a word of the command's title, group, synonyms, keys or id, or stands in its title."""
    title = fold(command.title)
    other = f"{fold(_(_GROUP_WORDS.get(command.group, '')))} {fold(synonyms(command.id))}"
    keys = " ".join(fold(k) for key in command.shortcuts for k in (key, shown_key(key)))
    pool = f"{title} {other} {keys} {command.id.replace('.', ' ')}".split()
    return all(word in title or any(part.startswith(word) for part in pool) for word in words)


def ranked(commands: list[Command], text: str) -> list[Command]:
    """The commands that match: first those whose title begins with the text, then those with the words in their title,
    then those known by other words; each part keeps the table's order. What finds nothing is tried as typed with the
    other keyboard layout.
    """
    wanted = fold(text)
    if not wanted:
        return commands
    found = _found(commands, wanted)
    return found or _found(commands, fold(turned(text)))


def _found(commands: list[Command], wanted: str) -> list[Command]:
    words = wanted.split()

    def place(command: Command) -> int:
        title = fold(command.title)
        if title.startswith(wanted):
            return 0
        parts = title.split()
        return 1 if all(any(part.startswith(word) for part in parts) for word in words) else 2

    return sorted((c for c in commands if matches(c, words)), key=place)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.commands: list[Command] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.commands[index.row()].title
        return self.spoken(index.row()) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def spoken(self, at: int) -> str:
        """A command and its key, as they are read out: the keyboard stays in the field, so nothing else tells them."""
        command = self.commands[at]
        return f"{command.title}, {shown_key(command.shortcut)}" if command.shortcut else command.title

    def show(self, commands: list[Command]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 38)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Model):
            return
        command, theme, area = model.commands[index.row()], tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(theme.accent) if theme.name == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 8, 8)
        if command.icon:
            picture = pixmap(command.icon, theme.muted, 18, painter.device().devicePixelRatioF())
            painter.drawPixmap(area.left() + 12, area.top() + 10, picture)
        right = area.right() - 12
        keys = shown_key(command.shortcut)
        painter.setFont(ui_font(13))
        painter.setPen(QColor(theme.muted))
        if keys:
            width = int(QFontMetricsF(painter.font()).horizontalAdvance(keys)) + 4
            painter.drawText(
                QRect(right - width, area.top(), width, area.height()), Qt.AlignmentFlag.AlignVCenter, keys
            )
            right -= width + 12
        painter.setFont(ui_font(15))
        painter.setPen(QColor(theme.ink))
        room = QRect(area.left() + 42, area.top(), right - area.left() - 42, area.height())
        text = QFontMetricsF(painter.font()).elidedText(command.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()


class CommandPalette(QDialog):
    """Search field and list; runs the command after it has closed, so that focus is back where it was."""

    def __init__(self, table: CommandTable, parent: QWidget, find: Finder = lambda _text: ()) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setModal(True)
        self.setAccessibleName(_("All commands"))
        order = {code: i for i, (code, _word) in enumerate(GROUPS)}
        can = [c for c in table if c.when()]
        # What the window offers stands before what a page offers, which has its keys at hand.
        self._commands = sorted(can, key=lambda c: (order.get(c.group, len(order)), not c.id.startswith("window.")))
        self.chosen: Command | None = None
        self._find = find
        self.search = Field(None)
        self.search.setPlaceholderText(_("What do you want to do?"))
        self.search.setAccessibleName(_("Search commands and notes"))
        self.search.setFont(ui_font(16, SEMIBOLD))
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Commands"))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = _Model()
        self.list.setModel(self.model)
        self._delegate = _Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.none = label(_("No command and no note has these letters."), "quiet")
        sheet = frame("popup")
        sheet.setLayout(column(self.search, self.list, self.none, margins=(12, 12, 12, 12), gap=8))
        self.setLayout(column(sheet))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.accept())
        self.list.entered.connect(self.list.setCurrentIndex)
        width = min(600, parent.width() - 48)
        self.setFixedSize(width, min(520, parent.height() - 96))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - width) // 2, corner.y() + 64)
        self._filter("")

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        more = list(self._find(wanted))[:MOST_FOUND] if len(wanted) >= _LEAST else []
        self.model.show([*ranked(self._commands, text), *more])
        some = bool(self.model.commands)
        self.list.setVisible(some)
        self.none.setVisible(not some)
        if some:
            self.list.setCurrentIndex(self.model.index(0))
        if self.isVisible():
            say_aloud(self, self.model.spoken(0) if some else self.none.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Keys that are held act once here, too, and a finger moves the list."""
        super().showEvent(event)
        act_once(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and the page keys move in the list while the letters go to the search."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = Qt.Key
            step = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 8, keys.Key_PageUp: -8}.get(keys(event.key()))
            count = len(self.model.commands)
            if step and count:
                now = self.list.currentIndex().row()
                to = (now + step) % count if abs(step) == 1 else max(0, min(count - 1, now + step))
                self.list.setCurrentIndex(self.model.index(to))
                say_aloud(self, self.model.spoken(to))
                return True
            if event.key() in {keys.Key_Return, keys.Key_Enter}:
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Choose the command under the bar."""
        index = self.list.currentIndex()
        if index.isValid() and self.model.commands:
            self.chosen = self.model.commands[index.row()]
            super().accept()
