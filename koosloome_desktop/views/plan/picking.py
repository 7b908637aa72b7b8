"""What can be picked for a cell instead of typed: roles that are present, sources of money, days and months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QCompleter, QFrame, QGridLayout, QLineEdit, QWidget

from koosloome_desktop.model.records import Canvas, Person
from koosloome_desktop.operations.commitments import principles_of
from koosloome_desktop.operations.dates import first_day
from koosloome_desktop.support import locale
from koosloome_desktop.support.collation import sort_key
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model import PlanModel

SOURCES: Final = (
    N_("parish or town budget"),
    N_("project grant"),
    N_("co-funding"),
    N_("own contribution"),
    N_("donation or sponsor"),
    N_("voluntary work"),
    N_("participatory budget"),
    N_("being sought"),
)
"""Where money comes from in plans of parishes and associations (domain.md 3.4)."""
_ROLES: Final = {"owner_role", "organisation", "partner_roles"}
LISTED: Final = {"principles"}
"""Fields of one line that hold several words, a comma between them."""


def words_for(model: PlanModel, field: str) -> list[str]:
    """What a cell completes to; empty for cells that are free text."""
    rows = model.everything()
    lang = model.workshop.document.workshop.language
    if field in _ROLES:
        found = {p.role for p in model.workshop.document.of(Person)} if field != "organisation" else set()
        found |= {str(getattr(a, field)) for a in rows} if field != "partner_roles" else set()
        found |= {a.owner_role for a in rows} | {str(p) for a in rows for p in a.partner_roles}
        return sorted((w for w in found if w), key=lambda w: sort_key(w, lang))
    if field == "funding_source":
        used = sorted({a.funding_source for a in rows if a.funding_source}, key=lambda w: sort_key(w, lang))
        known = [_(s) for s in SOURCES]
        return [*known, *(w for w in used if w not in known)]
    if field in LISTED:
        canvas = model.workshop.document.get(model.canvas_id, Canvas)
        return list(dict.fromkeys((*principles_of(canvas, lang), *(p for a in rows for p in a.principles))))
    if field == "group":
        return list(dict.fromkeys(a.group for a in rows if a.group))
    return []


class _LastOfList(QCompleter):
    """Completes what stands behind the last comma; what stands before it stays."""

    def splitPath(self, path: str) -> list[str]:
        """The piece that is being typed."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole list with the piece completed."""
        field = self.widget()
        typed = field.text() if isinstance(field, QLineEdit) else ""
        before = [one.strip() for one in typed.split(",")[:-1]]
        return ", ".join([*before, str(index.data())])


def completer(words: list[str], parent: QWidget, *, several: bool = False) -> QCompleter:
    """Completes a word from its beginning or middle, whatever the case of the letters; the last one of `several`."""
    made = _LastOfList(words, parent) if several else QCompleter(words, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setMaxVisibleItems(9)
    return made


def open_list(field: QLineEdit) -> bool:
    """Show everything a field completes to; False when it completes to nothing."""
    known: QCompleter | None = field.completer()
    if known is None:
        return False
    known.setCompletionPrefix("")
    known.complete()
    return True


class DatePicker(QFrame):
    """A calendar and the twelve months: a deadline is a day or a month. `keep` takes ``2027-05-31`` or ``2027-05``."""

    def __init__(self, parent: QWidget, start: str, today: date, lang: str, keep: Callable[[str], object]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._keep, self._lang = keep, lang
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(lang))
        self.calendar.setGridVisible(False)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("Day"))
        shown = QDate.fromString(first_day(start), "yyyy-MM-dd") if start else QDate(today.year, today.month, today.day)
        self.calendar.setSelectedDate(shown)
        self.calendar.activated.connect(self._day)
        self.calendar.clicked.connect(self._day)
        self.months = QGridLayout()
        self.months.setSpacing(4)
        for number in range(1, 13):
            made = button(locale.month_name(number, lang)[:4].rstrip("."), "chip", run=partial(self._month, number))
            made.setAccessibleName(locale.month_name(number, lang))
            self.months.addWidget(made, (number - 1) // 6, (number - 1) % 6)
        body = column(self.calendar, label(_("or only the month"), "field"), margins=(12, 12, 12, 12), gap=8)
        body.addLayout(self.months)
        self.setLayout(body)
        self.setAccessibleName(_("Pick a date"))

    def show_under(self, at: QPoint) -> None:
        """Open below a point of the screen, inside the screen, with the keyboard in the calendar."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        self.move(min(at.x(), area.right() - self.width()), min(at.y(), area.bottom() - self.height()))
        self.show()
        QTimer.singleShot(0, self.calendar, self.calendar.setFocus)

    def _day(self, day: QDate) -> None:
        self._done(day.toString("yyyy-MM-dd"))

    def _month(self, number: int) -> None:
        self._done(f"{self.calendar.yearShown():04d}-{number:02d}")

    def _done(self, text: str) -> None:
        self.close()
        self._keep(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; the cell keeps what it had."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
