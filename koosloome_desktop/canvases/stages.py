"""The stages of a journey as the layout needs them: names, both feelings, how it is known, how far people are engaged.

Feelings go from −3 to +3. On a journey that is itself the wished one, feelings that stand alone are the wished ones:
a file that only says `emotion.value` there means what shall be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.canvases.spec import Words
from koosloome_desktop.layout.inputs import StageIn
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Track
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_, translator

FUTURE: Final = "future_state"
ENGAGEMENT: Final = "engagement"
LEAST: Final = -3
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few things that can be said of a stage: its code in files, its word, its sign."""

    code: str
    word: Words
    sign: str = ""


EVIDENCE: Final = (
    Choice("interview", Words("intervjuu", "interview", "интервью"), "●"),
    Choice("observation", Words("vaatlus", "observation", "наблюдение"), "◉"),
    Choice("statistics", Words("andmed", "data", "данные"), "#"),
    Choice("guess", Words("oletus", "guess", "предположение"), "≈"),
)
"""How it is known what happens at a stage (a good journey says so: domain notes 3.2)."""

LEVELS: Final = (
    Choice("inform", Words("informeerimine", "informing", "информирование"), "1"),
    Choice("consult", Words("konsulteerimine", "consulting", "консультирование"), "2"),
    Choice("participate", Words("osalemine", "participating", "участие"), "3"),
    Choice("collaborate", Words("koostöö", "collaborating", "сотрудничество"), "4"),
    Choice("decide", Words("otsustusõigus", "deciding", "право решать"), "5"),
)
"""Levels of engagement from the least to the most (domain notes 3.2, glossary section 4)."""


def said(choices: Sequence[Choice], code: str, lang: str) -> str:
    """Sign and word of a code; one that is none of them is somebody's own and is shown as it is."""
    found = next((c for c in choices if c.code == code), None)
    # A space that never breaks: the sign stays with its word.
    return f"{found.sign}\u00a0{found.word.get(lang)}" if found is not None else code


def feeling_field(canvas: Canvas, stages: Sequence[Track]) -> str:
    """The field that + and − change: the wished feeling on a wished journey, else the one as it is."""
    wished = canvas.variant == FUTURE and not alone(canvas, stages)
    return "to_be" if wished else "value"


def alone(canvas: Canvas, stages: Sequence[Track]) -> bool:
    """Whether a wished journey holds its feelings in `value`, as a file without `to_be` does."""
    plain = any(t.value is not None for t in stages) and all(t.to_be is None for t in stages)
    return canvas.variant == FUTURE and plain


def stages_in(document: Document, canvas: Canvas, lang: str, *, asks: bool = True) -> list[StageIn]:
    """The stages, numbered as the line and the lists number them, with their feelings in whole steps for the curves.

    On a journey of engagement a stage without a level `asks` for it (on paper it does not).
    """
    tracks = queries.tracks(document, canvas.id, "stage")
    wished = alone(canvas, tracks)
    level = asks and canvas.variant == ENGAGEMENT
    return [_stage(number, t, lang, wished=wished, asks=level) for number, t in enumerate(tracks, start=1)]


def _stage(number: int, track: Track, lang: str, *, wished: bool, asks: bool) -> StageIn:
    value, word, to_be, to_be_word = track.value, track.word, track.to_be, track.to_be_word
    if wished:
        value, word, to_be, to_be_word = None, "", track.value, track.word
    marks = [said(EVIDENCE, track.evidence, lang)] if track.evidence else []
    if track.level:
        marks.insert(0, said(LEVELS, track.level, lang))
    elif asks:
        marks.insert(0, translator(lang)(N_("level?")))
    title = f"{number}. {track.name or track.code}"
    return StageIn(track.code, title, _whole(value), word, _whole(to_be), to_be_word, tuple(marks))


def _whole(value: float | None) -> int | None:
    return None if value is None else max(LEAST, min(MOST, round(value)))
