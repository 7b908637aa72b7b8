"""The delegate of a plan's table: paints through `CellPaint`, gives every kind of cell its editor."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from koosloome_desktop.operations.actions import STATUSES
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.fields import Area, Field
from koosloome_desktop.views.plan.cell_hint import TIMES, cell_told
from koosloome_desktop.views.plan.cell_paint import PAD, CellPaint
from koosloome_desktop.views.plan.columns import Column
from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.picking import LISTED, completer, words_for
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.understood import Bubble

__all__ = ["PAD", "CellDelegate"]

Index = QModelIndex | QPersistentModelIndex
_TIME: Final = 176
"""Width in px of an editor in which a time or an amount in words is seen whole."""
_WORDS: Final = 224
"""The same for somebody's role."""
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_AREAS: Final = {"long", "steps"}


class CellDelegate(QStyledItemDelegate):
    """Paints and edits; `down` asks the table to go on to the next row, `everywhere` to give all chosen cells this text
    (Ctrl+Enter), `pick` to open the picker of the cell (Alt+Down).
    """

    down = Signal()
    everywhere = Signal(str)
    pick = Signal(QWidget)

    def __init__(self, model: PlanModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model, self._table = model, parent
        self.look = CellPaint(model)
        self.giving = False
        """Whether a text is being given to the model at this moment: its editor closes then, whatever comes of it."""

    def height(self, index: Index, width: int) -> int:
        """Height in px that shows the whole cell."""
        return self.look.height(index.row(), index.column(), width)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The cell's width and the height for it."""
        width = QRect(option.rect).width()
        return QSize(width, self.height(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        current = self._table.currentIndex()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) or current.row() == index.row()
        ring = self._table.hasFocus() and current.row() == index.row() and current.column() == index.column()
        self.look.paint(painter, QRect(option.rect), index.row(), index.column(), chosen=chosen, ring=ring)

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line, an area for long texts, or a list for the status."""
        line, column = self._model.lines[index.row()], self._model.columns[index.column()]
        editor = self._line(parent, index) if isinstance(line, Heading) else self._editor(parent, column, index)
        editor.setProperty("role", "cell")
        editor.setAccessibleName(column.words)
        return editor

    def _editor(self, parent: QWidget, column: Column, index: Index) -> QWidget:
        if column.kind == "status":
            box = Combo(parent)
            box.addItems([status_word(s) for s in STATUSES])
            box.activated.connect(lambda _i: self._done(box))
            return box
        if column.kind in _AREAS or column.field == "partner_roles":
            area = Area(self._model.ctx.commands, parent=parent)
            area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.textChanged.connect(lambda: grow(area))
            return area
        return self._line(parent, index)

    def _line(self, parent: QWidget, index: Index) -> QLineEdit:
        field = Field(self._model.ctx.commands, parent=parent)
        name = self._model.columns[index.column()].field
        words = words_for(self._model, name)
        if words:
            field.setCompleter(completer(words, field, several=name in LISTED))
        self._hinted(field, index)
        return field

    def _hinted(self, field: QLineEdit, index: Index) -> None:
        """Tell beside an editor of times or money what was understood."""
        line, column, model = self._model.lines[index.row()], self._model.columns[index.column()], self._model
        if isinstance(line, Heading) or not (column.field in TIMES or column.kind == "money"):
            return
        today = local(model.ctx.clock.now()).date()
        document, action, lang = model.workshop.document, model.action(index), model.ctx.lang
        field.setProperty("hinted", True)
        Bubble(field, lambda text: cell_told(document, action, column.field, column.kind, text, lang, today))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into its editor, all selected, so that letters write over it."""
        if editor.property("filled"):
            return  # the rows were told anew while somebody types: what is half typed stays
        editor.setProperty("filled", True)
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
        self._give(index, typed(editor))

    def _give(self, index: Index, text: str) -> bool:
        self.giving = True
        try:
            return self._model.setData(index, text)
        finally:
            self.giving = False

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """An editor covers its cell; one of several lines grows downwards as one writes."""
        area = QRect(option.rect).adjusted(0, 0, 0, max(0, 34 - QRect(option.rect).height()))
        if editor.property("hinted") and area.width() < _TIME:  # "juuni - oktoober 2027" in a column of dates
            area.setLeft(max(0, area.right() - _TIME + 1))
        elif isinstance(editor, QLineEdit) and area.width() < _WORDS:  # a role in a column that was empty until now
            area.setRight(area.left() + _WORDS - 1)
            area.moveRight(min(area.right(), self._table.viewport().width() - 1))
        editor.setGeometry(area)
        if isinstance(editor, Area):
            editor.setProperty("least", editor.height())
            grow(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes the text and goes down; a refused text stays in its editor."""
        if editor.property("gone"):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            return self._key(editor, event) or super().eventFilter(editor, event)
        return super().eventFilter(editor, event)

    def _key(self, editor: QWidget, event: QKeyEvent) -> bool:
        mods = event.modifiers()
        if event.key() == Qt.Key.Key_Down and mods & Qt.KeyboardModifier.AltModifier:
            self.pick.emit(editor)
            return True
        if event.key() not in _ENTER or mods & Qt.KeyboardModifier.ShiftModifier:
            return False
        if mods & Qt.KeyboardModifier.ControlModifier:
            words = typed(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.everywhere.emit(words)
        elif self._done(editor):
            self.down.emit()
        return True

    def _done(self, editor: QWidget) -> bool:
        if not self._give(self._table.currentIndex(), typed(editor)):
            editor.setProperty("bad", True)
            return False
        if not editor.property("gone"):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True


def grow(area: QPlainTextEdit) -> None:
    """Give an editor of several lines the height that shows them, up to the bottom of the table."""
    parent = area.parentWidget()
    if parent is None:
        return
    lines = max(1, int(area.document().size().height()))
    wanted = max(int(area.property("least") or 0), lines * area.fontMetrics().lineSpacing() + 14)
    room = max(60, parent.height() - area.y())
    if wanted > room:
        area.move(QPoint(area.x(), max(0, parent.height() - wanted)))
        room = parent.height() - area.y()
    area.setFixedHeight(min(wanted, room))


def typed(editor: QWidget) -> str:
    """What stands in an editor."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
