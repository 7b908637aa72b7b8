"""What the layout needs of a canvas: notes, zones, stages and captions as finished texts in one language."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.canvases.badges import EXCHANGE, badges, chain_signs
from koosloome_desktop.canvases.spec import Variant, ZoneSpec
from koosloome_desktop.canvases.tags import cluster_tags
from koosloome_desktop.layout.primitives import NoteIn, ZoneIn
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import merging, queries
from koosloome_desktop.operations.photos import typed_from
from koosloome_desktop.operations.tree import levels
from koosloome_desktop.support.frozen_fast import maker
from koosloome_desktop.support.i18n import N_, Translator, translator
from koosloome_desktop.support.palette import NOTE_KINDS, note_kind

TRAY: Final = "~"
"""Code of the zone for notes whose own zone the variant does not have: nothing is ever hidden."""
NEEDS: Final = "needs"
ATTITUDES: Final = ("supports", "neutral", "opposes")
"""What a stakeholder may think of a change; each is a note kind of its own."""
FROM_PHOTO: Final = "📷"
"""The sign of a note that was typed from a photo."""


def zone_title(canvas: Canvas, code: str, label: Mapping[str, str] | None, lang: str) -> str:
    """A zone's own label, else the built-in one, else its code.

    An own label that is another variant's built-in one has that one's words in the languages it lacks itself.
    """
    if label:
        own = label.get(lang) or _built_in_elsewhere(canvas, code, label, lang)
        return own or label.get("et") or next(iter(label.values()), code)
    built_in = zone_spec(canvas, code)
    if built_in is not None:
        return built_in.title.get(lang)
    waiting = _waiting(canvas, code)
    words = waiting.get("label") if waiting is not None else None
    return zone_title(canvas, code, words, lang) if isinstance(words, FrozenMap) and words else code


def title_here(document: Document, canvas: Canvas, code: str, lang: str) -> str:
    """What a zone is called on its canvas: as people renamed it, else as the form does."""
    label = next((t.label for t in document.within(Track, canvas.id) if t.code == code and t.axis != "stage"), None)
    return zone_title(canvas, code, label, lang)


def _built_in_elsewhere(canvas: Canvas, code: str, label: Mapping[str, str], lang: str) -> str:
    spec = spec_of(canvas.type)
    zones = [z for v in spec.variants for z in v.zones if z.code == code] if spec is not None else []
    found = next((z for z in zones if dict(label) == {"et": z.title.et, "en": z.title.en}), None)
    return found.title.get(lang) if found is not None else ""


def zone_spec(canvas: Canvas, code: str) -> ZoneSpec | None:
    """The built-in zone of a code: of the canvas's variant, else of any variant of its kind."""
    spec = spec_of(canvas.type)
    variant = variant_of(canvas.type, canvas.variant)
    found = variant.zone(code) if variant else None
    if found is None and spec is not None:
        if spec.needs is not None and code == spec.needs.code:
            return spec.needs
        found = next((z for v in spec.variants for z in v.zones if z.code == code), None)
    return found


def axis_of(variant: Variant | None) -> str:
    """The axis in which a variant's zones stand: lanes of a grid, else zones."""
    return "lane" if variant is not None and variant.layout == "grid" else "zone"


def zone_codes(document: Document, canvas: Canvas) -> list[str]:
    """The codes of a canvas's zones or lanes in order: its own tracks, else those of its variant; then the needs."""
    variant = variant_of(canvas.type, canvas.variant)
    codes = [t.code for t in queries.tracks(document, canvas.id, axis_of(variant))]
    if not codes and variant is not None:
        codes = [z.code for z in variant.zones]
    spec = spec_of(canvas.type)
    if spec is not None and spec.needs is not None:
        codes.append(spec.needs.code)
    return codes


def place_of(document: Document, canvas: Canvas, note: Note) -> str:
    """The zone in which a note is shown: its own, the needs, or the tray."""
    if note.form == "need":
        return NEEDS
    return note.zone if note.zone in zone_codes(document, canvas) else TRAY


def kind_of(canvas: Canvas, note: Note) -> str:
    """The note kind (colour, sign, word) of a note."""
    if note.form == "need":
        return "need"
    variant = variant_of(canvas.type, canvas.variant)
    if note.pin and note.pin in NOTE_KINDS and variant is not None and variant.layout == "pins":
        return note.pin
    built_in = zone_spec(canvas, note.zone)
    kind = built_in.kind if built_in else _own_kind(canvas, note.zone, variant)
    return note.attitude if kind == "stakeholder" and note.attitude in ATTITUDES else kind


def _waiting(canvas: Canvas, code: str) -> FrozenMap | None:
    """The zone of that code that waits for the canvas to be shown in its form again."""
    if not canvas.parts:
        return None
    from koosloome_desktop.canvases.aside import own_zone

    return own_zone(canvas, code)


def _own_kind(canvas: Canvas, code: str, variant: Variant | None) -> str:
    """The kind of the notes in a zone that people added; one that waits for its form has that form's."""
    waiting = _waiting(canvas, code)
    form = variant_of(canvas.type, str(waiting.get("variant"))) if waiting is not None else variant
    return form.own_kind if form is not None else ""


def zones_in(document: Document, canvas: Canvas, lang: str, *, ghosts: bool) -> list[ZoneIn]:
    """The zones or lanes with title and question; example texts only on an empty canvas."""
    own: dict[str, Track] = {t.code: t for t in document.within(Track, canvas.id) if t.axis != "stage"}
    result = []
    for code in zone_codes(document, canvas):
        track = own.get(code)
        built_in = zone_spec(canvas, code)
        examples = tuple(g.get(lang) for g in built_in.ghosts) if ghosts and built_in else ()
        title = zone_title(canvas, code, track.label if track else None, lang)
        hint = built_in.hint.get(lang) if built_in else ""
        line = (built_in.line.code, built_in.line.title.get(lang)) if built_in and built_in.line else ("", "")
        result.append(ZoneIn(code, title, hint, built_in.kind if built_in else "", examples, *line))
    return result


def tray_in(lang: str) -> ZoneIn:
    """The tray of notes whose own zone the variant does not have."""
    words = translator(lang)
    told = words(N_("This kind of map has no zone for these notes"))
    # What waits is told once, at its title: nobody is asked to fill its empty cells.
    return ZoneIn(TRAY, words(N_("Waiting for a place")), told, quiet=True)


def parts_in(document: Document, canvas: Canvas, lang: str, *, once: bool = False) -> tuple[list[NoteIn], list[ZoneIn]]:
    """Notes and zones of a canvas, the tray only while something waits in it, example texts only while it is empty.

    Asked for `once`, nothing is remembered for the next time.
    """
    notes = notes_in(document, canvas, lang, once=once)
    zones = zones_in(document, canvas, lang, ghosts=not notes)
    if any(n.zone == TRAY for n in notes):
        zones.append(tray_in(lang))
    return notes, zones


def notes_in(document: Document, canvas: Canvas, lang: str, *, once: bool = False) -> list[NoteIn]:
    """Every note of a canvas (needs too), in order. Asked for `once`, nothing is remembered for the next time."""
    words = translator(lang)
    votes = queries.votes(document, canvas.id)
    clusters = queries.cluster_of(document, canvas.id)
    tags = cluster_tags(document, canvas, clusters)
    unmatched = {n.id for n in queries.unmatched_needs(document, canvas.id)}
    codes = set(zone_codes(document, canvas))
    records = queries.standing(document, canvas.id)
    signs, depth = chain_signs(document, canvas), _depths(canvas, records)
    folds = {n.id: n.merged_into for n in document.of(Note) if n.merged_into}
    heads = set(folds.values())
    # Thousands of notes stand in a handful of places: what a place says of its notes is worked out once.
    places: dict[tuple[str, ...], tuple[str, bool, str]] = {}
    result = []
    for note in records:
        need = note.form == "need"
        place = (note.form, note.zone, note.pin, note.attitude)
        if place not in places:
            built_in = zone_spec(canvas, note.zone)
            shown = NEEDS if need else note.zone if note.zone in codes else TRAY
            places[place] = kind_of(canvas, note), built_in is not None and built_in.single, shown
        kind, single, zone = places[place]
        told = merging.told(document, note) if note.id in heads else note
        behind = signs.get(note.id, ())
        if note.sources and typed_from(document, note):
            behind = (*behind, FROM_PHOTO)
        facts: _Facts = (
            told,
            lang,
            kind,
            single,
            zone,
            queries.shown_as(document, note.parent) if note.parent in folds else note.parent,
            votes.get(note.id),
            (clusters[note.id].label, tags.get(note.id, "")) if note.id in clusters else ("", ""),
            ("unmatched" if note.id in unmatched else "matched") if need else "",
            0 if single else depth.get(note.id, 0),
            behind,
        )
        result.append(_made(words, facts) if once else _told(words, facts))
    return result


_Facts = tuple[Note, str, str, bool, str, str, int | None, tuple[str, str], str, int, tuple[str, ...]]
"""All that decides what a note says on its paper."""
_note_in: Final = maker(NoteIn)
_known: Final[dict[str, tuple[_Facts, NoteIn]]] = {}
_MOST_KNOWN: Final = 40_000


def _told(words: Translator, facts: _Facts) -> NoteIn:
    """A note in words; the one of the last time when nothing about it has changed."""
    note = facts[0]
    known = _known.get(note.id)
    if known is not None and known[0] == facts:
        return known[1]
    made = _made(words, facts)
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    _known[note.id] = facts, made
    return made


def _made(words: Translator, facts: _Facts) -> NoteIn:
    note, _lang, kind, single, zone, parent, votes, cluster, state, level, behind = facts
    return _note_in(
        id=note.id,
        text=note.text,
        second=note.second,
        zone=zone,
        stage=note.stage,
        parent=parent,
        kind=kind,
        footer=sys.intern(footer(words, kind, note, state, level, cluster[1])),  # thousands say the same
        votes=votes,
        cluster=cluster[0],
        emphasis=note.chosen or single,
        state=state,
        span=note.span,
        badges=(*badges(note), *behind),
        photo=note.photo,
    )


def _depths(canvas: Canvas, records: Sequence[Note]) -> dict[str, int]:
    """The level of each note of a tree, nothing elsewhere."""
    variant = variant_of(canvas.type, canvas.variant)
    return levels(records) if variant is not None and variant.layout == "tree" else {}


def footer(words: Translator, kind: str, note: Note, state: str, level: int = 0, tag: str = "") -> str:
    """The short line under a note's text: sign and word of its kind, its level in a tree (0 = none), its cluster where
    no frame says it, who said it, and what a need still lacks.
    """
    look, first = note_kind(kind), _sign_and_word(words, kind, level)
    said_more = note.group or note.said_by or note.exchange or note.chosen
    if kind != "need" and not (tag or said_more) and note.strength is None:
        return first  # nearly every note
    if tag and level:
        # A note of a tree has little room below its words, and the title of its zone says its kind.
        first, tag = f"{look.sign}{level} {tag}", ""
    parts = [first] if first else []
    said = dict.fromkeys(g for g in (note.group, *note.said_by) if g) if note.group or note.said_by else None
    if said:
        names = ", ".join(said)
        parts.append(words(N_("group {name}")).format(name=names) if all(g.isdigit() for g in said) else names)
    if kind == "need":
        # What it lacks before whose it is: what stands last is cut first where there is little room.
        word = words(N_("unmatched")) if state == "unmatched" else words(look.word)
        parts = [f"{look.sign} {word}", *([note.whose] if note.whose else []), *parts[1:]]
    if note.exchange in EXCHANGE:
        given = words(EXCHANGE[note.exchange])
        parts = [f"{look.sign} {given}", *parts[1:]] if kind == "offer" else [*parts, given]
    if note.strength is not None and kind in {"enabler", "obstacle"}:
        parts.append(f"{note.strength}/5")
    if note.chosen:
        parts.append("✓ " + words(N_("chosen")))
    if tag:
        parts.append(tag)
    return " · ".join(parts)


@lru_cache(maxsize=256)
def _sign_and_word(words: Translator, kind: str, level: int) -> str:
    look = note_kind(kind)
    # The level stands with the sign, so that it stays when there is little room.
    return f"{look.sign}{level or ''} {words(look.word)}".strip() if look.sign else ""


def raw_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(place, text) of every text in an object of unknown kind, keys that only name things left out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if path or key not in {"id", "type", "variant", "title"}:
                yield from raw_texts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from raw_texts(inner, f"{path}[{index}]")
    elif value not in (None, "") and not isinstance(value, bool):
        yield path, str(value)
