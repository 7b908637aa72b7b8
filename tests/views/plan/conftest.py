"""Plans of the samples in the views Gantt, board and read-back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from koosloome_desktop.model.records import Milestone
from koosloome_desktop.operations.plan_moving import Part
from tests.drivers.window import WindowDriver, press, settle


class PlanDriver:
    """A window with a sample's plan open in one of its views."""

    def __init__(self, driver: WindowDriver, name: str) -> None:
        self.driver = driver
        driver.open(3)
        self.page = driver.view.page()
        self.page.show_view(name)
        settle()

    @property
    def document(self):
        return self.driver.document

    @property
    def view(self):
        return self.page.views.current()

    def action(self, code: str):
        return next(a for a in self.page.model.everything() if a.code == code)

    def undo(self) -> None:
        self.driver.window.actions_.undo()
        settle()

    def press(self, widget, *keys: str) -> None:
        for key in keys:
            press(widget, key)
        settle()


def drag(widget, start: QPoint, end: QPoint, *, drop: bool = True, between=lambda: None) -> None:
    """Press, move in steps, let go."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(widget, left, Qt.KeyboardModifier.NoModifier, start)
    for part in (0.3, 0.6, 1.0):
        at = QPoint(round(start.x() + (end.x() - start.x()) * part), round(start.y() + (end.y() - start.y()) * part))
        move(widget, at)
    between()
    if drop:
        QTest.mouseRelease(widget, left, Qt.KeyboardModifier.NoModifier, end)
    settle()


def move(widget, at: QPoint) -> None:
    """A mouse move with the left button held: QTest's own holds none."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    spot = QPointF(at)
    where = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, spot, where, left, left, none))


@pytest.fixture
def plan(open_window):
    """Opens plans: ``plan("gantt")``, ``plan("board", "06", size=(1093, 614))``."""

    def opened(name: str, sample: str = "03", **options) -> PlanDriver:
        return PlanDriver(open_window(sample, **options), name)

    return opened


@pytest.fixture
def gantt(plan):
    return plan("gantt")


@pytest.fixture
def chart(gantt):
    return gantt.view.chart


def index(chart, code: str) -> int:
    return next(i for i, r in enumerate(chart.place.rows.rows) if r.action.code == code)


def grip(chart, code: str, part: str) -> QPoint:
    """A place where the part of a row can be taken."""
    at = index(chart, code)
    box = chart.place.bar_rect(at)
    x = {"start": box.left() + 2, "end": box.right() - 2}.get(part, box.center().x())
    if part == "whole":  # beside milestones and the sign
        x = next(
            x
            for x in range(int(box.left()) + 9, int(box.right()) - 9)
            if chart.place.hit(QPoint(x, int(box.center().y()))).part is Part.WHOLE
        )
    return QPoint(int(x), int(box.center().y()))


def steps_of(gantt, code: str) -> list[Milestone]:
    return gantt.document.within(Milestone, gantt.action(code).id)
