""" "Lõpeta nüüd": only a few minutes are left. What is unfinished is left out, the last things get what time there is.

The order is that of room.md section 1: vote, owners and dates of the best, agreements, then the report, which takes two
keys and no block. Left-out blocks print as "jäi ära"; what they were about goes to the parking lot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.canvases.to_plan import PLAN as PLAN_FORM
from koosloome_desktop.canvases.to_plan import plan_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.agenda import add_block, blocks, moments
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.operations.parking import PARKING
from koosloome_desktop.operations.running import end_block, end_now, running, skip_block, start_block
from koosloome_desktop.support.i18n import N_, translator

_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "vote": ("vote", N_("Vote: what matters most")),
    "owners": ("canvas", N_("Who does it, and by when")),
    "agreements": ("agreements", N_("What we agree on")),
}
_ABOUT: Final = frozenset({"canvas", "discussion", "vote", "practice", "homework"})
"""Categories of blocks that are about something: when they are left out, that is parked."""


def unfinished(document: Document, session: Session, now: datetime) -> list[AgendaItem]:
    """Blocks to come that would be left out: those behind the last one that began; where none was begun by hand, those
    that the plan puts later than now. What passed without a key pressed was held all the same.
    """
    items = blocks(document, session.id)
    last = max((n for n, i in enumerate(items) if i.began), default=-1)
    times = moments(session, items, document.workshop.zone) if last < 0 else None
    if times is not None:
        last = sum(1 for begin, _end in times if begin <= now) - 1
    return [i for i in items[last + 1 :] if not (i.ended or i.skipped)]


def finish(tx: Transaction, session: Session, minutes: int, now: datetime, *, park: bool = True) -> AgendaItem | None:
    """End what is on, leave out what is to come, and begin the last things for so many minutes (0: none of them).

    `park` puts the titles of what is left out into the parking lot. Gives the block that began, None without one.
    """
    document = tx.document
    on = running(document)
    if on is not None:
        end_block(tx, on, now)
    for item in unfinished(document, session, now):
        skip_block(tx, item)
        if park and item.type in _ABOUT and item.title:
            add_note(tx, "", item.title, form=PARKING)
    place = _behind(blocks(document, session.id))
    last = [(what, m) for what, m in end_now(minutes).items() if what in _KINDS] if minutes else []
    made = [_last(tx, session, what, m, place + n) for n, (what, m) in enumerate(last)]
    return start_block(tx, made[0], now) if made else None


def _behind(items: list[AgendaItem]) -> int:
    """The place behind the last block that was held; without one before those that were left out."""
    began = max((n + 1 for n, i in enumerate(items) if i.began), default=-1)
    return began if began >= 0 else next((n for n, i in enumerate(items) if i.skipped), len(items))


def _last(tx: Transaction, session: Session, what: str, minutes: int, place: int) -> AgendaItem:
    """One of the last things at a place. Its minutes are given on the way: the planned end stays what was planned."""
    document = tx.document
    lang = document.workshop.language
    plan = (plan_of(document) or add_canvas(tx, *PLAN_FORM, lang)) if what == "owners" else None
    kind, title = _KINDS[what]
    made = add_block(
        tx, session, translator(lang)(title), 0, index=place, type=kind, canvas_code=plan.code if plan else None
    )
    return tx.update(made, added=minutes)
