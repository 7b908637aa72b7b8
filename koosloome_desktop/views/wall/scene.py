"""What a face of the wall is given, and what several faces say: the question, where it stands, the time left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPainter

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Canvas
from koosloome_desktop.operations import running, steps
from koosloome_desktop.operations.running import Clock
from koosloome_desktop.support.i18n import LANGUAGES
from koosloome_desktop.views.agenda.words import back_words, left_words, minutes_words, step_name
from koosloome_desktop.views.canvas_words import canvas_title, workshop_title
from koosloome_desktop.views.wall.drawing import Sheet, Time
from koosloome_desktop.views.wall.show import Shown

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.leading import Leading


@dataclass(frozen=True, slots=True)
class Scene:
    """What a face needs: the document, the course of the agenda, what is shown, the interface's language."""

    document: Document
    leading: Leading
    shown: Shown
    lang: str

    @property
    def canvas(self) -> Canvas | None:
        """The canvas it is about."""
        found = self.document.find(self.shown.canvas)
        return found if isinstance(found, Canvas) else None

    @property
    def words(self) -> str:
        """The workshop's language: what the room reads is in it."""
        own = self.document.workshop.language
        return own if own in LANGUAGES else self.lang

    @property
    def block(self) -> AgendaItem | None:
        """The block that is on."""
        return running.running(self.document)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.leading.now()


_LAST: Final = 120
_LAST_OF_PART: Final = 30
"""From so many seconds on the clock tells seconds."""

Face = Callable[[QPainter, Sheet, Scene], int]
"""Paints; gives how many pages the face has."""


def time_of(scene: Scene) -> Time:
    """The time that is left of the running block; empty without one. Whole minutes until the last two, in a part until
    its last half: nothing on the wall ticks while people think. Under it the part that is on, or when groups that work
    apart come back.
    """
    item = scene.block
    if item is None:
        return Time()
    found = running.clock(item, scene.now)
    role = "bad" if found.left < 0 else "warn" if found.warns else "ok"
    inner = steps.step(item, scene.now)
    if inner is not None:
        part = Clock(0, 60 * inner.minutes, inner.left, found.paused)
        words, share = _left(part, _LAST_OF_PART)
        return Time(words, role, share, step_name(inner))
    words, share = _left(found, _LAST)
    return Time(words, role, share, back_words(item, found, scene.now))


def _left(clock: Clock, last: int) -> tuple[str, float]:
    """What the clock says and the share that is over, by whole minutes until the last seconds."""
    if clock.left > last:
        minutes = -(-clock.left // 60)
        return minutes_words(minutes), max(0.0, 1 - 60 * minutes / max(1, clock.whole))
    return left_words(clock), min(1.0, max(0.0, 1 - clock.left / max(1, clock.whole)))


def question_of(scene: Scene) -> str:
    """The question of the canvas: its own, else its variant's."""
    canvas = scene.canvas
    if canvas is None:
        return workshop_title(scene.document.workshop)
    variant = variant_of(canvas.type, canvas.variant)
    spec = spec_of(canvas.type)
    own = variant.question.get(scene.words) if variant is not None else ""
    return canvas.focus_question or own or (spec.title.get(scene.words) if spec else "") or canvas.title


def about(scene: Scene) -> str:
    """The small line over the question: which canvas it is, where that says more than the question."""
    canvas = scene.canvas
    named = canvas_title(canvas, scene.words) if canvas is not None else ""
    return named if named != question_of(scene) else ""
