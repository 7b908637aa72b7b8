"""Draws a layout board as vectors: zones, pictures, panels, curves, notes, marks, texts, in that order.

A painter never measures and never breaks lines: every line stands where the layout put it, so paper breaks lines where
the screen does. Print is always on white. Kinds differ by tint, by a dark bar and by sign and word, so that a grey
print still tells them apart. Example notes (ghosts) are not printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from koosloome_desktop.exports.pdf_ink import Ink, rounded
from koosloome_desktop.exports.pdf_photos import Photos
from koosloome_desktop.layout.primitives import Board, Curve, MarkBox, NoteBox, PanelBox, TextLine, ZoneBox
from koosloome_desktop.support.palette import LIGHT, note_kind

#: Geometry of a note in board units, as on the screen (design README: bar 6, corner 4).
BAR: Final = 6.0
CORNER: Final = 4.0
ZONE_CORNER: Final = 14.0
PANEL_CORNER: Final = 10.0
STAGE_CORNER: Final = 8.0
_EDGE: Final = 0.8
_TOGETHER: Final = 512  # notes
_NO_PICTURE: Final = "#E6E4DE"
#: How much of a kind's tint a zone's field carries: enough to see, little enough for a pale print.
_WASH: Final = 0.30

_ROLES: Final = {
    "ink": LIGHT.ink,
    "muted": LIGHT.muted,
    "white": "#FFFFFF",
    "on_bar": "#FFFFFF",
    "accent": LIGHT.accent_text,
    "ok": LIGHT.ok,
    "warn": LIGHT.warn,
    "bad": LIGHT.bad,
    "ghost": LIGHT.muted,
    "note": LIGHT.note_ink,
    "note_muted": LIGHT.note_muted,
    "dot": LIGHT.dot,
    "pin": "#FFFFFF",
}


def role_colour(role: str) -> str:
    """The colour on paper of a text role; unknown ones are ink."""
    return _ROLES.get(role, LIGHT.ink)


def mixed(colour: str, share: float, base: str = "#FFFFFF") -> str:
    """`share` of a colour on a base."""
    parts = (
        round(int(colour[i : i + 2], 16) * share + int(base[i : i + 2], 16) * (1 - share)) for i in (1, 3, 5)
    )  # fmt: skip
    return "#" + "".join(f"{p:02X}" for p in parts)


def wash(kind: str) -> str:
    """The pale field of a zone of a kind."""
    tint = note_kind(kind).tint
    return mixed(tint, _WASH) if kind and tint != "#FFFFFF" else "#FBFAF6"


def zone_edge(kind: str) -> str:
    """The hairline round a zone of a kind: dark enough to be seen in grey."""
    return mixed(note_kind(kind).bar, 0.28) if kind else LIGHT.line


class BoardPainter:
    """Paints boards onto one page after another. ``drawn`` sees every finished line, for tests."""

    def __init__(self, drawn: Callable[[TextLine], None] | None = None, photos: Photos | None = None) -> None:
        self.photos = photos or Photos()
        self._forms: dict[tuple[Any, ...], str] = {}
        self._drawn = drawn

    def paint(self, ink: Ink, board: Board, x: float, y: float, scale: float) -> None:
        """The board with its top left corner at (x, y) of the page, `scale` points per unit."""
        ink.push(x, y, scale)
        for zone in board.zones:
            self._zone(ink, zone)
        for picture in board.pictures:
            self.photo(ink, picture.asset, (picture.x, picture.y, picture.w, picture.h), scale, fill=False)
        for panel in board.panels:
            self._panel(ink, panel)
        for curve in board.curves:
            self._curve(ink, curve)
        start = len(ink.out)
        for number, note in enumerate(board.notes):
            self._body(ink, note)
            start = _gathered(ink.out, start, number)
        for number, note in enumerate(board.notes):
            start = _gathered(ink.out, start, number)
            where = note.picture_rect()
            if where is not None:
                px, py, pw, ph = where  # inside the note's edge
                self.photo(ink, note.photo, (px, py + 0.6, pw - 0.6, ph - 0.6), scale, fill=True)
            self._words(ink, note)
        for mark in board.marks:
            self._mark(ink, mark)
        self._texts(ink, board.texts)
        ink.pop()

    def photo(self, ink: Ink, asset: str, area: tuple[float, ...], scale: float, *, fill: bool) -> None:
        """A picture in an area (`scale` points per unit): cut at its longer side when it is to fill it, else whole; a
        pale field where there is none.
        """
        x, y, w, h = area
        found = self.photos.name(ink.canvas, asset, max(w, h) * scale * (4 / 3 if fill else 1.0))
        if found is None:
            ink.box(x, y, w, h, fill=_NO_PICTURE)
            return
        name, width, height = found
        k = (max if fill else min)(w / width, h / height)
        wide, high = width * k, height * k
        ink.picture(name, (x, y, w, h), (x + (w - wide) / 2, y + (h - high) / 2, wide, high))

    # -- fields

    def _zone(self, ink: Ink, zone: ZoneBox) -> None:
        fill, edge = wash(zone.kind), zone_edge(zone.kind)
        if zone.outline:
            ink.shape(zone.outline, fill=fill, edge=edge, line=_EDGE)
        else:
            ink.box(zone.x, zone.y, zone.w, zone.h, fill=fill, edge=edge, radius=ZONE_CORNER, line=_EDGE)
        self._texts(ink, zone.texts)

    def _panel(self, ink: Ink, panel: PanelBox) -> None:
        fill, edge, corner = _panel_look(panel)
        if fill or edge:
            ink.box(panel.x, panel.y, panel.w, panel.h, fill=fill, edge=edge, radius=corner, line=_EDGE)
        self._texts(ink, panel.texts)

    def _curve(self, ink: Ink, curve: Curve) -> None:
        if curve.role == "gap":
            ink.shape(curve.points, fill=mixed(LIGHT.ok, 0.13), edge="", line=0.0)
            return
        colour, line, dash = _curve_look(curve.role)
        ink.curve(curve.points, colour, line, dash)

    def _mark(self, ink: Ink, mark: MarkBox) -> None:
        colour = LIGHT.ok if mark.value > 0 else LIGHT.bad if mark.value < 0 else LIGHT.warn
        if mark.plate is not None:
            x, y, w, h = mark.plate
            ink.box(x, y, w, h, fill="#FFFFFF", radius=4.0)
        if mark.pin:
            ink.circle(mark.x, mark.y, mark.r, fill=note_kind(mark.pin).bar, edge="#FFFFFF", line=mark.r * 0.1)
            self._texts(ink, mark.texts)
            return
        if mark.kind:  # a wish: its ring is broken like its curve
            ink.circle(mark.x, mark.y, mark.r, fill="#FFFFFF")
            ink.curve(_round(mark.x, mark.y, mark.r), colour, mark.r * 0.17, (mark.r * 0.36, mark.r * 0.26))
        else:
            ink.circle(mark.x, mark.y, mark.r, fill="#FFFFFF", edge=colour, line=mark.r * 0.17)
        self._texts(ink, mark.texts)

    def _texts(self, ink: Ink, lines: tuple[TextLine, ...]) -> None:
        for line in lines:
            if self._drawn is not None:
                self._drawn(line)
            ink.text(line.x, line.y, line.text, line.size, line.weight, role_colour(line.role))

    # -- notes

    def _body(self, ink: Ink, note: NoteBox) -> None:
        """Paper and bar of a note, as a form that notes of one kind and size share."""
        key = (note.kind, round(note.w, 1), round(note.h, 1), round(note.scale, 3), note.emphasis, note.state)
        name = self._forms.get(key)
        if name is None:
            name = self._forms[key] = _make_form(ink, note, f"note{len(self._forms)}")
        ink.form(name, note.x, note.y + note.h)

    def _words(self, ink: Ink, note: NoteBox) -> None:
        """Text, footer and votes of a note."""
        if self._drawn is not None:
            for line in (*note.body(), *note.below(), *note.foot()):
                self._drawn(line)
        top = note.y + note.first_baseline
        if note.indents:
            for line in note.body():
                ink.text(line.x, line.y, line.text, line.size, line.weight, LIGHT.note_ink)
        elif note.lines:
            ink.lines(
                note.x + note.text_x, top, note.lines, note.size, note.weight, LIGHT.note_ink, note.line_height
            )  # fmt: skip
        for line in (*note.below(), *note.foot()):
            ink.text(line.x, line.y, line.text, line.size, line.weight, role_colour(line.role))
        spot = note.dot()
        if spot is not None:
            ink.circle(*spot, fill=LIGHT.dot)


def _gathered(out: list[str], start: int, number: int) -> int:
    """Every so many notes one long text in place of thousands of short ones, which take more memory than they say."""
    if number % _TOGETHER or len(out) - start < 2:
        return start
    out[start:] = ["\n".join(out[start:])]
    return len(out)


def _round(x: float, y: float, r: float) -> list[tuple[float, float]]:
    """A circle as four cubics (their controls at 0.5523 of the radius)."""
    k = r * 0.5523
    return [
        (x + r, y), (x + r, y + k), (x + k, y + r), (x, y + r), (x - k, y + r), (x - r, y + k), (x - r, y),
        (x - r, y - k), (x - k, y - r), (x, y - r), (x + k, y - r), (x + r, y - k), (x + r, y),
    ]  # fmt: skip


def _make_form(ink: Ink, note: NoteBox, name: str) -> str:
    look = note_kind(note.kind)
    canvas, k = ink.canvas, note.scale
    w, h = note.w, note.h
    canvas.beginForm(name, -1, -1, w + 1, h + 1)
    form = Ink(canvas, ink.fonts, 0.0)
    corner = CORNER * k
    edge = look.bar if note.kind == "need" or look.tint == "#FFFFFF" else mixed(look.bar, 0.45)
    form.fill(look.tint)
    form.out.append(f"{rounded(0, 0, w, h, corner)} f")
    # The bar keeps the note's rounded corners at its left: both are cut by the note's outline.
    form.out.append(f"q {rounded(0, 0, w, h, corner)} W n")
    form.fill(look.bar)
    form.out.append(f"0 0 {BAR * k:.2f} {h:.2f} re f Q")
    form.stroke(
        edge, (1.1 if note.state == "unmatched" else 0.6) * k, (4.0, 2.5) if note.state == "unmatched" else (0, 0)
    )
    form.out.append(f"{rounded(0, 0, w, h, corner)} S")
    if note.emphasis:
        form.stroke(look.bar, 1.4 * k)
        form.out.append(f"{rounded(0, 0, w, h, corner)} S")
    canvas.endForm()
    return name


def _panel_look(panel: PanelBox) -> tuple[str, str, float]:
    """(fill, edge, corner) of a panel by its role."""
    if panel.role in {"stage", "head"} or (panel.role == "caption" and panel.kind == "place"):
        return LIGHT.rail, "", STAGE_CORNER if panel.role != "caption" else 999.0
    if panel.role == "cluster":
        bar = note_kind(panel.kind).bar
        return mixed(note_kind(panel.kind).tint, 0.22), mixed(bar, 0.55), PANEL_CORNER
    if panel.role in {"empty", "loose", "add"}:
        return "", LIGHT.line, STAGE_CORNER
    if panel.role == "word":
        return "#FFFFFF", "", STAGE_CORNER / 2
    if panel.role == "alt":
        return LIGHT.paper, "", 0.0
    if panel.role in {"row", "total", "label", "lane"}:
        return "", "", 0.0
    return _problem_panel(panel) or ("#FFFFFF", LIGHT.line, PANEL_CORNER)


def _problem_panel(panel: PanelBox) -> tuple[str, str, float] | None:
    """Fields of the problem map's own drawings: arrows and balance, quadrants, tray, the chosen sentence."""
    if panel.role == "force":
        return note_kind(panel.kind).bar, "", STAGE_CORNER
    if panel.role == "quadrant":
        return LIGHT.accent_soft if panel.kind else "", "", STAGE_CORNER
    if panel.role == "tray":
        return LIGHT.paper, LIGHT.line, PANEL_CORNER
    if panel.role == "sentence" and panel.kind:
        return LIGHT.ok_soft, LIGHT.ok, PANEL_CORNER
    return None


def _curve_look(role: str) -> tuple[str, float, tuple[float, float]]:
    """(colour, width, dashes) of a curve by its role, in board units."""
    return {
        "feeling": (LIGHT.accent, 2.6, (0.0, 0.0)),
        "to_be": (LIGHT.ok, 2.4, (7.0, 4.0)),
        "interaction": (LIGHT.accent_text, 1.6, (0.0, 0.0)),
        "visibility": (LIGHT.accent_text, 1.6, (9.0, 5.0)),
        "internal": (LIGHT.accent_text, 1.6, (1.6, 4.0)),
        "guide": (LIGHT.line, 0.7, (0.0, 0.0)),
        "zero": (LIGHT.muted, 0.9, (4.0, 3.0)),
        "scope": (LIGHT.muted, 1.6, (7.0, 5.0)),
        "low": (LIGHT.bad, 1.2, (3.0, 3.0)),
        "spine": (LIGHT.muted, 5.0, (0.0, 0.0)),
        "bone": (LIGHT.muted, 2.4, (0.0, 0.0)),
        "stub": (LIGHT.muted, 1.2, (0.0, 0.0)),
        "axis": (LIGHT.muted, 1.8, (0.0, 0.0)),
        "step": (LIGHT.muted, 1.8, (0.0, 0.0)),
        "water": (LIGHT.accent, 2.0, (0.0, 0.0)),
        "match": (mixed(LIGHT.accent, 0.84), 1.0, (0.0, 0.0)),
        "wish": (LIGHT.muted, 1.4, (5.0, 4.0)),
        "money": (LIGHT.ok, 2.6, (0.0, 0.0)),
        "clash": (LIGHT.bad, 2.0, (7.0, 3.0)),
        "leader": (LIGHT.link, 0.9, (0.0, 0.0)),
        "halo": ("#FFFFFF", 3.2, (0.0, 0.0)),
        "relation": (LIGHT.ink, 1.3, (0.0, 0.0)),
    }.get(role, (LIGHT.link, 1.3, (0.0, 0.0)))
