"""What people do with whole clusters, each as one undo step. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.model.records import Cluster
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import clusters
from koosloome_desktop.operations.notes import add_cluster, put_in_cluster
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvases.presenter import Change
from koosloome_desktop.views.verbs_base import VerbBase


class ClusterVerbs(VerbBase):
    """Order, merge, dissolve."""

    def _cluster(self, cluster_id: str) -> Cluster | None:
        found = self.workshop.document.find(cluster_id)
        return found if isinstance(found, Cluster) and found.canvas == self.canvas else None

    def new_cluster(self, ids: Sequence[str], label: str) -> bool:
        """A cluster of these notes with this name."""

        def work(tx: Transaction) -> None:
            put_in_cluster(tx, self.canvas, list(ids), add_cluster(tx, self.canvas, label))

        return self._done(N_("Group notes"), work)

    def move_cluster(self, cluster_id: str, by: int) -> bool:
        """Another place in the order, and so another digit."""
        found = self._cluster(cluster_id)
        return found is not None and self._done(N_("Move cluster"), lambda tx: clusters.move(tx, found, by))

    def merge_clusters(self, into_id: str, other_id: str) -> bool:
        """The notes of the other come into this one."""
        into, other = self._cluster(into_id), self._cluster(other_id)
        if into is None or other is None or into.id == other.id:
            return False
        told = _("Clusters merged: {name}").format(name=into.label or other.label or _("unnamed cluster"))
        return self._done(N_("Merge clusters"), lambda tx: clusters.merge(tx, into, other), told)

    def dissolve(self, cluster_id: str) -> bool:
        """The cluster goes, its notes stay."""
        found = self._cluster(cluster_id)
        if found is None:
            return False
        told = _("Cluster dissolved: {name}").format(name=found.label or _("unnamed cluster"))
        return self._done(N_("Dissolve cluster"), lambda tx: clusters.dissolve(tx, found), told)

    def _done(self, label: str, work: Change, told: str = "") -> bool:
        done = self._run(label, work) is not None
        if done and told:
            self.say(told)
        return done
