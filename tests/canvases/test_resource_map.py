"""What the resource map reads out of its records: rings, kinds of links, phases, legend, the order of needs."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.badges import legend
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.resource_map import parts, phases
from koosloome_desktop.canvases.resource_map.drawing import link_kind, link_role, ring_of
from koosloome_desktop.layout.primitives import SCREEN, WALL
from koosloome_desktop.layout.rings import ring_code
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.services import workshop_file


def made(variant: str) -> tuple[Document, Canvas]:
    document = new_workshop("Proov", canvases=[("resource_map", variant)])
    return document, queries.canvases(document)[0]


def reread(document: Document) -> Document:
    read = workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document))))
    again = Document(read.id)
    again.load(read.records, 0)
    return again


@pytest.mark.parametrize(
    ("label", "code", "role"),
    [
        ("rahastab", "funds", "money"), ("Rahastab ", "funds", "money"), ("funds", "funds", "money"),
        ("финансирует", "funds", "money"), ("võiks teha", "could", "wish"), ("konflikt", "conflict", "clash"),
        ("kasutab kord nädalas", "", "link"), ("pole veel kohtunud", "", "wish"), ("", "", "link"),
        ("ei ole veel kokku leppinud", "", "wish"),
    ],
)  # fmt: skip
def test_a_link_means_what_its_word_says_in_any_language_and_own_words_are_kept_plain(label, code, role) -> None:
    kind = link_kind(label)
    assert (kind.code if kind is not None else "") == code
    assert link_role(label) == role


def test_a_note_without_a_ring_stands_where_its_zone_usually_does_and_an_unknown_ring_counts_as_none() -> None:
    zones = {"individuals": "inner", "associations": "middle", "economy": "outer", "olematu": "outer"}
    for zone, ring in zones.items():
        assert ring_of(Note(id="n", zone=zone)) == ring
    assert ring_of(Note(id="n", zone="individuals", ring="outer")) == "outer"
    assert ring_of(Note(id="n", zone="individuals", ring="kaugel")) == "inner"


def test_a_wall_shows_few_notes_as_a_pie_and_many_in_blocks() -> None:
    document, canvas = made("abcd_categories")

    def outlined(profile) -> bool:
        return any(z.outline for z in board(document, canvas, profile, "et").zones)

    with document.transaction("Fill") as tx:
        for number in range(19):
            notes.add_note(tx, canvas.id, f"Märge {number}", zone="places")
    assert outlined(WALL)
    assert not outlined(SCREEN)
    with document.transaction("Fill") as tx:
        notes.add_note(tx, canvas.id, "Kahekümnes", zone="places")
    assert not outlined(WALL)


def test_needs_are_drawn_with_the_urgent_ones_first_and_keep_their_order_otherwise() -> None:
    document, canvas = made("needs_matching")
    with document.transaction("Fill") as tx:
        for text, priority in (("a", 3), ("b", None), ("c", 1), ("d", 3), ("e", 1)):
            need = notes.add_note(tx, canvas.id, text, form="need")
            tx.update(need, priority=priority)
    drawn = board(document, canvas, SCREEN.sized(400, 900), "et")
    texts = [document.get(n.id, Note).text for n in drawn.notes]
    assert texts == ["c", "e", "a", "d", "b"]


def test_exchange_unused_phases_and_view_survive_the_file() -> None:
    document, canvas = made("abcd_categories")
    with document.transaction("Fill") as tx:
        offer = notes.add_note(tx, canvas.id, "Saun", zone="places")
        tx.update(offer, exchange="swap", unused=True)
        need = notes.add_note(tx, canvas.id, "Saunapuud", form="need")
        tx.update(need, exchange="paid")
        own = parts.with_phases(canvas, "Enne: Kohv; Küsitlus\nPärast", "et")
        tx.update(canvas, parts=parts.with_pie(Canvas(id="", parts=own), True))
    again = reread(document)
    kept = {n.text: n for n in again.of(Note)}
    assert (kept["Saun"].exchange, kept["Saun"].unused) == ("swap", True)
    assert kept["Saunapuud"].exchange == "paid"
    found = queries.canvases(again)[0]
    assert [p.title for p in phases.phases_of(found, "et")] == ["Enne", "Pärast"]
    assert phases.phases_of(found, "et")[0].interventions == ("Kohv", "Küsitlus")
    assert parts.as_pie(found)
    written = workshop_file.write(again)["canvases"][0]
    plain = next(n for n in workshop_file.write(made("abcd_categories")[0])["canvases"])
    assert "view" not in plain
    assert written["notes"][0] | {"exchange": "swap", "unused": True} == written["notes"][0]


def test_the_default_phases_written_back_are_no_list_of_ones_own() -> None:
    _document, canvas = made("phase")
    text = parts.phases_text(canvas, "et")
    assert text.splitlines()[1] == "Koondumine: Talgud; Ühine kaardistamine"
    assert parts.with_phases(canvas, text, "et") == canvas.parts
    assert parts.with_phases(canvas, "  \n", "et") == canvas.parts


def test_a_chosen_phase_has_its_words_in_every_language_and_keeps_what_else_was_said() -> None:
    canvas = Canvas(id="c", parts=FrozenMap({"community_phase": {"et": "Vana", "note": "vaata 2024"}}))
    changed = Canvas(id="c", parts=phases.with_step(canvas, 2))
    current = changed.parts["community_phase"]
    assert (current["et"], current["en"], current["ru"]) == ("Koondumine", "Gathering", "Объединение")
    assert (current["step"], current["note"]) == (2, "vaata 2024")
    assert phases.current_step(changed, 6) == 2
    assert phases.current_step(changed, 1) is None
    worded = Canvas(id="c", parts=phases.with_words(changed, "et", "Koondume tasapisi"))
    assert phases.current_words(worded, "et") == "Koondume tasapisi"
    assert phases.current_step(worded, 6) == 2
    assert "community_phase" not in phases.with_words(
        Canvas(id="c", parts=FrozenMap({"community_phase": {"et": "x"}})), "et", ""
    )


@pytest.mark.parametrize("value", ["Ärkamas", {"et": "Ärkamas", "en": "Awakening"}])
def test_a_phase_told_in_own_words_only_is_shown_and_no_step_is_marked(value) -> None:
    document, canvas = made("phase")
    with document.transaction("Phase") as tx:
        tx.update(canvas, parts=FrozenMap({"community_phase": value}))
    drawn = board(document, queries.canvases(document)[0], SCREEN.sized(1094, 782), "et")
    told = [" ".join(t.text for t in p.texts) for p in drawn.panels if p.key == "phase:told"]
    assert told == ["Ärkamas"]
    assert not [p for p in drawn.panels if p.key.startswith("phase:") and p.role == "stage"]


def test_the_legend_keeps_what_it_says_besides() -> None:
    legend = [
        {"pin": "danger", "meaning": "oht", "color_et": "punane"},
        {"pin": "oma", "meaning": {"et": "oma", "en": "own"}},
    ]
    canvas = Canvas(id="c", parts=FrozenMap({"legend": legend}))
    assert parts.meaning(canvas, "danger", "et") == "oht"
    assert parts.meaning(canvas, "oma", "en") == "own"
    assert parts.meaning(canvas, "proposal", "et") == ""
    changed = Canvas(id="c", parts=parts.with_meaning(canvas, "danger", "oht lapsele"))
    assert dict(changed.parts["legend"][0]) == {"pin": "danger", "meaning": "oht lapsele", "color_et": "punane"}
    more = Canvas(id="c", parts=parts.with_meaning(changed, "proposal", "mõte"))
    assert len(more.parts["legend"]) == 3
    assert parts.meaning(more, "proposal", "et") == "mõte"


def test_interventions_that_fit_the_phase_are_the_examples_of_an_empty_zone() -> None:
    document, canvas = made("phase")
    with document.transaction("Phase") as tx:
        tx.update(canvas, parts=phases.with_step(canvas, 5))
        notes.add_note(tx, canvas.id, "Teenus töötab kolmandat aastat", zone="signs")
    drawn = board(document, queries.canvases(document)[0], SCREEN.sized(1094, 782), "et")
    ghosts = [" ".join(g.lines) for g in drawn.ghosts if g.zone == "interventions"]
    assert ghosts == ["Delegeeritud teenus", "Järelkasv"]


def test_a_place_stands_in_the_middle_of_the_rings_and_rings_say_what_they_mean() -> None:
    document, canvas = made("concentric_circles")
    with document.transaction("Place") as tx:
        tx.update(document.workshop, place="Sooääre kogukonnamaja")
    drawn = board(document, canvas, SCREEN.sized(1094, 782), "et")
    place = next(p for p in drawn.panels if p.key == "place")
    inner = drawn.zone(ring_code("inner"))
    assert inner is not None
    assert abs(place.x + place.w / 2 - inner.x - inner.w / 2) < 0.5
    assert {"Sisering", "Keskring", "Välisring"} <= {t.text for t in drawn.texts}


def test_where_no_line_shows_a_match_a_resource_says_how_many_needs_it_answers() -> None:
    for variant, shown in (("concentric_circles", True), ("network", True), ("abcd_categories", False)):
        document, canvas = made(variant)
        with document.transaction("Match") as tx:
            offer = notes.add_note(tx, canvas.id, "Saal", zone="places")
            for text in ("Koht peoks", "Koht koosolekuks"):
                notes.link(tx, canvas.id, "match", notes.add_note(tx, canvas.id, text, form="need").id, offer.id)
        box = board(document, canvas, SCREEN, "et").note(offer.id)
        assert box is not None
        assert ("✓2" in [sign for _x, sign in box.badges]) is shown
        signs = dict(legend(document, canvas, list(document.of(Note))))
        assert ("✓" in signs) is shown
