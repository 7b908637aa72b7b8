"""One search on both databases: the same hits in the same order, and no character means anything but itself."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Canvas, Note, Session, Submission, Workshop
from koosloome_desktop.support.ids import record_uuid, workshop_uuid

TEXTS = (
    "Õunaaed ja Öökull",
    "õunaaed on lage",
    "ounaaed ilma täpita",
    "Šokolaad ŽANR",
    "Üksik üürnik",
    "100% kindel",
    "100 protsenti",
    "alakriips a_b",
    "a-b c*d",
    "jutumärk \"siin\" ja 'seal'",
    "NEAR(auto, buss)",
    "kaldkriips \\ ja / kriips",
    "semikoolon; DROP TABLE records; --",
    "café Привет ёлка",
    "mitu\nrida ja    tühikut",
    "😀 rõõm",
)


@pytest.fixture
def library(place, opened):
    found, _ = opened(place)
    for code, date in (("S1", "2026-01-01"), ("S2", "2026-02-02")):
        workshop = workshop_uuid(code)
        canvas = record_uuid(workshop, "canvas", "x")
        records = [
            Workshop(id=workshop, code=code, theme=f"Teema {date}"),
            Session(id=record_uuid(workshop, "session", "1"), order="V", date=date),
            Canvas(id=canvas, order="V", code="x", type="problem_map", title="Kaart"),
            Submission(id=record_uuid(workshop, "submission", "1"), canvas=canvas, text="telefonist saadetud"),
        ]
        records += [
            Note(id=record_uuid(workshop, "note", str(n)), order=f"{n:02d}V", canvas=canvas, text=text)
            for n, text in enumerate(TEXTS)
        ]
        found.create(records)
    return found


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("õunaaed", [0, 1]),
        ("ÕUNAAED", [0, 1]),
        ("ounaaed", [2]),
        ("öökull õuna", [0]),
        ("šOKO žanr", [3]),
        ("ÜÜR", [4]),
        ("100%", [5]),
        ("100", [5, 6]),
        ("%", [5]),
        ("_", [7]),
        ("a_b", [7]),
        ("a-b", [8]),
        ("*", [8]),
        ('"siin"', [9]),
        ("'", [9]),
        ("NEAR(", [10]),
        ("near( buss)", [10]),
        ("\\", [11]),
        ("/", [11]),
        (";", [12]),
        ("--", [12]),
        ("DROP TABLE", [12]),
        ("cafe", [13]),
        ("привет елка", [13]),
        ("mitu rida tühikut", [14]),
        ("😀", [15]),
        ("", []),
        ("   \n ", []),
        ("\0", []),
        ("seda pole kuskil", []),
        ("telefonist", []),
    ],
)
def test_hits(library, query, hits):
    found = library.search(query, workshop=workshop_uuid("S1"))
    assert [TEXTS.index(next(t for t in TEXTS if t.partition("\n")[0] == hit.title)) for hit in found] == hits


def test_hits_over_all_workshops_come_newest_first_and_in_the_order_of_the_canvas(library):
    found = library.search("ja")
    ids = [hit.workshop for hit in found]
    assert ids == sorted(ids, key=[workshop_uuid("S2"), workshop_uuid("S1")].index)
    assert set(ids) == {workshop_uuid("S1"), workshop_uuid("S2")}
    for workshop in set(ids):
        titles = [hit.title for hit in found if hit.workshop == workshop]
        assert titles == [t.partition("\n")[0] for t in TEXTS if "ja" in t]


def test_a_limit_keeps_the_first(library):
    assert library.search("a", limit=3) == library.search("a")[:3]


def test_hits_say_where_they_are(library):
    (hit,) = library.search("teema 2026-02")
    assert (hit.kind, hit.record, hit.canvas, hit.workshop_title) == ("workshop", workshop_uuid("S2"), "", "")
