"""The views of a plan over the same rows, and the buttons that change between them.

A view is a widget that shows the plan's actions in its own way (table, Gantt chart, board …). It is made when it is
first shown, hears of every change set while it is the one in sight, and writes only through `workshop.run`, so all
views share one undo history. A new view is one `ViewSpec` in `plan_views`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


_ROOMY = 1280
"""Width of a page in px from which every view says its name."""


class PlanView(QWidget):
    """What the page asks of a view. `picked` tells the chosen actions' ids, `focused` the keyboard's mode (T or R),
    `to_line` that the keyboard shall go to the line "New action", `toast` words for the window's toast.
    """

    picked = Signal(object)
    focused = Signal(str)
    to_line = Signal()
    toast = Signal(str)
    go = Signal(str)
    """A record on another canvas is asked for: the note an action comes from."""

    takes_line = True
    """Whether the line “New action” and the sums stand beside this view."""

    def take(self, change: ChangeSet) -> None:
        """Bring a change of the document in; told only while the view is in sight."""

    def reload(self) -> None:
        """Read the document anew: the view comes into sight, or another year's rows are asked for."""

    def focus_view(self) -> bool:
        """Take the keyboard; False when there is nothing to put it on."""
        return False

    def go_to(self, action_id: str) -> bool:
        """Show and choose an action; False when it is not among the shown ones."""
        return False

    def show_last(self) -> None:
        """Bring the last row into sight: it was just added."""

    def fit(self) -> None:
        """Show everything (Ctrl+0)."""

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller (Ctrl++, Ctrl+−)."""

    def refresh_words(self) -> None:
        """Say everything in the language now."""

    def close_view(self) -> None:
        """Let go of what outlives the widget."""


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """One way to look at a plan. `title` is a message id; `commands` are there whenever the page is, each with a `when`
    that asks `page.views.current_name`.
    """

    name: str
    title: str
    icon: str
    make: Callable[[PlanPage], PlanView]
    commands: Callable[[PlanPage], list[Command]] = lambda _page: []


def _table(page: PlanPage) -> PlanView:
    from koosloome_desktop.views.plan.table_view import TableView

    return TableView(page)


def _table_commands(page: PlanPage) -> list[Command]:
    from koosloome_desktop.views.plan.table_commands import table_commands

    return table_commands(page)


def _gantt(page: PlanPage) -> PlanView:
    from koosloome_desktop.views.plan.gantt import GanttView

    return GanttView(page)


def _gantt_commands(page: PlanPage) -> list[Command]:
    from koosloome_desktop.views.plan.gantt import gantt_commands, status_commands

    return [*gantt_commands(page), *status_commands(page)]


def _board(page: PlanPage) -> PlanView:
    from koosloome_desktop.views.plan.board import BoardView

    return BoardView(page)


def _board_commands(page: PlanPage) -> list[Command]:
    from koosloome_desktop.views.plan.board import board_commands

    return board_commands(page)


def _review(page: PlanPage) -> PlanView:
    from koosloome_desktop.views.plan.review import ReviewView

    return ReviewView(page)


def _review_commands(page: PlanPage) -> list[Command]:
    from koosloome_desktop.views.plan.calendar import calendar_commands
    from koosloome_desktop.views.plan.review_commands import review_commands

    return [*review_commands(page), *calendar_commands(page)]


def _progress(page: PlanPage) -> PlanView:
    from koosloome_desktop.views.plan.progress import ProgressView

    return ProgressView(page)


def _readback(page: PlanPage) -> PlanView:
    from koosloome_desktop.views.plan.readback import ReadbackView

    return ReadbackView(page)


def _readback_commands(page: PlanPage) -> list[Command]:
    from koosloome_desktop.views.plan.readback import readback_commands

    return readback_commands(page)


def plan_views() -> tuple[ViewSpec, ...]:
    """The views in the order of their buttons; the first is what a plan opens with."""
    return (
        ViewSpec("table", N_("Table"), "table", _table, _table_commands),
        ViewSpec("gantt", N_("Gantt"), "calendar", _gantt, _gantt_commands),
        ViewSpec("board", N_("Board"), "layout-grid", _board, _board_commands),
        ViewSpec("readback", N_("Read-back"), "users", _readback, _readback_commands),
        ViewSpec("review", N_("Review"), "list-checks", _review, _review_commands),
        ViewSpec("progress", N_("How far the plan is"), "flag", _progress),
    )


class PlanViews(QStackedWidget):
    """The view in sight and those that were shown before it. `changed` tells the name of the one now in sight."""

    changed = Signal(str)

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self._page = page
        self._specs = {spec.name: spec for spec in plan_views()}
        self._made: dict[str, PlanView] = {}
        self.current_name = ""
        self.chosen: tuple[str, ...] = ()
        """The actions last chosen in any view."""

    def _keep(self, chosen: tuple[str, ...]) -> None:
        self.chosen = chosen or self.chosen
        self._page.selection_changed.emit(chosen)

    def current(self) -> PlanView:
        """The view in sight."""
        return self._made[self.current_name]

    def made(self) -> list[PlanView]:
        """The views that were made so far."""
        return list(self._made.values())

    def view(self, name: str) -> PlanView:
        """The view of this name, made when it is not there yet; KeyError for an unknown one."""
        if name not in self._made:
            made = self._specs[name].make(self._page)
            made.picked.connect(self._keep)
            made.focused.connect(self._page.mode_changed)
            made.to_line.connect(self._page.focus_line)
            made.toast.connect(self._page.toast)
            made.go.connect(self._page.go)
            self._made[name] = made
            self.addWidget(made)
        return self._made[name]

    def show_view(self, name: str) -> None:
        """Bring a view into sight, up to date, with the chosen action kept where it can be shown."""
        if name == self.current_name:
            return
        view = self.view(name)
        self.current_name = name
        self.setCurrentWidget(view)
        view.reload()
        self.changed.emit(name)

    def open_view(self, name: str) -> None:
        """Bring a view into sight and give it the keyboard."""
        self._page.show_view(name)

    def specs(self) -> list[ViewSpec]:
        """The views there are, in order."""
        return list(self._specs.values())


class ViewSwitch(QWidget):
    """A button per view; hidden while there is only one. On a narrow page only the view in sight says its name."""

    def __init__(self, views: PlanViews, page: QWidget) -> None:
        super().__init__()
        self._views, self._page = views, page
        self._group = QButtonGroup(self)
        self._buttons = {}
        for spec in views.specs():
            made = button("", "chip", icon=spec.icon, run=partial(views.open_view, spec.name))
            made.setCheckable(True)
            self._group.addButton(made)
            self._buttons[spec.name] = made
        self.setLayout(row(*self._buttons.values(), gap=4))
        if len(self._buttons) < 2:  # shown before it has a parent it would be a window, and take the keyboard
            self.hide()
        views.changed.connect(self._show)
        for part in (page, getattr(page, "head", None)):
            if isinstance(part, QWidget):
                part.installEventFilter(self)
        if views.current_name in self._buttons:
            self._buttons[views.current_name].setChecked(True)

    def _show(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        self.refresh_words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may have room for all names, or not."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.refresh_words()
        elif watched is not self._page and event.type() == QEvent.Type.LayoutRequest:
            self.refresh_words()  # what was noticed is counted after the rows are shown, and takes room too
        return super().eventFilter(watched, event)

    def _needed(self) -> int:
        """Width in px at which the page's head and all names stand on one line."""
        head = getattr(self._page, "head", None)
        metrics = self.fontMetrics()
        names = sum(metrics.horizontalAdvance(_(spec.title)) + 58 for spec in self._views.specs())
        return (
            names + (head.sizeHint().width() if isinstance(head, QWidget) and head.isVisibleTo(self._page) else 0) + 72
        )

    def refresh_words(self) -> None:
        """Say the views' names in the language now."""
        narrow = self._page.width() < max(_ROOMY, self._needed())
        for spec in self._views.specs():
            made, name = self._buttons[spec.name], _(spec.title)
            folded = narrow and not made.isChecked()
            made.setText("" if folded else f" {name}")
            made.setAccessibleName(name)
            tip(made, name if folded else "")


def view_commands(page: PlanPage) -> list[Command]:
    """A command that shows each view, and the views' own."""
    found: list[Command] = []
    for spec in page.views.specs():
        if len(page.views.specs()) > 1:
            found.append(_shows(page, spec))
        found.extend(spec.commands(page))
    return found


def _shows(page: PlanPage, spec: ViewSpec) -> Command:
    def elsewhere() -> bool:
        return page.views.current_name != spec.name

    def title() -> str:
        return _(spec.title)

    run = partial(page.show_view, spec.name)
    return Command(f"plan.view.{spec.name}", N_("Show the plan as"), (), spec.icon, "plan", elsewhere, run, title)
