"""Erasing in the tables, on SQLite and on PostgreSQL: rows, journal, columns, and what other laptops hear of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations.erasing import Order
from koosloome_desktop.storage import driver, erase_copies
from koosloome_desktop.storage.driver import APPLICATION_ID
from tests.storage.helpers import dump

NAME = "Priidik Näidis"
ORDER = Order((NAME,), "osaleja")


def test_a_name_goes_out_of_rows_and_journal_and_undo_works_without_it(desk):
    desk.set_note(1, text=f"{NAME} räägib")
    desk.set_note(1, text="Keegi räägib")
    desk.set_note(2, text=f"Küsi: {NAME}")
    desk.settle()
    hits, _names, cells = erase_copies.find(desk.library, ORDER)
    assert [h.texts for h in hits] == [(("text", f"Küsi: {NAME}"),)]
    assert cells == 5  # a payload, its search text, three journal rows
    rev = desk.document.rev
    done = erase_copies.erase(desk.library, ORDER)
    assert done.records == 1
    assert erase_copies.compact(desk.library)
    assert erase_copies.find(desk.library, ORDER) == ([], {}, 0)
    assert desk.library.check() == []
    loaded = desk.library.load(desk.workshop)
    assert loaded.rev == rev + 1
    assert [n.text for n in loaded.records if isinstance(n, Note) and n.code == "P02"] == ["Küsi: osaleja"]
    assert NAME not in str(loaded.journal)
    assert "osaleja räägib" in str(loaded.journal)
    assert [h.record for h in desk.library.search("osaleja")] == [desk.note(2).id]


def test_a_laptop_that_has_the_workshop_open_hears_of_it(desks):
    one, two = desks
    one.set_note(1, text=f"{NAME} räägib")
    one.settle()
    two.set_note(2, text="Muu")
    two.settle()
    assert two.note(1).text == f"{NAME} räägib"
    erase_copies.erase(one.library, ORDER)
    two.set_note(2, text="Veel")
    two.settle()
    assert two.note(1).text == "osaleja räägib"
    assert two.reread().find(two.note(1).id) == two.note(1)


def test_the_names_of_a_workshop_go_and_its_texts_stay(desk):
    from koosloome_desktop.operations import people

    with desk.document.transaction("Add") as tx:
        person = people.add_person(tx, role="külavanem")
        people.set_name(tx, person.id, NAME)
        tx.update(desk.note(1), text=f"{NAME} räägib")
    desk.settle()
    erase_copies.erase(desk.library, Order(names_of=frozenset({desk.workshop})))
    left = desk.reread()
    assert people.name_of(left, person.id) == ""
    assert left.find(desk.note(1).id).text == f"{NAME} räägib"
    assert "person_name" in str(desk.library.load(desk.workshop).journal).replace("PersonName", "person_name")
    assert desk.library.check() == []


def test_a_copy_of_another_version_is_rewritten_table_by_table(tmp_path):
    copy = tmp_path / "backups" / "before-0002.sqlite"
    copy.parent.mkdir()
    connection = driver.connect(f"{copy.as_uri()}?mode=rwc")
    for line, values in (
        (f"PRAGMA application_id={APPLICATION_ID}", ()),
        ("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)", ()),
        ("INSERT INTO alembic_version VALUES ('9999')", ()),
        ("CREATE TABLE records (id TEXT PRIMARY KEY, kind TEXT, payload TEXT, search TEXT)", ()),
        (
            "INSERT INTO records VALUES (?, 'note', ?, ?)",
            ("a", f'{{"text":"{NAME} on"}}', f"{NAME} on".lower()),
        ),
        ("CREATE TABLE things (key TEXT PRIMARY KEY, words TEXT, number INTEGER)", ()),
        ("INSERT INTO things VALUES ('k', ?, 4)", (f"enne {NAME.upper()}",)),
    ):
        connection.execute(line, values)
    connection.close()
    assert erase_copies.names_in_copy(copy, ORDER) is True
    assert erase_copies.erase_copy(copy, ORDER, datetime.now(UTC), "me")
    assert erase_copies.names_in_copy(copy, ORDER) is False
    rows = [line for line in dump(copy) if line.startswith(("records", "things"))]
    assert rows == [
        """records ('a', 'note', '{"text":"osaleja on"}', 'osaleja on')""",
        "things ('k', 'enne osaleja', 4)",
    ]
    assert sorted(p.name for p in copy.parent.iterdir()) == [copy.name]


@pytest.mark.parametrize("order", [ORDER, Order(("a",), "b", frozenset("cd"), frozenset("e"), frozenset("f"))])
def test_an_order_survives_a_restart(order):
    assert Order.from_json(order.as_json()) == order
