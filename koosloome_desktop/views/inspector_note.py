"""The inspector for one note: text, kind and place, cluster, links that can be followed, dots, where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Cluster, Group, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import say_in_another_language
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.canvas_words import kind_of, stage_title, zone_title
from koosloome_desktop.views.count_words import dot_words, note_words
from koosloome_desktop.views.inspector_cause import cause_facts
from koosloome_desktop.views.inspector_cluster import cluster_line
from koosloome_desktop.views.inspector_iteration import carried_from
from koosloome_desktop.views.inspector_links import link_facts
from koosloome_desktop.views.inspector_parts import KindSign, fact, section
from koosloome_desktop.views.inspector_photo import photo_facts
from koosloome_desktop.views.inspector_problem import problem_facts
from koosloome_desktop.views.inspector_resource import resource_facts
from koosloome_desktop.views.inspector_stage import stage_facts
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector


def note_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Fill the panel with one note."""
    document = panel.workshop.document
    kind = kind_of(document, note)
    section(layout, _(kind.word), first=True)
    layout.addWidget(panel.edit(_("Text"), note.text, lambda text: panel.reword(note, text)))
    _second(layout, panel, note)
    photo_facts(layout, panel, note)
    _where(layout, panel, note)
    problem_facts(layout, panel, note)
    cause_facts(layout, panel, note)
    stage_facts(layout, panel, note)
    resource_facts(layout, panel, note)
    _said(layout, note)
    _wordings(layout, document, note)
    link_facts(layout, panel, note)
    carried_from(layout, panel, note)
    _dots(layout, document, note)
    panel.add_commands()
    source = " · ".join(x for x in (note.code, group_words(document, note), note.author) if x)
    if source:
        layout.addSpacing(8)
        layout.addWidget(label(source, "muted", wrap=True))


def _second(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """The same in another language: a line that is there to be filled, quiet while it is empty."""

    def keep(text: str) -> None:
        if text.strip() != note.second:
            panel.workshop.run(N_("Say it in another language"), lambda tx: say_in_another_language(tx, note, text))

    layout.addWidget(label(_("In another language"), "field"))
    layout.addWidget(panel.edit(_("In another language"), note.second, keep))


def _where(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    document = panel.workshop.document
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
            cluster_line(layout, panel, cluster)


def _said(layout: QVBoxLayout, note: Note) -> None:
    """How often the same was said, and by which groups."""
    if note.times < 2:
        return
    groups = dict.fromkeys(g for g in (note.group, *note.said_by) if g)
    times = ngettext("{count} time", "{count} times", note.times).format(count=note.times)
    told = [_("group {name}").format(name=g) if g.isdigit() else g for g in groups]
    fact(layout, _("Said"), " · ".join((times, ", ".join(told))) if told else times)


def _wordings(layout: QVBoxLayout, document: Document, note: Note) -> None:
    """What was folded into this note: every wording with its group, dots and code."""
    found = queries.wordings(document, note.id)
    if not found:
        return
    section(layout, _("Merged from {count}").format(count=note_words(len(found))))
    dots = queries.own_votes(document, note.canvas)
    for one in found:
        given = dots.get(one.id, 0)
        told = (group_words(document, one), dot_words(given) if given else "", one.code)
        fact(layout, " · ".join(x for x in told if x), one.text)


def _dots(layout: QVBoxLayout, document: Document, note: Note) -> None:
    counts = queries.votes(document, note.canvas)
    cluster = queries.cluster_of(document, note.canvas).get(note.id)
    for target, name in ((note.id, ""), (cluster.id if isinstance(cluster, Cluster) else "", _("cluster"))):
        rounds = queries.rounds_of(document, note.canvas, target)
        if target not in counts and not rounds:
            continue
        section(layout, _("Dots") if not name else f"{_('Dots')} ({name})")
        if target in counts:
            # Notes are ranked among notes, clusters among clusters.
            kind = type(document.find(target))
            alike = {t: c for t, c in counts.items() if isinstance(document.find(t), kind)}
            place = _("place {number}").format(number=queries.rank(alike, target))
            number = label(str(counts[target]), "number")
            words = dot_words(counts[target]).removeprefix(str(counts[target])).strip()
            told = f"{words} · {place}" if counts[target] else words
            layout.addLayout(row(number, label(told, "quiet"), None))
        if len(rounds) > 1 or target not in counts:
            for at, dots in rounds:
                fact(layout, _("round {number}").format(number=at), dot_words(dots))


def group_words(document: Document, note: Note) -> str:
    """The group that said a note, in words."""
    found = next((g for g in document.of(Group) if note.group and note.group in {g.id, g.code}), None)
    if found is not None:
        return found.name or found.code
    return _("group {name}").format(name=note.group) if note.group else ""
