"""The inspector for one note: text, kind and place, cluster, links that can be followed, dots, where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Group, Link, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_words import kind_of, stage_title, zone_title
from koosloome_desktop.views.count_words import dot_words, note_words
from koosloome_desktop.views.inspector_cause import cause_facts
from koosloome_desktop.views.inspector_parts import EditText, Jump, KindSign, fact, section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector


def note_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Fill the panel with one note."""
    document = panel.workshop.document
    kind = kind_of(document, note)
    section(layout, _(kind.word), first=True)
    edit = EditText(panel.ctx.commands, _("Text"), note.text, lambda text: panel.reword(note, text))
    edit.left.connect(panel.closing.emit)
    layout.addWidget(edit)
    _where(layout, document, note)
    cause_facts(layout, panel, note)
    _wordings(layout, document, note)
    _links(layout, panel, note)
    _dots(layout, document, note)
    panel.add_commands()
    source = " · ".join(x for x in (note.code, group_words(document, note), note.author) if x)
    if source:
        layout.addSpacing(8)
        layout.addWidget(label(source, "muted", wrap=True))


def _where(layout: QVBoxLayout, document: Document, note: Note) -> None:
    layout.addWidget(KindSign(kind_of(document, note)))
    canvas = document.find(note.canvas)
    if isinstance(canvas, Canvas):
        own = document.workshop.language
        zone = zone_title(document, canvas, note.zone, own) if note.zone else ""
        stage = stage_title(document, canvas, note.stage) if note.stage else ""
        if zone or stage:
            fact(layout, _("Stands in"), " · ".join(x for x in (zone, stage) if x))
        cluster = queries.cluster_of(document, canvas.id).get(note.id)
        if cluster is not None:
            fact(layout, _("Cluster"), cluster.label or _("unnamed cluster"))
    if note.form == "need":
        if note.whose:
            fact(layout, _("Whose need"), note.whose)
        if note.priority is not None:
            fact(layout, _("Priority"), str(note.priority))


def _wordings(layout: QVBoxLayout, document: Document, note: Note) -> None:
    """What was folded into this note: every wording with its group, dots and code."""
    found = queries.wordings(document, note.id)
    if not found:
        return
    section(layout, _("Merged from {count}").format(count=note_words(len(found))))
    dots = queries.stored_votes(document, note.canvas)
    for one in found:
        given = dots.get(one.id, 0)
        told = (group_words(document, one), dot_words(given) if given else "", one.code)
        fact(layout, " · ".join(x for x in told if x), one.text)


def related(document: Document, note: Note) -> Iterator[tuple[str, str, Note]]:
    """(arrow, what it is, the note) for parent, children and links, each once."""
    parent = document.find(note.parent) if note.parent else None
    if isinstance(parent, Note) and parent.canvas == note.canvas:
        yield "↑", _("belongs under"), parent
    for user_id, field in document.pointing_at(note.id):
        record = document.find(user_id)
        if field == "parent" and isinstance(record, Note) and record.canvas == note.canvas and not record.merged_into:
            yield "↓", _("under it"), record
        elif isinstance(record, Link):
            other = document.find(record.target if field == "source" else record.source)
            if isinstance(other, Note):
                word = record.label or (_("match") if record.type == "match" else _("relation"))
                yield ("→" if field == "source" else "←"), word, other


def _links(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    document = panel.workshop.document
    found = list(related(document, note))
    actions = [
        a for i, f in document.pointing_at(note.id) if f == "sources" and isinstance(a := document.find(i), Action)
    ]
    if not found and not actions:
        return
    section(layout, _("Links"))
    for arrow, word, other in found:
        jump = Jump(arrow, other.text, word, kind_of(document, other).bar)
        jump.clicked.connect(lambda _checked=False, i=other.id: panel.jump.emit(i))
        layout.addWidget(jump)
    for action in actions:
        jump = Jump("→", action.activity, _("action"))
        jump.clicked.connect(lambda _checked=False, i=action.id: panel.jump.emit(i))
        layout.addWidget(jump)


def _dots(layout: QVBoxLayout, document: Document, note: Note) -> None:
    counts = queries.votes(document, note.canvas)
    cluster = queries.cluster_of(document, note.canvas).get(note.id)
    for target, name in ((note.id, ""), (cluster.id if isinstance(cluster, Cluster) else "", _("cluster"))):
        if target not in counts:
            continue
        section(layout, _("Dots") if not name else f"{_('Dots')} ({name})")
        place = _("place {number}").format(number=queries.rank(counts, target))
        number = label(str(counts[target]), "number")
        words = dot_words(counts[target]).removeprefix(str(counts[target])).strip()
        layout.addLayout(row(number, label(f"{words} · {place}", "quiet"), None))


def group_words(document: Document, note: Note) -> str:
    """The group that said a note, in words."""
    found = next((g for g in document.of(Group) if note.group and note.group in {g.id, g.code}), None)
    if found is not None:
        return found.name or found.code
    return _("group {name}").format(name=note.group) if note.group else ""
