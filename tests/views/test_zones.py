"""Zones that people add to a form, on real widgets: by palette and mouse, named, moved and deleted with their notes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.inputs import TRAY
from koosloome_desktop.views.canvas_menu import show_menu
from tests.drivers.journeys import run

pytestmark = pytest.mark.slow


def zone_names(board) -> list[str]:
    return [z.title for z in board.page.presenter.zones()]


@pytest.fixture
def bones(open_board):
    return open_board(new_workshop("Proov", canvases=[("problem_map", "fishbone")]))


def menu_on(board, code: str) -> list[str]:
    x, y, w, h = board.page.titles.find(("zone", code)).box
    at = board.page.view.from_board(QRectF(x + w / 2, y + h / 2, 0, 0)).topLeft()
    menu = show_menu(board.page, QPoint(round(at.x()), round(at.y())))
    names = [a.objectName() for a in menu.actions()]
    menu.close()
    return names


def test_a_bone_comes_by_its_name_takes_notes_moves_and_goes(bones):
    bones.type_note("Noored kolivad ära")
    bones.press("Tab")
    before = bones.document.digest()
    assert run(bones, "zone.insert")
    assert bones.chip  # the line asks
    bones.press("Esc")
    assert bones.document.digest() == before
    run(bones, "zone.insert")
    bones.type("Ilm ja aastaajad")
    bones.press("Return")
    at = zone_names(bones).index("Ilm ja aastaajad")
    code = bones.page.presenter.codes()[at]
    note = bones.type_note("Talvel on tee umbes")
    assert note.zone == code
    assert bones.page.presenter.zone(note.zone).title == "Ilm ja aastaajad"
    bones.page.stage.fresh()
    assert menu_on(bones, code) == ["title.rename", "zone.insert", "zone.earlier", "zone.later", "zone.delete"]
    run(bones, "zone.later")
    assert zone_names(bones).index("Ilm ja aastaajad") == at + 1
    assert bones.note("Talvel on tee umbes").zone == code
    bones.page.titles.rename(("zone", code))
    bones.page.bar.line.clear()
    bones.press("Return")
    assert "Ilm ja aastaajad" in zone_names(bones), "there is no built-in name to give back"
    bones.page.titles.focus(("zone", code))
    run(bones, "zone.delete")
    assert "Ilm ja aastaajad" not in zone_names(bones)
    assert bones.page.presenter.zone_of(bones.note("Talvel on tee umbes")) == TRAY
    assert "Kept" in bones.toasts[-1] or "Ilm ja aastaajad" in bones.toasts[-1]
    bones.page.stage.fresh()
    assert bones.page.view.board.note(note.id) is not None, "the tray shows it"
    for _step in range(4):
        bones.undo()
    assert bones.document.digest() == before


def test_the_core_stays_and_forms_without_room_offer_nothing(bones, open_board):
    bones.page.titles.focus(("zone", "core"))
    assert not run(bones, "zone.delete")
    assert "zone.delete" not in menu_on(bones, "core")
    tree = open_board()
    assert not any(c.id.startswith("zone.") for c in tree.page.commands())
