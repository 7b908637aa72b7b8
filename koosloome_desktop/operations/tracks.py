"""What people do with the zones, lanes, stages and rings of a canvas: insert, rename, move, remove.

A note names its zone, lane or ring by code in `zone` and its stage in `stage`, so a track that moves takes its notes
along, and nothing is written to them. A code is never handed out again while a note still carries it: a new stage must
not take up the notes of one that was removed. Each verb runs inside an open transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import between, spread
from koosloome_desktop.model.records import Note, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.queries import next_code, tracks
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

_PREFIX: Final = {"stage": "S", "lane": "L", "zone": "Z", "ring": "R"}


def ensure(tx: Transaction, canvas: str, axis: str, codes: Sequence[str]) -> list[Track]:
    """The tracks of an axis; where a canvas has none of its own (it shows its variant's), they are made of `codes`."""
    known = tracks(tx.document, canvas, axis)
    if known:
        return known
    return [
        tx.create(Track(id=new_id(), order=order, canvas=canvas, axis=axis, code=code))
        for code, order in zip(codes, spread(len(codes)), strict=True)
    ]


def insert(
    tx: Transaction, canvas: str, axis: str, name: str = "", *, after: str = "", before: str = "", lang: str = "et"
) -> Track:
    """A new track right after or before the one of that code, else at the end. `name` is cleaned at this door."""
    known = tracks(tx.document, canvas, axis)
    mark = _place(known, after or before)
    at = len(known) if mark is None else mark if before and not after else mark + 1
    word = clean(name).text
    stage = axis == "stage"
    return tx.create(
        Track(
            id=new_id(),
            order=_order_at(known, at),
            canvas=canvas,
            axis=axis,
            code=_free_code(tx.document, canvas, axis),
            name=word if stage else "",
            label=FrozenMap({lang: word}) if word and not stage else None,
        )
    )


def rename(tx: Transaction, track: Track, name: str, lang: str = "et") -> Track:
    """Give a stage its name, any other track its label in `lang`; an empty one gives a built-in label back."""
    word = clean(name).text
    if track.axis == "stage":
        return tx.update(track, name=word)
    others = {k: v for k, v in (track.label or EMPTY).items() if k != lang}
    label = FrozenMap({**others, lang: word}) if word else None
    return tx.update(track, label=label)


def move(tx: Transaction, track: Track, step: int) -> Track:
    """Move a track by so many places among those of its axis (negative: towards the start), with all its notes."""
    others = [t for t in tracks(tx.document, track.canvas, track.axis) if t.id != track.id]
    here = next(i for i, t in enumerate(tracks(tx.document, track.canvas, track.axis)) if t.id == track.id)
    at = max(0, min(len(others), here + step))
    return track if at == here else tx.update(track, order=_order_at(others, at))


def remove(tx: Transaction, track: Track) -> list[str]:
    """Take a track out; the ids of its notes. They stay on the canvas without a place (in the tray), none is deleted.

    The last one of an axis stays (KoosloomeError): a canvas without any would show those of its variant instead.
    """
    if len(tracks(tx.document, track.canvas, track.axis)) < 2:
        raise KoosloomeError(_("The last one cannot be deleted."))
    left = [n for n in tx.document.within(Note, track.canvas) if n.form == "note" and _stands_in(n, track)]
    for note in left:
        if track.axis == "stage":
            tx.update(note, stage="")
        elif track.axis == "ring":
            tx.update(note, ring="")
    tx.remove(track.id)
    return [n.id for n in left]


def _stands_in(note: Note, track: Track) -> bool:
    name = {"stage": note.stage, "ring": note.ring}.get(track.axis, note.zone)
    return name == track.code


def _place(known: Sequence[Track], code: str) -> int | None:
    return next((i for i, t in enumerate(known) if t.code == code), None) if code else None


def _order_at(siblings: Sequence[Track], index: int) -> str:
    low = siblings[index - 1].order if index > 0 else ""
    high = siblings[index].order if index < len(siblings) else ""
    return between(low, high)


def _free_code(document: Document, canvas: str, axis: str) -> str:
    taken = {t.code for t in document.within(Track, canvas)}
    for note in document.within(Note, canvas):
        taken |= {note.zone, note.stage, note.ring}
    return next_code(taken, _PREFIX.get(axis, "Z"))
