"""The table of an action plan (keys: mode T) and the row of sums that stays in sight below it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from koosloome_desktop.operations.actions import delete_actions, move_action
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plan.cells import PAD, CellDelegate
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.words import COLUMNS, FIELDS, as_tsv
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import draw_lines, fit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


_EMPTY = 0.2


class PlanHeader(QHeaderView):
    """Titles of the columns, whole: on two lines, hyphenated or smaller where a column is narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one title."""
        column = COLUMNS[section]
        fitted = fit(_(column.title), rect.width() - 2 * PAD + 4, 13, least=11, lines=2, weight=SEMIBOLD)
        painter.save()
        painter.fillRect(rect, QColor(tokens().panel))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens().line))
        painter.setFont(ui_font(fitted.size, SEMIBOLD))
        painter.setPen(QColor(tokens().muted))
        at = QPoint(rect.left() + PAD, rect.top() + (rect.height() - fitted.height) // 2)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        draw_lines(painter, fitted, at, rect.width() - 2 * PAD + 2, side)
        painter.restore()


class PlanTable(QTableView):
    """Arrows, Enter down, F2, letters write over, Tab, Del, Alt+arrows move the row; Esc goes to the line."""

    to_line = Signal()
    picked = Signal()
    resized = Signal()

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self.plan = model
        self.setModel(model)
        self.cells = CellDelegate(model, self)
        self.setItemDelegate(self.cells)
        self.cells.down.connect(self.go_down)
        self.setAccessibleName(_("Action plan"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()
        self.setHorizontalHeader(PlanHeader(self))
        self.horizontalHeader().setAccessibleName(_("Columns of the plan"))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFixedHeight(40)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.arrange)
        model.modelReset.connect(lambda: self._later.start(0))
        model.dataChanged.connect(lambda *_a: self._later.start(0))
        self.verticalScrollBar().valueChanged.connect(lambda _v: self.resized.emit())
        self.selectionModel().currentChanged.connect(lambda *_a: self._moved())

    def _moved(self) -> None:
        self.viewport().update()
        self.picked.emit()

    # -- geometry

    def arrange(self) -> None:
        """Share the width among the columns and give every row the height that shows it whole."""
        full = [self._fullness(i) for i in range(len(COLUMNS))]
        least = [self._code_width() if c.field == "code" else c.least for c in COLUMNS]
        least = [w if full[i] > _EMPTY else min(w, 76) for i, w in enumerate(least)]
        spare = max(0, self.viewport().width() - sum(least))
        shares = [c.share * full[i] for i, c in enumerate(COLUMNS)]
        whole = sum(shares) or 1
        for i in range(len(COLUMNS)):
            self.setColumnWidth(i, int(least[i] + spare * shares[i] / whole))
        widths = [self.columnWidth(i) for i in range(len(COLUMNS))]
        for row in range(self.plan.rowCount()):
            heights = [self.cells.height(self.plan.index(row, i), w) for i, w in enumerate(widths)]
            self.setRowHeight(row, max(heights))
        self.setMaximumHeight(max(120, self.whole_height()))
        self.resized.emit()

    def _code_width(self) -> int:
        metrics = QFontMetricsF(ui_font(14, tabular=True))
        codes = (metrics.horizontalAdvance(a.code) for a in self.plan.rows)
        return min(110, max(COLUMNS[0].least, int(max(codes, default=0)) + 2 * PAD + 2))

    def _fullness(self, column: int) -> float:
        """How much of the spare width a column deserves: one that is empty in every row gets little."""
        texts = [str(self.plan.data(self.plan.index(r, column), 0) or "") for r in range(self.plan.rowCount())]
        mean = sum(len(t) for t in texts) / len(texts) if texts else 20.0
        return _EMPTY + min(2.0, mean / 24)

    def whole_height(self) -> int:
        """Height in px at which every row is in sight."""
        rows = sum(self.rowHeight(r) for r in range(self.plan.rowCount()))
        wide = sum(self.columnWidth(i) for i in range(len(COLUMNS))) > self.viewport().width()
        return self.horizontalHeader().height() + rows + (14 if wide else 2)

    def visible_rows(self) -> list[int]:
        """The rows that are wholly in sight."""
        height = self.viewport().height()
        seen = []
        for row in range(self.plan.rowCount()):
            top = self.rowViewportPosition(row)
            if top >= -1 and top + self.rowHeight(row) <= height + 1:
                seen.append(row)
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the texts anew."""
        super().resizeEvent(event)
        self._later.start(0)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mode T of keys.md."""
        key, mods = event.key(), event.modifiers()
        alt = bool(mods & Qt.KeyboardModifier.AltModifier)
        if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTER and not mods & Qt.KeyboardModifier.ControlModifier:
            self.go_down()
        elif key == Qt.Key.Key_Escape:
            self.to_line.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not mods & Qt.KeyboardModifier.ControlModifier:
            self.clear_cells()
        elif key == Qt.Key.Key_C and mods & Qt.KeyboardModifier.ControlModifier:
            self.copy()
        elif key == Qt.Key.Key_Down and self.currentIndex().row() == self.plan.rowCount() - 1 and not mods:
            self.to_line.emit()
        else:
            super().keyPressEvent(event)

    def go_down(self) -> None:
        """To the same column of the next row; from the last one to the line below."""
        index = self.currentIndex()
        if index.row() + 1 < self.plan.rowCount():
            self.setCurrentIndex(self.plan.index(index.row() + 1, index.column()))
        else:
            self.to_line.emit()

    def go_to(self, action_id: str, field: str = "activity") -> bool:
        """Put the cell cursor on a field of a row; whether it is shown."""
        row = self.plan.row_of(action_id)
        if row < 0:
            return False
        index = self.plan.index(row, FIELDS.index(field))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self.setFocus()
        return True

    def chosen(self) -> list[str]:
        """The ids of the rows with a selected cell, else of the current row."""
        rows = sorted({i.row() for i in self.selectionModel().selectedIndexes()}) or [self.currentIndex().row()]
        return [self.plan.rows[r].id for r in rows if 0 <= r < self.plan.rowCount()]

    def move_row(self, step: int) -> None:
        """Move the current row up or down, one undo step."""
        index = self.currentIndex()
        to = index.row() + step
        if not index.isValid() or not 0 <= to < self.plan.rowCount():
            return
        action, neighbour = self.plan.rows[index.row()], self.plan.rows[to]
        others = [a.id for a in self.plan.everything() if a.id != action.id]
        place = others.index(neighbour.id) + (1 if step > 0 else 0)
        self.plan.workshop.run(N_("Move action"), lambda tx: move_action(tx, action, place))
        self.go_to(action.id, COLUMNS[index.column()].field)

    def clear_cells(self) -> None:
        """Empty the selected cells; what cannot be empty is told."""
        for index in self.selectionModel().selectedIndexes() or [self.currentIndex()]:
            if self.plan.flags(index) & Qt.ItemFlag.ItemIsEditable and COLUMNS[index.column()].field != "status":
                self.plan.setData(index, "")

    def delete_rows(self) -> None:
        """Delete the rows of the selection, one undo step."""
        ids = self.chosen()
        row = self.currentIndex().row()
        if ids:
            self.plan.workshop.run(N_("Delete action"), lambda tx: delete_actions(tx, ids))
            left = self.plan.rowCount()
            if left:
                self.setCurrentIndex(self.plan.index(min(max(row, 0), left - 1), 1))
            else:
                self.to_line.emit()

    def copy(self, *, whole: bool = False) -> None:
        """Put the selected cells, or the whole table with its head, on the clipboard as tab-separated text."""
        picked = self.selectionModel().selectedIndexes()
        if whole or len(picked) <= 1:
            text = as_tsv(self.plan.rows, FIELDS, self.plan.ctx.lang)
            if not whole and self.currentIndex().isValid():
                text = str(self.plan.data(self.currentIndex(), Qt.ItemDataRole.DisplayRole) or "")
        else:
            rows, columns = {i.row() for i in picked}, {i.column() for i in picked}
            actions = [self.plan.rows[r] for r in sorted(rows)]
            text = as_tsv(actions, [FIELDS[c] for c in sorted(columns)], self.plan.ctx.lang, head=False)
        QGuiApplication.clipboard().setText(text)


class TotalsRow(QWidget):
    """Says exactly which rows it adds up: all of this table, and those in sight when some are not."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__()
        self._table = table
        self.setFixedHeight(44)
        self._text = self._sum = ""
        self._differs = False
        table.resized.connect(self.count)

    def count(self) -> None:
        """Add up anew."""
        plan = self._table.plan
        lang = plan.ctx.lang
        sums = plan.totals()
        count, seen = plan.rowCount(), len(self._table.visible_rows())
        rows = ngettext("{count} row", "{count} rows", count).format(count=count)
        parts = [_("{seen}/{count} rows in sight").format(seen=seen, count=count) if seen < count else rows]
        if sums.without_amount:
            some = ngettext("{count} without an amount", "{count} without an amount", len(sums.without_amount))
            parts.append(some.format(count=len(sums.without_amount)))
        stated = next((t.stated_total for t in plan.tables() if t.year == plan.year), None)
        self._differs = stated is not None and stated != sums.total
        if self._differs and stated is not None:
            parts.append(_("the file states {amount}").format(amount=locale.money(stated, lang)))
        self._text = " · ".join(parts)
        self._sum = locale.money(sums.total, lang)
        self.setAccessibleName(f"{_('Budget in all')} {self._sum}. {self._text}")
        self.update()

    def texts(self) -> tuple[str, str]:
        """The sentence and the sum."""
        return self._text, self._sum

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words left and the sum under its column."""
        painter = QPainter(self)
        theme, table = tokens(), self._table
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(theme.line))
        middle = Qt.AlignmentFlag.AlignVCenter
        left = table.columnViewportPosition(1) + PAD
        painter.setPen(QColor(theme.ink))
        painter.setFont(ui_font(14, SEMIBOLD))
        words = _("Budget in all")
        painter.drawText(QRect(left, 0, self.width(), self.height()), middle, words)
        start = left + int(painter.fontMetrics().horizontalAdvance(words)) + 8
        place = FIELDS.index("budget")
        edge = min(self.width() - PAD, table.columnViewportPosition(place) + table.columnWidth(place) - PAD + 2)
        painter.setFont(ui_font(15, SEMIBOLD, tabular=True))
        width = int(painter.fontMetrics().horizontalAdvance(self._sum)) + 4
        painter.drawText(QRect(edge - width, 0, width, self.height()), middle | Qt.AlignmentFlag.AlignRight, self._sum)
        painter.setFont(ui_font(13, REGULAR))
        painter.setPen(QColor(theme.warn if self._differs else theme.muted))
        painter.drawText(QRect(QPoint(start, 0), QPoint(edge - width - 12, self.height())), middle, f"· {self._text}")
        painter.end()
