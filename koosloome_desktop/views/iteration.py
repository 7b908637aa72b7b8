"""What is carried on into the next iteration of a sprint, shown before it begins."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import iterations
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_words import canvas_count, canvas_title
from koosloome_desktop.views.count_words import action_words, note_words
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.plan.review_words import day


def planned(document: Document, number: int, lang: str) -> str:
    """When an iteration is and what it is about, as a plan of the sprint says: ``26.08.2026 · Andmed, hind``."""
    for canvas in iterations.current(document):
        for one in canvas.parts.get("iterations") or ():
            if isinstance(one, Mapping) and one.get("number") == number:
                when = day(one.get("date"), lang) if one.get("date") else ""
                return " · ".join(x for x in (when, str(one.get("focus") or "")) if x)
    return ""


class NextIteration(Dialog):
    """Every canvas that is the newest version is carried on; each can be left out."""

    def __init__(self, document: Document, lang: str, parent: QWidget | None = None) -> None:
        number, total = iterations.number_of(document)
        counted = f"{number + 1}/{max(total, number + 1)}"
        sub = _("The canvases go on as a new version. The present ones stay as they are and can be looked at any time.")
        super().__init__(_("Next iteration: {counted}").format(counted=counted), sub, parent=parent, width=600)
        said = planned(document, number + 1, lang)
        if said:
            self.body.addWidget(label(said, "strong", wrap=True))
        self._boxes: list[tuple[Canvas, QCheckBox]] = []
        own = document.workshop.language
        for canvas in (c for c in iterations.current(document) if c.raw is None):
            count = canvas_count(document, canvas)
            words = action_words(count) if canvas.type == "action_plan" else note_words(count)
            box = QCheckBox(mnemonic_free(f"{canvas_title(canvas, own)} · {words}"))
            box.setChecked(True)
            box.toggled.connect(self._look)
            self._boxes.append((canvas, box))
            self.body.addWidget(box)
        self.body.addSpacing(8)
        comes = _("Comes along: notes, groups, links, rows of the plan with their milestones.")
        stays = _("Stays behind: votes, follow-up meetings, what was agreed.")
        self.body.addWidget(label(comes, "quiet", wrap=True))
        self.body.addWidget(label(stays, "quiet", wrap=True))
        self.primary = self.add_buttons(_("Begin iteration {counted}").format(counted=counted), _("Cancel"))
        self.primary.setFocus()

    def _look(self, _on: bool) -> None:
        self.primary.setEnabled(bool(self.chosen()))

    def chosen(self) -> list[Canvas]:
        """The canvases that are carried on."""
        return [canvas for canvas, box in self._boxes if box.isChecked()]
