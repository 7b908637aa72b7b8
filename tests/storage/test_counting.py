"""What list and check call the number of notes, also in a library that an earlier program counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.storage import counting, reading
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.looking import look_over, verify
from koosloome_desktop.support.ids import new_id
from tests.storage.helpers import sample

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def parked(library: Library) -> tuple[str, int]:
    """A workshop with a parked topic, a question of its list and a merged note, and how many notes stand in it."""
    records = list(sample())
    canvas = next(r for r in records if isinstance(r, Canvas))
    note = next(r for r in records if isinstance(r, Note))
    records += [
        Note(id=new_id(), form="parking", text="Tänavavalgustus"),
        Note(id=new_id(), canvas=canvas.id, form="hmw", text='Kuidas me saaksime "form":"parking"?'),
        Note(id=new_id(), canvas=canvas.id, zone="cause", text="Sama", merged_into=note.id),
    ]
    row = library.create(records)
    document = Document(row.id)
    document.load(records, 1)
    return row.id, sum(len(queries.standing(document, c.id)) for c in document.of(Canvas))


def as_before(library: Library) -> None:
    """The library as an earlier program leaves it: it counted every note that was not merged, and noted nothing."""

    def work(line) -> None:
        line.do("UPDATE workshops SET notes = notes + 2")
        line.do("DELETE FROM meta WHERE key = :key", key=counting.COUNTED)

    library._writer.call(work)


def column(library: Library) -> int:
    return library.ask(lambda line: line.ask("SELECT notes FROM workshops")[0][0])


def test_an_older_library_is_no_fault_and_says_the_one_number_everywhere(place, opened) -> None:
    library, _ = opened(place)
    workshop, there = parked(library)
    assert (column(library), library.list()[0].notes, library.check()) == (there, there, [])
    as_before(library)
    assert column(library) == there + 2
    assert library.list()[0].notes == there
    assert library.check() == verify(library) == []
    assert library.ask(reading.workshop_rows)[0].notes == there
    assert look_over(library, NOW) == []
    assert column(library) == there
    assert library.ask(counting.is_counted)
    library._writer.call(lambda line: line.do("UPDATE workshops SET notes = notes + 2 WHERE id = :id", id=workshop))
    assert [p.code for p in library.check()] == ["library.counts_differ"]


def test_a_run_of_an_earlier_program_in_between_is_noticed(tmp_path) -> None:
    with Library.open(tmp_path) as library:
        _, there = parked(library)
    with Library.open(tmp_path) as library:
        assert library.ask(counting.is_counted)

        def earlier(line) -> None:
            line.do("INSERT INTO runs (actor, program, started) VALUES ('a', '0.1', '2026')")
            line.do("UPDATE workshops SET notes = notes + 1")

        library._writer.call(earlier)
    for read_only in (True, False):
        with Library.open(tmp_path, read_only=read_only) as library:
            assert not library.ask(counting.is_counted)
            assert (library.list()[0].notes, library.check()) == (there, [])
            if read_only:
                look_over(library, NOW)
                assert not library.ask(counting.is_counted)
    with Library.open(tmp_path) as library:
        look_over(library, NOW + timedelta(minutes=1))
        assert (column(library), library.list()[0].notes) == (there, there)
        assert library.check() == []


def test_whom_somebody_else_writes_to_meanwhile_is_left_for_the_next_time(tmp_path, monkeypatch) -> None:
    with Library.open(tmp_path) as library:
        workshop, there = parked(library)
        as_before(library)
        counted = counting.standing

        def overtaken(line):
            line.do("UPDATE workshops SET rev = rev + 1")
            return counted(line)

        monkeypatch.setattr(counting, "standing", overtaken)
        assert not library._writer.call(counting.count_anew)
        monkeypatch.undo()
        assert not library.ask(counting.is_counted)
        assert library._writer.call(counting.count_anew)
        assert (workshop, column(library)) == (library.list()[0].id, there)


def test_a_fresh_start_reads_no_records_for_it(tmp_path) -> None:
    with Library.open(tmp_path) as library:
        parked(library)
    with Library.open(tmp_path) as library:
        asked: list[str] = []

        def listed(line):
            ask, line.ask = line.ask, lambda query, **named: (asked.append(query), ask(query, **named))[1]
            try:
                return reading.workshop_rows(line)
            finally:
                line.ask = ask

        library.ask(listed)
        assert not [query for query in asked if "records" in query]
