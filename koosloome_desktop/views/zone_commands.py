"""Zones that people add where a form has room for them (bones of a fishbone): add, delete, move, by palette and mouse.

One is at the zone whose title has the ring, else at that of the selected note, else where the next note lands. Journeys
have their own commands for lanes (`journey_commands`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.canvases.inputs import TRAY, axis_of
from koosloome_desktop.operations import tracks
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.asking import Ask, ask
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.count_words import note_words
from koosloome_desktop.views.modes import Mode
from koosloome_desktop.views.verbs_titles import ZONE

if TYPE_CHECKING:
    from koosloome_desktop.model.records import Track
    from koosloome_desktop.model.transaction import Transaction
    from koosloome_desktop.views.canvas_page import CanvasPage


def zone_commands(page: CanvasPage) -> list[Command]:
    """The commands of this page; none where the form has no room for zones of one's own."""
    variant = page.presenter.variant
    if variant is None or not variant.open_zones or page.presenter.staged:
        return []
    return [
        Command("zone.insert", N_("Add a zone of your own …"), (), "plus", "canvas", run=partial(insert, page)),
        Command("zone.earlier", N_("Move zone back"), (), "arrow-left", "canvas", partial(_may_move, page, -1),
                partial(move, page, -1)),
        Command("zone.later", N_("Move zone on"), (), "arrow-right", "canvas", partial(_may_move, page, 1),
                partial(move, page, 1)),
        Command("zone.delete", N_("Delete zone"), (), "trash-2", "canvas", lambda: bool(_there(page)),
                partial(delete, page)),
    ]  # fmt: skip


def title_menu(page: CanvasPage, x: float, y: float) -> list[Command]:
    """The commands of the zone whose title lies at a point of the board, and of its title."""
    found = page.titles.at(x, y) if zone_commands(page) else None
    if found is None or found.name[0] != ZONE:
        return []
    page.mouse.settle()
    page.titles.focus(found.name)
    return [c for c in page.commands() if (c.id.startswith("zone.") or c.id == "title.rename") and c.when()]


def _codes(page: CanvasPage) -> list[str]:
    """The zones that move and go: all but the one sentence that the form hangs on."""
    spec = page.presenter.variant
    single = {z.code for z in spec.zones if z.single} if spec is not None else set()
    return [c for c in page.presenter.codes() if c != TRAY and c not in single]


def _here(page: CanvasPage) -> str:
    """The zone one is at."""
    if page.titles.holds() and page.titles.now is not None and page.titles.now[0] == ZONE:
        return page.titles.now[1]
    note = next((n for i in acted_on(page) if (n := page.verbs.note(i)) is not None), None)
    return page.presenter.zone_of(note) if note is not None and page.desk.mode != Mode.WRITE else page.desk.target.zone


def _there(page: CanvasPage) -> str:
    return here if (here := _here(page)) in _codes(page) else ""


def _run(page: CanvasPage, label: str, work: Callable[[Transaction], object]) -> bool:
    try:
        page.workshop.run(label, work)
    except KoosloomeError as error:
        page.toast.emit(error.line())
        return False
    return True


def _tracks(page: CanvasPage, tx: Transaction) -> list[Track]:
    """The records of the zones; those that only the form names become the canvas's own first."""
    variant = page.presenter.variant
    return tracks.ensure(tx, page.canvas_id, axis_of(variant), [z.code for z in variant.zones] if variant else [])


def insert(page: CanvasPage) -> None:
    """Ask for a name and put a new zone behind the one one is at; the next note lands there. Esc makes none."""
    after, lang = _there(page), page.presenter.lang
    made: list[str] = []

    def work(tx: Transaction, name: str) -> None:
        _tracks(page, tx)
        axis = axis_of(page.presenter.variant)
        made.append(tracks.insert(tx, page.canvas_id, axis, name, after=after, lang=lang).code)

    def keep(name: str) -> None:
        if _run(page, N_("Add zone"), lambda tx: work(tx, name)):
            page.modes.write()
            page.desk.target = Target(zone=made[0])
            page.refresh()

    place = _("after {name}").format(name=page.presenter.zone(after).title) if after else ""
    ask(page, Ask(_("New zone"), place, _("What is the zone called?"), keep))


def _may_move(page: CanvasPage, step: int) -> bool:
    code, codes = _there(page), _codes(page)
    return bool(code) and 0 <= codes.index(code) + step < len(codes)


def move(page: CanvasPage, step: int) -> None:
    """Move the zone with all its notes, one place at a time."""
    code = _there(page)
    if not _may_move(page, step):
        return
    _run(page, N_("Move zone"), lambda tx: tracks.move(tx, _of(_tracks(page, tx), code), step))
    codes = _codes(page)
    told = _("{name}: place {number} of {count}")
    name = page.presenter.zone(code).title
    page.verbs.announce(told.format(name=name, number=codes.index(code) + 1, count=len(codes)))


def delete(page: CanvasPage) -> None:
    """Delete the zone; its notes stay on the canvas, in the tray."""
    code, codes = _there(page), _codes(page)
    if not code:
        return
    title, left = page.presenter.zone(code).title, list[str]()
    if not _run(page, N_("Delete zone"), lambda tx: left.extend(tracks.remove(tx, _of(_tracks(page, tx), code)))):
        return
    if page.desk.target.zone == code:
        at = codes.index(code)
        near = codes[at - 1] if at else next(iter(codes[1:]), "")
        page.desk.target = Target(zone=near)
    page.titles.leave()
    page.refresh()
    if left:
        told = _("“{name}” is gone. Kept without a place: {notes}.")
        page.toast.emit(told.format(name=title, notes=note_words(len(left))))


def _of(known: list[Track], code: str) -> Track:
    return next(t for t in known if t.code == code)
