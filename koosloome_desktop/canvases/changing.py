"""What people do with whole canvases: rename, move, switch to another variant, copy, take in, delete.

Each verb runs inside an open transaction. Switching keeps every note as it is: a note whose zone the new variant does
not have stands in the tray, and finds its place again when the canvas is switched back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from koosloome_desktop.canvases import aside, spec_of, variant_of
from koosloome_desktop.canvases.creating import free_code
from koosloome_desktop.canvases.inputs import axis_of
from koosloome_desktop.canvases.questions import adopt, give_back
from koosloome_desktop.canvases.spec import StageSpec, Variant
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Ballot, Canvas, Cluster, Note, OnDelete, Record, Review, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.codec import Reading
from koosloome_desktop.operations.notes import CODE_PREFIX, order_at, order_last
from koosloome_desktop.operations.photos import MAP
from koosloome_desktop.operations.queries import Codes
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean, clean_title

_NOT_COPIED: Final = (Ballot, Review)
"""Votes and follow-up meetings happened once, on the original."""
_LANGS: Final = ("et", "en", "ru")
_PREFIXES: Final[dict[type[Record], tuple[str, int]]] = {Cluster: ("K", 0), Action: ("A", 0)}


def rename(tx: Transaction, canvas: Canvas, title: str) -> Canvas:
    """Give a canvas another title (cleaned); an empty one leaves the old."""
    cleaned = clean_title(title).text
    return tx.update(canvas, title=cleaned) if cleaned else canvas


def ask(tx: Transaction, canvas: Canvas, question: str) -> Canvas:
    """Set the focus question; an empty one brings the variant's own back."""
    return tx.update(canvas, focus_question=clean(question).text)


def move(tx: Transaction, canvas: Canvas, step: int) -> bool:
    """Move a canvas by so many places among the canvases; False at the end."""
    others = tx.document.within(Canvas, "")
    at = next(i for i, c in enumerate(others) if c.id == canvas.id)
    to = at + step
    if not 0 <= to < len(others) or not step:
        return False
    rest = [c for c in others if c.id != canvas.id]
    tx.update(canvas, order=order_at(rest, to))
    return True


def switch(tx: Transaction, canvas: Canvas, variant: str, lang: str) -> Canvas:
    """Show a canvas in another variant of its kind; KeyError for one that there is not.

    Zones of both variants keep their own titles, stages that people named stay, zones people added stay where the
    variant has room for such; what it has none for is set aside until there is (`canvases.aside`). A title that was
    only the old variant's name becomes the new one's.
    """
    old, new = variant_of(canvas.type, canvas.variant), variant_of(canvas.type, variant)
    if new is None or old is None or canvas.raw is not None:
        raise KeyError(f"{canvas.type}/{variant}")
    parts = _switch_zones(tx, canvas, old, new)
    if new.stages:
        _switch_stages(tx, canvas, old, new, lang)
    canvas = tx.update(canvas, variant=new.code, title=_title(canvas, old, new, lang), parts=parts)
    if new.layout == "questions":
        adopt(tx, canvas)
    elif old.layout == "questions":
        give_back(tx, canvas)
    return tx.document.get(canvas.id, Canvas)


def _title(canvas: Canvas, old: Variant, new: Variant, lang: str) -> str:
    """The title in the new form: its name where it was the old one's, in the same language; else as it is."""
    said = next((each for each in (lang, *_LANGS) if old.title.get(each) == canvas.title), None)
    return canvas.title if said is None or not canvas.title else new.title.get(said)


def _switch_zones(tx: Transaction, canvas: Canvas, old: Variant, new: Variant) -> FrozenMap:
    """The parts of the canvas with what its new form has no room for."""
    axes, axis = {axis_of(old), axis_of(new)}, axis_of(new)
    tracks = [t for t in tx.document.within(Track, canvas.id) if t.axis in axes]
    known = {t.code: t for t in tracks}
    found = aside.arranged(canvas, old, new, tracks)
    for track in tracks:
        if track.code not in found.codes:
            tx.remove(track.id)
    as_they_are = [t.code for t in tracks if t.code in found.codes] == found.codes
    after = []
    for code, order in zip(found.codes, spread(len(found.codes)), strict=True):
        if code in known:
            after.append(tx.update(known[code], axis=axis, order=known[code].order if as_they_are else order))
        else:
            fields: dict[str, Any] = aside.remade(found.back.get(code, EMPTY))
            track = Track(id=new_id(), order=order, canvas=canvas.id, axis=axis, code=code, **fields)
            after.append(tx.create(track))
    return aside.parts_after(canvas, old, new, tracks, after)


def _switch_stages(tx: Transaction, canvas: Canvas, old: Variant, new: Variant, lang: str) -> None:
    stages = [t for t in tx.document.within(Track, canvas.id) if t.axis == "stage"]
    used = {n.stage for n in tx.document.within(Note, canvas.id)}
    said = next((each for each in (lang, *_LANGS) if _untouched(stages, old.stages, used, each)), None)
    if old.stages == new.stages or (stages and said is None):
        return
    for track in stages:
        tx.remove(track.id)
    for index, (stage, order) in enumerate(zip(new.stages, spread(len(new.stages)), strict=True)):
        name = stage.title.get(said or lang)
        tx.create(Track(id=new_id(), order=order, canvas=canvas.id, axis="stage", code=f"S{index + 1}", name=name))


def _untouched(stages: list[Track], given: tuple[StageSpec, ...], used: set[str], lang: str) -> bool:
    """Whether stages are just those a variant came with in a language: nothing stands in them, nothing was said of
    them.
    """
    made = [(f"S{i}", s.title.get(lang)) for i, s in enumerate(given, start=1)]
    return [(t.code, t.name) for t in stages] == made and all(
        t.code not in used
        and t.value is None
        and t.to_be is None
        and not (t.word or t.evidence or t.level or t.extra or t.given)
        for t in stages
    )


# -- copies


def duplicate(tx: Transaction, canvas: Canvas, title: str) -> Canvas:
    """A copy right behind the original, with all that stands on it but its votes and follow-ups."""
    document = tx.document
    inside = [document.get(i, Record) for i in _inside(document, canvas.id)]
    records = [canvas, *(r for r in inside if not isinstance(r, _NOT_COPIED))]
    made = _taken_in(tx, records, {r.id for r in inside if isinstance(r, _NOT_COPIED)})
    siblings = [c for c in document.within(Canvas, "") if c.id != made.id]
    at = next(i for i, c in enumerate(siblings) if c.id == canvas.id)
    return tx.update(made, title=clean_title(title).text, order=order_at(siblings, at + 1))


def take_in(tx: Transaction, data: dict[str, Any]) -> Canvas:
    """A canvas object of koosloome-workshop/1 (an example, another team's map) as a new canvas at the end.

    Photos stay behind: a canvas object names them, its file's `photos` would say what they are. RefusedInput names the
    place of what cannot be read; KeyError for a kind that this program does not know.
    """
    spec = spec_of(str(data.get("type")))
    if spec is None or spec.variant(str(data.get("variant"))) is None:
        raise KeyError(f"{data.get('type')}/{data.get('variant')}")
    reading = Reading(new_id())
    records = reading.settled(spec.read(reading, _without_photos(data), "", ""))
    return _taken_in(tx, records, set())


def _without_photos(data: dict[str, Any]) -> dict[str, Any]:
    """A canvas object whose notes and map name no photo."""
    kept = dict(data)
    for key in ("notes", "needs"):
        if isinstance(kept.get(key), list):
            kept[key] = [{k: v for k, v in n.items() if k != "photo"} if isinstance(n, dict) else n for n in kept[key]]
    if isinstance(kept.get(MAP), dict):
        kept[MAP] = {k: v for k, v in kept[MAP].items() if k != "photo"} or None
    return kept


def _inside(document: Document, owner: str) -> list[str]:
    """Ids of everything that goes with a record when it is deleted, itself not among them."""
    found: dict[str, None] = {}
    work = [owner]
    while work:
        for user_id, field in document.pointing_at(work.pop()):
            user = document.find(user_id)
            if user is not None and user.refs.get(field) == OnDelete.CASCADE and user_id not in found:
                found[user_id] = None
                work.append(user_id)
    return list(found)


def _taken_in(tx: Transaction, records: Iterable[Record], without: set[str]) -> Canvas:
    """Records of one canvas under new ids and free codes; what belongs to records `without` stays out."""
    records = [r for r in records if not without & set(_targets(r))]
    ids = {r.id: new_id() for r in records}
    made: Canvas | None = None
    codes = Codes(tx.document)
    for record in records:
        new = replace(record, id=ids[record.id], **_rewired(record, ids))
        if isinstance(new, Canvas):
            spec = spec_of(new.type)
            code = free_code(tx.document, spec.code if spec is not None else new.type)
            made = tx.create(replace(new, code=code, order=order_last(tx.document, Canvas, "")))
        else:
            tx.create(_recoded(codes, new, made))
    if made is None:
        raise KeyError("no canvas")
    return made


def _targets(record: Record) -> list[str]:
    found: list[str] = []
    for field in record.refs:
        value = getattr(record, field)
        found += value if isinstance(value, tuple) else [value]
    return found


def _rewired(record: Record, ids: dict[str, str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for field in record.refs:
        value = getattr(record, field)
        changes[field] = tuple(ids.get(i, i) for i in value) if isinstance(value, tuple) else ids.get(value, value)
    return changes


def _recoded(codes: Codes, record: Record, canvas: Canvas | None) -> Record:
    """The record with the next free short id of its kind, where its kind has one."""
    prefix, width = _PREFIXES.get(type(record), ("", 0))
    if isinstance(record, Note) and record.form in {"note", "need"} and canvas is not None:
        prefix, width = ("N", 0) if record.form == "need" else CODE_PREFIX.get(canvas.type, ("M", 2))
    if not prefix:
        return record
    return replace(record, code=codes.free(type(record), prefix, width))  # type: ignore[call-arg]
