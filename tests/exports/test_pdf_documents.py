"""The documents beside the report: agendas, guide, follow-up, plan in column sets; what stands in which."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from koosloome_desktop.exports.pdf import PdfJob, compose
from koosloome_desktop.exports.pdf_guide import METHODS
from koosloome_desktop.exports.pdf_items import Text
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.exports.plan_columns import SETS
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, Note
from koosloome_desktop.operations import queries
from tests.exports.reading import MADE, document_of, report, sample, squashed, texts

pytestmark = pytest.mark.slow


def shown(document, lang="et", **values) -> str:
    return " ".join(" ".join(texts(report(document, lang, **values))).replace("\u00a0", " ").split())


def changed(document, changes):
    return document_of(document.id, [changes.get(r.id, r) for r in document.records()])


# -- agendas


def test_participants_get_times_and_titles_and_nothing_of_the_kitchen():
    document = sample("01_kogukonnamaja")
    text = squashed(shown(document, what="agenda", audience="participants"))
    for item in document.of(AgendaItem):
        assert squashed(item.title) in text
    for item in document.of(AgendaItem):
        assert squashed(item.lead_role) not in text
        assert not item.method or f"{item.method};" not in text
    assert "markerid" not in text
    assert squashed("Lõpetame õigel ajal") in text


def test_those_who_run_it_get_everything_and_a_list_of_what_to_bring():
    document = sample("01_kogukonnamaja")
    text = shown(document, what="agenda")
    flat = squashed(text)
    for item in document.of(AgendaItem):
        for part in (item.title, item.method or "", item.lead_role, *item.materials):
            assert squashed(part) in flat
    assert "Kokku 4 h" in text
    assert "Kaasa võetavad materjalid" in text
    assert text.count("☐") == len({m for i in document.of(AgendaItem) for m in i.materials})


def test_blocks_that_do_not_fill_the_session_are_said():
    document = sample("01_kogukonnamaja")
    last = document.of(AgendaItem)[-1]
    text = shown(changed(document, {last.id: replace(last, end="20:28")}), what="agenda")
    assert "kavandatud 4 h" in text


@pytest.mark.parametrize("values", [{}, {"what": "agenda"}, {"what": "agenda", "audience": "participants"}])
def test_a_block_that_was_left_out_says_so_on_every_paper(values):
    document = sample("01_kogukonnamaja")
    assert "jäi ära" not in shown(document, **values)
    item = document.of(AgendaItem)[3]
    left_out = replace(item, skipped=True)
    assert shown(changed(document, {item.id: left_out}), **values).count("jäi ära") == 1


def test_a_file_that_says_a_block_was_skipped_prints_it_as_left_out():
    import json

    from koosloome_desktop.services import workshop_file
    from koosloome_desktop.support.paths import resource

    data = json.loads(resource("samples", "01_kogukonnamaja.json").read_text(encoding="utf-8"))
    data["sessions"][0]["items"][3]["skipped"] = True
    found = workshop_file.read(data)
    assert "jäi ära" in shown(document_of(found.id, found.records))


# -- guide


def test_the_guide_has_a_card_for_each_block_with_a_method_or_a_canvas():
    document = sample("06_sotsiaaltransport")
    flat = squashed(shown(document, what="guide"))
    for item in document.of(AgendaItem):
        assert (squashed(item.title) in flat) == bool(item.method or item.canvas_code)
    assert squashed("täpselt üks roll") in flat  # RASCI
    assert squashed("Ring: igaüht kuulatakse korra") in flat


@pytest.mark.parametrize("lang", ["et", "ru"])
def test_every_method_card_is_written_in_the_language_of_the_headings(lang):
    words = Words(lang)
    for _pattern, why, steps in METHODS:
        assert words.gettext(why) != why
        assert len(words.gettext(steps).split("\n")) == len(steps.split("\n"))


# -- follow-up


def test_the_follow_up_begins_with_what_is_overdue_and_shows_old_and_new_deadlines():
    text = shown(sample("03_turvaline_koolitee"), what="review")
    order = [
        text.index(t) for t in ("Kiiruspiirang 30 km/h", "Päikesevalgusti", "Mahapaneku koht", "Tunniplaani algus")
    ]
    assert order == sorted(order)
    assert "01.09.2026" in text
    assert "→ uus: 15.12.2026" in text
    assert "Riigitee haldaja palus lisamõõtmist" in text
    assert "3/9" in text


def test_changes_are_told_in_order_with_their_reasons():
    document = sample("03_turvaline_koolitee")
    action = document.of(Action)[1]
    told = FrozenMap({"at": "2026-10-08T10:00:00Z", "field": "deadline", "old": "2026-05-01", "new": "2026-09-01",
                      "reason": "hange venis"})  # fmt: skip
    text = shown(changed(document, {action.id: replace(action, history=(told,), deadline="2026-09-01")}), what="review")
    assert "Mis muutus, järjekorras" in text
    for part in ("08.10.2026", "01.05.2026", "01.09.2026", "hange venis"):
        assert part in text


# -- the plan's rows


def test_every_filled_field_of_a_row_is_printed_and_no_empty_one():
    document = sample("01_kogukonnamaja")
    action = document.of(Action)[0]
    full = replace(
        action, organisation="Sooääre külaselts MTÜ", first_step="kutsuda koosolek", percent=40, reason="ilm",
        own_contribution=12_300, spent=999_900, baseline="2 päeva", target="5 päeva", actual="3 päeva",
        target_wide="kogu kant", agreed_at="2026-10-15T17:30:00Z",
        funding=FrozenMap({"valla eelarve": FrozenMap({"2026": 5_000}), "projektitoetus": FrozenMap({"2026": 2_000})}),
        commitment=FrozenMap({"promise": "Maja on avatud"}), principles=("läbipaistvus",),
    )  # fmt: skip
    text = shown(changed(document, {action.id: full}), whole=False)
    for part in (
        "Sooääre külaselts MTÜ", "Esimene samm: kutsuda koosolek", "40 %", "Põhjus: ilm", "omaosalus 123 €",
        "kulunud 9 999 €", "algtase 2 päeva", "siht 5 päeva", "tegelik 3 päeva", "laiemalt: kogu kant",
        "kokku lepitud 15.10.2026", "valla eelarve: 50 €", "projektitoetus: 20 €", "Lubadus: Maja on avatud",
        "läbipaistvus",
    ):  # fmt: skip
        assert squashed(part) in squashed(text), part
    plain = shown(document, whole=False)
    for part in ("Esimene samm", "omaosalus 1", "kulunud", "laiemalt", "Lubadus:"):
        assert part not in plain


def test_a_proposal_stands_apart_and_in_no_sum():
    document = sample("01_kogukonnamaja")
    action = document.of(Action)[4]  # 7 800 €
    text = shown(changed(document, {action.id: replace(action, draft=True)}), whole=False)
    assert "Mustandid, veel kokku leppimata" in text
    assert "mustand, veel kokku leppimata" in text
    assert "14 570 €" not in text
    assert "6 770 €" in text


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("workshop", ["01_kogukonnamaja", "06_sotsiaaltransport"])
def test_a_plan_in_a_column_set_has_its_columns_and_its_sum(workshop, name):
    document = sample(workshop)
    text = shown(document, whole=False, columns=name)
    words = Words("et")
    from koosloome_desktop.exports.plan_columns import TITLES

    for key in SETS[name]:
        if key != "years" and name != "all":
            assert squashed(words.gettext(TITLES[key])) in squashed(text), key
    if {"budget", "total"} & set(SETS[name]):
        assert "Eelarve kokku" in text


# -- what was not chosen


def test_what_was_not_chosen_says_why():
    document = sample("01_kogukonnamaja")
    notes = queries.notes(document, queries.canvases(document)[0].id)
    votes = queries.votes(document, queries.canvases(document)[0].id)
    best = max(notes, key=lambda n: votes.get(n.id, 0))
    first, second = document.of(Action)[:2]
    made = changed(
        document,
        {
            first.id: replace(first, sources=(best.id,)),
            second.id: replace(second, status="dropped", reason="raha pole"),
        },
    )
    text = shown(made)
    assert "Mis jäi valimata ja miks" in text
    rest = text[text.index("Mis jäi valimata ja miks") :]
    assert "raha pole" in rest
    assert "teised said rohkem hääli" in rest
    assert "Mis jäi valimata" not in shown(document)


def test_the_parking_lot_is_open_and_leads_to_what_came_of_it():
    document = sample("01_kogukonnamaja")
    parked = next(n for n in document.of(Note) if n.form == "parking")
    action = document.of(Action)[0]
    text = shown(changed(document, {action.id: replace(action, sources=(parked.id,))}))
    assert "2 teemat on lahtised" in text
    assert f"→ {action.code} {action.activity}" in text


def test_lines_to_sign_on_stand_with_the_next_meeting():
    pages = texts(report(sample("01_kogukonnamaja")))
    (page,) = [p for p in pages if "Allkirjad" in p or "allkirjad" in p]
    assert "Järgmine ülevaatus" in page
    assert page.count("nimi, kuupäev, allkiri") == 3


# -- looks


@pytest.mark.parametrize("lang", ["et", "ru"])
@pytest.mark.parametrize("values", [{"what": "agenda"}, {"what": "agenda", "audience": "participants"}, {}])
def test_the_hours_of_a_block_stay_on_one_line(lang, values):
    document = sample("03_turvaline_koolitee")
    pages = compose(document, PdfJob(lang=lang, made=MADE, **values), Words(lang))
    lines = {item.text for page in pages for item in page.items if isinstance(item, Text)}
    assert {Words(lang).hours(i.start, i.end) for i in document.of(AgendaItem)} <= lines


def test_letters_of_a_column_set_grow_where_there_is_room():
    document = sample("06_sotsiaaltransport")
    plan = next(c.id for c in queries.canvases(document) if c.type == "action_plan")

    def letters(paper: str) -> float:
        job = PdfJob(lang="et", made=MADE, paper=paper, whole=False, columns="progress", canvases=(plan,))
        pages = compose(document, job, Words("et"))
        (size,) = {i.size for i in pages[0].items if isinstance(i, Text) and i.text == "kavandatud"}
        return size

    assert letters("a3") > letters("a4") >= 7.0


@pytest.mark.parametrize(
    ("said", "lang"),
    [("Ajurünnak", "et"), ("maailmakohvik, 3 lauda", "et"), ("avatud ruum", "et"), ("world café", "en"),
     ("Открытое пространство", "ru"), ("мозговой штурм", "ru"), ("open space", "en")],
)  # fmt: skip
def test_methods_of_many_ideas_and_many_tables_have_one_card_each(said, lang):
    found = [why for pattern, why, _steps in METHODS if re.search(pattern, said, re.IGNORECASE)]
    assert len(found) == 1
    assert Words(lang).gettext(found[0])
