"""The RASCI matrix of a plan: letters, roles, lines; the sample's matrix is read as it stands."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import rasci
from koosloome_desktop.support.errors import KoosloomeError
from tests.operations.plan_steps import plan_of
from tests.operations.test_checks_live import sample


def table(document: Document, canvas: Canvas) -> list[str]:
    found = rasci.read(document, canvas.id)
    return [" ".join(found.roles), *(f"{code} {','.join(cells)}" for code, cells in found.cells.items())]


def small() -> tuple[Document, Canvas]:
    document, canvas = plan_of(2)
    with document.transaction("Clear") as tx:
        rasci.remove(tx, canvas.id)
        for role in ("vald", "kool", "selts"):
            rasci.add_role(tx, canvas.id, role)
        rasci.set_letters(tx, canvas.id, "A1", "vald", "a")
        rasci.set_letters(tx, canvas.id, "A1", "kool", "sr")
        rasci.set_letters(tx, canvas.id, "A2", "selts", "I")
    return document, canvas


def test_letters_are_typed_in_any_way_and_stand_in_their_order() -> None:
    document, canvas = small()
    assert table(document, canvas) == ["vald kool selts", "A1 A,R/S,", "A2 ,,I"]
    found = rasci.read(document, canvas.id)
    assert found.letters("A1", "kool") == "R/S"
    assert found.letters("A1", "olematu") == found.letters("A9", "kool") == ""
    assert found.having("A1", "R") == ["kool"]


def test_a_letter_is_turned_on_and_off_and_what_is_no_letter_is_refused() -> None:
    document, canvas = small()
    with document.transaction("Toggle") as tx:
        rasci.toggle_letter(tx, canvas.id, "A2", "selts", "r")
        rasci.toggle_letter(tx, canvas.id, "A2", "selts", "I")
        rasci.toggle_letter(tx, canvas.id, "A1", "vald", "A")
        rasci.set_letters(tx, canvas.id, "A1", "uus roll", "C")
    assert table(document, canvas) == ["vald kool selts uus roll", "A1 ,R/S,,C", "A2 ,,R,"]
    with pytest.raises(KoosloomeError, match="X"), document.transaction("Bad") as tx:
        rasci.set_letters(tx, canvas.id, "A1", "vald", "X")


def test_roles_are_inserted_renamed_moved_and_removed_with_their_letters() -> None:
    document, canvas = small()
    with document.transaction("Roles") as tx:
        rasci.add_role(tx, canvas.id, "noored", 1)
        rasci.rename_role(tx, canvas.id, "kool", "koolidirektor")
        rasci.move_role(tx, canvas.id, "koolidirektor", 0)
    assert table(document, canvas) == ["koolidirektor vald noored selts", "A1 R/S,A,,", "A2 ,,,I"]
    with document.transaction("Remove") as tx:
        rasci.remove_role(tx, canvas.id, "vald")
    assert table(document, canvas) == ["koolidirektor noored selts", "A1 R/S,,", "A2 ,,I"]
    for bad in ("", "selts"):
        with pytest.raises(KoosloomeError, match=r"."), document.transaction("Bad") as tx:
            rasci.rename_role(tx, canvas.id, "noored", bad)
    with pytest.raises(KeyError), document.transaction("Bad") as tx:
        rasci.move_role(tx, canvas.id, "olematu", 0)


def test_a_new_matrix_starts_from_the_owners_and_partners() -> None:
    document, canvas = plan_of(3)
    with document.transaction("Start") as tx:
        rasci.remove(tx, canvas.id)
        rows = document.within(Action, canvas.id)
        tx.update(rows[2], partner_roles=("külaselts", "vallavanem"))
        rasci.start(tx, canvas.id, "ru")
        rasci.start(tx, canvas.id, "et")
    found = rasci.read(document, canvas.id)
    assert table(document, canvas) == ["vallavanem koolidirektor külaselts", "A1 A,,", "A2 ,A,", "A3 S,,S"]
    assert found.legend["R"] == "исполнитель" or found.legend["R"] == rasci.legend_of(found, "ru")["R"]


def test_the_sample_matrix_is_read_and_written_as_it_stands() -> None:
    document, canvas = sample("06_sotsiaaltransport")
    before = canvas.parts["rasci"]
    found = rasci.read(document, canvas.id)
    assert len(found.roles) == 6
    assert found.having("A1", "A") == ["sotsiaaltöö spetsialist"]
    assert rasci.legend_of(found, "en")["A"] == "vastutaja"
    with document.transaction("Same") as tx:
        rasci.set_letters(tx, canvas.id, "A1", "sotsiaaltöö spetsialist", "A")
    assert tx.result is None
    assert document.get(canvas.id, Canvas).parts["rasci"] == before
