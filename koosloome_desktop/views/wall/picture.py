"""The picture of the wall: what is shown now, drawn into any area. Windows only put it on a screen.

A held picture keeps a document of its own as it was; changes wait and can be let through one by one or all together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from koosloome_desktop.layout.wall import USUAL, note_size
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.document import Document
from koosloome_desktop.support.i18n import _, language, set_language
from koosloome_desktop.support.palette import CALM, CALM_DARK, DARK, LIGHT, Palette
from koosloome_desktop.views.board.painter import PhotoPaint, no_photo
from koosloome_desktop.views.wall.drawing import Sheet, dots
from koosloome_desktop.views.wall.scene import Scene, time_of
from koosloome_desktop.views.wall.show import FACES as TITLES
from koosloome_desktop.views.wall.show import Shown, WallShow

if TYPE_CHECKING:
    from koosloome_desktop.services.settings import Values
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.agenda.leading import Leading


@dataclass(frozen=True, slots=True)
class WallLook:
    """How the wall looks: dark on light or the other way, calm for weak projectors, the size of note text in px at
    1080 lines.
    """

    dark: bool = False
    calm: bool = False
    size: float = USUAL

    @property
    def theme(self) -> Palette:
        """Its colours."""
        if self.calm:
            return CALM_DARK if self.dark else CALM
        return DARK if self.dark else LIGHT


def look_of(values: Values) -> WallLook:
    """The look that the settings ask for."""
    return WallLook(values.wall_dark, values.wall_calm, note_size(values.wall_distance, values.wall_width))


class Picture:
    """Draws what `show` says of a workshop. `said` is what was written at the last drawing."""

    def __init__(
        self, workshop: OpenWorkshop, leading: Leading, show: WallShow, lang: Callable[[], str],
        photo: PhotoPaint = no_photo,
    ) -> None:  # fmt: skip
        self._workshop, self._leading, self._show, self._lang = workshop, leading, show, lang
        self.look = WallLook()
        # The faces, and with them votes, groups and the reading back, are read when a wall goes up.
        from koosloome_desktop.views.wall.board_face import BoardFace

        self._board = BoardFace(photo)
        self._kept: tuple[Document, Shown] | None = None
        self._waiting: list[ChangeSet] = []
        self.blank = False
        self.said: tuple[str, ...] = ()
        self.pages = 1

    # -- what it shows

    @property
    def state(self) -> str:
        """Whether the wall is on, held or blank."""
        return "blank" if self.blank else "held" if self._kept is not None else "on"

    @property
    def held(self) -> bool:
        """Whether the picture is held, also while it is blank."""
        return self._kept is not None

    @property
    def changes(self) -> int:
        """How many changes wait while the wall is held."""
        return len(self._waiting)

    def changed(self, change: ChangeSet) -> None:
        """Something changed in the document; a held picture lets it wait."""
        if self._kept is not None and not change.empty:
            self._waiting.append(change)

    def hold(self) -> None:
        """Keep the picture as it is."""
        live = self._workshop.document
        kept = Document(live.id, clock=live.clock)
        kept.load(live.snapshot().values(), live.rev)
        self._kept, self._waiting = (kept, self._show.shown()), []

    def let_go(self) -> None:
        """Show what there is now, without the way there."""
        self._kept, self._waiting = None, []

    def let_one(self) -> bool:
        """Let the change that waits longest onto the held picture; whether there was one."""
        if self._kept is None or not self._waiting:
            return False
        document, shown = self._kept
        document.apply(self._waiting.pop(0))
        self._kept = document, shown
        return True

    def scene(self) -> Scene:
        """What is shown now."""
        if self._kept is not None:
            document, shown = self._kept
            return Scene(document, self._leading, shown, self._lang())
        return Scene(self._workshop.document, self._leading, self._show.shown(), self._lang())

    def title(self) -> str:
        """The face's name in the interface's language."""
        if self.blank:
            return _("Empty")
        shown = self.scene().shown
        return _("One note, large") if shown.note else _(TITLES.get(shown.face, ""))

    def ticks(self) -> tuple[str, ...]:
        """What of the picture only time changes: as long as it is the same nothing is drawn anew."""
        scene = self.scene()
        item, time = scene.block, time_of(scene)
        return (item.id if item else "", time.words, time.role, time.under)

    # -- drawing

    def draw(self, painter: QPainter, area: QRect) -> int:
        """Draw the picture of now into an area; gives how many pages it has. The room reads its own language."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.blank:
            painter.fillRect(area, QColor("#000000"))
            self.said = ()
            return self.pages
        scene = self.scene()
        speaks = language()
        set_language(scene.words)
        try:
            sheet = Sheet(area, self.look.theme, self.look.size, self.look.calm)
            painter.fillRect(area, QColor(sheet.theme.paper))
            pages = self._face(scene.shown)(painter, sheet, scene)
            dots(painter, sheet, scene.shown.page % max(1, pages), pages)
        finally:
            set_language(speaks)
        self.said, self.pages = tuple(x for x in sheet.said if x), pages
        return pages

    def _face(self, shown: Shown) -> Callable[[QPainter, Sheet, Scene], int]:
        from koosloome_desktop.views.wall.faces import FACES, light

        if shown.note:
            return light
        canvas = self.scene().canvas
        if shown.face == "canvas" and canvas is not None and canvas.type == "action_plan":
            return FACES["plan"]
        return self._board.paint if shown.face == "canvas" else FACES[shown.face]
