"""The inspector for what a problem map's variants ask of a note: attitude and place, strength, the chosen wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.draw_problem import STAKEHOLDER, axes_roles, axes_words, force_roles, placed
from koosloome_desktop.canvases.inputs import ATTITUDES, zone_spec
from koosloome_desktop.layout.forces import MOST
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.canvases.generic import presenter_for
from koosloome_desktop.views.canvases.problem_forms import choice
from koosloome_desktop.views.inspector_parts import section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

CHOSEN = frozenset({"questions", "sentence", "sheet"})
"""Layouts of wordings of which the room decides for one."""


def problem_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Add the parts that the note's variant has."""
    canvas = panel.workshop.document.find(note.canvas)
    if not isinstance(canvas, Canvas) or canvas.raw is not None or note.form != "note":
        return
    variant = variant_of(canvas.type, canvas.variant)
    shape = variant.layout if variant is not None else ""
    if shape == "axes" and note.zone == axes_roles(variant)[1]:
        if (built_in := zone_spec(canvas, note.zone)) is not None and built_in.kind == STAKEHOLDER:
            _attitude(layout, panel, note)
        _place(layout, panel, canvas, note)
    elif shape == "forces" and note.zone in force_roles(variant)[1:]:
        _strength(layout, panel, note)
    elif shape in CHOSEN:
        _wording(layout, panel, note)


def _sign(sign: str, name: str, on: bool, run: Callable[[], object]) -> QPushButton:
    made = button(sign, "sign", name=name, hint=name, run=run)
    made.setCheckable(True)
    made.setChecked(on)
    return made


def _line(layout: QVBoxLayout, signs: Sequence[QPushButton], told: str) -> None:
    line = row(*signs, label(told, "quiet", wrap=True), gap=6)
    line.setStretch(len(signs), 1)
    layout.addLayout(line)


def _set(panel: Inspector, note: Note, field: str, value: object) -> None:
    panel.workshop.run(N_("Change value"), lambda tx: tx.update(note, **{field: value}))


def _attitude(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    section(layout, _("Attitude"))
    signs = []
    for code in ATTITUDES:
        look, on = note_kind(code), note.attitude == code
        change = partial(_set, panel, note, "attitude", "" if on else code)
        signs.append(_sign(look.sign, _(look.word), on, change))
    told = _(note_kind(note.attitude).word) if note.attitude in ATTITUDES else _("not asked yet")
    _line(layout, signs, told)


def _place(layout: QVBoxLayout, panel: Inspector, canvas: Canvas, note: Note) -> None:
    section(layout, _("Place on the axes"))
    if not placed(note):
        layout.addWidget(label(_("not placed yet"), "quiet", wrap=True))
        return
    words = axes_words(canvas, panel.workshop.document.workshop.language)
    across, up = (round(100 * float(v or 0)) for v in (note.x, note.y))
    layout.addWidget(label(f"{words.x} {across} % · {words.y} {up} %", "quiet", wrap=True))
    layout.addWidget(button(_("Take off the axes"), run=partial(_unplace, panel, note)))


def _unplace(panel: Inspector, note: Note) -> None:
    panel.workshop.run(N_("Take off the axes"), lambda tx: tx.update(note, x=None, y=None))


def _strength(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    section(layout, _("Strength"))
    signs = []
    for value in range(1, MOST + 1):
        on = note.strength == value
        change = partial(_set, panel, note, "strength", None if on else value)
        signs.append(_sign(str(value), _("Strength {value} of 5").format(value=value), on, change))
    _line(layout, signs, "" if note.strength is not None else _("not weighed yet"))


def _wording(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    words = _("Not chosen after all") if note.chosen else _("This is the one we choose")
    layout.addSpacing(8)
    layout.addWidget(button(words, run=partial(_choose, panel, note)))


def _choose(panel: Inspector, note: Note) -> None:
    found = choice(presenter_for(panel.workshop.document, note.canvas), note, not note.chosen)
    if found is not None:
        panel.workshop.run(N_("Choose wording"), found[0])
