"""The wall in a follow-up: one row large with what was promised, where it comes from, and how far the meeting is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Note, Review
from koosloome_desktop.operations import plan
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations import review_room as room
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.canvas_words import canvas_title, kind_code
from koosloome_desktop.views.plan.review_words import counted, day, meeting_line
from koosloome_desktop.views.plan.words import STATUS_COLOURS, status_word
from koosloome_desktop.views.source_words import dots_and_place
from koosloome_desktop.views.wall.drawing import Sheet, Time, card, centred, head, text
from koosloome_desktop.views.wall.rows import Row, rows_face

if TYPE_CHECKING:
    from koosloome_desktop.views.wall.scene import Scene


def open_meeting(document: Document) -> Review | None:
    """The meeting that is going on, of whatever plan."""
    return next((r for r in reversed(document.of(Review)) if r.content.get(verbs.OPEN) is True), None)


def review_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The row that the scribe has before them; without one how the plan stands."""
    document, lang = scene.document, scene.words
    review = open_meeting(document)
    if review is None:
        centred(painter, sheet, _("Follow-up meeting"), 88)
        return 1
    today = local(scene.leading.now(), document.workshop.zone).date()
    rows = room.before_meeting(document, review, today)
    noted = verbs.rows_noted(review)
    done = sum(room.settled(noted.get(r.action.code, {}), r) for r in rows)
    canvas = document.get(review.canvas, Canvas)
    area = head(
        painter,
        sheet,
        canvas.goal or canvas_title(canvas, lang),
        Time(f"{done}/{len(rows)}", share=done / max(1, len(rows))),
    )
    row = next((r for r in rows if r.action.id == scene.shown.row), None)
    if row is None:
        found = room.numbers(document, canvas.id, today)
        money = locale.money(found.spent, lang)
        rows_face(painter, sheet, area, [Row(meeting_line(review, lang)), Row(counted(found.by_status), after=money)])
        return 1
    _row(painter, sheet, area, scene, review, row)
    return 1


def _row(painter: QPainter, sheet: Sheet, area: QRect, scene: Scene, review: Review, row: Standing) -> None:
    document, lang, theme = scene.document, scene.words, sheet.theme
    action = document.get(row.action.id, Action)
    noted = verbs.row_noted(review, action)
    notes = [n for i in action.sources if isinstance(n := document.find(i), Note)]
    beside = sheet.px(520) if notes else 0
    wide = area.width() - (beside + sheet.px(40) if beside else 0)
    top = area.top()

    def say(
        words: str, size: float, *, strong: bool = False, colour: str = "", lines: int = 3, gap: float = 16
    ) -> None:
        nonlocal top
        if words:
            at = QRect(area.left(), top, wide, area.bottom() - top)
            top += text(painter, sheet, words, at, size, strong=strong, colour=colour, lines=lines) + sheet.px(gap)

    say(action.activity, 104, strong=True, lines=4, gap=34)
    moved = str(noted.get("new_deadline") or "")
    now = moved or row.deadline
    told = _("Promised: {who}, by {date}").format(
        who=action.owner_role or _("nobody yet"), date=day(now, lang) if now else _("no date")
    )
    say(told, 56)
    old = [_("was {date}").format(date=day(d, lang)) for d in dict.fromkeys((row.first_deadline, row.deadline))
           if d and d != now]  # fmt: skip
    late = ngettext("{count} day late", "{count} days late", row.days_late).format(count=row.days_late)
    say(" · ".join([*old, *([late] if row.overdue and not moved else [])]), 40, colour=theme.bad)
    say(_money(action, row, lang), 44, colour=theme.muted)
    say(action.result, 44, colour=theme.muted)
    status = str(noted.get("status") or "")
    if status:
        ink = theme.colours()[STATUS_COLOURS.get(status, ("", "ink"))[1]]
        say(" · ".join(x for x in (status_word(status), action.reason, str(noted.get("note") or "")) if x), 60,
            strong=True, colour=ink)  # fmt: skip
    if notes:
        place = QRect(area.right() - beside, area.top(), beside, min(area.height(), sheet.px(360)))
        card(
            painter, sheet, place, notes[0].text, kind_code(document, notes[0]), foot=dots_and_place(document, notes[0])
        )


def _money(action: Action, row: Standing, lang: str) -> str:
    """Spent of planned, or what is planned; "" for a row without an amount."""
    if not plan.has_amount(action):
        return action.budget_note
    planned = locale.money(plan.row_total(action), lang)
    spent = action.spent if action.spent is not None else row.spent
    return (
        planned
        if spent is None
        else _("{spent} spent of {planned}").format(spent=locale.money(spent, lang), planned=planned)
    )
