"""The inspector about the chain between canvases: a plan's goal and where it comes from, a vote list, what is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot, Canvas, Note
from koosloome_desktop.operations import ballots, flipping
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_words import canvas_title, kind_of
from koosloome_desktop.views.inspector_parts import Jump, section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector


def sent_on(document: Document, note_ids: Sequence[str]) -> list[tuple[str, str]]:
    """(canvas id, words) for the goals that notes became and the vote lists on which they stand."""
    lang = document.workshop.language
    found: dict[str, str] = {}
    for note_id in note_ids:
        for user_id, field in document.pointing_at(note_id):
            user = document.find(user_id)
            if field == "goal_sources" and isinstance(user, Canvas):
                found[user.id] = _("goal of “{plan}”").format(plan=canvas_title(user, lang))
            elif field == "targets" and isinstance(user, Ballot):
                canvas = document.find(user.canvas)
                if isinstance(canvas, Canvas):
                    found[canvas.id] = _("vote list of “{plan}”").format(plan=canvas_title(canvas, lang))
    return list(found.items())


def goal_from(layout: QVBoxLayout, panel: Inspector, plan: Canvas) -> None:
    """The notes from which a plan's goal comes."""
    document = panel.workshop.document
    found = [n for i in plan.goal_sources if isinstance(n := document.find(i), Note)]
    if not found:
        return
    section(layout, _("The goal comes from"))
    for note in found:
        jump_to(layout, panel, Jump("←", note.text, _("source"), kind_of(document, note).bar), note.id)


def vote_lists(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """What stands on the open vote list of a canvas."""
    document = panel.workshop.document
    for ballot in document.within(Ballot, canvas.id):
        if ballot.closed or not ballot.targets:
            continue
        listed = [n for i in ballots.listed(document, ballot) if isinstance(n := document.find(i), Note)]
        if not listed:
            continue
        section(layout, _("Vote list: {count}").format(count=len(listed)))
        for note in listed:
            jump_to(layout, panel, Jump("●", note.text, _("on the vote list"), kind_of(document, note).bar), note.id)


def objectives(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """How far the problems of this canvas (or of the one it mirrors) are turned into objectives, and the way on."""
    document = panel.workshop.document
    mirror = canvas if canvas.mirrors else flipping.objectives_of(document, canvas.id)
    commands = (panel.ctx.commands.find(name) for name in ("note.flip", "note.turn"))
    command = next((c for c in commands if c is not None and c.when()), None)
    if mirror is None and command is None:
        return
    section(layout, _("Objectives"))
    if mirror is not None:
        left, total = flipping.left_of(document, mirror)
        layout.addWidget(label(_("{left}/{total} to turn").format(left=left, total=total), "body"))
        other = document.find(canvas.mirrors or mirror.id)
        if isinstance(other, Canvas):
            title = canvas_title(other, document.workshop.language)
            jump_to(layout, panel, Jump("↔", title, _("Canvas")), other.id)
    if command is not None:
        layout.addWidget(button(command.title, icon=command.icon, run=command.run))


def jump_to(layout: QVBoxLayout, panel: Inspector, jump: Jump, record_id: str) -> None:
    """Add a jump that goes to a record."""
    jump.clicked.connect(lambda _checked=False: panel.jump.emit(record_id))
    layout.addWidget(jump)
