"""The lowest point of a journey asks "why so?": the answer is a pain there, and a cause on the problem map.

The way itself, with its link back, is the table's (`canvases.sending`); this module only offers it where it hurts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.sending import WAYS, Sent, Way, send
from koosloome_desktop.canvases.stages import LEAST
from koosloome_desktop.model.records import Note, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.asking import Ask, ask
from koosloome_desktop.views.send_commands import place_name

if TYPE_CHECKING:
    from koosloome_desktop.views.journey_feelings import JourneyDesk

Work = Callable[[Transaction], Sequence[Note]]
PAIN: Final = "pain"
LOW: Final = -2
"""From this feeling down a stage asks by itself, when it is the lowest and nobody said why yet."""


def way() -> Way:
    """From a pain to a cause on the problem map."""
    return next(w for w in WAYS if w.code == "cause")


def low_stage(desk: JourneyDesk) -> Track | None:
    """The stage one is at when it feels bad there, else the lowest one; None while nobody feels bad."""
    here = desk.stage()
    if here is not None and (here.value or 0) < 0:
        return here
    felt = [s for s in desk.presenter.stages() if (s.value or 0) < 0]
    return min(felt, key=lambda s: s.value or LEAST, default=None)


def pains(desk: JourneyDesk, stage: Track) -> list[Note]:
    """The pain points of a stage."""
    return [n for n in desk.presenter.notes() if (n.zone, n.stage) == (PAIN, stage.code)]


def why(desk: JourneyDesk, stage: Track | None) -> None:
    """Send the pains of a stage to the problem map; ask for one where there is none yet."""
    if stage is None:
        return
    found = pains(desk, stage)
    if not found:
        ask_why(desk, stage)
        return
    _send(desk, lambda _tx: found)


def offer_why(desk: JourneyDesk, code: str) -> None:
    """After a feeling was named: ask why where it is lowest and bad, once, when no pain is there yet."""
    stage = desk.presenter.stage(code)
    values = [s.value for s in desk.presenter.stages() if s.value is not None]
    if stage is None or stage.value is None or desk.presenter.feeling != "value":
        return
    lowest = stage.value <= LOW and stage.value == min(values)
    if lowest and not pains(desk, stage) and (stage.id, PAIN) not in desk.presenter.skipped:
        ask_why(desk, stage)


def ask_why(desk: JourneyDesk, stage: Track) -> None:
    """Ask in the line; the answer becomes a pain of the stage and a cause on the problem map, in one step."""
    if PAIN not in desk.presenter.codes():
        return

    def written(tx: Transaction, text: str) -> list[Note]:
        return [notes.add_note(tx, desk.page.canvas_id, text, zone=PAIN, stage=stage.code)]

    def skip() -> None:
        desk.presenter.skipped.add((stage.id, PAIN))

    ask(
        desk.page,
        Ask(
            _("Why so?"), desk.title("stage", stage.code), _("Why does it feel so bad here?"),
            lambda text: _send(desk, lambda tx: written(tx, text)), left=skip,
            there=lambda: desk.presenter.stage(stage.code) is not None,
        ),
    )  # fmt: skip


def _send(desk: JourneyDesk, chosen: Work) -> None:
    """One step: the notes, and what becomes of them on the problem map; then say where."""
    page, lang = desk.page, desk.presenter.lang
    result = Sent()

    def work(tx: Transaction) -> None:
        nonlocal result
        result = send(tx, way(), list(chosen(tx)), lang)

    desk.run(N_("Ask why"), work)
    title = place_name(page.workshop.document, result.first)
    if not title:
        return
    told = _(way().done) if result.made else _("It is there already: “{place}”")
    page.sent.emit(told.format(place=title), result.first)
    page.refresh()
