"""How few actions the job takes (product.md): counted in synthetic events, on the real widgets."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import notes as verbs
from tests.canvases.contents import BOARDS, ids
from tests.drivers.board import sample
from tests.drivers.effort import Effort
from tests.drivers.waiting import PATIENCE_MS

pytestmark = pytest.mark.slow

THEMES = ("Õhk", "Ühistransport", "Raha", "Ruumid")
GROUPED = [pair for pair in BOARDS if ids(pair) in {
    "problem_map-problem_tree", "problem_map-fishbone", "journey_map-current_state", "resource_map-abcd_categories",
    "resource_map-network",
}]  # fmt: skip


def some(pairs):
    """All of them; the quick tier takes the first two."""
    return [pytest.param(*p, id=ids(p), marks=[] if i < 2 else pytest.mark.slow) for i, p in enumerate(pairs)]


@pytest.fixture
def effort(qapp, tmp_path):
    """``effort(spec, variant)`` opens an empty canvas of a variant; without them the sample's problem tree."""
    made: list[Effort] = []

    def opened(spec=None, variant=None, **options) -> Effort:
        kind = spec.type if spec else "problem_map"
        document = new_workshop("Proov", canvases=[(spec.type, variant.code)]) if spec else sample("01")
        made.append(Effort(tmp_path, document, kind, **options))
        return made[-1]

    yield opened
    for driver in made:
        driver.close()
    qapp.setStyleSheet("")


def texts(count: int = 20) -> list[str]:
    return [f"{word} {n}" for n in range(count // 4) for word in ("õunad", "bussid", "raha", "toad")]


def named(board: Effort) -> dict[str, int]:
    return {c.label: len(c.notes) for c in board.clusters()}


@pytest.mark.parametrize(("spec", "variant"), some(BOARDS))
def test_notes_lists_and_typos_on_every_variant(effort, spec, variant):
    """A pasted list of twenty: one event, one undo. Twenty notes typed: twenty. A typo in the last: two, one step."""
    board = effort(spec, variant)
    before = board.document.digest()
    with board.counted(1):
        board.paste("\n".join(texts()))
    assert sorted(board.texts()) == sorted(texts())
    with board.counted(1):
        board.press("Ctrl+Z")
    assert board.document.digest() == before

    with board.counted(20):
        for text in [*texts()[:-1], "Bussid ei soida"]:
            board.type(text)
            board.press("Return")
    assert sorted(board.texts()) == sorted([*texts()[:-1], "Bussid ei soida"])
    assert board.overlaps() == []

    before = board.document.digest()
    with board.counted(3):
        board.press("Up")
        board.retype("Bussid ei sõida")
        board.press("Return")
    assert sorted(board.texts()) == sorted([*texts()[:-1], "Bussid ei sõida"])
    assert (board.mode, board.line, board.rings()) == ("W", "", ["line"])
    board.workshop.undo()
    assert board.document.digest() == before


@pytest.mark.parametrize(("spec", "variant"), some(GROUPED))
def test_twenty_notes_into_four_named_groups_from_the_line_by_alt_and_a_digit(effort, spec, variant):
    """Counting starts where the twentieth note was written: the keyboard is in the line."""
    board = effort(spec, variant)
    board.paste("\n".join(texts()))
    with board.counted(24):
        for _ in range(20):
            board.press(f"Alt+{1 + int(_theme(board, board.page.desk.current))}")
        for theme in THEMES:
            assert board.page.desk.job == "name"
            board.type(theme)
            board.press("Return")
    assert named(board) == dict.fromkeys(THEMES, 5)
    assert (board.mode, board.line) == ("W", "")


@pytest.mark.parametrize(("spec", "variant"), some(GROUPED))
def test_twenty_notes_into_four_named_groups_through_arrange(effort, spec, variant):
    """One key more: Down, to get there."""
    board = effort(spec, variant)
    board.paste("\n".join(texts()))
    with board.counted(25):
        board.press("Down")
        for _ in range(20):
            board.press(str(1 + int(_theme(board, board.page.desk.focus))))
        for theme in THEMES:
            board.type(theme)
            board.press("Return")
    assert named(board) == dict.fromkeys(THEMES, 5)


_SEEN: dict[str, dict[str, int]] = {}


def _theme(board: Effort, note_id: str) -> int:
    """Which of the four a note belongs to: clusters are made in the order in which their first note comes."""
    word = board.document.find(note_id).text.split()[0]
    seen = _SEEN.setdefault(board.document.id, {})
    return seen.setdefault(word, len(seen))


def test_a_number_of_two_digits_counts_as_one(effort):
    board = effort()
    with board.document.transaction("x") as tx:
        for n in range(8):
            verbs.add_cluster(tx, board.canvas.id, f"Rühm {n + 5}")
    notes = board.page.verbs.ungrouped()[:4]
    board.page.desk.current = notes[0]
    with board.counted(2):
        board.alt("12")
        board.alt("10")
    board.page.go_to(board.page.verbs.ungrouped()[0])
    with board.counted(2):
        board.number("12")
        board.number("10")
    assert [len(board.clusters()[n - 1].notes) for n in (10, 12)] == [2, 2]


@pytest.mark.parametrize("key", ["Tab", "Alt+Down"])
@pytest.mark.parametrize(("spec", "variant"), GROUPED[:4], ids=map(ids, GROUPED[:4]))
def test_the_wrong_zone_of_the_last_note_is_mended_in_three_events_and_one_step(effort, spec, variant, key):
    board = effort(spec, variant)
    board.type("Bussid ei sõida")
    board.press("Return")
    note = board.notes()[-1]
    board.page.desk.target = board.page.presenter.of_note(note)
    before = board.document.digest()
    with board.counted(3):
        board.press("Up", key, "Return")
    moved = board.document.find(note.id)
    assert (moved.zone, moved.stage) != (note.zone, note.stage)
    assert moved.text == note.text
    assert (board.mode, board.line) == ("W", "")
    board.workshop.undo()
    assert board.document.digest() == before


def test_a_note_in_the_wrong_zone_glides_there_and_does_not_flash(effort, qtbot):
    board = effort(moving=True)
    board.page.desk.target = board.page.presenter.of_note(board.notes("cause")[0])
    note = board.type_note("See on hoopis tagajärg")
    board.page.view.motion.stop()
    start = board.page.view.board.note(note.id)
    with board.counted(3):
        board.press("Up", "Tab", "Return")
    view = board.page.view
    end = view.board.note(note.id)
    assert end.zone == "effect"
    assert view.motion.running
    glide = view.layer.glide
    assert note.id in glide.notes
    assert note.id not in glide.fresh  # it comes from where it stood, it is not a new one
    glide.t = 0.0
    assert glide.place(note.id, end.x, end.y) == pytest.approx((start.x, start.y), abs=2.0)
    qtbot.waitUntil(lambda: not view.motion.running, timeout=PATIENCE_MS)


def test_the_same_thought_again_is_two_events(effort):
    board = effort()
    text = board.texts("cause")[1]
    board.type(text[: len(text) * 2 // 3])
    with board.counted(2):
        board.press("Down", "Return")
    assert board.note(text).times == 2


def test_two_ideas_in_one_line_are_one_event(effort):
    board = effort()
    count = len(board.notes())
    board.type("Valgust pole ja tee on auklik")
    board.page.bar.line.setCursorPosition(len("Valgust pole"))
    with board.counted(1):
        board.press("Ctrl+Return")
    assert len(board.notes()) == count + 2


def test_who_speaks_is_two_events_for_all_notes_to_come(effort):
    board = effort()
    with board.counted(2):
        board.press("Ctrl+G", "3")
    for text in ("esimene", "teine"):
        assert board.type_note(text).group == "3"


def test_a_note_becomes_an_action_by_two_events_and_keeps_its_source(effort):
    """Owner, deadline and budget are three more: see test_to_plan."""
    board = effort()
    note = board.type_note("Bussid ei sõida")
    with board.counted(2):
        board.press("Ctrl+T", "Return")
    assert board.document.of(Action)[-1].sources == (note.id,)


def test_a_title_is_renamed_in_four_events(effort):
    board = effort()
    with board.counted(4):
        board.press("Down", "Home", "Return")
        board.retype("Miks?")
        board.press("Return")
    assert "Miks?" in {z.title for z in board.page.presenter.zones()}


def test_what_was_typed_with_the_wrong_layout_is_mended_by_one_event(effort):
    board = effort()
    board.type("fdnj,ecs yt üjlzn")
    with board.counted(1):
        board.press("Ctrl+R")
    assert board.line == "автобусы не ходят"


def test_a_note_of_two_lines_keeps_them_when_only_its_place_is_changed(effort):
    board = effort()
    note = board.notes("cause")[-1]
    board.page.verbs.reword(note.id, "esimene rida\nteine rida")
    board.page.desk.current = note.id
    with board.counted(3):
        board.press("Up", "Tab", "Return")
    moved = board.document.find(note.id)
    assert moved.zone != note.zone
    assert moved.text == "esimene rida\nteine rida"
