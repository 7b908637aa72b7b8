"""The row of sums under a plan's table: it says exactly which rows it adds up, and stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations import plan
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.plan.cell_paint import PAD
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable

_ONE, _TWO = 44, 66
_ROOMY = 660
"""Height in px of the window from which on the sums have two lines."""
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class TotalsRow(QWidget):
    """The sum of the rows that the filter lets through, by year and by source; what is not in it is said."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__()
        self._table = table
        self.setFixedHeight(_ONE)
        self._text = self._sum = self._below = ""
        self._under: dict[str, str] = {}
        self._differs = False
        self._sums = plan.Sums()
        self._spent = self._drafts = self._all = self._shown = self._of_year = 0
        self._stated: int | None = None
        self._old = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.count)
        table.resized.connect(self.say)
        table.plan.modelReset.connect(self.renew)
        table.plan.dataChanged.connect(self.renew)

    def renew(self) -> None:
        """Something changed: count when the present event is done."""
        self._old = True
        self._later.start(0)

    def count(self) -> None:
        """Add up anew."""
        self._later.stop()
        self._old = False
        model = self._table.plan
        rows = model.rows
        self._sums, self._spent = model.ledger.shown()
        self._drafts = sum(a.draft for a in rows)
        self._all = len(model.of_year())
        self._shown = len(rows)
        self._stated = next((t.stated_total for t in model.tables() if t.year == model.year), None)
        self._of_year = self._sums.total
        if model.shape.filter.on and self._stated is not None:
            self._of_year = plan.totals(a for a in model.of_year() if not a.draft).total
        self.say()

    def say(self) -> None:
        """Say what is added up, and how much of it is in sight."""
        lang = self._table.plan.ctx.lang
        if self._old:
            return
        parts = [self._seen()]
        parts += self._left_out()
        self._differs = self._stated is not None and self._stated != self._of_year
        if self._differs and self._stated is not None:
            parts.append(_("the file states {amount}").format(amount=locale.money(self._stated, lang)))
        self._text = " · ".join(parts)
        self._sum = locale.money(self._sums.total, lang)
        self._under = {
            f"budget:{year}": locale.money(cents, lang, sign="").strip() for year, cents in self._sums.by_year.items()
        }
        if self._sums.own_contribution:
            self._under["own_contribution"] = locale.money(self._sums.own_contribution, lang, sign="").strip()
        if self._spent:
            self._under["spent"] = locale.money(self._spent, lang, sign="").strip()
        self._below = self._by_year_and_source(lang)
        self.setFixedHeight(_TWO if self._roomy() else _ONE)
        self.setAccessibleName(f"{_('Budget in all')} {self._sum}. {self._text}. {self._below}")
        tip(self, self._below)
        self.update()

    def _roomy(self) -> bool:
        """Whether there is room for the second line; in a low window rows come first and it is the tip alone."""
        return bool(self._below) and self.window().height() >= _ROOMY

    def _seen(self) -> str:
        count, seen = self._all, self._table.count_in_sight()
        if seen < count:
            return _("{seen}/{count} rows in sight").format(seen=seen, count=count)
        return ngettext("{count} row", "{count} rows", count).format(count=count)

    def _left_out(self) -> list[str]:
        parts = []
        if self._shown < self._all:
            hidden = self._all - self._shown
            parts.append(ngettext("{count} row filtered out", "{count} rows filtered out", hidden).format(count=hidden))
        without = self._sums.words + self._sums.empty
        if without:
            some = ngettext("{count} without an amount", "{count} without an amount", without)
            parts.append(some.format(count=without))
        if self._drafts:
            some = ngettext("{count} draft not counted", "{count} drafts not counted", self._drafts)
            parts.append(some.format(count=self._drafts))
        return parts

    def _by_year_and_source(self, lang: str) -> str:
        sums, parts = self._sums, []
        if len(sums.by_year) > 1 and not any(f in self._under for f in self._shown_years()):
            parts += [f"{year}: {locale.money(cents, lang)}" for year, cents in sums.by_year.items()]
        sources = [(name, sums.of_source(name)) for name in sums.by_source]
        if any(name for name, _cents in sources):
            named = sorted((s for s in sources if s[1]), key=lambda s: -s[1])
            parts += [f"{name or _('no source named')} {locale.money(cents, lang)}" for name, cents in named]
        return " · ".join(parts)

    def _shown_years(self) -> list[str]:
        return [c.field for c in self._table.plan.columns if c.field.startswith("budget:")]

    def texts(self) -> tuple[str, str]:
        """The sentence and the sum, as they are now."""
        if self._old:
            self.count()
        return self._text, self._sum

    def below(self) -> str:
        """The sums by year and by source, as they are now."""
        if self._old:
            self.count()
        return self._below

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentence left and every sum under its column."""
        painter = QPainter(self)
        theme = tokens()
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(theme.line))
        left = PAD + 4
        painter.setPen(QColor(theme.ink))
        painter.setFont(ui_font(14, SEMIBOLD))
        words = _("Budget in all")
        painter.drawText(QRect(left, 0, self.width(), _ONE), _MIDDLE, words)
        start = left + int(painter.fontMetrics().horizontalAdvance(words)) + 8
        end = self._paint_sums(painter, start)
        painter.setFont(ui_font(13, REGULAR, tabular=True))
        painter.setPen(QColor(theme.warn if self._differs else theme.muted))
        room = QRect(start, 0, max(0, end - 12 - start), _ONE)
        shown = painter.fontMetrics().elidedText(f"· {self._text}", Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)
        if self._roomy():
            painter.setPen(QColor(theme.muted))
            line = QRect(left, _ONE - 12, self.width() - 2 * left, _TWO - _ONE + 4)
            whole = painter.fontMetrics().elidedText(self._below, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _MIDDLE, whole)
        painter.end()

    def _least_left(self, painter: QPainter, start: int) -> int:
        """Left of here no sum is drawn: in a table that is scrolled the sentence goes first."""
        if not self._table.horizontalScrollBar().value():
            return start
        return start + int(painter.fontMetrics().horizontalAdvance(self._text)) + 16

    def _paint_sums(self, painter: QPainter, start: int) -> int:
        """Draw the sums under their columns; the left edge of the leftmost in px."""
        table, edge = self._table, self.width()
        painter.setFont(ui_font(14, SEMIBOLD, tabular=True))
        metrics = QFontMetricsF(painter.font())
        drawn = False
        for i, column in enumerate(table.plan.columns):
            text = self._sum if column.field == "budget" else self._under.get(column.field, "")
            if not text:
                continue
            right = table.columnViewportPosition(i) + table.columnWidth(i) - PAD + 3
            width = int(metrics.horizontalAdvance(text)) + 4
            if right - width < self._least_left(painter, start) or right > self.width():
                continue
            drawn = drawn or column.field == "budget"
            painter.drawText(QRect(right - width, 0, width, _ONE), _MIDDLE | Qt.AlignmentFlag.AlignRight, text)
            edge = min(edge, right - width)
        if not drawn and not self._under.keys() & {c.field for c in table.plan.columns}:
            width = int(metrics.horizontalAdvance(self._sum)) + 4
            right = self.width() - PAD
            painter.drawText(QRect(right - width, 0, width, _ONE), _MIDDLE | Qt.AlignmentFlag.AlignRight, self._sum)
            edge = min(edge, right - width)
        return edge
