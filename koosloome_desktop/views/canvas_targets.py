"""Where the next note may land: the entries of the chip's menu, for the mouse; what becomes of a place that went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Track
from koosloome_desktop.views.canvases.presenter import Presenter, Target
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.canvases.journey_map import GridPresenter


def target_entries(page: CanvasPage) -> list[tuple[str, Callable[[], object]]]:
    """(words, run) for every zone, and on a journey for every stage of the lane."""
    desk, presenter = page.desk, page.presenter
    if desk.mode != Mode.WRITE or desk.job != Job.ADD or not presenter.writable:
        return []
    found = [
        (zone.title, partial(_choose, page, Target(zone=zone.code, stage=desk.target.stage)))
        for zone in presenter.zones()
    ]
    if presenter.staged:
        found += [
            (f"{number}. {stage.name or stage.code}", partial(_choose, page, replace(desk.target, stage=stage.code)))
            for number, stage in enumerate(cast("GridPresenter", presenter).stages(), 1)
        ]
    found += [(words, partial(_choose, page, target)) for words, target in presenter.targets(desk.target)]
    return list(found)


def still_there(presenter: Presenter, target: Target, change: ChangeSet) -> Target:
    """The target, or where the canvas begins when its zone or stage was just taken away (undo does that too)."""
    tracks = [r for r in change.removed if isinstance(r, Track) and r.canvas == presenter.canvas_id]
    gone = {t.code for t in tracks if t.axis != "stage"}
    stages = {t.code for t in tracks if t.axis == "stage"}
    if target.zone in gone:
        target = replace(presenter.start(), stage=target.stage)
    if target.stage in stages:
        target = replace(target, stage=presenter.start().stage, before="", after="")
    return target


def _choose(page: CanvasPage, target: Target) -> None:
    page.desk.target = target
    page.modes.write()
