"""The faces of the wall that lead the room: agenda, agreements, groups, break, a text, and a picture to try."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from koosloome_desktop.operations import agenda, queries, running
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import NOTE_KINDS
from koosloome_desktop.views.agenda.words import clock_words, minutes_words, wall_time
from koosloome_desktop.views.canvas_words import workshop_title
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD
from koosloome_desktop.views.people.model import task_word
from koosloome_desktop.views.text_fit import fit
from koosloome_desktop.views.wall.code_list import CodeList, Member, largest_lists
from koosloome_desktop.views.wall.drawing import Sheet, card, centred, head, panel, text, write
from koosloome_desktop.views.wall.rows import Row, rows_face
from koosloome_desktop.views.wall.scene import Scene, time_of

_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_TRIED: Final = ("cause", "effect", "core", "people", "association", "place", "institution")


def agenda_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The blocks of the meeting with their times; what is done is ticked, what is on stands out."""
    session = scene.leading.session()
    if session is None:
        centred(painter, sheet, workshop_title(scene.document.workshop), 100)
        return 1
    area = head(painter, sheet, workshop_title(scene.document.workshop), time_of(scene), _("Agenda"))
    rows = []
    for item in agenda.blocks(scene.document, session.id):
        words = f"✓ {item.title}" if item.ended else item.title
        words = f"{item.title} – {_('left out')}" if item.skipped else words
        minutes = minutes_words(agenda.length(item.start, item.end) + item.added)
        over = bool(item.ended) or item.skipped
        rows.append(Row(words, clock_words(item.start), minutes, on=bool(item.began) and not item.ended, quiet=over))
    on = next((at for at, row in enumerate(rows) if row.on), 0)
    return rows_face(painter, sheet, area, _near(sheet, area, rows, on), most=46, least=27)


def _near(sheet: Sheet, area: QRect, rows: list[Row], on: int) -> list[Row]:
    """As many blocks as are readable, the one that is on among them: what is over goes first."""
    room = max(3, area.height() // round(sheet.pt(27) * 1.8))
    begin = max(0, min(on - 1, len(rows) - room))
    return rows[begin : begin + room]


def agreements_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """What was agreed on."""
    found = [str(a) for a in scene.document.workshop.agreements if a]
    if not found:
        centred(painter, sheet, _("Agreements"), 100)
        return 1
    area = head(painter, sheet, _("Agreements"), time_of(scene))
    rows = [Row(each, f"{n}.") for n, each in enumerate(found, 1)]
    return rows_face(painter, sheet, area, rows, scene.shown.page, most=68)


def groups_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """Who sits in which group: codes and roles, never names, with what they do for it."""
    groups: dict[str, list[Member]] = {}
    for person in queries.people(scene.document):
        if person.present and person.group is not None:
            task = f" ({task_word(person.task)})" if person.task else ""
            groups.setdefault(str(person.group), []).append((person.code, f"{person.role}{task}"))
    order = sorted(groups, key=lambda g: (len(g), g))
    if not order:
        centred(painter, sheet, _("Groups"), 100)
        return 1
    area = head(painter, sheet, _("Groups"), time_of(scene))
    shown = _most_groups(sheet, area, max(len(m) for m in groups.values()))
    pages = -(-len(order) // shown)
    at = scene.shown.page % pages
    order = order[at * shown : (at + 1) * shown]
    columns = (1 if len(order) < 4 else 2) if sheet.upright else min(4 if len(order) > 6 else 3, len(order))
    lines = -(-len(order) // columns)
    gap, pad = sheet.px(26), sheet.px(30)
    wide = (area.width() - gap * (columns - 1)) // columns
    high = (area.height() - gap * (lines - 1)) // lines
    title = round(sheet.pt(46) * 1.3) + sheet.px(10)
    room = (wide - 2 * pad, high - pad - title)
    fitted = largest_lists(sheet, {g: groups[g] for g in order}, *room)
    high = min(high, max(f.height for f in fitted.values()) + title + 2 * pad)
    for place, group in enumerate(order):
        left, top = area.left() + place % columns * (wide + gap), area.top() + place // columns * (high + gap)
        _group(painter, sheet, QRect(left, top, wide, high), group, fitted[group])
    return pages


def _most_groups(sheet: Sheet, area: QRect, people: int) -> int:
    """How many groups of so many people a page holds, so that each line can be read."""
    line = sheet.pt(30) * 1.35
    down = max(1, int(area.height() // ((people * 1.25 + 2.2) * line)))
    across = (1 if area.width() < sheet.pt(30) * 34 else 2) if sheet.upright else 3
    return down * across


def _group(painter: QPainter, sheet: Sheet, area: QRect, group: str, members: CodeList) -> None:
    panel(painter, sheet, area)
    pad = sheet.px(30)
    inner = area.adjusted(pad, pad // 2, -pad, -pad // 2)
    title = _("Group {number}").format(number=group)
    text(painter, sheet, title, inner, 46, lines=1, strong=True, colour=sheet.theme.accent_text)
    members.draw(painter, sheet, inner.adjusted(0, round(sheet.pt(46) * 1.3) + sheet.px(10), 0, 0))


def break_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """A pause: a ring that closes as it goes, and in it the time at which the room goes on."""
    item = scene.block
    if item is None:
        centred(painter, sheet, _("Break"), 150)
        return 1
    clock = running.clock(item, scene.now)
    area, side = sheet.area, sheet.margin
    fitted = fit(item.title, area.width() - 2 * side, sheet.pt(96), least=sheet.pt(40), lines=2, weight=SEMIBOLD)
    spare = max(0, area.height() - fitted.height - sheet.px(160) - (area.width() - 2 * side))
    top = area.top() + sheet.px(56) + spare // 3
    place = QRect(area.left() + side, top, area.width() - 2 * side, 0)
    below = top + write(painter, sheet, fitted, place, weight=SEMIBOLD, align=_CENTRE) + sheet.px(30)
    room = area.bottom() - sheet.px(56) - below
    across = min(room, place.width(), sheet.px(800))
    ring = QRectF(area.center().x() - across / 2, below + min((room - across) / 2, sheet.px(60)), across, across)
    inner = _ring(painter, sheet, ring, clock).adjusted(across // 8, 0, -across // 8, 0)
    ends = wall_time(scene.now + timedelta(seconds=max(0, clock.left)))
    say = fit(_("We go on at"), inner.width(), sheet.pt(50), least=sheet.pt(28), lines=2)
    large = fit(ends, inner.width(), sheet.pt(190), least=sheet.pt(60), lines=1, weight=SEMIBOLD)
    left = fit(minutes_words(_minutes(clock)), inner.width(), sheet.pt(54), least=sheet.pt(28), lines=1)
    top = inner.top() + (inner.height() - say.height - large.height - left.height) // 2
    for part, weight, colour in ((say, REGULAR, "muted"), (large, SEMIBOLD, "ink"), (left, REGULAR, "muted")):
        ink = sheet.theme.colours()[colour]
        at = QRect(inner.left(), top, inner.width(), 0)
        top += write(painter, sheet, part, at, weight=weight, colour=ink, align=_CENTRE, tabular=True)
    return 1


def _minutes(clock: running.Clock) -> int:
    return max(0, -(-clock.left // 60))


def _ring(painter: QPainter, sheet: Sheet, area: QRectF, clock: running.Clock) -> QRect:
    """The ring of what is left, by whole minutes; gives the place inside it."""
    thick = sheet.stroke(18)
    inner = area.adjusted(thick, thick, -thick, -thick)
    pen = QPen(QColor(sheet.theme.line), thick)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawEllipse(inner)
    share = min(1.0, _minutes(clock) * 60 / max(1, clock.whole))
    pen.setColor(QColor(sheet.theme.ok if clock.left > 120 else sheet.theme.warn))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if share:
        painter.drawArc(inner, 90 * 16, round(share * 360 * 16))
    return inner.toRect()


def text_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """A text of one's own, or the block's title with what opens or closes the round."""
    workshop = scene.document.workshop
    item = scene.block
    if scene.shown.text and scene.shown.own:
        centred(painter, sheet, scene.shown.text, 120)
        return 1
    told = scene.shown.text or workshop_title(workshop)
    asked = {"check_in": workshop.check_in, "check_out": workshop.check_out}.get(item.type if item else "")
    under = str(asked.get("question") or "") if asked else ""
    time = time_of(scene)
    if time.words:
        area = head(painter, sheet, told if under else workshop_title(workshop), time)
        centred(painter, sheet, under or told, 118, area=area.adjusted(sheet.margin, 0, -sheet.margin, 0))
    else:
        centred(painter, sheet, under or told, 118, told if under else "")
    return 1


def check_face(painter: QPainter, sheet: Sheet, _scene: Scene) -> int:
    """The picture to try a projector with: all four edges, the smallest text there will be, tints, black and white."""
    theme = sheet.theme
    edge = sheet.area.adjusted(1, 1, -2, -2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ink), sheet.stroke(4)))
    painter.drawRect(edge)
    long = sheet.px(70)
    painter.setPen(QPen(QColor(theme.accent), sheet.stroke(12)))
    for x, dx in ((edge.left(), long), (edge.right(), -long)):
        for y, dy in ((edge.top(), long), (edge.bottom(), -long)):
            painter.drawLine(x, y, x + dx, y)
            painter.drawLine(x, y, x, y + dy)
    area = head(painter, sheet, _("Can the last row read this?"), kicker=_("Projector check"))
    note = round(sheet.size)
    lines = (
        (_("Notes are this large ({size} px)").format(size=note), 36.0),
        (_("Small print is this large"), 24.0),
    )
    top = area.top()
    for words, size in lines:
        top += text(painter, sheet, words, QRect(area.left(), top, area.width(), 0), size, lines=2) + sheet.px(12)
    top += sheet.px(14)
    _kinds(
        painter, sheet, QRect(area.left(), top, area.width(), max(sheet.px(120), area.bottom() - top - sheet.px(190)))
    )
    greys = QRect(area.left(), area.bottom() - sheet.px(130), area.width(), sheet.px(60))
    steps = 9
    for at in range(steps):
        shade = round(255 * at / (steps - 1))
        wide = greys.width() / steps
        painter.fillRect(
            QRectF(greys.left() + at * wide, greys.top(), wide + 1, greys.height()), QColor(shade, shade, shade)
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ink), sheet.stroke(2)))
    painter.drawRect(greys)
    told = _("The frame touches all four edges, no step of grey is lost, every card has its colour.")
    text(painter, sheet, told, QRect(area.left(), greys.bottom() + sheet.px(12), area.width(), 0), 28, lines=2,
         colour=theme.muted)  # fmt: skip
    return 1


def _kinds(painter: QPainter, sheet: Sheet, area: QRect) -> None:
    count = 4 if sheet.upright else len(_TRIED)
    gap = sheet.px(20)
    wide = (area.width() - gap * (count - 1)) // count
    for at, kind in enumerate(_TRIED[:count]):
        place = QRect(area.left() + at * (wide + gap), area.top(), wide, area.height())
        card(painter, sheet, place, _(NOTE_KINDS[kind].word), kind, size=36)
