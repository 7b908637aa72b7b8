"""Where a meeting is: what somebody must know who goes on from here, with the figures and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, AgendaItem, Ballot, Session
from koosloome_desktop.operations import iterations, parking, queries, running
from koosloome_desktop.operations.agenda import blocks


@dataclass(frozen=True, slots=True)
class Where:
    """The block that is on and its clock, what comes next, how many blocks are done of how many; open things: rounds of
    voting, parked topics, notes in no cluster, rows of the plan without somebody responsible or a date.
    """

    current: AgendaItem | None
    clock: running.Clock | None
    following: AgendaItem | None
    behind: int
    done: int
    blocks: int
    open_votes: int
    parked: int
    ungrouped: int
    no_owner: int
    no_date: int


def where(document: Document, session: Session | None, now: datetime) -> Where:
    """Where a workshop stands at an instant."""
    items = blocks(document, session.id) if session is not None else []
    course = running.course(document, session, now) if session is not None else None
    current = running.running(document)
    canvases = iterations.current(document)
    rows = [a for c in canvases for a in document.within(Action, c.id) if not a.draft]
    ungrouped = 0
    for canvas in canvases:
        grouped = queries.cluster_of(document, canvas.id)
        if grouped:
            ungrouped += sum(1 for n in queries.standing(document, canvas.id) if n.id not in grouped)
    return Where(
        current,
        running.clock(current, now) if current is not None else None,
        course.following if course is not None else None,
        course.behind if course is not None else 0,
        sum(1 for i in items if i.ended),
        len(items),
        sum(1 for b in document.of(Ballot) if not b.closed),
        len(parking.parked(document)),
        ungrouped,
        sum(1 for a in rows if not a.owner_role),
        sum(1 for a in rows if not a.deadline),
    )
