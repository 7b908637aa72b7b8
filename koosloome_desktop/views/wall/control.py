"""The scribe's hold on the wall: on and off, faces, hold, blank, pages, what happens when a screen goes or comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import DARK, LIGHT
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.wall.review_face import open_meeting
from koosloome_desktop.views.wall.show import FACES, WallShow
from koosloome_desktop.views.wall.window import WallWindow, second_screen

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView


class WallControl(QObject):
    """One for a main window. `changed` tells that the lamp says something else."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.wall: WallWindow | None = None
        self.show: WallShow | None = None
        self._screen: QScreen | None = None
        self._dark = False
        self._watched: WorkshopView | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)
            app.screenAdded.connect(self._screen_came)

    @property
    def on(self) -> bool:
        """Whether there is a wall."""
        return self.wall is not None

    def lamp(self) -> tuple[str, str]:
        """What the lamp in the top bar says and its colour; ("", "") without a wall."""
        if self.wall is None:
            return "", ""
        if not self.wall.isVisible():
            return _("WALL WAITS"), "warn"
        state = self.wall.state
        if state == "blank":
            return _("WALL EMPTY"), "warn"
        if state == "held":
            return _("WALL HELD · {count}").format(count=self.wall.changes), "warn"
        return _("WALL ON"), "ok"

    def toggle(self) -> None:
        """F5: the wall on or off."""
        if self.wall is not None:
            self.close()
            return
        view = self._window.view
        if view is None:
            return
        self.show = WallShow(view.leading)
        if view is not self._watched:
            self._watched = view
            view.picked.connect(self._picked)
        self._picked(view.chosen)
        ctx = self._window.ctx
        wall = self.wall = WallWindow(view.workshop, view.leading, self.show, lambda: ctx.lang)
        wall.theme = DARK if self._dark else LIGHT
        wall.closed.connect(self._closed)
        self._screen = second_screen(self._window.screen())
        if self._screen is not None:
            wall.present(self._screen)
        else:
            wall.present_beside()
            told = _("There is only one screen: the wall is a window. Extend the desktop (Windows+P), press F5 twice.")
            self._window.toast.say(told)
        self._window.activateWindow()
        self.changed.emit()

    def _picked(self, ids: object) -> None:
        """The wall reads out the row that the scribe has chosen."""
        view = self._window.view
        first = ids[0] if isinstance(ids, tuple) and ids else ""
        if self.show is not None and view is not None and isinstance(view.workshop.document.find(first), Action):
            self.show.read(first)
        elif isinstance(ids, tuple):
            self._window.moments.reading.picked(ids)

    def close(self) -> None:
        """Take the wall down."""
        wall, self.wall, self.show = self.wall, None, None
        if wall is not None:
            wall.closed.disconnect(self._closed)
            wall.stop()
            wall.close()
            wall.deleteLater()
            self.changed.emit()

    def _closed(self) -> None:
        wall, self.wall, self.show = self.wall, None, None
        if wall is not None:
            wall.deleteLater()
        self.changed.emit()

    def _screen_gone(self, screen: QScreen) -> None:
        # The wall never stands on the screen where people type: it hides and keeps what it showed.
        if self.wall is not None and screen is self._screen:
            self._screen = None
            self.wall.hide()
            self._window.toast.say(_("The projector is gone. The wall waits and comes back with it."))
            self.changed.emit()

    def _screen_came(self, _screen: QScreen) -> None:
        if self.wall is not None and self._screen is None and not self.wall.isVisible():
            self._screen = second_screen(self._window.screen())
            if self._screen is not None:
                self.wall.present(self._screen)
                self.changed.emit()

    # -- what it shows

    def choose(self, face: str) -> None:
        """Show a face."""
        if self.show is None:
            self.toggle()
        view = self._window.view
        if self.show is not None and view is not None:
            about = face in {"canvas", "question", "recap"} and isinstance(view.page(), CanvasPage)
            canvas = view.current if about else ""
            self.show.choose(face, canvas=canvas)

    def light(self) -> None:
        """Shift+F5: the chosen note into the light; without one the canvas that I look at. Again: back."""
        view = self._window.view
        if self.show is None or view is None:
            return
        chosen = [i for i in view.chosen if isinstance(view.workshop.document.find(i), Note)]
        if self.show.shown().note and (not chosen or self.show.shown().note == chosen[0]):
            self.show.light("", "")
        elif any(isinstance(view.workshop.document.find(i), Action) for i in view.chosen):
            face = "review" if open_meeting(view.workshop.document) is not None else "readback"
            self.choose("auto" if self.show.face == face else face)
        elif chosen:
            note = view.workshop.document.get(chosen[0], Note)
            self.show.light(note.id, note.canvas)
        else:
            self.choose("canvas")

    def hold(self) -> None:
        """F9: hold the wall, or let it go."""
        if self.wall is not None:
            self.wall.hold()
            self.changed.emit()

    def blank(self) -> None:
        """Ctrl+.: an empty wall, or the picture again."""
        if self.wall is not None:
            self.wall.blank()
            self.changed.emit()

    def turn(self, by: int) -> None:
        """A page on or back; while notes are read aloud the next or the previous one."""
        if self._window.moments.reading.active:
            self._window.moments.reading.step(by)
        elif self.show is not None:
            self.show.turn(by)

    def darken(self) -> None:
        """Dark on light or light on dark, for this wall alone."""
        self._dark = not self._dark
        if self.wall is not None:
            self.wall.theme = DARK if self._dark else LIGHT
            self.wall.update()

    def commands(self) -> list[Command]:
        """The wall's commands for the table."""

        def on() -> bool:
            return self.on

        found = [
            Command("window.wall", N_("Wall on or off"), ("F5",), "projector", "view", run=self.toggle),
            Command("window.wall_light", N_("Show the chosen note large, or what I look at"), ("Shift+F5",), "maximize",
                    "view", on, self.light),
            Command("window.wall_hold", N_("Hold the wall, or let it go"), ("F9",), "pause", "view", on, self.hold),
            Command("window.wall_blank", N_("Empty wall, or the picture again"), ("Ctrl+.",), "eye-off", "view", on,
                    self.blank),
            Command("window.wall_next", N_("Next page of the wall"), (), "arrow-right", "view", on,
                    partial(self.turn, 1)),
            Command("window.wall_back", N_("Page back on the wall"), (), "arrow-left", "view", on,
                    partial(self.turn, -1)),
            Command("window.wall_dark", N_("Dark or light wall"), (), "moon", "view", on, self.darken),
        ]  # fmt: skip
        for face, words in FACES.items():
            run = partial(self.choose, face)
            told = partial(_, words)
            found.append(
                Command(f"window.wall.{face}", N_("Show on the wall"), (), "projector", "view", run=run, detail=told)
            )
        return found
