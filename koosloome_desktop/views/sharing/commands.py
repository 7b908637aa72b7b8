"""Commands and menu entries of shared libraries, from wherever one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from koosloome_desktop.views.main_window import MainWindow


def sharing_commands(window: MainWindow) -> list[Command]:
    """To a shared library, and back."""
    return [
        Command("window.shared", N_("Shared library …"), (), "users", "workshop", lambda: window.ctx.ways is not None,
                partial(connect_shared, window)),
        Command("window.own_library", N_("The library of this computer"), (), "home", "workshop",
                lambda: is_shared(window), partial(own_library, window)),
    ]  # fmt: skip


def sharing_entries(window: MainWindow) -> list[tuple[str, str, Callable[[], object]]]:
    """The same for the menu of the rail at home: text, sign, what it does."""
    if window.ctx.ways is None:
        return []
    back = [(_("The library of this computer"), "home", partial(own_library, window))] if is_shared(window) else []
    return [(_("Shared library …"), "users", partial(connect_shared, window)), *back]


def is_shared(window: MainWindow) -> bool:
    """Whether a shared library is open, and there is one's own to go back to."""
    return window.ctx.ways is not None and window.library is not None and bool(window.library.shared)


def connect_shared(window: MainWindow) -> None:
    """Ask for a shared library and go there."""
    from koosloome_desktop.views.sharing.switching import connect

    connect(window)


def own_library(window: MainWindow) -> None:
    """Back to the library of this computer."""
    from koosloome_desktop.views.sharing.switching import own

    own(window)
