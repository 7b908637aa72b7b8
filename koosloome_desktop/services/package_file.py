"""The portable file: a whole workshop with its photos, and what merging needs to know of every record.

``workshop.json`` is the canonical workshop file. It names records by their short ids; the manifest says beside it
which ids they have in the library, so that they are the same records again where the file is imported, at which
revision each was last changed, the hash of its content, and the hash that it had when this copy of the workshop was
imported (`base`, null where the workshop began here or the record is newer): what differs from it was edited here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from koosloome_desktop import __version__
from koosloome_desktop.exports.package import package_bytes
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import freeze, thaw
from koosloome_desktop.model.payload import dumps, payload_of
from koosloome_desktop.model.records import DATA_FIELDS, KINDS, Asset, Ballot, Record, Tally
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.workshop_shapes import SCHEMA
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import is_uuid
from koosloome_desktop.support.portable import PHOTOS

_FORMS: Final = {"note": "form", "track": "axis", "link": "type"}
"""Kinds that a file keeps in several lists, by the field that says in which."""
_NOT_CONTENT: Final = frozenset({"order", "given"})
_IN_NO_LIST: Final = frozenset({"workshop", "draft", "submission", "conflict", "person_name", "group", "tally"})
_PLAIN_TEXT: Final = frozenset({"text", "second", "activity", "result", "title", "label", "name"})
"""Fields of people's own words, which never hold an id."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a copy of a workshop stands: the revision of each record, and the hash that each had when it began."""

    revisions: Mapping[str, int] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)


def write_package(
    document: Document,
    photo: Callable[[str], bytes | None],
    lineage: Lineage | None = None,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> bytes:
    """The bytes of the portable file. `photo` gives a picture by its SHA-256; what is nowhere is named as missing."""
    data = workshop_file.write(document)
    text = workshop_file.dumps(data)
    wanted = {a.sha256: PHOTOS[a.media_type] for a in document.of(Asset) if a.media_type in PHOTOS and a.sha256}
    photos = {sha256: photo(sha256) for sha256 in sorted(wanted)}
    facts = {
        "program": __version__,
        "schema": SCHEMA,
        "workshop": document.id,
        "rev": document.rev,
        "missing": [sha256 for sha256, found in photos.items() if found is None],
        "records": _records(document, data, lineage or Lineage()),
    }
    there = [(f"photos/{sha256}{wanted[sha256]}", found) for sha256, found in photos.items() if found is not None]
    return package_bytes(text.encode("utf-8"), facts, _photos(there, step))


def _photos(found: Sequence[tuple[str, bytes]], step: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    for number, (name, data) in enumerate(found, start=1):
        yield name, data
        step(number, len(found))


def _records(document: Document, data: dict[str, Any], lineage: Lineage) -> dict[str, dict[str, Any]]:
    """What the manifest says of every record of the file: by the id that reading the file gives it."""
    read = workshop_file.read(thaw(freeze(data)))
    again = Document(read.id)
    again.load(read.records, 0)
    ids = pairs(again, document)
    found = {}
    for record in read.records:
        own = ids.get(record.id)
        if own is not None:
            found[record.id] = {
                "id": own,
                "kind": record.kind,
                "rev": lineage.revisions.get(own, document.rev),
                "hash": record_hash(renamed(record, ids)),
                "base": lineage.bases.get(own),
            }
    return found


def record_hash(record: Record) -> str:
    """SHA-256 (hex) of what a record that came out of a file says, with its id.

    Its place in its list and how the file wrote it are left out: they change with its neighbours, not with it.
    """
    data = {name: value for name, value in payload_of(record).items() if name not in _NOT_CONTENT}
    return hashlib.sha256(dumps([record.kind, record.id, data]).encode("utf-8")).hexdigest()


def pairs(read: Document, document: Document) -> dict[str, str]:
    """Id as read from the workshop's file → id in the document, for all records that can be told apart by their place.

    Both hold the same lists in the same order; a list of another length (imported votes) is left with its file's ids.
    """
    found = {read.workshop.id: document.workshop.id}
    waiting: list[tuple[str, str]] = [("", "")]
    seen = set()
    while waiting:
        owners = waiting.pop()
        if owners in seen:
            continue
        seen.add(owners)
        theirs, own = _lists(read, owners[0]), _lists(document, owners[1])
        for key, records in theirs.items():
            if _alike(records, own.get(key, [])):
                for one, other in zip(records, own[key], strict=True):
                    found[one.id] = other.id
                    waiting.append((one.id, other.id))
    for said, own_ballot in [(b.id, found[b.id]) for b in read.of(Ballot) if b.id in found]:
        # Dots have no short ids, and their order is the notes' in one list and that of counting in the other.
        own_tallies = {counted(t, {}): t.id for t in document.within(Tally, own_ballot)}
        for tally in read.within(Tally, said):
            mine = own_tallies.get(counted(tally, found))
            if mine is not None:
                found[tally.id] = mine
    return found


def counted(tally: Tally, ids: Mapping[str, str]) -> tuple[str, str, str, str]:
    """What one number of dots is of: no two in a workshop are of the same. `ids` rename what it points at."""
    return ids.get(tally.ballot, tally.ballot), ids.get(tally.target, tally.target), tally.method, tally.group


def _alike(some: Sequence[Record], others: Sequence[Record]) -> bool:
    """Whether two lists hold the same short ids in the same order; one without (a round of votes) gets its id in the
    file by its place.
    """
    if len(some) != len(others):
        return False
    codes = ((getattr(r, "code", ""), getattr(o, "code", "")) for r, o in zip(some, others, strict=True))
    return all(own in {"", there} for there, own in codes)


def _lists(document: Document, owner: str) -> dict[tuple[str, str], list[Record]]:
    """The ordered lists that one record owns, by kind and by the list that a file keeps them in."""
    found: dict[tuple[str, str], list[Record]] = {}
    for kind in DATA_FIELDS:
        for record in document.within(KINDS[kind], owner):
            if kind not in _IN_NO_LIST:
                found.setdefault((kind, str(getattr(record, _FORMS.get(kind, ""), ""))), []).append(record)
    return found


def with_own_ids(read: Sequence[Record], workshop: str, told: Mapping[str, Any]) -> tuple[Record, ...]:
    """The records of a file with the ids that its manifest gives them; as they are when that list cannot be believed.

    `told` is the manifest's `records`. Their content stays the same, which is checked.
    """
    ids = _believed(read, workshop, told)
    if not ids:
        return tuple(read)
    own = tuple(renamed(record, ids) for record in read)
    if _canonical(workshop, own) != _canonical(workshop, read):
        return tuple(read)
    return own


def _believed(read: Sequence[Record], workshop: str, told: Mapping[str, Any]) -> dict[str, str]:
    known = {record.id: record.kind for record in read}
    ids: dict[str, str] = {}
    for theirs, facts in told.items():
        own = facts.get("id") if isinstance(facts, Mapping) else None
        if theirs in known and isinstance(own, str) and is_uuid(own) and theirs != own:
            ids[theirs] = own
    taken = [ids.get(record_id, record_id) for record_id in known]
    return ids if len(set(taken)) == len(taken) and workshop not in ids else {}


def renamed(record: Record, ids: Mapping[str, str]) -> Record:
    """A record with the ids in it, its own too, replaced by those that they stand for."""
    values = {name: _mapped(getattr(record, name), ids) for name in DATA_FIELDS[record.kind] if name not in _PLAIN_TEXT}
    return replace(record, id=ids.get(record.id, record.id), **values)


def _mapped(value: Any, ids: Mapping[str, str]) -> Any:
    """A value with the ids in it renamed, however deep they stand."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, tuple):
        return tuple(_mapped(inner, ids) for inner in value)
    if isinstance(value, Mapping):
        return type(value)({key: _mapped(inner, ids) for key, inner in value.items()})  # type: ignore[call-arg]
    return value


def _canonical(workshop: str, records: Sequence[Record]) -> str:
    document = Document(workshop)
    document.load(records, 0)
    return workshop_file.dumps(workshop_file.write(document))


def check_photos(records: Sequence[Record], pictures: frozenset[str], missing: Any) -> None:
    """Refuse a portable file that names photos which it does not carry and did not miss when it was written."""
    known = pictures | (frozenset(str(m) for m in missing) if isinstance(missing, list) else frozenset())
    for record in records:
        if isinstance(record, Asset) and record.media_type in PHOTOS and record.sha256 not in known:
            told = _("the part {name} is missing").format(name=f"photos/{record.sha256}")
            raise RefusedInput(told, hint=_("Nothing was imported; ask for the file again."))
