"""The Gantt chart itself: a scroll area that paints rows against time (keys: mode G)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QToolTip

from koosloome_desktop.operations.plan_moving import Part
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.plain import tip_text
from koosloome_desktop.views.plan.gantt_editor import GanttEditor
from koosloome_desktop.views.plan.gantt_keys import GanttKeys
from koosloome_desktop.views.plan.gantt_lens import GanttLens
from koosloome_desktop.views.plan.gantt_mouse import GanttMouse
from koosloome_desktop.views.plan.gantt_paint import GanttPainter, Seen
from koosloome_desktop.views.plan.gantt_place import Place
from koosloome_desktop.views.plan.gantt_words import Spoken, tip_of
from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.texts import group_title
from koosloome_desktop.views.plan.verbs import PlanVerbs
from koosloome_desktop.views.spoken_list import SpokenArea

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class GanttChart(SpokenArea):
    """`chosen_changed` tells that another row was chosen, `zoomed` another scale, `asked` a status that needs a reason,
    `menu` that a menu is wanted at a place of the viewport.
    """

    chosen_changed = Signal()
    zoomed = Signal()
    asked = Signal(str)
    menu = Signal(QPoint)

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page, self.place, self.verbs = page, Place(), PlanVerbs(page)
        self.mouse, self.keys, self.editor = GanttMouse(self), GanttKeys(self), GanttEditor(self)
        self.lens = GanttLens(self)
        self.items = self.spoken = Spoken(self.place, self.lang)
        self.chosen, self.grip = "", str(Part.WHOLE)
        self._stale = True
        self._still: QPixmap | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Gantt chart"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.read)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.scrolled)

    @property
    def lang(self) -> str:
        """The interface's language."""
        return self.page.ctx.lang

    # -- rows

    def stale(self) -> None:
        """The rows are read anew before they are shown again, however often this is called."""
        self._stale = True
        if self.isVisible():  # out of sight nothing has to be read before it is shown
            self._later.start(0)

    def read(self) -> None:
        """Read the rows, keep what was in sight and chosen."""
        place, left = self.place, self.place.day_at(self.place.labels)
        before = place.rows.place
        today = local(self.page.ctx.clock.now()).date()
        self.spoken.lang = self.lang
        place.fill(self.page.workshop.document, self.page.model.rows, groups_of(self.page.model), self.lang, today)
        place.measure()
        self._stale = False
        at = place.fit() if self.lens.fitted else round(place.axis.x(left))
        self.set_ranges()
        self.horizontalScrollBar().setValue(at)
        if self.chosen not in place.rows.place:
            row = min(before.get(self.chosen, 0), len(place.rows.rows) - 1)
            self.chosen = place.rows.rows[row].action.id if row >= 0 else ""
        self.choose(self.chosen, self.grip, quiet=True)
        if list(before) != list(place.rows.place):
            self.tell_children()
        self._still = None
        self.viewport().update()

    def fresh(self) -> None:
        """Read the rows now if anything waits."""
        if self._stale:
            self.read()

    def choose(self, action_id: str, grip: str = "", *, quiet: bool = False) -> None:
        """Choose a row and a part of it; a part that it has not becomes the nearest one."""
        row = self.place.rows.row(action_id)
        grips = self.keys.grips(row) if row else []
        wanted = grip or (self.grip if action_id == self.chosen else str(Part.WHOLE))
        wanted = wanted if wanted in grips else str(Part.WHOLE if str(Part.WHOLE) in grips else Part.END)
        changed = action_id != self.chosen
        self.chosen, self.grip = action_id, wanted
        self.spoken.chosen, self.spoken.grip = self.chosen, wanted
        if not quiet:
            self.reveal()
            self.tell_focus()
        if changed or not quiet:
            self.chosen_changed.emit()
        self.viewport().update()

    def reveal(self) -> None:
        """Bring the chosen row and the chosen part of it into sight."""
        index = self.place.rows.place.get(self.chosen, -1)
        if index < 0:
            return
        area, low = self.place.row_rect(index), self.place.height
        bar = self.verticalScrollBar()
        if area.top() < self.place.head:
            bar.setValue(bar.value() - (self.place.head - area.top()))
        elif area.bottom() > low:
            bar.setValue(bar.value() + area.bottom() - low + 1)
        spot, across = self.place.grip_rect(index, self.grip), self.horizontalScrollBar()
        seen = spot.right() >= self.place.labels + 24 and spot.left() <= self.place.width - 24
        wide = spot.width() > self.place.time_width
        if not seen or (not wide and (spot.left() < self.place.labels or spot.right() > self.place.width)):
            middle = spot.left() + min(spot.width(), self.place.time_width) / 2
            across.setValue(round(across.value() + middle - self.place.labels - self.place.time_width / 2))

    # -- what is in sight

    def set_ranges(self) -> None:
        """How far one can scroll."""
        place = self.place
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, place.whole_width - place.time_width))
        across.setPageStep(place.time_width)
        across.setSingleStep(40)
        body = max(1, place.height - place.head)
        down.setRange(0, max(0, place.rows.stack.height - body))
        down.setPageStep(body)
        down.setSingleStep(44)

    def scrolled(self) -> None:
        """Something else came into sight."""
        self.place.scroll_x = self.horizontalScrollBar().value()
        self.place.scroll_y = self.verticalScrollBar().value()
        self._still = None
        self.editor.follow()
        self.viewport().update()

    # -- events

    def event(self, event: QEvent) -> bool:
        """Keyboard comes and goes: the ring shows it."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips say the whole of a row or milestone."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self.place.hit(event.pos())
            row = self.place.rows.row(hit.action) if hit else None
            text = tip_of(row, self.lang, hit.step) if hit and row else ""
            QToolTip.showText(event.globalPos(), tip_text(text), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the labels anew."""
        super().resizeEvent(event)
        width = self.place.labels
        self.place.resize(self.viewport().width(), self.viewport().height())
        if width != self.place.labels or self.lens.fitted:
            self.stale()
        self.set_ranges()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        self.fresh()
        seen = Seen(self.chosen, self.grip, self.hasFocus(), self.mouse.moving, self.lang)
        painter = QPainter(self.viewport())
        if seen.moving is None:
            self._still = None
            GanttPainter(painter, self.place, seen).paint()
        else:
            # Everything that stands still is painted once for the whole drag.
            still = self._still or self._standing(seen)
            ratio, area = still.devicePixelRatio(), event.rect()
            painter.drawPixmap(area, still, QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio,
                                                   area.height() * ratio).toRect())  # fmt: skip
            GanttPainter(painter, self.place, seen).paint_moving()
        painter.end()

    def _standing(self, seen: Seen) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.viewport().size() * ratio)
        made.setDevicePixelRatio(ratio)
        painter = QPainter(made)
        GanttPainter(painter, self.place, seen).paint()
        painter.end()
        self._still = made
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and be ready to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.mouse.press(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        self.mouse.move(event.position().toPoint(), held=bool(event.buttons() & Qt.MouseButton.LeftButton))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.mouse.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type a date; on an empty place of a row: a new milestone there."""
        self.mouse.cancel()
        hit = self.place.hit(event.position().toPoint())
        if hit is None:
            return
        self.choose(hit.action, hit.grip)
        if hit.grip or event.position().x() < self.place.labels:
            self.editor.open_date()
        else:
            self.editor.open_step(self.place.day_at(event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the row."""
        hit = self.place.hit(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if hit is not None:
            self.choose(hit.action, hit.grip)
        self.menu.emit(event.pos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms where the pointer is."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.lens.zoom(
                self.place.axis.per_day * (1.25 if event.angleDelta().y() > 0 else 0.8), event.position().x()
            )
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mode G of the key sheet."""
        if not self.keys.press(event):
            event.ignore()


def groups_of(model: PlanModel) -> dict[str, str]:
    """The headings of a grouped plan by the ids of the rows under them."""
    found: dict[str, str] = {}
    title = ""
    for line in model.lines:
        if isinstance(line, Heading):
            title = group_title(line.key, model.shape.grouping, tables=bool(model.tables()))
        elif title:
            found[line.id] = title
    return found
