"""The plan as a Gantt chart: one of the views of a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QButtonGroup, QPushButton

from koosloome_desktop.layout.gantt import Scale
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations.plan_fields import STATUSES
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.plan.filter_note import FilterNote
from koosloome_desktop.views.plan.gantt_chart import GanttChart
from koosloome_desktop.views.plan.menus import command_menu
from koosloome_desktop.views.plan.status_ask import StatusAsk
from koosloome_desktop.views.plan.status_strip import StatusStrip
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.widgets import button, column, frame

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage

SCALES = {Scale.MONTH: N_("Month"), Scale.QUARTER: N_("Quarter"), Scale.YEAR: N_("Year")}


class GanttView(PlanView):
    """The chart as a card; below it the statuses with their digits and the scale."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page = page
        self.chart = GanttChart(page)
        self.strip = StatusStrip()
        self.ask = StatusAsk(page)
        self.note = FilterNote(page)
        self._scales: dict[Scale, QPushButton] = {}
        self._group = QButtonGroup(self)
        for scale in SCALES:
            made = button("", "chip", run=partial(self.chart.lens.show_scale, scale))
            made.setCheckable(True)
            self._group.addButton(made)
            self._scales[scale] = made
        self._all = button("", "chip", icon="maximize", run=self.chart.lens.fit)
        self.card = frame("card")
        self.card.setLayout(column(self.chart, margins=(1, 6, 1, 4), gap=0))
        below = FlowLayout(gap=6)
        for widget in (self.strip, *self._scales.values(), self._all, self.note):
            below.addWidget(widget)
        body = column(self.card, self.ask, gap=8)
        body.addLayout(below)
        body.setStretch(0, 100)
        self.setLayout(body)
        self._wire()
        self.refresh_words()

    def _wire(self) -> None:
        chart = self.chart
        chart.installEventFilter(self)
        chart.chosen_changed.connect(self._tell)
        chart.zoomed.connect(self._show_scale)
        chart.asked.connect(self.set_status)
        chart.menu.connect(self._menu)
        self.page.model.modelReset.connect(chart.stale)
        self.strip.chosen.connect(self.set_status)
        self.ask.left.connect(chart.setFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chart's focus tells the mode."""
        if watched is self.chart and event.type() == QEvent.Type.FocusIn:
            self.focused.emit("G")
            self._tell()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        self.picked.emit((self.chart.chosen,) if self.chart.chosen and self.chart.hasFocus() else ())

    def _menu(self, at: QPoint) -> None:
        wanted = [c for c in self.page.commands() if c.id.startswith(("plan.gantt.", "plan.status."))]
        command_menu(self, wanted, self.chart.viewport().mapToGlobal(at))

    def set_status(self, status: str) -> None:
        """Give the chosen row a status; the last three ask why and until when first."""
        row = self.chart.place.rows.row(self.chart.chosen)
        if row is not None and self.ask.set_status(row.standing, status):
            self.chart.fresh()
            self.chart.announce(status_word(status))

    def _show_scale(self) -> None:
        made = self._scales.get(self.chart.place.axis.scale)
        if made is not None:
            made.setChecked(True)

    # -- what the page asks

    def take(self, change: ChangeSet) -> None:
        """Rows and milestones are read anew before they are shown."""
        self.chart.stale()

    def reload(self) -> None:
        """Read everything anew."""
        self.page.model.reload()
        self.note.count()
        self.chart.stale()

    def focus_view(self) -> bool:
        """Put the keyboard into the chart; False when it has no rows."""
        self.chart.fresh()
        if not self.chart.place.rows.rows:
            return False
        if not self.chart.chosen:
            self.chart.choose(self.chart.place.rows.rows[0].action.id)
        self.chart.setFocus()
        return True

    def go_to(self, action_id: str) -> bool:
        """Choose a row."""
        self.chart.fresh()
        if action_id not in self.chart.place.rows.place:
            return False
        self.chart.choose(action_id)
        return True

    def show_last(self) -> None:
        """A row was added; it has no date yet, so it stands last."""
        self.chart.fresh()
        self.chart.verticalScrollBar().setValue(self.chart.verticalScrollBar().maximum())

    def fit(self) -> None:
        """All rows' time."""
        self.chart.lens.fit()

    def zoom_by(self, factor: float) -> None:
        """More or less time in the width."""
        self.chart.lens.zoom(self.chart.place.axis.per_day * factor)

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        for scale, made in self._scales.items():
            made.setText(_(SCALES[scale]))
            made.setAccessibleName(_("Scale: {scale}").format(scale=_(SCALES[scale])))
        self._all.setAccessibleName(_("Everything"))
        tip(self._all, _("Everything"))
        self.strip.refresh_words()
        self.chart.setAccessibleName(_("Gantt chart"))
        self.chart.stale()


def _scaled(scale: Scale, chart: GanttChart) -> None:
    chart.lens.show_scale(scale)


def gantt_commands(page: PlanPage) -> list[Command]:
    """What can be done in the chart, and with the chosen row in chart and board."""

    def here() -> bool:
        return page.views.current_name == "gantt" and page.model.rowCount() > 0

    def view() -> GanttView:
        found = page.views.current()
        assert isinstance(found, GanttView)  # noqa: S101 - `here` was asked
        return found

    def chosen() -> bool:
        return here() and bool(view().chart.chosen)

    def on_step() -> bool:
        return chosen() and view().chart.verbs.step(view().chart.grip) is not None

    def on(run: Callable[[GanttChart], object]) -> Callable[[], None]:
        def go() -> None:
            run(view().chart)

        return go

    scales = [
        Command(f"plan.gantt.{scale}", N_("Scale of the chart"), (), "calendar", "plan", here,
                on(partial(_scaled, scale)), partial(_, word))
        for scale, word in SCALES.items()
    ]  # fmt: skip
    keys = (
        ("earlier", N_("Move the bar or milestone earlier"), "arrow-left", chosen, lambda c: c.keys.shift(-1)),
        ("later", N_("Move the bar or milestone later"), "arrow-right", chosen, lambda c: c.keys.shift(1)),
        ("longer", N_("Later deadline"), "plus", chosen, lambda c: c.keys.lengthen(1)),
        ("shorter", N_("Earlier deadline"), "minus", chosen, lambda c: c.keys.lengthen(-1)),
        ("date", N_("Type the date"), "pencil", chosen, lambda c: c.editor.open_date()),
        ("milestone", N_("New milestone"), "flag", chosen, lambda c: c.editor.open_step(None)),
        ("reached", N_("Milestone reached, or not"), "check", on_step, lambda c: c.keys.tick()),
        ("clear", N_("Take the date or milestone away"), "trash-2", chosen, lambda c: c.keys.clear()),
        ("today", N_("Show today"), "calendar", here, lambda c: c.lens.show_day()),
    )
    made = [
        Command(f"plan.gantt.{name}", title, (), icon, "plan", when, on(run)) for name, title, icon, when, run in keys
    ]
    return [*made, *scales]


def status_commands(page: PlanPage) -> list[Command]:
    """The six statuses for the chosen row of chart or board."""

    def can() -> bool:
        return page.views.current_name in {"gantt", "board"} and bool(page.views.chosen)

    def run(status: str) -> None:
        view = page.views.current()
        if hasattr(view, "set_status"):
            view.set_status(status)

    return [
        Command(f"plan.status.{status}", N_("Status"), (), "flag", "plan", can, partial(run, status),
                partial(status_word, status))
        for status in STATUSES
    ]  # fmt: skip
