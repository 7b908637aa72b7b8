"""The drawings of a resource map by the layout of its variant: from records to what the layouts are given.

Each layout is loaded when it first draws: a board shows one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.badges import ANSWERS, answering_here
from koosloome_desktop.canvases.inputs import NEEDS, TRAY, parts_in
from koosloome_desktop.canvases.resource_map.parts import as_pie, meaning
from koosloome_desktop.canvases.resource_map.phases import current_step, current_words, phases_of
from koosloome_desktop.canvases.resource_map.variants import DIRECTED, LINK_KINDS, PIN_KINDS, RING_OF, RING_ZONES
from koosloome_desktop.canvases.spec import Drawing, LinkKind
from koosloome_desktop.layout.inputs import CaptionIn, NeedsIn, NoteIn, ZoneIn
from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Link, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.photos import map_asset
from koosloome_desktop.support.i18n import N_, translator
from koosloome_desktop.support.palette import note_kind

if TYPE_CHECKING:
    from koosloome_desktop.layout.pins import PictureIn
    from koosloome_desktop.layout.ties import LinkIn

RADIAL_BELOW: Final = 20
"""A wall shows fewer notes than this as a pie of sectors; more of them leave their sectors (measured on a picture)."""
ENOUGH_WISHES: Final = 2
"""A good network map has at least so many links that are not there yet (domain notes 3.3)."""


def ring_of(note: Note) -> str:
    """The ring of a note: its own, else the one its zone usually stands in."""
    if note.ring in {r.code for r in RING_ZONES}:
        return note.ring
    return RING_OF.get(note.zone, RING_ZONES[-1].code)


def link_kind(label: str) -> LinkKind | None:
    """The kind of link that a label means, by its code or its word in any language; None for people's own words."""
    wanted = label.strip().casefold()
    for kind in LINK_KINDS:
        if wanted in {kind.code, *(w.casefold() for w in (kind.title.et, kind.title.en, kind.title.ru))}:
            return kind
    return None


def link_role(label: str) -> str:
    """How the line of a link is drawn: by its kind; own words that say "not yet" or "could" are wishes, too."""
    kind = link_kind(label)
    if kind is not None:
        return kind.role
    told = f" {label.casefold()} "
    return "wish" if any(hint in told for hint in _WISHES) else "link"


_WISHES: Final = ("võiks", "pole veel", "ei ole veel", "could", "not yet", "мог бы", "могли бы", "ещё не")


class _Map:
    """What every drawing of a resource map starts from."""

    def __init__(self, document: Document, canvas: Canvas, lang: str) -> None:
        self.document, self.canvas, self.lang = document, canvas, lang
        self.words = translator(lang)
        notes, zones = parts_in(document, canvas, lang)
        answering = answering_here(document, canvas)
        self.notes = notes
        self.offers = [
            replace(n, badges=(*n.badges, f"{ANSWERS[0]}{answering[n.id]}")) if n.id in answering else n
            for n in notes
            if n.zone != NEEDS
        ]
        self.zones = [z for z in zones if z.code not in {NEEDS, TRAY}]
        self.tray = next((z for z in zones if z.code == TRAY), None)
        zone = next((z for z in zones if z.code == NEEDS), ZoneIn(NEEDS, ""))
        matches = tuple((x.source, x.target) for x in queries.links(document, canvas.id, "match"))
        self.needs = NeedsIn(zone, tuple(n for n in notes if n.zone == NEEDS), matches)

    def with_tray(self) -> list[ZoneIn]:
        """The zones, and the tray while something waits in it."""
        return [*self.zones, self.tray] if self.tray is not None else self.zones

    def record(self, note_id: str) -> Note | None:
        """The record of a note; None for an example."""
        found = self.document.find(note_id)
        return found if isinstance(found, Note) else None

    def side_needs(self) -> NeedsIn | None:
        """The needs as a column at the side: only when there are any, or the canvas is still empty."""
        return self.needs if self.needs.notes or not self.notes else None


def _resources(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    made = _Map(document, canvas, lang)
    few = profile.name == "wall" and 0 < len(made.offers) < RADIAL_BELOW and made.tray is None
    if few or as_pie(canvas):
        return _radial(document, canvas, profile, lang)
    from koosloome_desktop.layout.blocks import layout_blocks

    return layout_blocks(made.offers, made.with_tray(), profile, place=place_of(document, lang), needs=made.needs)


def _radial(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.radial import layout_radial

    made = _Map(document, canvas, lang)
    place = place_of(document, lang)
    return layout_radial(made.offers, made.zones, profile, place=place, needs=made.needs, tray=made.tray)


def _rings(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.rings import layout_rings

    made = _Map(document, canvas, lang)
    rings = [ZoneIn(r.code, r.title.get(lang), r.hint.get(lang)) for r in RING_ZONES]
    offers = [
        n if n.zone == TRAY or (note := made.record(n.id)) is None else replace(n, stage=ring_of(note))
        for n in made.offers
    ]
    place = place_of(document, lang) or CaptionIn(canvas.title, "")
    return layout_rings(offers, rings, made.zones, profile, place=place, needs=made.side_needs(), tray=made.tray)


def _pins(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.pins import layout_pins

    made = _Map(document, canvas, lang)
    places = {
        n.id: (float(note.x), float(note.y))
        for n in made.offers
        if (note := made.record(n.id)) is not None and note.x is not None and note.y is not None
    }
    used = {n.kind for n in made.offers if n.id in places}
    kinds = [k for k in dict.fromkeys((*PIN_KINDS, *sorted(used))) if k in PIN_KINDS or k in used]
    legend = [(k, meaning(canvas, k, lang) or made.words(note_kind(k).word)) for k in kinds]
    # What a hand may do stands where there is one: not on the wall, not on paper.
    hint = N_("Drag it onto the picture, or click there right after writing") if profile.name == "screen" else ""
    loose = ZoneIn(UNPLACED, made.words(N_("Not on the map yet")), made.words(hint) if hint else "")
    signs = {k: note_kind(k).sign for k in kinds}
    return layout_pins(
        made.offers, places, profile, picture=_picture(document, canvas, profile, lang), signs=signs,
        legend=legend, loose=loose, tray=made.tray, needs=made.side_needs(), zones=made.zones,
    )  # fmt: skip


def _picture(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> PictureIn:
    """The picture of a canvas with its shape, as far as it has one."""
    from koosloome_desktop.layout.pins import PictureIn

    found = map_asset(document, canvas)
    by_hand = profile.name == "screen"
    words = N_("No picture yet: paste one, or drop it here") if by_hand else N_("No picture yet: squared paper")
    told = translator(lang)(words)
    if found is None:
        return PictureIn("", 4 / 3, told)
    shape = found.width / found.height if found.width and found.height else 4 / 3
    return PictureIn(found.id, min(max(shape, 0.4), 3.0), told)


def _network(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.network import layout_network
    from koosloome_desktop.layout.ties import LegendIn

    made = _Map(document, canvas, lang)
    links = [_link(x, lang) for x in queries.links(document, canvas.id, "relation")]
    places = {
        n.id: (float(note.x), float(note.y))
        for n in made.notes
        if (note := made.record(n.id)) is not None and note.x is not None and note.y is not None
    }
    kinds = tuple((k.role, k.title.get(lang)) for k in LINK_KINDS)
    wishes = sum(1 for x in links if x.role == "wish")
    told = ""
    if made.offers:
        told = made.words.ngettext("{count} link that could be made", "{count} links that could be made", wishes)
        told = told.format(count=wishes)
        if wishes < ENOUGH_WISHES:
            told += " · " + made.words(N_("a good map shows at least two"))
    return layout_network(
        made.offers, links, profile, places=places, zones=made.zones, legend=LegendIn(kinds, told), tray=made.tray,
        needs=made.side_needs(),
    )  # fmt: skip


def _link(link: Link, lang: str) -> LinkIn:
    from koosloome_desktop.layout.ties import LinkIn

    kind = link_kind(link.label)
    word = kind.title.get(lang) if kind is not None else link.label
    directed = bool(link.label) and (kind is None or kind.code in DIRECTED)
    return LinkIn(link.source, link.target, word, link_role(link.label), directed)


def by_urgency(needs: NeedsIn, document: Document) -> NeedsIn:
    """The needs with the urgent ones first; those of one priority stay in their order, those without one come last."""

    def rank(note: NoteIn) -> int:
        record = document.find(note.id)
        priority = record.priority if isinstance(record, Note) else None
        return 9 if priority is None else priority

    return replace(needs, notes=tuple(sorted(needs.notes, key=rank)))


def _matching(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.matching import layout_matching

    made = _Map(document, canvas, lang)
    open_ = len(queries.unmatched_needs(document, canvas.id))
    unmatched = made.words.ngettext("{count} need is unmet", "{count} needs are unmet", open_).format(count=open_)
    return layout_matching(
        made.offers, made.zones, by_urgency(made.needs, document), profile,
        unmatched=unmatched, matched=made.words(N_("Needs with an answer")), tray=made.tray,
    )  # fmt: skip


def _phases(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.phases import StepIn, layout_phases

    made = _Map(document, canvas, lang)
    phases = phases_of(canvas, lang)
    step = current_step(canvas, len(phases))
    zones = _suggesting(made, [p.interventions for p in phases], step)
    return layout_phases(
        made.offers, zones, profile, steps=[StepIn(p.title, p.hint, p.interventions) for p in phases], current=step,
        here=made.words(N_("we are here")), told=current_words(canvas, lang), needs=made.side_needs(),
    )  # fmt: skip


def _suggesting(made: _Map, helps: Sequence[tuple[str, ...]], step: int | None) -> list[ZoneIn]:
    """The zones; while no intervention is chosen, those that fit the present phase stand there as examples."""
    fitting = helps[step - 1] if step is not None else helps[0][:1] if helps else ()
    return [replace(z, ghosts=fitting) if z.code == INTERVENTIONS else z for z in made.with_tray()]


INTERVENTIONS: Final = "interventions"
UNPLACED: Final = "unplaced"
"""The code of the field in which notes wait for a place on the picture."""


def place_of(document: Document, lang: str) -> CaptionIn | None:
    """The place a resource map is about, and how many people live there."""
    facts = document.workshop.municipality
    name = facts.get("area_name") or facts.get("name") or document.workshop.place
    if not isinstance(name, str) or not name:
        return None
    people = facts.get("area_population") or facts.get("population")
    words = translator(lang)
    told = words(N_("{count} inhabitants")).format(count=people) if isinstance(people, int) else ""
    return CaptionIn(name, told)


LAYOUTS: Final[Mapping[str, Drawing]] = {
    "resources": _resources,
    "radial": _radial,
    "rings": _rings,
    "pins": _pins,
    "network": _network,
    "matching": _matching,
    "phases": _phases,
}
