"""What became of a row, in the inspector: meeting by meeting and change by change, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.inspector_parts import fact, section
from koosloome_desktop.views.plan.review_words import history

_MOST = 12


def history_facts(layout: QVBoxLayout, document: Document, action: Action, lang: str) -> None:
    """Add the history of a row to the inspector; nothing where nothing is kept."""
    found = list(history(document, action, lang))
    if not found:
        return
    section(layout, _("What became of it"))
    for when, what in found[:_MOST]:
        fact(layout, when, what)
