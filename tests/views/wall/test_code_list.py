"""Lists of groups hang: the words of a person stand right of the code, in a second line too; short lists stay close."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from koosloome_desktop.support.palette import LIGHT
from koosloome_desktop.views import style
from koosloome_desktop.views.wall.code_list import code_list, largest_lists
from koosloome_desktop.views.wall.drawing import Sheet
from koosloome_desktop.views.wall.rows import Row, rows_close, rows_face

pytestmark = pytest.mark.slow

MEMBERS = [("O02", "kultuuri- ja kogukonnatöö spetsialist"), ("O05", "külaseltsi juhatuse liige")]


@pytest.fixture
def sheet(qapp):
    style.prepare(qapp)
    return Sheet(QRect(0, 0, 1080, 1920), LIGHT)


def lowest(image: QImage) -> int:
    """The last line of a picture that has ink."""
    white = image.pixel(image.width() - 1, image.height() - 1)
    return max(y for y in range(image.height()) for x in range(image.width()) if image.pixel(x, y) != white)


def blank(wide: int, high: int) -> QImage:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    return image


def test_a_second_line_stands_right_of_the_code(sheet):
    made = code_list(MEMBERS, 300, 32)
    first = made.rows[0][1]
    assert len(first.lines) > 1
    image = blank(300, first.height)
    painter = QPainter(image)
    made.draw(painter, sheet, QRect(0, 0, 300, 0))
    painter.end()
    white = image.pixel(0, image.height() - 1)
    left_of_it = {image.pixel(x, y) for x in range(made.left - 2) for y in range(first.line_height, image.height())}
    assert left_of_it == {white}


def test_all_groups_have_one_size_and_fit(sheet):
    found = largest_lists(sheet, {"1": MEMBERS, "2": MEMBERS * 3}, 400, 700)
    assert len({code.size for one in found.values() for code, _words in one.rows}) == 1
    assert all(one.height <= 700 and one.whole for one in found.values())


def test_a_list_among_others_takes_no_more_room_than_it_needs(sheet):
    rows = [Row(f"Teema {n}") for n in range(4)]
    ends = []
    for draw in (rows_close, rows_face):
        image = blank(500, 900)
        painter = QPainter(image)
        draw(painter, sheet, QRect(0, 0, 500, 900), rows, most=50, least=24)
        painter.end()
        ends.append(lowest(image))
    assert ends[0] < ends[1] * 0.85
