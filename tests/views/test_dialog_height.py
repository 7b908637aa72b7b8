"""A dialog that is higher than the screen: on one that shows everything twice as large little room is left."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea

from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("lines", "rolls"), [(4, False), (60, True)])
def test_the_content_scrolls_and_the_buttons_stay_in_sight(qapp, lines, rolls):
    dialog = Dialog("Pikk küsimus", "Kõike saab hiljem muuta.")
    for number in range(lines):
        dialog.body.addWidget(label(f"{number}. rida", "body"))
    field = dialog.field("Pealkiri", "tekst")
    yes = dialog.add_buttons("Loo", "Loobu")
    field.setFocus()
    dialog.show()
    settle()
    room = dialog.screen().availableGeometry().height()
    assert dialog.height() < room
    assert yes.mapTo(dialog, yes.rect().bottomLeft()).y() < dialog.height()
    assert field.hasFocus()
    areas = dialog.findChildren(QScrollArea)
    assert bool(areas) is rolls
    if rolls:
        seen = field.mapTo(dialog, field.rect().center()).y()
        assert areas[0].geometry().top() <= seen <= areas[0].geometry().bottom()
        assert areas[0].verticalScrollBar().maximum() > 0
    dialog.refuse("Kirjuta pealkiri.", field)
    settle()
    assert dialog.height() < room
    press(field, "Esc")
    assert not dialog.isVisible()
    dialog.deleteLater()
    settle()
