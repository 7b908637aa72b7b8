"""What can be done with the structure of a problem map: fold a branch, leave it aside, say who could change a cause.

The same functions serve the command table, the inspector and the mouse.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.badges import CAUSAL, REACH, TREND
from koosloome_desktop.canvases.inputs import zone_spec
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import BADGE_SIZE, FOOTER_SIZE
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import tree
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.canvases.problem_map import TreePresenter
from koosloome_desktop.views.count_words import note_words
from koosloome_desktop.views.modes import Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

PROBLEM: Final = "problem_map"
LABELS: Final = {
    ("reach", "alone"): N_("Reach: we can change it ourselves"),
    ("reach", "partners"): N_("Reach: with partners"),
    ("reach", "none"): N_("Reach: we cannot change it"),
    ("trend", "growing"): N_("Trend: growing"),
    ("trend", "same"): N_("Trend: stays the same"),
    ("trend", "shrinking"): N_("Trend: shrinking"),
}
_HIT: Final = 9.0
"""How far round a sign a click still means it (units)."""


def weighed(page: CanvasPage, note: Note | None) -> bool:
    """Whether reach and trend mean something for a note: on a problem map, but not for the one sentence."""
    if note is None or note.form != "note" or page.presenter.canvas.type != PROBLEM:
        return False
    variant, built_in = page.presenter.variant, zone_spec(page.presenter.canvas, note.zone)
    return variant is not None and variant.layout in CAUSAL and (built_in is None or not built_in.single)


def chosen(page: CanvasPage) -> list[Note]:
    """The notes that a command is about."""
    return [n for i in acted_on(page) if (n := page.verbs.note(i)) is not None]


def branch_commands(page: CanvasPage) -> list[Command]:
    """The commands of this page."""

    def any_weighed() -> bool:
        return any(weighed(page, n) for n in chosen(page))

    found = [
        Command(f"note.{field}.{value}", label, (), "", "canvas", any_weighed, partial(toggle, page, field, value))
        for (field, value), label in LABELS.items()
    ]
    if not isinstance(page.presenter, TreePresenter):
        return found

    def branchy() -> bool:
        return bool(_root(page))

    def any_folded() -> bool:
        return any(n.collapsed for n in page.presenter.notes())

    return [
        Command("note.fold", N_("Fold or open the branch"), ("Ctrl+Shift+B",), "chevron-up", "note", branchy,
                partial(fold, page)),
        Command("note.unfold_all", N_("Open all branches"), (), "", "canvas", any_folded, partial(unfold_all, page)),
        Command("note.bound", N_("Leave aside in this workshop, or take in again"), (), "eye-off", "note", any_weighed,
                partial(toggle, page, "bound", tree.OUT)),
        *found,
    ]  # fmt: skip


def toggle(page: CanvasPage, field: str, value: str) -> None:
    """Give the notes a mark; when all have it already, take it away."""
    notes = [n for n in chosen(page) if weighed(page, n)]
    if not notes:
        return
    new = "" if all(getattr(n, field) == value for n in notes) else value
    set_mark(page, notes, field, new)


def set_mark(page: CanvasPage, notes: list[Note], field: str, value: str) -> None:
    """One step for all of them, and said aloud."""
    page.workshop.run(N_("Mark note"), lambda tx: tree.mark(tx, [n.id for n in notes], field, value))
    page.verbs.announce(mark_words(field, value))


def mark_words(field: str, value: str) -> str:
    """A mark in words."""
    if field == "bound":
        return _("Left aside") if value else _("Taken in again")
    look = (REACH if field == "reach" else TREND).get(value)
    return _(look[1]) if look is not None else _("no mark")


def _root(page: CanvasPage) -> str:
    """The note whose branch is meant: the one that is acted on, else the one over it."""
    note = next(iter(chosen(page)), None)
    if note is None:
        return ""
    document = page.workshop.document
    if tree.has_branch(document, note.id):
        return note.id
    above = page.verbs.note(note.parent)
    return above.id if above is not None and above.zone == note.zone else ""


def fold(page: CanvasPage, note_id: str = "") -> None:
    """Fold the branch under a note, or open it; the ring goes to its root."""
    root = page.verbs.note(note_id or _root(page))
    if root is None:
        return
    closed = not root.collapsed
    label = N_("Fold branch") if closed else N_("Open branch")
    inside = len(verbs.branch(page.workshop.document, root.id))
    page.workshop.run(label, lambda tx: tree.fold(tx, [root.id], closed=closed))
    page.stage.fresh()
    if page.desk.mode == Mode.ARRANGE:
        page.modes.arrange(root.id)
    else:
        page.desk.current = root.id
        page.stage.reveal(root.id)
        page.refresh()
    told = note_words(inside)
    page.verbs.announce(_("Folded: {notes}").format(notes=told) if closed else _("Opened: {notes}").format(notes=told))


def unfold_all(page: CanvasPage) -> None:
    """Open every folded branch, one step."""
    ids = [n.id for n in page.presenter.notes() if n.collapsed]
    page.workshop.run(N_("Open branches"), lambda tx: tree.fold(tx, ids, closed=False))
    page.stage.fresh()


def badge_clicked(page: CanvasPage, note_id: str, x: float, y: float) -> bool:
    """A click at a point of the board (units) on the sign of a folded branch opens it; whether that was so."""
    box = page.view.board.note(note_id)
    if box is None or box.state != "folded" or not box.badges:
        return False
    at, sign = box.badges[-1]
    left, right = (
        box.x + at - _HIT,
        box.x + at + measure(sign, box.footer_size * BADGE_SIZE / FOOTER_SIZE, "bold") + _HIT,
    )
    base = box.y + box.footer_baseline
    if not (left <= x <= right and base - box.footer_size - _HIT <= y <= base + _HIT):
        return False
    page.mouse.settle()
    fold(page, note_id)
    return True
