"""The inspector about what a note is joined to: above and under it, links, where it comes from, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.canvases.links import link_word
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Link, Note
from koosloome_desktop.operations import linking, queries
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import kind_of
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.inspector_parts import Jump, section
from koosloome_desktop.views.inspector_sent import sent_on
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector


@dataclass(frozen=True, slots=True)
class Related:
    """A note beside another: the arrow to it, what it is, and the link when people drew one."""

    arrow: str
    word: str
    note: Note
    link: Link | None = None


def related(document: Document, note: Note) -> Iterator[Related]:
    """Parent, children and links of a note, each once."""
    parent = document.find(queries.shown_as(document, note.parent)) if note.parent else None
    if isinstance(parent, Note) and parent.canvas == note.canvas:
        yield Related("↑", _("belongs under"), parent)
    for user_id, field in document.pointing_at(note.id):
        under = document.find(user_id)
        if field == "parent" and isinstance(under, Note) and under.canvas == note.canvas and not under.merged_into:
            yield Related("↓", _("under it"), under)
    canvas = document.find(note.canvas)
    if not isinstance(canvas, Canvas):
        return
    for link_type, plain in ((linking.MATCH, _("match")), (linking.RELATION, _("relation"))):
        for link in queries.links(document, note.canvas, link_type):
            if note.id in {link.source, link.target}:
                out = link.source == note.id
                other = document.get(link.target if out else link.source, Note)
                word = link_word(canvas, link.label, document.workshop.language) or plain
                yield Related("→" if out else "←", word, other, link)


def link_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Add the parts that have something to say."""
    document = panel.workshop.document
    found = list(related(document, note))
    if found:
        section(layout, _("Links"))
        for one in found:
            _related(layout, panel, one)
    sources = [n for i in note.sources if isinstance(n := document.find(i), Note)]
    if sources:
        section(layout, _("Comes from"))
        for source in sources:
            _jump(layout, panel, Jump("←", source.text, _("source"), kind_of(document, source).bar), source.id)
    _became(layout, panel, note)


def action_line(action: Action) -> str:
    """``A3 Bussipeatuse valgustus · kavandatud``; a draft is told as one."""
    state = _("draft") if action.draft else status_word(action.status)
    words = " ".join(x for x in (action.code, action.activity or "–") if x)
    return " · ".join(x for x in (words, action.owner_role, state) if x)


def _jump(layout: QVBoxLayout, panel: Inspector, jump: Jump, record_id: str) -> None:
    jump.clicked.connect(lambda _checked=False: panel.jump.emit(record_id))
    layout.addWidget(jump)


def _related(layout: QVBoxLayout, panel: Inspector, one: Related) -> None:
    words = one.note.text if one.link is None or not one.link.label else f"{one.word}: {one.note.text}"
    jump = Jump(one.arrow, words, one.word, kind_of(panel.workshop.document, one.note).bar)
    jump.clicked.connect(lambda _checked=False: panel.jump.emit(one.note.id))
    if one.link is None:
        layout.addWidget(jump)
        return
    gone = button(
        "", "icon", icon="unlink", name=_("Take the link to “{text}” away").format(text=short(one.note.text, 40)),
        run=partial(_unlink, panel, one.link),
    )  # fmt: skip
    line = row(jump, gone, gap=2)
    line.setStretch(0, 1)
    layout.addLayout(line)


def _unlink(panel: Inspector, link: Link) -> None:
    panel.workshop.run(N_("Remove link"), lambda tx: linking.remove(tx, link))


def _became(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Actions and notes that were made of this note, or of what was merged into it."""
    document = panel.workshop.document
    made_of = [note.id, *(n.id for n in queries.wordings(document, note.id))]
    users = [document.find(i) for source in made_of for i, field in document.pointing_at(source) if field == "sources"]
    found = {u.id: u for u in users if isinstance(u, Action | Note)}
    others = sent_on(document, made_of)
    if not found and not others:
        return
    section(layout, _("What came of it"))
    for canvas, told in others:
        _jump(layout, panel, Jump("→", told, told), canvas)
    for user in found.values():
        if isinstance(user, Action):
            _jump(layout, panel, Jump("→", action_line(user), _("action")), user.id)
        else:
            _jump(layout, panel, Jump("→", user.text, _("note"), kind_of(document, user).bar), user.id)
