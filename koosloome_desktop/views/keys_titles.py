"""The titles of zones, lanes, stages and clusters: Home in A goes to the title of the note's zone, once more to its
stage, then its cluster; arrows go from title to title and back to notes; Enter opens the text in the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import TextLine
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.asking import Ask, ask
from koosloome_desktop.views.board.index import note_rect
from koosloome_desktop.views.board.spatial import Direction, Rect, nearest
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.key_parts import ARROWS, ENTER, plain, written
from koosloome_desktop.views.modes import Mode
from koosloome_desktop.views.verbs_titles import CLUSTER, STAGE, ZONE

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

Name = tuple[str, str]
"""Kind and code of a title."""
_WORDS: Final = {ZONE: N_("Title of the zone"), STAGE: N_("Title of the stage"), CLUSTER: N_("Name of the cluster")}
_MOVES: Final[dict[tuple[str, Direction], tuple[str, ...]]] = {
    (STAGE, "left"): ("stage.left",),
    (STAGE, "right"): ("stage.right",),
    (ZONE, "up"): ("lane.up", "zone.earlier"),
    (ZONE, "down"): ("lane.down", "zone.later"),
    (ZONE, "left"): ("zone.earlier",),
    (ZONE, "right"): ("zone.later",),
}
"""The commands that move what a title names; a canvas has those of its form."""
_PAD: Final = 3.0


@dataclass(frozen=True, slots=True)
class Title:
    """A title on the board: what it names, and its box (x, y, w, h in board units)."""

    name: Name
    box: tuple[float, float, float, float]

    @property
    def rect(self) -> Rect:
        """The box as left, top, right, bottom."""
        x, y, w, h = self.box
        return (x, y, x + w, y + h)


def head_box(texts: Iterable[TextLine]) -> tuple[float, float, float, float] | None:
    """The box round the lines of a title: those at the beginning that are set alike. None without any."""
    lines = list(texts)
    if not lines:
        return None
    first = lines[0]
    alike = [t for t in lines if (t.size, t.weight) == (first.size, first.weight)]
    left, right = min(t.x for t in alike), max(t.x + measure(t.text, t.size, t.weight) for t in alike)
    top, bottom = min(t.y for t in alike) - first.size, max(t.y for t in alike) + first.size * 0.3
    return (left - _PAD, top - _PAD, right - left + 2 * _PAD, bottom - top + 2 * _PAD)


class Titles:
    """The title that has the ring, and its renaming."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.now: Name | None = None

    # -- where titles are

    def all(self) -> list[Title]:
        """Every title that can be renamed, as it stands on the board."""
        page, board = self.page, self.page.view.board
        boxes: list[tuple[Name, tuple[float, float, float, float] | None]] = []
        boxes += [((ZONE, z.code), head_box(z.texts)) for z in board.zones if z.code]
        clusters = {c.label: c.id for c in page.verbs.clusters() if c.label}
        for panel in board.panels:
            if panel.role == "stage" and panel.key:
                boxes.append(((STAGE, panel.key), (panel.x, panel.y, panel.w, panel.h)))
            elif panel.role == "cluster" and panel.key in clusters:
                boxes.append(((CLUSTER, clusters[panel.key]), head_box(panel.texts)))
        known: dict[Name, Title] = {}
        for name, box in boxes:
            if box is not None and page.verbs.title_text(*name) is not None:
                known.setdefault(name, Title(name, box))
        return list(known.values())

    def find(self, name: Name | None) -> Title | None:
        """A title by its name."""
        return next((t for t in self.all() if t.name == name), None) if name else None

    def at(self, x: float, y: float) -> Title | None:
        """The title at a point of the board."""
        return next((t for t in self.all() if t.rect[0] <= x <= t.rect[2] and t.rect[1] <= y <= t.rect[3]), None)

    def box(self) -> tuple[float, float, float, float] | None:
        """Where the ring goes."""
        found = self.find(self.now)
        return found.box if found is not None else None

    def of_note(self, note_id: str) -> list[Name]:
        """The titles over a note: its zone's, its stage's, its cluster's."""
        page = self.page
        note = page.verbs.note(note_id)
        if note is None:
            return []
        cluster = queries.cluster_of(page.workshop.document, page.canvas_id).get(note_id)
        wanted = [(ZONE, page.presenter.zone_of(note)), (STAGE, note.stage)]
        if cluster is not None:
            wanted.append((CLUSTER, cluster.id))
        there = {t.name for t in self.all()}
        return [name for name in wanted if name in there]

    # -- going to one

    def holds(self) -> bool:
        """Whether a title has the ring; one that is gone has not."""
        if self.now is not None and self.page.verbs.title_text(*self.now) is None:
            self.now = None
        return self.now is not None

    def ringed(self) -> Name:
        """The title that has the ring, two empty words for none."""
        return self.now if self.holds() and self.now is not None else ("", "")

    def focus(self, name: Name) -> bool:
        """Put the ring on a title."""
        page, desk = self.page, self.page.desk
        page.stage.fresh()
        found = self.find(name)
        if found is None:
            return False
        current = desk.focus or desk.current
        page.modes.settle_down()
        self.now = name
        desk.mode, desk.focus, desk.selected, desk.anchor, desk.current = Mode.ARRANGE, "", (), "", current
        page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        page.view.camera.reveal(QRectF(*found.box))
        page.refresh()
        page.view.announce(f"{_(_WORDS[name[0]])}: {page.verbs.title_text(*name)}")
        return True

    def home(self) -> bool:
        """Home: the title of the zone, then of the stage, then of the cluster, round and round."""
        desk = self.page.desk
        names = self.of_note(desk.focus or desk.current)
        if not names:
            return False
        at = names.index(self.now) + 1 if self.now in names else 0
        return self.focus(names[at % len(names)])

    def above(self) -> bool:
        """Up from the topmost note: the title over its column, which is its stage's; else the one of its zone."""
        names = self.of_note(self.page.desk.focus)
        stage = next((name for name in names if name[0] == STAGE), None)
        return self.focus(stage) if stage is not None else self.home()

    def first(self) -> bool:
        """The title where the next note would land, else the first there is."""
        names = [t.name for t in self.all()]
        wanted = (ZONE, self.page.desk.target.zone)
        return bool(names) and self.focus(wanted if wanted in names else names[0])

    def leave(self) -> None:
        """The ring goes elsewhere."""
        self.now = None

    # -- keys while one has the ring

    def before(self, event: QKeyEvent) -> bool:
        """Look at a key: arrows go on, Enter and F2 open the text, Home goes round; whether the key was taken."""
        key, mods = event.key(), plain(event)
        if key == Qt.Key.Key_Home and not mods:
            return self.home()
        if not self.holds():
            return False
        if key in ARROWS:
            if not mods:
                self.go(ARROWS[key])
            elif mods == Qt.KeyboardModifier.AltModifier:
                self._move(ARROWS[key])
            return True
        if not mods and (key in ENTER or key == Qt.Key.Key_F2):
            self.rename()
            return True
        return self._nothing_here(event)

    def _move(self, direction: Direction) -> None:
        """Alt+arrow: the stage, the lane or the zone itself to its next place, with its notes."""
        kind = self.ringed()[0]
        any(self.page.ctx.commands.run(name) for name in _MOVES.get((kind, direction), ()))

    def _nothing_here(self, event: QKeyEvent) -> bool:
        """Delete, digits, + and − are about notes: over a title they do nothing. Letters write into its zone."""
        if event.key() == Qt.Key.Key_Delete:
            return True
        text = written(event)
        if text:
            if text.isdecimal() or text in "+-=−":
                return True
            self.aim()
        return False

    def aim(self) -> None:
        """The next note lands under this title."""
        page, now = self.page, self.now
        if now is not None and now[0] == ZONE:
            page.desk.target = page.presenter.settled(Target(zone=now[1], stage=page.desk.target.stage))

    def go(self, direction: Direction) -> None:
        """To the nearest title or note in a direction."""
        page = self.page
        here = self.find(self.now)
        if here is None:
            return
        others = [(t.name, t.rect) for t in self.all() if t.name != here.name]
        others += [(("note", n.id), note_rect(n)) for n in page.view.board.notes]
        keyed = {f"{kind}:{code}": (kind, code) for (kind, code), _rect in others}
        found = nearest(((f"{kind}:{code}", rect) for (kind, code), rect in others), here.rect, direction)
        if found is None:
            return
        kind, code = keyed[found]
        if kind == "note":
            page.modes.arrange(code)
        else:
            self.focus((kind, code))

    # -- the text

    def rename(self, name: Name | None = None) -> bool:
        """Open the text of a title in the line."""
        page = self.page
        name = name or self.now
        text = page.verbs.title_text(*name) if name is not None else None
        if name is None or text is None:
            return False
        kind, code = name
        ask(page, Ask(
            title=_("Renaming"), place=text, question=_("What is it called? Empty gives the built-in name back"),
            keep=lambda told: page.verbs.rename_title(kind, code, told), text=text, may_be_empty=kind == ZONE,
            there=lambda: page.verbs.title_text(kind, code) is not None,
        ))  # fmt: skip
        return True

    def return_here(self) -> bool:
        """After the line was used for the text: the ring back on the title it came from; whether it came from one."""
        return self.holds() and self.now is not None and self.focus(self.now)
