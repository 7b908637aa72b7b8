"""The rows of a plan as a follow-up goes through them (mode R): where each stands, what is dealt with, and the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from koosloome_desktop.operations.plan_fields import STATUSES
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.key_parts import written
from koosloome_desktop.views.plan.review_words import day
from koosloome_desktop.views.plan.words import STATUS_COLOURS, status_word
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 12
_LEFT: Final = 44
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEP: Final = 10
"""Percent that + and − add and take."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: how it stood before the meeting, its status and deadline now, and whether it is dealt with.

    `row` None is the end of the list.
    """

    row: Standing | None
    status: str = ""
    deadline: str | None = None
    said: bool = False
    settled: bool = False

    @property
    def id(self) -> str:
        """The action's id, "" for the end."""
        return self.row.action.id if self.row is not None else ""


def line_words(line: Line, lang: str) -> tuple[str, str]:
    """The two texts of a row: what, and who by when."""
    if line.row is None:
        return _("End of the meeting"), _("Next meeting and summary")
    action = line.row.action
    deadline = day(line.deadline, lang) if line.deadline else _("no deadline")
    return action.activity, " · ".join(x for x in (action.owner_role, deadline, status_word(line.status)) if x)


class ReviewModel(QAbstractListModel):
    """The lines; the last one is the end."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines, or the same ones with other states: the place is kept where the rows are the same."""
        if [x.id for x in lines] == [x.id for x in self.lines] and lines:
            before, self.lines = self.lines, list(lines)
            for place, (old, new) in enumerate(zip(before, self.lines, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows and the end."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = 0) -> object:
        """The row's words, for the eye and for screen readers."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        line = self.lines[index.row()]
        done = _("dealt with") if line.settled else ""
        code = line.row.action.code if line.row is not None else ""
        return ", ".join(x for x in (code, *line_words(line, self.lang), done) if x)


class ReviewDelegate(QStyledItemDelegate):
    """Paints a row: a tick or a ring, the action whole, who and by when, the deadline that was."""

    def __init__(self, view: ReviewList) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, str, int], int] = {}

    def _fits(self, index: Index, width: int) -> tuple[Fit, Fit]:
        what, who = line_words(self._view.lines.lines[index.row()], self._view.lines.lang)
        room = width - _LEFT - _PAD
        return fit(what, room, 14, least=13, lines=3, weight=SEMIBOLD), fit(who, room, 12, least=12, lines=2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Both texts whole. Heights are kept: the list asks for all of them after every change."""
        width = self._view.viewport().width()
        words = (*line_words(self._view.lines.lines[index.row()], self._view.lines.lang), width)
        if words not in self._heights:
            what, who = self._fits(index, width)
            self._heights[words] = what.height + who.height + 2 + 2 * 10
        return QSize(width, self._heights[words])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        area, theme = QRect(option.rect), tokens()
        line = self._view.lines.lines[index.row()]
        current = self._view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(area, QColor(theme.accent_soft))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.line))
        self._paint_mark(painter, line, QPoint(area.left() + _PAD, area.top() + 10))
        what, who = self._fits(index, area.width())
        room, top = area.width() - _LEFT - _PAD, area.top() + 10
        calm = line.settled and not current
        painter.setFont(ui_font(what.size, SEMIBOLD))
        painter.setPen(QColor(theme.muted if calm else theme.ink))
        draw_lines(painter, what, QPoint(area.left() + _LEFT, top), room)
        painter.setFont(ui_font(who.size))
        late = line.row is not None and line.row.overdue and not line.settled
        painter.setPen(QColor(theme.bad if late else theme.muted))
        draw_lines(painter, who, QPoint(area.left() + _LEFT, top + what.height + 2), room)
        if current and self._view.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -3), 8, 8)
        painter.restore()

    def _paint_mark(self, painter: QPainter, line: Line, at: QPoint) -> None:
        theme, colours = tokens(), tokens().colours()
        fill, ink = STATUS_COLOURS.get(line.status, ("paper_dot", "ink"))
        circle = QRectF(at.x(), at.y(), 22, 22)
        if line.row is None:
            painter.drawPixmap(at + QPoint(3, 3), pixmap("flag", theme.muted, 16, self._view.devicePixelRatioF()))
        elif line.settled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours[fill]))
            painter.drawEllipse(circle)
            sign = pixmap("check", colours[ink], 14, self._view.devicePixelRatioF())
            painter.drawPixmap(at + QPoint(4, 4), sign)
        else:
            painter.setPen(QPen(QColor(theme.bad if line.row.overdue else theme.muted), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))


class ReviewList(QListView):
    """Up and Down go through the rows, a digit says the status, letters go to the remark, + and − say how much."""

    status = Signal(str)
    letters = Signal(str)
    onward = Signal()
    step = Signal(int)
    chosen = Signal(str)
    focused = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lines = ReviewModel(lang)
        self.setModel(self.lines)
        self.setItemDelegate(ReviewDelegate(self))
        self.setAccessibleName(_("Rows of the follow-up"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))

    def current(self) -> Line | None:
        """The line with the ring."""
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() and index.row() < len(self.lines.lines) else None

    def choose(self, action_id: str) -> bool:
        """Go to a row ("" = the end); whether it is there."""
        place = next((i for i, x in enumerate(self.lines.lines) if x.id == action_id), -1)
        if place >= 0:
            self.setCurrentIndex(self.lines.index(place))
        return place >= 0

    def _moved(self, index: QModelIndex) -> None:
        self.viewport().update()
        if index.isValid():
            self.scrollTo(index)
            self.chosen.emit(self.lines.lines[index.row()].id)

    def event(self, event: QEvent) -> bool:
        """The focus tells the mode."""
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mode R of keys.md."""
        key, text = event.key(), event.text()
        mods = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and not mods:
            self.onward.emit()
        elif key == Qt.Key.Key_Escape:
            self.setCurrentIndex(self.lines.index(0))
        elif not written(event):
            super().keyPressEvent(event)
        elif text in {"1", "2", "3", "4", "5", "6"}:
            self.status.emit(STATUSES[int(text) - 1])
        elif text in {"+", "=", "-", "−"}:
            self.step.emit(STEP if text in {"+", "="} else -STEP)
        elif text.strip() and not text.isdigit():
            self.letters.emit(text)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Letters that are composed (õ by a dead key) are letters too."""
        return True if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What was composed goes to the remark."""
        if event.commitString():
            self.letters.emit(event.commitString())
        event.accept()
