"""Small questions about a plan as a whole: the name of a role, its years, who adopted it and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations.dates import RangeKind, parse_range, valid_partial
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.views.dialogs import Dialog

_SPAN: Final = pattern_of(r"(\d{4})\s*(?:[-–—…]|\.{2,3})\s*(\d{4})")
_YEAR: Final = pattern_of(r"\d{4}")
_MOST: Final = 30


def years_in(text: str) -> list[int] | None:
    """``2026–2029`` or ``2026, 2028`` as years; None for what is neither, and for more than thirty."""
    found: set[int] = set()
    rest = text
    for match in _SPAN.finditer(text):
        first, last = int(match[1]), int(match[2])
        if not 0 <= last - first < _MOST:
            return None
        found |= set(range(first, last + 1))
    rest = _SPAN.sub(" ", text)
    found |= {int(year) for year in _YEAR.findall(rest)}
    return sorted(found) if not _YEAR.sub(" ", rest).strip(" ,;") and len(found) <= _MOST else None


class _Asked(Dialog):
    """A dialog that stays until what is written can be kept."""

    def ask(self) -> None:
        """Show it; gone when it is answered."""
        self.exec()
        self.deleteLater()


class AskRole(_Asked):
    """The name of a role; `keep` gives why it cannot be."""

    def __init__(self, title: str, name: str, keep: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self._keep = keep
        self.name = self.field(_("Role"), name)
        self.add_buttons(_("Keep"), _("Cancel"))
        self.name.selectAll()

    def accept(self) -> None:
        """Keep the name, or say why it cannot be."""
        told = self._keep(self.name.text())
        if told:
            self.refuse(told, self.name)
        else:
            super().accept()


class AskYears(_Asked):
    """The years that a plan shows."""

    def __init__(self, years: Sequence[str], keep: Callable[[list[int]], str], parent: QWidget) -> None:
        told = _("Each year has its column and its total. Amounts in other years stay.")
        super().__init__(_("Years of the plan"), told, parent=parent)
        self._keep = keep
        self.years = self.field(_("Years"), ", ".join(years), "2026–2029")
        self.add_buttons(_("Keep"), _("Cancel"))

    def accept(self) -> None:
        """Keep the years, or say how they are written."""
        found = years_in(self.years.text())
        if found is None:
            self.refuse(_("Write years as 2026–2029 or 2026, 2028."), self.years)
            return
        told = self._keep(found)
        if told:
            self.refuse(told, self.years)
        else:
            super().accept()


class AskAdoption(_Asked):
    """When a plan was adopted, and by whom."""

    def __init__(
        self, canvas: Canvas, today: date, lang: str, keep: Callable[[str, str], str], parent: QWidget
    ) -> None:
        told = _("From then on every change of a date, an amount or a status is kept with what stood there before.")
        super().__init__(_("The plan was adopted"), told, parent=parent)
        self._keep, self._today, self._lang = keep, today, lang
        part = canvas.parts.get("adopted")
        known = part if isinstance(part, Mapping) else {}
        day = str(known.get("date") or "")
        self.day = self.field(_("Date"), locale.date(day if valid_partial(day) else today, lang))
        self.by = self.field(_("Who adopted it"), str(known.get("by") or ""), _("council"))
        self.add_buttons(_("Keep"), _("Cancel"))
        self.day.selectAll()

    def accept(self) -> None:
        """Keep it, or say that the date is none."""
        found = parse_range(self.day.text(), default_year=self._today.year, lang=self._lang)
        day = found.start or found.end
        if found.kind in {RangeKind.TEXT, RangeKind.EMPTY} or not day:
            self.refuse(_("“{text}” is not a date.").format(text=self.day.text()), self.day)
            return
        told = self._keep(day, self.by.text())
        if told:
            self.refuse(told, self.day)
        else:
            super().accept()
