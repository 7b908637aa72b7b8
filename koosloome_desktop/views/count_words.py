"""Words for numbers and titles that need no document: home shows them before anything else is loaded."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.patterns import pattern_of

_BRACKET: Final = pattern_of(r"^\[[^\]]{1,20}\]\s*")


def plain_title(title: str, *, sample: bool) -> str:
    """A title without the ``[NÄIDIS]`` that samples carry; what has none is called so."""
    shown = _BRACKET.sub("", title) if sample else title
    return shown or _("Untitled workshop")


def note_words(count: int) -> str:
    """``57 märget``."""
    return ngettext("{count} note", "{count} notes", count).format(count=count)


def action_words(count: int) -> str:
    """``8 tegevust``."""
    return ngettext("{count} action", "{count} actions", count).format(count=count)


def people_words(count: int) -> str:
    """``15 osalejat``."""
    return ngettext("{count} participant", "{count} participants", count).format(count=count)


def dot_words(count: int) -> str:
    """``9 täppi``."""
    return ngettext("{count} dot", "{count} dots", count).format(count=count)


def short(text: str, limit: int = 40) -> str:
    """The beginning of a text for a sentence about it: one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,.;:–-") + "…"
