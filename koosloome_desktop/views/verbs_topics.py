"""What people do with parked topics, each as one undo step. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.canvases.to_plan import PLAN as PLAN_FORM
from koosloome_desktop.canvases.to_plan import plan_of
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes, parking
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import seen
from koosloome_desktop.views.canvas_words import PLAN, canvas_title, zone_title

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class Topics:
    """The topics of a workshop and the ways on. `say` shows a sentence to the person."""

    def __init__(self, workshop: OpenWorkshop) -> None:
        self.workshop = workshop
        self.say: Callable[[str], object] = lambda _text: None

    def all(self) -> list[Note]:
        """The topics, in the order in which they came."""
        return parking.parked(self.workshop.document)

    def find(self, topic: str) -> Note | None:
        """A topic, None when it has left."""
        return next((n for n in self.all() if n.id == topic), None)

    def home(self, topic: str) -> Canvas | None:
        """The canvas a topic came from."""
        note = self.find(topic)
        return parking.home_of(self.workshop.document, note) if note is not None else None

    def where(self, topic: str) -> str:
        """Where a topic came from: canvas, zone and code."""
        home, note, document = self.home(topic), self.find(topic), self.workshop.document
        if home is None or note is None:
            return ""
        zone = "" if note.zone == parking.NEED_ZONE else zone_title(document, home, note.zone, self._lang)
        return " · ".join(x for x in (canvas_title(home, self._lang), zone, note.code) if x)

    @property
    def _lang(self) -> str:
        return self.workshop.document.workshop.language

    def plan(self) -> Canvas | None:
        """The plan that actions go to."""
        found = self.workshop.document.within(Canvas, "")
        return next((c for c in found if c.type == PLAN and c.raw is None), None)

    def _run(self, words: str, work: Callable[[Transaction], object], told: str = "") -> bool:
        try:
            done = self.workshop.run(words, work) is not None
        except KoosloomeError as error:
            self.say(error.line())
            return False
        if done and told:
            self.say(told)
        return done

    def bring_back(self, topic: str) -> bool:
        """Back to where it stood."""
        home = self.home(topic)
        if home is None:
            return False
        told = _("Back on “{name}”").format(name=canvas_title(home, self._lang))
        return self._run(N_("Bring back"), lambda tx: parking.bring_back(tx, topic), told)

    def make_action(self, topic: str) -> bool:
        """It becomes a row of the plan, which is made when there is none."""
        if self.find(topic) is None:
            return False

        def work(tx: Transaction) -> None:
            plan = plan_of(tx.document) or add_canvas(tx, *PLAN_FORM, self._lang)
            parking.to_action(tx, topic, plan.id)

        done, plan = self._run(N_("Make an action"), work), self.plan()
        if done and plan is not None:
            self.say(_("Now in the plan “{plan}”").format(plan=canvas_title(plan, self._lang)))
        return done

    def delete(self, topic: str) -> bool:
        """Gone, without a question: undo brings it back."""
        return self.find(topic) is not None and self._run(
            N_("Delete topic"), lambda tx: notes.delete_notes(tx, [topic])
        )

    def reword(self, topic: str, text: str) -> bool:
        """Give a topic another text; an empty one is refused by leaving the old."""
        note = self.find(topic)
        if note is None or not seen(text):
            return False
        return self._run(N_("Edit topic"), lambda tx: notes.reword(tx, note, text))

    def add(self, texts: Sequence[str]) -> str:
        """Add topics, one undo step; the id of the last."""
        made = [""]

        def work(tx: Transaction) -> None:
            made.extend(notes.add_note(tx, "", text, form=parking.PARKING).id for text in texts)

        return made[-1] if self._run(N_("Park"), work) else ""
