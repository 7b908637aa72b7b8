"""The change set: the one value that undo, storage, wall, phones and paper live from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from koosloome_desktop.model.frozen import FrozenMap, freeze, same, thaw
from koosloome_desktop.model.payload import payload_of, record_from
from koosloome_desktop.model.records import DATA_FIELDS, KINDS, OnDelete, Record


class Origin(StrEnum):
    """Where a change comes from; only LOCAL steps can be undone here."""

    LOCAL = "local"
    UNDO = "undo"
    REDO = "redo"
    REMOTE = "remote"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Update:
    """Changed fields of one record, before and after."""

    id: str
    kind: str
    before: FrozenMap
    after: FrozenMap


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one gesture did: records made, changed and gone. `at` is a UTC instant, `label` an English message id."""

    label: str
    origin: Origin
    created: tuple[Record, ...] = ()
    updated: tuple[Update, ...] = ()
    removed: tuple[Record, ...] = ()
    at: str = ""
    merge_key: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.created or self.updated or self.removed)

    def ids(self) -> set[str]:
        """The ids of all touched records."""
        return {r.id for r in self.created} | {u.id for u in self.updated} | {r.id for r in self.removed}

    def inverse(self, origin: Origin) -> ChangeSet:
        """The change set that takes this one back exactly, if nothing else happened since."""
        turned = tuple(Update(u.id, u.kind, u.after, u.before) for u in reversed(self.updated))
        return ChangeSet(
            self.label, origin, tuple(reversed(self.removed)), turned, tuple(reversed(self.created)), self.at
        )


def difference(before: Record, after: Record) -> Update | None:
    """The changed fields between two states of one record; None when there are none."""
    names = [n for n in DATA_FIELDS[before.kind] if not same(getattr(before, n), getattr(after, n))]
    if not names:
        return None
    return Update(
        before.id,
        before.kind,
        FrozenMap({n: getattr(before, n) for n in names}),
        FrozenMap({n: getattr(after, n) for n in names}),
    )


def patched(record: Record, values: Mapping[str, Any]) -> Record:
    """`record` with these fields replaced."""
    return replace(record, **values)


def carried(record: Record, update: Update) -> tuple[dict[str, Any], list[str]]:
    """What of `update` fits a record that others may have changed: values to set, and the fields that stand against it.

    A field fits when it is as the update found it, or is a list of references, where both sides' additions and removals
    hold. A field that somebody else set meanwhile stands against it, unless to the same value.
    """
    values: dict[str, Any] = {}
    against: list[str] = []
    for name, after in update.after.items():
        before, now = update.before[name], getattr(record, name)
        if same(now, before):
            values[name] = after
        elif same(now, after):
            continue
        elif record.refs.get(name) is OnDelete.PRUNE:
            values[name] = _both(before, after, now)
        else:
            against.append(name)
    return values, against


def _both(before: tuple[str, ...], after: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(target for target in now if target in after or target not in before)
    return kept + tuple(target for target in after if target not in before and target not in kept)


def net(touched: Iterable[tuple[Record | None, Record | None]]) -> tuple[list[Record], list[Update], list[Record]]:
    """Created, updated and removed records out of (first state, last state) pairs."""
    created: list[Record] = []
    updated: list[Update] = []
    removed: list[Record] = []
    for first, last in touched:
        if first is None and last is not None:
            created.append(last)
        elif first is not None and last is None:
            removed.append(first)
        elif first is not None and last is not None:
            change = difference(first, last)
            if change is not None:
                updated.append(change)
    return created, updated, removed


def compose(one: ChangeSet, two: ChangeSet) -> ChangeSet:
    """One change set that does what `one` and then `two` do (the label and origin of the first)."""
    states: dict[str, tuple[Record | None, Record | None]] = {}
    partial: dict[str, Update] = {}
    for part in (one, two):
        for record in part.removed:
            update = partial.pop(record.id, None)
            first = patched(record, update.before) if update else record
            states[record.id] = (states[record.id][0] if record.id in states else first, None)
        for update in part.updated:
            known = states.get(update.id)
            if known is not None and known[1] is not None:
                states[update.id] = (known[0], patched(known[1], update.after))
            else:
                partial[update.id] = _joined(partial.get(update.id), update)
        for record in part.created:
            states[record.id] = (states[record.id][0] if record.id in states else None, record)
    created, updated, removed = net(states.values())
    updated += [u for u in partial.values() if len(u.after)]
    return replace(one, created=tuple(created), updated=tuple(updated), removed=tuple(removed), at=two.at)


def _joined(one: Update | None, two: Update) -> Update:
    if one is None:
        return two
    before = {**two.before, **one.before}
    after = {**one.after, **two.after}
    names = [n for n in after if not same(before[n], after[n])]
    return Update(two.id, two.kind, FrozenMap({n: before[n] for n in names}), FrozenMap({n: after[n] for n in names}))


def to_json(change: ChangeSet) -> dict[str, Any]:
    """The change set as a JSON object for the journal; empty parts are left out."""
    result: dict[str, Any] = {"label": change.label, "origin": change.origin.value, "at": change.at}
    if change.merge_key:
        result["merge_key"] = change.merge_key
    for name, records in (("created", change.created), ("removed", change.removed)):
        if records:
            result[name] = [[r.kind, r.id, r.version, payload_of(r)] for r in records]
    if change.updated:
        result["updated"] = [[u.kind, u.id, thaw(u.before), thaw(u.after)] for u in change.updated]
    return result


def from_json(data: Mapping[str, Any]) -> ChangeSet:
    """The change set of a journal row; records of kinds this program does not know are left out."""

    def records(name: str) -> tuple[Record, ...]:
        return tuple(record_from(k, i, p, v) for k, i, v, p in data.get(name, ()) if k in KINDS)

    updated = tuple(Update(i, k, freeze(b), freeze(a)) for k, i, b, a in data.get("updated", ()) if k in KINDS)
    return ChangeSet(
        label=data["label"],
        origin=Origin(data["origin"]),
        created=records("created"),
        updated=updated,
        removed=records("removed"),
        at=data.get("at", ""),
        merge_key=data.get("merge_key", ""),
    )
