"""Commands and menu entries of shared libraries, from wherever one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from koosloome_desktop.model.changes import ChangeSet
    from koosloome_desktop.services.workshop import SaveState
    from koosloome_desktop.views.main_window import MainWindow


def sharing_commands(window: MainWindow) -> list[Command]:
    """To a shared library, and back."""
    return [
        Command("window.shared", N_("Shared library …"), (), "users", "workshop", lambda: window.ctx.ways is not None,
                partial(connect_shared, window)),
        Command("window.own_library", N_("The library of this computer"), (), "home", "workshop",
                lambda: is_shared(window), partial(own_library, window)),
        Command("window.conflicts", N_("Two wordings …"), (), "split", "workshop", lambda: waiting(window) > 0,
                partial(decide, window)),
        Command("window.merge", N_("Unite teams' files …"), (), "merge", "workshop", lambda: window.view is not None,
                partial(merge, window)),
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


def waiting(window: MainWindow) -> int:
    """How many places of the open workshop two have changed at once."""
    if window.view is None:
        return 0
    from koosloome_desktop.operations.conflicts import unsettled

    return len(unsettled(window.view.workshop.document))


def decide(window: MainWindow) -> None:
    """Show both wordings, one place after another."""
    from koosloome_desktop.views.sharing.conflicts import ConflictsDialog

    view = window.view
    if view is None or not waiting(window):
        return
    dialog = ConflictsDialog(view.workshop, view.workshop.document.workshop.language, parent=window)
    dialog.exec()
    decided, at = dialog.decided, dialog.at
    dialog.deleteLater()
    if at:
        view.jump(at)
    elif decided and not waiting(window):
        window.toast.say(_("Everything that was written twice is decided."), _("Undo"), window.actions_.undo)


def merge(window: MainWindow) -> None:
    """Ask for teams' files and unite them with the open workshop."""
    from koosloome_desktop.views.merging.start import choose_and_merge

    choose_and_merge(window)


def tell_conflicts(window: MainWindow, change: ChangeSet) -> None:
    """Others' changes came in: say so when the same place was changed here too."""
    from koosloome_desktop.model.changes import Origin

    if change.origin is Origin.REMOTE and any(r.kind == "conflict" for r in change.created):
        told = _("Somebody changed the same place at the same time. Both wordings are kept.")
        window.toast.say(told, _("Show both"), partial(decide, window))


def tell_away(window: MainWindow, state: SaveState) -> None:
    """The server went or came back: say so once; the saved line says it all the time, but may be folded."""
    if state.away and not window.away:
        told = _("The server does not answer. Go on: your changes wait on this computer.")
        if state.seen:
            from koosloome_desktop.views.sharing.away import seen_at

            told = _("This is the workshop as seen here on {time}. Go on: your changes wait until the server is back.")
            told = told.format(time=seen_at(state.seen))
        window.toast.say(told)
    elif window.away and state.at and not state.error and not waiting(window):
        # Where two wrote the same, that was said a moment ago and is more to look at.
        window.toast.say(_("The server is back, and has what waited on this computer."))
    window.away = state.away


def connect_shared(window: MainWindow) -> None:
    """Ask for a shared library and go there."""
    from koosloome_desktop.views.sharing.switching import connect

    connect(window)


def own_library(window: MainWindow) -> None:
    """Back to the library of this computer."""
    from koosloome_desktop.views.sharing.switching import own

    own(window)
