"""What is erased of a person, as one value, and how it is done to texts and to the JSON that records are kept as.

Nothing of databases: tables, copies, settings and logs all go through the same `Rewriter`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.model.payload import dumps
from koosloome_desktop.support.hashed_names import HashedNames
from koosloome_desktop.support.spellings import Spellings

NAME_KIND: Final = "person_name"
"""The kind of the records that keep names apart."""
_CODES: Final = frozenset({
    "id", "kind", "type", "variant", "axis", "form", "zone", "stage", "ring", "pin", "sector", "status", "sha256",
    "media_type", "order", "canvas", "parent",
})  # fmt: skip
"""Keys of records whose values are codes or ids."""


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be erased. `spellings` in all texts, `put` in their place; records in `kept` (ids) and word forms in
    `left` stay. `names_of` are workshops whose participants' names all go, whoever they are; texts stay then.
    """

    spellings: tuple[str, ...] = ()
    put: str = "…"
    kept: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    names_of: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """The order as a JSON object."""
        return {
            "spellings": list(self.spellings), "put": self.put, "kept": sorted(self.kept), "left": sorted(self.left),
            "names_of": sorted(self.names_of),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Order:
        """The order of a JSON object; KeyError or TypeError for one that is none."""
        return cls(
            tuple(map(str, data["spellings"])), str(data["put"]), frozenset(data["kept"]), frozenset(data["left"]),
            frozenset(data["names_of"]),
        )  # fmt: skip


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of every text of people in a JSON value."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if key not in _CODES or not isinstance(part, str):
                yield from strings(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part, path)


class Rewriter:
    """Applies an order to texts and JSON values."""

    def __init__(self, order: Order, names: HashedNames | None = None) -> None:
        """`names` instead of the order's spellings where those are not known any more."""
        self.order = order
        self._names = names or Spellings(order.spellings)
        self._any = names is not None or bool(order.spellings)

    def finds(self, text: str) -> bool:
        """Whether a text names the person."""
        return any(p.form not in self.order.left for p in self._names.find(text))

    def text(self, text: str) -> str:
        """A plain text."""
        return self._names.replaced(text, self.order.put, self.order.left)

    def value(self, value: Any) -> Any:
        """A JSON value; keys that name the person change too (sums by funding source)."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(part) for part in value]
        if isinstance(value, dict):
            return {
                self.text(key): part if key in _CODES and isinstance(part, str) else self.value(part)
                for key, part in value.items()
            }
        return value

    def record(self, kind: str, record: str, workshop: str, data: Any) -> Any:
        """The payload of a record, or its changed fields."""
        if record in self.order.kept or not isinstance(data, dict):
            return data
        if kind == NAME_KIND:
            gone = workshop in self.order.names_of or self.finds(str(data.get("name", "")))
            return {**data, "name": ""} if gone and data.get("name") else data
        return self.value(data) if self._any else data

    def journal(self, workshop: str, data: dict[str, Any]) -> dict[str, Any]:
        """The payload of a journal row: [kind, id, version, fields] or [kind, id, before, after] of each record."""
        out = {}
        for part, entries in data.items():
            if part not in {"created", "updated", "removed"}:
                out[part] = self.value(entries)
                continue
            out[part] = [
                [kind, record, *(self.record(kind, record, workshop, one) for one in rest)]
                for kind, record, *rest in entries
            ]
        return out

    def cell(self, table: str, column: str, row: Mapping[str, Any]) -> Any:
        """What a column of a row becomes."""
        value = row[column]
        if not isinstance(value, str) or not value:
            return value
        workshop = str(row.get("workshop", ""))
        if column == "search":
            return self._names.replaced_in_folded(value, self.order.put)
        if value[0] not in "{[":
            return self.text(value)
        try:
            data = json.loads(value)
        except ValueError:
            return self.text(value)
        if table in {"changes", "steps"} and isinstance(data, dict):
            new = self.journal(workshop, data)
        elif table == "records":
            new = self.record(str(row.get("kind", "")), str(row.get("id", "")), workshop, data)
        else:
            new = self.value(data)
        return value if new == data else dumps(new)
