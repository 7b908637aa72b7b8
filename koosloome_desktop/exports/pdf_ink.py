"""Writes PDF operators: boxes, lines and texts from the top left corner down, on a reportlab canvas.

reportlab makes the file (objects, fonts, outline); page content is written here directly, because one call of its
canvas per line of text costs several times more. State (fill, stroke, line width) is remembered, so it is written when
it changes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from koosloome_desktop.exports.pdf_fonts import FontSet, Run
from koosloome_desktop.exports.pdf_items import Stamp
from koosloome_desktop.exports.pdf_shapes import SHAPES
from koosloome_desktop.layout.primitives import Point, Weight

_ROUND: Final = 0.5523  # control points of a quarter circle as four cubics
Corners = tuple[float, float, float, float]


def rgb(colour: str) -> str:
    """``#RRGGBB`` as three operands."""
    found = _COLOURS.get(colour)
    if found is None:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        found = _COLOURS[colour] = " ".join(f"{p:.4g}" for p in parts)
    return found


_COLOURS: Final[dict[str, str]] = {}


class Ink:
    """The content of one page (or form) in the making. `height` is where y = 0 lies above the PDF's origin."""

    def __init__(self, canvas: Any, fonts: FontSet, height: float) -> None:
        self.canvas = canvas
        self.fonts = fonts
        self.height = height
        self.out: list[str] = canvas._code
        self._fill = self._stroke = self._line = ""
        self._outer = height
        self._forms: set[str] = set()

    # -- state

    def forget(self) -> None:
        """Write all state anew: after the stack was popped or another stream begun."""
        self._fill = self._stroke = self._line = ""

    def push(self, x: float, y: float, scale: float) -> None:
        """Draw in another system until `pop`: origin at (x, y), y down, units of `scale` points."""
        self.out.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {self.height - y:.3f} cm")
        self._outer = self.height
        self.height = 0.0
        self.forget()

    def pop(self) -> None:
        """Back to the page's own system."""
        self.out.append("Q")
        self.height = self._outer
        self.forget()

    def fill(self, colour: str) -> None:
        """Set the colour of areas and texts."""
        if colour != self._fill:
            self._fill = colour
            self.out.append(f"{rgb(colour)} rg")

    def stroke(self, colour: str, line: float, dash: tuple[float, float] = (0.0, 0.0)) -> None:
        """Set colour, width and dashes of lines."""
        if colour != self._stroke:
            self._stroke = colour
            self.out.append(f"{rgb(colour)} RG")
        wanted = f"{line:.2f} w [{dash[0]:g} {dash[1]:g}] 0 d" if dash[0] else f"{line:.2f} w [] 0 d"
        if wanted != self._line:
            self._line = wanted
            self.out.append(wanted)

    # -- areas and lines

    def box(
        self, x: float, y: float, w: float, h: float, *, fill: str = "", edge: str = "", radius: float = 0.0,
        line: float = 0.6,
    ) -> None:  # fmt: skip
        """A rectangle, rounded when `radius` > 0."""
        if fill:
            self.fill(fill)
        if edge:
            self.stroke(edge, line)
        paint = "B" if fill and edge else "f" if fill else "S"
        if radius > 0:
            self.out.append(f"{rounded(x, self.height - y - h, w, h, radius)} {paint}")
        else:
            self.out.append(f"{x:.2f} {self.height - y - h:.2f} {w:.2f} {h:.2f} re {paint}")

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, line: float,
        dash: tuple[float, float] = (0.0, 0.0),
    ) -> None:  # fmt: skip
        """A straight line."""
        self.stroke(colour, line, dash)
        self.out.append(f"{x1:.2f} {self.height - y1:.2f} m {x2:.2f} {self.height - y2:.2f} l S")

    def polygon(self, corners: Sequence[Point], *, fill: str = "", edge: str = "", line: float = 0.6) -> None:
        """A closed shape through `corners`."""
        if fill:
            self.fill(fill)
        if edge:
            self.stroke(edge, line)
        height = self.height
        path = " l ".join(f"{x:.2f} {height - y:.2f}" for x, y in corners).replace(" l ", " m ", 1)
        self.out.append(f"{path} l h {'B' if fill and edge else 'f' if fill else 'S'}")

    def circle(self, x: float, y: float, r: float, *, fill: str = "", edge: str = "", line: float = 0.6) -> None:
        """A circle round (x, y)."""
        self.box(x - r, y - r, 2 * r, 2 * r, fill=fill, edge=edge, radius=r, line=line)

    def curve(self, points: Sequence[Point], colour: str, line: float, dash: tuple[float, float] = (0.0, 0.0)) -> None:
        """A chain of cubics: start, then three points per piece."""
        self.stroke(colour, line, dash)
        self.out.append(f"{self._chain(points)} S")

    def shape(self, points: Sequence[Point], *, fill: str = "", edge: str = "", line: float = 0.6) -> None:
        """A closed chain of cubic Béziers, filled and edged."""
        if fill:
            self.fill(fill)
        if edge:
            self.stroke(edge, line)
        self.out.append(f"{self._chain(points)} h {'B' if fill and edge else 'f' if fill else 'S'}")

    def _chain(self, points: Sequence[Point]) -> str:
        height = self.height
        spots = [f"{x:.2f} {height - y:.2f}" for x, y in points]
        pieces = (" ".join(spots[i : i + 3]) + " c" for i in range(1, len(spots) - 2, 3))
        return f"{spots[0]} m {' '.join(pieces)}"

    def form(self, name: str, x: float, y: float) -> None:
        """A form of the document with its lower left corner at (x, y)."""
        if name not in self._forms:
            self._forms.add(name)
            self.canvas._formsinuse.append(name)
        self.out.append(f"q 1 0 0 1 {x:.2f} {self.height - y:.2f} cm /FormXob.{name} Do Q")

    def picture(self, name: str, area: Sequence[float], place: Sequence[float]) -> None:
        """An image of the document at `place`, as much of it as lies in `area` (x, y, width, height)."""
        if name not in self._forms:
            self._forms.add(name)
            self.canvas._formsinuse.append(name)
        clip = f"{area[0]:.2f} {self.height - area[1] - area[3]:.2f} {area[2]:.2f} {area[3]:.2f} re W n"
        x, y, w, h = place
        self.out.append(f"q {clip} {w:.2f} 0 0 {h:.2f} {x:.2f} {self.height - y - h:.2f} cm /FormXob.{name} Do Q")

    def stamp(self, stamp: Stamp) -> None:
        """A sheet of the document, enlarged, as much of it as lies in its clip."""
        if stamp.name not in self._forms:
            self._forms.add(stamp.name)
            self.canvas._formsinuse.append(stamp.name)
        clip = ""
        if stamp.clip is not None:
            x, y, w, h = stamp.clip
            clip = f"{x:.4f} {self.height - y - h:.4f} {w:.4f} {h:.4f} re W n "
        k = stamp.scale
        # A sheet's own origin is its lower left corner.
        at = f"{k:.6f} 0 0 {k:.6f} {stamp.x:.4f} {self.height - stamp.y:.4f} cm"
        self.out.append(f"q {clip}{at} /FormXob.{stamp.name} Do Q")

    # -- texts

    def text(
        self, x: float, y: float, text: str, size: float, weight: Weight, colour: str, spacing: float = 0.0
    ) -> None:
        """One line with its baseline at (x, y)."""
        if not text or text.isspace():
            return
        self.fill(colour)
        literal = self.fonts.simple(text, weight)
        if literal is None:
            self._pieces(x, y, self.fonts.runs(text, weight), size, colour)
            return
        wide = f"{spacing:.2f} Tc " if spacing else ""
        narrow = " 0 Tc" if spacing else ""
        font = self.fonts.font(weight)
        self.out.append(f"BT {font} {size:.2f} Tf {wide}{x:.2f} {self.height - y:.2f} Td {literal} Tj{narrow} ET")

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float, weight: Weight, colour: str, leading: float
    ) -> None:
        """Several lines below each other in one text object, all starting at x."""
        simple = [self.fonts.simple(t, weight) for t in lines]
        if None in simple:
            for index, text in enumerate(lines):
                self.text(x, y + index * leading, text, size, weight, colour)
            return
        self.fill(colour)
        shown = " Tj T* ".join(s for s in simple if s is not None)
        font = self.fonts.font(weight)
        self.out.append(f"BT {font} {size:.2f} Tf {leading:.3f} TL {x:.2f} {self.height - y:.2f} Td {shown} Tj ET")

    def _pieces(self, x: float, y: float, runs: Sequence[Run], size: float, colour: str) -> None:
        """Runs side by side, each at its measured place."""
        for run in runs:
            self.out.append(f"BT {run.font} {size:.2f} Tf {x:.2f} {self.height - y:.2f} Td {run.literal} Tj ET")
            if run.shape:
                self._shape(x, y, run.shape, size, colour)
            x += run.em * size

    def _shape(self, x: float, y: float, shape: str, size: float, colour: str) -> None:
        corners, filled = SHAPES[shape]
        placed = [(x + cx * size, y - cy * size) for cx, cy in corners]
        if filled:
            self.polygon(placed, fill=colour)
        else:
            self.polygon(placed, edge=colour, line=0.08 * size)


def rounded(x: float, y: float, w: float, h: float, radius: float) -> str:
    """The path of a rounded rectangle with its lower left corner at (x, y), PDF's way up."""
    r = min(radius, w / 2, h / 2)
    k = r * (1 - _ROUND)
    right, top = x + w, y + h
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l "
        f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + r:.2f} c {right:.2f} {top - r:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c {x + r:.2f} {top:.2f} l "
        f"{x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - r:.2f} c {x:.2f} {y + r:.2f} l "
        f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )
