"""Names of zones, lanes, stages and clusters: each change one undo step. A built-in name is only kept when changed."""

from __future__ import annotations

from koosloome_desktop.canvases.inputs import axis_of, zone_spec
from koosloome_desktop.model.records import Cluster, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import clusters, tracks
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.text import TextTooLong, clean_title
from koosloome_desktop.views.verbs_base import VerbBase

ZONE, STAGE, CLUSTER = "zone", "stage", "cluster"


class TitleVerbs(VerbBase):
    """The names of what notes stand in. A title is named by its kind and its code (a cluster by its id)."""

    def title_text(self, kind: str, code: str) -> str | None:
        """What a title says now; None where there is no such title, or none that can be changed."""
        document = self.workshop.document
        if kind == CLUSTER:
            found = document.find(code)
            return found.label if isinstance(found, Cluster) and found.canvas == self.canvas else None
        if kind == STAGE:
            track = self._track(code, stage=True)
            return (track.name or track.code) if track is not None else None
        return self.presenter.zone(code).title if self._can_be_named(code) else None

    def rename_title(self, kind: str, code: str, text: str) -> bool:
        """Give a title another text; an empty one gives a built-in name back and leaves every other as it is."""
        try:
            word = clean_title(text).text
        except TextTooLong as error:
            self.say(error.line())
            return False
        if kind == CLUSTER:
            found = self.workshop.document.find(code)
            if not isinstance(found, Cluster) or not word:
                return False
            return self._run(N_("Name cluster"), lambda tx: clusters.rename(tx, found, word)) is not None
        if kind == STAGE:
            track = self._track(code, stage=True)
            if track is None or not word:
                return False
            return self._run(N_("Rename the stage"), lambda tx: tracks.rename(tx, track, word)) is not None
        if not self._can_be_named(code):
            return False
        return self._run(N_("Rename the zone"), lambda tx: self._rename_zone(tx, code, word)) is not None

    def _rename_zone(self, tx: Transaction, code: str, word: str) -> None:
        presenter = self.presenter
        variant, built_in = presenter.variant, zone_spec(presenter.canvas, code)
        tracks.ensure(tx, self.canvas, axis_of(variant), [z.code for z in variant.zones] if variant else [])
        track = self._track(code)
        if track is None:
            return
        if not word and built_in is None:
            return  # without a name it would show its code
        is_built_in = built_in is not None and word == built_in.title.get(presenter.lang)
        tracks.rename(tx, track, "" if is_built_in else word, presenter.lang)

    def _can_be_named(self, code: str) -> bool:
        variant = self.presenter.variant
        return self._track(code) is not None or (variant is not None and variant.zone(code) is not None)

    def _track(self, code: str, *, stage: bool = False) -> Track | None:
        found = self.workshop.document.within(Track, self.canvas)
        return next((t for t in found if t.code == code and (t.axis == STAGE) == stage), None)
