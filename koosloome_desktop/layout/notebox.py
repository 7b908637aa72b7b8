"""A placed note with all that stands on it, as finished lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

Weight = Literal["regular", "semibold", "bold", "italic"]

#: Size of a note's footer and of the number beside the dots, in units (design README: footer 12 px, votes at least 13
#: px).
FOOTER_SIZE: Final = 12.0
#: Distance of two lines of a footer for size 1.
FOOTER_LINE: Final = 1.18
#: Size of the signs at a note's foot: an arrow must be told from another from the back row.
BADGE_SIZE: Final = 15.0
VOTES_SIZE: Final = 13.0
#: Size of the same in another language, below a note's text.
SECOND_SIZE: Final = 13.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One unbroken line. ``y`` is the baseline. ``role`` names a colour: ink, muted, white, on_bar, accent, ok, warn,
    bad, ghost.
    """

    x: float
    y: float
    text: str
    size: float
    weight: Weight = "regular"
    role: str = "ink"

    def shifted(self, dx: float, dy: float) -> TextLine:
        """The line moved by (dx, dy)."""
        return TextLine(self.x + dx, self.y + dy, self.text, self.size, self.weight, self.role)

    def scaled(self, k: float) -> TextLine:
        """The line scaled about the origin."""
        return TextLine(self.x * k, self.y * k, self.text, self.size * k, self.weight, self.role)


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A placed note. ``text_x``, ``first_baseline``, ``indents`` and the footer's places are offsets from the box's
    corner.

    ``lines`` hold the whole text in order; a line that ends inside a word carries a hyphen. ``indents`` (when not
    empty) is one extra offset per line, for centred text. ``level`` is the depth in a tree (0 = core). ``scale`` is 1
    unless the board was scaled: bar width, corner and shadow of the painter times this. ``badges`` are (offset from
    the left edge, sign) on the footer's line. ``second`` are the lines of the same in another language as (x, baseline,
    line) from the corner, below the text. A footer that needs more than a line has the first ones in ``footer_above``,
    its last one is ``footer``.
    """

    id: str
    x: float
    y: float
    w: float
    h: float
    kind: str
    size: float
    lines: tuple[str, ...]
    line_height: float
    text_x: float
    first_baseline: float
    footer: str = ""
    votes: int | None = None
    emphasis: bool = False
    weight: Weight = "regular"
    indents: tuple[float, ...] = ()
    footer_size: float = FOOTER_SIZE
    footer_baseline: float = 0.0
    votes_x: float = 0.0
    votes_size: float = VOTES_SIZE
    zone: str = ""
    stage: str = ""
    cluster: str = ""
    photo: str = ""
    state: str = ""
    level: int = 0
    scale: float = 1.0
    badges: tuple[tuple[float, str], ...] = ()
    picture: tuple[float, ...] = ()
    second: tuple[tuple[float, float, str], ...] = ()
    second_size: float = SECOND_SIZE
    footer_above: tuple[str, ...] = ()
    _later: _Writer | None = field(default=None, init=False, repr=False, compare=False)

    if not TYPE_CHECKING:  # else every name would be one of a box

        def __getattr__(self, name: str) -> Any:
            """Asked for what was not written yet."""
            if name not in _LATE:
                raise AttributeError(name)
            later = self._later  # looked at once: another thread may be at the same box
            if later is not None:
                for write, value in zip(_writes, later.words(self), strict=True):
                    write(self, value)
                _set_later(self, None)
            return object.__getattribute__(self, name)

    def picture_rect(self) -> tuple[float, float, float, float] | None:
        """Where the note's photo is (x, y, width, height, absolute), None without one; it fills that area, cut at its
        longer side.
        """
        if not self.picture:
            return None
        dx, dy, w, h = self.picture
        return (self.x + dx, self.y + dy, w, h)

    def body(self) -> Iterator[TextLine]:
        """The text as absolute lines."""
        y = self.y + self.first_baseline
        for i, text in enumerate(self.lines):
            indent = self.indents[i] if self.indents else 0.0
            yield TextLine(self.x + self.text_x + indent, y + i * self.line_height, text, self.size, self.weight)

    def below(self) -> Iterator[TextLine]:
        """The same in another language, as absolute lines."""
        for dx, dy, text in self.second:
            yield TextLine(self.x + dx, self.y + dy, text, self.second_size, "italic", "note_muted")

    def foot(self) -> Iterator[TextLine]:
        """Footer and number of votes as absolute lines (the dot sits left of the number, see ``dot``)."""
        y = self.y + self.footer_baseline
        for up, text in enumerate(reversed(self.footer_above), 1):
            above = y - up * self.footer_size * FOOTER_LINE
            yield TextLine(self.x + self.text_x, above, text, self.footer_size, "regular", "note_muted")
        if self.footer:
            yield TextLine(self.x + self.text_x, y, self.footer, self.footer_size, "regular", "note_muted")
        for dx, sign in self.badges:
            yield TextLine(self.x + dx, y, sign, self.footer_size * BADGE_SIZE / FOOTER_SIZE, "bold", "note_muted")
        if self.votes:
            yield TextLine(self.x + self.votes_x, y, str(self.votes), self.votes_size, "bold", "dot")

    def dot(self) -> tuple[float, float, float] | None:
        """Centre and radius of the dot before the number of votes (absolute), None without votes."""
        if not self.votes:
            return None
        r = self.votes_size * 0.36
        return (
            self.x + self.votes_x - r - self.votes_size * 0.25,
            self.y + self.footer_baseline - self.votes_size * 0.33,
            r,
        )

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies on the note."""
        return self.x <= x <= self.x + self.w and self.y <= y <= self.y + self.h

    def shifted(self, dx: float, dy: float) -> NoteBox:
        """The note moved by (dx, dy)."""
        later, x, y = self._later, self.x + dx, self.y + dy
        if later is None:
            return replace(self, x=x, y=y)
        # What nobody asked for yet is not written for a move: it says nothing of where the note is.
        return box_later((x, y, self.w, self.h), (self.id, self.kind, self.state), self.level, later)

    def scaled(self, k: float) -> NoteBox:
        """The note scaled about the origin."""
        return replace(
            self, x=self.x * k, y=self.y * k, w=self.w * k, h=self.h * k, size=self.size * k,
            line_height=self.line_height * k, text_x=self.text_x * k, first_baseline=self.first_baseline * k,
            indents=tuple(i * k for i in self.indents), footer_size=self.footer_size * k,
            footer_baseline=self.footer_baseline * k, votes_x=self.votes_x * k, votes_size=self.votes_size * k,
            scale=self.scale * k, badges=tuple((x * k, sign) for x, sign in self.badges),
            picture=tuple(v * k for v in self.picture), second_size=self.second_size * k,
            second=tuple((x * k, y * k, text) for x, y, text in self.second),
        )  # fmt: skip


class _Writer(Protocol):
    """Who knows what a box says."""

    def words(self, box: NoteBox, /) -> Sequence[Any]:
        """The values of `LATE`, in order."""


_EARLY: Final = ("id", "x", "y", "w", "h", "kind", "state", "level")
LATE: Final = tuple(f.name for f in fields(NoteBox) if f.init and f.name not in _EARLY)
"""The fields of a box that may be written later."""
_LATE: Final = frozenset(LATE)
# How a frozen thing gets its values.
_writes: Final = [vars(NoteBox)[name].__set__ for name in LATE]
_set_id, _set_x, _set_y, _set_w, _set_h, _set_kind, _set_state, _set_level = (
    vars(NoteBox)[name].__set__ for name in _EARLY
)
_set_later: Final = vars(NoteBox)["_later"].__set__


def box_later(
    place: tuple[float, float, float, float], note: tuple[str, str, str], level: int, writer: _Writer
) -> NoteBox:
    """A box at a place (x, y, width, height) of a note (id, kind, state) that says the rest when it is asked."""
    box: NoteBox = object.__new__(NoteBox)
    _set_id(box, note[0])
    _set_x(box, place[0])
    _set_y(box, place[1])
    _set_w(box, place[2])
    _set_h(box, place[3])
    _set_kind(box, note[1])
    _set_state(box, note[2])
    _set_level(box, level)
    _set_later(box, writer)
    return box
