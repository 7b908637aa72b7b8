"""Pictures of what somebody answers for: a person's data, the bin, names whose day is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import Note, Person
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import people
from koosloome_desktop.services.retention import Due
from koosloome_desktop.services.versions import Version
from koosloome_desktop.views.importing.versions import VersionsDialog
from koosloome_desktop.views.privacy.actions import show_reminder
from koosloome_desktop.views.privacy.bin import BinDialog
from koosloome_desktop.views.privacy.names import NamesDialog
from koosloome_desktop.views.privacy.person import PersonDialog
from koosloome_desktop.views.privacy.sure import SureDialog
from koosloome_desktop.views.shots import SAMPLES, Studio

Draw = Callable[[Studio], QPixmap]
_NAME = "Õnne Näidis"
_SAID = ("Õnne Näidis lubas küsida võtmeid", "Helistada Õnne Näidisele enne reedet", "Näidis, Õnne: ruumi plaan")


@contextmanager
def _named(studio: Studio) -> Iterator[None]:
    """The sample with a name in it; taken back afterwards."""
    studio.open(0)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")

    def work(tx: Transaction) -> None:
        for one in tx.document.of(Person)[:4]:
            people.set_name(tx, one.id, _NAME if one is tx.document.of(Person)[0] else f"Keegi {one.code}")
        for note, text in zip(tx.document.of(Note), _SAID, strict=False):
            tx.update(note, text=text)

    view.workshop.run("Edit note", work)
    studio.saved()
    try:
        yield
    finally:
        if studio.window.view is None:
            studio.open(0)
        if studio.window.view is not None:
            studio.window.view.workshop.undo()
            studio.saved()


def _person(studio: Studio) -> QPixmap:
    with _named(studio):
        window = studio.window
        dialog = PersonDialog(studio.library, window.ctx, parent=window)
        dialog.name.setText(_NAME)
        dialog.look()
        return studio.picture(dialog)


def _sure(studio: Studio) -> QPixmap:
    from koosloome_desktop.support.i18n import _

    studio.window.show_home()
    text = _("The name goes out of texts, history, the bin and all earlier states. It does not come back.")
    title = _("Erase “{name}” everywhere?").format(name=_NAME)
    return studio.picture(SureDialog(title, text, _("Erase"), parent=studio.window))


def _bin(studio: Studio) -> QPixmap:
    window = studio.window
    window.show_home()
    gone = [studio.ids[name] for name in SAMPLES[:2]]
    for workshop in gone:
        studio.library.store.delete(workshop)
    window.home.reload()
    picture = studio.picture(BinDialog(studio.library, window.ctx.lang, parent=window))
    for workshop in gone:
        studio.library.restore(workshop)
    window.home.reload()
    return picture


def _until(studio: Studio) -> QPixmap:
    with _named(studio):
        view = studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        view.open_canvas("people")
        return studio.picture(NamesDialog(view.workshop, studio.window.ctx, parent=studio.window))


def _reminder(studio: Studio) -> QPixmap:
    window = studio.window
    window.show_home()
    titles = [row.title for row in studio.library.list()]
    found = [Due("a", titles[0], 12, date(2026, 11, 5)), Due("b", titles[1], 9, date(2026, 11, 20))]
    show_reminder(window, found)
    window.home.area.verticalScrollBar().setValue(0)  # an earlier scene may have left it further down
    picture = studio.picture()
    show_reminder(window, ())
    return picture


def _versions(studio: Studio) -> QPixmap:
    window = studio.window
    window.show_home()
    at = datetime(2026, 11, 26, 8, 42, tzinfo=UTC)
    found = [
        Version(Path("Kogukonnamaja (Kadri's conflicted copy 2026-11-26).koosloome"), at, 61, 9, "a"),
        Version(Path("Kogukonnamaja.koosloome"), at - timedelta(minutes=31), 57, 8, "b"),
        Version(Path("Kogukonnamaja (1).koosloome"), at - timedelta(days=3), 57, 8, "b"),
    ]
    return studio.picture(VersionsDialog(found[1].path, found, window.ctx.lang, parent=window))


PRIVACY: tuple[tuple[str, Draw], ...] = (
    ("person", _person),
    ("person_sure", _sure),
    ("bin", _bin),
    ("names_until", _until),
    ("names_due", _reminder),
    ("versions", _versions),
)
