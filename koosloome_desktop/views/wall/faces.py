"""The faces of the wall, each a function: question, agenda, vote, plan, agreements, recap, break, text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Ballot, Canvas, Cluster, Note
from koosloome_desktop.operations import agenda, ballots, queries, running, steps
from koosloome_desktop.operations.running import Clock
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.agenda.words import back_words, dotted, left_words, minutes_words, step_name, wall_time
from koosloome_desktop.views.canvas_words import canvas_title, kind_code, workshop_title
from koosloome_desktop.views.count_words import dot_words, note_words
from koosloome_desktop.views.people.model import task_word
from koosloome_desktop.views.votes.choice import ballot_title, named
from koosloome_desktop.views.wall.drawing import Sheet, card, centred, head, lines_of, text
from koosloome_desktop.views.wall.readback_face import readback_face
from koosloome_desktop.views.wall.review_face import review_face
from koosloome_desktop.views.wall.show import Shown

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.leading import Leading

_NEWEST: Final = 6
_ROWS: Final = 8
_PLAN_ROWS: Final = 6


@dataclass(frozen=True, slots=True)
class Scene:
    """What a face needs: the document, the course of the agenda, what is shown, the interface's language."""

    document: Document
    leading: Leading
    shown: Shown
    lang: str

    @property
    def canvas(self) -> Canvas | None:
        """The canvas it is about."""
        found = self.document.find(self.shown.canvas)
        return found if isinstance(found, Canvas) else None

    @property
    def words(self) -> str:
        """The workshop's language: what the room reads is in it."""
        return self.document.workshop.language


Face = Callable[[QPainter, Sheet, Scene], int]
"""Paints; gives how many pages the face has."""


def clock_of(scene: Scene) -> tuple[str, str]:
    """The time that is left of the running block and its colour; ("", "ok") without one. Whole minutes until the last
    two, in a part until its last half: nothing on the wall ticks while people think. Behind a line break the part that
    is on, or when groups that work apart come back.
    """
    item = scene.leading.current()
    if item is None:
        return "", "ok"
    found = running.clock(item, scene.leading.now())
    role = "bad" if found.left < 0 else "warn" if found.warns else "ok"
    inner = steps.step(item, scene.leading.now())
    if inner is not None:
        part = Clock(0, 60 * inner.minutes, inner.left, found.paused)
        return f"{_wall_left(part, 30)}\n{step_name(inner)}", role
    back = back_words(item, found, scene.leading.now())
    return f"{_wall_left(found)}\n{back}" if back else _wall_left(found), role


def _wall_left(clock: Clock, last: int = 120) -> str:
    return minutes_words(-(-clock.left // 60)) if clock.left > last else left_words(clock)


def question_of(scene: Scene) -> str:
    """The question of the canvas: its own, else its variant's."""
    canvas = scene.canvas
    if canvas is None:
        return workshop_title(scene.document.workshop)
    variant = variant_of(canvas.type, canvas.variant)
    spec = spec_of(canvas.type)
    own = variant.question.get(scene.words) if variant is not None else ""
    return canvas.focus_question or own or (spec.title.get(scene.words) if spec else "") or canvas.title


def _age(note: Note) -> tuple[bool, str]:
    """Ids of notes made in the room follow their time (UUIDv7); those of imported ones do not, and are older."""
    return note.id[14:15] == "7", note.id


def question(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The question, the time, and the newest six notes large."""
    clock, role = clock_of(scene)
    area = head(painter, sheet, question_of(scene), clock, role)
    notes = queries.standing(scene.document, scene.shown.canvas)
    newest = sorted(notes, key=_age)[-_NEWEST:][::-1]
    if not newest:
        return 1
    upright = area.width() < area.height()
    columns = 1 if upright else min(3, len(newest))
    rows = -(-len(newest) // columns)
    gap = sheet.px(24)
    wide = (area.width() - gap * (columns - 1)) // columns
    high = min((area.height() - gap * (rows - 1)) // rows, sheet.px(340))
    for at, note in enumerate(newest):
        left, top = area.left() + (at % columns) * (wide + gap), area.top() + (at // columns) * (high + gap)
        card(painter, sheet, QRect(left, top, wide, high), note.text, kind_code(scene.document, note), foot=note.code)
    return 1


def light(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """One note, as large as it goes."""
    note = scene.document.find(scene.shown.note)
    if not isinstance(note, Note):
        return question(painter, sheet, scene)
    clock, role = clock_of(scene)
    area = head(painter, sheet, question_of(scene), clock, role)
    votes = queries.votes(scene.document, note.canvas).get(note.id, 0)
    foot = " · ".join(x for x in (note.code, dot_words(votes) if votes else "", scene.shown.place) if x)
    side = area.width() // 8
    card(painter, sheet, area.adjusted(side, sheet.px(20), -side, -sheet.px(40)), note.text,
         kind_code(scene.document, note), size=84, foot=foot)  # fmt: skip
    return 1


def agenda_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The blocks of the meeting with their times; what is done is ticked, what is on stands out."""
    session = scene.leading.session()
    if session is None:
        centred(painter, sheet, workshop_title(scene.document.workshop), 80)
        return 1
    clock, role = clock_of(scene)
    area = head(painter, sheet, workshop_title(scene.document.workshop), clock, role)
    items = agenda.blocks(scene.document, session.id)
    high = min(sheet.px(78), max(sheet.px(44), area.height() // max(1, len(items))))
    top = area.top()
    for item in items:
        on = bool(item.began) and not item.ended
        quiet = bool(item.ended) or item.skipped
        line = QRect(area.left(), top, area.width(), high - sheet.px(6))
        if on:
            painter.fillRect(line, QColor(sheet.theme.accent_soft))
            painter.fillRect(QRect(line.left(), line.top(), sheet.px(8), line.height()), QColor(sheet.theme.accent))
        ink = sheet.theme.muted if quiet else sheet.theme.ink
        inner = line.adjusted(sheet.px(24), (line.height() - sheet.px(46)) // 2, -sheet.px(16), 0)
        text(painter, sheet, dotted(item.start), QRect(inner.left(), inner.top(), sheet.px(150), high), 36, lines=1,
             colour=ink, strong=on)  # fmt: skip
        words = f"✓ {item.title}" if item.ended else item.title
        words = f"{item.title} – {_('left out')}" if item.skipped else words
        place = QRect(inner.left() + sheet.px(160), inner.top(), inner.width() - sheet.px(340), high)
        text(painter, sheet, words, place, 36, lines=1, colour=ink, strong=on)
        minutes = minutes_words(agenda.length(item.start, item.end) + item.added)
        place = QRect(inner.right() - sheet.px(160), inner.top(), sheet.px(170), high)
        text(painter, sheet, minutes, place, 32, lines=1, colour=ink)
        top += high
    return 1


def votes_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """While a round is open: what is voted on and how many dots are given; closed: the ranked result."""
    document = scene.document
    found = [b for c in queries.canvases(document) for b in document.within(Ballot, c.id)]
    open_now = [b for b in found if not b.closed]
    if not found:
        centred(painter, sheet, _("No vote yet"), 72)
        return 1
    ballot = (open_now or found)[-1]
    clock, role = clock_of(scene)
    area = head(painter, sheet, ballot_title(document, ballot), clock, role)
    rows = ballots.results(document, ballot)
    if not ballot.closed:
        facts = _("{dots} dots for each · {given} of {most} given").format(
            dots=ballot.dots_per_person, given=ballots.cast(document, ballot), most=ballots.available(ballot)
        )
        used = text(painter, sheet, facts, area, 40, lines=2, colour=sheet.theme.muted) + sheet.px(24)
        area = area.adjusted(0, used, 0, 0)
        order = list(ballot.targets) or [r.target for r in rows]
        told = [(f"{n}.", named(document, target)[0], "") for n, target in enumerate(order, 1)]
    else:
        told = [
            (f"{r.place}.", named(document, r.target)[0],
             f"{dot_words(r.dots)}{' · ' + _('tie') if r.tied else ''}")
            for r in rows if r.dots
        ]  # fmt: skip
    pages = max(1, -(-len(told) // _ROWS))
    at = scene.shown.page % pages
    lines_of(painter, sheet, area, told[at * _ROWS : (at + 1) * _ROWS])
    return pages


def plan_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """The rows of the plan: what, who, by when; a page at a time."""
    document = scene.document
    plans = [c for c in queries.canvases(document) if c.type == "action_plan" and c.raw is None]
    canvas = scene.canvas if scene.canvas in plans else (plans[-1] if plans else None)
    rows: list[Action] = queries.actions(document, canvas.id) if canvas is not None else []
    clock, role = clock_of(scene)
    title = (canvas.goal or canvas_title(canvas, scene.words)) if canvas is not None else _("Action plan")
    area = head(painter, sheet, title, clock, role)
    told = [
        (a.code, a.activity, " · ".join(x for x in (a.owner_role, locale.date(a.deadline, scene.words)
                                                    if a.deadline else "") if x))
        for a in rows if not a.draft
    ]  # fmt: skip
    pages = max(1, -(-len(told) // _PLAN_ROWS))
    at = scene.shown.page % pages
    lines_of(painter, sheet, area, told[at * _PLAN_ROWS : (at + 1) * _PLAN_ROWS])
    return pages


def readback(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """A row of the plan read out as a sentence."""
    return readback_face(painter, sheet, scene, *clock_of(scene))


def agreements_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """What was agreed on."""
    clock, role = clock_of(scene)
    area = head(painter, sheet, _("Agreements"), clock, role)
    found = [str(a) for a in scene.document.workshop.agreements if a]
    lines_of(painter, sheet, area, [(f"{n}.", each, "") for n, each in enumerate(found, 1)])
    return 1


def groups_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """Who sits in which group: codes and roles, never names, with what they do for it."""
    clock, role = clock_of(scene)
    area = head(painter, sheet, _("Groups"), clock, role)
    groups: dict[str, list[str]] = {}
    for person in queries.people(scene.document):
        if person.present and person.group is not None:
            task = f" ({task_word(person.task)})" if person.task else ""
            groups.setdefault(str(person.group), []).append(f"{person.code} {person.role}{task}".strip())
    rows = [(f"{g}.", ", ".join(groups[g]), "") for g in sorted(groups, key=lambda g: (len(g), g))]
    pages = max(1, -(-len(rows) // _PLAN_ROWS))
    at = scene.shown.page % pages
    lines_of(painter, sheet, area, rows[at * _PLAN_ROWS : (at + 1) * _PLAN_ROWS])
    return pages


def recap_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """For those who come late: the question, the named groups of notes, what was decided, how long it goes on."""
    document = scene.document
    clock, role = clock_of(scene)
    area = head(painter, sheet, question_of(scene), clock, role)
    count = len(queries.standing(document, scene.shown.canvas))
    rows = [("", note_words(count), "")]
    for cluster in document.within(Cluster, scene.shown.canvas):
        if cluster.label:
            inside = ngettext("{count} note", "{count} notes", len(cluster.notes)).format(count=len(cluster.notes))
            rows.append(("", cluster.label, inside))
    closed = [b for b in document.of(Ballot) if b.closed]
    if closed:
        first = next(iter(ballots.results(document, closed[-1])), None)
        if first is not None and first.dots:
            rows.append((_("decided"), named(document, first.target)[0], dot_words(first.dots)))
    session = scene.leading.session()
    if session is not None:
        found = running.course(document, session, scene.leading.now())
        if found.ends is not None:
            rows.append(("", _("We end at {time}.").format(time=wall_time(found.ends)), ""))
    lines_of(painter, sheet, area, rows)
    return 1


def break_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """A pause, and when it goes on."""
    item = scene.leading.current()
    under = ""
    if item is not None:
        left = running.clock(item, scene.leading.now()).left
        under = _("We go on at {time}").format(time=wall_time(scene.leading.now() + timedelta(seconds=max(0, left))))
    centred(painter, sheet, item.title if item is not None else _("Break"), 120, under)
    return 1


def text_face(painter: QPainter, sheet: Sheet, scene: Scene) -> int:
    """A text of one's own, or the block's title with what opens or closes the round."""
    workshop = scene.document.workshop
    item = scene.leading.current()
    told = scene.shown.text or workshop_title(workshop)
    asked = {"check_in": workshop.check_in, "check_out": workshop.check_out}.get(item.type if item else "")
    under = str(asked.get("question") or "") if asked else ""
    clock, _role = clock_of(scene)
    centred(
        painter,
        sheet,
        under or told,
        88,
        " · ".join(x for x in (told if under else "", clock.replace("\n", " · ")) if x),
    )
    return 1


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
}
"""The faces but the canvas itself, which has a drawing of its own (`board_face`)."""
