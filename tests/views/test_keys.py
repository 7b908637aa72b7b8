"""The invariants K1-K8 of keys.md, over random sequences of keys on the real widgets.

Sequences are made of what hands do: letters, Enter, arrows, Tab, Esc, digits, Alt and Ctrl combinations, clicks. After
each key every invariant is looked at, not only at the end.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from tests.canvases.contents import BOARDS, example
from tests.drivers.board import BoardDriver, sample

KEYS = (
    "Return", "Esc", "Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Shift+Right", "Shift+Down", "Ctrl+Down",
    "Space", "Home", "End", "Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right", "Alt+1", "Alt+2", "Alt+0", "Alt+9", "Del",
    "F2", "Ctrl+A", "Ctrl+Return", "Shift+Return", "Ctrl+Z", "Ctrl+Y", "Ctrl+T", "Backspace", "Ctrl+Left", "Ctrl+G",
    "Ctrl+R", "Ctrl+M", "Ctrl+L", "Ctrl+J", "Ctrl+B",
)  # fmt: skip
SIGNS = "aõжt1290+-=# .>!№"
TEXTS = ("mõte", "новая", "x y", "ghbdtn", "#raha toetust pole", ">alam", "!uus ala mõte", "bussid ei sõida õhtul")
STEP = st.one_of(
    st.sampled_from(KEYS).map(lambda k: ("press", k)),
    st.sampled_from(KEYS).map(lambda k: ("press", k)),
    st.sampled_from(SIGNS).map(lambda s: ("sign", s)),
    st.sampled_from(TEXTS).map(lambda t: ("type", t)),
    st.sampled_from(("12", "3", "10")).map(lambda d: ("alt", d)),
    st.integers(0, 30).map(lambda i: ("click", i)),
    st.integers(0, 30).map(lambda i: ("open", i)),
    st.integers(0, 9).map(lambda i: ("title", i)),
    st.just(("paste", "üks\n> kaks\n#kolm")),
)
PLACES = tuple(f"{spec.type}/{variant.code}" for spec, variant in BOARDS)
"""Every variant of every kind; which ones a run sees is drawn with the keys."""
MOST = {"quick": 4, "ci": 12, "full": 150}[os.environ.get("KOOSLOOME_TEST_TIER", "quick")]
RELAXED = settings(max_examples=MOST, deadline=None, suppress_health_check=list(HealthCheck))
WHERE = st.sampled_from(PLACES)


@pytest.fixture
def boards(qapp, tmp_path):
    """Makes boards for one example at a time: of a variant's own example, or of the sample workshop by its kind."""
    open_now: list[BoardDriver] = []

    def make(place: str) -> BoardDriver:
        while open_now:
            open_now.pop().close()
        kind, _slash, code = place.partition("/")
        found = next(((s, v) for s, v in BOARDS if (s.type, v.code) == (kind, code)), None)
        document = example(*found)[0] if found else sample("01")
        open_now.append(BoardDriver(tmp_path, document, kind))
        return open_now[-1]

    yield make
    while open_now:
        open_now.pop().close()
    qapp.setStyleSheet("")


def do(board: BoardDriver, step: tuple[str, object]) -> None:
    what, value = step
    page = board.page
    if what in {"click", "open"}:
        order = [i for i in page.order() if page.view.board.note(i) is not None]
        if order and not page.editor.isVisible():
            note = order[value % len(order)]
            page.stage.reveal(note)
            (board.click if what == "click" else board.double_click)(note)
    elif what == "title":
        titles = page.titles.all()
        if titles and not page.editor.isVisible():
            page.mouse.paper_double_clicked(*_middle(titles[value % len(titles)].box))
            board.settle()
    else:
        getattr(board, what)(value)


def _middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def look(board: BoardDriver) -> None:
    """What must hold after any key."""
    page, rings = board.page, board.rings()
    assert len(rings) == 1, (rings, board.mode)  # K5
    assert rings[0] in {"W": {"line"}, "A": {"note", "title"}, "E": {"line", "editor"}}[board.mode]
    there = set(page.order())
    assert set(page.desk.selected) <= there
    assert {page.desk.current, page.desk.focus} <= there | {""}
    assert (
        page.presenter.words(page.desk.target) or not page.presenter.zones()
    )  # K4: one knows where the next one lands
    assert "export" not in board.ran  # K2: nothing that was typed ran a command that was not pressed
    assert not (page.same.found and page.strip.isVisible())  # one list of things to choose from at a time
    if page.digits.waiting:
        assert page.strip.isVisible()  # a digit that waits is seen to wait


def kept(board: BoardDriver) -> str:
    """What was typed as a new note and is not one yet: in the line, or aside while the line serves something else."""
    desk = board.page.desk
    return board.page.prefixes.text() if desk.job == "add" else desk.stash


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, min_size=5, max_size=30))
def test_any_keys_keep_one_ring_a_sound_document_and_notes_apart(boards, place, steps):
    board = boards(place)
    for step in steps:
        do(board, step)
        look(board)
    assert list(integrity.problems(board.document)) == []
    assert board.overlaps() == []


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, max_size=25))
def test_three_times_escape_is_writing_and_a_typed_line_is_never_lost(boards, place, steps):
    board = boards(place)
    for step in steps:
        do(board, step)
    # A note's text in the line (E) is given back by Esc; what was typed as a new note stays.
    typed = kept(board)
    notes = [n.id for n in board.notes()]
    board.press("Esc", "Esc", "Esc")
    assert (board.mode, board.rings()) == ("W", ["line"])
    assert board.page.desk.job == "add"
    assert typed in board.page.prefixes.text()
    assert [n.id for n in board.notes()] == notes
    typed, before = board.page.prefixes.text(), board.document.digest()
    board.press("Esc")
    assert (board.mode, board.page.prefixes.text(), board.document.digest()) == ("W", typed, before)


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, max_size=25))
def test_undoing_everything_gives_the_document_back_to_the_last_bit(boards, place, steps):
    board = boards(place)
    before = board.document.digest()
    for step in steps:
        do(board, step)
    board.press("Esc", "Esc", "Esc")
    after = board.document.digest()
    undone = 0
    while board.workshop.undo() is not None:
        undone += 1
    assert board.document.digest() == before
    for _ in range(undone):
        board.workshop.redo()
    while board.workshop.redo() is not None:
        pass  # what the keys themselves had undone
    if not any(s == ("press", "Ctrl+Z") for s in steps):
        assert board.document.digest() == after


def foreign(document: Document, number: int, canvas: str) -> None:
    """What comes from elsewhere: a phone's note, and another field of the workshop."""
    order = f"zz{number:03d}"
    with document.transaction("Foreign", origin=Origin.REMOTE) as tx:
        tx.create(Note(id=f"foreign-{number}", canvas=canvas, order=order, text=f"kaugelt {number}"))
        tx.update(document.workshop, theme=f"teema {number}")


@RELAXED
@given(place=WHERE, steps=st.lists(st.one_of(STEP, st.just(("foreign", None))), min_size=4, max_size=25))
def test_undoing_everything_leaves_what_came_from_elsewhere(boards, place, steps):
    wanted = boards(place).document
    canvas = queries.canvases(wanted)[0].id
    count = steps.count(("foreign", None))
    for number in range(count):
        foreign(wanted, number, canvas)
    digest = wanted.digest()
    board, number = boards(place), 0
    for step in steps:
        if step[0] == "foreign":
            foreign(board.document, number, canvas)
            number += 1
            board.settle()
        else:
            do(board, step)
        look(board)
    board.press("Esc", "Esc", "Esc")
    while board.workshop.undo() is not None:
        pass
    assert board.document.digest() == digest


@RELAXED
@given(
    place=WHERE,
    text=st.text(st.sampled_from("abtshelõäöüжшы#>!.,@ "), min_size=1, max_size=12),
    arranging=st.sampled_from(("", "Down", "Home", "Ctrl+G")),
)
def test_letters_always_write(boards, place, text, arranging):
    board = boards(place)
    if arranging:
        board.press(*(("Down", "Home") if arranging == "Home" else (arranging,)))
    text = text.lstrip()  # space on a note selects
    before = board.document.digest()
    for sign in text:
        board.sign(sign)
    # A sign that became a chip is still what was typed.
    assert board.page.prefixes.text().replace("_", " ").rstrip() == text.rstrip()
    assert (board.ran, board.document.digest()) == ([], before)
    if text:
        assert board.mode == "W"


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, max_size=12), digits=st.lists(st.sampled_from("1234567890"), max_size=4))
def test_a_digit_is_which_one_and_plus_and_minus_are_how_much(boards, place, steps, digits):
    """K3: over a note they never write, and no text of a note changes by them."""
    board = boards(place)
    for step in steps:
        do(board, step)
    board.press("Esc", "Esc", "Esc", "Down")
    if board.rings() != ["note"]:
        return
    texts, line, count = board.texts(), board.page.prefixes.text(), len(board.notes())
    for digit in digits:
        board.sign(digit)
        if board.page.desk.job != "add" or board.mode != "A":
            return  # after the last one a cluster asks for its name: now digits are text
    board.sign("+")
    board.sign("-")
    assert (board.texts(), len(board.notes())) == (texts, count)
    if board.page.desk.job == "add":
        assert board.page.prefixes.text() == line


@RELAXED
@given(place=WHERE, keys=st.lists(st.sampled_from(("Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right")), max_size=8))
def test_alt_is_place(boards, place, keys):
    """K4: in W it moves where the next note lands and nothing else, in A it moves the note and leaves every text."""
    board = boards(place)
    board.type("pool")
    before = board.document.digest()
    board.press(*keys)
    assert (board.document.digest(), board.line, board.mode) == (before, "pool", "W")
    board.page.bar.line.clear()
    board.press("Down")
    texts = sorted(board.texts())
    board.press(*keys)
    assert sorted(board.texts()) == texts
    assert board.mode == "A"
    assert len(board.rings()) == 1


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, max_size=12), text=st.sampled_from(("poolik", "õun", "при")))
def test_only_committed_text_is_on_the_board(boards, place, steps, text):
    board = boards(place)
    for step in steps:
        do(board, step)
    board.press("Esc", "Esc", "Esc")
    before = (board.document.digest(), [n.text for n in board.notes()])
    board.type(text)
    board.settle()
    assert (board.document.digest(), [n.text for n in board.notes()]) == before
    shown = {" ".join(n.lines) for n in board.page.view.board.notes}
    assert not any(text == t for t in shown)


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, max_size=15))
def test_another_program_in_front_changes_nothing(boards, place, steps):
    board = boards(place)
    for step in steps:
        do(board, step)
    page = board.page

    def everything() -> tuple[object, ...]:
        line = page.bar.line
        return (board.mode, page.prefixes.text(), line.cursorPosition(), line.selectedText(), page.editor.text(),
                page.desk.selected, page.desk.target, page.titles.now, page.speaking.picking, page.speaking.group,
                page.digits.waiting, page.same.at, board.document.digest())  # fmt: skip

    before = everything()
    for kind_of in (QFocusEvent.Type.FocusOut, QFocusEvent.Type.FocusIn):
        QApplication.sendEvent(board.target(), QFocusEvent(kind_of, Qt.FocusReason.ActiveWindowFocusReason))
        board.settle()
    assert everything() == before


@RELAXED
@given(place=WHERE, steps=st.lists(STEP, max_size=12), text=st.sampled_from(("poolik mõte", "#raha pole", ">alam")))
def test_a_half_typed_line_survives_a_kill_with_its_chip(boards, place, steps, text):
    """K8: what the drafts keep each second is what comes back."""
    board = boards(place)
    for step in steps:
        do(board, step)
    board.press("Esc", "Esc", "Esc")
    board.type(text)
    board.page.drafts.save()
    typed = board.page.prefixes.text()
    assert board.workshop.drafts[("line", board.canvas.id)] == typed
    board.page.prefixes.put("")
    board.page.drafts.restore()
    assert board.page.prefixes.text() == typed


def test_every_key_of_a_note_is_a_command_too_and_none_lives_only_on_an_f_key(boards):
    board = boards("problem_map")
    commands = {c.id: c for c in board.ctx.commands}
    for wanted in (
        "note.edit", "note.delete", "note.split", "note.all", "note.to_action", "note.more", "note.less",
        "note.move.up", "note.move.left", "note.next_zone", "note.cluster.1", "note.cluster.0", "note.arrange",
    ):  # fmt: skip
        assert wanted in commands
        assert commands[wanted].label
    for command in commands.values():
        for key in command.shortcuts:
            assert "+" in key or key in {"F2", "Tab"}, f"{command.id}: {key} would be a letter or a lone key"


def test_commands_do_what_their_keys_do(boards):
    board = boards("journey_map")
    board.page.go_to(board.notes("action")[0].id)
    table = board.ctx.commands
    assert table.run("note.more")
    before = board.notes("action")[0]
    assert table.run("note.move.right")
    assert board.document.find(before.id).stage == "S2"
    assert table.run("note.cluster.1")
    assert [len(c.notes) for c in board.clusters()][-1] >= 1
    board.page.go_to(before.id)
    assert table.run("note.all")
    assert len(board.page.desk.selected) == len(board.notes("action"))
    board.page.go_to(before.id)
    assert table.run("note.delete")
    assert board.document.find(before.id) is None
    assert table.run("note.edit")
    assert board.mode == "E"
