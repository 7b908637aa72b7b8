"""What was asked for when something is exported, and the questions that every maker asks of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import iterations, queries
from koosloome_desktop.support.errors import KoosloomeError, NotFound, UsageError
from koosloome_desktop.support.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from koosloome_desktop.services.package_file import Lineage

Progress = Callable[[int, int], None]
PLAN: Final = "action_plan"
MAX_SCALE: Final = 4.0
BACKGROUNDS: Final = ("white", "transparent")


class ExportCancelled(KoosloomeError):
    """The user stopped an export; the target is as it was."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chooses, not checked yet; what is left out takes the default (`export_workshop` says more)."""

    what: str = ""
    lang: str | None = None
    paper: str = ""
    tile: str = ""
    canvas: str = ""
    names: bool = False
    columns: str = ""
    scale: float = 2.0
    background: str = "white"
    audience: str = ""
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What was asked for.

    `what` is a key of `export_formats.WHATS`; `canvases` are the ids that were chosen (None: all there are). `lang` is
    the language of headings, `paper` and `tile` names of sheets ("" for none), `names` prints people's names.
    `columns` is a column set of plans ("" for the format's own).
    `scale` (1–4) and `background` are for pictures, `audience` for agendas (facilitator, participants), `pictures`
    puts drawings into text documents. `progress(done, total)` is told as work goes on (no unit), `cancelled()`
    is asked as often; `photos` gives the bytes of a picture by its SHA-256 (any thread).
    `lineage()` tells where this copy of the workshop comes from, for the portable file.
    """

    what: str = "report"
    canvases: tuple[str, ...] | None = None
    lang: str = "et"
    paper: str = "a4"
    tile: str = ""
    names: bool = False
    columns: str = ""
    scale: float = 2.0
    background: str = "white"
    audience: str = ""
    pictures: bool = False
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    photos: Callable[[str], bytes | None] | None = None
    lineage: Callable[[], Lineage] | None = None

    def step(self, done: int, total: int) -> None:
        """Tell how far the work is, and stop when that was asked for (ExportCancelled)."""
        if self.cancelled is not None and self.cancelled():
            raise stopped()
        if self.progress is not None:
            self.progress(done, total)


def stopped() -> ExportCancelled:
    """The error of an export that was stopped."""
    return ExportCancelled(_("The export was stopped; nothing was written."))


def language_of(document: Document, lang: str | None) -> str:
    """The language of headings: the one asked for, else the workshop's; UsageError for one we do not speak."""
    if not lang:
        own = document.workshop.language
        return own if own in LANGUAGES else LANGUAGES[0]
    if lang not in LANGUAGES:
        told = _("There is no language “{lang}”; there are {languages}.")
        raise UsageError(told.format(lang=lang, languages=", ".join(LANGUAGES)))
    return lang


def plans(document: Document) -> list[Canvas]:
    """The action plans of a workshop as they are now, in order: no earlier iteration of one."""
    return [c for c in iterations.current(document) if c.type == PLAN and c.raw is None]


def chosen_plans(document: Document, order: ExportOrder) -> list[Canvas]:
    """The plans that an order means; NotFound when there is none."""
    named = order.canvases
    everywhere = (c for c in queries.canvases(document) if c.type == PLAN and c.raw is None)
    found = plans(document) if named is None else [c for c in everywhere if c.id in named]
    if not found:
        raise NotFound(_("This workshop has no action plan."))
    return found


def chosen_canvases(document: Document, order: ExportOrder) -> list[Canvas]:
    """The canvases that an order means, in order: those named, else all as they are now; NotFound for none."""
    named = order.canvases
    found = iterations.current(document) if named is None else [c for c in queries.canvases(document) if c.id in named]
    if not found:
        raise NotFound(_("This workshop has no canvas yet."))
    return found


def find_canvas(document: Document, name: str) -> Canvas:
    """The canvas of a code, else of a type that only one has, else of a unique beginning of either; NotFound else."""
    found = queries.canvases(document)
    for chosen in (
        [c for c in found if c.code == name],
        [c for c in found if c.type == name],
        [c for c in found if c.code.startswith(name) or c.type.startswith(name)],
    ):
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            break
    told = _("“{name}” names no single canvas; there are {codes}.")
    raise NotFound(told.format(name=name, codes=", ".join(c.code for c in found)))
