"""From one's own library to a shared one: connecting, others' changes, a server that goes away, and back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations.conflicts import unsettled, values
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.shared_library import address_of, remembered, to_open
from koosloome_desktop.support.errors import ServerAway
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.dialogs import Told
from koosloome_desktop.views.sharing import switching
from koosloome_desktop.views.sharing.conflicts import ConflictsDialog
from koosloome_desktop.views.sharing.dialog import SharedDialog
from tests.drivers.postgres import ASKS
from tests.drivers.waiting import until
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow

SAMPLE = resource("samples", "01_kogukonnamaja.json")


@pytest.fixture
def driver(open_window, tmp_path, guarded, proxy):
    """A window on its own library that can open others; it is closed before the servers are."""
    made = open_window()
    post = made.dispatcher.post
    made.ctx.ways = Ways(str(tmp_path / "0" / "library"), lambda place: LibraryService.open(place, post=post))
    yield made
    made.window.close()


def connect(driver, address: str, *, user: str = "", password: str = "") -> str:
    """Connect by the dialog as a person does; what it said when it was refused."""
    said = []

    def fill(dialog: SharedDialog) -> None:
        dialog.place.setText(address)
        dialog.user.setText(user)
        dialog.password.setText(password)
        dialog.accept()
        said.append(dialog.wrong.text())

    driver.answer(SharedDialog, fill, lambda: driver.ctx.commands.run("window.shared"))
    return said[0]


@pytest.fixture
def colleague(postgres_place):
    """Another program on the same shared library, with the sample workshop open."""
    service = LibraryService.open(postgres_place)
    workshop = service.open_workshop(service.import_file(SAMPLE).workshop)
    yield workshop
    workshop.close()
    service.close()


def note_in(document, text: str) -> bool:
    return any(n.text == text for n in document.of(Note))


def test_a_shared_library_is_connected_to_and_others_changes_come_by_themselves(driver, postgres_place, colleague):
    own = driver.library
    assert connect(driver, postgres_place) == ""
    window = driver.window
    assert window.library is not own
    assert window.library.shared in window.top.title.texts()[1]
    assert [row.id for row in window.home.rows] == [colleague.id]
    assert not driver.ctx.commands.by_id("window.snapshots").when()
    driver.open(0, colleague.id)
    until(lambda: window.library.store.listening, "it does not listen")
    canvas = driver.view.canvases()[0].id
    colleague.run("Add note", lambda tx: tx.create(Note(id=new_id(), order="Z", canvas=canvas, text="Kaev on tühi")))
    until(lambda: note_in(driver.document, "Kaev on tühi"), "the note of the other did not come")
    # What one writes oneself is there for the other.
    driver.view.workshop.run(
        "Add note", lambda tx: tx.create(Note(id=new_id(), order="ZZ", canvas=canvas, text="Pump"))
    )
    driver.saved()
    reader = LibraryService.open(postgres_place, read_only=True)
    assert note_in(reader.document(colleague.id), "Pump")
    reader.close()


def test_the_list_of_workshops_follows_the_others(driver, postgres_place):
    connect(driver, postgres_place)
    until(lambda: driver.window.library.store.listening, "it does not listen")
    other = LibraryService.open(postgres_place)
    made = other.create("Uus töötuba")
    until(lambda: [row.id for row in driver.window.home.rows] == [made], "the list did not follow")
    other.close()


def test_the_password_goes_to_the_server_and_nowhere_else(driver, guarded, tmp_path, own_folders):
    bare = guarded("").replace(f"{ASKS}@", "")
    own = driver.window.library
    said = connect(driver, bare, user=ASKS, password="vale")
    assert "parooli" in said
    assert driver.window.library is own
    assert remembered(driver.settings) == ""
    assert connect(driver, guarded("kõrvits57")) == ""
    assert driver.window.library.shared
    assert to_open(driver.settings) == guarded("")
    for folder in (tmp_path, own_folders):
        files = [p for p in folder.rglob("*") if p.is_file()]
        assert not [p for p in files if "kõrvits57".encode() in p.read_bytes() or b"k%C3%B5rvits57" in p.read_bytes()]
    # The next time the address is there already, and only the password is asked for.
    seen = []
    driver.answer(
        SharedDialog,
        lambda dialog: seen.append((dialog.user.text(), dialog.password.text(), dialog.password.hasFocus())),
        lambda: driver.ctx.commands.run("window.shared"),
    )
    assert seen == [(ASKS, "", True)]


def test_ones_own_library_comes_back_as_it_was(driver, postgres_place):
    own = driver.library.import_file(SAMPLE)
    connect(driver, postgres_place)
    assert driver.window.home.rows == []
    assert driver.ctx.commands.run("window.own_library")
    settle()
    assert [row.id for row in driver.window.home.rows] == [own.workshop]
    assert to_open(driver.settings) == ""
    assert remembered(driver.settings) != ""
    assert not driver.ctx.commands.by_id("window.own_library").when()


def test_the_saved_line_says_what_waits_for_the_server(driver, proxy):
    connect(driver, proxy.address)
    workshop = driver.window.library.import_file(SAMPLE).workshop
    driver.open(0, workshop)
    canvas = driver.view.canvases()[0].id
    proxy.cut()
    for number in range(2):
        made = Note(id=new_id(), order=f"Z{number}", canvas=canvas, text=f"ootel {number}")
        driver.view.workshop.run("Add note", lambda tx, made=made: tx.create(made))
    line = driver.window.rail.saved
    until(lambda: "2 muudatust ootab selles arvutis" in line.text(), "it does not say that changes wait")
    assert "ootavad selles arvutis" in driver.window.toast.text()
    # Going home and to the workshop again neither waits nor loses them.
    driver.window.show_home()
    proxy.mend()
    driver.open(0, workshop)
    assert note_in(driver.document, "ootel 1")
    until(lambda: "ootab" not in line.text() and "ei vasta" not in line.text(), "it does not say that all is sent")


def test_one_note_that_two_reword_at_once_keeps_both_wordings(driver, proxy, colleague):
    connect(driver, proxy.address)
    driver.open(0, colleague.id)
    note = next(n for n in driver.document.of(Note) if n.zone == "cause")
    proxy.cut()
    driver.view.workshop.run("Edit note", lambda tx: tx.update(note, text="Kirjutati siin"))
    colleague.run("Edit note", lambda tx: tx.update(note, text="Kirjutati seal"))
    proxy.mend()
    until(lambda: driver.document.find(note.id).text == "Kirjutati seal", "the other wording did not come")
    assert "Mõlemad sõnastused" in driver.window.toast.text()
    (conflict,) = unsettled(driver.document)
    assert values(driver.document, conflict) == ["Kirjutati seal", "Kirjutati siin"]
    driver.answer(ConflictsDialog, lambda dialog: press(dialog, "2"), lambda: driver.window.actions_.rail("conflicts"))
    driver.saved()
    assert driver.document.find(note.id).text == "Kirjutati siin"
    reader = LibraryService.open(proxy.address, read_only=True)
    assert reader.document(colleague.id).digest() == driver.document.digest()
    reader.close()


def test_a_start_without_the_server_leads_to_ones_own_library(driver, proxy):
    connect(driver, proxy.address)
    proxy.cut()
    with pytest.raises(ServerAway) as away:
        driver.ctx.ways.open(to_open(driver.settings))
    driver.window.library.close()
    driver.window.home.set_library(None)
    driver.window.library = None
    said = []

    def look(dialog: SharedDialog) -> None:
        said.append(dialog.wrong.text())
        dialog.accept()
        said.append(dialog.wrong.text())
        dialog.reject()

    driver.answer(SharedDialog, look, lambda: switching.connect(driver.window, away.value))
    assert all("ei vasta" in words for words in said)
    assert driver.window.library is not None
    assert not driver.window.library.shared


def test_a_short_address_is_enough():
    assert address_of("server/koosloome", "juhataja", "s@la") == "postgresql://juhataja:s%40la@server/koosloome"


def texts_of(widget) -> str:
    return " | ".join(part.text() for part in widget.findChildren(QLabel) if part.text())


def test_without_the_server_the_window_opens_what_was_seen_last(driver, proxy, tmp_path):
    connect(driver, proxy.address)
    window = driver.window
    workshop = window.library.import_file(SAMPLE).workshop
    other = window.library.create("Ainult loetelus")
    driver.open(0, workshop)
    driver.saved()
    canvas = driver.view.canvases()[0].id
    window.show_home()
    window.home.set_library(None)
    window.library.close()
    window.library = None
    proxy.cut()
    post = driver.dispatcher.post
    driver.ctx.ways = Ways(
        str(tmp_path / "own"), lambda place: LibraryService.open(place, post=post, without_server=True)
    )
    assert connect(driver, proxy.address) == ""
    home = window.home
    assert [row.id for row in home.rows] == [workshop, other]
    strip = home.notice.shown("away")
    assert "Server ei vasta" in texts_of(strip)
    assert "SELLES ARVUTIS EI OLE" in texts_of(home)
    said = []
    driver.answer(Told, lambda dialog: said.append(texts_of(dialog)), lambda: window.actions_.open_from_home(other, ""))
    assert window.view is None
    assert "ei ole selles arvutis varem avatud" in said[0]
    window.actions_.open_from_home(workshop, "")
    assert "Server ei vasta" in window.rail.saved.text()
    driver.view.workshop.run(
        "Add note", lambda tx: tx.create(Note(id=new_id(), order="Z", canvas=canvas, text="Ilma serverita"))
    )
    until(lambda: "1 muudatus ootab" in window.rail.saved.text(), "it does not say that the change waits")
    proxy.mend()
    until(lambda: not window.library.store.away, "it does not hear that the server is back")
    driver.saved()
    window.show_home()
    assert home.notice.shown("away") is None
    reader = LibraryService.open(proxy.address, read_only=True)
    assert note_in(reader.document(workshop), "Ilma serverita")
    reader.close()
