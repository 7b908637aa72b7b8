"""A library that was moved home from a folder where none may be: starts that still name the old folder find the new.

The old folder is named by KOOSLOOME_LIBRARY, by a shortcut or by a call, which the program cannot change; so it
remembers, and says what to change.
"""

from __future__ import annotations

import os
from pathlib import Path

from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import LIBRARY_VARIABLE


def remember_move(settings: Settings, away: str, home: str) -> None:
    """From now on a start that names the folder `away` opens the library in `home`."""
    settings.change(moved={**settings.values.moved, _real(away): home})


def moved_to(settings: Settings, folder: str) -> str:
    """Where the library of a folder went; the folder itself when it never moved, or by now may hold a library."""
    home = settings.values.moved.get(_real(folder))
    if not isinstance(home, str):
        return folder
    from koosloome_desktop.support.places import unsuitable

    return home if unsuitable(Path(folder)) else folder


def still_named(away: str) -> str:
    """What a person may change so that nothing names the old folder any more; empty where nothing does."""
    named = os.environ.get(LIBRARY_VARIABLE, "").strip()
    if not named or _real(named) != _real(away):
        return ""
    told = _(
        "{variable} still names the old folder: set it to the new one, or remove it. Until then the new one opens."
    )
    return told.format(variable=LIBRARY_VARIABLE)


def _real(folder: str) -> str:
    return os.path.realpath(Path(folder).expanduser())
