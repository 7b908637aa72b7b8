"""The menu behind the button with the set's name: sets of columns, single columns, groups, order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.plan.columns import SETS
from koosloome_desktop.views.plan.shape import GROUPS

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable

Choice = tuple[str, bool, Callable[[], object]]


def open_column_menu(table: PlanTable, at: QPoint) -> QMenu:
    """Build the menu for what is shown now and open it."""
    verbs, plan = table.columns_, table.plan
    shape = plan.shape
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _choices(menu, [(_(s.title), s.name == shape.columns, partial(verbs.choose, s.name)) for s in SETS])
    menu.addSeparator()
    columns = menu.addMenu(_("Columns"))
    for column in verbs.every():
        shown = column.field not in shape.hidden
        act = columns.addAction(mnemonic_free(column.words))
        act.setCheckable(True)
        act.setChecked(shown)
        act.triggered.connect(partial(_later, table, partial(verbs.hide if shown else verbs.show, column.field)))
    columns.addSeparator()
    columns.addAction(_("Columns as the set has them")).triggered.connect(partial(_later, table, verbs.reset))
    groups = menu.addMenu(_("Group rows"))
    _choices(groups, [(_(title), shape.grouping == name, partial(verbs.group, name)) for name, title in GROUPS])
    order = menu.addMenu(_("Sort rows"))
    own: list[Choice] = [(_("The plan's own order"), not shape.sort, partial(verbs.sort, ""))]
    _choices(order, [*own, *((c.words, c.field == shape.sort, partial(verbs.sort, c.field)) for c in plan.columns)])
    menu.popup(at)
    return menu


def _later(table: PlanTable, run: Callable[[], object], _checked: bool = False) -> None:
    table.later(run)


def _choices(menu: QMenu, choices: Iterable[Choice]) -> None:
    group = QActionGroup(menu)
    for words, on, run in choices:
        act = menu.addAction(mnemonic_free(words))
        act.setCheckable(True)
        act.setChecked(on)
        group.addAction(act)
        act.triggered.connect(lambda _checked=False, r=run: r())
