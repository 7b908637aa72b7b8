"""Pictures of single variants from their example content, and of empty ones."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.operations import queries
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.page import as_page
from koosloome_desktop.views.problem_commands import what_if as weaken
from koosloome_desktop.views.shots import Studio

Draw = Callable[[Studio], QPixmap]


def open_variant(studio: Studio, canvas_type: str, variant: str) -> QWidget:
    """Open the example of a variant; its page."""
    key = f"variant:{canvas_type}/{variant}"
    if key not in studio.ids:
        whole = sample_workshop(canvas_type, variant)
        if whole is None:
            raise LookupError(f"{canvas_type}/{variant} has no example")
        path = studio.folder / f"{canvas_type}_{variant}.json"
        path.write_text(json.dumps(whole), encoding="utf-8")
        studio.ids[key] = studio.library.import_file(path).workshop
    return studio.open(0, key)


def variant_scene(canvas_type: str, variant: str) -> Draw:
    """The example content of a variant."""

    def draw(studio: Studio) -> QPixmap:
        open_variant(studio, canvas_type, variant)
        return studio.picture()

    return draw


def empty_variant(canvas_type: str, variant: str) -> Draw:
    """A new, empty canvas of a variant: question and examples."""

    def draw(studio: Studio) -> QPixmap:
        key = f"empty:{canvas_type}/{variant}"
        if key not in studio.ids:
            studio.ids[key] = studio.library.create(
                "Proov", place="Sooääre kogukonnamaja", date="2026-10-15", lang=studio.window.ctx.lang,
                canvases=[(canvas_type, variant)],
            )  # fmt: skip
        studio.open(0, key)
        return studio.picture()

    return draw


def match_scene(studio: Studio) -> QPixmap:
    """Match mode over needs and offers."""
    page = open_variant(studio, "resource_map", "needs_matching")
    studio.window.ctx.commands.run("note.match")
    picture = studio.picture()
    matching = getattr(page, "matching", None)
    if matching is not None:
        matching.stop()
    return picture


def lines_scene(studio: Studio) -> QPixmap:
    """A need whose lines stand out of all others."""
    page = studio.open(2)
    if isinstance(page, CanvasPage):
        document, canvas = page.presenter.document, page.presenter.canvas
        page.modes.arrange(queries.links(document, canvas.id, "match")[0].source)
        studio.settle()
    picture = studio.picture()
    if isinstance(page, CanvasPage):
        page.modes.write()
    return picture


def placing(studio: Studio) -> QPixmap:
    """A stakeholder that has no place yet, with the grid of nine cells."""
    page = open_variant(studio, "problem_map", "stakeholder_map")
    if isinstance(page, CanvasPage):
        waiting = page.presenter.unplaced("")
        page.modes.arrange(waiting)
        studio.settle()
    return studio.picture()


def what_if(studio: Studio) -> QPixmap:
    """The balance without the strongest obstacle."""
    page = open_variant(studio, "problem_map", "force_field")
    if isinstance(page, CanvasPage):
        strongest = max((n for n in page.presenter.notes() if n.zone == "obstacle"), key=lambda n: n.strength or 0)
        page.modes.arrange(strongest.id)
        weaken(page)
        studio.settle()
    picture = studio.picture()
    if isinstance(page, CanvasPage):
        weaken(page)
    return picture


def unmet_scene(studio: Studio) -> QPixmap:
    """The strip of unmet needs over a board that was zoomed in."""
    page = open_variant(studio, "resource_map", "needs_matching")
    as_page(page).zoom_by(2.2)
    studio.settle()
    picture = studio.picture()
    as_page(page).fit()
    return picture
