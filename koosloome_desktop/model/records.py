"""The record kinds of a workshop: frozen, slotted, keyword-only dataclasses.

Every field has a default, so that a record written by an older program opens. A field that names another record
holds its id (or a tuple of ids) and is declared in `REFS` with what happens when that record goes. Text is plain text,
cleaned at the doors (`support.text`), money integer cents, dates ``YYYY-MM-DD`` or ``YYYY-MM``, instants UTC text.

`extra` keeps unknown keys of a file per place inside the record's own JSON object (``""`` is the object itself),
`given` names optional keys that stood in the file at their default value, so that writing gives them back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.record import OnDelete as OnDelete  # noqa: PLC0414 - the alias hands the name on
from koosloome_desktop.model.record import Record as Record  # noqa: PLC0414
from koosloome_desktop.model.record import Scope as Scope  # noqa: PLC0414
from koosloome_desktop.model.records_plan import Action as Action  # noqa: PLC0414
from koosloome_desktop.model.records_plan import Milestone as Milestone  # noqa: PLC0414
from koosloome_desktop.model.records_plan import PlanTable as PlanTable  # noqa: PLC0414
from koosloome_desktop.model.records_plan import Review as Review  # noqa: PLC0414
from koosloome_desktop.model.records_work import Conflict as Conflict  # noqa: PLC0414
from koosloome_desktop.model.records_work import Draft as Draft  # noqa: PLC0414


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop(Record):
    """A set of canvases with one or more dated sessions; exactly one in a document, its id is the document's."""

    kind: ClassVar[str] = "workshop"
    code: str = ""
    title: FrozenMap = EMPTY
    theme: str = ""
    format: str = ""
    language: str = "et"
    zone: str = "Europe/Tallinn"
    sample: bool = False
    sample_notice: FrozenMap = EMPTY
    municipality: FrozenMap = EMPTY
    place: str = ""
    groups: int | None = None
    goal: str = ""
    expected_results: tuple[str, ...] = ()
    development_plan_link: str = ""
    facilitation_roles: tuple[str, ...] = ()
    participants_planned: int | None = None
    participants_present: int | None = None
    iteration: FrozenMap | None = None
    agreements: tuple[Any, ...] = ()
    check_in: FrozenMap | None = None
    check_out: FrozenMap | None = None
    feedback: FrozenMap | None = None
    groupings: tuple[FrozenMap, ...] = ()
    """How people were divided, oldest first: {seed, groups: [[codes]]}; later divisions avoid the same pairs."""
    handed_over: str = ""
    """The instant since which the work goes on in a copy on another machine."""
    team_rule: FrozenMap | None = None
    """What a team must be: {least, most, of_sector: {sector: how many}}, each left out where it does not matter."""
    names_until: str = ""
    """The day (ISO) on which participants' names shall go; "" is thirty days after the last meeting."""
    programme: str = ""
    """The name of the series that it belongs to; workshops of one name are one programme, "" is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """One dated meeting; local date and wall times in the workshop's zone. `form` is what kind of meeting it is
    (töötuba, veebiseminar, foorum … as text), `group` the training group it is for, where a programme has several.
    """

    kind: ClassVar[str] = "session"
    number: int = 1
    date: str = ""
    start: str = ""
    end: str = ""
    form: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A block of a session's agenda; `canvas_code` is the code of the canvas it opens.

    `note` is for the facilitator's eyes, `outcome` what the block shall give. How it went: `began` and `ended` are
    instants (UTC), `added` minutes given on the way, `paused` the instant since which its timer stands, `held` the
    seconds it stood before; `skipped` says that it was left out. `steps` are minutes of its inner parts, each ends
    with a bell; in a `breakout` block groups work apart and come back at its end.
    """

    kind: ClassVar[str] = "agenda_item"
    owner: ClassVar[str] = "session"
    refs: ClassVar[dict[str, OnDelete]] = {"session": OnDelete.CASCADE}
    session: str = ""
    start: str = ""
    end: str = ""
    type: str = ""
    title: str = ""
    method: str | None = None
    canvas_code: str | None = None
    materials: tuple[str, ...] = ()
    lead_role: str = ""
    note: str = ""
    outcome: str = ""
    began: str = ""
    ended: str = ""
    added: int = 0
    paused: str = ""
    held: int = 0
    skipped: bool = False
    steps: tuple[Any, ...] = ()
    breakout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A participant as code, role, sector and group; never a name. `task` is what somebody does for the group
    (timekeeper, scribe, spokesperson, host), `present` whether they came, `pair` the number of their buddies' pair.
    """

    kind: ClassVar[str] = "person"
    code: str = ""
    role: str = ""
    sector: str = ""
    group: Any = None
    organisation: str = ""
    municipality: str = ""
    task: str = ""
    present: bool = True
    pair: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName(Record):
    """A participant's name, apart from everything else so that it can be erased alone."""

    kind: ClassVar[str] = "person_name"
    owner: ClassVar[str] = "person"
    refs: ClassVar[dict[str, OnDelete]] = {"person": OnDelete.CASCADE}
    person: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """People at one table."""

    kind: ClassVar[str] = "group"
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas(Record):
    """One canvas. `raw` holds the whole object of a type or variant this program does not know; `mirrors` is the canvas
    whose problems an objective tree turns round, `goal_sources` the notes from which a plan's goal comes. `continues`
    is the canvas of an earlier iteration that this one carries on.
    """

    kind: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {
        "mirrors": OnDelete.CLEAR,
        "goal_sources": OnDelete.PRUNE,
        "continues": OnDelete.CLEAR,
    }
    code: str = ""
    type: str = ""
    variant: str = ""
    title: str = ""
    focus_question: str = ""
    goal: str = ""
    result_indicators: tuple[Any, ...] = ()
    years: tuple[Any, ...] = ()
    parts: FrozenMap = EMPTY
    raw: FrozenMap | None = None
    mirrors: str = ""
    goal_sources: tuple[str, ...] = ()
    continues: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Record):
    """A zone, lane, stage or ring of a canvas. A built-in label is not stored.

    Of a stage: `value` is the feeling as it is (−3…+3) with its `word`, `to_be` and `to_be_word` the wished one;
    `evidence` says how it is known (interview, observation, statistics, guess), `level` how far people are engaged.
    """

    kind: ClassVar[str] = "track"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {"canvas": OnDelete.CASCADE}
    canvas: str = ""
    axis: str = "zone"
    code: str = ""
    label: FrozenMap | None = None
    name: str = ""
    value: int | float | None = None
    word: str = ""
    to_be: int | float | None = None
    to_be_word: str = ""
    evidence: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A note; `form` is note, need, hmw or parking. `zone` and `stage` are track codes, `parent` a note id.

    `sources` are the notes it comes from, on whatever canvas: the pain a problem was sent on from, the cause an
    objective turns round. `span` is how many stages a note of a journey reaches over, from its own to the right.
    `times` is how often the same was said, `said_by` the groups that said it again, besides `group`, which said it
    first. `reach` (alone, partners, none) says who could change it, `trend` (growing, same, shrinking) how it
    develops, `bound` "out" that this workshop leaves it and its branch aside; `collapsed` folds its branch.
    `chosen` marks the wording or question that the room decided for, `photo` is an asset's id.
    A note that was folded into another (`merged_into`) is kept as it was and shown nowhere by itself; `held` is
    what hung under it then. A parked note remembers the canvas it stood on (`parked_from`).
    `second` is the same text in another language. `exchange` (free, swap, paid) is what an offer is given for, `unused`
    that a resource is there and nobody uses it. `continues` is the note of an earlier iteration that
    this one carries on.
    """

    kind: ClassVar[str] = "note"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {
        "canvas": OnDelete.CASCADE,
        "parent": OnDelete.CLEAR,
        "sources": OnDelete.PRUNE,
        "photo": OnDelete.CLEAR,
        "merged_into": OnDelete.CASCADE,
        "held": OnDelete.PRUNE,
        "parked_from": OnDelete.CLEAR,
        "continues": OnDelete.CLEAR,
    }
    canvas: str = ""
    code: str = ""
    form: str = "note"
    zone: str = ""
    stage: str = ""
    parent: str = ""
    text: str = ""
    x: int | float | None = None
    y: int | float | None = None
    ring: str = ""
    pin: str = ""
    level: int | None = None
    attitude: str = ""
    strength: int | None = None
    whose: str = ""
    priority: int | None = None
    group: str = ""
    author: str = ""
    sources: tuple[str, ...] = ()
    second: str = ""
    span: int = 1
    times: int = 1
    said_by: tuple[str, ...] = ()
    reach: str = ""
    trend: str = ""
    bound: str = ""
    collapsed: bool = False
    chosen: bool = False
    photo: str = ""
    merged_into: str = ""
    held: tuple[str, ...] = ()
    parked_from: str = ""
    exchange: str = ""
    unused: bool = False
    continues: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A connection between two notes; `type` is match or relation, `label` its word in the workshop's language."""

    kind: ClassVar[str] = "link"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {
        "canvas": OnDelete.CASCADE,
        "source": OnDelete.CASCADE,
        "target": OnDelete.CASCADE,
    }
    canvas: str = ""
    type: str = "relation"
    source: str = ""
    target: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Record):
    """A named group of notes, in its own order; `history` tells the names it had and which notes came and went."""

    kind: ClassVar[str] = "cluster"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {"canvas": OnDelete.CASCADE, "notes": OnDelete.PRUNE}
    canvas: str = ""
    code: str = ""
    label: str = ""
    notes: tuple[str, ...] = ()
    history: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Record):
    """One round of voting on a canvas; `targets` are the notes on its list (none: everything on the canvas).

    `form` is dots, or strength: then every voter gives each target 1–5 points. While a round with `hidden` totals is
    not `closed` nobody sees them.
    """

    kind: ClassVar[str] = "ballot"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {"canvas": OnDelete.CASCADE, "targets": OnDelete.PRUNE}
    canvas: str = ""
    code: str = ""
    title: str = ""
    dots_per_person: int = 0
    voters: int = 0
    closed: bool = True
    targets: tuple[str, ...] = ()
    form: str = "dots"
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Record):
    """Dots of a target in a ballot by one method (hands, paper, phone, imported), from one group or all (``""``). Of a
    strength ballot `count` are all points, `voices` how many gave them, `marks` how many gave 1 to 5, where known.
    """

    kind: ClassVar[str] = "tally"
    owner: ClassVar[str] = "ballot"
    refs: ClassVar[dict[str, OnDelete]] = {"ballot": OnDelete.CASCADE, "target": OnDelete.CASCADE}
    ballot: str = ""
    target: str = ""
    method: str = "imported"
    count: int = 0
    group: str = ""
    voices: int = 0
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """What a phone sent and what became of it (pending, accepted, rejected)."""

    kind: ClassVar[str] = "submission"
    canvas: str = ""
    zone: str = ""
    text: str = ""
    state: str = "pending"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """A picture (px) by its content hash (SHA-256, hex); the bytes are a blob of the library."""

    kind: ClassVar[str] = "asset"
    code: str = ""
    sha256: str = ""
    media_type: str = ""
    name: str = ""
    width: int = 0
    height: int = 0


KINDS: Final[dict[str, type[Record]]] = {
    cls.kind: cls
    for cls in (
        Workshop, Session, AgendaItem, Person, PersonName, Group, Canvas, Track, Note, Link, Cluster, Ballot, Tally,
        Action, Milestone, PlanTable, Review, Submission, Asset, Draft, Conflict,
    )
}  # fmt: skip

DATA_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    kind: tuple(f.name for f in fields(cls) if f.name != "id") for kind, cls in KINDS.items()
}
"""The fields of each kind that carry data, in declaration order (all but the id)."""
