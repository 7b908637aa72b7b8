"""What an empty plan shows: how a note becomes an action, and the first key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.low import OnlyHigh
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import column, frame, row

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


def empty_plan(workshop: OpenWorkshop, canvas_id: str) -> QWidget:
    """A card with the plan's question and three steps."""
    canvas = workshop.document.find(canvas_id)
    variant = variant_of(canvas.type, canvas.variant) if isinstance(canvas, Canvas) else None
    question = variant.question.get(workshop.document.workshop.language) if variant else ""
    card = frame("card")
    card.setMaximumWidth(640)
    steps = column(gap=12)
    for number, (title, text) in enumerate(_steps(), 1):
        words = column(label(title, "strong", wrap=True), label(text, "quiet", wrap=True), gap=0)
        line = row(label(str(number), "step"), words, gap=12)
        line.setStretch(1, 1)
        steps.addLayout(line)
    shown = OnlyHigh()
    shown.setLayout(steps)
    card.setLayout(
        column(
            label(question or _("From note to action"), "heading", wrap=True),
            label(_("Every action grows out of what was found on the canvases."), "quiet", wrap=True),
            8,
            shown,
            8,
            label(
                _("Is there a plan already? Ctrl+V brings a copied table in; a file can be dropped here."),
                "quiet",
                wrap=True,
            ),
            margins=(24, 20, 24, 24),
            gap=8,
        )
    )
    holder = QWidget()
    holder.setLayout(row(None, card, None))
    holder.layout().setStretch(1, 8)  # type: ignore[union-attr]
    return holder


def _steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("Choose a note on a canvas"), _("The one with the most dots is a good beginning.")),
        (_("Press Ctrl+T"), _("The note becomes a row here and stays tied to its source.")),
        (_("Add who and by when"), _("Or write the first action on the line below and press Enter.")),
    )
