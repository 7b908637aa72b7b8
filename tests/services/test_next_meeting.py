"""The next meeting begins with what people made, not with how the last one went."""

from __future__ import annotations

from datetime import date

from koosloome_desktop.model.records import Action, AgendaItem, Ballot, Note, Person, PersonName, Review, Tally
from koosloome_desktop.operations import queries
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.next_meeting import make, offered_day
from tests.drivers.ready import sample_files


def test_the_next_meeting_has_the_notes_and_the_plan_on_another_day_and_nothing_of_the_last_ones_course(tmp_path):
    library = LibraryService.open(tmp_path)
    try:
        first = library.document(library.import_file(sample_files("01")[0]).workshop)
        before = first.digest()
        day = offered_day(first, date(2026, 11, 26))
        assert day == date(2026, 11, 26)
        again = library.document(make(library, first, "  Kuidas edasi? ", day))
        assert first.digest() == before
        assert len(library.list()) == 2
        assert again.id != first.id
        assert not {r.id for r in again.records()} & {r.id for r in first.records()}
        workshop = again.workshop
        assert (dict(workshop.title), workshop.sample) == ({"et": "Kuidas edasi?"}, False)
        assert workshop.participants_present is None
        for kind in (Note, Action, Person):
            assert len(again.of(kind)) == len(first.of(kind)), kind
        for kind in (Tally, Review, PersonName):
            assert again.of(kind) == [], kind
        assert not [b for b in again.of(Ballot) if b.code]
        sessions = queries.sessions(again)
        assert [s.date for s in sessions] == ["2026-11-26"]
        assert len(again.of(AgendaItem)) == len(first.of(AgendaItem))
        assert not [b for b in again.of(AgendaItem) if b.began or b.skipped]
    finally:
        library.close()


def test_the_offered_day_is_a_week_after_the_last_meeting_and_never_over(tmp_path):
    library = LibraryService.open(tmp_path)
    try:
        first = library.document(library.import_file(sample_files("01")[0]).workshop)
        assert offered_day(first, date(2026, 10, 1)) == date(2026, 10, 22)
        assert offered_day(first, date(2026, 10, 23)) == date(2026, 10, 29)
    finally:
        library.close()
