"""What layouts are given: notes, zones, stages and captions as finished texts in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteIn:
    """A note to place. ``kind`` chooses the colour, ``footer`` is one short line (sign, word, group), ``votes`` None
    = not voted.

    ``zone`` is a zone's or lane's code, ``stage`` a stage's code, ``parent`` a note's id, ``cluster`` the cluster's
    shown name, ``state`` anything the painter wants back (for example ``matched``), ``photo`` an asset id. ``badges``
    are signs of one to three characters that stand at the foot before the votes and are never cut (``×2``, ``↗``).
    """

    id: str
    text: str
    zone: str = ""
    stage: str = ""
    parent: str = ""
    kind: str = ""
    footer: str = ""
    votes: int | None = None
    cluster: str = ""
    emphasis: bool = False
    photo: str = ""
    state: str = ""
    badges: tuple[str, ...] = ()
    second: str = ""
    """The same in another language, shown below the text."""
    span: int = 1
    """How many stages a note of a journey reaches over, from its own to the right."""


@dataclass(frozen=True, slots=True)
class ZoneIn:
    """A zone, lane or column: title, guiding question (``hint``), and example texts shown while it is empty
    (``ghosts``). ``line`` is the role of a line drawn above a lane (interaction, visibility, internal; "" = none) and
    ``line_label`` its name. A ``quiet`` lane does not ask in its empty cells.
    """

    code: str
    title: str
    hint: str = ""
    kind: str = ""
    ghosts: tuple[str, ...] = ()
    line: str = ""
    line_label: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class StageIn:
    """A column of a journey. ``value`` is the feeling (-3 … +3, None = not asked yet), ``label`` its word; ``to_be``
    and ``to_be_label`` are the wished one. ``marks`` are short finished words under the title (level, evidence).
    """

    code: str
    title: str
    value: int | None = None
    label: str = ""
    to_be: int | None = None
    to_be_label: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptionIn:
    """A short block at the head or in the middle of a board: a persona, a place."""

    title: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RelationIn:
    """A link between two notes: ids, the role of its curve (relation, wish, money, clash), the word of its kind."""

    source: str
    target: str
    role: str = "relation"
    word: str = ""

    @property
    def key(self) -> str:
        """The key of its curve."""
        return f"{self.source}>{self.target}"


@dataclass(frozen=True, slots=True)
class NeedsIn:
    """Needs beside blocks of resources: their zone, their notes, and the matches as (need id, resource id)."""

    zone: ZoneIn
    notes: tuple[NoteIn, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
