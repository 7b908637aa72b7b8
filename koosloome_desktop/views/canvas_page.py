"""The page of a canvas: question while it is empty, board, strip of clusters, and the line that is always there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from koosloome_desktop.layout.card import text_part
from koosloome_desktop.layout.primitives import NoteBox
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.board.accessible import SpokenView
from koosloome_desktop.views.board.editor import NoteEditor
from koosloome_desktop.views.board.mini_map import MiniMap
from koosloome_desktop.views.board.zoom_chip import ZoomChip
from koosloome_desktop.views.branch_commands import badge_clicked
from koosloome_desktop.views.canvas_asking import Asking
from koosloome_desktop.views.canvas_drafts import Drafts
from koosloome_desktop.views.canvas_head import QuestionHead
from koosloome_desktop.views.canvas_mouse import Mouse
from koosloome_desktop.views.canvas_overlays import Overlays, place_overlays
from koosloome_desktop.views.canvas_photos import CanvasPhotos
from koosloome_desktop.views.canvas_shown import PageSpoken, Shown
from koosloome_desktop.views.canvas_stage import Stage
from koosloome_desktop.views.canvas_targets import still_there, target_entries
from koosloome_desktop.views.canvas_verbs import Verbs
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.canvases.generic import presenter_for
from koosloome_desktop.views.capture_bar import CaptureBar
from koosloome_desktop.views.cluster_menu import chip_asked
from koosloome_desktop.views.cluster_strip import ClusterStrip
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.hint_commands import COMMAND as HINT
from koosloome_desktop.views.journey_walk import Walking
from koosloome_desktop.views.keys_arrange import ArrangeKeys
from koosloome_desktop.views.keys_digits import Digits
from koosloome_desktop.views.keys_edit import EditKeys
from koosloome_desktop.views.keys_group import Speaking
from koosloome_desktop.views.keys_link import Linking
from koosloome_desktop.views.keys_prefix import Prefixes
from koosloome_desktop.views.keys_repair import Repair
from koosloome_desktop.views.keys_same import SameAgain
from koosloome_desktop.views.keys_titles import Titles
from koosloome_desktop.views.keys_write import WriteKeys
from koosloome_desktop.views.matching import Matching
from koosloome_desktop.views.modes import Desk, Job, Mode, Modes
from koosloome_desktop.views.place_grid import PlaceGrid, Places
from koosloome_desktop.views.same_list import SameList
from koosloome_desktop.views.spoken_list import install
from koosloome_desktop.views.suggesting import Suggesting
from koosloome_desktop.views.unmet_strip import Unmet
from koosloome_desktop.views.widgets import column, row, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

_MOST_INSPECTED: Final = 880


class CanvasPage(QWidget):
    """A canvas to write on, arrange and edit. State in `desk`, ways in `modes`, verbs in `verbs`."""

    selection_changed = Signal(object)
    mode_changed = Signal(str)
    toast = Signal(str)
    sent = Signal(str, str)
    """(sentence, record id): something went elsewhere; the window offers to go there."""
    go = Signal(str)
    """(record id): somebody wants to see it, wherever it stands."""
    wanted = Signal(str, object)
    """(canvas id, function of its page): another canvas is to be opened and something begun on it."""

    takes_notes = True
    least_width = _MOST_INSPECTED
    """Below this width in px beside it the inspector is an overlay."""

    def __init__(self, workshop: OpenWorkshop, canvas_id: str, ctx: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install()
        styled(self, "paper")
        self.workshop, self.canvas_id, self.ctx = workshop, canvas_id, ctx
        self.lift: Callable[[], object] = lambda: None
        """The last Esc: close what was left open over the page."""
        self.presenter = presenter_for(workshop.document, canvas_id)
        self.verbs = Verbs(workshop, self.presenter)
        self.desk = Desk(target=self.presenter.start())
        self.head = QuestionHead()
        # Hidden before the first layout where there are notes: the board opens in the room that it will have.
        if self.presenter.notes() or not self.presenter.writable:
            self.head.hide()
        self.view = SpokenView(ctx.palette)
        if ctx.fixed:
            self.view.layer.tiles.patience = inf  # a picture is taken of the first frame
        self.strip = ClusterStrip(self.view.viewport())
        self.same_list, self.grid = SameList(self.view.viewport()), PlaceGrid(self.view.viewport())
        self.bar = CaptureBar(ctx.commands)
        self.editor = NoteEditor(ctx.commands, self)
        self.chip = ZoomChip(self.zoom_by, self.fit, self.view.viewport())
        self.overview = MiniMap(self.view, wanted=lambda: ctx.settings.values.overview, at_once=ctx.fixed)
        self.stage, self.shown, self.modes = Stage(self), Shown(self), Modes(self)
        self.write_keys, self.arrange_keys, self.edit_keys = WriteKeys(self), ArrangeKeys(self), EditKeys(self)
        self.digits, self.speaking, self.linking = Digits(self), Speaking(self), Linking(self)
        self.prefixes, self.same, self.suggesting = Prefixes(self), SameAgain(self), Suggesting(self)
        self.repair, self.titles = Repair(self), Titles(self)
        self.matching, self.unmet = Matching(self), Unmet(self)
        self.mouse, self.drafts, self.asking = Mouse(self), Drafts(self), Asking(self)
        self.photos, self.places, self.walking = CanvasPhotos(self), Places(self), Walking(self)
        self.overlays = Overlays(self)
        self.rows = page_rows(self)
        self.setLayout(self.rows)
        self._wire()
        # Before the board has its room: it would be laid out once with the question above it and once without.
        self.head.setVisible(self.presenter.writable and not self.presenter.notes())
        # The board is laid out when the page gets its size (`Stage.resized`), not before for a room it will not have.
        self.refresh_words()
        self.drafts.restore()

    def _wire(self) -> None:
        view, line = self.view, self.bar.line
        view.spoken = PageSpoken(self)
        view.keys, view.typed, view.space = self.arrange_keys.key, self.arrange_keys.typed, self.arrange_keys.toggle
        line.keys, line.pasted = self.write_keys.key, self.write_keys.paste
        self.editor.set_keys(self.edit_keys.key)
        self.editor.left.connect(self.edit_keys.left)
        self.editor.typed.connect(self.drafts.touch)
        line.textEdited.connect(lambda _text: self.drafts.touch())
        line.typed.connect(self.prefixes.typed)
        line.textChanged.connect(lambda _text: self.same.soon())
        line.textChanged.connect(lambda _text: self.repair.look())
        line.released = self.digits.released
        line.pictures, line.given = self.photos.paste, self.photos.into_line
        line.focus_changed.connect(self._focus_moved)
        view.focus_changed.connect(self._focus_moved)
        view.resized.connect(self.stage.resized)
        view.zoomed.connect(self._camera_moved)
        view.panned.connect(self.overlays.panned)
        self.verbs.say, self.verbs.announce = self.toast.emit, view.announce
        self.bar.take_hint = lambda: self.ctx.commands.run(HINT)
        view.badge = partial(badge_clicked, self)
        self.strip.asked = partial(chip_asked, self)
        self.strip.chosen, self.same_list.chosen = self.digits.choose, self.same.take
        self.grid.chosen = self.digits.choose
        self.bar.give_back, self.bar.take_repair = self.prefixes.give_back, self.repair.run
        self.bar.targets = lambda: target_entries(self)
        self._focused = QTimer(self)
        self._focused.setSingleShot(True)
        self._focused.timeout.connect(self.refresh)
        view.installEventFilter(self)
        self._stop = self.workshop.on_change(self._changed)

    # -- what changes

    def _changed(self, change: ChangeSet) -> None:
        if self.workshop.document.find(self.canvas_id) is None or not self.stage.changed(change):
            return  # a canvas that is gone: the view closes this page in a moment
        desk = self.desk
        desk.target = still_there(self.presenter, desk.target, change)
        desk.forget(frozenset(self.stage.order()))
        if desk.mode == Mode.WRITE and desk.job == Job.ADD:
            desk.came(r.id for r in change.created)
        self.walking.look()
        if self.editor.note and self.verbs.note(self.editor.note) is None:
            self.drafts.rescue(change)
        self.asking.look()
        self.modes.look()
        ringless = desk.mode == Mode.ARRANGE and not desk.focus and not self.titles.holds()
        if ringless and not self.modes.arrange(desk.current):
            self.modes.write()
        self.refresh()

    def board_changed(self) -> None:
        """The board was laid out anew."""
        self.view.gestures.look()
        empty = not self.view.board.notes
        if self.head.isVisibleTo(self) != (empty and self.presenter.writable):
            self.head.setVisible(empty and self.presenter.writable)
        self.overview.board_changed()
        self.unmet.fresh()
        self._camera_moved()
        if self.titles.holds():
            self.refresh()  # its ring lies where the title was, not where it is now

    def _camera_moved(self) -> None:
        self.chip.say(self.zoom_text())
        place_overlays(self)
        self.place_editor()

    def _focus_moved(self) -> None:
        if self.bar.line.hasFocus() and self.desk.mode == Mode.ARRANGE:
            self.modes.write()  # somebody clicked into the line
        # Where the keyboard goes is known only after it left: one look at the end of the event.
        self._focused.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What lies over the board moves with it."""
        if watched is self.view and event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show}:
            place_overlays(self)
        return super().eventFilter(watched, event)

    # -- what keys, mouse and modes ask of the page

    def order(self) -> list[str]:
        """Note ids in reading order."""
        return self.stage.order()

    def refresh(self) -> None:
        """Show the state as it is."""
        self.shown.apply()

    def bump(self, note_id: str, delta: int) -> None:
        """+ and −: the one scalar of the canvas; a feeling is then asked for its word."""
        if self.verbs.bump(note_id, delta):
            from koosloome_desktop.views.journey_feelings import felt_again

            felt_again(self, (note_id,))

    def open_editor(self, box: NoteBox, text: str) -> None:
        """Open the text of a note in its place; a photo on it stays in sight."""
        self.view.layer.hide_notes(frozenset() if box.picture else frozenset({box.id}))
        self.editor.open(text_part(box), text, self.view.looks, self.view.camera.scale)
        self.place_editor()

    def place_editor(self) -> None:
        """Put the open editor where its note is now."""
        box = self.view.board.note(self.editor.note) if self.editor.note else None
        if box is not None:
            box = text_part(box)
            at = self.view.from_board(QRectF(box.x, box.y, box.w, box.h))
            area = self.view.geometry()
            self.editor.place(at.translated(area.topLeft().toPointF()), area, self.view.camera.scale)
            self.editor.raise_()

    # -- what the window asks of every page

    def focus_line(self) -> None:
        """Put the keyboard into the line, the first time into a note left half edited; open texts are kept."""
        if self.drafts.offer():
            return
        self.mouse.settle()
        self.modes.write()

    def focus_canvas(self) -> bool:
        """Put the keyboard on a note; False when there is none."""
        self.mouse.settle()
        return self.modes.arrange(self.desk.current)

    def go_to(self, record_id: str) -> bool:
        """Show and select a note; a folded branch that hides it opens."""
        self.mouse.settle()
        opening = self.presenter.opening(record_id)
        if opening is not None:
            self.workshop.run(N_("Open branch"), opening)
        self.stage.fresh()
        shown = queries.shown_as(self.workshop.document, record_id)
        return self.verbs.note(shown) is not None and self.modes.arrange(shown)

    def fit(self) -> None:
        """Show the whole canvas."""
        self.stage.fresh()
        self.view.camera.fit()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, about the middle."""
        self.view.camera.zoom_by(factor)

    def zoom_text(self) -> str:
        """How large the board is: ``78 %``."""
        return f"{round(self.view.camera.scale * 100)} %"

    def refresh_words(self) -> None:
        """Say everything in the language and theme now."""
        self.view.set_theme(self.ctx.palette)
        self.view.setAccessibleName(canvas_title(self.presenter.canvas, self.presenter.lang))
        self.chip.refresh_words()
        self.overview.refresh_words()
        place_overlays(self)
        first = self.presenter.zone(self.desk.target.zone).title
        variant = self.presenter.variant
        self.head.say(self.presenter.question(), first, variant.minutes if variant is not None else 0)
        self.refresh()

    def commands(self) -> list[Command]:
        """What can be done here, for the command table."""
        from koosloome_desktop.views.canvas_commands import page_commands

        return page_commands(self)

    def close_page(self) -> None:
        """Keep what is half typed and stop listening."""
        self.drafts.save()
        # It loses the keyboard now, maybe while somebody else's change is told: then nothing can be written.
        self.editor.blockSignals(True)
        self.repair.stop()
        self.suggesting.stop()
        self.photos.close()
        self.view.motion.stop()
        self.stage.stop()
        self.same.stop()
        self.overlays.stop()
        self._focused.stop()
        self._stop()


def page_rows(page: CanvasPage) -> QHBoxLayout:
    """Question, board and line over each other; a photo that one types from stands left of them."""
    body = column(page.head, page.view, page.bar, gap=0)
    body.setStretch(1, 1)
    rows = row(body, gap=0)
    rows.setStretch(0, 9)
    return rows
