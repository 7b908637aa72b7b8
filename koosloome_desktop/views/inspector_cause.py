"""The inspector for a note of a problem map: who could change it, how it develops, taken on or left aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.badges import CAUSAL, REACH, TREND
from koosloome_desktop.canvases.inputs import zone_spec
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import tree
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.inspector_parts import section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_PARTS: Final = (
    ("reach", N_("Who can change it"), REACH),
    ("trend", N_("How it develops"), TREND),
)


def cause_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Add the part, when the note can have such marks."""
    canvas = panel.workshop.document.find(note.canvas)
    if not isinstance(canvas, Canvas) or canvas.type != "problem_map" or note.form != "note":
        return
    built_in = zone_spec(canvas, note.zone)
    variant = variant_of(canvas.type, canvas.variant)
    if (built_in is not None and built_in.single) or (variant is not None and variant.layout not in CAUSAL):
        return
    for field, caption, looks in _PARTS:
        section(layout, _(caption))
        now = getattr(note, field)
        signs = [_choice(panel, note, (field, _(caption)), code, *look) for code, look in looks.items()]
        word = label(_(looks[now][1]) if now in looks else _("not asked yet"), "quiet", wrap=True)
        line = row(*signs, word, gap=6)
        line.setStretch(len(signs), 1)
        layout.addLayout(line)


def _choice(panel: Inspector, note: Note, named: tuple[str, str], code: str, sign: str, word: str) -> QPushButton:
    field, caption = named
    on = getattr(note, field) == code
    made = button(sign, "sign", name=_(word), hint=_(word), run=partial(_mark, panel, note, field, "" if on else code))
    made.setAccessibleDescription(caption)
    made.setCheckable(True)
    made.setChecked(on)
    return made


def _mark(panel: Inspector, note: Note, field: str, value: str) -> None:
    panel.workshop.run(N_("Mark note"), lambda tx: tree.mark(tx, [note.id], field, value))
