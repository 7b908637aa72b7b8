#!/usr/bin/env python3
"""Write ``resources/fonts/<font>.metrics.json``: the advance of every code point of each shipped font, in font units.

The layout measures with these tables instead of a font engine, so that screen and paper break lines alike (kerning and
ligatures off). Needs fontTools (in the development set). Usage: ``python packaging/metrics.py``; a test compares tables
and fonts, so a new font file without new tables is noticed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"


def table_of(path: Path) -> dict[str, Any]:
    """The metrics of one font file. ``advances`` is a list of runs ``[first code point, advance, advance, ...]``."""
    with TTFont(path) as font:
        widths = font["hmtx"].metrics
        runs: list[list[int]] = []
        for code, glyph in sorted(font.getBestCmap().items()):
            if not runs or runs[-1][0] + len(runs[-1]) - 1 != code:
                runs.append([code])
            runs[-1].append(widths[glyph][0])
        head, os2 = font["hhea"], font["OS/2"]
        return {
            "font": path.name,
            "units": font["head"].unitsPerEm,
            "ascent": head.ascent,
            "descent": -head.descent,
            "cap": getattr(os2, "sCapHeight", 0),
            "x": getattr(os2, "sxHeight", 0),
            "advances": runs,
        }


def write(path: Path) -> Path:
    """Write the table beside the font and give its path. One run per line keeps differences readable."""
    table = table_of(path)
    runs = table.pop("advances")
    head = json.dumps(table)[:-1]
    body = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    target = path.with_suffix(".metrics.json")
    target.write_text(f'{head}, "advances": [\n{body}\n]}}\n', encoding="utf-8")
    return target


def main() -> int:
    """Write the tables of all fonts in resources/fonts."""
    fonts = sorted(FONTS.glob("*.ttf"))
    for font in fonts:
        print(write(font).name)
    return 0 if fonts else 1


if __name__ == "__main__":
    sys.exit(main())
