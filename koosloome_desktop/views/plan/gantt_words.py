"""The words of a Gantt chart: names of bands, dates beside bars, what a screen reader hears."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF

from koosloome_desktop.layout.gantt import Piece, Unit
from koosloome_desktop.operations.plan_moving import Dates
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plan.gantt_place import Place
from koosloome_desktop.views.plan.gantt_rows import Row
from koosloome_desktop.views.plan.words import status_word

ROMAN = ("I", "II", "III", "IV")


def band_word(piece: Piece, width: float, metrics: QFontMetricsF, lang: str) -> str:
    """What stands in a piece of the head, as long as it has room for; "" when nothing has."""
    day = piece.first
    if piece.unit is Unit.YEAR:
        choices = [str(day.year), f"{day.year % 100:02}"]
    elif piece.unit is Unit.QUARTER:
        number = ROMAN[(day.month - 1) // 3]
        choices = [_("quarter {number}").format(number=number), number]
    elif piece.unit is Unit.MONTH:
        choices = month_words(day.month, lang)
    else:
        choices = [f"{locale.weekday_letter(day, lang)} {day.day}", str(day.day)]
    return next((c for c in choices if metrics.horizontalAdvance(c) <= width), "")


def month_words(month: int, lang: str) -> list[str]:
    """The name of a month in the forms that a narrow column may take, longest first."""
    name = locale.month_name(month, lang)
    return [name, locale.month_short(month, lang), str(month)]


def month_form(width: float, metrics: QFontMetricsF, lang: str) -> int:
    """Which of these forms all twelve months have room for: a head in which they differ looks like a mistake."""
    for form in range(3):
        if max(metrics.horizontalAdvance(month_words(m, lang)[form]) for m in range(1, 13)) <= width:
            return form
    return 2


def period(dates: Dates, lang: str) -> str:
    """Start and deadline in words: “02.03.2026–30.06.2026”, “until 30.06.2026”, “from …”."""
    if dates.start and dates.end:
        return locale.period(dates.start, dates.end, lang)
    if dates.end:
        return _("until {date}").format(date=locale.date(dates.end, lang))
    return _("from {date}").format(date=locale.date(dates.start, lang)) if dates.start else _("no date")


def late_words(days: int) -> str:
    """“late by 45 days”."""
    return ngettext("late by {count} day", "late by {count} days", days).format(count=days)


def beside(row: Row) -> str:
    """What stands beside a bar all the time: only what nobody may miss."""
    if row.action.draft:
        return _("proposed, not confirmed")
    if row.late:
        return late_words(row.late)
    return status_word(row.status) if row.status in {"delayed", "postponed", "dropped"} else ""


def tip_of(row: Row, lang: str, step: str = "") -> str:
    """The tooltip of a row, or of one of its milestones."""
    for one in row.steps:
        if one.record.id == step:
            done = _("reached") if one.record.done else _("not reached yet")
            return f"{one.record.text}\n{locale.date(one.record.due or one.day, lang)} · {done}"
    parts = [row.action.activity, period(row.dates, lang), status_word(row.status)]
    return "\n".join(p for p in (*parts, late_words(row.late) if row.late else "", row.action.reason) if p)


class Spoken:
    """What a screen reader is told of the chart: every row with its dates, status and milestones."""

    def __init__(self, place: Place, lang: str) -> None:
        self.place, self.lang = place, lang
        self.chosen = ""
        self.grip = ""

    def nodes(self) -> list[str]:
        """The rows in order."""
        return [row.action.id for row in self.place.rows.rows]

    def has(self, node_id: str) -> bool:
        """Whether a row is there."""
        return node_id in self.place.rows.place

    def name(self, node_id: str) -> str:
        """Number and activity."""
        row = self.place.rows.row(node_id)
        return f"{row.action.code} {row.action.activity}".strip() if row else ""

    def words(self, node_id: str) -> str:
        """Dates, status, who, milestones."""
        row = self.place.rows.row(node_id)
        if row is None:
            return ""
        parts = [period(row.dates, self.lang), status_word(row.status)]
        parts += [late_words(row.late)] if row.late else []
        parts += [row.action.owner_role or _("nobody is responsible")]
        for step in row.milestones:
            due = locale.date(step.due, self.lang) if step.due else _("no date")
            done = _("reached") if step.done else _("not reached yet")
            parts.append(f"{step.text}: {due}, {done}")
        return ". ".join(parts)

    def rect(self, node_id: str) -> QRect:
        """Where the row stands."""
        index = self.place.rows.place.get(node_id, -1)
        return self.place.row_rect(index) if index >= 0 else QRect()

    def at(self, place: QPoint) -> str:
        """The row at a place."""
        found = self.place.hit(place)
        return found.action if found else ""

    def current(self) -> str:
        """The chosen row."""
        return self.chosen if self.has(self.chosen) else ""

    def selected(self, node_id: str) -> bool:
        """What has the ring is what is selected."""
        return node_id == self.current()
