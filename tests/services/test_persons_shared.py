"""One person in a shared library: found, shown, exported and erased on the server, here, and on computers that come
back later.
"""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from sqlalchemy import create_engine, text

from koosloome_desktop.model.records import Note, Person
from koosloome_desktop.operations import people
from koosloome_desktop.services import person_file, persons
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.privacy.person import erased_words
from tests.drivers.postgres import ASKS, database_of_its_own
from tests.drivers.waiting import PATIENCE
from tests.services.test_persons import places_with

pytestmark = pytest.mark.slow

SAMPLE = resource("samples", "01_kogukonnamaja.json")
NAME = "Üllar Katsekadakas"
WORD = "Katsekadaka"


class Laptop:
    """A computer with folders of its own, on the shared library."""

    def __init__(self, folder: Path, address: str, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._address, self._patch = folder, address, patch
        self.loop = LoopDispatcher()

    def here(self) -> Path:
        """From now on the program's folders are this computer's."""
        self._patch.setattr("koosloome_desktop.storage.shared.data_dir", lambda: self.folder)
        self._patch.setattr("koosloome_desktop.services.persons.data_dir", lambda: self.folder)
        return self.folder

    def start(self, **options) -> LibraryService:
        self.here()
        self.service = LibraryService.open(self._address, post=self.loop.post, **options)
        return self.service

    def until(self, holds) -> None:
        assert self.loop.run_until(holds, PATIENCE)


@pytest.fixture
def postgres_place(postgres_address):
    """A database of its own: others who read in this one would keep what was erased."""
    with database_of_its_own(postgres_address) as address:
        yield address


@pytest.fixture
def laptops(postgres_place, proxy, tmp_path, monkeypatch):
    """Two computers on one library with the sample; the second reaches it through the proxy."""
    made = [Laptop(tmp_path / "a", postgres_place, monkeypatch), Laptop(tmp_path / "b", proxy.address, monkeypatch)]
    services = [laptop.start() for laptop in made]
    workshop = services[0].import_file(SAMPLE).workshop
    yield (*made, workshop)
    proxy.mend()
    for laptop in made:
        laptop.service.close()


def write(open_workshop, note, words: str) -> None:
    open_workshop.run("Edit", lambda tx: tx.update(tx.document.get(note.id, Note), text=words))


def named(document) -> list[str]:
    return [n.text for n in document.of(Note) if WORD in n.text]


def erase(laptop: Laptop) -> persons.Report:
    laptop.here()
    person = persons.find_person(laptop.service, NAME)
    return persons.erase_person(laptop.service, persons.order_for(person, "külavanem", [h.record for h in person.hits]))


def analyze(address: str) -> None:
    """Have the server count what values there are, as it does by itself some time after changes."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def server_files_with(address: str, word: str) -> list[str]:
    """The files of the server's data directory, but for its log of writes, in which a word stands."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        connection.execute(text("CHECKPOINT"))
    engine.dispose()
    return places_with(folder, word, without="pg_wal")


def test_a_person_is_found_shown_exported_and_erased_on_the_server(laptops, postgres_place, tmp_path):
    one, _two, workshop = laptops
    one.here()
    opened = one.service.open_workshop(workshop)
    someone, (first, second) = opened.document.of(Person)[0], opened.document.of(Note)[:2]
    opened.run("Edit", lambda tx: people.set_name(tx, someone.id, NAME))
    write(opened, first, f"Küsi: {NAME}le!")
    write(opened, second, f"{NAME} tuleb")
    write(opened, second, "Keegi tuleb")
    one.service.store.save_draft(workshop, "capture", "", f"pool lauset, {NAME}")
    opened.close()
    one.service.store.flush()
    analyze(postgres_place)
    assert server_files_with(postgres_place, WORD)
    person = persons.find_person(one.service, NAME)
    assert [k.name for k in person.known] == [NAME]
    assert {h.kind for h in person.hits} == {"note", "person_name"}
    assert person.waiting > 0, "the copy on this computer names the person too"
    person_file.write_person(person, tmp_path / "inimene.json")
    assert json.loads((tmp_path / "inimene.json").read_text(encoding="utf-8"))["participants"][0]["name"] == NAME
    report = erase(one)
    assert report.server
    assert report.records == 2
    assert persons.find_person(one.service, NAME).empty
    assert server_files_with(postgres_place, WORD) == []
    assert places_with(one.folder, WORD) == []
    again = one.service.open_workshop(workshop)
    assert again.document.get(first.id, Note).text == "Küsi: külavanem!"
    # What the journal keeps of the steps can still be undone, without the name.
    assert again.undo() is not None
    assert again.document.get(second.id, Note).text == "külavanem tuleb"
    again.close()


def test_an_outbox_that_comes_back_does_not_bring_the_name_back(laptops, proxy, postgres_place):
    one, two, workshop = laptops
    two.here()
    opened = two.service.open_workshop(workshop)
    first, second = opened.document.of(Note)[:2]
    write(opened, first, f"{NAME} teab")
    two.service.store.flush()
    proxy.cut()
    write(opened, first, f"{NAME} teab rohkem")
    opened.run(
        "Add", lambda tx: tx.create(Note(id=new_id(), order="Z", canvas=first.canvas, text=f"Uus: {NAME}ga koos"))
    )
    write(opened, second, "Ilma nimeta")
    two.service.store.save_draft(workshop, "capture", "", f"pool lauset, {NAME}")
    opened.close()
    two.service.close()
    assert len(places_with(two.folder, WORD)) >= 2, "outbox and copy"
    erase(one)
    proxy.mend()
    two.start()
    assert two.service.store.sent == 3
    assert places_with(two.folder, WORD) == []
    one.here()
    assert persons.find_person(one.service, NAME).empty
    texts = {n.text for n in one.service.document(workshop).of(Note)}
    assert {"külavanem teab rohkem", "Uus: külavanem koos", "Ilma nimeta"} <= texts
    assert server_files_with(postgres_place, WORD) == []


@pytest.mark.parametrize("without", [False, True], ids=["server there", "server comes later"])
def test_who_was_away_for_longer_than_erasures_are_told_sends_nothing_that_may_hold_a_name(
    laptops, proxy, postgres_place, without
):
    one, two, workshop = laptops
    two.here()
    opened = two.service.open_workshop(workshop)
    two.service.store.flush()
    proxy.cut()
    write(opened, opened.document.of(Note)[0], f"{NAME} teab")
    two.service.store.save_draft(workshop, "capture", "", f"pool lauset, {NAME}")
    opened.close()
    two.service.close()
    write_and_erase(one, workshop)
    # As 400 days later, when entries go: the number of the last one stays.
    engine = create_engine(postgres_place, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        assert connection.execute(text("DELETE FROM meta WHERE key LIKE 'erased %'")).rowcount == 1
    engine.dispose()
    if without:
        two.start(without_server=True)
        assert two.service.store.away
        again = two.service.open_workshop(workshop)
        proxy.mend()
        two.until(lambda: two.service.store.overdue)
    else:
        proxy.mend()
        two.start()
    assert (two.service.store.sent, two.service.store.overdue, two.service.store.stranded) == (0, 1, 0)
    if without:
        write(again, again.document.of(Note)[1], "Edasi tööga")
        two.until(lambda: not again.saved.pending)
        again.close()
    one.here()
    assert persons.find_person(one.service, NAME).empty
    assert server_files_with(postgres_place, WORD) == []
    two.service.close()
    two.start()
    assert (two.service.store.sent, two.service.store.overdue) == (0, 0), "it is told once"


def write_and_erase(laptop: Laptop, workshop: str) -> None:
    laptop.here()
    opened = laptop.service.open_workshop(workshop)
    write(opened, opened.document.of(Note)[2], f"{NAME} räägib")
    laptop.service.store.flush()
    opened.close()
    erase(laptop)


def test_what_was_opened_without_the_server_forgets_the_name_when_it_is_back(laptops, proxy):
    one, two, workshop = laptops
    two.here()
    opened = two.service.open_workshop(workshop)
    note = opened.document.of(Note)[0]
    write(opened, note, f"{NAME} teab")
    opened.close()
    two.service.close()
    erase(one)
    proxy.cut()
    two.start(without_server=True)
    opened = two.service.open_workshop(workshop)
    write(opened, note, f"{NAME} teab rohkem")
    two.service.store.rest()
    proxy.mend()
    two.until(lambda: not named(opened.document) and not opened.saved.pending)
    assert opened.document.get(note.id, Note).text == "külavanem teab rohkem"
    assert opened.undo() is None, "a step before would bring the name back"
    opened.close()
    assert two.service.store.rest()
    assert places_with(two.folder, WORD) == []
    one.here()
    assert persons.find_person(one.service, NAME).empty


def test_an_open_window_forgets_the_name_and_what_is_written_later_stays(laptops):
    one, two, workshop = laptops
    two.here()
    opened = two.service.open_workshop(workshop)
    note = opened.document.of(Note)[0]
    write(opened, note, f"{NAME} teab")
    two.service.store.flush()
    two.until(lambda: two.service.store.listening)
    erase(one)
    two.until(lambda: not named(opened.document))
    assert opened.undo() is None
    # Another person of this name may come to another meeting.
    write(opened, note, f"{NAME} on uus")
    two.service.store.flush()
    two.loop.run_pending()
    assert opened.undo() is not None
    opened.redo()
    opened.close()
    assert named(one.service.document(workshop)) == [f"{NAME} on uus"]


class Reader:
    """Somebody else on the server who began to read before the erasure: what was deleted must stay as long as that."""

    def __init__(self, address: str) -> None:
        self._engine = create_engine(address, isolation_level="REPEATABLE READ")
        self._watch = create_engine(address, isolation_level="AUTOCOMMIT")
        self._connection = self._engine.connect()
        self._connection.execute(text("SELECT count(*) FROM pg_class"))

    def end_when_waited_for(self) -> None:
        """Read on until somebody asks who else is in the middle of something; for thirty seconds at most."""
        asked = text(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%virtualxid%' "
            "AND datname = current_database()"
        )
        until = monotonic() + 30
        with self._watch.connect() as watch:
            while not watch.execute(asked).scalar_one() and monotonic() < until:
                pass
        self.end()

    def end(self) -> None:
        self._connection.close()
        self._engine.dispose()
        self._watch.dispose()


def test_an_erasure_waits_for_who_began_to_read_before_it(laptops, postgres_place):
    one, _two, workshop = laptops
    one.here()
    opened = one.service.open_workshop(workshop)
    write(opened, opened.document.of(Note)[0], f"{NAME} teab")
    opened.close()
    one.service.store.flush()
    reader = Reader(postgres_place)
    thread = Thread(target=reader.end_when_waited_for)
    thread.start()
    report = erase(one)
    thread.join()
    assert not report.not_anew
    assert server_files_with(postgres_place, WORD) == []


def test_who_reads_on_for_long_is_told_of(laptops, postgres_place, monkeypatch):
    monkeypatch.setattr("koosloome_desktop.storage.line.READER_SECONDS", 0.05)
    one, _two, workshop = laptops
    one.here()
    opened = one.service.open_workshop(workshop)
    write(opened, opened.document.of(Note)[0], f"{NAME} teab")
    opened.close()
    one.service.store.flush()
    reader = Reader(postgres_place)
    report = erase(one)
    reader.end()
    assert report.not_anew
    assert "VACUUM FULL" in erased_words(report)
    assert persons.find_person(one.service, NAME).empty


def test_who_may_not_have_tables_written_anew_is_told(postgres_place, guarded, tmp_path, monkeypatch):
    owner = Laptop(tmp_path / "a", postgres_place, monkeypatch).start()
    workshop = owner.import_file(SAMPLE).workshop
    engine = create_engine(postgres_place, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        schema = connection.execute(text("SELECT current_schema()")).scalar_one()
        for what in ("TABLES", "SEQUENCES"):
            connection.execute(text(f'GRANT SELECT, UPDATE ON ALL {what} IN SCHEMA "{schema}" TO {ASKS}'))
        connection.execute(text(f'GRANT INSERT, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO {ASKS}'))
    engine.dispose()
    laptop = Laptop(tmp_path / "b", guarded("kõrvits57"), monkeypatch)
    service = laptop.start()
    opened = service.open_workshop(workshop)
    write(opened, opened.document.of(Note)[0], f"{NAME} teab")
    opened.close()
    service.store.flush()
    report = erase(laptop)
    assert (report.records, report.not_anew) == (1, True)
    assert "VACUUM FULL" in erased_words(report)
    assert persons.find_person(service, NAME).empty
    service.close()
    owner.close()
