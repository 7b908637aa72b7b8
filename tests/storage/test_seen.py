"""A shared library while its server is away from the start: what this computer saw last is opened, and edited."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.records import Asset, Conflict, Note
from koosloome_desktop.storage.addresses import split_address
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.outbox import waiting
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import ServerAway
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import data_dir
from tests.storage.helpers import WAIT, Desk, sample

pytestmark = pytest.mark.slow


def until(desk: Desk, holds) -> None:
    assert desk.loop.run_until(holds, WAIT), desk.errors


def add(desk: Desk, text: str) -> None:
    with desk.document.transaction("Add note") as tx:
        tx.create(Note(id=new_id(), order=f"Z{desk.document.rev:04d}V", canvas=desk.note(1).canvas, text=text))


def texts(desk: Desk) -> set[str]:
    return {n.text for n in desk.document.of(Note)}


def away(proxy, opened) -> tuple[Library, LoopDispatcher]:
    """The library as it is opened while its server does not answer."""
    proxy.cut()
    library, loop = opened(proxy.address, without_server=True)
    assert library.away
    return library, loop


@pytest.fixture
def desk(proxy, opened):
    """A program that has opened one workshop of two."""
    library, loop = opened(proxy.address)
    row = library.create(sample("T1"))
    library.create(sample("T2"))
    library.list()
    made = Desk(library, loop, row.id)
    made.set_note(1, text="enne")
    made.settle()
    return made


def test_without_a_copy_or_without_asking_for_it_the_start_fails_as_before(proxy, opened, desk):
    desk.library.close()
    proxy.cut()
    with pytest.raises(ServerAway):
        opened(proxy.address)


def test_nothing_that_was_only_listed_is_kept(proxy, opened):
    library, _loop = opened(proxy.address)
    library.create(sample())
    library.list()
    library.load(library.list()[0].id)  # a miniature of the first screen
    library.close()
    proxy.cut()
    with pytest.raises(ServerAway):
        opened(proxy.address, without_server=True)


def test_a_workshop_is_opened_as_it_was_seen_last_and_its_edits_go_when_the_server_is_back(proxy, opened, desk):
    actor, before = desk.library.actor, desk.document.digest()
    listed = desk.library.list()
    desk.library.close()
    library, loop = away(proxy, opened)
    assert [(r.id, r.title) for r in library.list()] == [(r.id, r.title) for r in listed]
    assert list(library.seen()) == [desk.workshop]
    with pytest.raises(ServerAway) as refused:
        library.load(listed[0].id if listed[1].id == desk.workshop else listed[1].id)
    assert refused.value.hint
    later = Desk(library, loop, desk.workshop)
    assert (later.document.digest(), library.actor) == (before, actor)
    assert later.history.undo() is not None, "what was done before the server went can be undone"
    later.history.redo()
    add(later, "kirjutati ilma serverita")
    assert library.rest(WAIT)
    proxy.mend()
    until(later, lambda: not later.tie.unsaved)
    until(later, lambda: not library.away)
    later.settle()
    assert "kirjutati ilma serverita" in {n.text for n in later.reread().of(Note)}
    assert later.reread().digest() == later.document.digest()
    assert not library.seen()


def test_what_waited_stands_in_the_copy_and_is_sent_before_what_comes_on_top(proxy, postgres_place, opened, desk):
    proxy.cut()
    desk.set_note(1, text="esimene ootel")
    desk.library.save_draft(desk.workshop, "capture", "", "pool lauset")
    assert desk.library.close()
    library, loop = away(proxy, opened)
    later = Desk(library, loop, desk.workshop)
    assert later.note(1).text == "esimene ootel"
    assert [d.text for d in library.load(desk.workshop).drafts] == ["pool lauset"]
    later.set_note(1, text="teine ootel")
    library.close()
    # Two programs later: everything lies on this computer still.
    library, loop = away(proxy, opened)
    later = Desk(library, loop, desk.workshop)
    later.set_note(1, text="kolmas ootel")
    proxy.mend()
    until(later, lambda: not later.tie.unsaved)
    later.settle()
    reader = Desk(*opened(postgres_place), desk.workshop)
    assert reader.note(1).text == later.note(1).text == "kolmas ootel"
    assert not reader.document.of(Conflict)
    assert library.sent == 2
    library.rest(WAIT)
    assert waiting(data_dir() / "outbox", split_address(proxy.address)[0]) == 0


def test_what_others_did_meanwhile_comes_and_both_wordings_are_kept(proxy, postgres_place, opened, desk):
    desk.library.close()
    other = Desk(*opened(postgres_place), desk.workshop)
    library, loop = away(proxy, opened)
    later = Desk(library, loop, desk.workshop)
    later.set_note(1, text="kirjutati siin")
    other.set_note(1, text="kirjutati seal")
    add(other, "uus märge seal")
    other.settle()
    proxy.mend()
    until(later, lambda: not later.tie.unsaved and "uus märge seal" in texts(later))
    later.settle()
    assert later.note(1).text == "kirjutati seal"
    (conflict,) = later.document.of(Conflict)
    assert (conflict.ours, conflict.theirs) == ("kirjutati siin", "kirjutati seal")


def test_another_workshop_is_opened_while_the_server_is_away(proxy, opened, desk):
    library = desk.library
    (second,) = [r.id for r in library.list() if r.id != desk.workshop]
    once = Desk(library, desk.loop, second)
    once.tie.detach()
    assert library.rest(WAIT)
    proxy.cut()
    desk.set_note(1, text="ootel")
    again = Desk(library, desk.loop, second)
    assert library.away
    again.set_note(2, text="ka ootel")
    # The first one is closed and opened again: what it waits for is in it.
    desk.tie.detach()
    first = Desk(library, desk.loop, desk.workshop)
    assert first.note(1).text == "ootel"
    first.set_note(1, text="ootel veel")
    proxy.mend()
    until(first, lambda: not first.tie.unsaved and not again.tie.unsaved)
    first.settle()
    assert (first.reread().digest(), again.reread().digest()) == (first.document.digest(), again.document.digest())
    assert first.note(1).text == "ootel veel"
    assert not first.document.of(Conflict)


_KILLED = """
import sys
from tests.storage.helpers import Desk
from tests.storage.test_seen import add
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
loop = LoopDispatcher()
library = Library.open(sys.argv[1], post=loop.post, without_server=True)
desk = Desk(library, loop, sys.argv[2])
for number in range(5):
    add(desk, f"{sys.argv[3]} {number}")
assert library.rest(20)
print(desk.document.digest(), flush=True)
sys.stdin.readline()
"""


def killed(proxy, desk: Desk, word: str) -> str:
    """Edit in a program that is killed; the digest that it had reached."""
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, proxy.address, desk.workshop, word],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"KOOSLOOME_TEST_TIER": "ci"},
    ) as child:  # fmt: skip
        digest = child.stdout.readline().strip()
        child.send_signal(signal.SIGKILL)
    return digest


def test_kills_with_and_without_the_server_lose_nothing(proxy, opened, desk):
    desk.library.close()
    killed(proxy, desk, "serveriga")
    proxy.cut()
    first = killed(proxy, desk, "ilma")
    second = killed(proxy, desk, "jälle ilma")
    assert first != second
    library, loop = opened(proxy.address, without_server=True)
    later = Desk(library, loop, desk.workshop)
    assert later.document.digest() == second
    assert library.recovery is not None
    wanted = {f"{word} {n}" for word in ("serveriga", "ilma", "jälle ilma") for n in range(5)}
    assert wanted <= texts(later)
    proxy.mend()
    until(later, lambda: library.listening)
    later.settle()
    assert later.reread().digest() == second
    numbers = library._writer.call(lambda c: c.ask("SELECT actor, actor_seq FROM changes"))
    assert len(numbers) == len(set(numbers))


def photo(desk: Desk, data: bytes) -> str:
    """A picture that a step brings; its name."""
    picture = Blob.of(data, "image/png")
    desk.tie.hold(picture)
    with desk.document.transaction("Photo") as tx:
        tx.create(Asset(id=new_id(), sha256=picture.sha256, media_type="image/png", name="foto", width=1, height=1))
    desk.tie.hold()
    return picture.sha256


def test_pictures_that_were_seen_or_wait_are_shown_without_the_server(proxy, postgres_place, opened, desk):
    mine = photo(desk, b"minu pilt")
    other = Desk(*opened(postgres_place), desk.workshop)
    theirs = photo(other, b"teise pilt")
    unseen = photo(other, b"vaatamata")
    other.settle()
    desk.tie.refresh()
    desk.settle()
    assert desk.library.blob(theirs) == b"teise pilt"
    # A picture of a workshop that was not opened here is looked at in small, and not kept.
    (second,) = [r.id for r in desk.library.list() if r.id != desk.workshop]
    elsewhere = photo(Desk(other.library, other.loop, second), b"mujal")
    other.settle()
    other.library.flush()
    assert desk.library.blob(elsewhere) == b"mujal"
    desk.library.close()
    library, loop = away(proxy, opened)
    later = Desk(library, loop, desk.workshop)
    waits = photo(later, b"ootab")
    assert [library.blob(sha) for sha in (mine, theirs, waits)] == [b"minu pilt", b"teise pilt", b"ootab"]
    assert (library.blob(unseen), library.blob(elsewhere)) == (None, None)
    got = []
    library.ask_blob(theirs, got.append)
    until(later, lambda: got)
    assert got == [b"teise pilt"]


def test_a_picture_of_ones_own_is_there_also_when_somebody_else_was_quicker(proxy, postgres_place, opened, desk):
    """Its step is then written on top of theirs, and the copy takes in their news, not the step as it was."""
    other = Desk(*opened(postgres_place), desk.workshop)
    with other.document.transaction("Edit") as tx:
        tx.update(tx.document.of(Note)[0], text="teiste oma")
    other.settle()
    other.library.flush()
    mine = photo(desk, b"minu pilt")
    desk.settle()
    desk.library.close()
    library, _loop = away(proxy, opened)
    assert library.blob(mine) == b"minu pilt"


_SCRIBBLER = """
import sys
from tests.storage.helpers import Desk
from tests.storage.test_seen import add
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
loop = LoopDispatcher()
library = Library.open(sys.argv[1], post=loop.post, without_server=True)
desk = Desk(library, loop, sys.argv[2])
number = 0
while True:
    number += 1
    add(desk, f"{sys.argv[3]}.{number}")
    loop.run_pending()
    assert library.rest(20)
    print(f"{sys.argv[3]}.{number}", flush=True)
"""


@pytest.mark.full
def test_kills_at_any_moment_while_the_server_comes_and_goes_lose_nothing_and_double_nothing(proxy, opened, desk):
    desk.library.close()
    chance, kept, before = random.Random(11), set(), texts(desk)
    for turn in range(40):
        (proxy.cut if chance.random() < 0.5 else proxy.mend)()
        with subprocess.Popen(
            [sys.executable, "-c", _SCRIBBLER, proxy.address, desk.workshop, str(turn)],
            stdout=subprocess.PIPE, text=True, env=os.environ | {"KOOSLOOME_TEST_TIER": "ci"},
        ) as child:  # fmt: skip
            for _edit in range(chance.randrange(1, 12)):
                kept.add(child.stdout.readline().strip())
                if chance.random() < 0.15:
                    (proxy.cut if chance.random() < 0.5 else proxy.mend)()
            child.send_signal(signal.SIGKILL)
            kept |= {line.strip() for line in child.stdout if line.endswith("\n")}
    proxy.mend()
    library, loop = opened(proxy.address, without_server=True)
    later = Desk(library, loop, desk.workshop)
    later.settle()
    found = [n.text for n in later.reread().of(Note)]
    assert len(found) == len(set(found))
    assert kept <= set(found)
    assert {t.partition(".")[0] for t in set(found) - kept - before} <= {str(n) for n in range(40)}
    assert library.check() == []
