"""Says in views without a filter of their own that the table's filter hides rows, and takes it away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plan.shape import Filter
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class FilterNote(QWidget):
    """Hidden as long as every row is shown."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self._model = page.model
        self._button = button("", "chip-bad", icon="funnel", run=self.show_all)
        self.setLayout(row(self._button))
        self.hide()
        self._model.modelReset.connect(self.count)

    def count(self) -> None:
        """Count the rows that are hidden."""
        shown, whole = len(self._model.rows), len(self._model.of_year())
        words = _("{seen}/{count} rows: show all").format(seen=shown, count=whole)
        self._button.setText(f" {words}")
        self._button.setAccessibleName(words)
        self.setVisible(shown < whole and self.parent() is not None)

    def show_all(self) -> None:
        """Take the filter away."""
        self._model.reshape(replace(self._model.shape, filter=Filter()))
