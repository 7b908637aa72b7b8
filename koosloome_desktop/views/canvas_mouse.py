"""What the mouse does on a canvas page: click, double click, rubber band, drag; everything it does has keys too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent

from koosloome_desktop.views.asking import answer
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.canvases.frames import framed
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_Mod = Qt.KeyboardModifier


class Mouse:
    """Answers the gestures of the board."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        view = page.view
        view.clicked.connect(self.clicked)
        view.double_clicked.connect(self.double_clicked)
        view.paper_double_clicked.connect(self.paper_double_clicked)
        view.paper_clicked.connect(self.paper_clicked)
        view.banded.connect(self.banded)
        view.dropped.connect(self.dropped)
        view.menu_asked.connect(self.menu_asked)
        view.drag_ids = self.drag_ids
        page.editor.set_wheel(self.wheeled)
        view.drop_at = self.drop_at

    def wheeled(self, event: QWheelEvent) -> None:
        """The wheel turned over an open text: the same as over the paper beside it."""
        view, at = self.page.view, event.globalPosition()
        place, turns = view.viewport().mapFromGlobal(at), (event.pixelDelta(), event.angleDelta())
        view.wheelEvent(
            QWheelEvent(place, at, *turns, event.buttons(), event.modifiers(), event.phase(), event.inverted())
        )

    def settle(self) -> None:
        """Whatever text is open is kept before the mouse goes elsewhere."""
        page, desk = self.page, self.page.desk
        if page.editor.note:
            page.edit_keys.keep()
        elif desk.job == Job.REWORD:
            page.write_keys.submit()
        elif desk.job == Job.ASK:
            answer(page)
        elif desk.job in {Job.NAME, Job.CHAIN}:
            page.modes.escape()

    def clicked(self, note_id: str, mods: Qt.KeyboardModifier) -> None:
        """A click selects; Shift adds the way to it, Ctrl adds or takes away. While a link is drawn it ends there."""
        self.settle()
        page, desk = self.page, self.page.desk
        if page.linking.active:
            page.linking.make(note_id)
            return
        if desk.mode == Mode.ARRANGE and mods & _Mod.ControlModifier:
            chosen = [i for i in desk.selected if i != note_id]
            if note_id not in desk.selected:
                chosen.append(note_id)
            page.modes.arrange(note_id if note_id in chosen or not chosen else chosen[-1], tuple(chosen))
        elif desk.mode == Mode.ARRANGE and mods & _Mod.ShiftModifier and desk.anchor:
            order = page.order()
            if desk.anchor in order and note_id in order:
                a, b = sorted((order.index(desk.anchor), order.index(note_id)))
                page.modes.arrange(note_id, tuple(order[a : b + 1]))
        else:
            page.modes.arrange(note_id)

    def double_clicked(self, note_id: str) -> None:
        """A double click opens the text."""
        self.settle()
        self.page.modes.edit(note_id)

    def paper_double_clicked(self, x: float, y: float) -> None:
        """A double click on a title opens its text."""
        title = self.page.titles.at(x, y)
        if title is not None:
            self.page.titles.rename(title.name)

    def paper_clicked(self, x: float, y: float) -> None:
        """A click beside the notes: write, in the zone that was clicked."""
        # Loaded with the first click: a board is there without them.
        from koosloome_desktop.views.flip_commands import outline_clicked
        from koosloome_desktop.views.journey_mouse import add_clicked, curve_clicked
        from koosloome_desktop.views.problem_commands import touched

        self.settle()
        if add_clicked(self.page, x, y) or curve_clicked(self.page, x, y):
            return
        if self.page.linking.stop() or outline_clicked(self.page, x, y) or touched(self.page, x, y):
            return
        self.aim_at(x, y)
        page = self.page
        done = page.presenter.paper(page.view.board, page.verbs.note(page.desk.current), x, y)
        if done is not None:
            page.workshop.run(*done)
        page.modes.write()

    def aim_at(self, x: float, y: float) -> None:
        """The next note lands in the zone at a point of the board."""
        page = self.page
        drop = page.presenter.drop_at(page.view.board, (), x, y)
        if drop is not None:
            code = drop.zone or self._zone_of(drop.note)
            page.desk.target = Target(zone=code, stage=drop.stage or page.desk.target.stage)

    def _zone_of(self, note_id: str) -> str:
        note = self.page.verbs.note(note_id)
        return self.page.presenter.zone_of(note) if note is not None else self.page.desk.target.zone

    def banded(self, ids: Sequence[str], mods: Qt.KeyboardModifier) -> None:
        """The rubber band selects; with Ctrl or Shift it adds."""
        self.settle()
        page, desk = self.page, self.page.desk
        add = mods & (_Mod.ControlModifier | _Mod.ShiftModifier) and desk.mode == Mode.ARRANGE
        chosen = tuple(dict.fromkeys((*(desk.selected if add else ()), *ids)))
        if chosen:
            page.modes.arrange(chosen[-1], chosen)

    def drag_ids(self, note_id: str) -> Sequence[str]:
        """What goes along: the whole selection when the note is in it."""
        desk = self.page.desk
        if not self.page.presenter.writable:
            return ()
        if desk.mode == Mode.ARRANGE and note_id in desk.selected:
            return tuple(i for i in self.page.order() if i in set(desk.selected))
        return (note_id,)

    def drop_at(self, ids: tuple[str, ...], x: float, y: float) -> Drop | None:
        """Where a drag would drop."""
        page = self.page
        page.presenter.hold = page.view.hold
        board = page.view.board
        found = page.presenter.drop_at(board, ids, x, y)
        return found if found is None else framed(found, board, page.verbs.clusters(), ids, (x, y))

    def menu_asked(self, at: QPoint) -> None:
        """The right button, or the menu key: what can be done here."""
        from koosloome_desktop.views.canvas_menu import show_menu

        self.settle()
        show_menu(self.page, at)

    def dropped(self, ids: tuple[str, ...], drop: Drop) -> None:
        """A drag ended: one undo step."""
        self.settle()
        page = self.page
        if page.verbs.drop(ids, drop) and page.desk.mode == Mode.ARRANGE:
            page.stage.fresh()
            page.stage.reveal(page.desk.focus)
