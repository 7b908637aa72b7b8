"""The plan as a table with its sticky sums: one of the views of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plan.filter_bar import FilterBar
from koosloome_desktop.views.plan.half_typed import half_typed
from koosloome_desktop.views.plan.marks_panel import MarksPanel
from koosloome_desktop.views.plan.table import PlanTable
from koosloome_desktop.views.plan.totals import TotalsRow
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.widgets import column, frame, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class TableView(PlanView):
    """Filter, table and the row of sums below it, as one card; the list of remarks beside it when it is asked for."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.model = page.model
        self.table = PlanTable(self.model)
        self.totals = TotalsRow(self.table)
        self._filter: FilterBar | None = None
        self._marks: MarksPanel | None = None
        self.card = frame("card")
        self.card.setLayout(column(self.table, self.totals, margins=(1, 6, 1, 4), gap=0))
        self._body = column(self.card, None, gap=8)
        self._body.setStretch(0, 100)
        self._whole = row(self._body, gap=12)
        self._whole.setStretch(0, 1)
        self.setLayout(self._whole)
        self.table.blocks.whole_table = self._whole_table
        self.table.installEventFilter(self)
        self.table.to_line.connect(self.to_line)
        self.table.picked.connect(self._tell_picked)
        self.model.reshaped.connect(self._filtered)
        # A short plan is a short card: the sums stand right under its last row.
        self.table.resized.connect(self._fit_card)
        self._filtered()

    @property
    def filter(self) -> FilterBar:
        """The filter, made when it is first asked for: most plans are never filtered."""
        if self._filter is None:
            self._filter = FilterBar(self.table, self)
            self._body.insertWidget(0, self._filter)
        return self._filter

    @property
    def marks(self) -> MarksPanel:
        """The list of remarks, made when it is first asked for."""
        if self._marks is None:
            self._marks = MarksPanel(self.table)
            self._whole.addWidget(self._marks)
            self.model.checked.connect(self._marks.renew)
        return self._marks

    def _filtered(self) -> None:
        """A filter that is on is seen, whoever put it on."""
        if self.model.shape.filter.on:
            self.filter.show()

    def _whole_table(self) -> bool:
        """A table with its own head goes through the import's preview, where there is a window for it."""
        from koosloome_desktop.views.importing.start import paste_table
        from koosloome_desktop.views.main_window import MainWindow

        window = self.window()
        return isinstance(window, MainWindow) and paste_table(window)

    def _fit_card(self) -> None:
        self.card.setMaximumHeight(self.table.maximumHeight() + self.totals.height() + 12)

    def _tell_picked(self) -> None:
        self.picked.emit(tuple(self.table.chosen()) if self.table.hasFocus() else ())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table's focus tells the mode."""
        if watched is self.table and event.type() == QEvent.Type.FocusIn:
            self.focused.emit("T")
            self._tell_picked()
        return super().eventFilter(watched, event)

    def take(self, change: ChangeSet) -> None:
        """Rows that came or went keep the cell where it is, and what is being typed into it."""
        half = half_typed(self.table)
        held = self.table.currentIndex()
        action = self.model.action_at(held.row()) if held.isValid() else None
        field = self.model.columns[held.column()].field if held.isValid() else ""
        anew = self.model.take(change)
        if anew and half is not None and half.again(self.table):
            return
        if anew and held.isValid() and not (action and self.table.put(action.id, field)):
            line = min(held.row(), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(line, min(held.column(), self.model.columnCount() - 1)))

    def reload(self) -> None:
        """Read the rows anew."""
        self.model.reload()

    def focus_view(self) -> bool:
        """Put the keyboard into the table; False when it is empty."""
        rows = self.model.rows
        if not rows:
            return False
        if not self.table.currentIndex().isValid():
            # The first that waits for a yes: the band over the rows says that Enter gives it.
            return self.table.go_to(next((a.id for a in rows if a.draft), rows[0].id))
        self.table.setFocus()  # what was chosen stays chosen, several rows as well
        return True

    def go_to(self, action_id: str) -> bool:
        """Choose a row."""
        return self.table.go_to(action_id)

    def show_last(self) -> None:
        """Scroll down, whatever had to grow."""
        self.table.arrange()
        self.table.scrollToBottom()

    def show_filter(self) -> None:
        """Open the filter with the keyboard in its text."""
        self.filter.open()

    def show_marks(self) -> None:
        """Open or close the list of remarks."""
        self.marks.toggle()

    def refresh_words(self) -> None:
        """Titles and sums in the language now."""
        self.table.setAccessibleName(_("Action plan"))
        for made in (self._filter, self._marks):
            if made is not None:
                made.refresh_words()
        self._filtered()
        self.totals.count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.table.arrange()
