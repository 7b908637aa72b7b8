"""Commands about photos: on notes, beside the line, and under the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.canvas_commands import acted_on

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def photo_commands(page: CanvasPage) -> list[Command]:
    """Add, put on, take off, see, type beside; the map where the canvas has one."""
    photos, beside = page.photos, page.photos.beside

    def one() -> str:
        ids = acted_on(page)
        return ids[0] if len(ids) == 1 and page.presenter.writable else ""

    def writable() -> bool:
        return page.presenter.writable

    def with_photo() -> bool:
        note = page.verbs.note(one())
        return note is not None and bool(note.photo)

    def without() -> bool:
        note = page.verbs.note(one())
        return note is not None and not note.photo

    def of_one(run: Callable[[str], object]) -> Callable[[], None]:
        return lambda: (run(one()), None)[1]

    return [
        Command("canvas.photo", N_("Add a photo …"), (), "photo", "canvas", writable, photos.choose),
        Command("note.photo_type", N_("Type beside the photo"), (), "keyboard", "note", with_photo,
                of_one(beside.begin)),
        Command("note.photo_view", N_("See the photo large"), (), "maximize", "note", with_photo, of_one(beside.look)),
        Command("note.photo_put", N_("Put a photo on the note …"), (), "photo", "note", without,
                of_one(photos.choose_for)),
        Command("note.photo_off", N_("Take the photo off"), (), "photo-off", "note", with_photo,
                of_one(photos.take_off)),
        Command("canvas.photo_leave", N_("Put the photo away"), (), "x", "canvas", lambda: bool(page.desk.photo),
                beside.leave),
        Command("canvas.photo_turn", N_("Turn the photo to the right"), (), "turn", "canvas",
                lambda: bool(page.desk.photo), beside.turn),
        Command("canvas.photo_keys", N_("Move and size the photo by keys"), (), "move", "canvas",
                lambda: bool(page.desk.photo), lambda: (beside.focus(), None)[1]),
        Command("canvas.map", N_("Choose the map …"), (), "map", "canvas", lambda: page.presenter.takes_map,
                photos.choose_map),
        Command("canvas.map_off", N_("Take the map away"), (), "photo-off", "canvas",
                lambda: page.presenter.takes_map and photos.has_map(), photos.clear_map),
    ]  # fmt: skip
