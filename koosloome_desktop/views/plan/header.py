"""The head of a plan's table: whole titles, a sign for sorting; a click sorts, a drag moves or widens a column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu

from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plan.cell_paint import PAD
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.grid import PlanGrid

_LOW: Final = 40
_SIZES: Final = (13.0, 12.0, 11.0)
_STEP: Final = 1.3


class PlanHeader(QHeaderView):
    """Titles on up to three lines, hyphenated or smaller where a column is narrow."""

    def __init__(self, table: PlanGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._size = _SIZES[0]
        self._pressed = False
        self._silent = False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(36)
        self.setAccessibleName(_("Columns of the plan"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.sectionClicked.connect(self._sort)
        self.sectionMoved.connect(self._moved)
        self.sectionResized.connect(self._resized)

    def _title(self, section: int, width: int, size: float = 0.0) -> tuple[str, ...]:
        plan = self._table.plan
        column = plan.columns[section]
        # Names of roles are in the workshop's language, whatever the program speaks.
        lang = plan.workshop.document.workshop.language if column.literal else plan.ctx.lang
        words = f"{column.words} {self._sign(section)}".strip()
        return wrap(words, max(20, width - 2 * PAD + 4), size or self._size, "semibold", lang)

    def _sign(self, section: int) -> str:
        shape = self._table.plan.shape
        if shape.sort != self._table.plan.columns[section].field:
            return ""
        return "▼" if shape.down else "▲"

    def arrange(self) -> None:
        """All titles in one size, the largest in which words stay whole; as high as the longest title needs."""
        widths = [self.sectionSize(i) for i in range(self.count())]
        self._size = next((s for s in _SIZES if all(self._whole(i, w, s) for i, w in enumerate(widths))), _SIZES[-1])
        lines = max((len(self._title(i, w)) for i, w in enumerate(widths)), default=1)
        self.setFixedHeight(max(_LOW, int(min(lines, 4) * self._size * _STEP) + 12))

    def _whole(self, section: int, width: int, size: float) -> bool:
        lines = self._title(section, width, size)
        return len(lines) <= 3 and not any(line.endswith("-") for line in lines)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one title."""
        column = self._table.plan.columns[section]
        lines = self._title(section, rect.width())
        theme = tokens()
        painter.save()
        painter.fillRect(rect, QColor(theme.panel))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.line))
        painter.setFont(ui_font(self._size, SEMIBOLD))
        painter.setPen(QColor(theme.ink if self._sign(section) else theme.muted))
        step = int(self._size * _STEP)
        top = rect.top() + (rect.height() - step * len(lines)) // 2
        side = Qt.AlignmentFlag.AlignLeft
        if column.right or column.middle:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignHCenter
        for i, line in enumerate(lines):
            room = QRect(rect.left() + PAD - 2, top + i * step, rect.width() - 2 * PAD + 5, step)
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), line)
        painter.restore()

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Only what a person drags is kept."""
        self._pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over."""
        super().mouseReleaseEvent(event)
        self._pressed = False

    def _sort(self, section: int) -> None:
        plan = self._table.plan
        plan.reshape(plan.shape.sorted_by(plan.columns[section].field))

    def _moved(self, _section: int, old: int, new: int) -> None:
        if self._silent:
            return
        self._silent = True
        self.moveSection(new, old)  # the model's columns are in the order shown
        self._silent = False
        plan = self._table.plan
        self._table.later(
            lambda: plan.reshape(plan.shape.moved(self._table.columns_.every(), plan.columns[old].field, new))
        )

    def _resized(self, section: int, _old: int, width: int) -> None:
        if self._pressed and not self._table.arranging:
            self._table.keep_width(section, width)

    def _menu(self, at: QPoint) -> None:
        section = self.logicalIndexAt(at)
        if section < 0:
            return
        verbs, field = self._table.columns_, self._table.plan.columns[section].field
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, run in (
            (_("Sort by this column"), partial(self._sort, section)),
            (_("Hide this column"), partial(verbs.hide, field)),
            (_("One place left"), partial(verbs.step, field, -1)),
            (_("One place right"), partial(verbs.step, field, 1)),
            (_("Width as it was"), partial(verbs.widen, field, 0)),
            (_("Columns as the set has them"), verbs.reset),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, r=run: r())
        menu.popup(self.mapToGlobal(at))
