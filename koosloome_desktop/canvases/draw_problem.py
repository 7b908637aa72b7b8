"""Drawings of the problem map's variants: what their layouts need of the records, as finished words and numbers.

Each layout is loaded when it first draws: a board shows one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.inputs import TRAY, parts_in, title_here, zone_title
from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_, translator

if TYPE_CHECKING:
    from koosloome_desktop.canvases.spec import Variant
    from koosloome_desktop.layout.axes import AxesIn

STAKEHOLDER: Final = "stakeholder"
"""The kind of the notes whose attitude is asked for on axes."""
SIDES: Final = ("enabler", "obstacle")
"""The sides of the built-in field of forces, which have words of their own for which one is stronger."""
QUADRANTS: Final = ("high-high", "low-high", "high-low", "low-low")
SHEET_ROWS: Final = (1, 3, 1)
"""Panels in each row of the worksheet: the question, what is known of it, the question seen anew."""


def fishbone(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """Head, spine and bones."""
    from koosloome_desktop.layout.fishbone import layout_fishbone

    return layout_fishbone(*parts_in(document, canvas, lang), profile, tray=TRAY)


def iceberg(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """Layers of one outline."""
    from koosloome_desktop.layout.iceberg import layout_iceberg

    return layout_iceberg(*parts_in(document, canvas, lang), profile, tray=TRAY)


def chain(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """A chain of whys; its start, its links and its end are the variant's first three zones."""
    from koosloome_desktop.layout.chain import layout_chain

    variant = variant_of(canvas.type, canvas.variant)
    codes = [z.code for z in variant.zones] if variant else []
    roles = (*codes, "", "", "")[:3]
    word = title_here(document, canvas, roles[1], lang)
    return layout_chain(*parts_in(document, canvas, lang), profile, word, (roles[0], roles[1], roles[2]))


def sheet(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """Panels of a worksheet."""
    from koosloome_desktop.layout.sheet import layout_sheet

    return layout_sheet(*parts_in(document, canvas, lang), profile, SHEET_ROWS, tray=TRAY)


def questions(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """A list of questions."""
    from koosloome_desktop.layout.sentence import layout_questions

    return layout_questions(*parts_in(document, canvas, lang), profile, tray=TRAY)


# -- two axes


def axes_roles(variant: Variant | None) -> tuple[str, str]:
    """The codes of the zone above a form's axes and of the zone whose notes stand in their field: the stakeholders,
    else the first zone that holds more than one sentence. "" for a zone that the form does not have.
    """
    zones = variant.zones if variant is not None else ()
    many = sorted((z for z in zones if not z.single), key=lambda z: z.kind != STAKEHOLDER)
    return next((z.code for z in zones if z.single), ""), many[0].code if many else ""


def axes_words(canvas: Canvas, lang: str) -> AxesIn:
    """The words of the axes: as the file names them, else as the form does, else interest and influence."""
    from koosloome_desktop.layout.axes import AxesIn

    words = translator(lang)
    variant = variant_of(canvas.type, canvas.variant)
    core, field = axes_roles(variant)
    own = [w.get(lang) for w in variant.axes] if variant is not None else []
    roles = {"core": core or "core", "field": field or STAKEHOLDER}
    given = canvas.parts.get("axes")

    def named(key: str, usual: str) -> str:
        found = given.get(key) if isinstance(given, Mapping) else None
        if isinstance(found, Mapping):
            told = found.get(lang) or found.get("et")
            return told if isinstance(told, str) and told else usual
        return found if isinstance(found, str) and found else usual

    low, high, tray = words(N_("low")), words(N_("high")), words(N_("Not placed yet"))
    if own:
        x, y, *quadrants = own
        names = dict(zip(QUADRANTS, quadrants, strict=False))
        return AxesIn(named("x", x), named("y", y), low, high, names, tray, **roles)
    names = {
        "high-high": words(N_("Work together closely")),
        "low-high": words(N_("Keep satisfied")),
        "high-low": words(N_("Keep informed")),
        "low-low": words(N_("Watch")),
    }
    hint = words(N_("How much does it touch them? How much do they decide?"))
    x, y = named("x", words(N_("Interest"))), named("y", words(N_("Influence")))
    return AxesIn(x, y, low, high, names, tray, hint, **roles)


def placed(note: Note) -> bool:
    """Whether a stakeholder has a place on both axes."""
    return note.x is not None and note.y is not None


def axes(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """Stakeholders by interest and influence."""
    from koosloome_desktop.layout.axes import layout_axes

    values = {n.id: (float(n.x or 0), float(n.y or 0)) for n in queries.standing(document, canvas.id) if placed(n)}
    return layout_axes(*parts_in(document, canvas, lang), profile, axes_words(canvas, lang), values)


# -- forces


def strengths(document: Document, canvas: Canvas) -> dict[str, int]:
    """The strength of every note that has one, kept within 1–5."""
    from koosloome_desktop.layout.forces import MOST

    return {
        n.id: max(1, min(MOST, n.strength))
        for n in queries.standing(document, canvas.id)
        if n.strength is not None and n.strength > 0
    }


def force_roles(variant: Variant | None) -> tuple[str, str, str]:
    """The codes of a form's desired change and of its two sides: the zone of one sentence, and the first two others."""
    zones = variant.zones if variant is not None else ()
    change = next((z.code for z in zones if z.single), "change")
    sides = [z.code for z in zones if not z.single]
    return (change, *(sides[:2] if len(sides) > 1 else SIDES))


def forces(
    document: Document, canvas: Canvas, profile: LayoutProfile, lang: str, without: AbstractSet[str] = frozenset()
) -> Board:
    """Enablers against obstacles; notes in ``without`` are set aside to see what the balance would be."""
    from koosloome_desktop.layout.forces import ForcesIn, layout_forces, total

    notes, zones = parts_in(document, canvas, lang)
    roles = force_roles(variant_of(canvas.type, canvas.variant))
    plain = ForcesIn(strengths(document, canvas), "", without, *roles)
    left, right = (total(notes, plain, code) for code in roles[1:])
    told = verdict(left, right, lang, aside=bool(without), names=side_names(document, canvas, lang))
    return layout_forces(notes, zones, profile, replace(plain, verdict=told))


def side_names(document: Document, canvas: Canvas, lang: str) -> tuple[str, ...]:
    """The names of the sides of a field of forces, none where they are the built-in ones: there are words for those."""
    sides = force_roles(variant_of(canvas.type, canvas.variant))[1:]
    names = tuple(title_here(document, canvas, side, lang) for side in sides)
    return () if names == tuple(zone_title(canvas, side, None, lang) for side in SIDES) else names


def verdict(left: int, right: int, lang: str, *, aside: bool = False, names: Sequence[str] = ()) -> str:
    """What the balance says in one line; "" while nothing was weighed. `names` are those of sides of one's own."""
    words = translator(lang)
    if not left and not right:
        return ""
    if left != right and names:
        told = words(N_("“{name}” is {count} stronger"))
        told = told.format(name=names[left < right], count=abs(left - right))
    elif left > right:
        told = words(N_("Enablers are {count} stronger")).format(count=left - right)
    elif right > left:
        told = words(N_("Obstacles are {count} stronger")).format(count=right - left)
    else:
        told = words(N_("In balance"))
    return words(N_("What if: {answer}")).format(answer=told) if aside else told


# -- the sentence


def candidates(document: Document, canvas: Canvas) -> dict[str, int]:
    """The row (from 0) of each part of a sentence: by its candidate's number, else by its turn in its zone."""
    notes = queries.standing(document, canvas.id)
    levels = sorted({n.level for n in notes if n.level is not None})
    rank = {level: i for i, level in enumerate(levels)}
    turns: dict[str, int] = {}
    found = {}
    for note in notes:
        if note.level is not None:
            found[note.id] = rank[note.level]
        else:
            found[note.id] = turns.get(note.zone, 0)
            turns[note.zone] = found[note.id] + 1
    return found


def sentence_of(document: Document, canvas: Canvas, row: int, lang: str) -> str:
    """The sentence of a candidate: its parts joined by the titles of their zones; "" when it has none.

    Parts that are missing are three dots.
    """
    return sentences_of(document, canvas, [row], lang)[0]


def sentences_of(document: Document, canvas: Canvas, wanted: Iterable[int], lang: str) -> list[str]:
    """The sentences of several candidates: the notes are looked through once, not for each of them."""
    variant = variant_of(canvas.type, canvas.variant)
    rows = candidates(document, canvas)
    parts: dict[tuple[int, str], list[str]] = {}
    for note in queries.standing(document, canvas.id):
        if note.text.strip():
            parts.setdefault((rows[note.id], note.zone), []).append(note.text.strip().rstrip("."))
    zones = variant.zones if variant else ()
    titles = [title_here(document, canvas, zone.code, lang) for zone in zones]
    return [_joined([" ".join(parts.get((row, z.code), ())) for z in zones], titles) for row in wanted]


def _joined(parts: list[str], titles: list[str]) -> str:
    if not any(parts):
        return ""
    told = [part or "…" for part in parts]
    said = told[:1] + [f"{title} {part}" for title, part in zip(titles[1:], told[1:], strict=True)]
    whole = " ".join(said).replace(f" {said[2]}", f", {said[2]}", 1) if len(said) > 2 else " ".join(said)
    return whole[:1].upper() + whole[1:] + ("" if whole.endswith("…") else ".")


def sentence(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """Candidates of the problem statement in rows, each with the sentence it makes."""
    from koosloome_desktop.layout.sentence import SentenceIn, layout_sentence

    notes, zones = parts_in(document, canvas, lang)
    rows = candidates(document, canvas)
    shown = {n.id: rows[n.id] for n in notes if n.id in rows and n.zone != TRAY}
    count = max(shown.values(), default=-1) + 1
    chosen = next((rows[n.id] for n in queries.standing(document, canvas.id) if n.chosen), -1)
    words = SentenceIn(
        shown,
        sentences_of(document, canvas, range(count), lang),
        chosen,
        "✓ " + translator(lang)(N_("chosen")),
    )
    return layout_sentence(notes, zones, profile, words, tray=TRAY)
