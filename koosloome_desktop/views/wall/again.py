"""The wall comes back after the open workshop was let go for a moment, as when a person is erased from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class WallBefore:
    """What was shown: on one screen, in a window of its own, or on the projector (else nothing), and which face.

    What was held or written for the wall alone may hold what went meanwhile: the wall comes back empty then.
    """

    on: bool = False
    beside: bool = False
    face: str = "auto"
    canvas: str = ""
    empty: bool = False

    @classmethod
    def of(cls, window: MainWindow) -> WallBefore:
        """As it is now."""
        control = window.wall
        if not control.on or control.show is None:
            return cls()
        shown = control.show.shown()
        cover = control.alone.cover
        picture = control.wall.picture if control.wall is not None else cover.picture if cover is not None else None
        face = control.show.face
        return cls(True, control.wall is not None and control.beside, face, shown.canvas if face == "canvas" else "",
                   picture is None or picture.state != "on" or face == "text")  # fmt: skip

    def again(self, window: MainWindow) -> None:
        """Show it anew; nothing where nothing was shown, or no workshop is open."""
        control = window.wall
        if not self.on or window.view is None or control.on:
            return
        if self.beside:
            control.open_beside()
        else:
            control.toggle()
        if self.empty:
            control.blank()
        elif self.face != "auto" and control.show is not None:
            control.show.choose(self.face, canvas=self.canvas)
            control.alone.refresh()
