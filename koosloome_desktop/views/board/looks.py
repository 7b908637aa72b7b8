"""Colours and faces of a board in one theme: what the tokens mean for zones, panels, curves and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTransform

from koosloome_desktop.layout.primitives import Curve, NoteBox, PanelBox, TextLine
from koosloome_desktop.support.palette import Palette, note_kind
from koosloome_desktop.views.fonts import FAMILY
from koosloome_desktop.views.style_sheet import mix

#: Geometry of notes, zones and panels in board units (design README: bar 6, corner 4, cards 14).
BAR: Final = 6.0
CORNER: Final = 4.0
ZONE_CORNER: Final = 14.0
PANEL_CORNER: Final = 10.0
STAGE_CORNER: Final = 8.0
RING: Final = 2.5
RING_OFF: Final = 3.0
STROKES: Final = {"spine": 5.0, "bone": 2.6, "stub": 1.4, "axis": 2.0, "step": 2.0}
"""Widths of the lines that carry a drawing, by role."""
TEXT_FROM: Final = 0.35
"""Scale from which text is drawn; below it a note is a tinted box with its bar."""

_WEIGHTS: Final = {
    "regular": QFont.Weight.Normal,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
    "italic": QFont.Weight.Normal,
}
LANE_LINES: Final = {
    "interaction": Qt.PenStyle.SolidLine,
    "visibility": Qt.PenStyle.DashLine,
    "internal": Qt.PenStyle.DotLine,
}
"""The three lines of a service plan differ in how they are drawn, not by colour alone."""
_FEATURES: Final = ("kern", "liga", "clig", "calt")
_MOST_TEXTS: Final = 6000


@lru_cache(maxsize=256)
def face(size: int, weight: str) -> QFont:
    """The face of board text: no hinting, kerning or ligatures, so that it is as wide as the layout measured it."""
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(_WEIGHTS[weight])
    font.setItalic(weight == "italic")
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for name in _FEATURES:
        font.setFeature(QFont.Tag(name), 0)
    return font


@lru_cache(maxsize=256)
def ascent(size: int, weight: str) -> float:
    """Distance from the top of a line of this face to its baseline, in px."""
    return QFontMetricsF(face(size, weight)).ascent()


@dataclass(slots=True)
class Texts:
    """Static texts by (text, size, weight): shaped once, drawn many times."""

    _known: dict[tuple[str, int, str], QStaticText] = field(default_factory=dict)

    def get(self, text: str, size: int, weight: str) -> QStaticText:
        """The shaped text."""
        key = (text, size, weight)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_TEXTS:
                self._known.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(QTransform(), face(size, weight))
            self._known[key] = found
        return found

    def draw(self, painter: QPainter, line: TextLine) -> None:
        """Draw one line with its baseline where the layout put it; the pen is the painter's."""
        whole = max(1, round(line.size))
        weight = line.weight
        painter.setFont(face(whole, weight))
        text = self.get(line.text, whole, weight)
        if abs(whole - line.size) < 0.01:
            painter.drawStaticText(QPointF(line.x, line.y - ascent(whole, weight)), text)
            return
        painter.save()
        painter.translate(line.x, line.y)
        painter.scale(line.size / whole, line.size / whole)
        painter.drawStaticText(QPointF(0.0, -ascent(whole, weight)), text)
        painter.restore()


@dataclass(frozen=True, slots=True)
class Field:
    """Fill, edge and corner of a zone or panel; None draws nothing."""

    fill: QColor | None
    edge: QPen | None
    corner: float


def _pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _pens(theme: Palette) -> dict[str, QPen]:
    """The pens of curves by role."""
    dashes = Qt.PenStyle.DashLine
    accent, muted = QColor(theme.accent), QColor(theme.muted)
    lines = {role: _pen(QColor(theme.accent_text), 1.8, style) for role, style in LANE_LINES.items()}
    strong = QColor(theme.ink if theme.name == "contrast" else mix(theme.link, theme.ink, 0.35))
    lines |= {role: _pen(strong, width) for role, width in STROKES.items()}
    return lines | {
        "water": _pen(QColor(mix(theme.accent, theme.paper, 0.15)), 1.8),
        "feeling": _pen(accent, 2.6),
        "to_be": _pen(QColor(theme.ok), 2.4, dashes),
        "guide": _pen(QColor(mix(theme.line, theme.panel, 0.35)), 0.8),
        "zero": _pen(muted, 0.9, dashes),
        "low": _pen(QColor(theme.bad), 1.3, dashes),
        "scope": _pen(muted, 1.8, dashes),
        "wish": _pen(muted, 1.6, dashes),
        "money": _pen(QColor(theme.ok), 2.6),
        "clash": _pen(QColor(theme.bad), 2.2, Qt.PenStyle.DashDotLine),
        "leader": _pen(QColor(theme.link), 1.1),
        "halo": _pen(QColor(255, 255, 255, 190), 4.0),
        "match": _pen(QColor(mix(theme.accent, theme.paper, 0.16)), 1.1),
        "relation": _pen(QColor(mix(theme.ink, theme.paper, 0.15)), 1.7),
        "link": _pen(QColor(theme.link), 1.6),
    }


class Looks:
    """Every colour a board of one theme needs, worked out once."""

    def __init__(self, theme: Palette) -> None:
        self.theme = theme
        self.dark = theme.name in {"dark", "calm_dark"}
        self.strict = theme.name in {"contrast", "calm", "calm_dark"}
        self.paper = QColor(theme.paper)
        self.paper_dot = QColor(theme.paper_dot)
        self.accent = QColor(theme.accent)
        self.soft = QColor(theme.accent_soft)
        self.ink = QColor(theme.ink)
        self.muted = QColor(theme.muted)
        self.line = QColor(theme.line)
        self.panel = QColor(theme.panel)
        self.plate = QColor(theme.panel)
        self.plate.setAlphaF(0.86)
        self._gap = QColor(mix(theme.panel, theme.ok, 0.13))
        self.note_ink = QColor(theme.note_ink)
        self.note_muted = QColor(theme.note_muted)
        self.dot = QColor(theme.dot)
        self.texts = Texts()
        self._roles = {
            "ink": self.ink,
            "muted": self.muted,
            "ghost": self.muted,
            "on_bar": QColor("#FFFFFF"),
            "white": QColor(theme.rail_ink if not self.strict else "#FFFFFF"),
            "accent": QColor(theme.accent_text),
            "ok": QColor(theme.ok),
            "warn": QColor(theme.warn),
            "bad": QColor(theme.bad),
            "note_muted": self.note_muted,
            "dot": self.dot,
            "pin": QColor(theme.paper if self.strict else "#FFFFFF"),
        }
        self._pens = _pens(theme)
        self._zones: dict[str, Field] = {}
        self._tints: dict[str, tuple[QColor, QColor, QColor]] = {}

    def role(self, role: str) -> QColor:
        """The colour of a text role; an unknown one is ink."""
        return self._roles.get(role, self.ink)

    def note(self, box: NoteBox) -> tuple[QColor, QColor, QColor]:
        """Tint, bar and edge of a note of this kind."""
        found = self._tints.get(box.kind)
        if found is None:
            look = note_kind(box.kind)
            edge = look.bar if self.strict or look.tint == "#FFFFFF" else mix(look.tint, look.bar, 0.42)
            found = self._tints[box.kind] = (QColor(look.tint), QColor(look.bar), QColor(edge))
        return found

    def zone(self, kind: str) -> Field:
        """The field of a zone: a breath of its kind's tint on the paper."""
        found = self._zones.get(kind)
        if found is None:
            theme, look = self.theme, note_kind(kind)
            fill, edge = theme.zone_fill, theme.line
            if kind and not self.strict:
                base = theme.zone_fill if self.dark else mix(theme.paper, theme.zone_fill, 0.5)
                fill = mix(base, look.bar if self.dark else look.tint, 0.07 if self.dark else 0.2)
                edge = mix(theme.line, look.bar, 0.22 if self.dark else 0.2)
            found = self._zones[kind] = Field(QColor(fill), _pen(QColor(edge), 1.2), ZONE_CORNER)
        return found

    def panel_of(self, panel: PanelBox) -> Field:
        """The field of a panel by its role."""
        theme, role = self.theme, panel.role
        if role in {"stage", "head"} or (role == "caption" and panel.kind == "place"):
            corner = STAGE_CORNER if role != "caption" else panel.h / 2
            fill = theme.rail_active if self.dark else theme.rail
            return Field(QColor(fill), None, corner)
        if role == "cluster":
            look = note_kind(panel.kind)
            pale = QColor(mix(theme.zone_fill, look.tint, 0.10 if self.dark else 0.25))
            return Field(pale, _pen(QColor(mix(theme.line, look.bar, 0.55)), 1.1), PANEL_CORNER)
        if role == "empty":
            grey = QColor(mix(theme.line, theme.muted, 0.25))
            return Field(None, _pen(grey, 1.0, Qt.PenStyle.DashLine), STAGE_CORNER)
        if role in {"loose", "add"}:
            return Field(None, _pen(QColor(mix(theme.line, theme.muted, 0.4)), 1.0, Qt.PenStyle.DashLine), STAGE_CORNER)
        if role == "word":
            return Field(QColor(theme.paper), None, STAGE_CORNER / 2)
        if role == "alt":
            return Field(QColor(theme.paper), None, 0.0)
        if role in {"row", "total", "label", "lane"}:
            return Field(None, None, 0.0)
        return self._problem_panel(panel) or Field(self.panel, _pen(self.line, 1.0), PANEL_CORNER)

    def _problem_panel(self, panel: PanelBox) -> Field | None:
        """Fields of the problem map's own drawings: arrows and balance, quadrants, tray, the chosen sentence."""
        theme, role = self.theme, panel.role
        if role == "force":
            return Field(QColor(note_kind(panel.kind).bar), None, STAGE_CORNER)
        if role == "quadrant":
            return Field(QColor(theme.accent_soft) if panel.kind and not self.strict else None, None, STAGE_CORNER)
        if role == "tray":
            return Field(QColor(theme.paper), _pen(self.line, 1.2, Qt.PenStyle.DashLine), PANEL_CORNER)
        if role == "sentence" and panel.kind:
            return Field(QColor(theme.ok_soft), _pen(QColor(theme.ok), 1.6), PANEL_CORNER)
        return None

    def curve(self, curve: Curve) -> QPen:
        """The pen of a curve by its role."""
        return self._pens.get(curve.role, self._pens["link"])

    def filled(self, curve: Curve) -> QColor | None:
        """The colour of a closed field between curves; None for a line."""
        return self._gap if curve.role == "gap" else None

    def pin(self, kind: str) -> QColor:
        """The disc of a pin: the dark colour of its kind, that of texts where contrast is strict."""
        return self.ink if self.strict else QColor(note_kind(kind).bar)

    def mark(self, value: int) -> QColor:
        """The colour of a feeling."""
        return self._roles["ok" if value > 0 else "bad" if value < 0 else "warn"]
