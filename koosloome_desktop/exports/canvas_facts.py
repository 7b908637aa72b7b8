"""What lists of a canvas ask of it in every format: notes and needs, votes, clusters, kinds, titles of zones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.inputs import NEEDS, kind_of
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import queries, tree


class CanvasFacts:
    """What the lists of a canvas ask again and again, asked once."""

    def __init__(self, report: Report, canvas: Canvas) -> None:
        self.report = report
        self.canvas = canvas
        document = report.document
        self.notes = queries.notes(document, canvas.id)
        self.needs = queries.notes(document, canvas.id, "need")
        self.votes = queries.votes(document, canvas.id)
        self.own_votes = queries.own_votes(document, canvas.id)
        self.clusters = document.within(Cluster, canvas.id)
        self.zones = report.words.zones(document, canvas)
        self.voted = any(self.votes.values())
        variant = variant_of(canvas.type, canvas.variant)
        self.journey = variant is not None and variant.layout == "grid"

    @cached_property
    def cluster_names(self) -> dict[str, str]:
        """Note id → names of the clusters it stands in."""
        found: dict[str, list[str]] = {}
        for cluster in self.clusters:
            for note in cluster.notes:
                found.setdefault(note, []).append(cluster.label or cluster.code)
        return {note: ", ".join(names) for note, names in found.items()}

    @cached_property
    def kinds(self) -> dict[tuple[str, str, str], str]:
        """Zone, pin and attitude → kind of its notes (a canvas has few zones and may have thousands of notes)."""
        seen: dict[tuple[str, str, str], str] = {}
        for note in self.notes:
            if (note.zone, note.pin, note.attitude) not in seen:
                seen[note.zone, note.pin, note.attitude] = kind_of(self.canvas, note)
        return seen

    @cached_property
    def outside(self) -> frozenset[str]:
        """The notes that the workshop leaves aside."""
        return tree.outside(self.notes)

    @cached_property
    def axes(self) -> tuple[str, str]:
        """The names of the axes across and up, x and y where they have none."""
        axes = self.canvas.parts.get("axes")
        known = axes if isinstance(axes, Mapping) else {}
        return tuple(self.report.words.of(known.get(name)) or name for name in ("x", "y"))  # type: ignore[return-value]

    @cached_property
    def shown_kinds(self) -> list[str]:
        """The kinds on this canvas, each once, in order of first appearance."""
        return list(dict.fromkeys(self.kind(n) for n in (*self.notes, *self.needs)))

    def linked(self, note: Note) -> bool:
        """Whether something in the report leads to this note."""
        return note.id in self.report.actions_of

    def kind(self, note: Note) -> str:
        """The kind of a note."""
        return "need" if note.form == "need" else self.kinds.get((note.zone, note.pin, note.attitude), "")

    def zone(self, note: Note) -> str:
        """The title of a note's zone."""
        return self.report.words.zone(self.canvas, self.zones, NEEDS if note.form == "need" else note.zone)
