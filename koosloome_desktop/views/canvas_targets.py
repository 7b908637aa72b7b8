"""The entries of the chip's menu: where the next note may land, for the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.views.canvases.journey_map import GridPresenter
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def target_entries(page: CanvasPage) -> list[tuple[str, Callable[[], object]]]:
    """(words, run) for every zone, and on a journey for every stage of the lane."""
    desk, presenter = page.desk, page.presenter
    if desk.mode != Mode.WRITE or desk.job != Job.ADD or not presenter.writable:
        return []
    found = [
        (zone.title, partial(_choose, page, Target(zone=zone.code, stage=desk.target.stage)))
        for zone in presenter.zones()
    ]
    if isinstance(presenter, GridPresenter):
        found += [
            (f"{number}. {stage.name or stage.code}", partial(_choose, page, replace(desk.target, stage=stage.code)))
            for number, stage in enumerate(presenter.stages(), 1)
        ]
    found += [(words, partial(_choose, page, target)) for words, target in presenter.targets(desk.target)]
    return list(found)


def _choose(page: CanvasPage, target: Target) -> None:
    page.desk.target = target
    page.modes.write()
