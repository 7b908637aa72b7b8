"""Deleted workshops wait thirty days that really went by, whatever the clock says, and take their pictures along."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.photos import add_asset, set_photo
from koosloome_desktop.services import bin as bins
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import NotFound

DAY = 86_400
SHARED = Blob.of(b"\xff\xd8\xff" + b"jagatud" * 40, "image/jpeg")
OWN = Blob.of(b"\xff\xd8\xff" + b"ainult siin" * 40, "image/jpeg")


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def service(tmp_path, clock):
    """A library with a workshop in the bin, and one beside it."""
    library = LibraryService.open(tmp_path, clock=clock)
    for title, pictures in (("Kustutatud", (OWN, SHARED)), ("Alles", (SHARED,))):
        workshop = library.open_workshop(library.create(title))
        canvas = queries.canvases(workshop.document)[0]

        def work(tx, canvas=canvas, pictures=pictures):
            for one in pictures:
                note = verbs.add_note(tx, canvas.id, "Tahvel", zone="cause")
                set_photo(tx, note, add_asset(tx, one.sha256, one.media_type))

        workshop.run("Add photo", work, blobs=pictures)
        if title == "Kustutatud":
            workshop.undo()
            workshop.redo()
        workshop.close()
    library.delete(next(r.id for r in library.list() if r.title == "Kustutatud"))
    yield library
    library.close()


def left(service: LibraryService) -> list[int]:
    return [one.days_left for one in bins.in_bin(service)]


def test_what_is_in_the_bin_goes_after_thirty_days_with_its_pictures(service, clock):
    assert left(service) == [30]
    for expected in (21, 12, 3):
        clock.forward(9 * DAY)
        assert bins.empty_what_is_due(service) == 0
        assert left(service) == [expected]
    clock.forward(3 * DAY)
    assert bins.empty_what_is_due(service) == 1
    assert left(service) == []
    assert (service.blob(OWN.sha256), service.blob(SHARED.sha256)) == (None, SHARED.data)
    assert service.check() == []
    assert [r.title for r in service.list()] == ["Alles"]


def test_a_clock_that_jumps_costs_ten_days_at_most(service, clock):
    assert left(service) == [30]
    clock.forward(3 * 365 * DAY)
    assert bins.empty_what_is_due(service) == 0
    assert left(service) == [20]
    clock.forward(-3 * 365 * DAY - 2 * DAY)
    assert left(service) == [20]
    clock.forward(DAY)
    assert left(service) == [19]


def test_what_is_deleted_while_the_clock_is_wrong_is_young(service, clock):
    assert left(service) == [30]
    clock.forward(5 * DAY)
    service.delete(service.list()[0].id)
    clock.forward(DAY)
    assert sorted(left(service)) == [24, 29]


def test_back_from_the_bin_or_gone_at_once(service):
    (one,) = bins.in_bin(service)
    assert bins.find_in_bin(service, one.row.id[:20]).row == one.row
    service.restore(one.row.id)
    assert len(service.list()) == 2
    # What is not in the bin is never deleted for good.
    assert bins.delete_for_good(service, one.row.id) == 0
    service.delete(one.row.id)
    service.store.keep_view(one.row.id, "what a window showed")
    assert bins.delete_for_good(service, one.row.id) == 1
    facts = service.store._writer.call(lambda line: line.ask("SELECT key FROM meta"))
    assert not [key for (key,) in facts if one.row.id in key]
    with pytest.raises(NotFound):
        bins.find_in_bin(service, one.row.id)
    with pytest.raises(NotFound):
        service.restore(one.row.id)
