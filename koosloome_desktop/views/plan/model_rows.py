"""The rows of an action plan as Qt's tables see them: which columns and rows are shown, and nothing of looks.

A line is an action or the heading of a group. What a change touches is told row by row; only rows that come or go make
the lines anew, and an edited row keeps its place until then: nothing jumps under the hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QTimer, Signal

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action, Milestone, PlanTable
from koosloome_desktop.operations import queries
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.plan import shape as shapes
from koosloome_desktop.views.plan.columns import Column, columns_of
from koosloome_desktop.views.plan.ledger import Ledger
from koosloome_desktop.views.plan.lines import Heading, Line, arrange, summed
from koosloome_desktop.views.plan.marks import Marks
from koosloome_desktop.views.plan.shape import Shape
from koosloome_desktop.views.plan.texts import CellTexts

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

Index = QModelIndex | QPersistentModelIndex
_AT_ONCE = 200
"""Rows of a plan that is checked at once; a longer one when it stands on the screen and nobody types."""
_PAUSE = 150
"""Milliseconds after which a long plan is checked again."""
_KEPT_AFTER = 600
"""Milliseconds after the last change of the table's shape at which it is written."""
_RENAMED = {"group", "owner_role", "funding_source"}


class PlanRows(QAbstractTableModel):
    """The lines of one plan; `year` None shows every row.

    `refused` says why a typed text was not taken, `reshaped` that columns, order or filter are others now, `checked`
    that the remarks may be.
    """

    refused = Signal(str)
    reshaped = Signal()
    checked = Signal()

    def __init__(self, workshop: OpenWorkshop, canvas_id: str, ctx: PageContext) -> None:
        super().__init__()
        self.workshop, self.canvas_id, self.ctx = workshop, canvas_id, ctx
        self.year: int | None = None
        self.shape = shapes.from_json(ctx.settings.values.plan_tables.get(canvas_id))
        self.marks = Marks(workshop, canvas_id, self.today)
        self.lines: list[Line] = []
        self.columns: tuple[Column, ...] = ()
        self.years: tuple[str, ...] = ()
        self.ledger = Ledger(self)
        self._places: dict[str, int] = {}
        self._checked = False
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.timeout.connect(self.check)
        # Sorting waits for no disk: how a table is looked at is written when nobody changes it any more.
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEPT_AFTER)
        self._keeping.timeout.connect(self.keep_shape)
        self.reload()

    # -- rows

    def today(self) -> date:
        """The day it is where the workshop is held."""
        return local(self.ctx.clock.now()).date()

    @property
    def rows(self) -> list[Action]:
        """The actions that are shown, in the order shown."""
        return [line for line in self.lines if isinstance(line, Action)]

    def everything(self) -> list[Action]:
        """All rows of the plan, whatever year is open."""
        return queries.actions(self.workshop.document, self.canvas_id)

    def of_year(self) -> list[Action]:
        """The rows of the open year, whatever filter is on."""
        return [a for a in self.everything() if self.year is None or a.table_year == self.year]

    def tables(self) -> list[PlanTable]:
        """The year tables, ascending; empty for a plan that is one table."""
        found = [t for t in self.workshop.document.within(PlanTable, self.canvas_id) if t.year is not None]
        return sorted(found, key=lambda t: t.year or 0)

    def reshape(self, shape: Shape) -> None:
        """Show the table otherwise, and keep that for this plan."""
        if shape == self.shape:
            return
        self.shape = shape
        settings = self.ctx.settings
        settings.hold(plan_tables=shapes.kept(settings.values.plan_tables, self.canvas_id, shape))
        self._keeping.start()
        self.reload()
        self.reshaped.emit()

    def keep_shape(self) -> None:
        """Write how the table is looked at, where it was not written yet."""
        self._keeping.stop()
        self.ctx.settings.flush()

    def reload(self) -> None:
        """Read rows and columns anew."""
        self.beginResetModel()
        rows = self.of_year()
        self.years = self.ledger.years()
        lang = self.workshop.document.workshop.language
        self.texts = CellTexts(self.workshop.document, self.canvas_id, self.ctx.lang, self.today())
        years = self.years if self.year is None else (str(self.year),)
        self.columns = self.shape.arranged(columns_of(self.shape.columns, years, self.texts.roles))
        self._fields = {c.field: i for i, c in enumerate(self.columns)}
        self.marks.hints = self.shape.hints
        if len(rows) <= _AT_ONCE or self.shape.filter.marked:
            self.marks.renew()
        if not self._checked:
            self._checking.start(0 if len(rows) <= _AT_ONCE else _PAUSE)
        self.lines = arrange(rows, self.shape, self.texts, self.marks.any, lang)
        self._places = {line.id: i for i, line in enumerate(self.lines) if isinstance(line, Action)}
        self.ledger.see(frozenset(self._places))
        self.endResetModel()

    def take(self, change: ChangeSet) -> bool:
        """Bring a change in; whether rows came, went or moved."""
        self.ledger.take(change)
        self._checked = False
        if any(isinstance(r, Action | PlanTable) for r in (*change.created, *change.removed)) or self._moved(change):
            self.reload()
            return True
        touched = {u.id for u in change.updated if u.id in self._places}
        for step in (*change.created, *change.removed):
            touched |= {step.action} & self._places.keys() if isinstance(step, Milestone) else set()
        for update in change.updated:
            found = self.workshop.document.find(update.id) if update.kind == Milestone.kind else None
            touched |= {found.action} & self._places.keys() if isinstance(found, Milestone) else set()
        self._renew(sorted(self._places[i] for i in touched))
        if len(self.lines) <= _AT_ONCE:
            self.check()
        else:
            self._checking.start(_PAUSE)
        return False

    def check(self) -> None:
        """Check what changed; whoever shows remarks hears of it."""
        self._checking.stop()
        self._checked = True
        self.marks.renew()
        self.checked.emit()

    def _moved(self, change: ChangeSet) -> bool:
        for update in change.updated:
            if update.id == self.canvas_id or (update.kind == PlanTable.kind):
                return True
            if update.id in self._places and {"order", "table_year"} & update.after.keys():
                return True
            budget = update.after.get("budget") if update.id in self._places else None
            if budget is not None and set(budget) - set(self.years):
                return True
        return False

    def _renew(self, places: Sequence[int]) -> None:
        """These lines (ascending) say what their rows say now. Rows below each other are told at once: who shows them
        measures what is in sight each time.
        """
        document, last = self.workshop.document, len(self.columns) - 1
        for at in places:
            line = self.lines[at]
            if isinstance(line, Action):
                self.lines[at] = document.get(line.id, Action)
        if self.shape.grouping:
            for heading in dict.fromkeys(self._headings(places)):
                self._sum_group(heading)
        # Places less their number are equal within a run.
        for _gap, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
            found = [at for _number, at in run]
            self.dataChanged.emit(self.index(found[0], 0), self.index(found[-1], last))

    def _headings(self, places: Sequence[int]) -> Iterator[int]:
        """Where the headings of these lines (ascending) stand; -1 where there is none above."""
        found = before = -1
        for at in places:
            found = next((i for i in range(at, before, -1) if isinstance(self.lines[i], Heading)), found)
            before = at
            yield found

    def _sum_group(self, first: int) -> None:
        heading = self.lines[first] if first >= 0 else None
        if not isinstance(heading, Heading):
            return
        rows: list[Action] = []
        for line in self.lines[first + 1 :]:
            if not isinstance(line, Action):
                break
            rows.append(line)
        self.lines[first] = summed(heading.key, rows)
        self.dataChanged.emit(self.index(first, 0), self.index(first, len(self.columns) - 1))

    def action_at(self, row: int) -> Action | None:
        """The action of a line; None for a heading."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Action) else None

    def action(self, index: Index) -> Action:
        """The action of a cell; TypeError for a heading's."""
        found = self.action_at(index.row())
        if found is None:
            raise TypeError("a heading is no action")
        return found

    def row_of(self, action_id: str) -> int:
        """The line of an action; -1 when it is not shown."""
        return self._places.get(action_id, -1)

    def place_of(self, field: str) -> int:
        """The place of a field's column; -1 when it is not shown."""
        return self._fields.get(field, -1)

    def in_group(self, row: int) -> list[Action]:
        """The actions under the heading in a line."""
        found: list[Action] = []
        for line in self.lines[row + 1 :]:
            if not isinstance(line, Action):
                break
            found.append(line)
        return found
