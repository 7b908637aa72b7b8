"""What the finder lists and offers: rows of what was found, of what would change, and the values of the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import finding, queries
from koosloome_desktop.operations.finding import NO_CLUSTER, Filter, Hit, Replacement
from koosloome_desktop.operations.groups import group_names
from koosloome_desktop.operations.haystack import straws
from koosloome_desktop.operations.merging import groups
from koosloome_desktop.support.i18n import _, language
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.canvas_words import canvas_title, kind_code, kind_of, zone_title
from koosloome_desktop.views.found_row import FoundRow

if TYPE_CHECKING:
    from koosloome_desktop.views.find_panel import FindPanel
    from koosloome_desktop.views.workshop_view import WorkshopView


class FoundRows:
    """Reads the workshop for the finder."""

    def __init__(self, view: WorkshopView) -> None:
        self.view = view
        self._offered: tuple[object, ...] = ()

    def page(self) -> CanvasPage | None:
        """The board in sight."""
        page = self.view.page()
        return page if isinstance(page, CanvasPage) else None

    def ready(self) -> None:
        """Fold what will be looked through, so that no letter waits for it."""
        for canvas in queries.canvases(self.view.workshop.document):
            straws(self.view.workshop.document, canvas.id)

    def here(self, wanted: Filter) -> list[str]:
        """The notes on this board that are wanted, in reading order."""
        page, document = self.page(), self.view.workshop.document
        if page is None or wanted.empty:
            return []
        passing = set(finding.passing(document, page.canvas_id, wanted, lambda n: kind_code(document, n)))
        return [i for i in page.order() if i in passing]

    def found(self, here: list[str], text: str) -> list[FoundRow]:
        """First the notes on this board with their numbers, then what other canvases have."""
        document = self.view.workshop.document
        notes = [document.get(i, Note) for i in here]
        places: dict[tuple[str, str, str], str] = {}
        rows = []
        for number, note in enumerate(notes, 1):
            # Thousands are found with one letter: what a zone is called is asked once.
            key = (note.canvas, note.zone, note.form)
            place = self._where(note) if note.attitude or note.pin else places.get(key)
            if place is None:
                place = places[key] = self._where(note)
            rows.append(FoundRow(note.id, number, note.text, f"{place} · {note.code}" if note.code else place))
        shown = set(here)
        for hit in finding.find(document, text):
            same = hit.canvas == self.view.current and hit.kind in {"note", "need"}
            if not same and hit.record not in shown:
                rows.append(FoundRow(hit.record, 0, hit.text, self._elsewhere(hit)))
        return rows

    def _where(self, note: Note) -> str:
        document = self.view.workshop.document
        canvas, lang = document.find(note.canvas), document.workshop.language
        zone = zone_title(document, canvas, note.zone, lang) if isinstance(canvas, Canvas) and note.zone else ""
        return zone or _(kind_of(document, note).word)

    def _elsewhere(self, hit: Hit) -> str:
        document = self.view.workshop.document
        canvas = document.find(hit.canvas) if hit.canvas else None
        name = canvas_title(canvas, document.workshop.language) if isinstance(canvas, Canvas) else _("Parked topics")
        return f"{name} · {_('Cluster')}" if hit.kind == "cluster" else name

    def changes(self, text: str, other: str, *, everywhere: bool) -> list[Replacement]:
        """What a replacement would change: on this canvas, or in the whole workshop."""
        place = "" if everywhere or self.page() is None else self.view.current
        return finding.replacements(self.view.workshop.document, text, other, place)

    def offer(self, panel: FindPanel) -> None:
        """What the chips of the filter can be set to on this canvas."""
        page, document = self.page(), self.view.workshop.document
        known = (document, document.rev, page, language())
        if known == self._offered:
            return
        self._offered = known
        every = ("", _("all"))
        panel.scope.offer([("", _("this canvas")), ("all", _("whole workshop"))])
        notes = queries.standing(document, page.canvas_id) if page is not None else []
        said = {g for n in notes for g in groups(document, n)}
        panel.group.offer([every, *((g, g) for g in group_names(document) if g in said)])
        clusters = document.within(Cluster, page.canvas_id) if page is not None else []
        named = [(c.id, c.label or _("unnamed")) for c in clusters]
        panel.cluster.offer([every, *named, (NO_CLUSTER, _("without a cluster"))])
        kinds = {kind_code(document, n): _(kind_of(document, n).word) for n in notes}
        panel.kind.offer([every, *kinds.items()] if len(kinds) > 1 else [every])
        panel.dots.offer([every, ("yes", _("only with dots"))])
