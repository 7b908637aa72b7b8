"""Leading by the agenda: starting, pausing, giving minutes, shortening; the window's timer chip uses it too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.records import AgendaItem, Note, Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import agenda, parking, queries, running
from koosloome_desktop.support.clock import Clock
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.support.zones import local

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


CLOSING: Final = frozenset({"check_out", "feedback", "break", "buffer", "homework"})
"""Categories of blocks in which nothing new is worked on."""


def parked_words(count: int) -> str:
    """``5 parked topics are open: go through them before the end``."""
    told = ngettext(
        "{count} parked topic is open: go through it before the end",
        "{count} parked topics are open: go through them before the end",
        count,
    )
    return told.format(count=count)


class Leading:
    """One workshop's course. `opens` is called with the code of the canvas that a block opens, `turns` with the
    category of one that opens none (agreements, rounds, a vote), `say` with words, `offer` with words
    and the record that they offer to go to.
    """

    def __init__(self, workshop: OpenWorkshop, clock: Clock) -> None:
        self.workshop, self._clock = workshop, clock
        self.opens: Callable[[str], object] = lambda _code: None
        self.turns: Callable[[str], object] = lambda _type: None
        self.say: Callable[[str], object] = lambda _text: None
        self.offer: Callable[[str, str], object] = lambda _text, _record: None

    def now(self) -> datetime:
        """The present instant."""
        return self._clock.now()

    def session(self) -> Session | None:
        """The session that is on; else today's; else the first that is not over; else the last."""
        document = self.workshop.document
        found = queries.sessions(document)
        on = running.running(document)
        if on is not None:
            return document.get(on.session, Session)
        today = local(self.now()).date().isoformat()
        todays = [s for s in found if s.date == today]
        begun = [s for s in found if any(not (i.ended or i.skipped) for i in agenda.blocks(document, s.id))]
        return next(iter([*todays, *begun, *reversed(found)]), None)

    def current(self) -> AgendaItem | None:
        """The block that is on."""
        return running.running(self.workshop.document)

    def following(self) -> AgendaItem | None:
        """The block that comes next in this session."""
        session = self.session()
        return running.course(self.workshop.document, session, self.now()).following if session is not None else None

    def _run(self, label: str, work: Callable[[Transaction], object]) -> None:
        self.workshop.run(label, work)

    def start(self, item: AgendaItem) -> None:
        """Begin a block; the one that is on ends, the block's canvas opens."""
        self._run(N_("Start the block"), lambda tx: running.start_block(tx, item, self.now()))
        self.open(item)
        topics = self.parked() if self.closing() else []
        if topics:
            self.offer(parked_words(len(topics)), topics[0].id)

    def parked(self) -> list[Note]:
        """The topics that wait in the parking lot."""
        return parking.parked(self.workshop.document)

    def closing(self) -> bool:
        """Whether the block that is on closes the meeting: nothing follows but rounds, feedback and pauses."""
        item, session = self.current(), self.session()
        if item is None or session is None:
            return False
        items = agenda.blocks(self.workshop.document, session.id)
        later = items[[i.id for i in items].index(item.id) + 1 :]
        last = item.type in CLOSING or not later
        return last and all(i.type in CLOSING or i.skipped for i in later)

    def open(self, item: AgendaItem) -> None:
        """Open what a block is about: its canvas, else the page where its category is led."""
        if item.canvas_code:
            self.opens(item.canvas_code)
        else:
            self.turns(item.type)

    def start_next(self) -> None:
        """Begin the next block; after the last one end it."""
        item, on = self.following(), self.current()
        if item is not None:
            self.start(item)
        elif on is not None:
            self._run(N_("End the block"), lambda tx: running.end_block(tx, on, self.now()))

    def end(self) -> None:
        """End the block that is on; nothing begins."""
        on = self.current()
        if on is not None:
            self._run(N_("End the block"), lambda tx: running.end_block(tx, on, self.now()))

    def pause(self) -> None:
        """Let the timer stand, or go on."""
        on = self.current()
        if on is None:
            return
        if on.paused:
            self._run(N_("Timer goes on"), lambda tx: running.go_on(tx, on, self.now()))
        else:
            self._run(N_("Pause the timer"), lambda tx: running.pause(tx, on, self.now()))

    def add_minutes(self, minutes: int) -> None:
        """Give the block that is on more minutes."""
        on = self.current()
        if on is not None:
            self._run(N_("More minutes"), lambda tx: running.add_minutes(tx, on, minutes))

    def skip(self, item: AgendaItem) -> None:
        """Leave a block out, or take it in again."""
        if item.skipped:
            self._run(N_("Take the block in"), lambda tx: running.unskip_block(tx, item))
        else:
            self._run(N_("Leave the block out"), lambda tx: running.skip_block(tx, item))

    def cuts(self) -> list[running.Cut]:
        """What could be shorter so that the session ends in time."""
        session = self.session()
        if session is None:
            return []
        document = self.workshop.document
        behind = running.course(document, session, self.now()).behind
        return running.cuts(agenda.blocks(document, session.id), behind)

    def shorten(self) -> None:
        """Shorten what `cuts` proposes, in one step."""
        found = self.cuts()
        if not found:
            return

        def work(tx: Transaction) -> None:
            for cut in found:
                running.add_minutes(tx, cut.item, -cut.minutes)

        self._run(N_("Shorten blocks"), work)
        self.say(_("{count} min won.").format(count=sum(c.minutes for c in found)))
