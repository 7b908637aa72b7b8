"""Where the cells of a pasted block go: from the chosen cell on, over the rows that are shown, into new rows below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from koosloome_desktop.model.records import Action
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plan.columns import BY_FIELD
from koosloome_desktop.views.plan.filling import Cell

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model import PlanModel


@dataclass(slots=True)
class Pasted:
    """The block as texts for cells, rows to be made (field → text), what did not fit, and its size."""

    cells: list[Cell] = field(default_factory=list)
    new: list[dict[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


def laid_out(
    plan: PlanModel, grid: list[list[str]], row: int, column: int, chosen: Sequence[tuple[Action, str]]
) -> Pasted:
    """One cell goes into all chosen ones; a block goes from the corner on, as often as it fits."""
    if len(grid) == 1 and len(grid[0]) == 1 and len(chosen) > 1:
        return Pasted([(a.id, f, grid[0][0]) for a, f in chosen if _takes(plan, f)], rows=1, columns=1)
    found = Pasted(columns=max(len(line) for line in grid))
    fields = [c.field for c in plan.columns[column:]]
    lost = found.columns - len(fields)
    if lost > 0:
        found.told.append(
            ngettext("{count} column did not fit", "{count} columns did not fit", lost).format(count=lost)
        )
    high = len({a.id for a, _f in chosen})
    wanted = grid * (high // len(grid)) if high >= 2 * len(grid) and high % len(grid) == 0 else grid
    found.rows = len(wanted)
    targets = [line for line in plan.lines[row:] if isinstance(line, Action)]
    for at, line in enumerate(wanted):
        texts = {f: t for f, t in zip(fields, line, strict=False) if _takes(plan, f)}
        if at < len(targets):
            found.cells += [(targets[at].id, f, t) for f, t in texts.items()]
        elif texts.get("activity", "").strip():
            found.new.append(texts)
        elif any(t.strip() for t in texts.values()):
            found.told.append(
                _("A new row needs its action: paste it with the column “{column}”.").format(
                    column=_(BY_FIELD["activity"].title)
                )
            )
            break
    return found


def _takes(plan: PlanModel, name: str) -> bool:
    place = plan.place_of(name)
    return place >= 0 and plan.columns[place].kind != "none"
