"""A note that was measured but not placed yet: how large its paper is and how its text breaks.

A card is a dark bar, text from the top, and a strip at the foot for the footer and the votes. The strip is kept on a
whole board or not at all, so that notes of one board are alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields, replace
from functools import lru_cache
from typing import Any, Final

from koosloome_desktop.layout.metrics import BASELINE, LINE, measure
from koosloome_desktop.layout.notebox import LATE, box_later
from koosloome_desktop.layout.primitives import (
    BADGE_SIZE,
    FOOTER_LINE,
    FOOTER_SIZE,
    SECOND_SIZE,
    VOTES_SIZE,
    LayoutProfile,
    NoteBox,
    NoteIn,
    Weight,
    ZoneIn,
)
from koosloome_desktop.layout.wrap import Fitted, elide, fit, fit_once

#: Bar 6 units plus 10 of air; air at the right; above; below the text with and without a strip for footer and votes.
LEFT: Final = 16.0
RIGHT: Final = 12.0
TOP: Final = 9.0
FOOT: Final = 24.0
BOTTOM: Final = 10.0
#: The photo of a note lies at its top, from the bar to the right edge; so high for its width.
PHOTO_SHARE: Final = 0.68
_PHOTO_LEFT: Final = 6.0
_WIDEST_PHOTO: Final = 1.5
_FOOTER_UP: Final = 9.0
_BADGE_GAP: Final = 5.0
PART: Final = " · "
"""What stands between the parts of a footer."""
_MOST_FOOT: Final = 3
_SECOND_GAP: Final = 4.0
#: The fields of a box that are written when somebody asks, with what they are where nothing else is said.
_usual: Final = [(f.name, None if f.default is MISSING else f.default) for f in fields(NoteBox) if f.name in LATE]
#: An emphasised (core) card: its text is one step stronger and stands in the middle.
_EMPHASIS_PAD: Final = 14.0


def footed(notes: Iterable[NoteIn]) -> bool:
    """Whether a board of these notes keeps the strip at the foot of every note."""
    return any(n.footer or n.badges or n.votes is not None for n in notes)


def usual_height(profile: LayoutProfile, strip: bool) -> float:
    """The height every note has whose text fits, with or without the strip at its foot."""
    return profile.note_height if strip else profile.note_height - FOOT * profile.fine + BOTTOM


class Card:
    """A measured note. ``h`` may be raised before placing, so that neighbours are alike."""

    __slots__ = (
        "_box",
        "_face",
        "centred",
        "fine",
        "fitted",
        "foot",
        "h",
        "note",
        "photo_h",
        "second",
        "strip",
        "w",
        "weight",
    )  # fmt: skip

    def __init__(
        self,
        note: NoteIn,
        profile: LayoutProfile,
        strip: bool,
        *,
        width: float = 0.0,
        least: float | None = None,
        centred: bool = False,
        ladder: tuple[float, ...] = (),
    ) -> None:
        """Fit the text. ``width`` 0 = the profile's; ``least`` is the least height, None = the usual one; ``ladder``
        may be a part of the profile's."""
        self.note = note
        self._box: NoteBox | None = None
        self._face: _Face | None = None
        self.strip = strip
        self.centred = centred
        self.w = w = width or profile.note_width
        self.weight: Weight = "semibold" if note.emphasis or centred else "regular"
        self.fine = small = profile.fine
        self.foot = foot = _foot(note, w, small)
        # For a second line of the footer the text steps down; for a third one the note grows.
        more = _more(foot, small) if len(foot) > 1 else 0.0
        room = profile.note_height - TOP - FOOT * small - min(more, FOOTER_SIZE * small * FOOTER_LINE)
        self.fitted: Fitted = (fit_once if profile.once else fit)(
            note.text, w - LEFT - RIGHT, ladder or profile.ladder, room + 0.01, self.weight, profile.lang
        )
        pads = TOP + (FOOT * small if strip else BOTTOM)
        if centred:
            pads = 2 * _EMPHASIS_PAD + (FOOT * small - BOTTOM if strip else 0.0)
        self.second: tuple[str, ...] = ()
        if note.second:
            self.second = _second(note, w, SECOND_SIZE * small, profile.lang)
            pads += _second_height(self.second, SECOND_SIZE * small)
        h = self.fitted.height + pads + more
        usual = usual_height(profile, strip) if least is None else least
        self.photo_h = 0.0
        if note.photo:
            # A wide card (the core) shows a wide strip of its photo, not a photo as high as the board.
            wide = min(w, _WIDEST_PHOTO * profile.note_width) - _PHOTO_LEFT
            self.photo_h = round(wide * PHOTO_SHARE, 1)
        self.h = (max(usual, h)) + self.photo_h

    def fresh(self) -> Card:
        """The same measured note once more, placed nowhere yet: its height may be raised for itself."""
        made = object.__new__(Card)
        made._box, made._face = None, None
        made.centred, made.fine, made.fitted, made.foot = self.centred, self.fine, self.fitted, self.foot
        made.h, made.note, made.photo_h, made.second = self.h, self.note, self.photo_h, self.second
        made.strip, made.w, made.weight = self.strip, self.w, self.weight
        return made

    def place(self, x: float, y: float, level: int = 0) -> NoteBox:
        """The finished box with its corner at (x, y); one that has not moved since the last time is the same. What it
        says is worked out when somebody asks.
        """
        box = self._box
        if box is None or box.x != x or box.y != y or box.h != self.h or box.level != level:
            face, note = self._face, self.note
            if face is None:
                face = self._face = _Face(self)
            box = self._box = box_later((x, y, self.w, self.h), (note.id, note.kind, note.state), level, face)
        return box


class _Face:
    """What a box says of a card whose place is known. It knows nothing of the box: a ring of the two would be left to
    the collector, which does not look while a workshop is opened.
    """

    __slots__ = ("centred", "fine", "fitted", "foot", "note", "photo_h", "second", "strip", "w", "weight")

    def __init__(self, card: Card) -> None:
        self.note, self.fitted, self.foot, self.second = card.note, card.fitted, card.foot, card.second
        self.photo_h, self.w, self.weight = card.photo_h, card.w, card.weight
        self.centred, self.strip, self.fine = card.centred, card.strip, card.fine

    def words(self, box: NoteBox) -> tuple[Any, ...]:
        """The values of ``LATE`` for a box of this size."""
        note, found = self.note, self.fitted
        votes = str(note.votes) if note.votes else ""
        votes_size = VOTES_SIZE * self.fine
        votes_w = measure(votes, votes_size, "bold") if votes else 0.0
        badges = self._badges(self.w - LEFT - RIGHT - (votes_w + votes_size * 1.4 if votes else 0.0))
        baseline = self.photo_h + self._top(box.h)
        said = {
            "size": found.size,
            "lines": found.lines,
            "line_height": found.size * LINE,
            "text_x": LEFT,
            "first_baseline": baseline + found.size * BASELINE,
            "footer": self.foot[-1] if self.foot else "",
            "footer_above": self.foot[:-1],
            "votes": note.votes,
            "emphasis": note.emphasis or self.centred,
            "weight": self.weight,
            "indents": self._indents() if self.centred else (),
            "footer_size": FOOTER_SIZE * self.fine,
            "footer_baseline": box.h - _FOOTER_UP * self.fine,
            "votes_size": votes_size,
            "votes_x": self.w - RIGHT - votes_w,
            "zone": note.zone,
            "stage": note.stage,
            "cluster": note.cluster,
            "photo": note.photo,
            "badges": badges,
            "picture": (_PHOTO_LEFT, 0.0, self.w - _PHOTO_LEFT, self.photo_h) if self.photo_h else (),
            "second": self._second_lines(baseline + found.height + _SECOND_GAP) if self.second else (),
            "second_size": SECOND_SIZE * self.fine,
        }
        return tuple([said.get(name, usual) for name, usual in _usual])

    def _top(self, h: float) -> float:
        """Where the text begins below the photo."""
        if not self.centred:
            return TOP
        foot = (FOOT * self.fine - BOTTOM if self.strip else 0.0) + _more(self.foot, self.fine)
        return (h - self.photo_h - foot - self.fitted.height - _second_height(self.second, SECOND_SIZE * self.fine)) / 2

    def _second_lines(self, top: float) -> tuple[tuple[float, float, str], ...]:
        size = SECOND_SIZE * self.fine
        first = top + size * BASELINE
        return tuple((LEFT, first + i * size * LINE, text) for i, text in enumerate(self.second))

    def _badges(self, room: float) -> tuple[tuple[float, str], ...]:
        """The badges from right to left before the votes."""
        placed: list[tuple[float, str]] = []
        for sign in reversed(self.note.badges):
            room -= measure(sign, BADGE_SIZE * self.fine, "bold")
            placed.append((LEFT + room, sign))
            room -= _BADGE_GAP
        return tuple(reversed(placed))

    def _indents(self) -> tuple[float, ...]:
        room = self.w - LEFT - RIGHT
        size, weight = self.fitted.size, self.weight
        return tuple(max(0.0, (room - measure(line, size, weight)) / 2) for line in self.fitted.lines)


def _second(note: NoteIn, width: float, size: float, lang: str) -> tuple[str, ...]:
    if not note.second:
        return ()
    return fit(note.second, width - LEFT - RIGHT, (size,), math.inf, "italic", lang).lines


def _second_height(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * LINE + _SECOND_GAP if lines else 0.0


def _foot(note: NoteIn, width: float, small: float) -> tuple[str, ...]:
    """The lines of the footer, left of badges and votes: one where it fits, else broken between its parts (`` · ``)
    first. What would take more than `_MOST_FOOT` lines ends in an ellipsis.
    """
    if not note.footer:
        return ()
    if not note.votes and not note.badges:
        return _whole_foot(note.footer, width - LEFT - RIGHT, width - LEFT - RIGHT, FOOTER_SIZE * small)
    room = wide = width - LEFT - RIGHT
    if note.votes:
        room -= measure(str(note.votes), VOTES_SIZE * small, "bold") + VOTES_SIZE * small * 1.4
    for sign in note.badges:
        room -= measure(sign, BADGE_SIZE * small, "bold") + _BADGE_GAP
    # Signs are as high as a line and a half: nothing stands close above them.
    return _whole_foot(note.footer, room, room if note.badges else wide, FOOTER_SIZE * small)


@lru_cache(maxsize=8192)
def _whole_foot(footer: str, room: float, wide: float, size: float) -> tuple[str, ...]:
    line = elide(footer, room, size)
    if not line.endswith("…") or footer.endswith("…"):
        return (line,) if line else ()
    return _broken_foot(footer, room, wide, size)


@lru_cache(maxsize=2048)
def _broken_foot(footer: str, room: float, wide: float, size: float) -> tuple[str, ...]:
    if PART not in footer and " #" not in footer and measure(footer, size) <= wide:
        return footer, ""  # only the last line stands beside badges and votes
    lines = _foot_lines(_parts(footer, room, wide, size), room, wide, size)
    if len(lines) <= _MOST_FOOT:
        return tuple(lines)
    kept = lines[: _MOST_FOOT - 1]
    return *kept, elide(" ".join(lines[_MOST_FOOT - 1 :]) + "…", room, size)


def _foot_lines(parts: Sequence[str], room: float, wide: float, size: float) -> list[str]:
    """The parts in lines. A cluster's name stands over the others, where it has the room that votes take below: the
    sign is on the last line of every note.
    """
    names = [p for p in parts if p.startswith("#")]
    above = [line for name in names for line in fit(name, wide, (size,), math.inf).lines]
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{PART}{part}" if lines else part
        if part in names:
            continue
        if lines and measure(joined, size) <= room:
            lines[-1] = joined
        else:
            lines += fit(part, room, (size,), math.inf).lines
    return [*above, *(lines or [""])]


def _parts(footer: str, room: float, wide: float, size: float) -> list[str]:
    """The parts of a footer. A cluster's name too long beside its sign is one that fits into a line: it is not torn."""
    found: list[str] = []
    for part in footer.split(PART):
        sign, space, name = part.partition(" #")
        apart = bool(space) and measure(part, size) > room and measure(f"#{name}", size) <= max(room, wide)
        found += [sign, f"#{name}"] if apart else [part]
    return found


def _more(foot: Sequence[str], small: float) -> float:
    """The height of the lines of a footer above its last one."""
    return max(len(foot) - 1, 0) * FOOTER_SIZE * small * FOOTER_LINE


def cards(
    notes: Iterable[NoteIn], profile: LayoutProfile, strip: bool, *, width: float = 0.0, least: float | None = None
) -> list[Card]:
    """A card for each note, all of one width."""
    return [Card(n, profile, strip, width=width, least=least) for n in notes]


def ghost_notes(zone: ZoneIn) -> tuple[NoteIn, ...]:
    """The example notes of an empty zone; their ids can never be those of records."""
    return tuple(
        NoteIn(f"ghost:{zone.code}:{i}", text, zone=zone.code, kind=zone.kind, state="ghost")
        for i, text in enumerate(zone.ghosts)
    )


def level_out(row: Sequence[Card], usual: float) -> None:
    """Make the cards of a row equally high, but let one that outgrew the rest by far stand alone."""
    if not row:
        return
    alike = max((c.h for c in row if c.h <= usual * 1.5), default=usual)
    for card in row:
        card.h = max(card.h, alike)


def text_part(box: NoteBox) -> NoteBox:
    """A note without its photo: the part in which its text stands."""
    if not box.picture:
        return box
    high = box.picture[1] + box.picture[3]
    return replace(
        box, y=box.y + high, h=box.h - high, first_baseline=box.first_baseline - high,
        footer_baseline=box.footer_baseline - high, picture=(),
        second=tuple((x, y - high, text) for x, y, text in box.second),
    )  # fmt: skip
