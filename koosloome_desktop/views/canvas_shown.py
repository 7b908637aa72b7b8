"""What a canvas page shows of its state (chip, question, hints, strip, marks), and what it says aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.badges import told as badge_words
from koosloome_desktop.canvases.inputs import kind_of
from koosloome_desktop.model.records import Cluster
from koosloome_desktop.operations import merging, queries
from koosloome_desktop.operations.groups import group_names
from koosloome_desktop.operations.photos import typed_from
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.capture_bar import Hint
from koosloome_desktop.views.cluster_strip import cluster_offer, group_offer
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.hint_commands import offer_hint
from koosloome_desktop.views.keys_group import group_words
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.views.canvas_page import CanvasPage


SCALARS: Final = {
    "strength": N_("strength"),
    "attitude": N_("attitude"),
    "chosen": N_("choose"),
    "priority": N_("priority"),
    "emotion": N_("feeling"),
}
"""What + and − change where it is not the dots, in one word."""


class Shown:
    """Brings the widgets of a page in line with its desk."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self._told: tuple[str, tuple[str, ...]] = ("W", ())
        self._counted: tuple[int, list[str], int] = (-1, [], 0)
        """How many notes of this order are in no cluster, at a revision of the document."""

    def apply(self) -> None:
        """Show the desk as it is."""
        self.page.linking.look()
        self.page.matching.look()
        self.page.photos.beside.refresh()
        self._bar()
        offer_hint(self.page)
        self.page.same.look()
        self._strip()
        self._marks()
        self._tell()

    def _bar(self) -> None:
        page, desk = self.page, self.page.desk
        if self._line_rests():
            pass
        elif desk.job == Job.NAME:
            number = next((i for i, c in enumerate(page.verbs.clusters(), 1) if c.id == desk.subject), 0)
            place = _("cluster {number}").format(number=number)
            hints = (("Enter", _("names")), ("Esc", _("later")))
            page.bar.say(_("Naming"), place, _("What do these notes have in common?"), hints)
        elif desk.asked is not None:
            asked = desk.asked
            page.bar.say(asked.title, asked.place, asked.question, (("Enter", _("keeps")), ("Esc", _("leaves"))))
        elif desk.job == Job.CHAIN and page.asking.now is not None:
            rung = page.asking.now
            page.bar.say(rung.chip, rung.place, rung.question, page.asking.hints())
        elif desk.mode == Mode.EDIT:
            self._editing()
        elif page.linking.active:
            hints = (("Enter", _("links")), ("Esc", _("leaves it as it was")))
            page.bar.say(_("Linking"), page.linking.place(), page.linking.question(), hints)
        elif desk.mode == Mode.ARRANGE:
            self._arranging()
        else:
            place = page.presenter.words(desk.target)
            place = " · ".join(x for x in (place, page.speaking.words()) if x)
            asks = page.presenter.asks(desk.target)
            if desk.photo:
                asks = _("Type what the photo says; Esc puts it away")
            walks = page.walking.active
            mode = page.walking.place() if walks else _("Writing")
            page.bar.say(mode, place, asks, page.walking.hints() if walks else _writing_hints())
        page.bar.say_prefix(page.prefixes.words())

    def _arranging(self) -> None:
        page = self.page
        rest = (("Enter", _("edit")), ("Esc", _("write")))
        if page.titles.holds() and page.titles.now is not None:
            place = page.verbs.title_text(*page.titles.now) or ""
            page.bar.say(_("Arranging"), place, _("Enter opens the title, letters write under it"), rest)
        else:
            variant = page.presenter.variant
            much = SCALARS.get(variant.scalar if variant is not None else "")
            more = (("+ −", _(much)),) if much else ()
            digits = ("1–9", _("place") if page.places.cells() else _("cluster"))
            page.bar.say(_("Arranging"), "", self._grouping(), (digits, *more, *rest))

    def _line_rests(self) -> bool:
        """A canvas that is only shown, or a mode that has the keyboard elsewhere: the line says so."""
        page = self.page
        known, reads = page.presenter.writable, page.workshop.read_only
        writable = known and not reads
        page.bar.line.setReadOnly(not writable)
        if known and reads:
            page.bar.say(_("Only shown"), "", _("The library is open to read only. Ctrl+K, “Open for writing”"), ())
        elif not writable:
            told = _("This program does not know this kind of canvas; it is kept whole.")
            page.bar.say(_("Only shown"), "", told, ())
        elif page.matching.active:
            page.bar.say(_("Matching"), "", _("Esc closes, then the line writes again"), ())
        return not writable or page.matching.active

    def _editing(self) -> None:
        page, desk = self.page, self.page.desk
        note = page.verbs.note(desk.subject if desk.job == Job.REWORD else page.editor.note)
        place = ""
        if note is not None:
            place = page.presenter.words(desk.moved or page.presenter.of_note(note))
        hints = [("Enter", _("saves")), ("Esc", _("leaves it as it was"))]
        if desk.job == Job.REWORD:
            hints.insert(1, ("Tab", _("another zone")))
        page.bar.say(_("Editing a note"), place, _("Enter saves, Esc leaves it as it was"), hints)

    def _grouping(self) -> str:
        page = self.page
        document, order = page.workshop.document, page.order()
        if self._counted[:2] != (document.rev, order):
            inside = queries.cluster_of(document, page.canvas_id)
            self._counted = (document.rev, order, sum(1 for note in order if note not in inside))
        total, left = len(order), self._counted[2]
        return _("{left}/{total} not grouped · Esc writes").format(left=left, total=total)

    def _strip(self) -> None:
        """What a digit chooses from: the groups while one is picked, else the clusters; nothing beside the list of what
        is alike.
        """
        page, desk = self.page, self.page.desk
        picking, waiting = page.speaking.picking, page.digits.waiting
        kinds = page.linking.offer() if page.linking.active else None
        clusters = [(c.label, len(c.notes)) for c in page.verbs.clusters()]
        writing = desk.mode == Mode.WRITE and desk.job == Job.ADD and bool(clusters)
        grouping = bool(page.order()) and (desk.mode == Mode.ARRANGE or writing)
        busy = bool(page.same.found) or page.linking.active or page.titles.holds()
        placing = page.places.show(allowed=not busy and not picking)
        grouping = grouping and not busy and not placing
        shown = page.presenter.writable and (picking or kinds is not None or grouping)
        if kinds is not None:
            page.strip.offer(kinds)
        elif picking:
            names = [group_words(g) for g in group_names(page.workshop.document)]
            page.strip.offer(group_offer(names, group_words(self._group_now()), waiting, page.speaking.following()))
        elif shown:
            page.strip.offer(cluster_offer(clusters, "" if desk.mode == Mode.ARRANGE else "Alt+", waiting))
        if page.strip.isVisibleTo(page) != shown:
            page.strip.setVisible(shown)
            page.strip.raise_()

    def _group_now(self) -> str:
        page = self.page
        if page.desk.mode != Mode.ARRANGE:
            return page.speaking.group
        note = page.verbs.note(page.desk.focus)
        return note.group if note is not None else ""

    def _marks(self) -> None:
        page, desk = self.page, self.page.desk
        arranging = desk.mode == Mode.ARRANGE
        naming = desk.job == Job.NAME
        line = (desk.mode == Mode.WRITE and not naming) or desk.job == Job.REWORD
        page.view.marks.change(
            ring=desk.focus if arranging and page.view.hasFocus() else "",
            # Who names a cluster sees what is in it.
            selected=frozenset(desk.selected) if arranging else self._named() if naming else frozenset(),
            current=page.linking.source or (desk.current if line or (arranging and not page.view.hasFocus()) else ""),
            title=page.titles.box() if arranging and page.titles.holds() and page.view.hasFocus() else None,
            drop=page.view.gestures.drop or asked_spot(page),
            tie=(page.linking.source, desk.focus) if page.linking.active else None,
        )

    def _named(self) -> frozenset[str]:
        found = self.page.workshop.document.find(self.page.desk.subject)
        return frozenset(found.notes) if isinstance(found, Cluster) else frozenset()

    def _tell(self) -> None:
        """Signals to the window, only when something is new."""
        page, desk = self.page, self.page.desk
        ids = desk.selected if desk.mode != Mode.WRITE else ()
        if page.matching.active:
            ids = (page.matching.need,)  # the panel tells of it, and the wall keeps it in the light
        mode, before = desk.mode.value, self._told
        self._told = (mode, ids)
        if mode != before[0]:
            page.mode_changed.emit(mode)
        if ids != before[1]:
            page.view.tell_selection(before[1], ids)
            page.selection_changed.emit(ids)


def asked_spot(page: CanvasPage) -> Drop | None:
    """The outline on the board that the line asks about, marked as a place that would take a note."""
    spot = page.asking.spot()
    return Drop("into", box=spot) if spot is not None else None


def _writing_hints() -> tuple[Hint, ...]:
    return (("Enter", _("adds")), ("Tab", _("next zone")), ("Ctrl+K", _("all commands")))


def tell_place(page: CanvasPage, note_id: str) -> None:
    """Tell a screen reader where a note stands now."""
    page.view.announce(PageSpoken(page).place(note_id))


class PageSpoken:
    """The notes of a page in words, for screen readers."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page

    def title(self) -> str:
        """The name of the canvas."""
        return canvas_title(self.page.presenter.canvas, self.page.presenter.lang)

    def order(self) -> list[str]:
        """Note ids in reading order, as far as they are on the board."""
        board = self.page.view.board
        return [i for i in self.page.order() if board.note(i) is not None] or [n.id for n in board.notes]

    def name(self, note_id: str) -> str:
        """The text of a note."""
        note = self.page.verbs.note(note_id)
        if note is not None:
            return f"{note.text} / {note.second}" if note.second else note.text
        box = self.page.view.board.note(note_id)
        return " ".join(box.lines) if box is not None else ""

    def description(self, note_id: str) -> str:
        """Kind, zone, cluster, group, dots, position in the zone: ``põhjus, Põhjused, 9 täppi, 3/14``."""
        page = self.page
        note = page.verbs.note(note_id)
        if note is None:
            return ""
        votes = queries.votes(page.workshop.document, page.canvas_id).get(note_id)
        cluster = queries.cluster_of(page.workshop.document, page.canvas_id).get(note_id)
        parts = [
            _(note_kind(kind_of(page.presenter.canvas, note)).word),
            page.presenter.words(page.presenter.of_note(note)),
            f"{_('cluster')}: {cluster.label}" if cluster is not None and cluster.label else "",
            group_words(note.group) if note.group else "",
            *(_(word) for word in badge_words(note)),
            page.presenter.told(note),
            f"×{said}" if (said := merging.times(page.workshop.document, note)) > 1 else "",
            dot_words(votes) if votes else "",
            _("with a photo") if note.photo else "",
            _("typed from a photo") if typed_from(page.workshop.document, note) else "",
            self._number(note),
        ]
        return ", ".join(p for p in parts if p)

    def place(self, note_id: str) -> str:
        """Where a note stands: ``Põhjused, 3/14``."""
        presenter, note = self.page.presenter, self.page.verbs.note(note_id)
        if note is None:
            return ""
        parts = (presenter.words(presenter.of_note(note)), presenter.told(note), self._number(note))
        return ", ".join(p for p in parts if p)

    def _number(self, note: Note) -> str:
        presenter = self.page.presenter
        zone, every = presenter.zone_of(note), presenter.notes()
        same = [n.id for n, its in zip(every, presenter.zones_of(every), strict=True) if its == zone]
        return f"{same.index(note.id) + 1}/{len(same)}"

    def selected(self, note_id: str) -> bool:
        """Whether a note is selected."""
        return self.page.desk.mode != Mode.WRITE and note_id in self.page.desk.selected

    def focused(self) -> str:
        """The note with the ring."""
        return self.page.desk.focus if self.page.desk.mode == Mode.ARRANGE else ""
