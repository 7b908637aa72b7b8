"""Cards of the home screen: a workshop with its miniature, a template, a way to begin. All are buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import action_words, note_words, people_words, plain_title
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit
from koosloome_desktop.views.widgets import enter_clicks

if TYPE_CHECKING:
    from koosloome_desktop.storage.rows import WorkshopRow
    from koosloome_desktop.views.thumbs import Thumb

_PAD: Final = 16
_RADIUS: Final = 14.0


def where_when(row: WorkshopRow, lang: str, programme: str = "") -> str:
    """Place, date and programme of a workshop in one line."""
    from koosloome_desktop.support import locale

    return " · ".join(x for x in (row.place, locale.date(row.date, lang) if row.date else "", programme) if x)


def numbers(row: WorkshopRow) -> str:
    """How many people, notes and actions; what is zero is not said."""
    people = people_words(row.participants) if row.participants else ""
    notes = note_words(row.notes) if row.notes else ""
    actions = action_words(row.actions) if row.actions else ""
    return " · ".join(x for x in (people, notes, actions) if x) or _("still empty")


class Card(QAbstractButton):
    """A white card with a hairline; hover lifts its edge, the keyboard gives it a ring."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def sizeHint(self) -> QSize:
        """A usual card."""
        return QSize(280, self.heightForWidth(280))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as a click does."""
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        super().leaveEvent(event)
        self.update()

    def paint_frame(self, painter: QPainter) -> QPainterPath:
        """Draw ground, edge and ring; the card's outline comes back."""
        theme = tokens()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.fillPath(path, QColor(theme.panel))
        return path

    def paint_edge(self, painter: QPainter, path: QPainterPath) -> None:
        """Draw the edge over what the card shows."""
        theme = tokens()
        strong = self.hasFocus()
        pen = QPen(QColor(theme.accent if strong else theme.muted if self.underMouse() else theme.line))
        pen.setWidthF(2.5 if strong else 1.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


class WorkshopCard(Card):
    """A recent workshop: miniature, title, where and when, numbers or what is to be known of it first."""

    def __init__(self, row: WorkshopRow, lang: str, programme: str = "", word: str = "") -> None:
        self.row = row
        self._title = plain_title(row.title, sample=row.sample)
        self._sub = where_when(row, lang, programme)
        self._numbers = word or numbers(row)
        super().__init__(", ".join(x for x in (self._title, self._sub, self._numbers) if x))
        self._pictures: list[QPixmap] = []

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show miniatures: the first canvas large."""
        self._pictures = [t.picture for t in thumbs]
        self.update()

    def _picture_height(self, width: int) -> int:
        return round((width - 2) * 0.5)

    def _fits(self, width: int) -> tuple[Fit, Fit | None, Fit]:
        room = width - 2 * _PAD
        title = fit(self._title, room, 16, least=14, lines=3, weight=SEMIBOLD)
        sub = fit(self._sub, room, 13, least=12, lines=2) if self._sub else None
        return title, sub, fit(self._numbers, room, 13, least=12, lines=2)

    def heightForWidth(self, width: int) -> int:
        """Height in px for a width: miniature and three short texts."""
        title, sub, count = self._fits(width)
        texts = title.height + (sub.height + 4 if sub else 0) + count.height + 4
        return self._picture_height(width) + texts + 28

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme, path = tokens(), self.paint_frame(painter)
        top = self._picture_height(self.width())
        painter.save()
        painter.setClipPath(path)
        painter.setBackground(QColor(theme.paper))
        painter.eraseRect(QRect(0, 0, self.width(), top))
        if self._pictures:
            draw_cover(painter, self._pictures[0], QRect(1, 1, self.width() - 2, top - 1))
        painter.setBackground(QColor(theme.line))
        painter.eraseRect(QRect(0, top, self.width(), 1))
        painter.restore()
        if self.row.sample:
            draw_chip(painter, _("Sample"), QPoint(self.width() - 10, 10))
        self._paint_texts(painter, top + 14)
        self.paint_edge(painter, path)
        painter.end()

    def _paint_texts(self, painter: QPainter, y: int) -> None:
        theme = tokens()
        title, sub, count = self._fits(self.width())
        room = self.width() - 2 * _PAD
        painter.setFont(ui_font(16, SEMIBOLD))
        painter.setPen(QColor(theme.ink))
        draw_lines(painter, title, QPoint(_PAD, y), room)
        y += title.height + 4
        painter.setFont(ui_font(13, REGULAR))
        painter.setPen(QColor(theme.muted))
        for each in (sub, count):
            if each is not None:
                draw_lines(painter, each, QPoint(_PAD, y), room)
                y += each.height + 4


class TemplateCard(Card):
    """A way to begin: a small picture or an icon, a title, a line."""

    def __init__(self, title: str, line: str, icon: str, pictures: Sequence[QPixmap] = ()) -> None:
        super().__init__(f"{title}. {line}")
        self._title, self._line, self._icon, self._pictures = title, line, icon, list(pictures)
        self._side = 76 if pictures else 40

    def show_pictures(self, pictures: Sequence[QPixmap]) -> None:
        """Show other pictures, as many as there were."""
        self._pictures = list(pictures)
        self.update()

    def _room(self, width: int) -> int:
        return width - self._side - 3 * _PAD

    def heightForWidth(self, width: int) -> int:
        """Height in px: the picture, or the texts if they are higher."""
        title, line = self._fits(width)
        return max(self._side if not self._pictures else 60, title.height + line.height + 4) + 2 * _PAD

    def _fits(self, width: int) -> tuple[Fit, Fit]:
        room = self._room(width)
        title = fit(self._title, room, 16, least=14, lines=3, weight=SEMIBOLD)
        return title, fit(self._line, room, 13, least=12, lines=4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture and texts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme, path = tokens(), self.paint_frame(painter)
        if self._pictures:
            self._paint_pictures(painter)
        else:
            area = QRectF(_PAD, _PAD, 40, 40)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(area, 10, 10)
            picture = pixmap(self._icon, theme.accent_text, 22, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(_PAD + 9, _PAD + 9), picture)
        title, line = self._fits(self.width())
        left = self._side + 2 * _PAD
        y = max(_PAD, (self.height() - title.height - line.height - 4) // 2) if self._pictures else _PAD
        painter.setFont(ui_font(16, SEMIBOLD))
        painter.setPen(QColor(theme.ink))
        draw_lines(painter, title, QPoint(left, y), self._room(self.width()))
        painter.setFont(ui_font(13))
        painter.setPen(QColor(theme.muted))
        draw_lines(painter, line, QPoint(left, y + title.height + 4), self._room(self.width()))
        self.paint_edge(painter, path)
        painter.end()

    def _paint_pictures(self, painter: QPainter) -> None:
        count = len(self._pictures)
        columns = 2 if count > 1 else 1
        lines = 2 if count > 2 else 1
        wide, high = (self._side - (columns - 1) * 4) // columns, 26 if lines == 2 else 44
        top = (self.height() - lines * high - (lines - 1) * 4) // 2
        for i, picture in enumerate(self._pictures[:4]):
            at = QRect(_PAD + (i % 2) * (wide + 4), top + (i // 2) * (high + 4), wide, high)
            draw_cover(painter, picture, at)
            painter.setPen(QColor(tokens().line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(at)


class MiniatureCard(Card):
    """One canvas of the workshop one can go on with: its miniature and its title; a click opens that canvas."""

    def __init__(self, title: str, count: int, picture: QPixmap) -> None:
        super().__init__(f"{title}, {count}" if count else title)
        self._title, self._picture = title, picture
        tip(self, title)

    def heightForWidth(self, width: int) -> int:
        """Picture and a line or two of title."""
        return self._high(width) + self._fit(width).height + 16

    def _high(self, width: int) -> int:
        return round((width - 2) * 0.56)

    def _fit(self, width: int) -> Fit:
        return fit(self._title, width - 20, 13, least=12, lines=2, weight=SEMIBOLD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw miniature and title."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = self.paint_frame(painter)
        high = self._high(self.width())
        painter.save()
        painter.setClipPath(path)
        painter.setBackground(QColor(tokens().paper))
        painter.eraseRect(QRect(0, 0, self.width(), high))
        draw_cover(painter, self._picture, QRect(1, 1, self.width() - 2, high - 1))
        painter.setBackground(QColor(tokens().line))
        painter.eraseRect(QRect(0, high, self.width(), 1))
        painter.restore()
        painter.setFont(ui_font(13, SEMIBOLD))
        painter.setPen(QColor(tokens().ink))
        draw_lines(painter, self._fit(self.width()), QPoint(10, high + 8), self.width() - 20)
        self.paint_edge(painter, path)
        painter.end()


def draw_cover(painter: QPainter, picture: QPixmap, area: QRect) -> None:
    """Draw a picture whole in an area, in its middle."""
    ratio = picture.devicePixelRatio()
    wide, high = picture.width() / ratio, picture.height() / ratio
    scale = min(area.width() / wide, area.height() / high)
    size = QSize(round(wide * scale), round(high * scale))
    left = area.left() + (area.width() - size.width()) // 2
    painter.drawPixmap(QRect(QPoint(left, area.top() + (area.height() - size.height()) // 2), size), picture)


def draw_chip(painter: QPainter, text: str, at: QPoint) -> None:
    """Draw a small white chip whose right top corner is at `at`."""
    theme = tokens()
    painter.setFont(ui_font(12, SEMIBOLD))
    width = int(painter.fontMetrics().horizontalAdvance(text)) + 16
    area = QRectF(at.x() - width, at.y(), width, 20)
    painter.setPen(QColor(theme.line))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(area, 10, 10)
    painter.setPen(QColor(theme.ink))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
