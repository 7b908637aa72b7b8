"""What the checks say about the rows of a plan, cell by cell. Marks are quiet and block nothing.

A long plan is checked when its rows stand on the screen, a short one at once; afterwards only rows that changed are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.checks_live import LiveChecks
from koosloome_desktop.operations.findings import Finding, Severity

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class Weight(IntEnum):
    """How loud a mark is: two statements disagree, something is missing, something could be said better."""

    HINT = 0
    MISSING = 1
    WARNING = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding. `row` is the row's code ("" for the plan as a whole), `field` the column it is about."""

    row: str
    field: str
    weight: Weight
    finding: Finding

    @property
    def text(self) -> str:
        """The sentence, in the interface's language now."""
        return self.finding.text()


_ONE_A: Final = ("rasci.",)
_NEAR: Final = {"deadline": ("deadline", "time"), "start": ("start", "time"), "budget": ("budget", "resource")}


class Marks:
    """The marks of one plan by row. With `hints` off the weakest are not told."""

    def __init__(self, workshop: OpenWorkshop, canvas_id: str, today: Callable[[], date]) -> None:
        self._checks = LiveChecks(workshop.document, canvas_id)
        self._today = today
        self._document, self._canvas = workshop.document, canvas_id
        self.hints = True
        self._rows: dict[str, tuple[Mark, ...]] = {}
        self._whole: tuple[Mark, ...] = ()

    def renew(self) -> None:
        """Check what changed."""
        found: dict[str, list[Finding]] = {}
        for finding in self._checks.findings(self._today()):
            found.setdefault(finding.row, []).append(finding)
        self._whole = tuple(mark_of(f) for f in found.pop("", ()))
        self._rows = {row: self._kept(row, findings) for row, findings in found.items()}

    def _kept(self, row: str, findings: list[Finding]) -> tuple[Mark, ...]:
        """The marks of a row; the same findings have the same marks."""
        before = self._rows.get(row, ())
        if len(before) == len(findings) == 1 and before[0].finding is findings[0]:
            return before
        return tuple(sorted(map(mark_of, findings), key=lambda m: -m.weight))

    def of(self, action: Action) -> tuple[Mark, ...]:
        """The marks of a row, the loudest first."""
        return self._told(self._rows.get(action.code, ()))

    def _told(self, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return marks if self.hints else tuple(m for m in marks if m.weight > Weight.HINT)

    def at(self, action: Action, field: str) -> tuple[Mark, ...]:
        """The marks of a cell."""
        marks = self._rows.get(action.code)
        if not marks:
            return ()
        return tuple(m for m in self._told(marks) if field in _NEAR.get(m.field, (m.field,)))

    def any(self, action: Action) -> bool:
        """Whether a row has a mark."""
        return bool(self.of(action))

    def words(self, action: Action) -> str:
        """All that is noticed about a row, one sentence a line."""
        return "\n".join(m.text for m in self.of(action))

    def everything(self, rows: list[Action]) -> list[Mark]:
        """The marks of the plan as a whole, then those of these rows."""
        return [*self._told(self._whole), *(m for a in rows for m in self.of(a))]


def mark_of(finding: Finding) -> Mark:
    """A finding as a mark at a cell."""
    weight = Weight.WARNING if finding.severity is Severity.WARNING else Weight.MISSING
    if finding.code.startswith("plan.smart"):
        weight = Weight.HINT
    field = finding.field or ("rasci:0" if finding.code.startswith(_ONE_A) else "activity")
    return Mark(finding.row, field, weight, finding)
