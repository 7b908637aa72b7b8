"""Rings, pins, networks and matches by keyboard and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent

from koosloome_desktop.canvases.resource_map.drawing import UNPLACED, ring_of
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.layout.network import FIELD
from koosloome_desktop.layout.pins import PICTURE
from koosloome_desktop.layout.rings import ring_code
from koosloome_desktop.model.document import Document
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file


def example(variant: str) -> Document:
    read = workshop_file.read(sample_workshop("resource_map", variant))
    document = Document(read.id)
    document.load(read.records, 0)
    return document


@pytest.fixture
def open_variant(open_board):
    return lambda variant, **options: open_board(example(variant), "resource_map", **options)


@pytest.fixture
def rings(open_variant):
    return open_variant("concentric_circles")


@pytest.fixture
def pins(open_variant):
    return open_variant("geo_pins")


@pytest.fixture
def network(open_variant):
    return open_variant("network")


@pytest.fixture
def market(open_variant):
    return open_variant("needs_matching")


# -- rings


def test_alt_up_and_down_choose_the_ring_and_the_chip_says_it(rings):
    assert rings.chip == "Kirjutan · Inimesed: anded ja oskused · Sisering"
    rings.press("Alt+Up", "Alt+Up", "Alt+Up")
    assert rings.chip.endswith("Välisring")
    note = rings.type_note("Naaberküla õpetaja")
    assert (note.zone, note.ring) == ("individuals", "outer")
    rings.press("Alt+Down")
    assert rings.type_note("Kooli kokk").ring == "middle"
    rings.press("Tab")
    assert rings.chip.startswith("Kirjutan · Seltsid ja rühmad")


def test_a_note_says_no_ring_until_one_is_chosen_and_stands_where_its_zone_usually_does(rings):
    note = rings.type_note("Pensionil muusik")
    assert note.ring == ""
    assert ring_of(note) == "inner"
    box, ring = rings.page.view.board.note(note.id), rings.page.view.board.zone(ring_code("inner"))
    assert ring.contains(box.x + box.w / 2, box.y + box.h / 2)


def test_a_note_moves_outwards_and_inwards_in_the_direction_drawn(rings):
    note = rings.note("Noortekogu, 9 liiget")
    box, ring = rings.page.view.board.note(note.id), rings.page.view.board.zone(ring_code("inner"))
    right = box.x + box.w / 2 > ring.x + ring.w / 2
    out, back = ("Right", "Left") if right else ("Left", "Right")
    rings.page.go_to(note.id)
    rings.press(f"Alt+{out}")
    assert rings.note(note.text).ring == "middle"
    rings.press(f"Alt+{out}", f"Alt+{out}", f"Alt+{out}")
    assert rings.note(note.text).ring == "outer"
    rings.press(f"Alt+{back}", f"Alt+{back}")
    assert rings.note(note.text).ring == "inner"
    assert rings.note(note.text).zone == "associations"


def test_across_the_direction_a_note_goes_round_into_the_next_zone_and_keeps_its_ring(rings):
    note = rings.note("Kooli huvijuht")  # straight below the middle
    rings.page.go_to(note.id)
    before = [c for c in rings.page.presenter.codes() if c != "needs"]
    rings.press("Alt+Left")
    moved = rings.note(note.text)
    assert moved.ring == "inner"
    assert moved.zone == before[before.index("institutions") + 1]
    rings.undo()
    assert rings.note(note.text).zone == "institutions"


def test_a_note_dropped_on_a_ring_stands_in_it_and_one_undo_takes_it_back(rings):
    note = rings.note("Spordiklubi")
    board = rings.page.view.board
    inner = board.zone(ring_code("inner"))
    rings.drag(note, rings.page.view.from_board(_at(inner.x + inner.w / 2, inner.y + inner.h / 2 + 40)).topLeft())
    moved = rings.note(note.text)
    assert (moved.ring, moved.zone) == ("inner", "associations")
    assert rings.overlaps() == []
    rings.undo()
    assert rings.note(note.text).ring == "outer"


def test_the_chip_offers_the_rings(rings):
    words = [w for w, _run in rings.page.bar.targets()]
    assert words[-3:] == ["Sisering", "Keskring", "Välisring"]
    run = dict(rings.page.bar.targets())["Keskring"]
    run()
    assert rings.chip.endswith("Keskring")


# -- pins


def _at(x: float, y: float):
    from PySide6.QtCore import QRectF

    return QRectF(x, y, 0, 0)


def test_a_new_note_has_the_kind_of_its_zone_and_waits_for_its_place(pins):
    note = pins.type_note("Auk kõnniteel")
    assert (note.zone, note.pin, note.x) == ("danger", "danger", None)
    assert pins.page.view.board.note(note.id).kind == "danger"
    waiting = pins.page.view.board.zone(UNPLACED)
    box = pins.page.view.board.note(note.id)
    assert waiting.contains(box.x + 5, box.y + 5)
    pins.press("Tab")
    assert pins.type_note("Uus pink").pin == "resource"


def test_alt_arrow_brings_a_note_onto_the_picture_and_then_moves_it_by_one_per_cent(pins):
    note = pins.note("Kiiruspiirang 30")
    pins.page.go_to(note.id)
    pins.press("Alt+Up")
    assert (pins.note(note.text).x, pins.note(note.text).y) == (0.5, 0.5)
    pins.press("Alt+Right", "Alt+Right", "Alt+Up")
    assert (pins.note(note.text).x, pins.note(note.text).y) == (0.52, 0.49)
    assert any(m.key == note.id for m in pins.page.view.board.marks)


def test_a_note_dragged_onto_the_picture_gets_its_pin_there_and_comes_off_again(pins):
    note = pins.note("Kiiruspiirang 30")
    picture = pins.page.view.board.zone(PICTURE)
    at = pins.page.view.from_board(_at(picture.x + picture.w * 0.25, picture.y + picture.h * 0.75)).topLeft()
    pins.drag(note, at)
    moved = pins.note(note.text)
    assert abs(moved.x - 0.25) < 0.01
    assert abs(moved.y - 0.75) < 0.01
    pins.drag(note, pins.paper(UNPLACED, (0.9, 0.5)))
    assert (pins.note(note.text).x, pins.note(note.text).y) == (None, None)
    pins.undo()
    pins.undo()
    assert pins.note(note.text).x is None


def test_a_click_on_a_pin_chooses_its_note(pins):
    note = pins.note("Pime bussipeatus")
    mark = next(m for m in pins.page.view.board.marks if m.key == note.id)
    assert pins.page.view.note_at(pins.page.view.from_board(_at(mark.x, mark.y)).topLeft().toPoint()).id == note.id


# -- network


def test_nodes_move_by_one_per_cent_from_where_they_are_drawn(network):
    note = network.note("Raamatukogu")
    assert note.x is None
    network.page.go_to(note.id)
    before = network.page.view.board.note(note.id)
    network.press("Alt+Right")
    moved = network.note(note.text)
    after = network.page.view.board.note(note.id)
    field = network.page.view.board.zone(FIELD)
    assert moved.x is not None
    assert 0 < after.x - before.x < 0.02 * field.w
    assert network.overlaps() == []


def test_a_node_dropped_in_the_field_stands_there_and_nothing_overlaps(network):
    note = network.note("Talunike ühistu")
    field = network.page.view.board.zone(FIELD)
    at = network.page.view.from_board(_at(field.x + field.w * 0.9, field.y + field.h * 0.1)).topLeft()
    network.drag(note, at)
    box = network.page.view.board.note(note.id)
    assert box.x > field.x + field.w * 0.75
    assert network.overlaps() == []
    network.undo()
    assert network.note(note.text).x is None


def test_links_say_what_they_are_and_how_many_could_still_be_made(network):
    board = network.page.view.board
    words = [" ".join(t.text for t in p.texts) for p in board.panels if p.role == "word"]
    assert words.count("rahastab") == 4
    assert {"võiks teha", "konflikt", "teavitab"} <= set(words)
    assert any(t.text == "3 seost, mida saaks luua" for t in board.texts)
    roles = {c.role for c in board.curves}
    assert {"link", "wish", "money", "clash"} <= roles


# -- needs and offers


def test_needs_without_an_answer_stand_first_with_the_urgent_ones_before_the_others(market):
    board = market.page.view.board
    needs = [n for n in board.notes if n.zone == "needs"]
    states = [n.state for n in needs]
    assert states == ["unmatched"] * 3 + ["matched"] * 5
    first = market.document.get(needs[0].id, type(market.notes()[0]))
    assert first.priority == 1


def test_a_need_dropped_on_an_offer_is_matched_and_a_line_joins_them(market):
    need, offer = market.note("Keegi, kes lükkab lund"), market.note("Niidan muru, kui on oma kütus")
    market.drag(need, market.place(offer))
    links = [(x.source, x.target) for x in queries.links(market.document, market.canvas.id, "match")]
    assert (need.id, offer.id) in links
    market.page.stage.fresh()
    assert any(c.key == f"{need.id}>{offer.id}" for c in market.page.view.board.curves)
    market.undo()
    assert need.id in {n.id for n in queries.unmatched_needs(market.document, market.canvas.id)}


# -- clicks beside the notes


def test_a_click_on_the_map_puts_the_note_just_written_there(pins):
    note = pins.type_note("Auk kõnniteel")
    picture = pins.page.view.board.zone(PICTURE)
    at = pins.page.view.from_board(_at(picture.x + picture.w * 0.2, picture.y + picture.h * 0.4)).topLeft()
    pins.mouse(QEvent.Type.MouseButtonPress, at)
    pins.mouse(QEvent.Type.MouseButtonRelease, at)
    placed = pins.note(note.text)
    assert abs(placed.x - 0.2) < 0.01
    assert abs(placed.y - 0.4) < 0.01
    assert pins.mode == "W"
    other = pins.page.view.from_board(_at(picture.x + picture.w * 0.9, picture.y + picture.h * 0.9)).topLeft()
    pins.mouse(QEvent.Type.MouseButtonPress, other)
    pins.mouse(QEvent.Type.MouseButtonRelease, other)
    assert pins.note(note.text).x == placed.x
    pins.undo()
    assert pins.note(note.text).x is None


def test_a_click_on_a_step_chooses_the_phase(open_variant):
    board = open_variant("phase")
    step = next(p for p in board.page.view.board.panels if p.key == "phase:5")
    at = board.page.view.from_board(_at(step.x + step.w / 2, step.y + step.h / 2)).topLeft()
    for _again in range(2):
        board.mouse(QEvent.Type.MouseButtonPress, at)
        board.mouse(QEvent.Type.MouseButtonRelease, at)
    assert board.canvas_record().parts["community_phase"]["step"] == 5
    board.undo()
    assert board.canvas_record().parts["community_phase"]["step"] == 3


def test_what_is_unused_can_be_selected_together(market):
    market.ctx.commands.run("canvas.unused")
    assert market.mode == "A"
    assert {market.document.get(i, type(market.notes()[0])).text for i in market.page.desk.selected} == {
        "Annan kassi hoida kuni kaks nädalat", "Oskan mesilasi pidada ja õpetan",
    }  # fmt: skip


def test_six_groups_are_drawn_as_a_pie_and_in_blocks_again_and_the_file_keeps_it(open_variant):
    board = open_variant("abcd_categories")
    assert not any(z.outline for z in board.page.view.board.zones)
    board.ctx.commands.run("canvas.pie")
    board.page.stage.fresh()
    sectors = [z for z in board.page.view.board.zones if z.outline]
    assert [z.code for z in sectors] == [c for c in board.page.presenter.codes() if c != "needs"]
    assert board.overlaps() == []
    assert workshop_file.write(board.document)["canvases"][0]["view"] == "pie"
    note = board.note("Naisrühm Kuusekäbi")
    box = board.page.view.board.note(note.id)
    assert board.page.view.board.zone("associations").contains(box.x + box.w / 2, box.y + box.h / 2)
    other = board.page.view.board.zone("places")
    spot = next(
        (x, y)
        for x in range(int(other.x), int(other.x + other.w), 12)
        for y in range(int(other.y), int(other.y + other.h), 12)
        if board.page.view.board.zone_at(x, y) is other and board.page.view.board.hit(x, y) is None
    )
    board.drag(note, board.page.view.from_board(_at(*spot)).topLeft())
    assert board.note(note.text).zone == "places"
    board.ctx.commands.run("canvas.pie")
    assert "view" not in board.canvas_record().parts


def test_a_node_moved_by_hand_finds_its_own_place_again(network):
    note = network.note("Raamatukogu")
    before = network.page.view.board
    network.page.go_to(note.id)
    network.press("Alt+Right")
    assert network.note(note.text).x is not None
    network.ctx.commands.run("note.off")
    network.page.stage.fresh()
    assert network.note(note.text).x is None
    assert network.page.view.board.note(note.id) == before.note(note.id)


def test_needs_come_first_where_they_stand_beside_offers(market):
    assert market.chip == "Kirjutan · Vajadused"
    assert market.type_note("Lumelabidas").form == "need"
    market.press("Tab")
    offer = market.type_note("Annan lumelabida")
    assert (offer.form, offer.zone) == ("note", "offers")


# -- a need in the wrong place, a resource that was a need


def resources(board):
    return [(n.text, n.zone, n.form, n.code[:1]) for n in board.notes() if n.text == "Saal on külm"]


def test_a_need_that_is_a_resource_is_mended_by_up_tab_enter_and_back(market):
    market.type_note("Saal on külm")
    before = market.document.digest()
    market.press("Up", "Tab", "Return")
    ((_text, zone, form, code),) = resources(market)
    assert (zone in market.page.presenter.codes(), form, code) == (True, "note", "R")
    files = workshop_file.write(market.document)
    assert "Saal on külm" in str(files)
    market.press("Ctrl+Z")
    assert market.document.digest() == before
    market.press("Ctrl+Y", "Up", "Shift+Tab", "Return")
    assert resources(market) == [("Saal on külm", "", "need", "N")]


def test_a_resource_that_becomes_a_need_leaves_its_ring_and_comes_back_from_its_file(rings):
    rings.press("Alt+Up")
    note = rings.type_note("Saal on külm")
    assert note.ring
    rings.press("Up")
    while "Vajadused" not in rings.chip:
        rings.press("Tab")
    rings.press("Return")
    made = rings.document.get(note.id, type(note))
    assert (made.form, made.zone, made.ring) == ("need", "", "")
    data = workshop_file.write(rings.document)
    read = workshop_file.read(data)
    again = Document(read.id)
    again.load(read.records, 0)
    assert workshop_file.write(again) == data


def test_over_a_need_alt_and_an_arrow_move_it_to_the_resources_beside_it(market):
    need = market.type_note("Saal on külm")
    market.press("Down")
    for _past_the_neighbours in range(8):
        if market.document.get(need.id, type(need)).form == "need":
            market.press("Alt+Right")
    assert market.document.get(need.id, type(need)).form == "note"
    assert market.ring == "Saal on külm"


def test_what_is_matched_stays_what_it_is_and_says_why(market):
    document = market.document
    matched = next(n for n in market.notes() if n.form == "need" and any(
        link.source == n.id for link in queries.links(document, market.canvas.id, "match")))  # fmt: skip
    market.page.modes.reword(matched.id)
    before = document.digest()
    market.press("Tab", "Return")
    assert document.digest() == before
    assert "seotud" in market.toasts[-1]
    assert market.mode == "E"
