"""What is missing before an export: found where it is, and nothing found where nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koosloome_desktop.model.records import Action, Canvas, Milestone, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services.missing import SENTENCES, gaps, slips, told
from tests.exports.reading import SAMPLES, document_of, sample


def changed(document, record, **values):
    records = [replace(r, **values) if r.id == record.id else r for r in document.records()]
    return document_of(document.id, records)


def codes(document) -> list[str]:
    return [g.code for g in gaps(document)]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_have_no_slips_and_name_nobody(name):
    assert {c.partition(".")[0] for c in codes(sample(name))} <= {"plan"}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"owner_role": "", "organisation": ""}, "plan.no_owner"),
        ({"deadline": None, "time_text": ""}, "plan.no_date"),
        ({"draft": True}, "plan.draft"),
    ],
)
def test_a_row_that_lacks_something_is_named_with_its_place(values, code):
    document = sample("01_kogukonnamaja")
    action = document.of(Action)[1]
    found = [g for g in gaps(changed(document, action, **values)) if g.code == code]
    assert [(g.record, g.canvas, g.text) for g in found] == [(action.id, action.canvas, action.activity)]


def test_a_row_that_is_done_or_dropped_needs_nothing():
    document = sample("01_kogukonnamaja")
    action = document.of(Action)[1]
    for status in ("done", "dropped"):
        assert "plan.no_owner" not in codes(changed(document, action, owner_role="", status=status))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Мaja on tühi", ["text.mixed"]),  # the first letter is Cyrillic
        ("Buss ei sõida sõida", ["text.doubled"]),
        ("Buss  ei sõida", ["text.spaces"]),
        ("helista 5123 4567", ["people.number"]),
        ("+372 512 3456 vastab", ["people.number"]),
        ("kirjuta mari@naide.ee", ["people.number"]),
        ("Mari Maasikas hoiab võtit", ["people.name"]),
        ("Иван Петров хранит ключ", ["people.name"]),
        ("10 000 € aastas 2026–2028", []),
        ("20.10.2026–15.12.2026", []),
        ("Sooääre Külaselts ja Metsaraja Kool", []),
        ("Maja MTÜ-le, 5000 € ja 3 500 000 €", []),
        ("Ида-Вирумаа ja Ida-Virumaa", []),
    ],
)
def test_slips_of_the_pen_and_people(text, found):
    assert list(slips(text)) == found


def test_a_place_is_nobody():
    assert list(slips("Linda Küla saal", frozenset({"küla"}))) == []


def test_every_kind_of_text_is_looked_at_and_leads_to_where_it_is_seen():
    document = sample("01_kogukonnamaja")
    note, step, canvas = document.of(Note)[0], document.of(Milestone)[0], queries.canvases(document)[1]
    document = changed(document, note, text="topelt  tühik")
    document = changed(document, step, text="topelt  tühik")
    document = changed(document, document.get(canvas.id, Canvas), title="Topelt  tühik")
    found = {(g.canvas, g.record) for g in gaps(document) if g.code == "text.spaces"}
    action = document.get(step.action, Action)
    assert found == {(note.canvas, note.id), (action.canvas, action.id), (canvas.id, "")}


@pytest.mark.parametrize(
    ("text", "lacking"),
    [("Õhtul žürii, ёлки", False), ("buss 🚌 ja ★ €", False), ("漢字 ja õ", True), ("שלום", True), ("مرحبا", True)],
)
def test_letters_that_paper_cannot_show_are_told_before_an_export(text, lacking):
    assert ("text.letters" in list(slips(text))) is lacking


def test_one_sentence_for_all_of_a_kind_in_a_fixed_order():
    document = sample("01_kogukonnamaja")
    for action in document.of(Action)[:3]:
        document = changed(document, action, owner_role="")
    note = document.of(Note)[0]
    said = told(gaps(changed(document, note, text="ja ja")))
    assert said[0][0] == "3 rows still need somebody responsible" or "3 rida" in said[0][0]
    assert [len(places) for _, places in said] == [3, 1]
    order = list(SENTENCES)
    assert [order.index(places[0].code) for _, places in said] == sorted(order.index(p[0].code) for _, p in said)
