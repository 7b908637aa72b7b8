"""How keys are written for people: Ctrl+K, Enter, Nool üles …"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.support.i18n import N_, _

_WORDS: Final = {
    "Return": N_("Enter"),
    "Enter": N_("Enter"),
    "Esc": N_("Esc"),
    "Del": N_("Delete"),
    "PgUp": N_("PgUp"),
    "PgDown": N_("PgDn"),
    "PgDn": N_("PgDn"),
    "Space": N_("Space"),
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
}


def shown_key(portable: str) -> str:
    """A shortcut as it stands on keyboards, from Qt's portable text: ``Ctrl+PgDown`` → ``Ctrl+PgDn``."""
    if not portable:
        return ""
    if portable.endswith("++"):
        return f"{portable[:-2]}++"
    return "+".join(_(_WORDS[part]) if part in _WORDS else part for part in portable.split("+"))
