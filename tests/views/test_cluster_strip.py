"""The numbered strip gives up counts and words before it cuts a cluster's name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from koosloome_desktop.support.palette import LIGHT
from koosloome_desktop.views import style
from koosloome_desktop.views.cluster_strip import ClusterStrip

pytestmark = pytest.mark.slow

CLUSTERS = [("Ligipääs ja võti", 3), ("Info ja kalender", 3), ("Hoone seisukord", 4), ("Rollid ja leping", 3)]


@pytest.fixture
def strip_in(qtbot, qapp):
    """A strip at the foot of a wide widget, with so many px to itself, in the program's own looks."""
    style.prepare(qapp)
    style.apply_theme(qapp, LIGHT)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1400, 600)

    def made(room: int) -> ClusterStrip:
        strip = ClusterStrip(parent)
        strip.say(CLUSTERS, "Alt+")
        strip.place(parent.rect().adjusted(0, 0, 0, -20), room)
        parent.show()
        strip.show()
        return strip

    yield made
    qapp.setStyleSheet("")


def test_with_room_it_says_names_and_counts(strip_in) -> None:
    texts = strip_in(1300).texts()
    assert "1  Ligipääs ja võti · 3" in texts
    assert "5  uus märkmerühm" in texts


def test_where_room_is_scarce_names_stay_whole_and_inside_their_buttons(strip_in) -> None:
    strip = strip_in(760)
    assert strip.texts() == [*(f"{i}  {name}" for i, (name, _count) in enumerate(CLUSTERS, 1)), "5  +", "0  rühmata"]
    assert strip.width() <= 760
    for chip in strip.findChildren(QPushButton):
        assert chip.fontMetrics().horizontalAdvance(chip.text()) + 8 <= chip.width()
    assert [c.accessibleName() for c in strip.findChildren(QPushButton)][4] == "5 uus märkmerühm"


def test_it_lies_at_the_foot_of_its_area(strip_in) -> None:
    strip = strip_in(900)
    strip.place(QRect(0, 0, 1000, 500), 900)
    assert strip.geometry().bottom() <= 500
    assert strip.geometry().left() == 14
