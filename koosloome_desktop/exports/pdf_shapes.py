"""Signs that neither text face nor emoji face has, as paths in a box of 1 em (x right, y up, baseline at 0).

The signs of note kinds must survive in print whatever the face: these are drawn, with the character as actual text.
"""

from __future__ import annotations

import math
from typing import Final

Path = tuple[tuple[float, float], ...]


def _star(cx: float, cy: float, outer: float, inner: float) -> Path:
    """A star of five points."""
    radii = (outer, inner)
    return tuple(
        (
            cx + radii[i % 2] * math.sin(i * math.pi / 5),
            cy + radii[i % 2] * math.cos(i * math.pi / 5),
        )
        for i in range(10)
    )


_DIAMOND: Final[Path] = ((0.5, 0.72), (0.86, 0.34), (0.5, -0.04), (0.14, 0.34))

SHAPES: Final[dict[str, tuple[Path, bool]]] = {
    "◇": (_DIAMOND, False),
    "★": (_star(0.5, 0.31, 0.46, 0.19), True),
    "☆": (_star(0.5, 0.31, 0.44, 0.18), False),
    "▯": (((0.3, -0.02), (0.3, 0.68), (0.7, 0.68), (0.7, -0.02)), False),
}
"""Character → (corners, filled); an outline is drawn 0.08 em wide."""
