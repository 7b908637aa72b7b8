"""The deadlines of all workshops on the home screen: overdue, within thirty days, later; each leads to its row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from koosloome_desktop.services.deadlines import Deadline, Overview
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.count_words import plain_title, short
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit
from koosloome_desktop.views.widgets import button, clear, column, enter_clicks, row

MOST: Final = 4
"""So many rows of a group are shown before one asks for all."""
_SIDE_BY_SIDE: Final = 860
_DATE: Final = 92
_PAD: Final = 8
_ICONS: Final = {"meeting": "calendar", "review": "list-checks", "reminder": "clock"}


def row_words(deadline: Deadline) -> str:
    """What a row is about: the action, or that it is a meeting or a reminder."""
    if deadline.kind == "meeting":
        return " · ".join(x for x in (_("Follow-up meeting"), deadline.text) if x)
    if deadline.kind == "review":
        return _("Follow-up meeting goes on")
    return _("Reminder: {text}").format(text=deadline.text) if deadline.kind == "reminder" else deadline.text


def left_words(deadline: Deadline) -> str:
    """How long it is over, or how long there is left."""
    days = deadline.days
    if deadline.kind == "review":
        return _("begun")
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    if days == 0:
        return _("today")
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


class DeadlineRow(QAbstractButton):
    """One date: when, what, who, in which workshop. A button as wide as its column."""

    def __init__(self, deadline: Deadline, lang: str) -> None:
        super().__init__()
        self.deadline = deadline
        self._lang = lang
        self._date = locale.date(deadline.due, lang)
        self._text = row_words(deadline)
        title = short(plain_title(deadline.workshop_title, sample=deadline.sample), 60)
        sample = _("Sample") if deadline.sample else ""
        self._sub = " · ".join(x for x in (deadline.owner, title, sample) if x)
        name = ", ".join(x for x in (self._text, self._date, left_words(deadline), self._sub) if x)
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fits(self, width: int) -> tuple[Fit, Fit]:
        room = width - _DATE - 2 * _PAD
        return fit(self._text, room, 14, least=13, lines=3, weight=SEMIBOLD), fit(
            self._sub, room, 13, least=12, lines=3
        )

    def height_for(self, width: int) -> int:
        """Height in px of both texts, at least of the date and the days."""
        text, sub = self._fits(width)
        return max(42, text.height + sub.height + 4) + 2 * _PAD

    def sizeHint(self) -> QSize:
        """What the present width needs."""
        return QSize(240, self.height_for(max(self.width(), 240)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts wrap anew."""
        super().resizeEvent(event)
        self.setFixedHeight(self.height_for(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Up and Down go to the neighbours."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and not event.modifiers():
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif not enter_clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw date and days on the left, what and who beside them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2.5) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(area, 8, 8)
        late = self.deadline.days < 0
        painter.setPen(QColor(theme.bad if late else theme.ink))
        painter.setFont(ui_font(14, SEMIBOLD, tabular=True))
        painter.drawText(QRect(_PAD, _PAD, _DATE, 20), Qt.AlignmentFlag.AlignVCenter, self._date)
        painter.setPen(QColor(theme.bad if late else theme.muted))
        left = fit(left_words(self.deadline), _DATE - _PAD, 12, least=10, lines=2, weight=REGULAR)
        painter.setFont(ui_font(left.size))
        draw_lines(painter, left, QPoint(_PAD, _PAD + 21), _DATE)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme = tokens()
        text, sub = self._fits(self.width())
        room = self.width() - _DATE - 2 * _PAD
        sign = _ICONS.get(self.deadline.kind, "")
        if sign:
            picture = pixmap(sign, theme.accent_text, 14, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(_DATE + _PAD - 18, _PAD + 3), picture)
        painter.setFont(ui_font(text.size, SEMIBOLD))
        painter.setPen(QColor(theme.ink))
        draw_lines(painter, text, QPoint(_DATE + _PAD, _PAD), room)
        painter.setFont(ui_font(sub.size))
        painter.setPen(QColor(theme.muted))
        draw_lines(painter, sub, QPoint(_DATE + _PAD, _PAD + text.height + 2), room)


class DeadlineGroup(QWidget):
    """One group: its name with the count, its first rows, and a button for the rest."""

    opened = Signal(object)

    def __init__(self, title: str, deadlines: Sequence[Deadline], none: str, lang: str) -> None:
        super().__init__()
        self._deadlines, self._lang = tuple(deadlines), lang
        self.rows: list[DeadlineRow] = []
        count = label(str(len(deadlines)), "chip-small")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.more = button("", "link", run=self.show_all)
        head = row(label(title, "strong"), count, None, gap=8, margins=(_PAD, 0, 0, 0))
        self.setLayout(column(head, self._list, row(self.more, None, margins=(_PAD, 0, 0, 0)), None, gap=6))
        self._show(MOST)
        if not deadlines:
            self._list.addWidget(label(none, "quiet", wrap=True))
            self._list.setContentsMargins(_PAD, 0, 0, 0)

    def _show(self, most: int) -> None:
        clear(self._list)
        self.rows = []
        for deadline in self._deadlines[:most]:
            made = DeadlineRow(deadline, self._lang)
            made.clicked.connect(partial(self._open, deadline))
            self._list.addWidget(made)
            self.rows.append(made)
        self.more.setText(_("Show all {count}").format(count=len(self._deadlines)))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(len(self._deadlines) > most)

    def _open(self, deadline: Deadline, _checked: bool = False) -> None:
        self.opened.emit(deadline)

    @property
    def whole(self) -> bool:
        """Whether all its rows are shown where not all were at first."""
        return len(self.rows) > MOST

    def show_all(self) -> None:
        """Show the rows that were left out."""
        held = self.more.hasFocus()
        self._show(len(self._deadlines))
        if held and len(self.rows) > MOST:
            self.rows[MOST].setFocus(Qt.FocusReason.TabFocusReason)


class DeadlineBoard(QFrame):
    """All three groups as one card. `opened(workshop, record)`: a record, or ``review:<plan>`` for a meeting."""

    opened = Signal(str, str)

    def __init__(self, found: Overview, lang: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.groups = [
            DeadlineGroup(_("Overdue"), found.overdue, _("Nothing is overdue."), lang),
            DeadlineGroup(_("Within 30 days"), found.soon, _("Nothing is due in the next 30 days."), lang),
            DeadlineGroup(_("Later"), found.later, _("Nothing later."), lang),
        ]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(16, 16, 16, 16)
        self._box.setSpacing(16)
        for group in self.groups:
            group.opened.connect(self._open)
            self._box.addWidget(group, 1)
        self.setLayout(self._box)

    def _open(self, deadline: Deadline) -> None:
        record = f"review:{deadline.record}" if deadline.kind in {"meeting", "review"} else deadline.record
        self.opened.emit(deadline.workshop, record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Groups side by side, or one under another in a narrow window."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if self.width() >= _SIDE_BY_SIDE else directions.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
