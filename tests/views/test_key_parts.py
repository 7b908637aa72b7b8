"""Which keys write: letters and signs typed by AltGr, also where that arrives as Ctrl+Alt; never a chord."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.views.key_parts import written

MOD = Qt.KeyboardModifier


@pytest.mark.parametrize(
    ("text", "held", "writes"),
    [
        ("a", MOD.NoModifier, True),
        ("Ä", MOD.ShiftModifier, True),
        ("7", MOD.KeypadModifier, True),
        ("@", MOD.GroupSwitchModifier, True),
        ("š", MOD.ControlModifier | MOD.AltModifier, True),
        ("a", MOD.ControlModifier, False),
        ("a", MOD.AltModifier, False),
        ("a", MOD.MetaModifier, False),
        ("\x01", MOD.ControlModifier, False),
        ("", MOD.NoModifier, False),
        ("\r", MOD.NoModifier, False),
    ],
)
def test_what_a_key_writes(text, held, writes):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, held, text)
    assert written(event) == (text if writes else "")
