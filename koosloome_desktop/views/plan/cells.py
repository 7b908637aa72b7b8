"""How the cells of a plan look and are edited: whole wrapped text, a chip for the status, editors that can refuse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.operations.actions import STATUSES
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.words import COLUMNS, FIELD_WORDS, STATUS_COLOURS, source_line, status_word
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import fit

Index = QModelIndex | QPersistentModelIndex
SIZE: Final = 14
LINE: Final = 19
PAD: Final = 10
LEAST: Final = 44
_LONG: Final = {"activity", "result", "partner_roles", "target_group", "owner_role"}


def cell_lines(text: str, width: int, lang: str, *, bold: bool = False) -> tuple[str, ...]:
    """The text of a cell broken for a column of `width` px; every word is whole or hyphenated."""
    return wrap(text, max(20, width - 2 * PAD), SIZE, "semibold" if bold else "regular", lang) if text else ()


class CellDelegate(QStyledItemDelegate):
    """Paints and edits; `down` asks the table to go on to the next row after Enter."""

    down = Signal()
    refused = Signal(str)

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._typed = False

    def _lang(self) -> str:
        return self._model.workshop.document.workshop.language

    def lines(self, index: Index, width: int) -> tuple[str, ...]:
        """The lines of a cell."""
        text = str(self._model.data(index, Qt.ItemDataRole.DisplayRole) or "")
        return cell_lines(text, width, self._lang(), bold=COLUMNS[index.column()].field == "activity")

    def height(self, index: Index, width: int) -> int:
        """Height in px that shows the whole cell."""
        field = COLUMNS[index.column()].field
        lines = 1 if field == "status" else len(self.lines(index, width))
        below = 18 if field == "activity" and self._below(index) else 0
        return max(LEAST, lines * LINE + below + 20)

    def _below(self, index: Index) -> str:
        return source_line(self._model.workshop.document, self._model.action(index))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The cell's width and the height for it."""
        width = QRect(option.rect).width()
        return QSize(width, self.height(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        area, theme, column = QRect(option.rect), tokens(), COLUMNS[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        current = view.currentIndex() if hasattr(view, "currentIndex") else QModelIndex()
        if option.state & QStyle.StateFlag.State_Selected or current.row() == index.row():
            painter.fillRect(area, QColor(theme.accent_soft))
        if index.row() + 1 < self._model.rowCount():
            painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.line))
        if column.field == "status":
            self._paint_status(painter, area, self._model.action(index).status)
        else:
            self._paint_text(painter, area, index)
        if current == index and view.hasFocus():
            pen = QPen(QColor(theme.accent))
            pen.setWidthF(2.5)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -3), 6, 6)
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRect, index: Index) -> None:
        theme, column = tokens(), COLUMNS[index.column()]
        lines = self.lines(index, area.width())
        below = self._below(index) if column.field == "activity" else ""
        top = area.top() + (area.height() - len(lines) * LINE - (18 if below else 0)) // 2
        bold = column.field == "activity"
        tabular = column.field in {"code", "start", "deadline", "budget"}
        font = ui_font(SIZE, SEMIBOLD if bold else REGULAR, tabular=tabular)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted if column.field == "code" else theme.ink))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        room = area.adjusted(PAD, 0, -PAD + 2, 0)
        for i, line in enumerate(lines):
            painter.drawText(QRect(room.left(), top + i * LINE, room.width(), LINE), flags, line)
        if below:
            painter.setFont(ui_font(12))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRect(room.left(), top + len(lines) * LINE, room.width(), 18), flags, below)

    @staticmethod
    def _paint_status(painter: QPainter, area: QRect, status: str) -> None:
        colours = tokens().colours()
        fill, ink = STATUS_COLOURS.get(status, ("paper_dot", "ink"))
        word = status_word(status)
        fitted = fit(word, area.width() - 28, 13, least=11, lines=1, weight=SEMIBOLD)
        painter.setFont(ui_font(fitted.size, SEMIBOLD))
        width = min(area.width() - 8, QFontMetricsF(painter.font()).horizontalAdvance(word) + 20)
        pill = QRectF(area.left() + 4, area.center().y() - 11, width, 24)
        painter.setPen(QColor(colours["line"]) if tokens().name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[fill]))
        painter.drawRoundedRect(pill, 12, 12)
        painter.setPen(QColor(colours[ink]))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line, an area for long texts, or a list for the status."""
        column = COLUMNS[index.column()]
        editor: QWidget
        if column.field == "status":
            box = QComboBox(parent)
            box.addItems([status_word(s) for s in STATUSES])
            box.activated.connect(lambda _i: self._done(box))
            editor = box
        elif column.field in _LONG:
            area = QPlainTextEdit(parent)
            area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setTabChangesFocus(True)
            editor = area
        else:
            editor = QLineEdit(parent)
        editor.setProperty("role", "cell")
        editor.setAccessibleName(_(FIELD_WORDS[column.field]))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into its editor, all selected, so that letters write over it."""
        text = str(self._model.data(index, Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            status = self._model.action(index).status
            editor.setCurrentIndex(STATUSES.index(status) if status in STATUSES else -1)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Give what was typed to the model."""
        self._model.setData(index, _typed(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """An editor covers its cell, and may grow downwards."""
        area = QRect(option.rect)
        editor.setGeometry(area.adjusted(0, 0, 0, max(0, 34 - area.height())))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes the text and goes down; a refused text stays in its editor."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
                if self._done(editor):
                    self.down.emit()
                return True
        return super().eventFilter(editor, event)

    def _done(self, editor: QWidget) -> bool:
        index = self.parent().currentIndex()  # type: ignore[union-attr]
        if not self._model.setData(index, _typed(editor)):
            editor.setProperty("bad", True)
            return False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True


def _typed(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
