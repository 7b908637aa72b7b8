"""What can be done on a resource map besides writing and arranging: match, say what a resource is given for or that
it is hidden, choose the phase of the community, put a kind on a pin. The same functions serve keys, palette, menu and
inspector.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.badges import EXCHANGE
from koosloome_desktop.canvases.resource_map import parts, phases
from koosloome_desktop.canvases.resource_map.drawing import INTERVENTIONS
from koosloome_desktop.canvases.resource_map.variants import PIN_KINDS
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.canvas_commands import acted_on

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

RESOURCES: Final = "resource_map"
MATCH: Final = "note.match"
_GIVEN: Final = {"free": N_("Given for free"), "swap": N_("Given in exchange"), "paid": N_("Given for a fee")}
_OFF: Final = {"pins": N_("Take it off the map"), "network": N_("Let it find its place by itself")}
_PINS: Final = {
    "danger": N_("Pin: danger"), "resource": N_("Pin: resource"), "proposal": N_("Pin: proposal"),
}  # fmt: skip


def chosen(page: CanvasPage, form: str = "note") -> list[Note]:
    """The notes of a form that a command is about."""
    return [n for i in acted_on(page) if (n := page.verbs.note(i)) is not None and n.form == form]


def resource_commands(page: CanvasPage) -> list[Command]:
    """The commands of a resource map; none on other canvases."""
    canvas = page.presenter.canvas
    if canvas.type != RESOURCES or not page.presenter.writable:
        return []

    def resources() -> bool:
        return bool(chosen(page))

    def match() -> None:
        need = next((n.id for n in chosen(page, "need")), "")
        page.matching.start(need)

    found = [
        Command(MATCH, N_("Match needs with resources"), ("Ctrl+Shift+M",), "handshake", "note", page.matching.can,
                match),
        Command("note.unused", N_("Hidden or unused, or not any more"), (), "eye-off", "note", resources,
                partial(toggle_unused, page)),
        Command("canvas.unused", N_("Select what is hidden or unused"), (), "", "canvas",
                lambda: any(n.unused for n in page.presenter.notes()), partial(select_unused, page)),
        *(Command(f"note.exchange.{code}", label, (), "", "canvas", resources, partial(set_exchange, page, code))
          for code, label in _GIVEN.items()),
    ]  # fmt: skip
    layout = page.presenter.variant.layout if page.presenter.variant is not None else ""
    if layout == "pins":
        found += [
            Command(f"note.pin.{code}", label, (), "map-pin", "note", resources, partial(set_pin, page, code))
            for code, label in _PINS.items()
        ]
    if layout in _OFF:
        found.append(
            Command("note.off", _OFF[layout], (), "map-pin", "note", lambda: any(n.x is not None for n in chosen(page)),
                    partial(take_off, page))
        )  # fmt: skip
    if layout == "resources":
        found.append(
            Command("canvas.pie", N_("Draw the groups as a pie, or in blocks again"), (), "layout-grid", "canvas",
                    run=partial(toggle_pie, page))
        )  # fmt: skip
    if layout == "phases":
        found += _phase_commands(page)
    return found


def take_off(page: CanvasPage) -> None:
    """Off the map; on a network: where the drawing puts it."""
    notes = [n for n in chosen(page) if n.x is not None]
    _update(page, notes, N_("Move note"), x=None, y=None)


def toggle_unused(page: CanvasPage) -> None:
    """Mark resources as hidden or unused; when all are, take the mark away."""
    notes = chosen(page)
    on = not all(n.unused for n in notes)
    _update(page, notes, N_("Mark note"), unused=on)


def toggle_pie(page: CanvasPage) -> None:
    """Draw the six groups as sectors round the place, or as blocks again. Good for about twenty notes."""
    canvas = page.presenter.canvas
    change = parts.with_pie(canvas, not parts.as_pie(canvas))
    page.workshop.run(N_("Draw otherwise"), lambda tx: tx.update(canvas, parts=change))


def select_unused(page: CanvasPage) -> None:
    """Select every resource that is hidden or unused: to look at them, or to group them by one digit."""
    order = page.order()
    unused = {n.id for n in page.presenter.notes() if n.unused}
    found = [i for i in order if i in unused]
    if found:
        page.mouse.settle()
        page.modes.arrange(found[0], found)


def set_exchange(page: CanvasPage, code: str) -> None:
    """Say what an offer is given for; the same once more takes it back."""
    notes = chosen(page)
    value = "" if all(n.exchange == code for n in notes) else code
    _update(page, notes, N_("Mark note"), exchange=value)
    page.view.announce(_(EXCHANGE[code]) if value else _("not asked yet"))


def set_pin(page: CanvasPage, code: str) -> None:
    """Give notes a kind of pin; in a zone that is such a kind they move to its zone."""
    notes = chosen(page)

    def work(tx: object) -> None:
        for note in notes:
            zone = code if note.zone in PIN_KINDS else note.zone
            tx.update(note, pin=code, zone=zone)  # type: ignore[attr-defined]

    page.workshop.run(N_("Mark note"), work)
    page.view.announce(_(note_kind(code).word))


def _update(page: CanvasPage, notes: list[Note], label: str, **values: object) -> None:
    if notes:
        page.workshop.run(label, lambda tx: [tx.update(n, **values) for n in notes])


def _phase_commands(page: CanvasPage) -> list[Command]:
    """The phase of the community: one command for each step, and one for its interventions."""
    steps = phases.phases_of(page.presenter.canvas, page.presenter.lang)
    found = [
        Command(f"canvas.phase.{number}", N_("The community is in this phase"), (), "flag", "canvas",
                run=partial(set_phase, page, number), detail=f"{number}. {step.title}")
        for number, step in enumerate(steps, 1)
    ]  # fmt: skip
    found.append(
        Command("canvas.suggested", N_("Write down the interventions that fit the phase"), (), "list-todo", "canvas",
                lambda: bool(suggested(page)), partial(take_suggested, page))
    )  # fmt: skip
    return found


def set_phase(page: CanvasPage, number: int) -> None:
    """The community is in phase `number` (from 1)."""
    canvas = page.presenter.canvas
    page.workshop.run(N_("Choose the phase"), lambda tx: tx.update(canvas, parts=phases.with_step(canvas, number)))
    steps = phases.phases_of(canvas, page.presenter.lang)
    page.view.announce(f"{number}. {steps[number - 1].title}")


def suggested(page: CanvasPage) -> list[str]:
    """What fits the present phase and is not written down yet."""
    canvas = page.presenter.canvas
    steps = phases.phases_of(canvas, page.presenter.lang)
    step = phases.current_step(canvas, len(steps))
    there = {n.text.casefold() for n in page.presenter.notes()}
    return [t for t in (steps[step - 1].interventions if step else ()) if t.casefold() not in there]


def take_suggested(page: CanvasPage) -> None:
    """Write the interventions that fit the phase down as notes, one undo step."""
    texts = suggested(page)
    page.workshop.run(
        N_("Add notes"), lambda tx: [verbs.add_note(tx, page.canvas_id, t, zone=INTERVENTIONS) for t in texts]
    )
