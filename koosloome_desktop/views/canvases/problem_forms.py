"""Force field, problem statement and how-might-we questions: what + and − mean there, and where the next note lands.

Knows no Qt.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from koosloome_desktop.canvases import draw_problem
from koosloome_desktop.layout.fishbone import joint_of
from koosloome_desktop.layout.forces import AIR, MOST, STEP
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteBox
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Presenter, Target
from koosloome_desktop.views.count_words import short

_SHORT: Final = 60


class ForcesPresenter(Presenter):
    """Enablers and obstacles; `aside` are those that are left out to see what the balance would be."""

    def __init__(self, document: Document, canvas_id: str) -> None:
        super().__init__(document, canvas_id)
        self.aside: frozenset[str] = frozenset()

    @property
    def sides(self) -> tuple[str, str]:
        """The codes of the zones that push against each other."""
        return draw_problem.force_roles(self.variant)[1:]

    def board(self, profile: LayoutProfile) -> Board:
        """The drawing, what is set aside left out of the sums."""
        there = frozenset(n.id for n in self.notes() if n.zone in self.sides)
        return draw_problem.forces(self.document, self.canvas, profile, self.lang, self.aside & there)

    def weighs(self, note: Note | None) -> bool:
        """Whether a note stands on one of the two sides."""
        return note is not None and note.zone in self.sides

    def told(self, note: Note) -> str:
        """The strength, and whether the factor is set aside."""
        if note.zone not in self.sides:
            return ""
        told = _("not weighed yet") if note.strength is None else _strength(note.strength)
        return told + ", " + _("set aside") if note.id in self.aside else told

    def set_aside(self, ids: Sequence[str]) -> bool:
        """Leave factors out of the balance, or take them in again; whether any is left out now. Nothing is stored."""
        found = frozenset(i for i in ids if self.weighs(self._note(i)))
        self.aside = self.aside - found if found <= self.aside else self.aside | found
        return bool(self.aside)

    def _note(self, note_id: str) -> Note | None:
        found = self.document.find(note_id)
        return found if isinstance(found, Note) else None

    def verdict(self) -> str:
        """What the balance says now."""
        strengths = draw_problem.strengths(self.document, self.canvas)
        sums = [
            sum(strengths.get(n.id, 0) for n in self.notes() if n.zone == side and n.id not in self.aside)
            for side in self.sides
        ]
        names = draw_problem.side_names(self.document, self.canvas, self.lang)
        return draw_problem.verdict(sums[0], sums[1], self.lang, aside=bool(self.aside), names=names)

    def touched(self, board: Board, x: float, y: float) -> tuple[Change, str] | None:
        """A click where a note's arrow reaches: the arrow ends there."""
        left = self.sides[0]
        reached = ((b, strength_at(b, x, y, b.zone == left)) for b in board.notes if b.zone in self.sides)
        box, value = next(((b, s) for b, s in reached if s), (None, 0))
        note = self._note(box.id) if box is not None else None
        if note is None or note.strength == value:
            return None
        return (lambda tx: tx.update(note, strength=value)), _strength(value)

    def bump(self, note: Note, delta: int) -> tuple[Change, str] | None:
        """+ and −: the strength 1–5; a factor that was not weighed starts at 1, or at 5 with −."""
        if note.zone not in self.sides:
            return super().bump(note, delta)
        now = note.strength
        value = (1 if delta > 0 else MOST) if now is None else max(1, min(MOST, now + delta))
        if value == now:
            return None
        return (lambda tx: tx.update(note, strength=value)), _strength(value)


def strength_at(box: NoteBox, x: float, y: float, pushes_right: bool) -> int:
    """The strength that an arrow of a note has which ends at a point, 0 where no arrow of it reaches."""
    if not box.y <= y <= box.y + box.h:
        return 0
    away = x - (box.x + box.w + AIR) if pushes_right else box.x - AIR - x
    return math.ceil(away / STEP) if 0 < away <= MOST * STEP else 0


def _strength(value: int) -> str:
    return _("Strength {value} of 5").format(value=value)


class FishbonePresenter(Presenter):
    """Bones lean over each other, so what lies beside or across is told by where they meet the spine."""

    def zone_beyond(self, board: Board, code: str, direction: Direction) -> str:
        """Left and right: the next bone on the same side, then the head. Up and down: the bone across the spine."""
        bones = {z.code: at for z in board.zones if (at := joint_of(board, z.code)) is not None}
        head = next((z.code for z in board.zones if z.code and z.code not in bones), "")
        upper = {c: x for c, (x, y) in bones.items() if (z := board.zone(c)) is not None and z.y < y - z.h / 2}
        lower = {c: x for c, (x, _y) in bones.items() if c not in upper}
        if code not in bones:
            side = lower if direction == "down" else upper
            return max(side, key=lambda c: side[c], default="") if code == head and direction != "right" else ""
        own, other = (upper, lower) if code in upper else (lower, upper)
        if direction in {"up", "down"}:
            across = (direction == "down") == (code in upper)
            return min(other, key=lambda c: abs(other[c] - own[code]), default="") if across else ""
        row = [*sorted(own, key=lambda c: own[c]), head]
        to = row.index(code) + (1 if direction == "right" else -1)
        return row[to] if to >= 0 else ""

    def _neighbour(self, board: Board, lead: NoteBox, ids: Sequence[str], direction: Direction) -> str | None:
        """Beside a note only notes of its own row; rows lean, so those above and below are no neighbours aside."""
        found = super()._neighbour(board, lead, ids, direction)
        box = board.note(found) if found else None
        if box is None or direction in {"up", "down"}:
            return found
        return found if abs(box.y - lead.y) < lead.h / 2 else None


class ChainPresenter(Presenter):
    """A chain of whys: the line asks of the last answer."""

    def asks(self, target: Target) -> str:
        """The question, and what is asked about: the answer before, at first the problem."""
        codes = self.codes()
        if len(codes) < 2 or target.zone != codes[1]:
            return super().asks(target)
        said = [n for n in self.notes() if n.zone == codes[1]] or [n for n in self.notes() if n.zone == codes[0]]
        return f"{self.zone(target.zone).title} – {short(said[-1].text, _SHORT)}" if said else super().asks(target)


class SentencePresenter(Presenter):
    """Candidates of a sentence: each has one part in every zone; + marks the one the room decided for."""

    def _next(self, zone: str) -> int:
        """The number of the first candidate that has no part in a zone yet."""
        rows = draw_problem.candidates(self.document, self.canvas)
        taken = {rows[n.id] for n in self.notes() if n.zone == zone and n.id in rows}
        return next(row for row in range(len(taken) + 1) if row not in taken) + 1

    def settled(self, target: Target) -> Target:
        """After a part was written: the first zone in which the earliest candidate lacks one."""
        codes = self.codes()
        return Target(zone=min(codes, key=self._next)) if target.zone in codes else target

    def words(self, target: Target) -> str:
        """The zone, and which candidate the part is for."""
        title = super().words(target)
        return f"{title} · {self._next(target.zone)}" if target.zone in self.codes() else title

    def add(self, tx: Transaction, target: Target, text: str) -> Note:
        """A part of the earliest candidate that lacks one."""
        level = self._next(target.zone)
        note = super().add(tx, target, text)
        return tx.update(note, level=level)

    def rehome(self, tx: Transaction, note: Note, target: Target) -> None:
        """Another part of the earliest candidate that lacks it."""
        level = self._next(target.zone) if target.zone != note.zone else note.level
        super().rehome(tx, note, target)
        tx.update(self.document.get(note.id, Note), level=level)

    def told(self, note: Note) -> str:
        """Which candidate, and whether it is the chosen one."""
        row = draw_problem.candidates(self.document, self.canvas).get(note.id)
        told = "" if row is None else _("candidate {number}").format(number=row + 1)
        return told + ", " + _("chosen") if note.chosen else told

    def row(self, note: Note) -> list[Note]:
        """All parts of a note's candidate."""
        rows = draw_problem.candidates(self.document, self.canvas)
        return [n for n in self.notes() if rows.get(n.id) == rows.get(note.id)]

    def bump(self, note: Note, delta: int) -> tuple[Change, str] | None:
        """+ chooses the note's candidate, − leaves it again."""
        return choice(self, note, delta > 0)


def ordered(presenter: Presenter, weights: Mapping[str, int]) -> Change | None:
    """The change that puts the heaviest notes of every zone first, equal ones as they are; None when they stand so."""
    moves: list[tuple[Note, str]] = []
    for code in presenter.codes():
        inside = [n for n in presenter.notes() if presenter.zone_of(n) == code]
        wanted = sorted(inside, key=lambda n: -weights.get(n.id, 0))
        if wanted != inside:
            moves += [(note, before.id) for before, note in pairwise(wanted)]
    if not moves:
        return None

    def work(tx: Transaction) -> None:
        for note, before in moves:
            verbs.move_note(tx, tx.document.get(note.id, Note), after=before)

    return work


def choice(presenter: Presenter, note: Note, chosen: bool) -> tuple[Change, str] | None:
    """Mark a wording as the chosen one, or not any more; of sentences the whole candidate, and only one."""
    row = presenter.row(note) if isinstance(presenter, SentencePresenter) else [note]
    ids = {n.id for n in row}
    others = [n for n in presenter.notes() if n.chosen and n.id not in ids and isinstance(presenter, SentencePresenter)]
    marked = row if isinstance(presenter, SentencePresenter) else [note]
    if all(n.chosen == chosen for n in marked):
        return None

    def work(tx: Transaction) -> None:
        for each in marked:
            tx.update(each, chosen=chosen)
        for each in others if chosen else ():
            tx.update(each, chosen=False)

    return work, _("Chosen") if chosen else _("Not chosen any more")
