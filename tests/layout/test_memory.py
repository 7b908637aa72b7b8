"""What a layout keeps from the last time never shows: with it and without it a board is the same."""

from __future__ import annotations

import threading
from dataclasses import replace
from random import Random

import pytest

from koosloome_desktop.layout.memory import forget, memory
from koosloome_desktop.layout.primitives import SCREEN, Board, NoteIn
from koosloome_desktop.layout.tree import layout_tree
from tests.layout.boards import WORDS, ZONES, forest


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()
    yield
    forget()


def drawn(notes: list[NoteIn], width: float = 1400.0) -> Board:
    return layout_tree(notes, ZONES, SCREEN.sized(width, 900.0))


def changed(notes: list[NoteIn], chance: Random, number: int) -> list[NoteIn]:
    """The notes after one thing that happens in a workshop."""
    notes, at = list(notes), chance.randrange(len(notes))
    what = chance.choice(("add", "add", "reword", "vote", "away", "move", "swap"))
    if what == "add":
        parent = notes[at]
        zone = parent.zone if parent.zone != "core" else chance.choice(("cause", "effect"))
        notes.append(NoteIn(f"new{number}", " ".join(chance.choices(WORDS, k=6)), zone=zone, parent=parent.id))
    elif what == "reword":
        notes[at] = replace(notes[at], text=" ".join(chance.choices(WORDS, k=chance.randint(1, 14))))
    elif what == "vote":
        notes[at] = replace(notes[at], votes=chance.randint(0, 9))
    elif what == "away" and notes[at].zone != "core":
        del notes[at]
    elif what == "move" and notes[at].zone != "core":
        notes[at] = replace(notes[at], parent=chance.choice(notes).id)
    elif what == "swap":
        other = chance.randrange(len(notes))
        notes[at], notes[other] = notes[other], notes[at]
    return notes


@pytest.mark.parametrize("count", [30, *(pytest.param(n, marks=pytest.mark.slow) for n in (200, 700))])
def test_a_long_session_looks_the_same_with_and_without_memory(count: int) -> None:
    chance = Random(count)
    notes = forest(count, seed=count)
    for number in range(25 if count < 700 else 12):
        notes = changed(notes, chance, number)
        kept = drawn(notes)
        fresh = fresh_of(notes)
        assert kept == fresh
        if number % 4 == 3:  # so that most steps stand on several before them
            forget()


def fresh_of(notes: list[NoteIn]) -> Board:
    """The board as a process that has just begun would draw it, leaving what is kept as it was."""
    from koosloome_desktop.layout import memory as room

    kept = dict(room._memories)
    forget()
    try:
        return drawn(notes)
    finally:
        room._memories.clear()
        room._memories.update(kept)


def test_what_has_not_moved_is_the_very_same() -> None:
    notes = forest(700, seed=3)
    one, two = drawn(notes), drawn(notes)
    assert all(a is b for a, b in zip(one.notes, two.notes, strict=True) if a.zone != "core")
    cores = {n.id for n in notes if n.zone == "core"}
    pairs = [(a, b) for a, b in zip(one.curves, two.curves, strict=True) if a.key.split(">")[0] not in cores]
    assert pairs
    assert all(a is b for a, b in pairs)


def test_another_profile_or_language_has_a_memory_of_its_own() -> None:
    usual = memory(SCREEN, True)
    assert memory(SCREEN.sized(800, 600), True) is usual
    for other in (
        memory(SCREEN, False),
        memory(replace(SCREEN, lang="ru"), True),
        memory(replace(SCREEN, note_width=99.0), True),
    ):
        assert other is not usual


def test_two_threads_may_draw_the_same_notes_at_different_sizes() -> None:
    notes = forest(700, seed=5)
    expected = {width: fresh_of_width(notes, width) for width in (1000.0, 2400.0)}
    wrong: list[float] = []

    def work(width: float) -> None:
        wrong.extend(width for _ in range(4) if drawn(notes, width) != expected[width])

    threads = [threading.Thread(target=work, args=(width,)) for width in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def fresh_of_width(notes: list[NoteIn], width: float) -> Board:
    forget()
    return drawn(notes, width)


def test_a_board_that_is_drawn_once_is_the_same_and_leaves_nothing_behind():
    from koosloome_desktop.layout import memory as kept
    from koosloome_desktop.layout import wrap
    from koosloome_desktop.layout.primitives import paper

    notes = forest(40, seed=40)
    profile = paper(770, 450, "et")
    known = layout_tree(notes, ZONES, profile)
    kept.forget()
    wrap.fit_any.cache_clear()
    assert layout_tree(notes, ZONES, replace(profile, once=True)) == known
    assert kept._memories == {}
    assert wrap.fit_any.cache_info().currsize == 0
