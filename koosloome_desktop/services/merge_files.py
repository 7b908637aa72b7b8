"""Teams' files into one workshop: what is new comes in, what only they changed is taken, what both changed stays twice.

A portable file says of every record which hash it had when that copy began (`base`): what still has it was not edited
there. A plain JSON file says nothing of that; whatever differs in it is shown beside ours. Nothing is ever deleted or
overwritten that somebody here changed, and merging the same file again changes nothing and asks nothing that was
decided: a clash leaves a `Conflict`, which remembers what stood on both sides when it was decided, and what was
deleted here after a merge stays away (`merge_absent`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import same, thaw
from koosloome_desktop.model.payload import dumps
from koosloome_desktop.model.record import OnDelete
from koosloome_desktop.model.records import DATA_FIELDS, Conflict, Note, Record
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import conflicts
from koosloome_desktop.operations.alike import grams
from koosloome_desktop.services import merge_absent, workshop_file
from koosloome_desktop.services.merge_beside import Beside, in_turn
from koosloome_desktop.services.merge_ids import aligned
from koosloome_desktop.services.package_file import pairs, record_hash, renamed
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import record_uuid

_OWN: Final = frozenset({"order", "given", "extra", "code"})
"""What is no content of a record: two teams' new notes may have the same short id, and one gets another here."""
_COUNTERS: Final = frozenset({"changes"})
_LOGS: Final = frozenset({"history"})
_NO_KIND: Final = frozenset({"workshop", "conflict", "draft", "submission", "person_name"})
_SAME: Final = 0.6
"""From so alike on two texts are counted as one cause (Dice coefficient of three-letter groups)."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What both changed: the kind and short id of the record, the field, and what stands here and there."""

    kind: str
    code: str
    field: str
    ours: str
    theirs: str


@dataclass(slots=True)
class MergePlan:
    """What merging one file would do. `create` are records with ids, in an order in which they can be made; `noted` are
    questions as they stand afterwards, answered or asked once more; `settled` counts what was decided before, by an
    answer or by deleting it; `seen` are marks of the file's records, remembered when something changes.
    """

    create: list[Record] = field(default_factory=list)
    update: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    unchanged: int = 0
    clashes: list[Clash] = field(default_factory=list)
    noted: list[Conflict] = field(default_factory=list)
    settled: int = 0
    seen: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.create and not self.update and not self.noted

    def as_json(self) -> dict[str, Any]:
        """The object that the command line prints."""
        created = Counter(r.kind for r in self.create)
        return {
            "created": dict(sorted(created.items())),
            "updated": len(self.update),
            "unchanged": self.unchanged,
            "decided": self.settled,
            "clashes": [
                {"kind": c.kind, "code": c.code, "field": c.field, "ours": c.ours, "theirs": c.theirs}
                for c in self.clashes
            ],
        }


def plan_merge(document: Document, theirs: Sequence[Record], told: Mapping[str, Any] | None = None) -> MergePlan:
    """Compare a file's records (with the ids of `as_told`) with a workshop; `told` is the manifest's `records`.

    RefusedInput when the file is another workshop's.
    """
    heads = [r.id for r in theirs if r.kind == "workshop"]
    if heads != [document.id]:
        raise RefusedInput(
            _("the file holds another workshop"), hint=_("Teams begin with a copy of the same workshop's file.")
        )
    bases = {str(f.get("id")): f.get("base") for f in (told or {}).values() if isinstance(f, Mapping)}
    ours = _in_file_form(document)
    theirs, bases = aligned(theirs, ours, bases, document.id)
    plan = MergePlan()
    present = _absent(document, plan, theirs, ours, bases)
    gone = {r.id for r in theirs} - ours.keys() - {r.id for r in plan.create}
    for record in present:
        there, base, mine = record_hash(record), bases.get(record.id), ours.get(record.id)
        if base == there and base is not None:
            # Not edited there: whatever happened to it here stays.
            plan.unchanged += 1
            continue
        if mine is None:
            continue
        other = merge_absent.without(record, gone, mine)
        if record_hash(mine) == there or not _different(mine, other):
            plan.unchanged += 1
        elif base is not None and record_hash(mine) == base:
            plan.update.append((record.id, _different(mine, other)))
        else:
            _clash(document, plan, mine, other)
    return plan


def _absent(
    document: Document, plan: MergePlan, theirs: Sequence[Record], ours: Mapping[str, Record], bases: Mapping[str, Any]
) -> list[Record]:
    """Plan what becomes of the records that are not here: new ones come in, and what was deleted here stays away where
    they did not change it, but for what comes back with something new. Gives the records that are here.
    """
    known = merge_absent.seen_before(document)
    present, away, decided = [], [], set()
    for record in theirs:
        if record.kind in _NO_KIND:
            continue
        there, base = record_hash(record), bases.get(record.id)
        if base != there:
            plan.seen.append(merge_absent.mark(there))
        if record.id in ours or document.find(record.id) is not None:
            present.append(record)
        elif base == there or merge_absent.mark(there) in known:
            away.append(record)
            decided |= {record.id} if base != there else set()
        else:
            plan.create.append(record)
    back = merge_absent.coming_back(document, plan.create, away)
    plan.create = [*back, *plan.create]
    left = {r.id for r in away} - {r.id for r in back}
    plan.settled += len(left & decided)
    plan.unchanged += len(left - decided)
    return present


def _in_file_form(document: Document) -> dict[str, Record]:
    """Our records as a file would give them back, by their own ids: only like is compared with like."""
    read = workshop_file.read(workshop_file.write(document))
    again = Document(read.id)
    again.load(read.records, 0)
    ids = pairs(again, document)
    return {ids[r.id]: renamed(r, ids) for r in read.records if r.id in ids}


def _different(mine: Record, other: Record) -> dict[str, Any]:
    names = [n for n in DATA_FIELDS[mine.kind] if n not in _OWN]
    return {n: getattr(other, n) for n in names if getattr(mine, n) != getattr(other, n)}


def _clash(document: Document, plan: MergePlan, mine: Record, other: Record) -> None:
    """Both changed it: ours stays; another wording becomes a note of its own, another value a conflict to look at.

    What was decided with these very values on both sides is not asked again.
    """
    parked = merge_absent.parked(document, mine, other)
    for name, value in _different(mine, other).items():
        if parked and name in merge_absent.PLACE:
            continue
        if name in _COUNTERS or name in _LOGS:
            # Nobody has a view on how often a date was changed, nor on what happened; both are true.
            both = _both(getattr(mine, name), value)
            if both != getattr(mine, name):
                plan.update.append((mine.id, {name: both}))
            continue
        known = conflicts.remembered(document, mine.id, name, value)
        here = {"now": getattr(mine, name), "stored": getattr(document.find(mine.id), name, None)}
        wording = other.kind == Note.kind and name == "text"
        mark = f"{mine.id}/{name}/{_digest(value)}"
        copy_id = record_uuid(document.id, "merged", mark)
        decided = known is not None and known.decided and any(same(known.ours, v) for v in here.values())
        if decided or (wording and document.find(copy_id) is not None):
            plan.settled += decided
            continue
        code = str(getattr(mine, "code", ""))
        plan.clashes.append(Clash(mine.kind, code, name, _said(here["now"]), _said(value)))
        asked = known or Conflict(
            id=record_uuid(document.id, "conflict", mark), target=mine.id, field=name, ours=here["now"], theirs=value
        )
        if wording and isinstance(other, Note):
            # Both stand there afterwards, which is an answer.
            plan.create.append(replace(other, id=copy_id, code="", order=f"{mine.order}V", merged_into="", held=()))
            plan.noted.append(replace(asked, ours=here["now"], decided=True))
        elif known is None:
            plan.create.append(asked)
        elif known.decided:
            plan.noted.append(replace(asked, ours=here["now"], decided=False))


def _both(ours: Any, theirs: Any) -> Any:
    """The larger number (calendars want it never to go back), or what either log tells, by time."""
    if not isinstance(ours, tuple):
        return max(ours, theirs)
    more = [line for line in theirs if not any(_tells(own, line) for own in ours)]
    told = sorted([*ours, *more], key=lambda line: str(line.get("at", "")) if isinstance(line, Mapping) else "")
    return tuple(told) if more else ours


def _tells(own: Any, line: Any) -> bool:
    """Whether a line of a log says what the other says; a line on notes that left grows while they are deleted."""
    if same(own, line):
        return True
    if not (isinstance(own, Mapping) and isinstance(line, Mapping)) or own.keys() != line.keys():
        return False
    here, there = own.get("notes"), line.get("notes")
    if not isinstance(here, tuple) or not isinstance(there, tuple):
        return False
    return all(v in here for v in there) and all(same(own[k], line[k]) for k in own if k != "notes")


def _digest(value: Any) -> str:
    return hashlib.sha256(dumps(thaw(value)).encode()).hexdigest()


def _said(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def apply_merge(plan: MergePlan, tx: Transaction) -> None:
    """Do what a plan says, inside one transaction: one undo step for a whole file."""
    for record_id, values in plan.update:
        current = tx.document.find(record_id)
        if current is not None:
            tx.update(current, **values)
    ready, without = in_turn(tx.document, plan.create)
    # What these belong to is gone here: notes wait in the parking lot, the rest has no place without it.
    notes = [r for r in without if isinstance(r, Note)]
    parked = [replace(r, canvas="", form="parking", zone="", stage="", parent="") for r in notes]
    beside = Beside(tx.document)
    for record in (*ready, *parked):
        beside.came(tx.create(_settled(tx.document, record, beside)))
    for one in plan.noted:
        known = tx.document.find(one.id)
        if known is None:
            tx.create(one)
        else:
            tx.update(known, ours=one.ours, decided=one.decided)
    merge_absent.remember(tx, plan.seen)


def _settled(document: Document, record: Record, beside: Beside) -> Record:
    """A record as it can stand here: references to what is gone left out, a short id of its own."""
    values: dict[str, Any] = {}
    for name, rule in record.refs.items():
        value = getattr(record, name)
        if isinstance(value, tuple):
            values[name] = tuple(v for v in value if document.find(v) is not None)
        elif value and document.find(value) is None and rule is not OnDelete.CASCADE:
            values[name] = ""
    code = getattr(record, "code", None)
    if code is not None:
        values["code"] = beside.code(record, code)
    values["order"] = beside.order(record)
    return replace(record, **values)


def recurring(documents: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """Texts that several teams have said: (one wording, how many teams), most first. `documents` are texts by team."""
    heads: list[tuple[str, frozenset[str], set[int]]] = []
    if sum(bool(texts) for texts in documents) < 2:
        return []
    for team, texts in enumerate(documents):
        for text in texts:
            mine = grams(text)
            found = next((h for h in heads if _alike(h[1], mine)), None)
            if found is None:
                heads.append((text, mine, {team}))
            else:
                found[2].add(team)
    several = [(text, len(teams)) for text, _grams, teams in heads if len(teams) > 1]
    return sorted(several, key=lambda item: -item[1])


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and 2 * len(one & other) / (len(one) + len(other)) >= _SAME
