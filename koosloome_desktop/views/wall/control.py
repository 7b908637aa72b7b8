"""The scribe's hold on the wall: on and off, faces, hold, blank, pages, what happens when a screen goes or comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.board.photo_paint import PhotoPainter
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.photo_store import photos_of
from koosloome_desktop.views.wall.awake import Awake
from koosloome_desktop.views.wall.one_screen import OneScreen
from koosloome_desktop.views.wall.picture import look_of
from koosloome_desktop.views.wall.remote import take_key
from koosloome_desktop.views.wall.screens import Screens
from koosloome_desktop.views.wall.show import WallShow
from koosloome_desktop.views.wall.window import WallWindow

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView

_REMIND_MS: Final = 60_000
"""So long a wall may be held before the scribe is reminded of it."""


class WallControl(QObject):
    """One for a main window. `changed` tells that the lamp says something else."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.wall: WallWindow | None = None
        self.show: WallShow | None = None
        self.alone = OneScreen(self)
        self.awake = Awake([]) if window.ctx.fixed else Awake()
        self.screens = Screens(self)
        self.screens.changed.connect(self.recheck)
        self.beside = False
        self.own_text = ""
        self._watched: WorkshopView | None = None
        self.reminder = QTimer(self)
        self.reminder.setSingleShot(True)
        self.reminder.setInterval(_REMIND_MS)
        self.reminder.timeout.connect(self._remind)
        window.ctx.settings.on_change(lambda _before, _after: self._look())
        window.ctx.bridge.changed.connect(self._changed)

    @property
    def on(self) -> bool:
        """Whether the room is shown something: a wall, or the one screen."""
        return self.wall is not None or self.alone.on

    def lamp(self) -> tuple[str, str]:
        """What the lamp in the top bar says and its colour; ("", "") without a wall."""
        if self.alone.on:
            return _("ONE SCREEN"), "ok"
        if self.wall is None:
            return "", ""
        if not self.wall.isVisible():
            return _("WALL WAITS"), "warn"
        state = self.wall.picture.state
        if state == "blank":
            return _("WALL EMPTY"), "warn"
        if state == "held":
            return _("WALL HELD · {count}").format(count=self.wall.picture.changes), "warn"
        return _("WALL ON"), "ok"

    # -- on and off

    def toggle(self) -> None:
        """F5: the wall on or off; with one screen, the one-screen view."""
        if self.alone.on:
            self.alone.leave()
        elif self.wall is not None:
            self.close()
        elif self.window.view is not None:
            screen = self.screens.projector(self.window.screen())
            self._ready()
            if screen is None:
                self.alone.enter()
            else:
                self._open(beside=False)
                self.recheck()
                self.window.activateWindow()
        self.changed.emit()

    def open_beside(self) -> None:
        """The wall in a window of its own, for a video call or a screen that shows no second desktop."""
        if self.wall is None and self.window.view is not None:
            if self.alone.on:
                self.alone.leave()
            self._ready()
            self._open(beside=True)
            self.window.activateWindow()
            self.changed.emit()

    def _ready(self) -> None:
        view = self.window.view
        if view is None:
            return
        self.show = WallShow(view.leading)
        if view is not self._watched:
            self._watched = view
            view.picked.connect(self._picked)
        self._picked(view.chosen)
        self.awake.hold(_("The wall is up"))

    def _open(self, *, beside: bool) -> None:
        view, ctx = self.window.view, self.window.ctx
        if view is None or self.show is None:
            return
        photo = PhotoPainter(photos_of(view.workshop, ctx))
        wall = self.wall = WallWindow(view.workshop, view.leading, self.show, lambda: ctx.lang, photo, still=ctx.still)
        self.beside = beside
        wall.look = look_of(ctx.settings.values)
        wall.closed.connect(self._closed)
        wall.woke.connect(self.recheck)
        wall.took.connect(self.window.activateWindow, Qt.ConnectionType.QueuedConnection)
        wall.keys = partial(take_key, self)
        if beside:
            wall.present_beside()

    def close(self) -> None:
        """Take the wall down."""
        self.alone.leave()
        wall = self.wall
        if wall is not None:
            wall.closed.disconnect(self._closed)
            wall.stop()
            wall.close()
            self._closed()

    def _closed(self) -> None:
        wall, self.wall = self.wall, None
        self.reminder.stop()
        if not self.alone.on:
            self.show = None
            self.awake.release()
        if wall is not None:
            wall.deleteLater()
        self.changed.emit()

    def recheck(self) -> None:
        """Screens changed, or the machine slept: the wall stands on the projector or nowhere, never where people type,
        and where people type is never on the projector.
        """
        wall = self.wall
        if wall is None or self.beside:
            self.alone.recheck()
            return
        screen = self.screens.projector(self.window.screen())
        if screen is None:
            if wall.isVisible():
                # What it showed, its page and what is held are kept.
                wall.hide()
                self.window.toast.say(_("The projector is gone. The wall waits and comes back with it."))
                self.changed.emit()
            return
        came = not wall.isVisible()
        if came or wall.geometry() != screen.geometry():
            self.screens.known = screen.name()
            wall.present(screen)
            self.changed.emit()

    # -- what it shows

    def _picked(self, ids: object) -> None:
        """The wall reads out the row, and keeps in the light the note, that the scribe has chosen."""
        view = self.window.view
        first = ids[0] if isinstance(ids, tuple) and ids else ""
        if self.show is None or view is None:
            return
        if isinstance(view.workshop.document.find(first), Action):
            self.show.read(first)
        elif isinstance(ids, tuple):
            self.window.moments.reading.picked(ids)

    def _changed(self, change: ChangeSet) -> None:
        """The lamp counts what waits."""
        if self.wall is not None and self.wall.picture.held and not change.empty:
            self.changed.emit()

    def _look(self) -> None:
        """The settings say how the wall looks."""
        look = look_of(self.window.ctx.settings.values)
        if self.wall is not None and self.wall.look != look:
            self.wall.look = look
        self.alone.set_look(look)

    def choose(self, face: str, text: str = "") -> None:
        """Show a face; it stays until another is chosen (``auto``: let go, follow the agenda)."""
        if not self.on:
            self.toggle()
        view = self.window.view
        if self.show is not None and view is not None:
            about = face in {"canvas", "question", "recap"} and isinstance(view.page(), CanvasPage)
            self.show.choose(face, canvas=view.current if about else "", text=text)
            self.alone.refresh()
            self.changed.emit()

    def light(self) -> None:
        """Shift+F5: the chosen note into the light; without one the canvas that I look at. Again: back."""
        view = self.window.view
        if self.show is None or view is None:
            return
        document = view.workshop.document
        chosen = [i for i in view.chosen if isinstance(document.find(i), Note)]
        if self.show.shown().note and (not chosen or self.show.shown().note == chosen[0]):
            self.show.light("", "")
        elif any(isinstance(document.find(i), Action) for i in view.chosen):
            from koosloome_desktop.views.wall.review_face import open_meeting

            face = "review" if open_meeting(document) is not None else "readback"
            self.choose("auto" if self.show.face == face else face)
        elif chosen:
            note = document.get(chosen[0], Note)
            self.show.light(note.id, note.canvas)
        else:
            self.choose("canvas")

    def hold(self) -> None:
        """F9: hold the wall, or let it go. One screen cannot be held: what is put right there is seen."""
        if self.alone.on:
            self.window.toast.say(_("Everybody sees this screen: it cannot be held. Ctrl+. empties it."))
        elif self.wall is not None:
            self.wall.hold()
            self.reminder.stop()
            if self.wall.picture.held:
                self.reminder.start()
            self.changed.emit()

    def let_one(self) -> None:
        """Let the change that waits longest onto the held wall."""
        if self.wall is not None:
            self.wall.let_one()
            self.changed.emit()

    def _remind(self) -> None:
        if self.wall is not None and self.wall.picture.held:
            self.window.toast.say(_("The wall has been held for a minute."), _("Let it go"), self.hold)

    def blank(self) -> None:
        """Ctrl+.: an empty wall, or the picture again."""
        if self.wall is not None:
            self.wall.blank()
        elif self.alone.on:
            self.alone.blank()
        self.changed.emit()

    def turn(self, by: int) -> None:
        """A page on or back; while notes are read aloud the next or the previous one."""
        if self.window.moments.reading.active:
            self.window.moments.reading.step(by)
        elif self.alone.on:
            self.alone.turn(by)
        elif self.show is not None:
            self.show.turn(by)
