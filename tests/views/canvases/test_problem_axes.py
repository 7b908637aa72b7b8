"""A stakeholder map by keys and by mouse: a place means interest and influence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF

from koosloome_desktop.layout.axes import plot_of, unplaced
from koosloome_desktop.views.canvases.problem_axes import cell
from tests.drivers.board import sample


@pytest.fixture
def people(open_variant):
    return open_variant("stakeholder_map")


def values(driver, text):
    note = driver.note(text)
    return note.x, note.y


def spot(driver, x, y):
    """The point of the viewport over a value on the axes."""
    plot = plot_of(driver.page.view.board)
    at = plot.corner((x, y), (0.0, 0.0))
    return driver.page.view.from_board(QRectF(*at, 0, 0)).topLeft()


def test_alt_arrows_move_by_one_percent_as_one_step(people):
    people.click(people.note("Abivallavanem"))
    people.document.clock.seconds = 0.1
    people.press("Alt+Right", "Alt+Right", "Alt+Up")
    assert values(people, "Abivallavanem") == (0.7, 0.93)
    people.undo()
    assert values(people, "Abivallavanem") == (0.68, 0.92)


def test_alt_arrows_stop_at_the_end_of_an_axis(people):
    note = people.note("Kohalikud elanikud")
    people.click(note)
    for _time in range(12):
        people.press("Alt+Right")
    assert values(people, "Kohalikud elanikud")[0] == 1.0


def test_digits_place_what_waits_where_the_grid_shows_and_go_on(people):
    driver = people
    second = driver.type_note("Kooli õpilasesindus")
    waiting = driver.note("Noored, kes õhtuti rannas käivad")
    assert set(unplaced(driver.page.view.board.notes, driver.page.view.board)) == {waiting.id, second.id}
    driver.click(waiting)
    assert driver.page.grid.isVisible()
    assert not driver.page.strip.isVisible()
    driver.sign("6")
    assert values(driver, waiting.text) == cell(6) == (0.83, 0.5)
    assert driver.ring == second.text, "the next one that waits has the ring"
    driver.sign("1")
    assert values(driver, second.text) == (0.17, 0.83)
    assert not driver.page.grid.isVisible()
    assert driver.page.strip.isVisible()
    assert driver.overlaps() == []
    driver.undo()
    assert values(driver, second.text) == (None, None)
    driver.undo()
    assert values(driver, waiting.text) == (None, None)


def test_a_new_stakeholder_is_placed_from_the_line_by_alt_digit(people):
    note = people.type_note("Kooli hoolekogu")
    assert people.page.grid.isVisible()
    assert "Alt+" in people.page.grid.title.text()
    people.type("järgmine")
    people.alt("3")
    assert values(people, note.text) == cell(3)
    assert people.line == "järgmine"
    assert people.mode == "W"


def test_a_click_on_a_cell_does_the_same(people):
    note = people.note("Noored, kes õhtuti rannas käivad")
    people.click(note)
    people.page.grid.cells[8].click()
    people.settle()
    assert values(people, note.text) == (0.83, 0.17)


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768)])
def test_the_grid_covers_nothing_of_the_chart(people, size):
    driver, page = people, people.page
    page.resize(size[0] - 56, size[1] - 56)  # what rail and top bar leave
    assert page.width() == size[0] - 56
    driver.click(driver.note("Noored, kes õhtuti rannas käivad"))
    page.refresh()
    assert page.grid.isVisible()
    plot = plot_of(page.view.board)
    left = page.view.from_board(QRectF(plot.x, plot.y, plot.w, plot.h)).left()
    assert page.grid.geometry().right() <= left, (page.grid.geometry(), left)
    assert all(cell.width() >= 24 and cell.height() >= 24 for cell in page.grid.cells)


def test_cells_are_named_for_those_who_do_not_see_the_grid(people):
    people.click(people.note("Noored, kes õhtuti rannas käivad"))
    names = [c.accessibleName() for c in people.page.grid.cells]
    assert names[0] == "1 Huvi: väike, Mõju: suur"
    assert names[8] == "9 Huvi: suur, Mõju: väike"
    assert len(set(names)) == 9


def test_a_drag_puts_the_note_where_it_is_let_go(people):
    note = people.note("Turismiinfopunkt")
    box = people.page.view.board.note(note.id)
    plot = plot_of(people.page.view.board)
    wanted = plot.corner((0.8, 0.9), (box.w, box.h))
    middle = QRectF(wanted[0] + box.w / 2, wanted[1] + box.h / 2, 0, 0)
    people.drag(note, people.page.view.from_board(middle).topLeft())
    assert values(people, note.text) == pytest.approx((0.8, 0.9), abs=0.02)
    people.undo()
    assert values(people, note.text) == (0.25, 0.2)


def test_several_notes_keep_their_distance_when_dragged(people):
    one, two = people.note("Turismiinfopunkt"), people.note("Bussivedaja")
    people.page.modes.arrange(one.id, (one.id, two.id))
    people.settle()
    box = people.page.view.board.note(one.id)
    plot = plot_of(people.page.view.board)
    at = plot.corner((0.35, 0.3), (box.w, box.h))
    people.drag(one, people.page.view.from_board(QRectF(at[0] + box.w / 2, at[1] + box.h / 2, 0, 0)).topLeft())
    (x1, y1), (x2, y2) = values(people, one.text), values(people, two.text)
    assert (x1, y1) == pytest.approx((0.35, 0.3), abs=0.02)
    assert (x2 - x1, y2 - y1) == pytest.approx((0.1, 0.15), abs=0.011)


def test_dropped_in_the_tray_a_note_has_no_place(people):
    note = people.note("Surfiklubi")
    tray = next(p for p in people.page.view.board.panels if p.role == "tray")
    at = QRectF(tray.x + tray.w / 2, tray.y + tray.h - 20, 0, 0)
    people.drag(note, people.page.view.from_board(at).topLeft())
    assert values(people, note.text) == (None, None)


def test_into_the_core_zone_the_place_is_forgotten(people):
    note = people.note("Surfiklubi")
    people.drag(note, people.paper("core", (0.9, 0.5)))
    assert people.note("Surfiklubi").zone == "core"
    assert values(people, note.text) == (None, None)
    people.undo()
    assert (people.note("Surfiklubi").zone, *values(people, note.text)) == ("stakeholder", 0.7, 0.4)


def test_plus_and_minus_change_the_attitude_in_word_and_sign(people):
    note = people.note("Suvitajad")
    people.click(note)
    people.sign("+")
    people.sign("+")
    assert people.note("Suvitajad").attitude == "supports"
    assert people.page.view.board.note(note.id).footer.startswith("+ toetab")
    people.sign("+")
    assert people.note("Suvitajad").attitude == "supports"
    unknown = people.note("Noored, kes õhtuti rannas käivad")
    people.click(unknown)
    people.sign("-")
    assert people.note(unknown.text).attitude == "neutral"


def test_the_sample_opens_with_every_stakeholder_in_its_quadrant(open_variant, tmp_path, qapp):
    from tests.drivers.board import BoardDriver

    driver = BoardDriver(tmp_path, sample("06"))
    try:
        board = driver.page.view.board
        plot = plot_of(board)
        placed = [n for n in driver.notes("stakeholder") if n.x is not None]
        assert len(placed) == 17
        for note in placed:
            box = board.note(note.id)
            assert (box.x + box.w / 2 >= plot.x + plot.w / 2) == (note.x >= 0.5)
            assert (box.y + box.h / 2 < plot.y + plot.h / 2) == (note.y >= 0.5)
    finally:
        driver.close()


def test_a_screen_reader_hears_place_and_attitude(people):
    spoken = people.page.view.spoken
    assert (
        spoken.description(people.note("Abivallavanem").id) == "toetab, Osapooled, Huvi 68 %, Mõju 92 %, 3 täppi, 4/14"
    )
    waiting = people.note("Noored, kes õhtuti rannas käivad")
    assert "paigutamata" in spoken.description(waiting.id)
    assert "%" not in spoken.description(people.notes("core")[0].id)


def trails(driver):
    return {c.key for c in driver.page.view.board.curves if c.key.startswith("trail:")}


def test_a_note_moved_far_leaves_a_trail_until_it_is_forgotten(people):
    note = people.note("Turismiinfopunkt")
    people.click(note)
    people.press("Alt+Right")
    assert trails(people) == set(), "putting it right is no move"
    people.drag(note, spot(people, 0.9, 0.9))
    assert trails(people) == {f"trail:{note.id}"}
    people.undo()
    assert trails(people) == set()
    people.redo()
    assert trails(people)
    people.ctx.commands.run("canvas.trails")
    assert trails(people) == set()
    assert people.note("Turismiinfopunkt").x > 0.8


def test_a_note_that_is_placed_for_the_first_time_leaves_none(people):
    people.click(people.note("Noored, kes õhtuti rannas käivad"))
    people.sign("9")
    assert trails(people) == set()


def test_a_click_in_the_field_puts_the_stakeholder_just_written_there(people):
    note = people.type_note("Kooli hoolekogu")
    at = spot(people, 0.75, 0.6)
    people.mouse(QEvent.Type.MouseButtonPress, at)
    people.mouse(QEvent.Type.MouseButtonRelease, at)
    assert values(people, note.text) == pytest.approx((0.75, 0.6), abs=0.12)
    assert values(people, note.text)[0] >= 0.5
    assert people.mode == "W"
    first = values(people, note.text)
    at = spot(people, 0.1, 0.1)
    people.mouse(QEvent.Type.MouseButtonPress, at)
    people.mouse(QEvent.Type.MouseButtonRelease, at)
    assert values(people, note.text) == first, "one that has its place is moved by dragging only"
    people.undo()
    assert values(people, note.text) == (None, None)
