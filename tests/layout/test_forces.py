from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.forces import STEP, ForcesIn, layout_forces, total
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from tests.layout.boards import check_board, rect, scattered, texts
from tests.layout.shapes import PROFILES, least, titles_clear

ZONES = (
    ZoneIn("change", "Soovitud muutus", "Üks lause", "change", ("Maja on lahti",)),
    ZoneIn("enabler", "Soodustavad tegurid", "Mis juba aitab muutusele kaasa?", "enabler", ("Külaselts",)),
    ZoneIn("obstacle", "Takistavad tegurid", "Mis hoiab kinni?", "obstacle", ("Küttearve",)),
)
CODES = [z.code for z in ZONES]


def weighed(notes, seed):
    random = Random(seed)
    return {n.id: random.randrange(1, 6) for n in notes if random.random() < 0.8}


def overlaps(one, two):
    ax, ay, aw, ah = rect(one)
    bx, by, bw, bh = rect(two)
    return ax < bx + bw - 0.01 and bx < ax + aw - 0.01 and ay < by + bh - 0.01 and by < ay + ah - 0.01


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_columns_keep_their_notes_and_arrows(count, profile):
    notes = scattered(count, count, CODES)
    board = layout_forces(notes, ZONES, profile, ForcesIn(weighed(notes, count), "Tasakaalus"))
    check_board(board, notes)
    titles_clear(board)
    assert least(board) >= profile.least_text
    arrows = [p for p in board.panels if p.key.startswith("arrow:")]
    by_id = {n.id: n for n in notes}
    assert {p.key[6:] for p in arrows if p.key[6:] in by_id} == {
        n.id for n in notes if n.zone in {"enabler", "obstacle"}
    }
    for arrow in arrows:
        assert not any(overlaps(arrow, box) for box in board.notes)


@given(st.lists(st.tuples(texts, st.sampled_from([*CODES, "lost"]), st.integers(0, 5)), max_size=12))
def test_any_small_field_of_forces_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z) for i, (t, z, _) in enumerate(rows)]
    words = ForcesIn({f"n{i}": s for i, (_, _, s) in enumerate(rows) if s})
    board = layout_forces(notes, ZONES, SCREEN.sized(1094, 560), words)
    check_board(board, notes)
    assert layout_forces(list(notes), ZONES, SCREEN.sized(1094, 560), words) == board


def arrow(board, note_id):
    return next(p for p in board.panels if p.key == f"arrow:{note_id}")


def test_an_arrow_is_as_long_as_its_note_is_strong_and_pushes_to_the_middle():
    notes = [NoteIn(f"e{i}", "Aitab", zone="enabler") for i in range(1, 6)]
    notes += [NoteIn(f"o{i}", "Takistab", zone="obstacle") for i in range(1, 6)]
    board = layout_forces(notes, ZONES, SCREEN.sized(1094, 700), ForcesIn({n.id: int(n.id[1]) for n in notes}))
    for note in notes:
        bar, box = arrow(board, note.id), board.note(note.id)
        assert bar.w == pytest.approx(STEP * int(note.id[1]))
        assert bar.role == "force"
        assert bar.kind == note.zone
        assert (bar.x > box.x + box.w) is (note.zone == "enabler")
        assert note.id[1] in bar.texts[0].text


def test_a_note_nobody_weighed_asks():
    board = layout_forces([NoteIn("n", "Aitab", zone="enabler")], ZONES, SCREEN.sized(1094, 700), ForcesIn({}))
    bar = arrow(board, "n")
    assert bar.role == "empty"
    assert bar.texts[0].text == "? →"


def test_the_balance_lies_where_the_sums_say_and_what_is_set_aside_does_not_count():
    notes = [NoteIn("a", "x", zone="enabler"), NoteIn("b", "y", zone="obstacle"), NoteIn("c", "z", zone="obstacle")]
    strengths = {"a": 3, "b": 2, "c": 4}

    def share(without):
        words = ForcesIn(strengths, "", frozenset(without))
        board = layout_forces(notes, ZONES, SCREEN.sized(1094, 560), words)
        left = next(p for p in board.panels if p.key == "balance:enabler")
        sums = [t.text for z in board.zones for t in z.texts if t.text.startswith("∑")]
        assert sums == [f"∑ {total(notes, words, code)}" for code in ("enabler", "obstacle")]
        return left.w / board.width

    assert share([]) == pytest.approx(3 / 9, abs=0.01)
    assert share(["c"]) == pytest.approx(3 / 5, abs=0.01)
    assert share(["a"]) < 0.1


def test_no_weights_no_tilt():
    board = layout_forces([], ZONES, SCREEN.sized(1094, 560), ForcesIn({}))
    left, right = (next(p for p in board.panels if p.key == f"balance:{c}") for c in ("enabler", "obstacle"))
    assert left.w == pytest.approx(right.w)


def test_on_a_wide_board_broad_notes_stand_where_narrow_ones_made_everything_small():
    rows = ("Vastutus on ühe inimese õlul", "Küttearve kasvab iga lahtise päevaga", "Ruumi broneeritakse viies kohas")
    notes = [NoteIn(f"n{i}", rows[i % 3], zone=CODES[1 + i % 2], footer="+ tegur · 3/5") for i in range(12)]
    board = layout_forces(notes, ZONES, SCREEN.sized(1274, 588), ForcesIn(weighed(notes, 3)))
    assert min(1274 / board.width, 588 / board.height, 1.0) > 0.88
    assert all(len(n.lines) == 1 for n in board.notes if n.id.startswith("n"))
    few = layout_forces(notes[:4], ZONES, SCREEN.sized(1274, 588), ForcesIn(weighed(notes, 3)))
    assert few.note("n0").w < board.note("n0").w, "no broader than is needed"
