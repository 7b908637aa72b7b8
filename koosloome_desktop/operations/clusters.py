"""Clusters as things of their own: named, put in another order, merged, dissolved. Each verb runs in a transaction."""

from __future__ import annotations

from koosloome_desktop.model.records import Cluster, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.cluster_log import change
from koosloome_desktop.operations.notes import order_at
from koosloome_desktop.support.text import clean_title


def rename(tx: Transaction, cluster: Cluster, label: str) -> Cluster:
    """Give a cluster another name; an empty one leaves it as it is."""
    word = clean_title(label).text
    return change(tx, cluster, label=word) if word else cluster


def move(tx: Transaction, cluster: Cluster, by: int) -> Cluster:
    """Put a cluster so many places on: its digit changes with its place. At the end it stays."""
    others = [c for c in tx.document.within(Cluster, cluster.canvas) if c.id != cluster.id]
    every = tx.document.within(Cluster, cluster.canvas)
    at = next(i for i, c in enumerate(every) if c.id == cluster.id)
    to = max(0, min(len(others), at + by))
    return cluster if to == at else tx.update(cluster, order=order_at(others, to))


def merge(tx: Transaction, into: Cluster, other: Cluster) -> Cluster:
    """Put the notes of a cluster behind those of another; its dots go with them, its name is remembered.

    ValueError for a cluster with itself or with one of another canvas.
    """
    if into.id == other.id or into.canvas != other.canvas:
        raise ValueError("these clusters cannot become one")
    document = tx.document
    for user_id, field in document.pointing_at(other.id):
        tally = document.find(user_id)
        if isinstance(tally, Tally) and field == "target":
            known = next((t for t in document.within(Tally, tally.ballot)
                          if t.target == into.id and t.method == tally.method), None)  # fmt: skip
            if known is None:
                tx.update(tally, target=into.id)
            else:
                tx.update(known, count=known.count + tally.count)
    gone = document.get(other.id, Cluster)
    kept = document.get(into.id, Cluster)
    tx.remove(other.id)
    notes = (*kept.notes, *(n for n in gone.notes if n not in kept.notes))
    return change(tx, kept, notes=notes, merged=gone.label or gone.code)


def dissolve(tx: Transaction, cluster: Cluster) -> None:
    """The cluster goes, its notes stay, in no cluster."""
    tx.remove(cluster.id)
