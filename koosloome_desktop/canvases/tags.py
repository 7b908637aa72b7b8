"""What a note says of its cluster where no frame is drawn round the notes of one: ``#Aeg ja kord`` at its foot.

Trees, rings, maps and lists place their notes by something else than clusters; without these words nobody but the
scribe would see that the room has grouped anything. The sign is the one that puts a note into a cluster in the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.layout.card import PART
from koosloome_desktop.layout.inputs import NoteIn
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import queries

SIGN: Final = "#"
_FRAMES: Final = frozenset({"zones", "blocks", "sheet", "iceberg"})
"""Layouts that draw a frame with the name of a cluster round its notes; `resources` does while it has no match lines,
`iceberg` round more than one note of a layer.
"""


def cluster_tags(document: Document, canvas: Canvas, found: dict[str, Cluster]) -> dict[str, str]:
    """Note id → its cluster's name with the sign, or the number of one that has no name yet; nothing for notes that
    stand in a frame with the name. `found`: note id → its cluster (`queries.cluster_of`).
    """
    if not found:
        return {}
    clusters = document.within(Cluster, canvas.id)
    variant = variant_of(canvas.type, canvas.variant)
    layout = variant.layout if variant is not None else ""
    frames = layout in _FRAMES or (layout == "resources" and not queries.links(document, canvas.id, "match"))
    numbers = {c.id: n for n, c in enumerate(clusters, 1)}
    alone = _alone(document, found) if layout == "iceberg" else frozenset()
    return {
        note: f"{SIGN}{cluster.label or numbers[cluster.id]}"
        for note, cluster in found.items()
        if not (frames and cluster.label and note not in alone)
    }


def _alone(document: Document, clusters: dict[str, Cluster]) -> frozenset[str]:
    """The notes that are the only ones of their cluster in their layer."""
    zones = {i: n.zone for i in clusters if isinstance(n := document.find(i), Note)}
    count = Counter((zone, clusters[i].label) for i, zone in zones.items())
    return frozenset(i for i, zone in zones.items() if count[zone, clusters[i].label] == 1)


def untagged(notes: Sequence[NoteIn]) -> list[NoteIn]:
    """The notes for a drawing that frames clusters: their feet do not say it once more."""
    return [replace(n, footer=bare) if (bare := _without_tag(n)) != n.footer else n for n in notes]


def _without_tag(note: NoteIn) -> str:
    tag = f"{SIGN}{note.cluster}"
    if note.cluster and tag in note.footer:
        return note.footer.replace(PART + tag, "", 1).replace(f" {tag}", "", 1).removeprefix(tag).removeprefix(PART)
    return note.footer
