"""How large the desktop wants text: everything the program shows grows with it, so that nothing is cut.

On X11 the desktop's text size comes to Qt as dots per inch, which it multiplies everything by. Windows keeps its own
("Make text bigger", 100 to 225 per cent) in the registry, and Qt does not look there.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from typing import Final

FACTOR: Final = "QT_SCALE_FACTOR"
_MOST: Final = 225
"""Per cent; the largest that Windows offers."""


def follow(environment: MutableMapping[str, str]) -> None:
    """Before Qt starts: have it show everything as large as the desktop wants text."""
    enlarge(environment, percent())


def enlarge(environment: MutableMapping[str, str], wanted: int) -> None:
    """Set Qt's factor for a text size in per cent; one that a person has set stays."""
    if 100 < wanted <= _MOST and not environment.get(FACTOR):
        environment[FACTOR] = f"{wanted / 100:g}"


def percent() -> int:
    """The text size of this desktop, where Qt does not know it by itself; 100 everywhere else."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Accessibility") as key:
                return int(winreg.QueryValueEx(key, "TextScaleFactor")[0])
        except (OSError, ValueError):
            return 100
    return 100
