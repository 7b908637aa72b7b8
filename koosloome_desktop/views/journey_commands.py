"""The commands of a journey for the command table: stages, lanes, feelings, evidence, levels, widened notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.journey_pair import as_is_of
from koosloome_desktop.canvases.stages import ENGAGEMENT, EVIDENCE, LEVELS
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.inspector_persona import JOURNEY
from koosloome_desktop.views.journey_feelings import JourneyDesk, journey_desk
from koosloome_desktop.views.journey_low import low_stage, why
from koosloome_desktop.views.journey_pairing import CURRENT, show_alone, show_beside
from koosloome_desktop.views.journey_stage import Axis, StageDesk

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_MOVES: Final[tuple[tuple[Axis, int, str, str, str], ...]] = (
    ("stage", -1, "stage.left", N_("Move stage left"), "arrow-left"),
    ("stage", 1, "stage.right", N_("Move stage right"), "arrow-right"),
    ("lane", -1, "lane.up", N_("Move lane up"), "arrow-up"),
    ("lane", 1, "lane.down", N_("Move lane down"), "arrow-down"),
)


def journey_commands(page: CanvasPage) -> list[Command]:
    """The commands of this page; none on a canvas without stages."""
    desk = journey_desk(page)
    if desk is None:
        return []
    return [*_tracks(desk), *_feelings(desk), *_marks(desk), *_notes(desk), *_walk(page), *_pair(page, desk)]


def _tracks(desk: StageDesk) -> list[Command]:
    def some(axis: Axis) -> bool:
        return bool(desk.code(axis))

    def several(axis: Axis) -> bool:
        return some(axis) and len(desk.codes(axis)) > 1

    found = [
        Command("stage.insert", N_("Insert stage after"), (), "plus", "canvas", run=partial(desk.insert, "stage")),
        Command("stage.rename", N_("Rename stage"), (), "pencil", "canvas", partial(some, "stage"),
                partial(desk.rename, "stage")),
        Command("stage.delete", N_("Delete stage"), (), "trash-2", "canvas", partial(several, "stage"),
                partial(desk.delete, "stage")),
        Command("lane.insert", N_("Insert lane after"), (), "plus", "canvas", run=partial(desk.insert, "lane")),
        Command("lane.rename", N_("Rename lane"), (), "pencil", "canvas", partial(some, "lane"),
                partial(desk.rename, "lane")),
        Command("lane.delete", N_("Delete lane"), (), "trash-2", "canvas", partial(several, "lane"),
                partial(desk.delete, "lane")),
    ]  # fmt: skip
    return found + [
        Command(name, label, (), icon, "canvas", partial(desk.may_move, axis, step), partial(desk.move, axis, step))
        for axis, step, name, label, icon in _MOVES
    ]


def _feelings(desk: JourneyDesk) -> list[Command]:
    def at_stage() -> bool:
        return desk.stage() is not None

    def felt() -> bool:
        stage = desk.stage()
        return stage is not None and getattr(stage, desk.presenter.feeling) is not None

    def word() -> None:
        desk.ask_word(desk.code("stage"), again=True)

    return [
        Command("feeling.more", N_("Raise the feeling of the stage"), (), "plus", "canvas", at_stage,
                partial(desk.feel, 1)),
        Command("feeling.less", N_("Lower the feeling of the stage"), (), "minus", "canvas", at_stage,
                partial(desk.feel, -1)),
        Command("feeling.word", N_("Feeling in one word"), (), "", "canvas", felt, word),
        Command("feeling.wish", N_("Draw the wished feelings, or those that are"), (), "", "canvas",
                run=desk.wish),
        Command("journey.persona", N_("Whose journey it is"), (), "user", "canvas",
                lambda: desk.presenter.canvas.type == JOURNEY, desk.persona),
        Command("stage.why", N_("Why so? The low point to the problem map"), (), "git-branch", "canvas",
                lambda: low_stage(desk) is not None, lambda: why(desk, low_stage(desk))),
    ]  # fmt: skip


def _marks(desk: JourneyDesk) -> list[Command]:
    lang = desk.presenter.lang

    def at_stage() -> bool:
        return desk.stage() is not None

    def engaged() -> bool:
        return at_stage() and desk.presenter.canvas.variant == ENGAGEMENT

    return [
        *(Command(f"stage.evidence.{c.code}", N_("How it is known"), (), "", "canvas", at_stage,
                  partial(desk.mark, "evidence", c.code), c.word.get(lang)) for c in EVIDENCE),
        *(Command(f"stage.level.{c.code}", N_("Level of engagement"), (), "", "canvas", engaged,
                  partial(desk.mark, "level", c.code), c.word.get(lang)) for c in LEVELS),
    ]  # fmt: skip


def _notes(desk: JourneyDesk) -> list[Command]:
    return [
        Command("note.wider", N_("Widen to the right"), ("Ctrl+Shift+Right",), "arrow-right", "note",
                partial(desk.may_widen, 1), partial(desk.widen, 1)),
        Command("note.narrower", N_("Narrow"), ("Ctrl+Shift+Left",), "arrow-left", "note",
                partial(desk.may_widen, -1), partial(desk.widen, -1)),
    ]  # fmt: skip


def _walk(page: CanvasPage) -> list[Command]:
    walking = page.walking

    def can() -> bool:
        return bool(walking.codes()) and not walking.active

    def walks() -> bool:
        return walking.active

    return [
        Command("walk.start", N_("Walk through the journey, stage by stage"), (), "play", "canvas", can, walking.start),
        Command("walk.next", N_("Walk: next stage"), (), "arrow-right", "canvas", walks, partial(walking.step, 1)),
        Command("walk.back", N_("Walk: stage before"), (), "arrow-left", "canvas", walks, partial(walking.step, -1)),
        Command("walk.stop", N_("Walk: the whole journey again"), (), "x", "canvas", walks, walking.stop),
    ]


def _pair(page: CanvasPage, desk: JourneyDesk) -> list[Command]:
    presenter = desk.presenter

    def can() -> bool:
        canvas = presenter.canvas
        other = as_is_of(page.workshop.document, canvas)
        return not presenter.beside and (canvas.variant == CURRENT or other is not None)

    def beside() -> bool:
        return presenter.beside

    return [
        Command("journey.beside", N_("Show as it is and as wished side by side"), (), "copy", "canvas", can,
                partial(show_beside, desk)),
        Command("journey.alone", N_("Show the wished journey alone"), (), "x", "canvas", beside,
                partial(show_alone, desk)),
    ]  # fmt: skip
