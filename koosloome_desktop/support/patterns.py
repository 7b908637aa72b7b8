"""Regular expressions that are compiled when they are first asked.

Compiling what stands at the top of modules took an eighth of the time until a workshop's notes were on the screen, and
most of it is asked only when somebody types a date or a sum.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, cast

_ASKED = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class _Later:
    """Stands for a pattern; from the first question on its methods are the pattern's own, at no cost."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # Whoever only keeps a method for later has asked nothing yet.
        return partial(self._ask, name) if name in _ASKED else getattr(re.compile(*self._given), name)

    def _ask(self, name: str, *words: Any, **named: Any) -> Any:
        made = re.compile(*self._given)
        for asked in _ASKED:
            setattr(self, asked, getattr(made, asked))
        return getattr(made, name)(*words, **named)


def pattern_of(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile` of the same, at the first question; re.error comes then too. Not for the functions of `re`."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
