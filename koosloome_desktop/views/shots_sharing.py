"""Pictures of shared libraries and teams' files: connecting, a server that is away, two wordings, a merge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Conflict, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.notes import add_note, reword
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.importing import Content
from koosloome_desktop.services.merge_preview import TeamFile, preview
from koosloome_desktop.services.workshop import SaveState
from koosloome_desktop.support.errors import ServerAway
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import record_uuid
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.merging.dialog import MergeDialog
from koosloome_desktop.views.sharing.away import Kept, tell
from koosloome_desktop.views.sharing.conflicts import ConflictsDialog
from koosloome_desktop.views.sharing.dialog import SharedDialog
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.workshop_view import WorkshopView

Draw = Callable[[Studio], QPixmap]


def view_of(studio: Studio) -> WorkshopView:
    """The opened first sample."""
    studio.open(0)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    return view


def connecting(*, away: bool = False) -> Draw:
    """The dialog, empty or after a server did not answer."""

    def draw(studio: Studio) -> QPixmap:
        window = studio.window
        window.show_home()
        ways = Ways("", lambda _place: studio.library)
        if not away:
            return studio.picture(SharedDialog(ways, window.executor, parent=window))
        trouble = ServerAway(
            _("The server does not answer."),
            hint=_("Check the address and the network. What was edited is kept on this computer."),
        )
        address = "postgresql://juhataja@raamatukogu.example/koosloome"
        return studio.picture(SharedDialog(ways, window.executor, address, trouble=trouble, parent=window))

    return draw


def waiting(studio: Studio) -> QPixmap:
    """What the saved line says while the server does not answer."""
    view = view_of(studio)
    studio.saved()
    studio.window.show_saved(SaveState(view.workshop.document.rev, "", 3, "!", away=True))
    # The samples lie in a file; in a shared library this strip does not come (MainWindow.show_saved).
    studio.window.trouble.say("")
    picture = studio.picture()
    studio.window.show_saved(view.workshop.saved)
    return picture


def home_away(studio: Studio) -> QPixmap:
    """The first screen of a shared library whose server is away, where one of its workshops was not opened here."""
    window, home = studio.window, studio.window.home
    window.show_home()
    rows = home.rows
    home.kept = Kept(True, {row.id: "2026-10-15T14:05:00.000Z" for row in rows[:-1]})
    tell(home)
    home.rebuild()
    picture = studio.picture()
    home.reload()
    return picture


def _create(made: Conflict, tx: Transaction) -> None:
    tx.create(made)


def two_wordings(studio: Studio) -> QPixmap:
    """A note that two have reworded; taken back afterwards."""
    view = view_of(studio)
    document = view.workshop.document
    notes = [n for n in document.of(Note) if n.zone == "cause"][:2]
    other = "Maja võti on ühe inimese käes, ja kui tema on ära, ei saa keegi sisse: ei noored õhtul ega eakad päeval."
    for name, note, value in (("text", notes[0], other), ("zone", notes[1], "effect")):
        made = Conflict(id=record_uuid(document.id, "shown", name), target=note.id, field=name, ours=value,
                        theirs=getattr(note, name))  # fmt: skip
        view.workshop.run("Merge", partial(_create, made))
    picture = studio.picture(ConflictsDialog(view.workshop, document.workshop.language, parent=studio.window))
    view.workshop.undo()
    view.workshop.undo()
    studio.saved()
    return picture


def merging(studio: Studio) -> QPixmap:
    """Three teams' files before they are united."""
    view = view_of(studio)
    data = workshop_file.write(view.workshop.document)
    files = []
    for name, edits in _TEAMS:
        team = Document(view.workshop.id)
        team.load(workshop_file.read(data).records, 0)
        canvas = team.of(Canvas)[0].id
        note = next(n for n in team.of(Note) if n.zone == "cause")
        with team.transaction("Edit note") as tx:
            for text in edits[1:]:
                add_note(tx, canvas, text, zone="cause")
            if edits[0]:
                reword(tx, note, edits[0])
        files.append(TeamFile(name, Content(name, name, data=workshop_file.write(team))))
    broken = TeamFile(_TEAMS[0][0].replace("A", "D"), wrong=_("the file is damaged or is no workshop file"))
    document = view.workshop.document
    return studio.picture(MergeDialog(document, preview(document, [*files, broken]), parent=studio.window))


_TEAMS = (
    ("ruhm-A.koosloome", ("Maja on lahti ainult siis, kui üks inimene jõuab", "Bussipeatus on pime ja tuuline")),
    ("ruhm-B.koosloome", ("", "Bussipeatus on pime ja tuuline.", "Saali valgustus on vana")),
    ("ruhm-C.koosloome", ("", "Bussipeatus on pime, tuuline")),
)


SHARING: tuple[tuple[str, Draw], ...] = (
    ("dialog_shared", connecting()),
    ("dialog_shared_away", connecting(away=True)),
    ("shared_waiting", waiting),
    ("shared_home_away", home_away),
    ("dialog_two_wordings", two_wordings),
    ("dialog_merge", merging),
)
