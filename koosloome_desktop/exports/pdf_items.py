"""What stands on a page, as values: points from the top left corner, y down, text by its baseline, colours ``#RRGGBB``.

Pages are composed from these first and painted when all are known (a page says how many there are), so composing needs
no reportlab and tests can ask a page what is on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from koosloome_desktop.layout.primitives import Board, Weight


class Text(NamedTuple):
    """One finished line. ``spacing`` is extra room between letters in points."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight
    colour: str
    spacing: float = 0.0


class Box(NamedTuple):
    """A rectangle; "" = no fill, no edge."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    edge: str = ""
    radius: float = 0.0
    line: float = 0.6


class Rule(NamedTuple):
    """A straight line; ``dash`` (on, off) in points, (0, 0) = solid."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    line: float = 0.5
    dash: tuple[float, float] = (0.0, 0.0)


class Diamond(NamedTuple):
    """A milestone: a square on its corner round (x, y)."""

    x: float
    y: float
    r: float
    fill: str
    edge: str


class Drawing(NamedTuple):
    """A board with its corner at (x, y); ``scale`` is points per board unit."""

    x: float
    y: float
    board: Board
    scale: float


class Picture(NamedTuple):
    """A photo (an asset's id) whole in the middle of a rectangle; `about` says in words what it is."""

    x: float
    y: float
    w: float
    h: float
    asset: str
    about: str = ""


class Code(NamedTuple):
    """A QR code that holds ``text`` itself; ``size`` with its quiet border."""

    x: float
    y: float
    size: float
    text: str


class Stamp(NamedTuple):
    """A sheet that was painted once (its name), its lower left corner at (x, y), enlarged, as much of it as lies in
    ``clip`` (x, y of the upper left corner, width, height; None = all of it).
    """

    name: str
    x: float
    y: float
    scale: float
    clip: tuple[float, float, float, float] | None = None


class Watermark(NamedTuple):
    """One large, pale word across the page, behind everything."""

    text: str


Item = Text | Box | Rule | Diamond | Drawing | Picture | Code | Stamp | Watermark


class Link(NamedTuple):
    """A rectangle that leads to the place called ``target`` when there is one."""

    x: float
    y: float
    w: float
    h: float
    target: str


@dataclass(slots=True)
class Mark:
    """A place the outline leads to: level 0 is a section, 1 below it. ``y`` from the top of its page."""

    level: int
    title: str
    y: float


@dataclass(slots=True)
class Page:
    """One page. ``section`` is named in the running head; ``plain`` pages (the cover) have no running head."""

    width: float
    height: float
    section: str = ""
    plain: bool = False
    items: list[Item] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    places: list[tuple[str, float]] = field(default_factory=list)
    """Names that links lead to, with their distance from the top."""
    content: bytes = b""
    """What was painted already, packed (zlib): then `items` holds only what came later."""
    forms: tuple[str, ...] = ()
    """Forms that the painted content uses."""
