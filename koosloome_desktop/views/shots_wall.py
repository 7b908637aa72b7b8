"""Pictures of the wall: every face, also calm, and the one-screen view."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPainter, QPixmap

from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import agenda, ballots, queries
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.wall.picture import WallLook
from koosloome_desktop.views.wall.show import WallShow
from koosloome_desktop.views.wall.window import WallWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koosloome_desktop.views.workshop_view import WorkshopView

Draw = Callable[[Studio], QPixmap]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the face, the block that is on, the canvas by its place, the page, what is done before."""

    face: str
    block: int | None = None
    canvas: int = 0
    page: int = 0
    calm: bool = False
    dark: bool = False
    size: float = 36.0
    before: Callable[[WorkshopView, WallShow], object] | None = None
    text: str = ""

    def __call__(self, studio: Studio) -> QPixmap:
        """Draw it at the size of the studio's window."""
        studio.open(self.canvas)
        view = _view(studio)
        with _at(studio, self.block):
            show = WallShow(view.leading)
            wall = WallWindow(view.workshop, view.leading, show, lambda: studio.window.ctx.lang)
            dark = self.dark or studio.window.ctx.palette.name == "dark"
            wall.look = WallLook(dark, self.calm, self.size)
            canvas = "" if self.face == "auto" else view.canvases()[self.canvas].id
            show.choose(self.face, canvas=canvas, text=self.text)
            undo = self.before(view, show) if self.before is not None else 0
            picture = QPixmap(studio.window.size())
            for turn in (self.page, 0):
                painter = QPainter(picture)
                show.pages = wall.picture.draw(painter, picture.rect())
                painter.end()
                show.turn(turn)
            wall.stop()
            wall.deleteLater()
            for _step in range(undo if isinstance(undo, int) else 0):
                view.workshop.undo()
        return picture


def _view(studio: Studio) -> WorkshopView:
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    return view


@contextmanager
def _at(studio: Studio, block: int | None) -> Iterator[None]:
    """While a block of the agenda is on, eleven minutes after its begin."""
    view, clock = _view(studio), studio.window.ctx.clock
    session = view.leading.session()
    if block is None or session is None or not isinstance(clock, FixedClock):
        yield
        return
    before, item = clock.now(), agenda.blocks(view.workshop.document, session.id)[block]
    clock.at = agenda.moment(session.date, item.start, "Europe/Tallinn") or clock.at
    view.leading.start(item)
    clock.at += timedelta(minutes=11 if agenda.length(item.start, item.end) > 15 else 6)
    try:
        yield
    finally:
        view.workshop.undo()
        clock.at = before


def _light(view: WorkshopView, show: WallShow) -> int:
    canvas = view.canvases()[0].id
    note = max(queries.standing(view.workshop.document, canvas), key=lambda n: len(n.text))
    show.light(note.id, canvas)
    return 0


def _nothing(view: WorkshopView, show: WallShow) -> int:
    """An empty canvas: only its question is there."""
    canvas = show.shown().canvas
    ids = [n.id for n in view.workshop.document.within(Note, canvas)]
    view.workshop.run("Delete note", partial(_remove, ids))
    return 1


def _remove(ids: list[str], tx: Transaction) -> None:
    for record in ids:
        tx.remove(record)


def _few(left: int) -> Callable[[WorkshopView, WallShow], int]:
    def do(view: WorkshopView, show: WallShow) -> int:
        ids = [n.id for n in queries.standing(view.workshop.document, show.shown().canvas)][left:]
        view.workshop.run("Delete note", partial(_remove, ids))
        return 1

    return do


def _open_round(view: WorkshopView, _show: WallShow) -> int:
    canvas = view.canvases()[0]
    notes = [n.id for n in queries.standing(view.workshop.document, canvas.id) if n.zone == "cause"][:8]

    def work(tx: Transaction) -> None:
        ballot = ballots.open_ballot(tx, canvas.id, targets=notes, voters=12, dots=3, hidden=True)
        for target, number in zip(notes, (5, 3, 7), strict=False):
            ballots.count(tx, ballot, target, number)

    view.workshop.run("Edit note", work)
    return 1


def _row(view: WorkshopView, show: WallShow) -> int:
    found = queries.actions(view.workshop.document, view.canvases()[3].id)
    show.read(found[1].id)
    return 0


def one_screen(studio: Studio) -> QPixmap:
    """Everybody sees the one screen: canvas and line."""
    studio.open(0)
    control = studio.window.wall
    with _at(studio, 3):
        control.toggle()
        studio.settle()
        picture = studio.picture()
        control.toggle()
        studio.window.toast.hide()
        studio.settle()
    return picture


def one_screen_break(studio: Studio) -> QPixmap:
    """The same in a break: the wall's picture over the canvas, the line still takes notes."""
    studio.open(0)
    control = studio.window.wall
    with _at(studio, 6):
        control.toggle()
        studio.window.toast.hide()
        studio.settle()
        picture = studio.picture()
        control.toggle()
        studio.window.toast.hide()
        studio.settle()
    return picture


def lamp(held: bool, studio: Studio) -> QPixmap:
    """The scribe's window while a wall is up: its lamp says on, or held and how many changes wait."""
    studio.open(0)
    control, view = studio.window.wall, _view(studio)
    with _at(studio, 3):
        control.open_beside()
        if held:
            control.hold()
            for _change in range(3):
                view.workshop.run("Edit note", partial(_touch, view.canvases()[0].id))
        studio.window.refresh_shell()
        studio.settle()
        picture = studio.picture()
        for _change in range(3 if held else 0):
            view.workshop.undo()
        control.close()
        studio.settle()
    return picture


def _touch(canvas: str, tx: Transaction) -> None:
    note = queries.standing(tx.document, canvas)[0]
    tx.update(note, text=f"{note.text}.")


def _setup(studio: Studio) -> QPixmap:
    from koosloome_desktop.views.wall.setup import WallSetup

    studio.open(0)
    settings = studio.window.ctx.settings
    settings.change(wall_distance=8.0, wall_width=2.5)
    picture = studio.picture(WallSetup(studio.window.wall))
    settings.change(wall_distance=0.0, wall_width=0.0)
    return picture


_CALM: Final = (("canvas", 0), ("question", 3), ("agenda", 3), ("votes", None), ("plan", None), ("check", None))

WALL: tuple[tuple[str, Draw], ...] = (
    ("wall_groups", Shot("groups")),
    ("wall_block", Shot("auto", block=3)),
    ("wall_canvas", Shot("canvas")),
    ("wall_canvas_next", Shot("canvas", page=1)),
    ("wall_canvas_last", Shot("canvas", page=2)),
    ("wall_canvas_few", Shot("canvas", before=_few(5))),
    ("wall_journey", Shot("canvas", canvas=1)),
    ("wall_resource", Shot("canvas", canvas=2)),
    ("wall_resource_needs", Shot("canvas", canvas=2, page=2)),
    ("wall_far", Shot("canvas", size=52.0)),
    ("wall_question", Shot("question", block=3)),
    ("wall_question_empty", Shot("question", block=3, before=_nothing)),
    ("wall_question_few", Shot("question", block=3, before=_few(2))),
    ("wall_light", Shot("canvas", block=3, before=_light)),
    ("wall_agenda", Shot("agenda", block=3)),
    ("wall_votes", Shot("votes")),
    ("wall_votes_open", Shot("votes", block=4, before=_open_round)),
    ("wall_plan", Shot("plan", canvas=3)),
    ("wall_readback", Shot("readback", canvas=3, before=_row)),
    ("wall_agreements", Shot("agreements")),
    ("wall_recap", Shot("recap", block=5)),
    ("wall_break", Shot("auto", block=6)),
    ("wall_text", Shot("text", text="Tere tulemast koju!")),
    ("wall_text_long", Shot("text", text="Palun tulge tagasi kell 19.00. Kohv ja pirukad on teises saalis, "
                            "õues on pime: trepil on taskulamp.")),
    ("wall_check", Shot("check")),
    *((f"wall_calm_{face}", Shot(face, block=block, canvas=3 if face == "plan" else 0, calm=True))
      for face, block in _CALM),
    ("wall_calm_dark", Shot("canvas", calm=True, dark=True)),
    ("wall_calm_dark_agenda", Shot("agenda", block=3, calm=True, dark=True)),
    ("one_screen", one_screen),
    ("one_screen_break", one_screen_break),
    ("wall_lamp", partial(lamp, False)),
    ("wall_lamp_held", partial(lamp, True)),
    ("wall_setup", _setup),
)  # fmt: skip
