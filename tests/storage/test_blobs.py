"""Pictures are saved with the change that brings them, once for each content, and read back as they were."""

from __future__ import annotations

import contextlib

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.records import Asset
from koosloome_desktop.operations.photos import add_asset, set_photo
from koosloome_desktop.services.workshop import OpenWorkshop
from koosloome_desktop.storage import driver
from tests.storage.helpers import WAIT

ONE, TWO = Blob.of(b"\xff\xd8\xff one" * 500, "image/jpeg"), Blob.of(b"\x89PNG two", "image/png")


def bring(desk, blob, number=1):
    desk.tie.hold(blob)
    with desk.document.transaction("Add photo") as tx:
        set_photo(tx, desk.note(number), add_asset(tx, blob.sha256, blob.media_type, width=4, height=3))


def stored(desk) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = desk.library._writer.call(
        lambda line: line.ask("SELECT sha256, size FROM blobs ORDER BY size")
    )
    return found


def test_a_picture_is_saved_with_its_change_and_only_once(desk):
    bring(desk, ONE)
    bring(desk, ONE, 2)
    desk.settle()
    assert stored(desk) == [(ONE.sha256, len(ONE.data))]
    assert desk.library.blob(ONE.sha256) == ONE.data
    assert desk.library.blob(TWO.sha256) is None
    assert [a.sha256 for a in desk.reread().of(Asset)] == [ONE.sha256]
    assert desk.library.check() == []


def test_it_is_read_without_waiting_too(desk):
    bring(desk, ONE)
    heard = []
    desk.library.ask_blob(ONE.sha256, heard.append)
    desk.library.ask_blob(TWO.sha256, heard.append)
    assert heard == []
    assert desk.loop.run_until(lambda: len(heard) == 2, WAIT)
    assert heard == [ONE.data, None]


def test_change_and_picture_are_written_together_or_not_at_all(desk, monkeypatch):
    line = desk.library._writer._line
    failing = [True]
    if line.server:
        dialect = line.connection.dialect
        real, error = dialect.do_commit, dialect.dbapi.OperationalError
        monkeypatch.setattr(dialect, "do_commit", lambda raw: fail() if failing[0] else real(raw))
    else:
        real, error = line.commit, driver.sqlite_module().OperationalError
        monkeypatch.setattr(line, "commit", lambda: fail() if failing[0] else real())

    def fail():
        raise error("database or disk is full")

    bring(desk, ONE)
    assert desk.loop.run_until(lambda: bool(desk.errors), WAIT)
    failing[0] = False
    assert desk.library.blob(TWO.sha256) is None  # the queue is worked off behind it
    desk.settle()
    assert desk.library.blob(ONE.sha256) == ONE.data
    assert [a.sha256 for a in desk.reread().of(Asset)] == [ONE.sha256]


def test_undo_and_redo_find_the_picture_again(desk):
    bring(desk, ONE)
    desk.history.undo()
    assert desk.document.of(Asset) == []
    desk.history.redo()
    desk.settle()
    assert desk.note(1).photo == desk.document.of(Asset)[0].id
    assert desk.library.blob(ONE.sha256) == ONE.data


def test_pictures_go_along_when_two_write(desks):
    one, two = desks
    one.set_note(3, text="teise oma")
    one.settle()
    bring(two, ONE)
    two.settle()
    assert two.library.blob(ONE.sha256) == ONE.data
    assert two.reread().of(Asset)[0].sha256 == ONE.sha256
    assert two.note(3).text == "teise oma"


def test_bytes_that_are_not_what_their_name_says_count_as_missing(desk):
    bring(desk, ONE)
    desk.settle()
    desk.library._writer.call(lambda line: line.do("UPDATE blobs SET data = :data", data=b"rotten"))
    assert desk.library.blob(ONE.sha256) is None
    assert [p.code for p in desk.library.check()] == ["library.picture_damaged"]


def test_an_open_workshop_brings_reads_and_asks(desk):
    workshop = OpenWorkshop(desk.document, desk.library)
    desk.tie.detach()
    note = desk.note(2)

    def work(tx):
        set_photo(tx, note, add_asset(tx, TWO.sha256, TWO.media_type))

    workshop.run("Add photo", work, blobs=[TWO])
    assert workshop.pictures.get(TWO.sha256) == TWO.data
    assert desk.library.flush(WAIT)
    fresh = OpenWorkshop(desk.reread(), desk.library)
    assert fresh.pictures.get(TWO.sha256) == TWO.data
    heard = []
    fresh.pictures.ask(TWO.sha256, heard.append)
    assert desk.loop.run_until(lambda: bool(heard), WAIT)
    assert heard == [TWO.data]
    assert fresh.pictures.get(ONE.sha256) is None


def test_a_refused_change_leaves_no_picture_behind(desk):
    workshop = OpenWorkshop(desk.document, desk.library)
    desk.tie.detach()

    def broken(tx):
        raise ZeroDivisionError

    with contextlib.suppress(ZeroDivisionError):
        workshop.run("Add photo", broken, blobs=[ONE])
    workshop.run("Edit note", lambda tx: tx.update(desk.note(1), text="muu"))
    assert desk.library.flush(WAIT)
    assert desk.library.blob(ONE.sha256) is None
