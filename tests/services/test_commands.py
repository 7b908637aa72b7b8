"""The command table: one owner for each shortcut, titles in the language now, listeners told."""

from __future__ import annotations

import pytest

from koosloome_desktop.services.commands import Command, CommandTable, DoubleBinding
from koosloome_desktop.support.i18n import N_, set_language


def test_commands_keep_their_order_and_are_found():
    table = CommandTable()
    first, second = Command("a", "Undo", ("Ctrl+Z",)), Command("b", "Redo", ("Ctrl+Y", "Ctrl+Shift+Z"))
    table.add(first, second)
    assert table.all() == (first, second)
    assert table.by_id("b") is second
    assert table.find("c") is None
    assert table.shortcuts() == {"Ctrl+Z": "a", "Ctrl+Y": "b", "Ctrl+Shift+Z": "b"}
    with pytest.raises(KeyError):
        table.by_id("c")


def test_a_shortcut_has_one_owner_whatever_its_case():
    table = CommandTable()
    table.add(Command("a", "Undo", ("Ctrl+Z",)))
    with pytest.raises(DoubleBinding):
        table.add(Command("b", "Redo", ("ctrl+z",)))
    table.remove("a")
    table.add(Command("b", "Redo", ("ctrl+z",)))
    assert table.by_id("b").shortcut == "ctrl+z"


def test_a_command_takes_the_place_of_the_one_with_its_id():
    table = CommandTable()
    table.add(Command("a", "Undo", ("Ctrl+Z",)))
    table.add(Command("a", "Undo", ("F2",)))
    assert table.shortcuts() == {"F2": "a"}


def test_a_page_takes_the_place_of_another_and_listeners_hear_of_it_once():
    table, told = CommandTable(), []
    table.add(Command("window.undo", "Undo", ("Ctrl+Z",)), Command("note.edit", "Edit", ("F2",)))
    table.on_change(lambda: told.append(len(table.all())))
    table.swap(("note.edit", "note.gone"), (Command("plan.edit", "Edit", ("F2",)),))
    assert [c.id for c in table] == ["window.undo", "plan.edit"]
    assert told == [2]


def test_a_group_is_exchanged_at_once():
    table, told = CommandTable(), []
    table.add(Command("w.a", "A", ("F2",)), Command("p.b", "B", ("F3",)))
    stop = table.on_change(lambda: told.append(len(table.all())))
    table.replace_group("w.", [Command("w.c", "C", ("F2",)), Command("w.d", "D")])
    assert [c.id for c in table] == ["p.b", "w.c", "w.d"]
    assert told == [3]
    stop()
    table.remove("w.c", "nobody")
    assert told == [3]


def test_a_command_runs_only_when_it_can():
    ran, able = [], [False]
    table = CommandTable()
    table.add(Command("a", "A", when=lambda: able[0], run=lambda: ran.append(1)))
    assert not table.run("a")
    able[0] = True
    assert table.run("a")
    assert not table.run("nobody")
    assert ran == [1]


def test_the_title_speaks_the_language_now():
    command = Command("a", N_("Cancel"), detail="x")
    set_language("et")
    assert command.title == "Loobu: x"
    set_language("en")
    assert command.title == "Cancel: x"


def test_what_is_put_off_is_there_for_whoever_looks_and_made_once():
    table, made = CommandTable(), []

    def put(name: str, keys: tuple[str, ...]) -> None:
        made.append(name)
        table.replace_group(name, [Command(name, "Undo", keys)])

    for look in (
        table.all, table.shortcuts, lambda: table.find("a"), lambda: table.by_id("a"), lambda: table.run("a"),
        lambda: list(table), table.settle,
    ):  # fmt: skip
        table.remove("a", "b")
        made.clear()
        table.later("one", lambda: put("b", ("F3",)))
        table.later("two", lambda: put("c", ("F4",)))
        table.later("one", lambda: put("a", ("F2",)))
        assert made == []
        look()
        assert made == ["c", "a"], "the first of its name was forgotten, and its place with it"
        look()
        assert (made, table.shortcuts()) == (["c", "a"], {"F4": "c", "F2": "a"})


def test_whoever_changes_the_table_finds_what_was_put_off():
    table = CommandTable()
    table.later("page", lambda: table.add(Command("a", "Undo", ("F2",))))
    with pytest.raises(DoubleBinding):
        table.add(Command("b", "Redo", ("F2",)))
    table.later("page", lambda: table.swap(["a"], [Command("c", "Redo", ("F3",))]))
    table.remove("c")
    assert table.all() == ()
