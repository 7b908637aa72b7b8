"""Paints a Gantt chart: only the rows and the days that are in sight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from koosloome_desktop.layout.gantt import Bar, Piece, Scale, Unit, bar_of, weekends
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plan.gantt_moving import Moving, moving_box, told_box, told_font
from koosloome_desktop.views.plan.gantt_place import BAND, HALF, Place
from koosloome_desktop.views.plan.gantt_rows import BELOW, HEADING, LINE, PAD, Row
from koosloome_desktop.views.plan.gantt_words import band_word, beside, month_form, month_words, period
from koosloome_desktop.views.plan.status_looks import look_of, paint_bar, paint_diamond
from koosloome_desktop.views.style import tokens

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_font = cache(ui_font)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is marked: the chosen row and grip, whether the keyboard is here, what is dragged."""

    chosen: str
    grip: str
    focused: bool
    moving: Moving | None
    lang: str


class GanttPainter:
    """One pass over a viewport."""

    def __init__(self, painter: QPainter, place: Place, seen: Seen) -> None:
        self.painter, self.place, self.seen = painter, place, seen
        self.theme = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self) -> None:
        """Ground, rows, head: all but what is dragged."""
        painter, place = self.painter, self.place
        painter.fillRect(QRect(0, 0, place.width, place.height), QColor(self.theme.panel))
        time = QRect(place.labels, place.head, place.time_width, max(0, place.height - place.head))
        body = QRect(0, place.head, place.width, time.height())
        painter.setClipRect(body)
        self._tint()
        painter.setClipRect(time)
        self._ground(time)
        for index in place.in_sight():
            self._time(index)
        self._today(time)
        self._ring()
        painter.setClipRect(body)
        self._labels()
        painter.setClipping(False)
        self._head()
        painter.fillRect(QRect(place.labels - 1, 0, 1, place.height), QColor(self.theme.line))

    # -- ground

    def _tint(self) -> None:
        index = self.place.rows.place.get(self.seen.chosen, -1)
        if index >= 0:
            self.painter.fillRect(self.place.row_rect(index), QColor(self.theme.accent_soft))

    def _ground(self, time: QRect) -> None:
        painter, place, theme = self.painter, self.place, self.theme
        first, last = place.days_in_sight()
        if place.axis.scale is not Scale.YEAR:
            shade = QColor(theme.ink)
            shade.setAlphaF(0.035)
            for begin, end in weekends(first, last):
                left = place.x(begin)
                painter.fillRect(QRectF(left, time.top(), place.x(end) - left, time.height()), shade)
        for piece in place.bands()[min(1, len(place.bands()) - 1)]:
            strong = piece.first.month == 1 and piece.first.day == 1
            colour = QColor(theme.muted if strong else theme.line)
            colour.setAlphaF(0.6 if strong else 1.0)
            painter.fillRect(QRectF(round(place.x(piece.first)), time.top(), 1, time.height()), colour)

    def _today(self, time: QRect) -> None:
        x = self.place.x(self.place.today) + self.place.axis.per_day / 2
        pen = QPen(QColor(self.theme.accent), 2)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(x, time.top()), QPointF(x, time.bottom() + 1))

    # -- one row

    def _time(self, index: int) -> None:
        row, place, painter = self.place.rows.rows[index], self.place, self.painter
        area = place.row_rect(index)
        painter.fillRect(QRect(0, area.bottom(), place.width, 1), QColor(self.theme.line))
        moving = self.seen.moving if self.seen.moving and self.seen.moving.action == row.action.id else None
        bar = bar_of(place.axis, row.span)
        if not row.dated and not row.steps:
            self._undated(index, moving)
            return
        if bar is not None:
            painter.setOpacity(0.5 if row.action.draft else 1.0)  # proposed, not confirmed
            self._bar(index, row, bar)
            painter.setOpacity(1.0)
            paint_far(painter, place, index, self.seen.lang)
        if row.before is not None:
            self._first_deadline(index, row)
        for step in row.steps:
            reached, late = step.record.done, step.day < place.today and row.status not in {"done", "dropped"}
            colour = "ink" if reached else "bad" if late else "ink"
            middle = place.step_middle(index, step.day)
            paint_diamond(painter, middle, HALF, filled=reached, colour="muted" if row.status == "dropped" else colour)
            if late and not reached:
                painter.setFont(_font(11, SEMIBOLD))
                painter.drawText(QRectF(middle.x() - 6, middle.y() - 7, 12, 14), _MIDDLE, "!")
        self._beside(index, row)

    def _first_deadline(self, index: int, row: Row) -> None:
        """A dashed tick where the deadline was before it was moved."""
        if row.before is None:
            return
        x, area = (
            self.place.axis.end_x(row.before) + self.place.labels - self.place.scroll_x,
            self.place.row_rect(index),
        )
        self.painter.setPen(QPen(QColor(self.theme.muted), 1.5, Qt.PenStyle.DotLine))
        self.painter.drawLine(QPointF(x, area.top() + 5), QPointF(x, area.bottom() - 5))

    def _bar(self, index: int, row: Row, bar: Bar) -> None:
        painter, box = self.painter, self.place.bar_rect(index, bar)
        look = look_of(row.status)
        edge = QColor(self.theme.colours()[look.edge])
        if bar.diamond:
            paint_diamond(painter, box.center(), HALF + 2, filled=row.status in {"done", "delayed"}, colour=look.edge)
        else:
            paint_bar(painter, box, row.status, row.standing.percent)
        if bar.open_end:
            painter.setPen(edge)
            painter.setFont(_font(16, SEMIBOLD))
            painter.drawText(QRectF(box.right() - 16, box.top(), 14, box.height()), _MIDDLE, "›")
        if not bar.diamond and box.width() >= 26:
            self._sign(row, box, edge)

    def _sign(self, row: Row, box: QRectF, edge: QColor) -> None:
        """The sign stands where the eye is: at the bar's begin, or at the left of the time when that is out of sight.
        A milestone there would hide it: it steps aside."""
        left = max(box.left() + 3, self.place.labels + 3.0)
        index = self.place.rows.place[row.action.id]
        steps = [self.place.step_middle(index, s.day).x() for s in row.steps]
        while any(abs(left + 8 - x) < 15 for x in steps):
            left += 16
        if left + 16 > box.right():
            return
        spot = QRectF(left, box.top() + 2, 16, 16)
        painter = self.painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.panel))
        painter.drawEllipse(spot)
        painter.setPen(edge)
        painter.setFont(_font(11, SEMIBOLD))
        painter.drawText(spot, _MIDDLE, look_of(row.status).sign)

    def _beside(self, index: int, row: Row) -> None:
        rights = [self.place.step_middle(index, s.day).x() + HALF for s in row.steps]
        box = self.place.bar_rect(index)
        if not box.isNull() and (box.right() < self.place.labels or box.left() > self.place.width):
            return  # the arrow at the edge says where it is
        word = beside(row)
        chosen = row.action.id == self.seen.chosen
        texts = [(word, look_of(row.status).edge)] if word else []
        if chosen and self.seen.moving is None:
            texts.append((period(row.dates, self.seen.lang), "ink"))
        area = self.place.row_rect(index)
        self.painter.setFont(_font(12, SEMIBOLD))
        metrics = QFontMetricsF(self.painter.font())
        left = max([*rights, box.right() if not box.isNull() else 0.0]) + 8
        whole = sum(metrics.horizontalAdvance(text) + 10 for text, _colour in texts)
        before = min([box.left() if not box.isNull() else left, *(r - 2 * HALF for r in rights)]) - whole - 4
        if left + whole > self.place.width and before > self.place.labels:
            left = before  # no room to the right: it stands before the bar
        for text, colour in texts:
            width = metrics.horizontalAdvance(text)
            ground = QColor(self.theme.accent_soft if chosen else self.theme.panel)
            ground.setAlphaF(0.85)
            spot = QRectF(left, area.center().y() - 8, width + 6, 17)
            self.painter.fillRect(spot, ground)
            self.painter.setPen(QColor(self.theme.colours()[colour]))
            self.painter.drawText(spot.adjusted(3, 0, 3, 0), _LEFT, text)
            left += width + 10

    def _undated(self, index: int, moving: Moving | None) -> None:
        painter, box = self.painter, self.place.undated_rect(index)
        pen = QPen(QColor(self.theme.muted), 1.2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(_font(12))
        painter.setPen(QColor(self.theme.muted))
        row = self.place.rows.rows[index]
        words = row.action.time_text or _("Drag onto the scale, or Enter and type")
        painter.drawText(box.adjusted(10, 0, -6, 0), _LEFT, f"◇  {words}")

    def _ring(self) -> None:
        index = self.place.rows.place.get(self.seen.chosen, -1)
        if index < 0 or self.seen.moving is not None:
            return
        pen = QPen(QColor(self.theme.accent), 2.5)
        if not self.seen.focused:
            pen = QPen(QColor(self.theme.accent), 1, Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(self.place.grip_rect(index, self.seen.grip), 6, 6)

    # -- labels and head

    def _labels(self) -> None:
        place, painter = self.place, self.painter
        for index in place.in_sight():
            area = place.row_rect(index)
            row = place.rows.rows[index]
            if index in place.rows.heads:
                self._heading(area.top() - HEADING, place.rows.heads[index])
            chosen = row.action.id == self.seen.chosen
            ground = self.theme.accent_soft if chosen else self.theme.panel
            painter.fillRect(QRect(0, area.top(), place.labels - 1, area.height() - 1), QColor(ground))
            self._label(row, area)

    def _heading(self, top: int, words: str) -> None:
        area = QRect(0, top, self.place.width, HEADING)
        self.painter.fillRect(area, QColor(self.theme.paper))
        self.painter.setFont(_font(13, SEMIBOLD))
        self.painter.setPen(QColor(self.theme.muted))
        self.painter.drawText(area.adjusted(PAD, 0, 0, 0), _LEFT, words)

    def _label(self, row: Row, area: QRect) -> None:
        painter, theme, place = self.painter, self.theme, self.place
        gone = row.status == "dropped"
        quiet = gone or row.status == "done" or row.action.draft
        lines = len(row.lines) * LINE
        top = area.top() + (area.height() - lines - max(1, len(row.owner)) * BELOW) // 2
        painter.setFont(_font(13, tabular=True))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRect(PAD, top, place.code_width, LINE), _LEFT, row.action.code)
        font = QFont(_font(14, SEMIBOLD))
        font.setStrikeOut(gone)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted if quiet else theme.ink))
        left = PAD + place.code_width
        for i, line in enumerate(row.lines):
            painter.drawText(QRect(left, top + i * LINE, place.labels, LINE), _LEFT, line)
        painter.setFont(_font(12, REGULAR))
        nobody = not row.owner and row.status not in {"done", "dropped"}
        painter.setPen(QColor(theme.bad if nobody else theme.muted))
        for i, line in enumerate(row.owner or ((_("nobody is responsible"),) if nobody else ())):
            painter.drawText(QRect(left, top + lines + i * BELOW, place.labels, BELOW), _LEFT, line)

    def _head(self) -> None:
        place, painter, theme = self.place, self.painter, self.theme
        painter.fillRect(QRect(0, 0, place.width, place.head), QColor(theme.panel))
        painter.setClipRect(QRect(place.labels, 0, place.time_width, place.head))
        for i, pieces in enumerate(place.bands()):
            for piece in pieces:
                self._piece(piece, i * BAND + 2)
        self._today_label()
        painter.setClipping(False)
        painter.setFont(_font(13, SEMIBOLD))
        painter.setPen(QColor(theme.muted))
        corner = QRect(PAD + place.code_width, 0, place.labels - PAD, place.head)
        painter.drawText(corner, _LEFT, _("Action"))
        painter.fillRect(QRect(0, place.head - 1, place.width, 1), QColor(theme.line))

    def _piece(self, piece: Piece, top: int) -> None:
        painter, place, theme = self.painter, self.place, self.theme
        left, right = place.x(piece.first), place.x(piece.end)
        wide = piece.unit in {Unit.YEAR, Unit.MONTH, Unit.QUARTER}
        if wide:
            painter.fillRect(QRectF(round(left), top, 1, BAND), QColor(theme.line))
        size = {Unit.YEAR: 13, Unit.DAY: 11}.get(piece.unit, 12)
        if piece.unit is Unit.DAY and place.axis.per_day < 20:
            right = left + 7 * place.axis.per_day  # Monday speaks for its week
        # A year stays in sight as long as any of it is.
        shown = max(left, place.labels) if wide else left
        painter.setFont(_font(size, SEMIBOLD if piece.unit is Unit.YEAR else REGULAR, tabular=True))
        room = min(right, place.width) - shown - 8
        metrics = QFontMetricsF(painter.font())
        if piece.unit is Unit.MONTH:
            form = month_form(28 * place.axis.per_day - 5, metrics, self.seen.lang)
            word = month_words(piece.first.month, self.seen.lang)[form]
            word = word if metrics.horizontalAdvance(word) <= room + 4 else ""
        else:
            word = band_word(piece, room, metrics, self.seen.lang)
        colour = theme.ink if piece.unit is Unit.YEAR else theme.muted
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(shown + 5, top, max(0.0, room + 4), BAND), _LEFT, word)

    def _today_label(self) -> None:
        place, painter = self.place, self.painter
        x = place.x(place.today) + place.axis.per_day / 2
        if not place.labels <= x <= place.width:
            return
        painter.setFont(_font(11, SEMIBOLD))
        word = _("today")
        width = QFontMetricsF(painter.font()).horizontalAdvance(word) + 10
        spot = QRectF(x - width / 2, place.head - 17, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent))
        painter.drawRoundedRect(spot, 4, 4)
        painter.setPen(QColor(self.theme.accent_ink))
        painter.drawText(spot, _MIDDLE, word)

    # -- what is dragged

    def paint_moving(self) -> None:
        """Where what is dragged would stand, and its dates beside the pointer."""
        moving = self.seen.moving
        index = self.place.rows.place.get(moving.action, -1) if moving else -1
        if moving is None or index < 0:
            return
        painter = self.painter
        painter.setClipRect(QRect(self.place.labels, self.place.head, self.place.time_width, self.place.height))
        colour = QColor(self.theme.bad if moving.refused else self.theme.accent)
        painter.setPen(QPen(colour, 2))
        veil = QColor(colour)
        veil.setAlphaF(0.25)
        painter.setBrush(veil)
        box = moving_box(self.place, moving)
        if moving.bar is not None and not moving.bar.diamond:
            painter.drawRoundedRect(box, 4, 4)
        elif not box.isNull():
            paint_diamond(painter, box.center(), HALF + 3, filled=True, colour="accent")
        painter.setClipping(False)
        self._beside_pointer(moving, colour)

    def _beside_pointer(self, moving: Moving, colour: QColor) -> None:
        painter, spot = self.painter, told_box(self.place, moving)
        painter.setFont(told_font())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(spot, 6, 6)
        painter.setPen(QColor(self.theme.accent_ink if not moving.refused else self.theme.panel))
        for i, text in enumerate(moving.lines):
            painter.drawText(QRectF(spot.left() + 10, spot.top() + 2 + i * 22, spot.width(), 22), _LEFT, text)


def paint_far(painter: QPainter, place: Place, index: int, lang: str) -> None:
    """Where a bar is that is out of sight: an arrow at that edge, with its end or begin."""
    row, box, area = place.rows.rows[index], place.bar_rect(index), place.row_rect(index)
    if place.labels <= box.right() and box.left() <= place.width:
        return
    before = box.right() < place.labels
    day = row.span.last or row.span.first if before else row.span.first or row.span.last
    if day is None:
        return
    date = locale.date(day, lang)
    painter.setFont(_font(12))
    painter.setPen(QColor(tokens().muted))
    spot = QRectF(place.labels + 8, area.top(), place.time_width - 16, area.height())
    side = Qt.AlignmentFlag.AlignLeft if before else Qt.AlignmentFlag.AlignRight
    painter.drawText(spot, int(side | Qt.AlignmentFlag.AlignVCenter), f"← {date}" if before else f"{date} →")
