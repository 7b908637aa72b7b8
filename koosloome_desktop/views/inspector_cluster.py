"""The inspector for a cluster: its name, place, notes, dots and history, and what can be done with it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import clusters, queries
from koosloome_desktop.operations.cluster_log import JOINED, LEFT, MERGED, NAMED
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import kind_of
from koosloome_desktop.views.count_words import dot_words, note_words
from koosloome_desktop.views.inspector_parts import EditText, Jump, fact, section
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector


def cluster_name(cluster: Cluster) -> str:
    """The name of a cluster, or that it has none."""
    return cluster.label or _("unnamed cluster")


def cluster_list(layout: QVBoxLayout, panel: Inspector, canvas: str) -> None:
    """The clusters of a canvas, each to be opened here."""
    found = panel.workshop.document.within(Cluster, canvas)
    if not found:
        return
    section(layout, _("Clusters"))
    for number, cluster in enumerate(found, 1):
        jump = Jump(str(number), f"{cluster_name(cluster)} · {len(cluster.notes)}", _("cluster"))
        jump.clicked.connect(partial(_show, panel, cluster.id))
        layout.addWidget(jump)


def cluster_line(layout: QVBoxLayout, panel: Inspector, cluster: Cluster) -> None:
    """The cluster a note stands in, to be opened here."""
    layout.addWidget(label(_("Cluster"), "field"))
    jump = Jump("○", cluster_name(cluster), _("cluster"))
    jump.clicked.connect(partial(_show, panel, cluster.id))
    layout.addWidget(jump)


def _show(panel: Inspector, cluster: str, _checked: bool = False) -> None:
    panel.show_selection((cluster,))


def cluster_facts(layout: QVBoxLayout, panel: Inspector, cluster: Cluster) -> None:
    """Fill the panel with one cluster."""
    document = panel.workshop.document
    every = document.within(Cluster, cluster.canvas)
    at = next((i for i, c in enumerate(every) if c.id == cluster.id), 0)
    section(layout, _("Cluster {number} of {total}").format(number=at + 1, total=len(every)), first=True)
    edit = EditText(panel.ctx.commands, _("Name"), cluster.label, partial(_rename, panel, cluster))
    edit.setPlaceholderText(_("What do these notes have in common?"))
    edit.left.connect(panel.closing.emit)
    layout.addWidget(edit)
    _buttons(layout, panel, cluster, every, at)
    votes = queries.votes(document, cluster.canvas)
    own, inside = votes.get(cluster.id, 0), sum(votes.get(n, 0) for n in cluster.notes)
    if own or inside:
        told = [dot_words(own) if own else "", _("{count} on its notes").format(count=inside) if inside else ""]
        fact(layout, _("Dots"), " · ".join(x for x in told if x))
    notes = [n for i in cluster.notes if isinstance(n := document.find(i), Note)]
    section(layout, note_words(len(notes)))
    for note in notes:
        jump = Jump("·", note.text, _("note"), kind_of(document, note).bar)
        jump.clicked.connect(lambda _checked=False, i=note.id: panel.jump.emit(i))
        layout.addWidget(jump)
    if cluster.history:
        section(layout, _("History"))
        for entry in reversed(cluster.history):
            told_entry = entry_words(entry, panel.ctx.lang)
            if told_entry:
                layout.addWidget(label(told_entry, "body", wrap=True))
    layout.addSpacing(8)
    back = button(_("The whole canvas"), "link", run=lambda: panel.show_selection(()))
    layout.addLayout(row(back, None))


def _rename(panel: Inspector, cluster: Cluster, text: str) -> None:
    if text.strip():
        panel.workshop.run(N_("Name cluster"), lambda tx: clusters.rename(tx, cluster, text))
    else:
        panel.refresh()


def _buttons(layout: QVBoxLayout, panel: Inspector, cluster: Cluster, every: list[Cluster], at: int) -> None:
    def run(words: str, work: Callable[[Transaction], object]) -> None:
        panel.workshop.run(words, work)

    up = button("", "icon", icon="arrow-up", name=_("Earlier"),
                run=lambda: run(N_("Move cluster"), lambda tx: clusters.move(tx, cluster, -1)))  # fmt: skip
    down = button("", "icon", icon="arrow-down", name=_("Further back"),
                  run=lambda: run(N_("Move cluster"), lambda tx: clusters.move(tx, cluster, 1)))  # fmt: skip
    up.setEnabled(at > 0)
    down.setEnabled(at < len(every) - 1)
    others = [c for c in every if c.id != cluster.id]
    join = button(_("Take in …"), icon="merge")
    join.setEnabled(bool(others))
    join.clicked.connect(lambda _checked=False: _choose(panel, cluster, others, join.mapToGlobal(QPoint(0, 36))))
    gone = button("", "icon", icon="unlink", name=_("Dissolve"),
                  run=lambda: run(N_("Dissolve cluster"), lambda tx: clusters.dissolve(tx, cluster)))  # fmt: skip
    layout.addLayout(row(up, down, None, gone, gap=4))
    layout.addWidget(join)
    if cluster.notes:
        layout.addWidget(button(_("Make an action"), icon="list-todo", run=lambda: panel.acting.emit(cluster.id)))


def _choose(panel: Inspector, cluster: Cluster, others: list[Cluster], at: QPoint) -> None:
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for other in others:
        act = menu.addAction(mnemonic_free(f"{cluster_name(other)} · {len(other.notes)}"))
        act.triggered.connect(
            lambda _checked=False, o=other: panel.workshop.run(
                N_("Merge clusters"), lambda tx: clusters.merge(tx, cluster, o)
            )
        )
    menu.popup(at)


def entry_words(entry: Any, lang: str) -> str:
    """One line of a history: when, and what happened; "" for an entry that nobody here understands."""
    if not isinstance(entry, FrozenMap):
        return ""
    notes = entry.get("notes")
    codes = ", ".join(str(n) for n in notes) if isinstance(notes, tuple) else ""
    name = str(entry.get("name", ""))
    told = {
        NAMED: _("named “{name}”").format(name=name),
        JOINED: _("joined: {codes}").format(codes=codes),
        LEFT: _("left: {codes}").format(codes=codes),
        MERGED: _("took in “{name}”").format(name=name),
    }.get(str(entry.get("what")), "")
    try:
        when = locale.date_time(from_instant(str(entry.get("at"))), lang)
    except ValueError:
        when = ""
    return " · ".join(x for x in (when, told) if x) if told else ""
