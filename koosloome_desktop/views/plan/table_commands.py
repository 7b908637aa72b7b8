"""What can be done in a plan's table, for the command table: by name in Ctrl+K, some by key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from koosloome_desktop.operations.actions import STATUSES
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plan.column_menu import open_column_menu
from koosloome_desktop.views.plan.columns import SETS
from koosloome_desktop.views.plan.shape import GROUPS
from koosloome_desktop.views.plan.words import status_word

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


def table_commands(page: PlanPage) -> list[Command]:
    """Rows, cells, columns, groups, filter and remarks."""

    def shown() -> bool:
        return page.views.current_name == "table" and bool(page.model.everything())

    def here() -> bool:
        return shown() and page.model.action_at(page.table.currentIndex().row()) is not None

    return [*_cells(page, shown, here), *_rows(page, here), *_columns(page, shown, here), *_looks(page, shown)]


Can = Callable[[], bool]


def _cells(page: PlanPage, shown: Can, here: Can) -> list[Command]:
    def blocks(name: str) -> Callable[[], None]:
        def run() -> None:
            getattr(page.table.blocks, name)()

        return run

    def pick() -> None:
        page.table.pick()

    return [
        Command("plan.copy", N_("Copy the table"), icon="copy", group="plan", when=shown,
                run=lambda: page.table.blocks.copy(whole=True)),
        Command("plan.paste", N_("Paste into the table"), (), "copy", "plan", here, blocks("paste")),
        Command("plan.fill", N_("Fill down"), ("Ctrl+D",), "arrow-down", "plan", here, blocks("fill_down")),
        Command("plan.clear", N_("Clear the cells"), (), "x", "plan", here, blocks("clear")),
        Command("plan.pick", N_("Pick for the cell"), (), "calendar", "plan", here, pick),
    ]  # fmt: skip


def _rows(page: PlanPage, here: Can) -> list[Command]:
    def blocks(name: str, *values: int, **named: bool) -> Callable[[], None]:
        return lambda: getattr(page.table.rows_, name)(*values, **named)

    rows = [
        Command("plan.below", N_("New row below"), (), "plus", "plan", here, blocks("insert", above=False)),
        Command("plan.above", N_("New row above"), (), "plus", "plan", here, blocks("insert", above=True)),
        Command("plan.duplicate", N_("Duplicate the row"), (), "copy", "plan", here, blocks("duplicate")),
        Command("plan.up", N_("Move the row up"), ("Alt+Up",), "arrow-up", "plan", here, blocks("move", -1)),
        Command("plan.down", N_("Move the row down"), ("Alt+Down",), "arrow-down", "plan", here, blocks("move", 1)),
        Command("plan.delete", N_("Delete the row"), (), "trash-2", "plan", here, blocks("delete")),
        Command("plan.week_later", N_("Chosen rows a week later"), (), "calendar", "plan", here, blocks("shift", 7)),
        Command("plan.week_earlier", N_("Chosen rows a week earlier"), (), "calendar", "plan", here,
                blocks("shift", -7)),
        Command("plan.month_later", N_("Chosen rows a month later"), (), "calendar", "plan", here, blocks("shift", 30)),
    ]  # fmt: skip
    return [*rows, *(_status(page, here, code) for code in STATUSES)]


def _status(page: PlanPage, here: Can, code: str) -> Command:
    def run() -> None:
        page.table.rows_.set_all(N_("Set status"), {"status": code})

    return Command(
        f"plan.rows.status.{code}",
        N_("Status of the chosen rows"),
        (),
        "flag",
        "plan",
        here,
        run,
        lambda: status_word(code),
    )


def _columns(page: PlanPage, shown: Can, here: Can) -> list[Command]:
    def verb(name: str, *values: int) -> Callable[[], None]:
        def run() -> None:
            verbs = page.table.columns_
            field = verbs.current()
            if field:
                getattr(verbs, name)(field, *values)

        return run

    def reset() -> None:
        page.table.columns_.reset()

    def own_order() -> None:
        page.table.columns_.sort("")

    def menu() -> None:
        open_column_menu(page.table, page.table.mapToGlobal(QPoint(0, 0)))

    return [
        Command("plan.columns", N_("Columns of the table …"), (), "table", "plan", shown, menu),
        Command("plan.column.hide", N_("Hide this column"), (), "eye-off", "plan", here, verb("hide")),
        Command("plan.column.reset", N_("All columns of the set as they were"), (), "table", "plan", shown, reset),
        Command("plan.column.left", N_("Column one place left"), (), "arrow-left", "plan", here, verb("step", -1)),
        Command("plan.column.right", N_("Column one place right"), (), "arrow-right", "plan", here, verb("step", 1)),
        Command("plan.column.wider", N_("Column wider"), (), "maximize", "plan", here, verb("widen", 1)),
        Command("plan.column.narrower", N_("Column narrower"), (), "minimize", "plan", here, verb("widen", -1)),
        Command("plan.sort", N_("Sort by this column"), (), "arrow-down", "plan", here, verb("sort")),
        Command("plan.sort.own", N_("The plan's own order"), (), "list-checks", "plan", shown,
                own_order),
    ]  # fmt: skip


def _looks(page: PlanPage, shown: Can) -> list[Command]:
    def view(name: str) -> Callable[[], None]:
        def run() -> None:
            getattr(page.table_view(), name)()

        return run

    def all_rows() -> None:
        page.table_view().filter.clear()

    def hints() -> None:
        page.table.columns_.hints()

    def choose(name: str) -> None:
        page.table.columns_.choose(name)

    def group(name: str) -> None:
        page.table.columns_.group(name)

    def title(words: str) -> str:
        return _(words)

    found = [
        Command("plan.filter", N_("Filter the rows"), (), "funnel", "plan", shown, view("show_filter")),
        Command("plan.filter.off", N_("Show all rows"), (), "funnel", "plan",
                lambda: shown() and page.model.shape.filter.on, all_rows),
        Command("plan.marks", N_("Remarks on the plan"), (), "circle-alert", "plan", shown, view("show_marks")),
        Command("plan.hints", N_("Hints on the wording on or off"), (), "info", "plan", shown,
                hints),
    ]  # fmt: skip
    found += [
        Command(f"plan.set.{s.name}", N_("Columns of the table"), (), "table", "plan", shown, partial(choose, s.name),
                partial(title, s.title))
        for s in SETS
    ]  # fmt: skip
    found += [
        Command(f"plan.group.{name or 'none'}", N_("Group rows"), (), "group", "plan", shown, partial(group, name),
                partial(title, words))
        for name, words in GROUPS
    ]  # fmt: skip
    return found
