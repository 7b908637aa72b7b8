"""The inspector for a resource map: whose need and how urgent, what an offer is given for, rings, kinds of pins; of the
whole canvas its phase, its list of phases, its map and the legend of its pins.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.badges import EXCHANGE, PRIORITY, UNUSED
from koosloome_desktop.canvases.resource_map import parts, phases
from koosloome_desktop.canvases.resource_map.drawing import ring_of
from koosloome_desktop.canvases.resource_map.variants import PIN_KINDS, RING_ZONES
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.inspector_parts import EditText, section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

RESOURCES = "resource_map"
_LATER = ("·", N_("later"))
_GIVEN = {"free": "0", "swap": "↔", "paid": "€"}


def resource_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Add the part of one note; nothing on other canvases."""
    canvas = panel.workshop.document.find(note.canvas)
    if not isinstance(canvas, Canvas) or canvas.type != RESOURCES or canvas.raw is not None:
        return
    if note.form == "need":
        _need(layout, panel, note)
        return
    variant = variant_of(canvas.type, canvas.variant)
    drawn = variant.layout if variant is not None else ""
    lang = panel.workshop.document.workshop.language
    if drawn == "rings":
        section(layout, _("In which ring"))
        now = ring_of(note)
        rings = {r.code: (str(i), r.title.get(lang)) for i, r in enumerate(RING_ZONES, 1)}
        layout.addLayout(_choices(panel, note, "ring", rings, now, keep=True))
    if drawn == "pins":
        section(layout, _("Pin"))
        pins = {code: (note_kind(code).sign, _(note_kind(code).word)) for code in PIN_KINDS}
        layout.addLayout(_choices(panel, note, "pin", pins, note.pin, keep=True))
    section(layout, _("Given"))
    given = {code: (_GIVEN[code], _(word)) for code, word in EXCHANGE.items()}
    layout.addLayout(_choices(panel, note, "exchange", given, note.exchange))
    words = _("In use after all") if note.unused else _(UNUSED[1])
    change = partial(_set, panel, note, unused=not note.unused)
    layout.addWidget(button(words, icon="eye" if note.unused else "eye-off", run=change))


def _need(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Whose need it is, and how urgent."""
    _text(layout, panel, _("Whose need"), note.whose, lambda text: _set(panel, note, whose=text.strip()))
    section(layout, _("How urgent"))
    looks = {str(p): (PRIORITY.get(p, _LATER)[0], _(PRIORITY.get(p, _LATER)[1])) for p in (1, 2, 3)}
    now = "" if note.priority is None else str(note.priority)
    layout.addLayout(_choices(panel, note, "priority", looks, now, value=int))


def _choices(
    panel: Inspector,
    note: Note,
    field: str,
    looks: dict[str, tuple[str, str]],
    now: str,
    *,
    value: Callable[[str], Any] = str,
    keep: bool = False,
) -> QHBoxLayout:
    """Signs to choose from and the word of the chosen one; the chosen one again takes the choice back unless `keep`."""
    made = []
    for code, (sign, word) in looks.items():
        on = code == now
        empty: Any = value(code) if keep else None if value is int else ""
        run = partial(_set, panel, note, **{field: empty if on else value(code)})
        one = button(sign, "sign", name=word, hint=word, run=run)
        one.setCheckable(True)
        one.setChecked(on)
        made.append(one)
    told = looks[now][1] if now in looks else _("not asked yet")
    line = row(*made, label(told, "quiet", wrap=True), gap=6)
    line.setStretch(len(made), 1)
    return line


def _set(panel: Inspector, note: Note, **values: Any) -> None:
    found = panel.workshop.document.find(note.id)
    if isinstance(found, Note) and any(getattr(found, k) != v for k, v in values.items()):
        panel.workshop.run(N_("Mark note"), lambda tx: tx.update(found, **values))
    else:
        panel.refresh()


def _text(
    layout: QVBoxLayout, panel: Inspector, caption: str, text: str, keep: Callable[[str], object]
) -> None:  # fmt: skip
    edit = EditText(panel.ctx.commands, caption, text, keep)
    edit.left.connect(panel.closing.emit)
    title = label(caption, "field")
    title.setBuddy(edit)
    layout.addLayout(column(title, edit, gap=4))


# -- the whole canvas


def canvas_parts(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """Phase, list of phases, map and legend, as far as the variant has them."""
    if canvas.type != RESOURCES or canvas.raw is not None:
        return
    variant = variant_of(canvas.type, canvas.variant)
    drawn = variant.layout if variant is not None else ""
    lang = panel.workshop.document.workshop.language
    section(layout, _("Phase of the community"))
    _phase(layout, panel, canvas, lang)
    if drawn == "phases":
        told = _("One phase a line; after a colon what helps in it, with semicolons")
        _text(layout, panel, _("The list of phases"), parts.phases_text(canvas, lang),
              partial(_keep_phases, panel, canvas))  # fmt: skip
        layout.addWidget(label(told, "muted", wrap=True))
    if drawn == "pins":
        section(layout, _("Map"))
        for name in ("canvas.map", "canvas.map_off"):
            command = panel.ctx.commands.find(name)
            if command is not None and command.when():
                run = partial(panel.ctx.commands.run, name)
                layout.addWidget(button(command.title, icon=command.icon, run=run))
        section(layout, _("What pins mean"))
        for code in PIN_KINDS:
            word = _(note_kind(code).word)
            shown = parts.meaning(canvas, code, lang) or word
            _text(layout, panel, f"{note_kind(code).sign} {word}", shown, partial(_keep_meaning, panel, canvas, code))


def _phase(layout: QVBoxLayout, panel: Inspector, canvas: Canvas, lang: str) -> None:
    """One button for each step, and what the canvas says in its own words."""
    steps = phases.phases_of(canvas, lang)
    now = phases.current_step(canvas, len(steps))
    made = []
    for number, step in enumerate(steps, 1):
        one = button(str(number), "sign", name=step.title, hint=step.title, run=partial(_choose, panel, canvas, number))
        one.setCheckable(True)
        one.setChecked(number == now)
        made.append(one)
    for start in range(0, len(made), 6):
        layout.addLayout(row(*made[start : start + 6], None, gap=2))
    _text(layout, panel, _("In our own words"), phases.current_words(canvas, lang), partial(_keep_words, panel, canvas))


def _choose(panel: Inspector, canvas: Canvas, number: int) -> None:
    panel.workshop.run(N_("Choose the phase"), lambda tx: tx.update(canvas, parts=phases.with_step(canvas, number)))


def _keep_words(panel: Inspector, canvas: Canvas, text: str) -> None:
    lang = panel.workshop.document.workshop.language
    panel.workshop.run(
        N_("Describe the phase"), lambda tx: tx.update(canvas, parts=phases.with_words(canvas, lang, text))
    )


def _keep_phases(panel: Inspector, canvas: Canvas, text: str) -> None:
    lang = panel.workshop.document.workshop.language
    panel.workshop.run(
        N_("Change the list of phases"), lambda tx: tx.update(canvas, parts=parts.with_phases(canvas, text, lang))
    )


def _keep_meaning(panel: Inspector, canvas: Canvas, code: str, text: str) -> None:
    panel.workshop.run(
        N_("Change the legend"), lambda tx: tx.update(canvas, parts=parts.with_meaning(canvas, code, text))
    )
