"""The action plan in files: every field of a row comes back byte by byte; what is wrong is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Ballot, Review
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import RefusedInput

ROW: dict[str, Any] = {
    "id": "A2",
    "activity": "Õhtubuss sõidab",
    "start": "2027-01",
    "deadline": "2027-05-31",
    "owner_role": "abivallavanem",
    "budget_eur": {"2027": 600, "2028": "120.50"},
    "budget_total_eur": "720.50",
    "status": "delayed",
    "status_label_et": "hilineb",
    "milestones": [{"text": "Leping", "due": "2027-02", "done": True}],
    "organisation": "Metsaraja vald",
    "target_wide": "kogu avalikkus",
    "baseline": "12",
    "target": "4",
    "actual": "7",
    "funding_eur": {"valla eelarve": {"2027": 500, "2028": 0}, "omaosalus": {"2027": 100, "2028": "120.50"}},
    "own_contribution_eur": 0,
    "spent_eur": "540.10",
    "first_step": "Helista vedajale",
    "percent": 0,
    "draft": True,
    "agreed_at": "2026-10-15T14:05:00Z",
    "reason": "Leping venis",
    "commitment": {"promise": "Buss kõigile", "problem": "", "link": ["arengukava 3.2"]},
    "principles": ["läbipaistvus", "kaasamine"],
    "reminders": [{"date": "2027-01-15", "text": "küsi pakkumist", "who": "koordinaator"}],
    "history": [
        {"at": "2027-02-01T10:00:00.000Z", "review": "2027-02-01", "field": "deadline", "old": "2027-03",
         "new": "2027-05-31", "reason": "Leping venis"},
        {"at": "2027-02-01T10:00:00.000Z", "review": "", "field": "spent_eur", "old": None, "new": "540.10"},
        {"field": "budget_eur", "old": {"2027": 100}, "new": {"2027": 600, "2028": "120.50"}},
        {"field": "activity", "old": "Buss", "new": "Õhtubuss sõidab", "who": "kirjutaja"},
    ],
    "changes": 2,
    "continues": "plan/A1",
    "origins": [{"code": "P02", "text": "Buss ei käi", "canvas": "Probleemipuu", "dots": 7, "place": 1, "x": "y"}],
}  # fmt: skip


def workshop(row: dict[str, Any], **plan: Any) -> dict[str, Any]:
    first = {
        "id": "plan", "type": "action_plan", "variant": "table_years", "title": "",
        "rows": [{"id": "A1", "budget_eur": {}}],
    }  # fmt: skip
    second = {
        "id": "plan-2", "type": "action_plan", "variant": "table_years", "title": "Teine", "rows": [row], **plan
    }  # fmt: skip
    return {"schema": "koosloome-workshop/1", "id": "proov", "canvases": [first, second]}


def read(data: dict[str, Any]) -> Document:
    found = workshop_file.read(json.loads(json.dumps(data)))
    document = Document(found.id)
    document.load(found.records, 0)
    assert list(integrity.problems(document)) == []
    return document


def row_of(document: Document) -> Action:
    return next(a for a in document.of(Action) if a.code == "A2")


def written(document: Document) -> dict[str, Any]:
    canvas: dict[str, Any] = workshop_file.write(document)["canvases"][1]
    return canvas


def test_every_field_of_a_row_comes_back_as_it_was_and_in_its_order() -> None:
    document = read(workshop(ROW))
    assert json.dumps(written(document)["rows"][0]) == json.dumps(ROW)
    row = row_of(document)
    assert row.funding["omaosalus"] == FrozenMap({"2027": 10_000, "2028": 12_050})
    assert (row.own_contribution, row.spent, row.percent) == (0, 54_010, 0)
    assert row.history[1]["field"] == "spent"
    assert row.history[1]["new"] == 54_010
    assert row.history[2]["old"] == FrozenMap({"2027": 10_000})
    assert document.get(row.continues, Action).code == "A1"


def test_a_row_says_nothing_of_fields_it_does_not_use() -> None:
    document = read(workshop({"id": "A2", "budget_eur": {}}))
    assert list(written(document)["rows"][0]) == ["id", "budget_eur", "budget_total_eur", "status_label_et"]


@pytest.mark.parametrize(
    "empty",
    [
        {
            "funding_eur": {},
            "reminders": [],
            "history": [],
            "origins": [],
            "continues": "",
            "principles": [],
            "commitment": {},
        },
        {"funding_eur": None, "reminders": None, "own_contribution_eur": None, "spent_eur": None, "percent": None},
        {"organisation": "", "draft": False, "changes": 0, "agreed_at": None, "commitment": None, "votes": None},
    ],
)
def test_empty_and_null_come_back(empty: dict[str, Any]) -> None:
    row = {"id": "A2", "budget_eur": {}, "budget_total_eur": 0, "status_label_et": "kavandatud", **empty}
    assert written(read(workshop(row)))["rows"][0] == row


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"percent": 101}, "percent"),
        ({"percent": "pool"}, "percent"),
        ({"changes": -1}, "changes"),
        ({"agreed_at": "eile"}, "agreed_at"),
        ({"funding_eur": {"vald": 5}}, "funding_eur.vald"),
        ({"funding_eur": {"vald": {"2027": "5,5"}}}, "funding_eur.vald.2027"),
        ({"own_contribution_eur": True}, "own_contribution_eur"),
        ({"spent_eur": "palju"}, "spent_eur"),
        ({"reminders": [{"date": "homme"}]}, "reminders[0].date"),
        ({"reminders": ["homme"]}, "reminders[0]"),
        ({"history": [{"field": "spent_eur", "old": "x"}]}, "history[0].old"),
        ({"history": [{"field": "budget_eur", "new": {"2027": "x"}}]}, "history[0].new.2027"),
        ({"continues": "A99"}, "continues"),
        ({"origins": [{"dots": "palju"}]}, "origins[0].dots"),
        ({"origins": ["P02"]}, "origins[0]"),
        ({"principles": "kaasamine"}, "principles"),
        ({"draft": "jah"}, "draft"),
        ({"start": "2027-13"}, "start"),
    ],
)
def test_what_is_wrong_in_a_row_is_refused_with_its_place(values: dict[str, Any], place: str) -> None:
    with pytest.raises(RefusedInput) as caught:
        read(workshop({"id": "A2", **values}))
    assert caught.value.place == f"canvases[1].rows[0].{place}"


MEETING = {"date": "2026-10-08", "place": "Kool", "rows": [{"row": "A2", "status": "done", "actual_eur": 540}]}


def test_several_meetings_stand_oldest_first_and_the_last_is_the_follow_up() -> None:
    earlier = [{"date": "2026-04-08", "rows": []}, {"date": "2026-06-08", "note": "pooleli", "open": True}]
    document = read(workshop({"id": "A2"}, reviews=earlier, follow_up=MEETING))
    reviews = document.within(Review, row_of(document).canvas)
    assert [r.content["date"] for r in reviews] == ["2026-04-08", "2026-06-08", "2026-10-08"]
    canvas = written(document)
    assert canvas["reviews"] == earlier
    assert canvas["follow_up"] == MEETING
    assert reviews[0].id == read(workshop({"id": "A2"}, follow_up=earlier[0])).of(Review)[0].id
    assert written(read(workshop({"id": "A2"}, reviews=[])))["reviews"] == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"date": "homme"}, "date"),
        ({"rows": [{"new_deadline": "2026-99"}]}, "rows[0].new_deadline"),
        ({"rows": [{"actual_eur": "5,5"}]}, "rows[0].actual_eur"),
        ({"rows": ["A1"]}, "rows[0]"),
    ],
)
def test_what_is_wrong_in_a_meeting_is_refused_with_its_place(content: dict[str, Any], place: str) -> None:
    with pytest.raises(RefusedInput) as caught:
        read(workshop({"id": "A2"}, follow_up=content))
    assert caught.value.place == f"canvases[1].follow_up.{place}"


def test_dots_on_rows_and_the_loose_parts_of_a_plan_survive() -> None:
    parts = {
        "clusters": [{"id": "K1", "notes": ["A2"]}],
        "voting": {"dots_per_person": 3, "voters": 4, "available": 12, "cast": 5},
        "adopted": {"date": "2026-11-20", "by": "volikogu"},
        "principles": ["läbipaistvus"],
    }
    document = read(workshop({"id": "A2", "votes": 5}, **parts))
    canvas = written(document)
    assert {k: canvas[k] for k in parts} == parts
    assert canvas["rows"][0]["votes"] == 5
    assert len(document.of(Ballot)) == 1


WORDS = st.text("abõž €\n", max_size=8)
CENTS = st.integers(0, 10**9)
YEARS = st.dictionaries(st.sampled_from(["2026", "2027", "2028"]), CENTS, max_size=3)
DATES = st.none() | st.sampled_from(["2026-02", "2027-12-31"])
REMINDERS = st.fixed_dictionaries({"date": DATES, "text": WORDS}).map(FrozenMap)
VALUES = st.fixed_dictionaries(
    {"budget": YEARS.map(FrozenMap)},
    optional={
        "start": DATES, "deadline": DATES, "owner_role": WORDS, "organisation": WORDS, "target_wide": WORDS,
        "baseline": WORDS, "target": WORDS, "actual": WORDS, "first_step": WORDS, "reason": WORDS,
        "funding": st.dictionaries(WORDS, YEARS, max_size=3).map(FrozenMap),
        "own_contribution": st.none() | CENTS, "spent": st.none() | CENTS, "percent": st.none() | st.integers(0, 100),
        "draft": st.booleans(), "agreed_at": st.sampled_from(["", "2026-10-15T14:05:00.000Z"]),
        "commitment": st.dictionaries(WORDS, WORDS, max_size=2).map(FrozenMap),
        "principles": st.lists(WORDS, max_size=2).map(tuple), "changes": st.integers(0, 9),
        "reminders": st.lists(REMINDERS, max_size=2).map(tuple),
        "history": st.lists(
            st.fixed_dictionaries({"field": st.just("spent"), "old": st.none() | CENTS, "new": CENTS})
            | st.fixed_dictionaries({"field": st.just("budget"), "old": YEARS, "new": YEARS})
            | st.fixed_dictionaries({"field": st.just("deadline"), "old": DATES, "new": DATES}),
            max_size=3,
        ).map(lambda found: tuple(map(FrozenMap, found))),
    },
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_row_is_the_same_after_a_file(values: dict[str, Any]) -> None:
    document = read(workshop({"id": "A2"}))
    with document.transaction("Set") as tx:
        tx.update(row_of(document), **values)
    text = workshop_file.dumps(workshop_file.write(document))
    again = read(json.loads(text))
    assert workshop_file.dumps(workshop_file.write(again)) == text
    found, row = row_of(again), row_of(document)
    assert {k: getattr(found, k) for k in values} == {k: getattr(row, k) for k in values}
