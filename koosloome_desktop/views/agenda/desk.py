"""What the agenda's page does with blocks: every verb is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.model.records import AgendaItem, Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import agenda, queries, steps
from koosloome_desktop.services.agenda_templates import AgendaTemplate, apply_template
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.zones import local

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.agenda.leading import Leading

_MINUTES: Final = pattern_of(r"\s+(\d{1,3})\s*(?:min\.?|мин\.?|')?$")
_USUAL: Final = 15


def _read(text: str) -> tuple[str, int]:
    """Title and minutes of a line as typed."""
    found = _MINUTES.search(text)
    return (text[: found.start()] if found else text).strip(), int(found[1]) if found else _USUAL


class BlockDesk:
    """`current` is the block that the ring was on last; `order` gives the shown blocks, `say` tells a sentence."""

    def __init__(self, workshop: OpenWorkshop, leading: Leading) -> None:
        self.workshop, self.leading = workshop, leading
        self.current = ""
        self.order: Callable[[], Sequence[str]] = tuple
        self.say: Callable[[str], object] = lambda _text: None

    def block(self) -> AgendaItem | None:
        """The block that the ring was on last."""
        found = self.workshop.document.find(self.current)
        return found if isinstance(found, AgendaItem) else None

    def length(self) -> int:
        """Minutes of the current block."""
        item = self.block()
        return agenda.length(item.start, item.end) if item is not None else 0

    def take_template(self, chosen: AgendaTemplate) -> None:
        """Make a template's sessions and the canvases that they open."""
        document = self.workshop.document
        empty = [s for s in queries.sessions(document) if not agenda.blocks(document, s.id)]
        dated = next((s.date for s in empty if s.date), "")
        first = agenda.day_of(dated) or local(self.leading.now()).date()
        lang = document.workshop.language

        def work(tx: Transaction) -> None:
            for session in empty:
                tx.remove(session.id)
            apply_template(tx, chosen, first, lang=lang)

        self.workshop.run(N_("Take an agenda"), work)

    def set_block(self, values: dict[str, Any]) -> None:
        """Change fields of the current block."""
        item = self.block()
        if item is not None:
            self.workshop.run(N_("Change the block"), lambda tx: agenda.set_block(tx, item, **values))

    def set_minutes(self, text: str) -> None:
        """Give the current block another length; what is no number from 0 to 720 is told and changes nothing."""
        item = self.block()
        if item is None:
            return
        if not text.strip().isdecimal() or int(text) > agenda.LONGEST:
            if text.strip() != "-5":
                self.say(_("Minutes from 0 to {most}.").format(most=agenda.LONGEST))
            return
        self.workshop.run(
            N_("Change the length"), lambda tx: agenda.set_minutes(tx, item, int(text)), merge_key=f"minutes {item.id}"
        )

    def set_steps(self, text: str) -> None:
        """Give the current block parts of its own, each with a bell at its end; what is no list of minutes is told."""
        found = steps.read_steps(text)
        if found is None:
            self.say(_("Minutes of the parts, as: 1, 2, 4, 5"))
        else:
            self.set_block({"steps": found})

    def move_block(self, by: int) -> None:
        """Move the current block up or down; past the end of its session into the next one."""
        item, document = self.block(), self.workshop.document
        if item is None:
            return
        sessions = queries.sessions(document)
        at = [i.id for i in agenda.blocks(document, item.session)].index(item.id) + by
        count = len(agenda.blocks(document, item.session))
        place = next(n for n, s in enumerate(sessions) if s.id == item.session)
        if 0 <= at < count:
            self.workshop.run(N_("Move the block"), lambda tx: agenda.move_block(tx, item, at))
        elif 0 <= place + by < len(sessions):
            other = sessions[place + by]
            index = 0 if by > 0 else len(agenda.blocks(document, other.id))
            self.workshop.run(N_("Move the block"), lambda tx: agenda.move_block(tx, item, index, other))

    def place_block(self, moved: str, session: str, before: str) -> None:
        """Move a block before another one of a meeting; "" puts it at the end of that meeting."""
        document = self.workshop.document
        item, there = document.find(moved), document.find(session)
        if moved == before or not isinstance(item, AgendaItem) or not isinstance(there, Session):
            return
        others = [i.id for i in agenda.blocks(document, session) if i.id != moved]
        at = others.index(before) if before in others else len(others)
        now = [i.id for i in agenda.blocks(document, item.session)].index(moved)
        if (item.session, now) != (session, at):
            self.current = moved
            self.workshop.run(N_("Move the block"), lambda tx: agenda.move_block(tx, item, at, there))

    def delete(self) -> None:
        """Delete the current block; undo brings it back."""
        item = self.block()
        if item is not None:
            ids = list(self.order())
            at = ids.index(item.id)
            self.current = next(iter([*ids[at + 1 : at + 2], *ids[max(0, at - 1) : at]]), "")
            self.workshop.run(N_("Delete the block"), lambda tx: agenda.delete_blocks(tx, [item.id]))

    def add(self, texts: Sequence[str]) -> bool:
        """New blocks behind the current one, in one step: ``Discussion 25`` is 25 minutes long, without a number 15.

        False when nothing was added; a block that would be too long is told.
        """
        found = [(title, minutes) for title, minutes in map(_read, texts) if title]
        document, item = self.workshop.document, self.block()
        session = document.get(item.session, Session) if item is not None else self.leading.session()
        if session is None or not found:
            return False
        if any(minutes > agenda.LONGEST for _title, minutes in found):
            self.say(_("Minutes from 0 to {most}.").format(most=agenda.LONGEST))
            return False
        items = agenda.blocks(document, session.id)
        index = next((n + 1 for n, i in enumerate(items) if item is not None and i.id == item.id), len(items))
        made: list[str] = []

        def work(tx: Transaction) -> None:
            for at, (title, minutes) in enumerate(found, start=index):
                made.append(agenda.add_block(tx, session, title, minutes, index=at, type="discussion").id)

        self.workshop.run(N_("Add a block") if len(found) == 1 else N_("Add blocks"), work)
        self.current = made[-1]
        return True

    def duplicate(self) -> None:
        """The current block once more."""
        item = self.block()
        if item is not None:
            self.workshop.run(N_("Copy the block"), lambda tx: agenda.duplicate_block(tx, item))

    def copy_session(self) -> None:
        """The meeting that is led, once more, without a date."""
        session = self.leading.session()
        if session is not None:
            self.workshop.run(N_("Copy the meeting"), lambda tx: agenda.copy_session(tx, session, ""))

    def add_session(self) -> None:
        """An empty meeting at the end."""
        self.workshop.run(N_("Add a meeting"), lambda tx: agenda.add_session(tx, "", "10:00", 0))
