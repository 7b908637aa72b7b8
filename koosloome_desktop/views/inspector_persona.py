"""The inspector's form for whose journey it is: every field of the header, each kept when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.canvases.persona import FIELDS, persona_text, set_persona
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.inspector_parts import EditText, section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import column

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

JOURNEY: Final = "journey_map"


def persona_form(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """Add the form to the panel of a journey; nothing on other canvases."""
    if canvas.type != JOURNEY or canvas.raw is not None:
        return
    section(layout, _("Whose journey"))
    for key, caption in FIELDS.items():
        layout.addLayout(_field(panel, canvas, key, _(caption)))


def _field(panel: Inspector, canvas: Canvas, key: str, caption: str) -> QVBoxLayout:
    def keep(text: str) -> None:
        panel.workshop.run(N_("Describe the persona"), lambda tx: set_persona(tx, canvas, key, text))

    edit = EditText(panel.ctx.commands, caption, persona_text(canvas, key), keep)
    edit.left.connect(panel.closing.emit)
    title = label(caption, "field")
    title.setBuddy(edit)
    return column(title, edit, gap=4)
