"""The check finds what does not hold; the notice after a crash says what is there; both databases sort alike."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Canvas, Note, Workshop
from koosloome_desktop.storage import driver
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.rows import Recovery
from koosloome_desktop.support import i18n
from koosloome_desktop.support.collation import sort_key
from koosloome_desktop.support.ids import record_uuid, workshop_uuid
from tests.storage.helpers import sample


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ("UPDATE workshops SET notes = notes + 1", "library.counts_differ"),
        ("UPDATE workshops SET actions = 0", "library.counts_differ"),
        ("UPDATE records SET rev = 99 WHERE kind = 'canvas'", "library.revision_behind"),
        ("UPDATE changes SET rev = 99", "library.revision_behind"),
        ("UPDATE records SET search = 'midagi muud' WHERE kind = 'note'", "library.search_behind"),
        ("UPDATE records SET tombstone = 1 WHERE kind = 'track' OR kind = 'canvas'", "library.record_broken"),
        ("UPDATE records SET payload = '{\"text\": 7}' WHERE kind = 'milestone'", "library.record_broken"),
    ],
)
def test_what_does_not_hold_is_found(place, opened, spoil, code):
    library, _ = opened(place)
    row = library.create(sample())
    library.create(sample("T2"))
    assert library.check() == []
    library._writer.call(lambda line: line.do(spoil))
    found = library.check()
    assert code in {problem.code for problem in found}
    assert {problem.workshop for problem in found} == {row.id, workshop_uuid("T2")}


def test_a_child_without_its_parent_is_damage(tmp_path):
    with Library.open(tmp_path) as library:
        library.create(sample())
    raw = driver.connect((tmp_path / "library.sqlite").as_uri())
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("UPDATE records SET workshop = 'nobody' WHERE kind = 'milestone'")
    raw.close()
    with Library.open(tmp_path) as library:
        assert {problem.code for problem in library.check()} == {"library.damaged"}


def test_the_notice_after_a_crash():
    before = i18n.language()
    try:
        for lang in i18n.LANGUAGES:
            i18n.set_language(lang)
            told = Recovery("2026-10-15T10:00:00.000Z", "Külakiik", "2026-10-15T11:05:00.000Z", 0).line()
            assert "Külakiik" in told
            assert "14:05" in told.replace("14.05", "14:05")
            more = Recovery("2026-10-15T10:00:00.000Z", "Külakiik", "2026-10-15T11:05:00.000Z", 3).line()
            assert more.startswith(told)
            assert "3" in more[len(told) :]
            empty = Recovery("2026-10-15T10:00:00.000Z", "", "", 0).line()
            assert empty
            assert "{" not in told + more + empty
    finally:
        i18n.set_language(before)


WORDS = (
    *("õun", "Õun", "ounake", "aed", "Aed", "öö", "ülo", "zoo", "žanr", "šokk", "Šokk", "sild", "xylo", "yks", "Xü"),
    *("10", "2", "ja", "õ", "o\u0303nn", "буква", "😀", "a-b", "a_b"),
)


def test_both_databases_sort_as_python_does(place, opened):
    library, _ = opened(place)
    workshop = workshop_uuid("S")
    canvas = record_uuid(workshop, "canvas", "x")
    notes = [
        Note(id=record_uuid(workshop, "note", word), order=order, canvas=canvas, text=f"otsitav {word}")
        for word in WORDS
        for order in (sort_key(word),)
    ]
    library.create([Workshop(id=workshop, code="S"), Canvas(id=canvas, code="x", type="problem_map"), *notes])
    found = [hit.record for hit in library.search("otsitav")]
    assert found == [note.id for note in sorted(notes, key=lambda n: (n.order, n.id))]
    assert [r.id for r in library.load(workshop).records] == sorted([workshop, canvas, *(n.id for n in notes)])
