"""Parts of the import dialog: findings, tables with their sums, columns to choose, first rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from koosloome_desktop.services.import_preview import ColumnShown, Line, Preview, TableShown
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.importing.words import COLUMN_WORDS, SAMPLE_WORDS, column_word
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.widgets import column, row

LINES: Final = 40
"""Findings that are written out; of more the number is said."""
_TABLES: Final = 12
_ROW: Final = 30
_CELL: Final = 160
_WIDTHS: Final = {"code": 84, "budget": 190, "group": 170}


class Choice(Combo):
    """A list to choose from that the wheel does not change in passing."""

    def __init__(self, name: str, options: Iterable[tuple[str, str]], current: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(16)
        for value, text in options:
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(current)))

    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData() or "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what is around."""
        event.ignore()


def findings(lines: Sequence[Line]) -> QVBoxLayout:
    """What to look at, the serious first; a sentence when there is nothing."""
    made = column(gap=6)
    if not lines:
        made.addWidget(label(_("Nothing to look at: the table adds up."), "ok", wrap=True))
    for line in lines[:LINES]:
        sign = label("!" if line.serious else "·", "warn" if line.serious else "muted")
        sign.setFixedWidth(12)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        place = line.place and not line.text.startswith(line.place)
        words = label(f"{line.place}: {line.text}" if place else line.text, "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        one = row(sign, words, gap=8)
        one.setStretch(1, 1)
        made.addLayout(one)
    if len(lines) > LINES:
        made.addWidget(label(_("and {count} more").format(count=len(lines) - LINES), "muted"))
    return made


def tables(shown: Sequence[TableShown], lang: str) -> QGridLayout:
    """Each table: what it is called, its rows, what they add up to, what the file states."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    right = Qt.AlignmentFlag.AlignRight
    for at, table in enumerate(shown[:_TABLES]):
        count = ngettext("{count} row", "{count} rows", table.rows).format(count=table.rows)
        grid.addWidget(label(table.label, "strong"), at, 0)
        grid.addWidget(label(count, "muted"), at, 1, right)
        grid.addWidget(label(locale.money(table.computed, lang), "body"), at, 2, right)
        grid.addWidget(stated(table, lang), at, 3)
    if len(shown) > _TABLES:
        grid.addWidget(label(_("and {count} more").format(count=len(shown) - _TABLES), "muted"), _TABLES, 0)
    grid.setColumnStretch(3, 1)
    return grid


def stated(table: TableShown, lang: str) -> QWidget:
    """What the file says the total is, and whether it is."""
    if table.stated is None:
        told = table.stated_text
        words = _("the file states “{text}”").format(text=told) if told else _("no total stated")
        return label(words, "muted", wrap=True)
    amount = locale.money(table.stated, lang)
    if table.differs:
        return label(_("the file states {amount}").format(amount=amount), "warn", wrap=True)
    return label(_("as the file states"), "ok", wrap=True)


Chosen = list[tuple[ColumnShown, "Choice"]]
"""Headings with the lists in which their meaning is chosen."""


def columns(shown: Sequence[ColumnShown], changed: Callable[[], object]) -> tuple[QGridLayout, Chosen]:
    """Every heading with a first cell, and what it means."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    made: Chosen = []
    for at, one in enumerate(shown):
        heading = " ".join(one.headings[0].split())
        more = f" (+{len(one.headings) - 1})" if len(one.headings) > 1 else ""
        options = [(code, _(word)) for code, word in COLUMN_WORDS.items()]
        if one.has_year or one.column == "year_amount":
            options.insert(1, ("year_amount", column_word("year_amount")))
        choice = Choice(heading, options, one.column)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choice.activated.connect(lambda _index: changed())
        name = label(f"{heading}{more}", "strong", wrap=True)
        name.setBuddy(choice)
        words = column(name, label(one.example, "muted", wrap=True), gap=0) if one.example else column(name, gap=0)
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line, side = divmod(at, 2)
        grid.addLayout(words, line, side * 3)
        grid.addWidget(choice, line, side * 3 + 1)
        made.append((one, choice))
    for index, stretch in ((0, 1), (1, 1), (2, 0), (3, 1), (4, 1)):
        grid.setColumnStretch(index, stretch)
    grid.setColumnMinimumWidth(2, 12)
    return grid, made


class FirstRows(QTableWidget):
    """The first rows as they will be; to look at only."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(len(preview.sample), len(preview.sample_columns))
        self.setAccessibleName(_("First rows"))
        self.setHorizontalHeaderLabels([_(SAMPLE_WORDS[name]) for name in preview.sample_columns])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setAccessibleName(_("First rows"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for at, cells in enumerate(preview.sample):
            for place, text in enumerate(cells):
                self.setItem(at, place, QTableWidgetItem(" · ".join(text.split("\n"))[:_CELL]))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, name in enumerate(preview.sample_columns):
            stretch = name in {"activity", "text"}
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch) if stretch else None
            self.setColumnWidth(place, max(_WIDTHS.get(name, 140), head.sectionSizeHint(place)))
        self.setFixedHeight(head.sizeHint().height() + _ROW * len(preview.sample) + 2)


def section(text: str) -> QWidget:
    """The title of a part."""
    return section_label(text)
