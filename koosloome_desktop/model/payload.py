"""Records as canonical JSON payloads, and back, with each kind's own payload migrations.

A payload holds only fields that are not at their default, in declaration order, so that a new field with a default
changes no stored row. Money, dates and ids are already plain scalars in records.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from koosloome_desktop.model.frozen import freeze, same, thaw
from koosloome_desktop.model.records import DATA_FIELDS, KINDS, Record
from koosloome_desktop.support.frozen_fast import maker

Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Final[dict[str, dict[int, Migration]]] = {}
"""kind → version it leads from → function; none yet, version 1 of every kind is the first released."""

_DEFAULTS: Final[dict[str, dict[str, Any]]] = {
    kind: {f.name: f.default for f in fields(cls) if f.name != "id"} for kind, cls in KINDS.items()
}
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
"""What `freeze` gives back as it is."""


class _Makers(dict[str, Callable[..., Record]]):
    """What makes the records of a kind."""

    def __missing__(self, kind: str) -> Callable[..., Record]:
        found = self[kind] = maker(KINDS[kind])
        return found


_makers: Final = _Makers()


def dumps(value: Any) -> str:
    """Canonical JSON text: compact, keys as they stand, non-ASCII as is; ValueError for NaN and infinities."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def payload_of(record: Record) -> dict[str, Any]:
    """The JSON object of a record's data, without id and kind."""
    defaults = _DEFAULTS[record.kind]
    result = {}
    for name in DATA_FIELDS[record.kind]:
        value = getattr(record, name)
        if not same(value, defaults[name]):
            result[name] = thaw(value)
    return result


def record_from(kind: str, record_id: str, payload: Mapping[str, Any], version: int = 1) -> Record:
    """The record of a stored payload; KeyError for an unknown kind, unknown fields of the payload are a TypeError."""
    return record_taking(kind, record_id, dict(payload), version)


def record_taking(kind: str, record_id: str, data: dict[str, Any], version: int) -> Record:
    """The same of a payload that nobody else has and that is used up."""
    for step in range(version, KINDS[kind].version):
        data = MIGRATIONS[kind][step](data)
    # Most are plain: a call for each would take a third of reading a workshop.
    if not _PLAIN.issuperset(map(type, data.values())):
        for name, value in data.items():
            data[name] = freeze(value)
    return _makers[kind](id=record_id, **data)


def line_of(record: Record) -> str:
    """One canonical line of a record, the unit of the document's hash."""
    return dumps([record.kind, record.id, payload_of(record)])
