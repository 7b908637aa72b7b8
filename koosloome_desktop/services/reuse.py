"""What of a workshop is used again: its form alone, for a template; its content too, for the next meeting.

Pure functions from a document to records. A template takes agenda, canvases with their zones, stages and questions,
agreements and settings; never a note, a person, a vote, a name or a date. The next meeting carries on what the next
iteration would (operations/iterations.py): notes, groups, links, the plan; votes, reviews and how it went stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import (
    Action,
    AgendaItem,
    Asset,
    Canvas,
    Cluster,
    Link,
    Milestone,
    Note,
    Person,
    PlanTable,
    Record,
    Session,
    Track,
    Workshop,
)
from koosloome_desktop.operations import iterations, queries

_FORM_PARTS: Final = ("emotion_scale", "axes", "legend")
"""Parts of canvases that are their form, not what people said on them."""
_MEETING: Final = (Person, Canvas, Track, Note, Cluster, Link, Action, Milestone, PlanTable, Asset)
"""What the next meeting takes along beside the head and the last agenda."""
_STAYS: Final = ("adopted", "removed_rows", "iterations", "next_review", "stated")


def template_records(document: Document) -> list[Record]:
    """The form of a workshop: no notes, people, votes, names, places or dates (days are counted apart, `day_numbers`).

    Canvases that a later iteration carries on, and those of a kind this program does not know, are left out.
    """
    workshop = document.workshop
    head = Workshop(
        id=workshop.id,
        code=workshop.code,
        theme=workshop.theme,
        format=workshop.format,
        language=workshop.language,
        zone=workshop.zone,
        groups=workshop.groups,
        facilitation_roles=workshop.facilitation_roles,
        participants_planned=workshop.participants_planned,
        agreements=workshop.agreements,
        check_in=_asked(workshop.check_in),
        check_out=_asked(workshop.check_out),
        feedback=_questions(workshop.feedback),
    )
    records: list[Record] = [head]
    for session in queries.sessions(document):
        records += _planned(document, session, replace(_plain(session), date=""))
    canvases = [c for c in iterations.current(document) if c.raw is None]
    for canvas in canvases:
        parts = FrozenMap({k: canvas.parts[k] for k in _FORM_PARTS if k in canvas.parts})
        records.append(
            Canvas(
                id=canvas.id,
                order=canvas.order,
                code=canvas.code,
                type=canvas.type,
                variant=canvas.variant,
                title=canvas.title,
                focus_question=canvas.focus_question,
                parts=parts,
            )
        )
        records += [
            Track(id=t.id, order=t.order, canvas=t.canvas, axis=t.axis, code=t.code, label=t.label, name=t.name)
            for t in document.within(Track, canvas.id)
        ]
    return records


def day_numbers(document: Document) -> dict[int, int]:
    """How many days after the first dated session each dated one is, by its number."""
    found = {s.number: day for s in queries.sessions(document) if (day := _day(s.date)) is not None}
    first = min(found.values(), default=None)
    return {number: (day - first).days for number, day in found.items()} if first is not None else {}


def meeting_records(document: Document, day: str) -> list[Record]:
    """What the next meeting begins with: canvases with their notes, groups, links and plan, people, the last agenda on
    another day (``YYYY-MM-DD`` or ""); nothing of how this one went.
    """
    workshop = document.workshop
    head = replace(
        workshop,
        sample=False,
        sample_notice=EMPTY,
        participants_present=None,
        names_until="",
        check_in=_asked(workshop.check_in),
        check_out=_asked(workshop.check_out),
        feedback=_questions(workshop.feedback),
    )
    kept = {c.id for c in iterations.current(document)}
    records: list[Record] = [head]
    sessions = queries.sessions(document)
    if sessions:
        records += _planned(document, sessions[-1], replace(_plain(sessions[-1]), number=1, date=day))
    elif day:
        records.append(Session(id=f"{workshop.id}-1", order="a", date=day))
    for record in document.records():
        if isinstance(record, _MEETING) and (not _on_canvas(document, record) or _on_canvas(document, record) in kept):
            records.append(_carried(record, kept))
    return records


def _on_canvas(document: Document, record: Record) -> str:
    """The canvas a record stands on; "" for what stands on none."""
    if isinstance(record, Canvas):
        return record.id
    if isinstance(record, Milestone):
        row = document.find(record.action)
        return row.canvas if isinstance(row, Action) else ""
    return str(getattr(record, "canvas", ""))


def _carried(record: Record, kept: set[str]) -> Record:
    if isinstance(record, Canvas):
        follows = record.continues if record.continues in kept else ""
        return replace(record, parts=record.parts.without(*_STAYS), continues=follows)
    if isinstance(record, Action):
        return replace(record, continues="", agreed_at="", history=(), changes=0)
    if isinstance(record, Note):
        return replace(record, continues="")
    if isinstance(record, Person):
        return replace(record, present=True)
    return record


def _plain(session: Session) -> Session:
    return replace(session, extra=EMPTY, given=())


def _planned(document: Document, session: Session, made: Session) -> list[Record]:
    """A session and its blocks as they were planned."""
    blocks: list[Record] = [
        replace(i, extra=EMPTY, given=(), began="", ended="", added=0, paused="", held=0, skipped=False)
        for i in document.within(AgendaItem, session.id)
    ]
    return [made, *blocks]


def _asked(ring: FrozenMap | None) -> FrozenMap | None:
    """The question of a check-in or check-out without what was answered."""
    return None if ring is None or "question" not in ring else FrozenMap({"question": ring["question"]})


def _questions(feedback: FrozenMap | None) -> FrozenMap | None:
    """The statements of a feedback form without their counts."""
    if feedback is None:
        return None
    found = feedback.get("questions")
    asked: list[dict[str, Any]] = [
        {k: q[k] for k in ("text", "scale") if k in q}
        for q in (found if isinstance(found, tuple) else ())
        if isinstance(q, Mapping)
    ]
    kept = {k: feedback[k] for k in ("anonymous",) if k in feedback}
    return FrozenMap({**kept, "questions": asked})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
