"""The page of an action plan: chips with sums, year tabs, the view in sight, and the line “New action”.

Has the same signals and methods as `CanvasPage`, so that the window treats all pages alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations.review import open_review
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.low import Airy
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.column_menu import open_column_menu
from koosloome_desktop.views.plan.drafts import DraftBar, draft_commands
from koosloome_desktop.views.plan.empty import empty_plan
from koosloome_desktop.views.plan.head import PlanHead
from koosloome_desktop.views.plan.line import PlanLine
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.table import PlanTable
from koosloome_desktop.views.plan.table_view import TableView
from koosloome_desktop.views.plan.totals import TotalsRow
from koosloome_desktop.views.plan.viewing import PlanViews, ViewSwitch, view_commands
from koosloome_desktop.views.plan.whole import whole_commands
from koosloome_desktop.views.widgets import column, has_keyboard, row, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class PlanPage(QWidget):
    """An action plan to read and edit by keyboard alone."""

    selection_changed = Signal(object)
    mode_changed = Signal(str)
    opens_at_rows = True
    toast = Signal(str)
    go = Signal(str)
    """A record on another canvas is asked for."""

    least_width = 1120
    """Below this width in px beside it the inspector is an overlay."""

    def __init__(self, workshop: OpenWorkshop, canvas_id: str, ctx: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, "paper")
        self.workshop, self.canvas_id, self.ctx = workshop, canvas_id, ctx
        self.model = PlanModel(workshop, canvas_id, ctx)
        self.views = PlanViews(self)
        self.head = PlanHead(self.model)
        self.reason = label("", "bad", wrap=True)
        self.reason.hide()
        self.bar = PlanLine(self)
        self.line = self.bar.field
        # A follow-up meeting that was left goes on where it was, whoever opens the plan.
        self.views.show_view("review" if open_review(workshop.document, canvas_id) is not None else "table")
        self._build()
        self._wire()
        self._show_state()

    @property
    def table(self) -> PlanTable:
        """The table, also while another view is in sight."""
        return self.table_view().table

    @property
    def totals(self) -> TotalsRow:
        """The table's row of sums."""
        return self.table_view().totals

    def table_view(self) -> TableView:
        """The view with the table, also while another is in sight."""
        view = self.views.view("table")
        assert isinstance(view, TableView)  # noqa: S101 - the specification of that name makes one
        return view

    def _build(self) -> None:
        self.switch = ViewSwitch(self.views, self)
        self.empty = empty_plan(self.workshop, self.canvas_id)
        top = row(self.head, gap=12)
        top.setStretch(0, 1)
        top.addStretch(0)
        top.addWidget(self.switch)
        self.drafts = DraftBar(self)
        body = column(top, self.drafts, self.views, self.empty, self.reason, None, gap=12)
        body.setStretch(2, 100)
        whole = column(Airy(body), self.bar, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.refresh_words()

    def _wire(self) -> None:
        self.model.refused.connect(self.say_refused)
        self.head.year.connect(self._year)
        self.head.jump.connect(self._to_owner)
        self.views.changed.connect(lambda _name: self._show_state())
        self.head.columns.connect(lambda at: open_column_menu(self.table, at))
        self.head.filtering.connect(lambda: self.table_view().show_filter())
        self.head.remarks.connect(lambda: self.table_view().show_marks())
        self.views.changed.connect(lambda name: self.head.set_table_shown(shown=name == "table"))
        self._stop = self.workshop.on_change(self._changed)

    # -- what changes

    def _changed(self, change: ChangeSet) -> None:
        self.views.current().take(change)
        if self.views.current_name != "table":
            self.model.take(change)
        self._show_state()

    def show_view(self, name: str) -> None:
        """Bring a view into sight and give it the keyboard, with the chosen action kept."""
        chosen = self.views.chosen
        self.views.show_view(name)
        if chosen:
            self.views.current().go_to(chosen[0])
        if not self.views.current().focus_view():
            self.focus_line()

    def _to_owner(self, action_id: str) -> None:
        if self.views.current_name == "table":
            self.table.go_to(action_id, "owner_role")
        else:
            self.views.current().go_to(action_id)

    def _show_state(self) -> None:
        some = bool(self.model.everything())
        orphaned = not some and has_keyboard(self.views)
        self.views.setVisible(some)
        line = self.views.current().takes_line or not some
        self.head.setVisible(some and line)
        self.bar.setVisible(line)
        self.empty.setVisible(not some)
        self.head.show_facts()
        self.drafts.refresh_words()
        QTimer.singleShot(0, self.switch, self.switch.refresh_words)  # chips that were just made have no size yet
        if orphaned:
            self.focus_line()

    def _year(self, year: object) -> None:
        self.model.year = year if isinstance(year, int) else None
        self.views.current().reload()
        self._show_state()

    def say_refused(self, text: str) -> None:
        """Say below the rows why something was not taken; "" takes it away."""
        self.reason.setText(text)
        self.reason.setVisible(bool(text))

    # -- what the window asks of every page

    def focus_line(self) -> None:
        """Put the keyboard into the line “New action”, or into a view that stands without it."""
        if self.bar.isHidden():
            self.views.current().focus_view()
        else:
            self.line.setFocus()

    def focus_canvas(self) -> bool:
        """Put the keyboard into the view; False when it is empty."""
        return self.views.current().focus_view()

    def go_to(self, record_id: str) -> bool:
        """Show a row, in whatever year it stands."""
        if self.model.row_of(record_id) < 0 and self.model.year is not None:
            self.head.choose(None)
        return self.views.current().go_to(record_id)

    def fit(self) -> None:
        """Show the whole plan."""
        self.views.current().fit()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, in views that can."""
        self.views.current().zoom_by(factor)

    def zoom_text(self) -> str:
        """No zoom to show."""
        return ""

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self.bar.refresh_words()
        self.head.show_facts()
        self.drafts.refresh_words()
        self.switch.refresh_words()
        for view in self.views.made():
            view.refresh_words()

    def commands(self) -> list[Command]:
        """What can be done here, for the command table."""
        return [
            Command("plan.line", N_("New action"), icon="plus", group="plan", run=self.focus_line),
            *view_commands(self),
            *draft_commands(self.drafts),
            *whole_commands(self),
            Command("plan.owner", N_("Next action without a responsible"), (), "user-plus", "plan",
                    lambda: bool(self.head.ownerless()), self.head.jump_on),
        ]  # fmt: skip

    def close_page(self) -> None:
        """Keep what is half typed and stop listening."""
        self.bar.keep_draft()
        self.model.keep_shape()
        for view in self.views.made():
            view.close_view()
        self._stop()
