"""The geometry of a plan's table: widths, heights, headings over several columns, columns that stay in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import ui_font
from koosloome_desktop.views.plan.cell_paint import PAD
from koosloome_desktop.views.plan.cells import CellDelegate
from koosloome_desktop.views.plan.column_verbs import ColumnVerbs
from koosloome_desktop.views.plan.columns import SET_BY_NAME
from koosloome_desktop.views.plan.frozen import COLUMNS as FROZEN
from koosloome_desktop.views.plan.frozen import FrozenColumns
from koosloome_desktop.views.plan.header import PlanHeader
from koosloome_desktop.views.plan.heights import Heights
from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.model_rows import Index
from koosloome_desktop.views.plan.widths import shared
from koosloome_desktop.views.widgets import has_keyboard

_SAMPLE = 60
"""Rows whose texts decide how the width is shared."""


class PlanGrid(QTableView):
    """A table whose every cell in sight shows its whole text.

    `resized` tells that other rows may be in sight, `to_line` that the keyboard shall go to the line.
    """

    resized = Signal()
    to_line = Signal()

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self.plan = model
        self.arranging = False
        self.setModel(model)
        self.cells = CellDelegate(model, self)
        self.setItemDelegate(self.cells)
        self.columns_ = ColumnVerbs(self)
        self.head = PlanHeader(self)
        self.setHorizontalHeader(self.head)
        self.heights = Heights(self)
        self.frozen = FrozenColumns(self)
        self._held = False
        self._widths: list[int] = []
        self._arranged: tuple[object, ...] = ()
        self._set_up()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.arrange)
        self.plan.modelAboutToBeReset.connect(self._hold)
        self.plan.modelReset.connect(self._anew)
        self.plan.dataChanged.connect(self._told)
        self.plan.checked.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _set_up(self) -> None:
        self.setAccessibleName(_("Action plan"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()

    def later(self, run: Callable[[], object]) -> None:
        """Do something when the present event is done."""
        QTimer.singleShot(0, self, run)

    def _hold(self) -> None:
        self._held = has_keyboard(self)
        for editor in self.viewport().findChildren(QWidget):
            if editor.property("role") == "cell":  # the table lets go of it with its row; nothing more comes of it
                editor.setProperty("gone", True)

    def _anew(self) -> None:
        if self._held:  # the cell's editor went with the rows
            self.setFocus()
        self.clearSpans()
        money = next((i for i, c in enumerate(self.plan.columns) if c.kind == "money" and i), self.plan.columnCount())
        for row, line in enumerate(self.plan.lines):
            if isinstance(line, Heading) and money > 1:
                self.setSpan(row, 0, 1, money)
        if self._arranged == self._as_now():
            # The same columns in the same room: other rows do not make them jump.
            self.heights.renew(self._widths)
            self._fit_height()
        else:
            self._later.start(0)

    def _as_now(self) -> tuple[object, ...]:
        shape = self.plan.shape
        return self.plan.columns, shape.widths, self.viewport().width(), bool(self.plan.lines)

    def _told(self, first: Index, last: Index) -> None:
        self.heights.forget(first.row(), last.row())
        self.heights.settle()
        self._fit_height()

    def _scrolled(self) -> None:
        self.heights.settle()
        self.resized.emit()

    def arrange(self) -> None:
        """Share the width among the columns and give every row in sight the height that shows it whole."""
        self._later.stop()
        self.arranging = True
        columns = self.plan.columns
        wide = SET_BY_NAME[self.plan.shape.columns].wide
        texts = [self._sample(i) for i in range(len(columns))]
        least = {"code": self._code_width()}
        widths = shared(columns, texts, self.viewport().width(), dict(self.plan.shape.widths), least, wide=wide)
        for i, width in enumerate(widths):
            if self.columnWidth(i) != width:
                self.setColumnWidth(i, width)
        self._widths, self._arranged = widths, self._as_now()
        self.head.arrange()
        self.heights.renew(widths)
        self.arranging = False
        self.frozen.place()
        self._fit_height()

    def _fit_height(self) -> None:
        self.setMaximumHeight(max(120, self.whole_height()))
        self.resized.emit()

    def _sample(self, column: int) -> list[str]:
        rows = (r for r in range(min(self.plan.rowCount(), _SAMPLE)) if self.plan.action_at(r) is not None)
        return [self.plan.text(r, column) for r in rows]

    def _code_width(self) -> int:
        metrics = QFontMetricsF(ui_font(14, tabular=True))
        longest = sorted({a.code for a in self.plan.rows}, key=len)[-3:]
        return min(110, max(42, int(max(map(metrics.horizontalAdvance, longest), default=0)) + 2 * PAD + 2))

    def whole_height(self) -> int:
        """Height in px at which every row is in sight."""
        wide = self.horizontalHeader().length() > self.viewport().width()
        return self.horizontalHeader().height() + self.verticalHeader().length() + (14 if wide else 2)

    def visible_rows(self) -> list[int]:
        """The rows that are wholly in sight, headings left out."""
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        rows = range(max(0, first), self.plan.rowCount() if last < 0 else last + 1)
        seen = []
        for row in rows:
            top = self.rowViewportPosition(row)
            if top >= -1 and top + self.rowHeight(row) <= height + 1 and self.plan.action_at(row) is not None:
                seen.append(row)
        return seen

    def count_in_sight(self) -> int:
        """How many actions are wholly in sight."""
        return len(self.visible_rows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the texts anew."""
        super().resizeEvent(event)
        self._later.start(0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, also from behind the columns that stay."""
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if bar.value() and index.column() < FROZEN:
            bar.setValue(0)
        elif bar.value() and self.columnViewportPosition(index.column()) < self.frozen.breadth():
            bar.setValue(bar.value() - self.frozen.breadth() + self.columnViewportPosition(index.column()))

    def keep_width(self, section: int, width: int) -> None:
        """A column was dragged to this width."""
        shape = self.plan.shape.wide(self.plan.columns[section].field, width)
        self.later(lambda: self.plan.reshape(shape))

    def put(self, action_id: str, field: str = "activity") -> bool:
        """Put the cell cursor on a field of a row, wherever the keyboard is; whether it is shown."""
        row = self.plan.row_of(action_id)
        if row < 0:
            return False
        column = max(
            self.plan.place_of(field), self.plan.place_of("activity") if self.plan.place_of(field) < 0 else 0, 0
        )
        index = self.plan.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True
