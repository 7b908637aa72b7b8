"""The line over a plan's table: actions, sums by year or year tabs, who is missing, remarks, and its buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import plan
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.count_words import action_words
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.columns import SET_BY_NAME
from koosloome_desktop.views.plan.marks import Weight
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.style import is_low
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class PlanHead(QWidget):
    """`year` tells the tab that was chosen (None = all), `jump` the row to go to, `columns` where the menu of columns
    shall open, `filtering` and `remarks` that the filter and the list of remarks are asked for.
    """

    year = Signal(object)
    jump = Signal(str)
    columns = Signal(QPoint)
    filtering = Signal()
    remarks = Signal()

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self._model = model
        self._last = ""
        self._table_shown = True
        self._low = False
        self._noticed = 0
        self._tabs: dict[int | None, QPushButton] = {}
        self._flow = FlowLayout(self, gap=8)
        self._shown: tuple[object, ...] = ()
        model.reshaped.connect(self._count_marks)
        model.checked.connect(self._count_marks)

    def ownerless(self) -> list[Action]:
        """The shown rows that nobody is responsible for and that are not over."""
        return [a for a in self._model.rows if not a.owner_role and a.status not in {"done", "dropped"}]

    def jump_on(self) -> None:
        """Go to the next row without a responsible, round and round."""
        ids = [a.id for a in self.ownerless()]
        if ids:
            at = ids.index(self._last) + 1 if self._last in ids else 0
            self._last = ids[at % len(ids)]
            self.jump.emit(self._last)

    def choose(self, year: int | None) -> None:
        """Open a year's table."""
        for each, tab in self._tabs.items():
            tab.setChecked(each == year)
        self.year.emit(year)

    def set_table_shown(self, *, shown: bool) -> None:
        """The table's own buttons are there while the table is."""
        self._table_shown = shown
        self.show_facts()

    def set_low(self, *, low: bool) -> None:
        """In a low window only what can be clicked stands over the rows, which need the room."""
        self._low = low
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Made since: ask how high the window is."""
        self.set_low(low=is_low(self))
        super().showEvent(event)

    def noticed(self) -> int:
        """How many remarks there are on the shown rows, hints on the wording left out."""
        return self._noticed

    def show_facts(self) -> None:
        """Count anew; nothing is built when nothing changed."""
        self._build()

    def _count_marks(self) -> None:
        model = self._model
        self._noticed = sum(m.weight > Weight.HINT for m in model.marks.everything(model.rows))
        self._build()

    def _build(self) -> None:
        model, lang = self._model, self._model.ctx.lang
        tables, everything = model.tables(), model.everything()
        sums = model.ledger.everything()
        missing = len(self.ownerless())
        facts = (
            lang, len(everything), model.year, tuple(t.year for t in tables), tuple(sums.by_year.items()), missing,
            self._noticed, model.shape.columns, model.shape.filter.on, self._table_shown, self._low,
        )  # fmt: skip
        if facts == self._shown:
            return
        self._shown = facts
        self._flow.clear()
        self._tabs = {}
        if tables:
            self._add_tabs([t.year for t in tables], sums, lang)
        elif not self._low:
            self._flow.addWidget(label(action_words(len(everything)), "fact"))
            for year, cents in sums.by_year.items():
                self._flow.addWidget(label(f"{year}: {locale.money(cents, lang)}", "fact"))
        if missing:
            words = ngettext("{count} without a responsible", "{count} without a responsible", missing)
            chip = button(words.format(count=missing), "chip-bad", run=self.jump_on)
            self._flow.addWidget(chip)
        if self._table_shown:
            self._add_buttons()

    def _add_tabs(self, years: list[int | None], sums: plan.PlanTotals, lang: str) -> None:
        for year in (None, *years):
            cents = sums.total if year is None else sums.by_year.get(str(year), 0)
            name = _("All") if year is None else str(year)
            tab = button(f"{name} · {locale.money(cents, lang)}", "chip", run=partial(self.choose, year))
            tab.setCheckable(True)
            tab.setChecked(year == self._model.year)
            self._tabs[year] = tab
            self._flow.addWidget(tab)

    def _add_buttons(self) -> None:
        shape = self._model.shape
        if self._noticed:
            words = ngettext("{count} remark", "{count} remarks", self._noticed).format(count=self._noticed)
            self._flow.addWidget(button(words, "chip", icon="circle-alert", run=self.remarks.emit))
        title = _(SET_BY_NAME[shape.columns].title)
        hint = _("Columns, order and groups of the table")
        made = button("" if self._low else title, "chip", icon="table", hint=hint, name=title)
        made.clicked.connect(lambda _c=False: self.columns.emit(made.mapToGlobal(QPoint(0, made.height() + 4))))
        self._flow.addWidget(made)
        words = _("Filtered") if shape.filter.on else _("Filter")
        shown = "" if self._low else words
        self._flow.addWidget(button(shown, "chip", icon="funnel", run=self.filtering.emit, name=words))
