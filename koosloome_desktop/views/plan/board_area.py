"""The board of a plan itself: columns of cards, painted (keys: mode B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame

from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plan.board_editor import BoardEditor
from koosloome_desktop.views.plan.board_faces import paint_face
from koosloome_desktop.views.plan.board_keys import BoardKeys
from koosloome_desktop.views.plan.board_lanes import Known, lanes
from koosloome_desktop.views.plan.board_mouse import BoardMouse
from koosloome_desktop.views.plan.board_place import HEAD, BoardPlace, SpokenBoard, sums
from koosloome_desktop.views.plan.verbs import PlanVerbs
from koosloome_desktop.views.spoken_list import SpokenArea
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import draw_lines, fit

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class BoardArea(SpokenArea):
    """`chosen_changed` tells that another card was chosen, `dropped` that a card (id) goes to a column (key), `menu`
    that a menu is wanted at a place of the viewport.
    """

    chosen_changed = Signal()
    dropped = Signal(str, str)
    menu = Signal(QPoint)

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page, self.place, self.verbs = page, BoardPlace(), PlanVerbs(page)
        self.kind, self.chosen, self.want = "status", "", ""
        self.mouse, self.keys, self.editor = BoardMouse(self), BoardKeys(self), BoardEditor(self)
        self.items = self.spoken = SpokenBoard(self.place, page.ctx.lang)
        self._stale = True
        self._known = Known()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.fresh)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    # -- cards

    def stale(self) -> None:
        """The cards are read anew before they are shown again, however often this is called."""
        self._stale = True
        if self.isVisible():  # out of sight nothing has to be read before it is shown
            self._later.start(0)

    def fresh(self) -> None:
        """Read the cards if anything waits; the choice stays with its row, or goes to the card in its place."""
        if not self._stale:
            return
        self._stale = False
        place, spot = self.place, self.place.spots.get(self.chosen)
        before = place.order()
        document = self.page.workshop.document
        today = local(self.page.ctx.clock.now()).date()
        self.spoken.lang = self.page.ctx.lang
        found = lanes(document, self.page.canvas_id, self.page.model.rows, self.kind, today, self._known)
        place.fill(document, found, self.kind, self.page.ctx.lang, self.page.model.marks.any)
        self._range()
        order = place.order()
        if self.chosen not in place.spots:
            at = min(before.index(self.chosen), len(order) - 1) if self.chosen in before else 0
            self.chosen = order[at] if order else ""
        self.spoken.chosen = self.chosen
        if place.spots.get(self.chosen) != spot:
            self.reveal()
        if order != before:
            self.tell_children()
        self.viewport().update()

    def choose(self, action_id: str) -> None:
        """Put the ring on a card."""
        if action_id not in self.place.spots:
            return
        self.chosen = self.spoken.chosen = action_id
        self.reveal()
        self.tell_focus()
        self.chosen_changed.emit()
        self.viewport().update()

    def reveal(self) -> None:
        """Bring the chosen card into sight."""
        spot = self.place.spots.get(self.chosen)
        if spot is None:
            return
        column, area = self.place.columns[spot[0]], self.place.card_rect(*spot)
        if area.top() < HEAD or area.height() > self.place.cards_height:
            column.scroll = max(0, column.scroll - round(HEAD - area.top()))
        elif area.bottom() > self.place.height:
            column.scroll += round(area.bottom() - self.place.height) + 8
        column.scroll = min(column.scroll, column.most(self.place.cards_height))
        box, bar = self.place.column_rect(spot[0]), self.horizontalScrollBar()
        if box.left() < 0:
            bar.setValue(bar.value() + box.left() - 8)
        elif box.right() > self.place.width:
            bar.setValue(bar.value() + box.right() - self.place.width + 8)

    def show_kind(self, kind: str) -> None:
        """Other columns, the same cards."""
        self.kind = kind
        for column in self.place.columns:
            column.scroll = 0
        self.stale()
        self.fresh()

    def _range(self) -> None:
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, self.place.whole_width - self.place.width))
        bar.setPageStep(max(1, self.place.width))
        bar.setSingleStep(40)
        self.place.scroll_x = bar.value()

    def _scrolled(self) -> None:
        self.place.scroll_x = self.horizontalScrollBar().value()
        self.editor.follow()
        self.viewport().update()

    # -- events

    def event(self, event: QEvent) -> bool:
        """Keyboard comes and goes: the ring shows it."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shares the columns anew."""
        super().resizeEvent(event)
        self.place.width, self.place.height = self.viewport().width(), self.viewport().height()
        self.stale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns and cards that are in sight."""
        self.fresh()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(tokens().paper))
        for place in range(len(self.place.columns)):
            if self.place.column_rect(place).intersects(self.viewport().rect()):
                paint_column(painter, self, place)
        self.mouse.paint(painter)
        painter.end()

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
            self.mouse.release(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the words of the card."""
        self.mouse.cancel()
        found = self.place.card_at(event.position().toPoint())
        if found:
            self.choose(found)
            self.editor.open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the card."""
        found = self.place.card_at(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else ""
        if found:
            self.choose(found)
        self.menu.emit(event.pos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the column under the pointer; with Shift all of them sideways."""
        place, turn = self.place.column_at(round(event.position().x())), event.angleDelta()
        if place < 0 or turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().wheelEvent(event)
            return
        column = self.place.columns[place]
        column.scroll = max(0, min(column.scroll - turn.y(), column.most(self.place.cards_height)))
        self.editor.follow()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mode B of the key sheet."""
        if not self.keys.press(event):
            event.ignore()


def paint_column(painter: QPainter, area: BoardArea, place: int) -> None:
    """One column: its ground, title, sums and the cards that are in sight."""
    theme, column, box = tokens(), area.place.columns[place], area.place.column_rect(place)
    goal = area.mouse.goal == place
    painter.setPen(QPen(QColor(theme.accent if goal else theme.line), 2 if goal else 1))
    painter.setBrush(QColor(theme.accent_soft if goal else theme.paper))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -1), 8, 8)
    painter.setClipRect(box.adjusted(1, HEAD - 2, -1, -2))
    for at in area.place.in_sight(place):
        row = column.lane.cards[at]
        chosen = row.action.id == area.chosen
        lifted = area.mouse.lifted == row.action.id
        spot = area.place.card_rect(place, at)
        paint_face(painter, spot, column.faces[at], chosen=chosen, focused=area.hasFocus(), lifted=lifted)
    painter.setClipping(False)
    _paint_head(painter, area, place, box)
    _paint_scroll(painter, area, place, box)


def _paint_head(painter: QPainter, area: BoardArea, place: int, box: QRect) -> None:
    theme, column = tokens(), area.place.columns[place]
    number = str(place + 1) if place < 9 and column.lane.key else "0" if not column.lane.key else ""
    painter.setFont(ui_font(12, SEMIBOLD))
    painter.setPen(QColor(theme.muted))
    painter.drawText(QRect(box.left() + 10, 8, 16, 18), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                     number)  # fmt: skip
    painter.setPen(QColor(theme.ink))
    room = box.width() - 36
    title = fit(column.lane.title, room, 14, least=11, lines=2 if column.lane.cards else 3, weight=SEMIBOLD)
    painter.setFont(ui_font(14, SEMIBOLD))
    draw_lines(painter, title, QPoint(box.left() + 26, 7), room + 4)
    if column.lane.cards:
        below = fit(sums(column.lane, area.page.ctx.lang), box.width() - 20, 12, least=10, lines=1)
        top = 9 + title.height if len(title.lines) > 1 else 30
        painter.setFont(ui_font(12, tabular=True))
        painter.setPen(QColor(theme.muted))
        draw_lines(painter, below, QPoint(box.left() + 10, min(top, HEAD - 18)), box.width() - 12)


def _paint_scroll(painter: QPainter, area: BoardArea, place: int, box: QRect) -> None:
    """A slim mark of how far a column is scrolled; nothing when all of it is in sight."""
    column, height = area.place.columns[place], area.place.cards_height
    most = column.most(height)
    if not most:
        return
    whole = column.stack.height + 8
    size = max(24.0, height * height / whole)
    top = HEAD + (height - size) * column.scroll / most
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().muted))
    painter.setOpacity(0.55)
    painter.drawRoundedRect(QRectF(box.right() - 6, top, 4, size - 4), 2, 2)
    painter.setOpacity(1.0)


def title_of(kind: str) -> str:
    """What the board is called for a screen reader."""
    from koosloome_desktop.views.plan.board_lanes import KINDS

    return ": ".join((_("Plan as a board"), _(KINDS[kind])))
