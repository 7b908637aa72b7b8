"""Pictures of the first screen and of what leads from it: the sample's steps, templates, programmes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPixmap

from koosloome_desktop.services import own_templates
from koosloome_desktop.services.programmes import Meeting, Programme
from koosloome_desktop.services.tour import STEPS, Tour
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.dialogs_new import NewWorkshopDialog
from koosloome_desktop.views.dialogs_programme import ProgrammeDialog, ProgrammeName
from koosloome_desktop.views.shots import Studio

Draw = Callable[[Studio], QPixmap]


def _steps(done: int) -> Draw:
    """The strip over the sample with so many steps done."""

    def draw(studio: Studio) -> QPixmap:
        studio.open(0)
        guide, view = studio.window.guide, studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        settings = studio.window.ctx.settings
        kept = Tour(done=set(STEPS[:done])).as_kept()
        settings.change(tour={"workshop": view.workshop.id, **kept})
        guide.follow()
        picture = studio.picture()
        settings.change(tour={})
        guide.follow()
        return picture

    return draw


def _new(code: str, *, own: bool = False) -> Draw:
    """The gallery of templates with one marked."""

    def draw(studio: Studio) -> QPixmap:
        window = studio.window
        made = None
        if own:
            studio.open(0)
            if window.view is not None:
                document, title = window.view.workshop.document, "Külaõhtu"
                made = own_templates.save(studio.library, document, title)
        window.show_home()
        today = local(window.ctx.clock.now()).date()
        dialog = NewWorkshopDialog(studio.library, code, window.ctx.lang, today, parent=window)
        if made is not None:
            dialog.templates.pick(1)
        picture = studio.picture(dialog)
        if made is not None:
            own_templates.delete(made)
        return picture

    return draw


_SERIES = "Kogukonna koosloome labor"


def _series(studio: Studio) -> Programme:
    """The samples as one programme; nothing is written for it, so that no miniature is drawn anew."""
    days = ("2026-05-20", "2026-02-05", "2026-09-30", "2026-10-28")
    rows = studio.library.list()
    meetings = [
        Meeting(row.id, row.title, row.sample, row.place, day, day < "2026-10")
        for row, day in zip(rows, days, strict=False)
    ]
    return Programme(
        _SERIES, tuple(row.id for row in rows), tuple(sorted(meetings, key=lambda m: m.date)), people=57, visits=72,
        sectors=(("youth", 17), ("community", 15), ("municipality", 14), ("ngo", 5), ("business", 3), ("state", 2)),
        towns=("Lõhmuse linn", "Hiiemäe vald", "Metsaraja vald"), plans=4, plans_done=1, rows=33, done=3,
    )  # fmt: skip


def _programme_home(studio: Studio) -> QPixmap:
    window = studio.window
    window.show_home()
    window.home.programmes = [_series(studio)]
    window.home.rebuild()
    studio.settle()
    bar = window.home.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    picture = studio.picture()
    window.home.programmes = []
    window.home.rebuild()
    return picture


def _programme_meetings(studio: Studio) -> QPixmap:
    window = studio.window
    return studio.picture(ProgrammeDialog([_series(studio)], "", window.ctx.lang, parent=window))


def _programme_name(studio: Studio) -> QPixmap:
    return studio.picture(ProgrammeName("Külalabor", [_SERIES], parent=studio.window))


def _programme_none(studio: Studio) -> QPixmap:
    window = studio.window
    return studio.picture(ProgrammeDialog([], "", window.ctx.lang, parent=window))


HOME: tuple[tuple[str, Draw], ...] = (
    ("steps", _steps(0)),
    ("steps_group", _steps(3)),
    ("steps_done", _steps(len(STEPS))),
    ("new_four_hours", _new("four_hours")),
    ("new_five_days", _new("five_days")),
    ("new_own", _new("", own=True)),
    ("programme_home", _programme_home),
    ("programme_none", _programme_none),
    ("programme_meetings", _programme_meetings),
    ("programme_name", _programme_name),
)
