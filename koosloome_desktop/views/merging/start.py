"""How teams' files come to be united: by the command, or when a file is opened whose workshop is here already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from koosloome_desktop.model.document import Document
from koosloome_desktop.services import snapshots
from koosloome_desktop.services.incoming import Incoming, understood
from koosloome_desktop.services.merge_preview import Preview, TeamFile, preview, read_team, unite
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.views.count_words import note_words
from koosloome_desktop.views.importing.beside import wait_for
from koosloome_desktop.views.merging.dialog import MergeDialog, file_types
from koosloome_desktop.views.sharing.commands import decide, waiting

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


def choose_and_merge(window: MainWindow) -> None:
    """Ask for files and unite them with the open workshop."""
    if window.view is None:
        return
    chosen, _kind = QFileDialog.getOpenFileNames(window, _("Unite teams' files"), str(documents_dir()), file_types())
    if chosen:
        merge_files(window, [Path(name) for name in chosen])


def merge_files(window: MainWindow, paths: Sequence[Path]) -> bool:
    """Show what the files bring to the open workshop, then unite them; whether they were."""
    view = window.view
    files = wait_for(window, lambda cancelled: [read_team(path) for path in paths if not cancelled()])
    if files is None or window.view is not view:
        return False
    return _shown(window, files, choice=False) == "united"


def offer_merge(window: MainWindow, found: Incoming, name: str) -> bool:
    """A file whose workshop is here with other content: unite it, or bring it in beside; whether something came in."""
    library = window.library
    if library is None:
        return False
    before = (window.view.workshop.id, window.view.current) if window.view is not None else ("", "")
    window.open_workshop(found.read.id)
    if not _shows(window, found.read.id):
        return False  # what is open is not saved yet, and stays
    done = _shown(window, [TeamFile(name, found.content, found.records)], choice=True)
    if done == "beside":
        apart = wait_for(window, lambda cancelled: understood(library, found.content, cancelled, apart=True))
        if apart is None or window.library is not library:
            return False
        report = library.bring_workshop(apart)
        window.home.reload()
        window.open_workshop(report.workshop)
        window.actions_.told_import(report, shown=True)
        return True
    if done == "" and before[0] != (window.view.workshop.id if window.view is not None else ""):
        window.show_home() if not before[0] else window.open_workshop(*before)
    return done == "united"


def _shows(window: MainWindow, workshop: str) -> bool:
    return window.view is not None and window.view.workshop.id == workshop


def _shown(window: MainWindow, files: Sequence[TeamFile], *, choice: bool) -> str:
    """``united``, ``beside``, or nothing when it was left."""
    view = window.view
    if view is None:
        return ""
    document = view.workshop.document
    now = Document(document.id, rev=document.rev)
    now.load(document.records(), document.rev)
    tried = wait_for(window, lambda _cancelled: preview(now, files), _("Comparing with the workshop …"))
    if tried is None or window.view is not view:
        return ""
    dialog = MergeDialog(document, tried, choice=choice, parent=window)
    agreed, beside, seen = bool(dialog.exec()), dialog.beside, dialog.preview
    dialog.deleteLater()
    if not agreed:
        return "beside" if beside else ""
    return "united" if _unite(window, seen) else ""


def _unite(window: MainWindow, seen: Preview) -> bool:
    view, library = window.view, window.library
    assert view is not None  # noqa: S101  (asked before)
    try:
        if library is not None:
            snapshots.take_before(library.file, "merge", window.ctx.clock)
        change = unite(view.workshop, seen)
    except KoosloomeError as error:
        window.actions_.refused(error)
        return False
    window.refresh_shell()
    made = len([text for one in seen.files for text in one.said])
    told = _("United. {notes} came in.").format(notes=note_words(made)) if made else _("United.")
    twice = waiting(window)
    if change is not None and twice:
        more = ngettext("{count} place was changed on both sides.", "{count} places were changed on both sides.", twice)
        window.toast.say(f"{told} {more.format(count=twice)}", _("Show both"), partial(decide, window))
    else:
        window.toast.say(told, _("Undo"), window.actions_.undo)
    return True
