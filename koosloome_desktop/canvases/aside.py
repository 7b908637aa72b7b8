"""Zones that a canvas's form has no room for, kept with their names until the canvas is shown in their form again.

A note of such a zone waits in the tray and finds its place when the zone is back; without its name and its place among
the others the zone itself would be gone after "show in another form" and back. They stand in the canvas's part
`set_aside` and in files under that key: objects with `code`, `variant` (the form they were seen in), `label` (own words
by language, left out where it was the built-in one) and `after` (the code of the zone before it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from koosloome_desktop.canvases.spec import Variant
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas, Track

SET_ASIDE: Final = "set_aside"
"""The part of a canvas that keeps zones which its form has no room for."""


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


def left_behind(canvas: Canvas, old: Variant, tracks: Sequence[Track], kept: set[str], back: set[str]) -> FrozenMap:
    """The parts of a canvas whose tracks (in order) go but for the `kept` codes, and to which others came `back`."""
    entries: list[FrozenMap | dict[str, object]] = [e for e in set_aside(canvas) if e["code"] not in back | kept]
    for at, track in enumerate(tracks):
        if track.code in kept or (track.label is None and old.zone(track.code) is not None):
            continue
        entry: dict[str, object] = {"code": track.code, "variant": old.code}
        if track.label is not None:
            entry["label"] = track.label
        if at and old.zone(track.code) is None:
            entry["after"] = tracks[at - 1].code
        entries = [e for e in entries if e["code"] != track.code] + [entry]
    return canvas.parts.having(SET_ASIDE, entries) if entries else canvas.parts.without(SET_ASIDE)


def in_order(new: Variant, tracks: Sequence[Track], own: Sequence[str], back: Mapping[str, FrozenMap]) -> list[str]:
    """The codes of a form's zones in order: its own ones as they stood where it has the same, each zone that people
    added right behind the one that it stood behind.
    """
    built_in = [z.code for z in new.zones]
    before = [t.code for t in tracks]
    stood = [c for c in before if c in built_in]
    codes = stood if len(stood) == len(built_in) else built_in
    for code in [*own, *(c for c in back if c not in built_in)]:
        ahead = before[: before.index(code)] if code in before else [str(back[code].get("after", ""))]
        near = next((c for c in reversed(ahead) if c in codes), None)
        at = codes.index(near) + 1 if near is not None else len(codes) if ahead else 0
        codes = [*codes[:at], code, *codes[at:]]
    return codes
