"""Xournal++ (Debian: xournalpp), a program for written and typed notes on pages: the nearest there is on a desktop."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.benchmarks.board_stands import TEXT

PROGRAM: Final = "xournalpp"
PER_PAGE: Final = 50
"""Notes on a page of the form in pages."""
_ACROSS, _DOWN = 174, 86
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<settings>
  <property name="mainWndWidth" value="1900"/>
  <property name="mainWndHeight" value="1040"/>
  <property name="showSidebar" value="false"/>
</settings>
"""


def missing() -> list[str]:
    """Names of programs that this needs and that are not installed."""
    return [] if shutil.which(PROGRAM) else [PROGRAM]


def surroundings(folder: Path, around: Mapping[str, str]) -> dict[str, str]:
    """For a process of it: a home of its own, a window as large as ours, without its column of small pages (which
    it would paint at the same time), and no bus that it would wait for.
    """
    place = folder / "xournal" / "xournalpp"
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "settings.xml").exists():
        (place / "settings.xml").write_text(_SETTINGS, encoding="utf-8")
    home = str(folder / "xournal")
    return {
        **around, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home, "XDG_DATA_HOME": home,
        "NO_AT_BRIDGE": "1", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "GDK_BACKEND": "x11",
        "GSETTINGS_BACKEND": "memory",
    }  # fmt: skip


def write(path: Path, count: int, per_page: int = 0) -> None:
    """A document of so many notes, each a filled paper with four lines, on one page or on pages of `per_page`."""
    chance, words = random.Random(count), TEXT.split()
    each = per_page or count
    across = max(1, round(each**0.5))
    said = ['<?xml version="1.0" standalone="no"?>', '<xournal creator="bench" fileversion="4"><title>notes</title>']
    for start in range(0, count, each):
        here = min(each, count - start)
        size = f'width="{across * _ACROSS}" height="{-(-here // across) * _DOWN}"'
        said.append(f'<page {size}><background type="solid" color="#ffffffff" style="plain"/><layer>')
        for n in range(here):
            lines = "\n".join(" ".join(chance.choice(words) for _ in range(2)) for _ in range(4))
            x, y = n % across * _ACROSS + 8, n // across * _DOWN + 4
            edge = f"{x} {y} {x + 158} {y} {x + 158} {y + 78} {x} {y + 78} {x} {y}"
            said.append(f'<stroke tool="pen" color="#fdf0c4ff" width="1" fill="255">{edge}</stroke>')
            said.append(f'<text font="Sans" size="14" x="{x + 8}" y="{y + 3}" color="#203040ff">{lines}</text>')
        said.append("</layer></page>")
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join([*said, "</xournal>"]))
