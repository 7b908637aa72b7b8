"""A tree as a drawing: folded branches are hidden (never on paper), what is left aside stands beyond a line.

The zones of a tree variant stand from top to bottom: what grows upwards, the one sentence in the middle, what grows
downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.inputs import parts_in
from koosloome_desktop.canvases.spec import Variant
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, ZoneIn
from koosloome_desktop.layout.tree import ROLES, layout_tree
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import flipping, queries, tree
from koosloome_desktop.support.i18n import N_, Translator, translator

OUTSIDE: Final = "~out"
"""Code of the zone beyond the workshop's limit: it exists on the drawing only, notes keep their own zone."""
LIMIT: Final = N_("Limit of this workshop")
OUTLINE: Final = "ghost:turn:"
_SHORT: Final = 40


def roles_of(variant: Variant | None) -> tuple[str, str, str]:
    """The codes of the zones above, in the middle and below; "" for a side that the variant does not have."""
    codes = [z.code for z in variant.zones] if variant is not None else []
    at = next((i for i, z in enumerate(variant.zones) if z.single), -1) if variant is not None else -1
    if at < 0:
        return ROLES
    return codes[at - 1] if at > 0 else "", codes[at], codes[at + 1] if at + 1 < len(codes) else ""


Limit = tuple[str, ZoneIn]
"""The word on the dashed line, and the zone beyond it."""


def draw_tree(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The tree of a canvas; `layout.tree` says how it is placed."""
    drawn, zones = parts_in(document, canvas, lang, once=profile.once)
    drawn = set_apart(document, canvas, drawn)
    if canvas.mirrors:
        drawn, zones = turning(document, canvas, drawn, zones, outlines=profile.name != "paper")
    if profile.name != "paper":
        drawn = _without_folded(drawn, queries.standing(document, canvas.id))
    return layout_tree(drawn, zones, profile, roles_of(variant_of(canvas.type, canvas.variant)), limit_in(lang))


def limit_in(lang: str) -> Limit:
    """The workshop's limit in words."""
    words = translator(lang)
    return words(LIMIT), outside_zone(words)


def turning(
    document: Document, canvas: Canvas, notes: Sequence[NoteIn], zones: Sequence[ZoneIn], *, outlines: bool
) -> tuple[list[NoteIn], list[ZoneIn]]:
    """The notes of an objective tree with the problem each turns round, and outlines where a problem is not turned yet.

    A twin hangs under the outline of the problem between as long as nobody moved it.
    """
    turned = flipping.twins(document, canvas.id)
    asked = {twin.id: problem for problem, twin in turned.items()}
    todo = {n.id: n for n in flipping.unturned(document, canvas)} if outlines else {}
    order = {n.id: n for n in flipping.problems(document, canvas.mirrors)}
    found: dict[str, NoteIn] = {}
    rest = []
    for note in notes:
        problem = order.get(asked.get(note.id, ""))
        if problem is None:  # no problem's twin, or that of one which waits in the parking lot
            rest.append(note)
            continue
        told = f"{note.footer} · ↔ {' '.join(problem.text.split())[:_SHORT]}".removeprefix(" · ")
        moved = note.parent != flipping.above(document, problem, turned)
        parent = note.parent if moved or problem.parent not in todo else outline_id(problem.parent)
        found[problem.id] = replace(note, footer=told, parent=parent)
    plain = [replace(z, ghosts=()) for z in zones]
    if not todo:
        return [*found.values(), *rest], plain
    kinds = {z.code: z.kind for z in zones}
    for problem in todo.values():
        above = turned.get(problem.parent)
        parent = outline_id(problem.parent) if problem.parent in todo else above.id if above is not None else ""
        zone = flipping.ZONES[problem.zone]
        if zone not in kinds:  # the canvas is shown in a form that turns nothing round
            continue
        outline = NoteIn(outline_id(problem.id), problem.text, zone, parent=parent, kind=kinds[zone], state="ghost")
        found[problem.id] = outline
    return [*(found[i] for i in order if i in found), *rest], plain


def outline_id(problem_id: str) -> str:
    """The id of the outline of a problem that is not turned yet; never the id of a record."""
    return f"{OUTLINE}{problem_id}"


def outside_zone(words: Translator) -> ZoneIn:
    """The zone beyond the limit."""
    return ZoneIn(OUTSIDE, words(N_("Left aside")), words(N_("Said and kept, but not solved in this workshop")))


def _without_folded(notes: Sequence[NoteIn], records: Sequence[Note]) -> list[NoteIn]:
    """The notes in sight, and the outlines under them; a folded one tells how many stand behind it."""
    hidden, behind = tree.folded(records)
    if not behind:
        return list(notes)
    gone, found = set(hidden) | set(behind), []
    for note in notes:
        if note.id in behind:
            found.append(replace(note, badges=(*note.badges, f"+{behind[note.id]}"), state="folded"))
        elif note.state == "ghost" and note.parent in gone:
            gone.add(note.id)  # outlines stand behind what they hang under
        elif note.id not in hidden:
            found.append(note)
    return found


def set_apart(document: Document, canvas: Canvas, notes: Sequence[NoteIn]) -> list[NoteIn]:
    """Notes beyond the limit go to its zone, branch by branch at the end; one that hangs under a note of its own kind
    says which.
    """
    records = queries.standing(document, canvas.id)
    left = tree.outside(records)
    if not left:
        return list(notes)
    known = {n.id: n for n in records}
    drawn = {n.id: n for n in notes}
    apart = []
    for note_id in tree.branchwise([n for n in records if n.id in left]):
        note, above = drawn[note_id], known.get(known[note_id].parent)
        same = above is not None and above.zone == known[note_id].zone
        told = f" · ↑ {' '.join(above.text.split())[:_SHORT]}" if above is not None and same else ""
        apart.append(replace(note, zone=OUTSIDE, footer=note.footer + told, emphasis=False))
    return [*(n for n in notes if n.id not in left), *apart]
