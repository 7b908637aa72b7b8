"""One thing that the program noticed: a stable code for scripts, a sentence for people, the cell it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten
from typing import Any, Final

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Action
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import language, translator

_SHOWN: Final = 80
"""Characters of a quoted text in a sentence."""


class Severity(StrEnum):
    """A warning says that two statements disagree, a hint that something is missing."""

    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. `canvas` and `row` are codes, ``""`` where they do not apply; `field` is the row's field to
    which a screen jumps, `record` the row's id.

    `values` are plain scalars for scripts and for the sentence; money is in cents under a name that ends in ``_cents``,
    a date under one that ends in ``_day``.
    """

    code: str
    severity: Severity
    canvas: str
    row: str
    text_id: str
    values: FrozenMap = EMPTY
    field: str = ""
    record: str = ""

    def text(self, lang: str = "") -> str:
        """The sentence in a language, else in the interface's."""
        lang = lang or language()
        shown = {k.removesuffix("_cents").removesuffix("_day"): _shown(k, v, lang) for k, v in self.values.items()}
        return translator(lang).gettext(self.text_id).format(**shown)


def _shown(name: str, value: Any, lang: str) -> Any:
    """A value as it stands in a sentence: money with its sign, a date as people write it, a long text on one line."""
    if name.endswith("_cents"):
        return locale.money(value, lang)
    if name.endswith("_day"):
        return locale.date(value, lang)
    return shorten(value, _SHOWN, placeholder="…") if isinstance(value, str) else value


def of_row(  # the parts of one finding
    code: str, severity: Severity, action: Action, canvas: str, text: str, field: str = "", **values: Any
) -> Finding:
    """A finding about a row; `text` has {row} in it."""
    named = FrozenMap({"row": action.code or action.activity, **values})
    return Finding(code, severity, canvas, action.code, text, named, field, action.id)


def hint(code: str, action: Action, canvas: str, text: str, field: str = "", **values: Any) -> Finding:
    """Something that a row does not say."""
    return of_row(code, Severity.HINT, action, canvas, text, field, **values)


def warning(code: str, action: Action, canvas: str, text: str, field: str = "", **values: Any) -> Finding:
    """Something in a row that does not agree with something else."""
    return of_row(code, Severity.WARNING, action, canvas, text, field, **values)
