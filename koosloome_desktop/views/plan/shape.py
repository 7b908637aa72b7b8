"""How a plan's table is looked at: columns, their order and widths, sorting, grouping, filter.

Kept per plan in the person's settings, not in the document: it is one person's way of looking, it must not stand in the
undo of what the room decided, and a file that is handed on opens with the usual columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.plan.columns import SET_BY_NAME, SETS, Column

GROUPS: Final = (
    ("", N_("Not grouped")),
    ("group", N_("By goal or area")),
    ("owner_role", N_("By responsible")),
    ("status", N_("By status")),
    ("year", N_("By year of beginning")),
    ("funding_source", N_("By funding source")),
)
_LEAST: Final = 36
_KEPT: Final = 200
"""Plans whose shape is remembered."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are shown: those with these words, one of these statuses, this owner, only those with remarks."""

    text: str = ""
    statuses: tuple[str, ...] = ()
    owner: str = ""
    marked: bool = False

    @property
    def on(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.text.strip() or self.statuses or self.owner or self.marked)


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to look. `order` and `hidden` are fields, `widths` px by field; `sort` is a field or "" for own order.

    `group` is one of `GROUPS`, or "set" for what the column set says. `hints` shows the weakest remarks too.
    """

    columns: str = SETS[0].name
    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    sort: str = ""
    down: bool = False
    group: str = "set"
    filter: Filter = Filter()
    hints: bool = True

    @property
    def grouping(self) -> str:
        """What rows are grouped by, or ""."""
        return SET_BY_NAME[self.columns].group if self.group == "set" else self.group

    def arranged(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns of the set without the hidden ones, in the person's order."""
        places = {field: i for i, field in enumerate(self.order)}
        shown = [c for c in columns if c.field not in self.hidden] or list(columns[:1])
        if not places:
            return tuple(shown)
        before = {c.field: i for i, c in enumerate(columns)}
        # A column that came since the order was made stands after its neighbour in the set.
        last = -1.0
        keys: dict[str, float] = {}
        for c in columns:
            last = places.get(c.field, last + 0.001)
            keys[c.field] = last
        return tuple(sorted(shown, key=lambda c: (keys[c.field], before[c.field])))

    def with_set(self, name: str) -> Shape:
        """Another set of columns, as it is made: own order, hidden columns and widths belong to the set before."""
        return replace(self, columns=name, order=(), hidden=(), widths=(), group="set", sort="", down=False)

    def moved(self, columns: tuple[Column, ...], field: str, to: int) -> Shape:
        """A column at another place among the shown ones."""
        fields = [c.field for c in self.arranged(columns)]
        fields.remove(field)
        fields.insert(max(0, min(to, len(fields))), field)
        return replace(self, order=(*fields, *(h for h in self.hidden)))

    def wide(self, field: str, width: int | None) -> Shape:
        """A column's own width in px; None gives it back to the table."""
        others = tuple((f, w) for f, w in self.widths if f != field)
        return replace(self, widths=others if width is None else (*others, (field, max(_LEAST, width))))

    def sorted_by(self, field: str) -> Shape:
        """Sorted by a field; the same again turns round, a third time gives the plan's own order."""
        if field != self.sort:
            return replace(self, sort=field, down=False)
        return replace(self, down=True) if not self.down else replace(self, sort="", down=False)


def to_json(shape: Shape) -> dict[str, Any]:
    """What is kept: only what differs from the usual."""
    whole, usual = asdict(shape), asdict(Shape())
    return {k: v for k, v in whole.items() if v != usual[k]}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()


def from_json(data: Any) -> Shape:
    """A shape that was kept; what cannot be read is as usual."""
    if not isinstance(data, Mapping):
        return Shape()
    given = data.get("filter")
    chosen: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    widths = data.get("widths", ())
    pairs = (
        [p for p in widths if isinstance(p, list | tuple) and len(p) == 2] if isinstance(widths, list | tuple) else []
    )
    name, group = data.get("columns"), data.get("group", "set")
    return Shape(
        columns=name if name in SET_BY_NAME else SETS[0].name,
        order=_texts(data.get("order")),
        hidden=_texts(data.get("hidden")),
        widths=tuple((str(f), int(w)) for f, w in pairs if isinstance(w, int)),
        sort=str(data.get("sort") or ""),
        down=data.get("down") is True,
        group=group if group == "set" or group in dict(GROUPS) else "set",
        filter=Filter(
            text=str(chosen.get("text") or ""),
            statuses=_texts(chosen.get("statuses")),
            owner=str(chosen.get("owner") or ""),
            marked=chosen.get("marked") is True,
        ),
        hints=data.get("hints") is not False,
    )


def kept(shapes: Mapping[str, Any], canvas: str, shape: Shape) -> dict[str, Any]:
    """The settings' shapes with this one, the oldest forgotten."""
    found = {k: v for k, v in shapes.items() if k != canvas}
    data = to_json(shape)
    if data:
        found[canvas] = data
    return dict(list(found.items())[-_KEPT:])
