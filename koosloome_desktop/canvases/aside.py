"""Zones that a canvas's form has no room for, kept with their names until the canvas is shown in their form again.

A note of such a zone waits in the tray and finds its place when the zone is back; without its name and its place among
the others the zone itself would be gone after "show in another form" and back. They stand in the canvas's part
`set_aside` and in files under that key: objects with `code`, `variant` (the form they were seen in), `label` (own words
by language, left out where it was the built-in one, null where a file said so), `after` (the code of the zone before
it) and `more` (what else a file said of it).

Where people moved or deleted zones, the codes in their order stand in the part `zone_orders` by the form's code, as
long as the canvas is shown in another one; for a form whose zones nobody touched nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.canvases.spec import Variant
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Canvas, Track

SET_ASIDE: Final = "set_aside"
"""The part of a canvas that keeps zones which its form has no room for."""
ORDERS: Final = "zone_orders"
"""The part of a canvas that keeps in which order zones stood in other forms, where that is not the usual one."""
_NO_LABEL: Final = ".label"
"""How a record remembers that its file gave it no words on purpose."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What stands in a form: the codes of its zones in order, and what comes back to it, by code."""

    codes: list[str]
    back: dict[str, FrozenMap]


def arranged(canvas: Canvas, old: Variant, new: Variant, tracks: Sequence[Track]) -> Arranged:
    """The zones of the form `new` of a canvas that stands in the form `old` with these tracks in order."""
    own = [t.code for t in tracks if old.zone(t.code) is None and new.zone(t.code) is None and new.open_zones]
    asked = _order_kept(canvas, new, tracks)
    there = {t.code for t in tracks if new.zone(t.code) is not None} | set(own)
    back = returning(canvas, new, there)
    codes = in_order(new, tracks, own, back, asked)
    return Arranged(codes, {c: e for c, e in back.items() if c in codes})


def parts_after(
    canvas: Canvas, old: Variant, new: Variant, before: Sequence[Track], after: Sequence[Track]
) -> FrozenMap:
    """The parts of a canvas that goes from one form to another: what has no room there, and the order to come back to.

    `before` and `after` are its tracks in order in the one and in the other.
    """
    found = arranged(canvas, old, new, before)
    kept = {t.code for t in before} & set(found.codes)
    left = replace(canvas, parts=_left_behind(canvas, old, before, kept, set(found.back)))
    orders = {k: v for k, v in _orders(canvas).items() if k not in {old.code, new.code}}
    codes = [t.code for t in before]
    if arranged(replace(left, parts=left.parts.without(ORDERS)), new, old, after).codes != codes:
        orders[old.code] = codes
    return left.parts.having(ORDERS, orders) if orders else left.parts.without(ORDERS)


def own_zone(canvas: Canvas, code: str) -> FrozenMap | None:
    """What waits under this code, None when nothing does."""
    return next((e for e in set_aside(canvas) if e["code"] == code), None)


def remade(entry: FrozenMap) -> dict[str, object]:
    """The fields of the track of a zone that comes back."""
    more = entry.get("more")
    extra = FrozenMap({"": more}) if isinstance(more, FrozenMap) and more else EMPTY
    given = (_NO_LABEL,) if "label" in entry and entry["label"] is None else ()
    return {"label": label_of(entry), "extra": extra, "given": given}


def _orders(canvas: Canvas) -> Mapping[str, object]:
    found = canvas.parts.get(ORDERS)
    return found if isinstance(found, FrozenMap) else EMPTY


def _order_kept(canvas: Canvas, new: Variant, tracks: Sequence[Track]) -> list[str] | None:
    """The codes in which the zones of a form stood when it was left, None for the usual ones.

    A form that had no zones of its own (a file gave none) has none again, but for zones that got words since.
    """
    found = _orders(canvas).get(new.code)
    if not isinstance(found, tuple) or not all(isinstance(c, str) for c in found):
        return None
    named = any(t.label is not None or t.extra for t in tracks if new.zone(t.code) is not None)
    return None if not found and named else [str(c) for c in found]


def set_aside(canvas: Canvas) -> list[FrozenMap]:
    """What waits, in the order in which it was left."""
    found = canvas.parts.get(SET_ASIDE)
    entries = found if isinstance(found, tuple) else ()
    return [e for e in entries if isinstance(e, FrozenMap) and isinstance(e.get("code"), str)]


def label_of(entry: Mapping[str, object]) -> FrozenMap | None:
    """The own words of a zone that waits."""
    label = entry.get("label")
    good = isinstance(label, FrozenMap) and all(isinstance(v, str) for v in label.values())
    return label if good and isinstance(label, FrozenMap) else None


def returning(canvas: Canvas, new: Variant, there: set[str]) -> dict[str, FrozenMap]:
    """Code → what waits and has a place in a form again, without those that stand `there`."""
    return {
        str(e["code"]): e
        for e in set_aside(canvas)
        if e["code"] not in there and (new.zone(str(e["code"])) or new.open_zones or e.get("variant") == new.code)
    }


def _left_behind(canvas: Canvas, old: Variant, tracks: Sequence[Track], kept: set[str], back: set[str]) -> FrozenMap:
    """The parts of a canvas whose tracks (in order) go but for the `kept` codes, and to which others came `back`."""
    entries: list[FrozenMap | dict[str, object]] = [e for e in set_aside(canvas) if e["code"] not in back | kept]
    for at, track in enumerate(tracks):
        built_in = old.zone(track.code) is not None
        as_usual = track.label is None and _NO_LABEL not in track.given and not track.extra
        if track.code in kept or (built_in and as_usual):
            continue
        entry: dict[str, object] = {"code": track.code, "variant": old.code}
        if track.label is not None or _NO_LABEL in track.given:
            entry["label"] = track.label
        if at and not built_in:
            entry["after"] = tracks[at - 1].code
        if more := track.extra.get(""):
            entry["more"] = more
        entries = [e for e in entries if e["code"] != track.code] + [entry]
    return canvas.parts.having(SET_ASIDE, entries) if entries else canvas.parts.without(SET_ASIDE)


def in_order(
    new: Variant, tracks: Sequence[Track], own: Sequence[str], back: Mapping[str, FrozenMap], asked: list[str] | None
) -> list[str]:
    """The codes of a form's zones in order: as it is `asked`, else its own ones as they stood where it has the same;
    each zone that people added and that is not asked for right behind the one that it stood behind.
    """
    built_in = [z.code for z in new.zones]
    before = [t.code for t in tracks]
    stood = [c for c in before if c in built_in]
    codes = stood if len(stood) == len(built_in) else built_in
    if asked is not None:
        codes = [c for c in asked if c in built_in or c in own or c in back]
    for code in [*own, *(c for c in back if c not in built_in)]:
        if code in codes:
            continue
        ahead = before[: before.index(code)] if code in before else [str(back[code].get("after", ""))]
        near = next((c for c in reversed(ahead) if c in codes), None)
        at = codes.index(near) + 1 if near is not None else len(codes) if ahead else 0
        codes = [*codes[:at], code, *codes[at:]]
    return codes
