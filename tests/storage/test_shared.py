"""A library on a server: others' changes come by themselves, what cannot be sent waits and is sent once."""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from koosloome_desktop.model import integrity
from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.records import Asset, Conflict, Note
from koosloome_desktop.storage.addresses import joined_address, security_of, short_address, split_address
from koosloome_desktop.storage.outbox import waiting
from koosloome_desktop.storage.server_failures import server_told
from koosloome_desktop.support.errors import NewerLibrary, ServerAway, StorageError, UsageError
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import data_dir
from tests.drivers.postgres import ASKS
from tests.storage.helpers import WAIT, Desk, sample, scribble

pytestmark = pytest.mark.slow


@pytest.fixture
def two(postgres_place, opened):
    """Two programs on one library with the same workshop open."""
    one, loop_one = opened(postgres_place)
    row = one.create(sample())
    other, loop_other = opened(postgres_place)
    assert one.actor != other.actor
    return Desk(one, loop_one, row.id), Desk(other, loop_other, row.id)


def until(desk: Desk, holds) -> None:
    """Run what is posted until something holds."""
    assert desk.loop.run_until(holds, WAIT), desk.errors


def listening(*desks: Desk) -> None:
    for desk in desks:
        until(desk, lambda desk=desk: desk.library.listening)


# ---------------------------------------------------------------- others


def test_a_note_of_one_shows_in_the_other_by_itself(two):
    one, other = two
    listening(one, other)
    heard, published = [], []
    other.library.on_others(lambda: heard.append(True))
    other.document.subscribe(published.append)
    with one.document.transaction("Add note") as tx:
        tx.create(Note(id=new_id(), order="Z", canvas=one.note(1).canvas, text="Kaevu juures on õunaaed"))
    until(other, lambda: any(n.text == "Kaevu juures on õunaaed" for n in other.document.of(Note)))
    assert {change.origin for change in published} == {Origin.REMOTE}
    assert heard
    assert other.history.undo() is None
    one.set_note(2, text="sõnastatud ümber")
    until(other, lambda: other.note(2).text == "sõnastatud ümber")
    one.settle()
    other.settle()
    assert one.document.digest() == other.document.digest()


def test_undo_takes_back_ones_own_step_only(two):
    one, other = two
    listening(one, other)
    other.set_note(1, zone="causes")
    other.settle()
    one.set_note(2, text="nende")
    until(other, lambda: other.note(2).text == "nende")
    other.history.undo()
    assert (other.note(1).zone, other.note(2).text) == ("core", "nende")


# ---------------------------------------------------------------- the server is gone


def desk_on(proxy, opened) -> Desk:
    library, loop = opened(proxy.address)
    return Desk(library, loop, library.create(sample()).id)


def add(desk: Desk, count: int) -> None:
    for number in range(count):
        with desk.document.transaction("Add note") as tx:
            tx.create(Note(id=new_id(), order=f"Z{number:03d}V", canvas=desk.note(1).canvas, text=f"ootel {number}"))


def test_edits_wait_while_the_server_is_gone_and_go_when_it_is_back(proxy, opened):
    desk = desk_on(proxy, opened)
    listening(desk)
    proxy.cut()
    add(desk, 5)
    until(desk, lambda: bool(desk.errors))
    assert all(isinstance(error, ServerAway) and error.hint for error in desk.errors)
    assert desk.library.rest(WAIT)
    address = split_address(proxy.address)[0]
    assert desk.tie.unsaved == waiting(data_dir() / "outbox", address) == 5
    proxy.mend()
    until(desk, lambda: desk.tie.unsaved == 0)
    desk.settle()
    assert desk.library.rest(WAIT)
    assert waiting(data_dir() / "outbox", address) == 0
    assert desk.reread().digest() == desk.document.digest()
    # It hears of others again.
    until(desk, lambda: desk.library.listening)


def test_what_waited_at_the_end_is_sent_at_the_next_start_and_can_be_undone(proxy, opened):
    desk = desk_on(proxy, opened)
    actor = desk.library.actor
    picture = Blob.of(b"not really a picture", "image/png")
    proxy.cut()
    add(desk, 3)
    desk.tie.hold(picture)
    with desk.document.transaction("Photo") as tx:
        tx.create(Asset(id=new_id(), sha256=picture.sha256, media_type="image/png", name="foto", width=1, height=1))
    desk.tie.hold()
    desk.library.save_draft(desk.workshop, "capture", "", "pool lauset")
    assert desk.library.close()
    before = desk.document.digest()
    with pytest.raises(ServerAway):
        opened(proxy.address)
    proxy.mend()
    again, loop = opened(proxy.address)
    assert (again.sent, again.stranded, again.actor, again.recovery) == (4, 0, actor, None)
    later = Desk(again, loop, desk.workshop)
    assert later.document.digest() == before
    assert again.blob(picture.sha256) == b"not really a picture"
    assert [d.text for d in again.drafts(desk.workshop)] == ["pool lauset"]
    later.history.undo()
    later.settle()
    assert not later.document.of(Asset)
    again.close()
    assert opened(proxy.address)[0].sent == 0


def test_an_edit_that_waited_meets_anothers_and_both_are_kept(proxy, postgres_place, opened):
    desk = desk_on(proxy, opened)
    proxy.cut()
    desk.set_note(1, text="ootas siin")
    assert desk.library.close()
    other = Desk(*opened(postgres_place), desk.workshop)
    other.set_note(1, text="kirjutati seal")
    other.settle()
    proxy.mend()
    later = Desk(*opened(proxy.address), desk.workshop)
    assert later.note(1).text == "kirjutati seal"
    (conflict,) = later.document.of(Conflict)
    assert (conflict.ours, conflict.theirs) == ("ootas siin", "kirjutati seal")


def test_a_commit_whose_answer_was_lost_is_not_made_twice(proxy, opened):
    desk = desk_on(proxy, opened)
    chance = random.Random(7)
    for answer in range(1, 13):
        # Every answer of a commit in turn: to BEGIN, to each statement, to COMMIT.
        proxy.lose(answer)
        scribble(desk, chance)
        until(desk, lambda: desk.tie.unsaved == 0)
    proxy.lose(0)
    assert len(desk.errors) >= 5
    desk.settle()
    numbers = desk.library._writer.call(lambda c: [number for (number,) in c.ask("SELECT actor_seq FROM changes")])
    assert len(numbers) == len(set(numbers)) == desk.document.rev
    assert desk.reread().digest() == desk.document.digest()
    assert list(integrity.problems(desk.document)) == []


_KILLED = """
import sys
from tests.storage.helpers import Desk
from tests.storage.test_shared import add
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
loop = LoopDispatcher()
library = Library.open(sys.argv[1], post=loop.post)
desk = Desk(library, loop, sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
add(desk, 20)
assert library.rest(20)
print("kept", desk.document.digest(), flush=True)
sys.stdin.readline()
"""


def test_a_full_outbox_survives_a_kill(proxy, opened, own_folders):
    desk = desk_on(proxy, opened)
    desk.library.close()
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, proxy.address, desk.workshop],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"KOOSLOOME_TEST_TIER": "ci"},
    ) as child:  # fmt: skip
        assert child.stdout.readline() == "open\n"
        proxy.cut()
        child.stdin.write("\n")
        child.stdin.flush()
        kept, digest = child.stdout.readline().split()
        assert kept == "kept"
        child.send_signal(signal.SIGKILL)
    proxy.mend()
    later = Desk(*opened(proxy.address), desk.workshop)
    assert later.library.sent == 20
    assert later.document.digest() == digest
    assert later.document.count() == desk.document.count() + 20


def test_a_slow_server_holds_nobody_up(proxy, opened):
    desk = desk_on(proxy, opened)
    proxy.delay = 0.2
    took = []
    for number in range(20):
        begun = time.perf_counter()
        desk.set_note(1, text=f"kiri {number}")
        desk.library.save_draft(desk.workshop, "capture", "", "p" * number)
        desk.loop.run_pending()
        took.append(time.perf_counter() - begun)
    assert statistics.median(took) < 0.2, "edits waited for the server"
    assert desk.library.rest(WAIT)
    proxy.delay = 0.0
    desk.settle()
    assert desk.reread().digest() == desk.document.digest()


def test_steps_of_a_workshop_that_is_gone_are_kept_aside(proxy, postgres_place, opened):
    desk = desk_on(proxy, opened)
    proxy.cut()
    add(desk, 2)
    desk.library.close()
    engine = create_engine(postgres_place)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM workshops"))
    engine.dispose()
    proxy.mend()
    library, _loop = opened(proxy.address)
    assert (library.sent, library.stranded) == (0, 2)
    library.close()
    assert opened(proxy.address)[0].stranded == 0


# ---------------------------------------------------------------- both keep what they wrote


@settings(
    max_examples={"quick": 5, "ci": 8}.get(os.environ.get("KOOSLOOME_TEST_TIER", "quick"), 300),
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    moves=st.lists(
        st.tuples(st.integers(0, 1), st.integers(1, 3), st.sampled_from(("kiik", "kaev", "sild", "tee"))),
        min_size=1, max_size=12,
    ),
    breaks=st.sets(st.integers(0, 11)),
)  # fmt: skip
def test_no_wording_is_lost_whoever_writes_when(two, moves, breaks):
    desks = two
    kept: set[str] = set()
    for at, (who, number, word) in enumerate(moves):
        if at in breaks:
            desks[1 - who].loop.run_pending()
        # What one sees and writes over is given up by choice; nothing else may go.
        kept.discard(desks[who].note(number).text)
        wording = f"{word} {who} {at}"
        desks[who].set_note(number, text=wording)
        kept.add(wording)
        if at in breaks:
            desks[who].settle()
            desks[1 - who].tie.refresh()
            desks[1 - who].settle()
    for _round in range(3):
        for desk in desks:
            desk.tie.refresh()
            desk.settle()
    one, other = desks
    assert one.document.digest() == other.document.digest() == one.reread().digest()
    texts = {n.text for n in one.document.of(Note)}
    texts |= {side for c in one.document.of(Conflict) for side in (c.ours, c.theirs)}
    assert kept <= texts


# ---------------------------------------------------------------- addresses and refusals


def test_an_address_is_taken_apart_and_put_together():
    whole = "postgresql://juhataja:s%40la@raamatukogu.example:5433/koosloome?sslmode=require"
    bare, user, password = split_address(whole)
    assert (bare, user, password) == (
        "postgresql://raamatukogu.example:5433/koosloome?sslmode=require", "juhataja", "s@la",
    )  # fmt: skip
    assert joined_address(bare, user, password) == whole
    assert split_address("postgres://h/db?password=x") == ("postgresql://h/db", "", "x")
    assert short_address(whole) == "raamatukogu.example/koosloome"
    with pytest.raises(UsageError):
        split_address("https://example.org/koosloome")


def test_a_server_elsewhere_must_prove_who_it_is(monkeypatch):
    for name in ("PGSSLMODE", "PGSSLROOTCERT"):
        monkeypatch.delenv(name, raising=False)
    assert security_of(make_url("postgresql://db.example/koosloome"))["sslmode"] == "verify-full"
    assert security_of(make_url("postgresql://db.example/k?sslmode=require")) == {}
    for near in ("localhost", "127.0.0.1", "[::1]"):
        assert security_of(make_url(f"postgresql://{near}/koosloome")) == {}
    assert security_of(make_url("postgresql:///koosloome?host=/run/postgresql")) == {}


@pytest.mark.parametrize(
    ("said", "kind", "word"),
    [
        ('connection failed: FATAL:  password authentication failed for user "x"', StorageError, "parooli"),
        ("connection failed: fe_sendauth: no password supplied", StorageError, "parooli"),
        ('connection failed: FATAL:  no pg_hba.conf entry for host "10.0.0.2"', StorageError, "nime"),
        ('connection failed: FATAL:  database "x" does not exist', StorageError, "andmebaasi"),
        ("connection failed: FATAL:  the database system is starting up", ServerAway, "ei vasta"),
        ('root certificate file "/root/.postgresql/root.crt" does not exist', StorageError, "tõendada"),
        ("SSL error: certificate verify failed", StorageError, "tõendada"),
        ("connection failed: Connection refused", ServerAway, "ei vasta"),
        ("connection timeout expired", ServerAway, "ei vasta"),
    ],
)
def test_every_refusal_says_what_happened_and_what_to_do(said, kind, word):
    import psycopg

    error = server_told(psycopg.OperationalError(said), "raamatukogu.example/koosloome")
    assert type(error) is kind
    assert word in error.line()
    assert error.hint


def test_a_real_server_refuses_wrong_missing_and_expired_passwords(guarded, opened, postgres_place):
    for password, word in (("vale", "parooli"), ("", "parooli")):
        with pytest.raises(StorageError) as found:
            opened(guarded(password))
        assert word in found.value.line()
        assert not isinstance(found.value, ServerAway)
        assert "vale" not in found.value.line()
    library, _loop = opened(guarded("kõrvits57"))
    assert library.list() == []
    library.close()
    engine = create_engine(postgres_place)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER ROLE {ASKS} VALID UNTIL '2020-01-01'"))
    engine.dispose()
    with pytest.raises(StorageError) as found:
        opened(guarded("kõrvits57"))
    assert "aegunud" in found.value.line()


def test_a_newer_server_is_left_alone(postgres_place, opened):
    library, _loop = opened(postgres_place)
    library.close()
    engine = create_engine(postgres_place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("UPDATE meta SET value = '7.3.0' WHERE key = 'program'"))
    engine.dispose()
    with pytest.raises(NewerLibrary) as found:
        opened(postgres_place)
    assert "7.3.0" in found.value.line()
