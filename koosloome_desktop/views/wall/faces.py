"""The faces of the wall that show what the room made: question, vote, plan, what there is so far; and their table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from koosloome_desktop.model.records import Action, AgendaItem, Ballot, Cluster, Note
from koosloome_desktop.operations import ballots, queries, running
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.agenda.words import clock_words, wall_time
from koosloome_desktop.views.canvas_words import canvas_title, kind_code, zone_title
from koosloome_desktop.views.count_words import dot_words, note_words
from koosloome_desktop.views.votes.choice import ballot_title, named
from koosloome_desktop.views.votes.results import result_words, short_result
from koosloome_desktop.views.wall.drawing import FLOOR, Sheet, card, card_height, card_text, centred, head, rule, text
from koosloome_desktop.views.wall.faces_room import (
    agenda_face,
    agreements_face,
    break_face,
    check_face,
    groups_face,
    text_face,
)
from koosloome_desktop.views.wall.readback_face import readback_face
from koosloome_desktop.views.wall.review_face import review_face
from koosloome_desktop.views.wall.rows import Row, rows_close, rows_face
from koosloome_desktop.views.wall.scene import Face, Scene, about, question_of, time_of

_NEWEST: Final = 6
_TOP: Final = 3
_FITTING: Final = 9
"""As many as digits match."""


def _age(note: Note) -> tuple[bool, str]:
    """Ids of notes made in the room follow their time (UUIDv7); those of imported ones do not, and are older."""
    return note.id[14:15] == "7", note.id


def question(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The question, the time, and the newest six notes large; without notes the question alone, as large as it goes."""
    notes = queries.standing(scene.document, scene.shown.canvas)
    newest = sorted(notes, key=_age)[-_NEWEST:][::-1]
    if not newest:
        _asked(painter, sheet, scene)
        return 1
    area = head(painter, sheet, question_of(scene), time_of(scene), about(scene))
    count = len(newest)
    columns = (1 if count <= 3 else 2) if sheet.upright else (count if count < 4 else 2 if count == 4 else 3)
    rows = -(-count // columns)
    gap = sheet.px(26)
    wide = (area.width() - gap * (columns - 1)) // columns
    high = min((area.height() - gap * (rows - 1)) // rows, sheet.px(420))
    foots = [_foot(scene, note) for note in newest]
    size = min(card_text(sheet, n.text, wide, high, 62, foot=True) for n in newest)
    for at, (note, foot) in enumerate(zip(newest, foots, strict=True)):
        left, top = area.left() + (at % columns) * (wide + gap), area.top() + (at // columns) * (high + gap)
        kind = kind_code(scene.document, note)
        card(painter, sheet, QRect(left, top, wide, high), note.text, kind, foot=foot, exact=size)
    return 1


def _foot(scene: Scene, note: Note) -> str:
    """Where a note stands: its zone's title."""
    canvas = scene.canvas
    return zone_title(scene.document, canvas, note.zone, scene.words) if canvas is not None and note.zone else note.code


def _asked(painter: QPainter, sheet: Sheet, scene: Scene) -> None:
    """Nothing is there yet: what the room is asked, where it stands, and a large clock."""
    time = time_of(scene)
    side = sheet.margin * (1 if sheet.upright else 2)
    room = sheet.area.adjusted(side, sheet.margin, -side, -sheet.margin)
    small = sheet.pt(54) if time.under else 0
    foot = sheet.pt(150) + small if time.words else 0
    if about(scene):
        text(painter, sheet, about(scene), room, 38, lines=1, colour=sheet.theme.muted, middle=True)
    middle = room.adjusted(0, sheet.pt(60), 0, -foot - sheet.px(20) if foot else -sheet.pt(60))
    centred(painter, sheet, question_of(scene), 118, area=middle)
    if time.words:
        inks = {"ok": sheet.theme.ok, "warn": sheet.theme.warn, "bad": sheet.theme.bad}
        place = QRect(room.left(), room.bottom() - foot, room.width(), 0)
        text(painter, sheet, time.words, place, 104, lines=1, strong=True, colour=inks[time.role], middle=True,
             tabular=True)  # fmt: skip
        if time.under:
            under = QRect(room.left(), room.bottom() - sheet.px(24) - small, room.width(), 0)
            text(painter, sheet, time.under, under, 38, lines=1, colour=sheet.theme.muted, middle=True)
        wide = min(room.width(), sheet.px(760))
        line = QRect(room.center().x() - wide // 2, room.bottom() - sheet.stroke(8), wide, sheet.stroke(8))
        rule(painter, sheet, line, time)


def light(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """One note, as large as it goes; beside a need what answers it and what could."""
    note = scene.document.find(scene.shown.note)
    if not isinstance(note, Note):
        return question(painter, sheet, scene)
    area = head(painter, sheet, question_of(scene), time_of(scene), about(scene))
    votes = queries.votes(scene.document, note.canvas).get(note.id, 0)
    foot = " · ".join(x for x in (_foot(scene, note), dot_words(votes) if votes else "", scene.shown.place) if x)
    side = 0 if sheet.upright else area.width() // 10
    place = area.adjusted(side, sheet.px(30), -side, -sheet.px(30))
    if rows := _answers(scene, note):
        place = _beside(painter, sheet, area, rows)
    size = card_text(sheet, note.text, place.width(), place.height(), 110, foot=bool(foot))
    high = min(place.height(), max(sheet.px(420), card_height(sheet, note.text, place.width(), size, foot=bool(foot))))
    place = QRect(place.left(), place.top() + (place.height() - high) * 2 // 5, place.width(), high)
    card(painter, sheet, place, note.text, kind_code(scene.document, note), size=110, foot=foot, exact=size)
    return 1


def _answers(scene: Scene, note: Note) -> list[Row]:
    """What answers a need, ticked, then what could, the best first: as the scribe sees it while matching."""
    if note.form != "need":
        return []
    from koosloome_desktop.operations import fitting

    document, mine = scene.document, fitting.answers(scene.document, note)
    ranked = fitting.ranked(f"{note.text} {note.whose}", fitting.offers(document, note.canvas))
    order = [i for i in ranked if i in mine] + [i for i in ranked if i not in mine]
    return [Row(document.get(i, Note).text, "✓" if i in mine else "", quiet=i not in mine) for i in order[:_FITTING]]


def _beside(painter: QPainter, sheet: Sheet, area: QRect, rows: Sequence[Row]) -> QRect:
    """Draw what could answer a need at the right, on an upright wall below; the room that is left for the need."""
    gap = sheet.px(56)
    if sheet.upright:
        high = area.height() * 2 // 5
        own, other = area.adjusted(0, 0, 0, -area.height() + high), area.adjusted(0, high + gap, 0, 0)
    else:
        wide = area.width() * 11 // 20
        own, other = area.adjusted(0, 0, -area.width() + wide, 0), area.adjusted(wide + gap, 0, 0, 0)
    other = other.adjusted(0, sheet.px(30), 0, 0)
    used = text(painter, sheet, _("What could answer it?"), other, 30, lines=1, colour=sheet.theme.muted)
    rows_close(painter, sheet, other.adjusted(0, used + sheet.px(20), 0, 0), rows, most=46, least=30)
    return own.adjusted(0, sheet.px(30), 0, -sheet.px(30))


def ballot_of(scene: Scene) -> Ballot | None:
    """The round that the wall is about: the open one, else the last that was closed."""
    found = [b for c in queries.canvases(scene.document) for b in scene.document.within(Ballot, c.id)]
    return next(iter([*[b for b in found if not b.closed][::-1], *found[::-1]]), None)


def votes_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """While a round is open: what is voted on and how many dots are given; closed: the ranked result."""
    document, ballot = scene.document, ballot_of(scene)
    if ballot is None:
        centred(painter, sheet, _("No vote yet"), 88)
        return 1
    strength = ballot.form == ballots.STRENGTH
    cast, most = ballots.cast(document, ballot), ballots.available(ballot)
    given = _("from 1 to 5") if strength else _("{given} of {most} dots given").format(given=cast, most=most)
    kicker = _("Result") if ballot.closed else _("Vote")
    area = head(painter, sheet, ballot_title(document, ballot), time_of(scene), f"{kicker} · {given}")
    results = ballots.results(document, ballot)
    if ballot.closed:
        top = ballots.STRONGEST if strength else max([1, *(r.dots for r in results)])
        rows = [_ranked(scene, r, (r.average or 0.0 if strength else r.dots) / top) for r in results if r.dots]
        return rows_face(painter, sheet, area, rows, scene.shown.page, most=54)
    facts = ngettext("{count} dot for each", "{count} dots for each", ballot.dots_per_person)
    told = _("1 = hardly, 5 = very much") if strength else facts.format(count=ballot.dots_per_person)
    used = text(painter, sheet, told, area, 46, lines=1, strong=True)
    area = area.adjusted(0, used + sheet.px(24), 0, 0)
    order = list(ballot.targets) or [r.target for r in results]
    rows = [Row(named(document, target)[0], f"{n}.") for n, target in enumerate(order, 1)]
    return rows_face(painter, sheet, area, rows, scene.shown.page)


def _ranked(scene: Scene, one: ballots.Result, bar: float) -> Row:
    told = result_words(one, scene.words)
    words = named(scene.document, one.target)[0]
    return Row(words, f"{one.place}.", f"{told} · {_('tie')}" if one.tied else told, bar=bar)


def plan_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The rows of the plan: what, who, by when; a page at a time."""
    document = scene.document
    plans = [c for c in queries.canvases(document) if c.type == "action_plan" and c.raw is None]
    canvas = scene.canvas if scene.canvas in plans else (plans[-1] if plans else None)
    rows: list[Action] = queries.actions(document, canvas.id) if canvas is not None else []
    title = (canvas.goal or canvas_title(canvas, scene.words)) if canvas is not None else _("Action plan")
    told = [
        Row(a.activity, a.code, locale.date(a.deadline, scene.words) if a.deadline else "", a.owner_role)
        for a in rows if not a.draft
    ]  # fmt: skip
    if not told:
        centred(painter, sheet, _("No action yet"), 88, title)
        return 1
    kicker = canvas_title(canvas, scene.words) if canvas is not None and canvas.goal else ""
    area = head(painter, sheet, title, time_of(scene), kicker)
    return rows_face(painter, sheet, area, told, scene.shown.page, most=52, cards=True)


def recap_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """For those who come late: the question, what the notes are about, what was decided and done, when it ends."""
    document = scene.document
    found: list[tuple[str, list[Row]]] = []
    count = note_words(len(queries.standing(document, scene.shown.canvas)))
    clusters = [c for c in document.within(Cluster, scene.shown.canvas) if c.label]
    topics = [Row(c.label, after=note_words(len(c.notes))) for c in clusters]
    found.append((_("Topics"), topics or [Row(count)]))
    closed = [b for b in document.of(Ballot) if b.closed]
    if closed:
        ranked = [r for r in ballots.results(document, closed[-1]) if r.dots][:_TOP]
        title = _("Strongest") if closed[-1].form == ballots.STRENGTH else _("Most dots")
        # On an upright wall the result stands below its words, where a bare number would say nothing.
        count_of = result_words if sheet.upright else short_result
        told = [Row(named(document, r.target)[0], f"{r.place}.", count_of(r, scene.words)) for r in ranked]
        found.append((title, told))
    agreed = [a for a in document.of(Action) if a.agreed_at and not a.draft]
    if agreed:
        found.append((_("Agreed"), [Row(a.activity, a.code) for a in agreed[-_TOP:]]))
    session = scene.leading.session()
    ends = running.course(document, session, scene.now).ends if session is not None else None
    if session is not None:
        found.append((_("Done"), _done(scene, session.id)))
    kicker = " · ".join(
        x for x in (_("What there is so far"), count,
                    _("We end at {time}.").format(time=wall_time(ends)) if ends is not None else "") if x
    )  # fmt: skip
    area = head(painter, sheet, question_of(scene), time_of(scene), kicker)
    sections(painter, sheet, area, [f for f in found if f[1]])
    return 1


def _done(scene: Scene, session: str) -> list[Row]:
    items = [i for i in scene.document.within(AgendaItem, session) if i.ended and i.type not in {"break", "lunch"}]
    return [Row(i.title, clock_words(i.start), quiet=True) for i in items[-4:]]


def sections(painter: QPainter, sheet: Sheet, area: QRect, found: Sequence[tuple[str, list[Row]]]) -> None:
    """Short lists with a heading each: side by side, two a column; on an upright wall below each other."""
    across = 1 if sheet.upright else min(2, len(found))
    columns = [list(found[i::across]) for i in range(across)]
    gap = sheet.px(72)
    heading, most = (44, 72) if sheet.upright else (32, 50)
    wide = (area.width() - gap * (across - 1)) // across
    for at, column in enumerate(columns):
        place = QRect(area.left() + at * (wide + gap), area.top(), wide, area.height())
        weights = [len(rows) + 1.4 for _title, rows in column]
        top = place.top()
        for number, (title, rows) in enumerate(column):
            # What one list leaves free the next ones have.
            high = round((place.bottom() - top) * weights[number] / sum(weights[number:]))
            used = text(painter, sheet, title, QRect(place.left(), top, wide, high), heading, lines=1, strong=True,
                        colour=sheet.theme.accent_text)  # fmt: skip
            room = QRect(place.left(), top + used + sheet.px(12), wide, high - used - sheet.px(40))
            top = room.top() + rows_close(painter, sheet, room, rows, most=most, least=FLOOR) + sheet.px(56)


def readback(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """A row of the plan read out as a sentence."""
    return readback_face(painter, sheet, scene, time_of(scene))


FACES: Final[Mapping[str, Face]] = {
    "question": question,
    "agenda": agenda_face,
    "votes": votes_face,
    "plan": plan_face,
    "readback": readback,
    "review": review_face,
    "agreements": agreements_face,
    "groups": groups_face,
    "recap": recap_face,
    "break": break_face,
    "text": text_face,
    "check": check_face,
}
"""The faces but the canvas itself, which has a drawing of its own (`board_face`)."""
