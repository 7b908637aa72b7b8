"""Titles of zones, stages and clusters: reached by keys and mouse, opened by Enter, renamed as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF

from koosloome_desktop.model.records import Track
from koosloome_desktop.services import workshop_file
from tests.drivers.board import sample

pytestmark = pytest.mark.slow


def rename(board, text: str) -> None:
    board.page.bar.line.selectAll()
    board.type(text)
    board.press("Return")


def tracks(board, axis: str) -> dict[str, Track]:
    return {t.code: t for t in board.document.within(Track, board.canvas.id) if t.axis == axis}


def double_click(board, name: tuple[str, str]) -> None:
    x, y, w, h = board.page.titles.find(name).box
    at = board.page.view.from_board(QRectF(x + w / 2, y + h / 2, 0, 0)).topLeft()
    for kind in ("MouseButtonPress", "MouseButtonRelease", "MouseButtonDblClick", "MouseButtonRelease"):
        board.mouse(getattr(QEvent.Type, kind), at)


def test_home_goes_to_the_zone_of_the_note_and_enter_opens_its_text(board):
    board.type_note("Noored ei osale")
    board.type_note("Bussid ei sõida")
    before = board.document.digest()
    board.press("Down", "Home")
    assert (board.rings(), board.mode, board.page.titles.now) == (["title"], "A", ("zone", "cause"))
    board.press("Return")
    assert (board.line, board.rings(), board.page.bar.line.selectedText()) == ("Põhjused", ["line"], "Põhjused")
    rename(board, "Miks nii on?")
    assert board.page.presenter.zone("cause").title == "Miks nii on?"
    assert dict(tracks(board, "zone")["cause"].label) == {"et": "Miks nii on?"}
    assert [t.label for c, t in tracks(board, "zone").items() if c != "cause"] == [None, None]
    assert (board.rings(), board.page.titles.now) == (["title"], ("zone", "cause"))
    board.undo()
    assert board.document.digest() == before


def test_the_built_in_name_is_not_kept_and_an_empty_line_gives_it_back(board):
    board.type_note("Noored ei osale")
    board.press("Down", "Home", "Return")
    rename(board, "Tuum")
    assert board.page.presenter.zone("core").title == "Tuum"
    for text in ("Põhiprobleem", "Tuum", ""):
        board.press("Return")
        board.page.bar.line.selectAll()
        board.type(text) if text else board.press("Backspace")
        board.press("Return")
    assert tracks(board, "zone")["core"].label is None
    written = workshop_file.write(board.document)["canvases"][0]
    assert [z["label"]["et"] for z in written["zones"]] == ["Tagajärjed", "Põhiprobleem", "Põhjused"]


def test_escape_leaves_the_name_and_what_was_typed_before_comes_back(board):
    board.type_note("Noored ei osale")
    board.press("Down", "Home", "Return")
    board.type("midagi muud")
    board.press("Esc")
    assert board.page.presenter.zone("core").title == "Põhiprobleem"
    assert board.rings() == ["title"]
    board.press("Esc")
    assert (board.mode, board.rings(), board.line) == ("W", ["line"], "")
    board.type("pool")
    board.ctx.commands.run("title.rename")
    board.press("Esc")
    assert (board.line, board.mode) == ("pool", "W")


def test_home_goes_round_zone_stage_and_cluster(open_board):
    board = open_board(sample("01"), "journey_map")
    note = next(n for n in board.notes("action") if n.stage)
    board.page.verbs.cluster([note.id], 1)
    board.page.verbs.name_cluster(board.clusters()[0].id, "Rühm A")
    board.page.go_to(note.id)
    seen = []
    for _ in range(3):
        board.press("Home")
        seen.append(board.page.titles.now)
    assert seen[:2] == [("zone", "action"), ("stage", note.stage)]
    assert seen[2] in {("zone", "action"), ("cluster", board.clusters()[0].id)}


def test_a_stage_is_renamed_and_an_empty_name_leaves_it(open_board):
    board = open_board(sample("01"), "journey_map")
    note = board.notes("action")[0]
    board.page.go_to(note.id)
    board.press("Home", "Home", "Return")
    old = board.line
    rename(board, "Saab teada")
    assert tracks(board, "stage")[note.stage].name == "Saab teada"
    board.press("Return")
    board.page.bar.line.clear()
    board.press("Return")
    assert tracks(board, "stage")[note.stage].name == "Saab teada"
    board.undo()
    assert tracks(board, "stage")[note.stage].name == old


def test_arrows_go_from_title_to_title_and_back_to_notes(open_board):
    board = open_board(sample("01"), "journey_map")
    board.page.titles.focus(("stage", "S1"))
    board.settle()
    board.press("Right")
    assert board.page.titles.now == ("stage", "S2")
    board.press("Down", "Down", "Down")
    assert board.mode == "A"
    assert len(board.rings()) == 1


def test_up_from_the_topmost_note_is_its_title(board):
    board.type_note("Noored ei osale")
    board.press("Down", "Up")
    assert board.page.titles.now == ("zone", "core")


def test_up_from_the_topmost_note_of_a_journey_is_the_title_of_its_stage(make_journey):
    board = make_journey()
    note = next(n for n in board.notes("action") if n.stage == "S3")
    board.page.go_to(note.id)
    board.press("Up")
    assert board.page.titles.now == ("stage", "S3")


def test_what_is_done_with_a_stage_is_done_with_the_one_whose_title_has_the_ring(make_journey):
    board = make_journey()
    board.page.titles.focus(("stage", "S3"))
    board.settle()
    before = board.page.view.marks.marks.title
    board.ctx.commands.run("stage.insert")
    board.type("Vahepeal")
    board.press("Return")
    names = [s.name for s in board.page.presenter.stages()]
    made = board.page.presenter.stages()[3]
    assert names[3] == made.name == "Vahepeal"
    assert board.page.titles.now == ("stage", made.code)
    # Somebody else's stage makes the columns narrower: the ring goes with its title.
    board.undo()
    board.page.titles.focus(("stage", "S3"))
    board.redo()
    ring = board.page.view.marks.marks.title
    assert ring == board.page.titles.find(("stage", "S3")).box
    assert ring != before


def test_alt_and_an_arrow_over_a_title_move_what_it_names_with_its_notes(make_journey):
    board = make_journey()
    texts = [(n.text, n.stage, n.zone) for n in board.notes()]
    before = board.document.digest()
    board.page.titles.focus(("stage", "S3"))
    board.settle()
    board.press("Alt+Left")
    assert [s.code for s in board.page.presenter.stages()][:3] == ["S1", "S3", "S2"]
    assert board.page.view.marks.marks.title == board.page.titles.find(("stage", "S3")).box
    board.press("Alt+Up")
    board.page.titles.focus(("zone", "action"))
    board.settle()
    board.press("Alt+Down")
    assert board.page.presenter.codes()[1] == "action"
    assert sorted((n.text, n.stage, n.zone) for n in board.notes()) == sorted(texts)
    board.undo()
    board.undo()
    assert board.document.digest() == before


def test_letters_over_a_title_write_into_its_zone_and_digits_and_delete_do_nothing(board):
    board.type_note("Noored ei osale")
    board.type_note("Bussid ei sõida")
    board.page.titles.focus(("zone", "effect"))
    board.settle()
    before = board.document.digest()
    board.press("Del", "3", "+", "Alt+Right")
    assert (board.document.digest(), board.rings()) == (before, ["title"])
    board.sign("k")
    assert (board.line, board.mode, board.page.desk.target.zone) == ("k", "W", "effect")


def test_an_empty_canvas_can_be_named_by_keys_alone(open_board):
    board = open_board(kind="resource_map")
    board.press("Down")
    assert board.rings() == ["title"]
    code = board.page.titles.now[1]
    board.press("Return")
    rename(board, "Meie inimesed")
    assert board.page.presenter.zone(code).title == "Meie inimesed"


@pytest.mark.parametrize(("kind", "name"), [("problem_map", ("zone", "cause")), ("journey_map", ("stage", "S2"))])
def test_a_double_click_on_a_title_opens_it(open_board, kind, name):
    board = open_board(sample("01"), kind)
    double_click(board, name)
    assert board.page.desk.job == "ask"
    rename(board, "Uus nimi")
    assert board.page.verbs.title_text(*name) == "Uus nimi"


def test_a_title_that_goes_gives_the_ring_back(open_board):
    board = open_board(sample("01"))
    with board.document.transaction("x") as tx:
        from koosloome_desktop.operations import notes as verbs

        cluster = verbs.add_cluster(tx, board.canvas.id, "Ajutine")
        verbs.put_in_cluster(tx, board.canvas.id, [board.notes("cause")[0].id], cluster)
    board.page.titles.now = ("cluster", cluster.id)
    board.page.desk.mode, board.page.desk.focus = "A", ""
    board.page.view.setFocus()
    with board.document.transaction("y") as tx:
        tx.remove(cluster.id)
    board.settle()
    assert board.page.titles.now is None
    assert len(board.rings()) == 1


def test_needs_keep_the_name_that_the_kind_gives_them(open_board):
    board = open_board(sample("01"), "resource_map")
    assert board.page.verbs.title_text("zone", "needs") is None
    assert not board.page.verbs.rename_title("zone", "needs", "Muu")


def test_a_cluster_without_a_frame_of_its_own_is_renamed_from_its_note(open_board):
    board = open_board(sample("01"), "journey_map")
    note = board.notes("action")[0]
    board.page.verbs.cluster([note.id], 1)
    board.page.verbs.name_cluster(board.clusters()[0].id, "Rühm A")
    board.page.go_to(note.id)
    assert board.ctx.commands.run("title.cluster")
    assert board.line == "Rühm A"
    rename(board, "Rühm B")
    assert board.clusters()[0].label == "Rühm B"
    assert (board.mode, board.ring) == ("A", note.text)
    other = board.notes("action")[1]
    board.page.go_to(other.id)
    assert not board.ctx.commands.run("title.cluster")


def test_a_cluster_name_that_is_too_long_stays_in_the_line_until_it_is_short_enough(open_board):
    board = open_board(sample("01"), "journey_map")
    board.page.verbs.cluster([board.notes()[0].id], 1)
    board.page.verbs.name_cluster(board.clusters()[0].id, "Enne")
    told = ("Liiga pikk nimi " * 20).strip()
    board.page.modes.name(board.clusters()[0].id)
    board.page.bar.line.setText(told)
    board.press("Return")
    assert (board.line, board.clusters()[0].label) == (told, "Enne")
    board.page.bar.line.setText("Lühike")
    board.press("Return")
    assert (board.line, board.clusters()[0].label) == ("", "Lühike")
    board.page.modes.name(board.clusters()[0].id)
    board.press("Return")  # the same name again is no reason to stay
    assert board.page.desk.job == "add"
