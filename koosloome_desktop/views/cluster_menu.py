"""The menu of a cluster's chip in the strip, and the commands for the cluster of the current note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from koosloome_desktop.model.records import Cluster
from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.plain import mnemonic_free

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def chip_asked(page: CanvasPage, number: int, at: QPoint) -> None:
    """A right click on the chip of a cluster."""
    every = page.verbs.clusters()
    if not page.speaking.picking and not page.linking.active and 0 < number <= len(every):
        open_menu(page, every[number - 1], at)


def open_menu(page: CanvasPage, cluster: Cluster, at: QPoint) -> QMenu:
    """What can be done with a cluster as a whole."""
    every = page.verbs.clusters()
    place = next((i for i, c in enumerate(every) if c.id == cluster.id), 0)
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(_("Rename")).triggered.connect(lambda _checked=False: rename(page, cluster.id))
    for words, by, can in ((_("Earlier"), -1, place > 0), (_("Further back"), 1, place < len(every) - 1)):
        act = menu.addAction(words)
        act.setEnabled(can)
        act.triggered.connect(partial(_move, page, cluster.id, by))
    others = [c for c in every if c.id != cluster.id]
    if others:
        inner = menu.addMenu(_("Take in …"))
        for other in others:
            act = inner.addAction(mnemonic_free(f"{other.label or _('unnamed cluster')} · {len(other.notes)}"))
            act.triggered.connect(partial(_merge, page, cluster.id, other.id))
    menu.addAction(_("Dissolve")).triggered.connect(lambda _checked=False: page.verbs.dissolve(cluster.id))
    menu.addSeparator()
    act = menu.addAction(_("Make an action"))
    act.setEnabled(bool(cluster.notes) and page.presenter.writable)
    act.triggered.connect(lambda _checked=False: to_action(page, cluster))
    menu.addAction(_("Details")).triggered.connect(lambda _checked=False: show(page, cluster.id))
    menu.popup(at)
    return menu


def _move(page: CanvasPage, cluster: str, by: int, _checked: bool = False) -> None:
    page.verbs.move_cluster(cluster, by)


def _merge(page: CanvasPage, into: str, other: str, _checked: bool = False) -> None:
    page.verbs.merge_clusters(into, other)


def rename(page: CanvasPage, cluster: str) -> None:
    """Ask for the name of a cluster; what the line was used for until now is kept first."""
    page.mouse.settle()
    page.modes.name(cluster)


def show(page: CanvasPage, cluster: str) -> None:
    """Show a cluster in the panel on the right."""
    page.selection_changed.emit((cluster,))


def to_action(page: CanvasPage, cluster: Cluster) -> None:
    """One action of a cluster: all its notes are the sources."""
    from koosloome_desktop.views.to_plan_commands import to_plan

    to_plan(page, cluster.notes, cluster.label)


def _now(page: CanvasPage) -> Cluster | None:
    """The cluster of the note that commands are about."""
    inside = queries.cluster_of(page.workshop.document, page.canvas_id)
    return next((c for i in acted_on(page) if (c := inside.get(i)) is not None), None)


def cluster_commands(page: CanvasPage) -> list[Command]:
    """For the cluster of the current note: by name, and so by keyboard."""

    def with_it(run: Callable[[Cluster], object]) -> Callable[[], None]:
        def go() -> None:
            found = _now(page)
            if found is not None:
                run(found)

        return go

    def can() -> bool:
        return _now(page) is not None

    name = with_it(lambda c: rename(page, c.id))
    earlier = with_it(lambda c: page.verbs.move_cluster(c.id, -1))
    later = with_it(lambda c: page.verbs.move_cluster(c.id, 1))
    dissolve, details = with_it(lambda c: page.verbs.dissolve(c.id)), with_it(lambda c: show(page, c.id))
    action = with_it(lambda c: to_action(page, c))
    return [
        Command("cluster.to_action", N_("Make an action of the cluster"), (), "list-todo", "canvas", can, action),
        Command("cluster.rename", N_("Rename the cluster"), (), "pencil", "canvas", can, name),
        Command("cluster.earlier", N_("Cluster one place earlier"), (), "arrow-left", "canvas", can, earlier),
        Command("cluster.later", N_("Cluster one place later"), (), "arrow-right", "canvas", can, later),
        Command("cluster.dissolve", N_("Dissolve the cluster"), (), "unlink", "canvas", can, dissolve),
        Command("cluster.details", N_("Show the cluster"), (), "group", "canvas", can, details),
    ]
