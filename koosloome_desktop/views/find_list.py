"""The list under the find field: what was found and where, or what a replacement would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.found_row import FoundRow
from koosloome_desktop.views.style import tokens

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 48
_MOST = 6


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[FoundRow] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = 0) -> object:
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(x for x in (row.text, row.under) if x)
        return None

    def show(self, rows: Sequence[FoundRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Model):
            return
        row, theme, area = model.rows[index.row()], tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(theme.accent) if theme.name == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 8, 8)
        left = area.left() + 10
        if row.number:
            painter.setFont(ui_font(13, SEMIBOLD))
            painter.setPen(QColor(theme.warn))
            painter.drawText(QRect(left, area.top() + 5, 30, 20), Qt.AlignmentFlag.AlignLeft, str(row.number))
        left += 32
        width = area.right() - left - 10
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        for text, size, colour, top in ((row.text, 14, theme.ink, 5), (row.under, 13, theme.muted, 25)):
            painter.setFont(ui_font(size))
            painter.setPen(QColor(colour))
            line = QFontMetricsF(painter.font()).elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, float(width)
            )
            painter.drawText(QRect(left, area.top() + top, width, 20), flags, line)
        painter.restore()


class FoundList(QListView):
    """Shows rows; the keyboard stays in the field above it. `chosen` is called with the number of a clicked row."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Callable[[int], object] = lambda _at: None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Found"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Model()
        self._delegate = _Delegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(lambda index: self.chosen(index.row()))

    def rows(self) -> Sequence[FoundRow]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[FoundRow], at: int) -> None:
        """Show these rows, the bar on one of them."""
        if list(rows) != list(self._model.rows):
            self._model.show(rows)
        self.setVisible(bool(rows))
        self.setFixedHeight(min(len(rows), _MOST) * HEIGHT + 4)
        self.go(at)

    def go(self, at: int) -> None:
        """Put the bar on a row."""
        if 0 <= at < len(self._model.rows):
            self.setCurrentIndex(self._model.index(at))
