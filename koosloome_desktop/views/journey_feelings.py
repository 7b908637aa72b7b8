"""Feelings, marks and widened notes of a journey: what + and − raise is then asked for in one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from koosloome_desktop.canvases.persona import persona_text, set_persona
from koosloome_desktop.layout.feelings import signed
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import clean
from koosloome_desktop.views.asking import Ask, ask
from koosloome_desktop.views.canvases.journey_map import WORDS, GridPresenter
from koosloome_desktop.views.journey_low import offer_why
from koosloome_desktop.views.journey_stage import StageDesk

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_MORE: Final = frozenset("+=")
_LESS: Final = frozenset("-−")


class JourneyDesk(StageDesk):
    """All that can be done on the journey of one page."""

    def feel(self, delta: int) -> None:
        """Raise or lower the feeling at the stage one is at, then ask for its word."""
        stage = self.stage()
        if stage is not None and self._raised(stage.code, delta):
            self.ask_word(stage.code)

    def set_feeling(self, code: str, value: int) -> None:
        """Put the feeling of a stage to a value, then ask for its word."""
        stage, field = self.presenter.stage(code), self.presenter.feeling
        if stage is None:
            return
        if getattr(stage, field) != value:
            self.run(N_("Change value"), lambda tx: tx.update(stage, **{field: value}))
            self.page.verbs.announce(self._felt(code, field))
        self.ask_word(code, again=True)

    def _raised(self, code: str, delta: int) -> bool:
        found = self.presenter.bump(Note(id="", stage=code), delta)
        if found is None:
            return False
        self.run(N_("Change value"), found[0], merge_key=f"feeling:{code}")
        self.page.verbs.announce(found[1])
        return True

    def ask_word(self, code: str, *, again: bool = False) -> None:
        """Ask for the feeling in one word; one that was skipped is not asked `again` unless somebody wants to."""
        stage, field = self.presenter.stage(code), self.presenter.feeling
        if stage is None or getattr(stage, field) is None:
            return
        if not again and (stage.id, field) in self.presenter.skipped:
            return

        def keep(word: str) -> None:
            self.presenter.skipped.discard((stage.id, field))
            values = {WORDS[field]: clean(word).text}
            self.run(N_("Name the feeling"), lambda tx: tx.update(stage, **values))
            offer_why(self, code)

        def sign(text: str) -> bool:
            if text not in _MORE and text not in _LESS:
                return False
            self._raised(code, 1 if text in _MORE else -1)
            asked = self.page.desk.asked
            if asked is not None:
                self.page.desk.asked = replace(asked, place=self._felt(code, field))
                self.page.refresh()
            return True

        text = getattr(stage, WORDS[field])
        skip = (stage.id, field)
        ask(
            self.page,
            Ask(
                _("In one word?"), self._felt(code, field), _("In one word?"), keep, text=text, may_be_empty=True,
                sign=sign, left=lambda: self.presenter.skipped.add(skip),
                there=lambda: self.presenter.stage(code) is not None,
            ),
        )  # fmt: skip

    def _felt(self, code: str, field: str) -> str:
        stage = self.presenter.stage(code)
        value = getattr(stage, field, None)
        wished = f" ({_('as wished')})" if field == "to_be" else ""
        return f"{self.title('stage', code)}{wished} {signed(round(value or 0))}"

    def mark(self, field: Literal["evidence", "level"], value: str) -> None:
        """Say how it is known, or how far people are engaged; the same again takes it away."""
        stage = self.stage()
        if stage is not None:
            new = "" if getattr(stage, field) == value else value
            self.run(N_("Mark stage"), lambda tx: tx.update(stage, **{field: new}))

    def wish(self) -> None:
        """Let + and − draw the other curve."""
        self.presenter.wishing = not self.presenter.wishing
        told = _("+ and − now draw the wished feelings") if self.presenter.wishing else _(
            "+ and − now draw the feelings as they are"
        )  # fmt: skip
        self.page.toast.emit(told)

    def persona(self) -> None:
        """Ask in the line whose journey it is; the rest of the persona is in the panel."""
        canvas = self.presenter.canvas

        def keep(name: str) -> None:
            self.run(N_("Describe the persona"), lambda tx: set_persona(tx, canvas, "label", name))

        title = _("Whose journey")
        place = persona_text(canvas, "age")
        text = persona_text(canvas, "label")
        ask(
            self.page, Ask(title, place, _("Who goes this way? A role, not a name"), keep, text=text, may_be_empty=True)
        )

    # -- notes over several stages

    def may_widen(self, delta: int) -> bool:
        """Whether any of the notes can reach over one stage more or less."""
        return any(self.presenter.widened(n, delta) != n.span for n in self.notes())

    def widen(self, delta: int) -> None:
        """Have the notes reach over one stage more or less."""
        wanted = {n.id: self.presenter.widened(n, delta) for n in self.notes()}
        label = N_("Widen note") if delta > 0 else N_("Narrow note")
        self.run(label, lambda tx: _spread(tx, wanted), merge_key="span:" + ",".join(wanted))
        self.page.stage.fresh()
        if self.page.desk.current:
            self.page.stage.reveal(self.page.desk.current)


def _spread(tx: Transaction, wanted: dict[str, int]) -> None:
    for note_id, span in wanted.items():
        tx.update(tx.document.get(note_id, Note), span=span)


def journey_desk(page: CanvasPage) -> JourneyDesk | None:
    """The stages of a page's journey; None on any other canvas."""
    return JourneyDesk(page, page.presenter) if isinstance(page.presenter, GridPresenter) else None


def felt_again(page: CanvasPage, note_ids: Sequence[str]) -> None:
    """After + or − on a note: ask for the word of the feeling that it raised."""
    desk = journey_desk(page)
    note = page.verbs.note(note_ids[0]) if note_ids else None
    if desk is not None and note is not None:
        desk.ask_word(note.stage)
