"""What a library is opened as: by whom and how its file or server is reached, and brought up to date before."""

from __future__ import annotations

from collections.abc import Callable

from koosloome_desktop.storage import schema
from koosloome_desktop.storage.engine import Place, file_line, line_to
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.support.errors import ServerAway, StorageError
from koosloome_desktop.support.i18n import _


def class_for(asked: type[Library], place: Place, *, read_only: bool) -> type[Library]:
    """What writes to a database elsewhere needs an outbox and ears, what reads a file that others write an eye."""
    if place.file is not None and read_only:
        from koosloome_desktop.storage.following import FollowedLibrary

        return FollowedLibrary
    if place.file is not None or read_only:
        return asked
    from koosloome_desktop.storage.shared import SharedLibrary

    return SharedLibrary


def reaching(place: Place, state: schema.State, *, read_only: bool) -> Callable[[], Line]:
    """How to reach a place in this state, brought up to date when it is older and may be written."""
    if state is schema.State.OLDER:
        if read_only:
            raise StorageError(
                _("The library was written by an older version of the program."),
                place=place.shown,
                hint=_("Open it in the program once: it is brought up to date there."),
            )
        from koosloome_desktop.storage.migrate import migrate

        migrate(place)
    if read_only and state is schema.State.FRESH:
        return lambda: file_line(None)
    return lambda: line_to(place, read_only=read_only)


def state_or_absent(place: Place, *, read_only: bool, without: bool) -> tuple[schema.State, ServerAway | None]:
    """The state of a place; with `without` a server that does not answer is no failure, but comes back as the error."""
    try:
        return schema.state_of(place, reading=read_only), None
    except ServerAway as error:
        if not without or read_only:
            raise
        return schema.State.CURRENT, error


def reached_later(place: Place) -> Callable[[], Line]:
    """How to reach a server that was not there: what stands on it is looked at when it is."""

    def reach() -> Line:
        return reaching(place, schema.state_of(place), read_only=False)()

    return reach
