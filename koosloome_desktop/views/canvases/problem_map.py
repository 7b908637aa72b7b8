"""The problem tree: effects grow upwards from the core problem, causes downwards; a note hangs under its parent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases.draw_tree import OUTSIDE, roles_of
from koosloome_desktop.canvases.inputs import zone_spec
from koosloome_desktop.layout.primitives import Board
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import tree
from koosloome_desktop.support.i18n import N_, translator
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Presenter, Target, zone_under
from koosloome_desktop.views.canvases.tree_facts import TreeFacts
from koosloome_desktop.views.count_words import short

LADDER: Final = {"cause": N_("Why?"), "effect": N_("And what follows?")}
"""What the ladder asks, by zone; other zones ask their own question."""
_SIDE: Final = 0.24
"""Share of a note's width at its left and right where a drop means beside it, not under it."""


def presenter(document: Document, canvas_id: str) -> Presenter | None:
    """The presenter of a variant's layout; the common one serves those that only have zones."""
    variant = TreePresenter(document, canvas_id).variant
    made = _class_for(variant.layout) if variant is not None else None
    return made(document, canvas_id) if made is not None else None


class TreePresenter(TreeFacts):
    """Parents and children: where notes land and how branches move."""

    # -- writing

    def aim(self, target: Target, direction: Direction, current: Note | None, board: Board) -> Target:
        """Away from the core: a child of the current note. Back: its sibling, then its parent's, then the next zone."""
        away = self.away.get(target.zone)
        here = current if current is not None and current.zone == target.zone else None
        if direction in {"left", "right"}:
            if here is None or not away:
                return target
            before, after = (here.id, "") if direction == "left" else ("", here.id)
            return Target(zone=target.zone, under=here.parent, before=before, after=after)
        if away == direction:
            return Target(zone=target.zone, under=here.id, ladder=True) if here is not None else target
        above = self.note_of(target.under)
        if away and above is not None and above.zone == target.zone:
            return Target(zone=target.zone, under=above.parent)
        return super().aim(target, direction, current, board)

    def below(self, note: Note) -> Target | None:
        """Under the note, away from the core; under the core problem its causes."""
        if note.zone in self.away:
            return Target(zone=note.zone, under=note.id)
        down = roles_of(self.variant)[2]
        return Target(zone=down, under=note.id) if down else None

    def words(self, target: Target) -> str:
        """The zone, and the note under which the next one hangs."""
        above = self.note_of(target.under)
        title = super().words(target)
        return f"{title} ↳ {short(above.text, 28)}" if above is not None and above.zone == target.zone else title

    def asks(self, target: Target) -> str:
        """Under a note of the same side the question is about that note: the ladder of "why?"."""
        above = self.note_of(target.under)
        if above is None or above.zone != target.zone or target.zone not in self.away:
            return super().asks(target)
        words, text = translator(self.lang), " ".join(above.text.split())
        question = words(LADDER[target.zone]) if target.zone in LADDER else super().asks(target)
        return words(N_("{question} “{text}”")).format(question=question, text=text)

    def add(self, tx: Transaction, target: Target, text: str) -> Note:
        """A new note under its parent; what waited for a core problem is hung under the first one."""
        above = self.note_of(target.under)
        beyond = target.zone == OUTSIDE
        zone = roles_of(self.variant)[2] if beyond else target.zone
        parent = above.id if above is not None else self.root_of(zone)
        note = verbs.add_note(tx, self.canvas_id, text, zone=zone, parent=parent, after=target.after)
        if target.before:
            verbs.move_note(tx, note, before=target.before)
        if beyond:
            tree.mark(tx, [note.id], "bound", tree.OUT)
        tree.uncover(tx, note.id)
        if note.zone not in self.away:
            self._adopt(tx, note)
        return note

    def _adopt(self, tx: Transaction, core: Note) -> None:
        """Hang what waited for a core problem under the first one."""
        for waiting in [n for n in self.notes() if not n.parent and n.id != core.id]:
            built_in = zone_spec(self.canvas, waiting.zone)
            if built_in is not None and built_in.child_of == core.zone and self.root_of(waiting.zone) == core.id:
                tx.update(waiting, parent=core.id)

    def rehome(self, tx: Transaction, note: Note, target: Target) -> None:
        """Into another zone with all that hangs under it."""
        if target.zone == OUTSIDE:
            tree.mark(tx, [note.id], "bound", tree.OUT)
        elif target.zone != note.zone:
            self._hang(tx, note, target.zone, self.root_of(target.zone))
        elif target.under != note.parent and target.under not in verbs.branch(self.document, note.id):
            self._hang(tx, note, note.zone, target.under)

    def _hang(self, tx: Transaction, note: Note, zone: str, parent: str, **spot: str) -> None:
        """Hang a note under another, its branch following it into the zone."""
        if parent == note.id:
            parent = ""
        followers = verbs.branch(self.document, note.id)
        verbs.move_note(tx, note, zone=zone, parent="" if parent in followers else parent, **spot)
        for follower in followers:
            tx.update(self.document.get(follower, Note), zone=zone)

    # -- arranging

    def nudge(self, ids: Sequence[str], direction: Direction, board: Board) -> Change | None:
        """Away: under the sibling before it. Back: beside its parent; at the root over to the other side."""
        note = self.note_of(ids[0])
        if note is None:
            return None
        if len(ids) > 1:
            return self._nudge_all(ids, direction)
        row = self.siblings(note)
        at = next(i for i, n in enumerate(row) if n.id == note.id)
        if direction in {"left", "right"}:
            step = -1 if direction == "left" else 1
            if not 0 <= at + step < len(row):
                return None
            how = "before" if step < 0 else "after"
            return lambda tx: verbs.move_note(tx, note, **{how: row[at + step].id})
        away = self.away.get(note.zone)
        if away is None:
            return None
        if direction == away:
            above = row[at - 1] if at > 0 else row[1] if len(row) > 1 else None
            return (lambda tx: self._hang(tx, note, note.zone, above.id)) if above is not None else None
        if not self.is_root(note):
            parent = self.document.get(note.parent, Note)
            return lambda tx: self._hang(tx, note, note.zone, parent.parent, after=parent.id)
        other = self.other(note.zone)
        return lambda tx: self._hang(tx, note, other, self.root_of(other))

    def _nudge_all(self, ids: Sequence[str], direction: Direction) -> Change | None:
        """Several at once, each as it would go alone past those that stay; what hangs under one of them follows it."""
        found = [n for i in ids if (n := self.note_of(i)) is not None and n.zone in self.away]
        held = {n.id for n in found}
        tops = [
            n for n in self.notes() if n.id in held and not held & {a.id for a in tree.ancestors(self.document, n.id)}
        ]
        if not tops:
            return None
        if direction in {"left", "right"}:
            return self._past(next(n for n in found if n in tops), held, direction)
        moves = [(n, spot) for n in tops if (spot := self._step(n, held, direction)) is not None]

        def change(tx: Transaction) -> None:
            last: dict[str, str] = {}
            for note, (zone, parent, after) in moves:
                self._hang(tx, note, zone, parent, **({"after": last.get(after, after)} if after else {}))
                last[after] = note.id

        return change if moves else None

    def _past(self, lead: Note, held: set[str], direction: Direction) -> Change | None:
        """The chosen ones of a row to the other side of the neighbour that stays."""
        row = self.siblings(lead)
        at = next(i for i, n in enumerate(row) if n.id == lead.id)
        beyond = row[at + 1 :] if direction == "right" else row[:at][::-1]
        mark = next((n for n in beyond if n.id not in held), None)
        if mark is None:
            return None
        moving = [n for n in row if n.id in held]
        how = "before" if direction == "left" else "after"
        # The last one first where they go behind: each lands right behind the mark.
        order = moving if how == "before" else moving[::-1]
        return lambda tx: [verbs.move_note(tx, n, **{how: mark.id}) for n in order]

    def _step(self, note: Note, held: set[str], direction: Direction) -> tuple[str, str, str] | None:
        """Where a note goes up or down beside others that move: zone, parent, and the note it lands behind."""
        if direction == self.away[note.zone]:
            row = self.siblings(note)
            at = next(i for i, n in enumerate(row) if n.id == note.id)
            above = next((n for n in (*row[:at][::-1], *row[at + 1 :]) if n.id not in held), None)
            return (note.zone, above.id, "") if above is not None else None
        if not self.is_root(note):
            parent = self.document.get(note.parent, Note)
            return (note.zone, parent.parent, parent.id)
        other = self.other(note.zone)
        return (other, self.root_of(other), "")

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """On a note: under it, or beside it at its edges. On a zone: hung under the core."""
        over = next((n for n in board.notes if n.contains(x, y)), None)
        if over is not None:
            taken = {f for i in ids for f in verbs.branch(self.document, i)} | set(ids)
            if over.id in taken:
                return None
            share = (x - over.x) / over.w
            if _SIDE < share < 1 - _SIDE or over.zone not in {*self.away, OUTSIDE}:
                return Drop("under", note=over.id, box=(over.x - 4, over.y - 4, over.w + 8, over.h + 8))
            at = over.x - 6 if share <= _SIDE else over.x + over.w + 6
            return Drop(
                "before" if share <= _SIDE else "after", note=over.id, bar=(at, over.y, at, over.y + over.h)
            )  # fmt: skip
        zone = zone_under(board, x, y)
        if zone is None:
            return None
        return Drop("into", zone=zone.code, box=(zone.x, zone.y, zone.w, zone.h))

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Re-parent what was dragged; notes whose parent is dragged too stay under it."""
        moving = [n for n in self.notes() if n.id in set(ids) and n.parent not in set(ids)]
        mark, last = self.note_of(drop.note), drop.note
        beside = mark is not None and drop.how != "under" and mark.bound == tree.OUT
        for found in moving:
            bound = tree.OUT if beside or drop.zone == OUTSIDE else ""
            note = tx.update(self.document.get(found.id, Note), bound=bound)
            if drop.zone == OUTSIDE:
                continue
            if drop.how == "under" and mark is not None:
                # A core problem takes notes of the side they come from, or causes.
                zone = (
                    mark.zone
                    if mark.zone in self.away
                    else note.zone
                    if note.zone in self.away
                    else roles_of(self.variant)[2]
                )
                self._hang(tx, note, zone, mark.id)
            elif drop.how in {"before", "after"} and mark is not None:
                spot = {"before": drop.note} if drop.how == "before" else {"after": last}
                self._hang(tx, note, mark.zone, mark.parent, **spot)
            elif drop.zone != note.zone or not self.is_root(note):
                self._hang(tx, note, drop.zone, self.root_of(drop.zone))
            last = note.id


def _class_for(layout: str) -> type[Presenter] | None:
    """Who presents this layout; a tree is shown without reading what the other forms need."""
    if layout == "tree":
        return TreePresenter
    if layout == "axes":
        from koosloome_desktop.views.canvases.problem_axes import AxesPresenter

        return AxesPresenter
    from koosloome_desktop.views.canvases import problem_forms

    forms: dict[str, type[Presenter]] = {
        "fishbone": problem_forms.FishbonePresenter,
        "chain": problem_forms.ChainPresenter,
        "forces": problem_forms.ForcesPresenter,
        "sentence": problem_forms.SentencePresenter,
    }
    return forms.get(layout)
