"""One screen for everybody, as where a projector only copies the laptop: canvas and line, without anything of the
scribe's around them.

Rail, top bar and inspector are put away, a slim strip says what everybody sees and how to come back (F5). What is no
canvas (break, agenda, vote …) covers the canvas as the wall's picture, over a line that still takes notes; pages with
names or the scribe's own notes are covered, too. PgDn goes on from the page itself to its wall pages, large, and back
to it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPicture
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from koosloome_desktop.model.records import AgendaItem, Canvas
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.agenda.words import left_words
from koosloome_desktop.views.board.photo_paint import PhotoPainter
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.photo_store import photos_of
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.wall.commands import pop_menu
from koosloome_desktop.views.wall.picture import Picture, WallLook, look_of
from koosloome_desktop.views.widgets import button, row, styled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from koosloome_desktop.views.wall.control import WallControl
    from koosloome_desktop.views.wall.show import WallShow

_TOLD: Final = 940
"""From this width on (px) the strip says what everybody sees."""
_COVERED: Final = ("agenda", "people")
"""Side pages with what only the scribe should read: notes on blocks, lists of people."""
_BESIDE: Final = frozenset({"canvas", "plan", "readback", "review"})
"""Faces for which the page itself is in sight."""


class Cover(QWidget):
    """The wall's picture over the page, above its line."""

    def __init__(self, picture: Picture, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = picture
        self.drawn: Callable[[], object] = lambda: None
        """Called when it was drawn: how many pages there are is known then."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what the wall would show."""
        painter = QPainter(self)
        self.picture.draw(painter, self.rect())
        painter.end()
        self.drawn()
        self.setAccessibleName(_("Wall: {face}").format(face=self.picture.title()))
        self.setAccessibleDescription("\n".join(self.picture.said))


class Strip(QWidget):
    """The slim line at the top: what block it is, the time left, what everybody sees and how to come back."""

    def __init__(self, control: WallControl) -> None:
        super().__init__()
        styled(self, "top")
        self._control = control
        self.block: QLabel = label("", "body")
        self.time: QLabel = label("", "body")
        self.told: QLabel = label(_("Everybody sees this screen · PgDn shows it large"), "quiet")
        self.faces = button(_("Show on the wall"), "", icon="projector", run=partial(self._menu, control))
        self.leave = button(_("Back to my window (F5)"), "", icon="minimize", run=control.toggle)
        self.setLayout(
            row(self.block, self.time, None, self.told, self.faces, self.leave, margins=(16, 2, 8, 2), gap=16)
        )
        self.setFixedHeight(40)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(control.alone.second)
        self._tick.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what everybody knows by now gives way to the block and the ways out."""
        super().resizeEvent(event)
        self.told.setVisible(self.width() >= _TOLD)

    def _menu(self, control: WallControl) -> None:
        pop_menu(control, self.faces)

    def say(self) -> None:
        """Tell block and time anew."""
        view = self._control.window.view
        item = view.leading.current() if view is not None else None
        self.block.setText(item.title if item is not None else "")
        if view is None or item is None:
            self.time.setText("")
            return
        from koosloome_desktop.operations import running

        self.time.setText(left_words(running.clock(item, view.leading.now())))


def _same(one: AgendaItem | None, other: AgendaItem | None) -> bool:
    return (one.id if one else "") == (other.id if other else "")


class OneScreen(QObject):
    """`on` says whether the one screen is everybody's."""

    def __init__(self, control: WallControl) -> None:
        super().__init__(control)
        self._control = control
        self.strip: Strip | None = None
        self.cover: Cover | None = None
        self._was_full = False
        self._lifted: tuple[str, str] = ("", "")
        self._large, self._small_face = False, "auto"
        self._block: AgendaItem | None = None
        self._ticked: tuple[object, ...] = ()

    @property
    def on(self) -> bool:
        """Whether the one screen is everybody's now."""
        return self.strip is not None

    def enter(self) -> None:
        """Put away what is the scribe's."""
        window, show = self._control.window, self._control.show
        view, central = window.view, window.centralWidget()
        if self.on or view is None or show is None or central is None:
            return
        self._was_full = window.isFullScreen()
        window.rail.hide()
        window.top.hide()
        view.alone = True
        view.arrange()
        self.strip = Strip(self._control)
        holder = window.top.parentWidget()
        layout = holder.layout() if holder is not None else None
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self.strip)
        ctx = window.ctx
        picture = Picture(
            view.workshop, view.leading, show, lambda: ctx.lang, PhotoPainter(photos_of(view.workshop, ctx))
        )
        picture.look = look_of(ctx.settings.values)
        self.cover = Cover(picture, window.stack)
        self.cover.drawn = self._drawn
        self._large = False
        # Before the first block begins the scribe's page is what everybody wants to see.
        self._lifted = self._face() if view.leading.current() is None else ("", "")
        show.changed = self.refresh
        ctx.bridge.changed.connect(self._changed)
        view.canvas_opened.connect(self._opened)
        window.stack.installEventFilter(self)
        if not ctx.fixed:
            window.showFullScreen()
        window.toast.say(
            _("Everybody sees this screen now. F5 brings your window back. For a wall of its own: Windows+P, Extend.")
        )
        self.refresh()

    def leave(self) -> None:
        """Everything of the scribe's is back as it was."""
        strip, cover, self.strip, self.cover = self.strip, self.cover, None, None
        if strip is None or cover is None:
            return
        window = self._control.window
        window.stack.removeEventFilter(self)
        window.ctx.bridge.changed.disconnect(self._changed)
        strip.hide()
        strip.deleteLater()
        cover.hide()
        cover.deleteLater()
        window.rail.show()
        window.top.show()
        if window.view is not None:
            window.view.canvas_opened.disconnect(self._opened)
            window.view.alone = False
            window.view.arrange()
        if not self._was_full and window.isFullScreen():
            window.showNormal()
        self._control.show = None
        self._control.awake.release()

    # -- what covers the page

    def _face(self) -> tuple[str, str]:
        show = self._control.show
        shown = show.shown() if show is not None else None
        return (shown.face, shown.note) if shown is not None else ("", "")

    def covered(self) -> bool:
        """Whether the wall's picture stands over the page."""
        view = self._control.window.view
        if not self.on or view is None or self.cover is None:
            return False
        if self.cover.picture.blank or view.current in _COVERED:
            return True
        face = self._face()
        return self._large or ((face[0] not in _BESIDE or bool(face[1])) and face != self._lifted)

    def _drawn(self) -> None:
        if self.cover is not None and self._control.show is not None:
            self._control.show.pages = self.cover.picture.pages

    def turn(self, by: int) -> None:
        """A page on or back. From a page that is in sight itself to its wall pages, after the last one back to it."""
        show, cover = self._control.show, self.cover
        if show is None or cover is None:
            return
        if not self._large and self.covered():
            show.turn(by)
            return
        if self._large and show.shown().page == (max(1, show.pages) - 1 if by > 0 else 0):
            self._small(show)
        elif self._large:
            show.turn(by)
        else:
            self._enlarge(show, cover, by)

    def _enlarge(self, show: WallShow, cover: Cover, by: int) -> None:
        """Show the page that is in sight as the wall would: its first wall page, or backwards its last."""
        view = self._control.window.view
        canvas = view.workshop.document.find(view.current) if view is not None else None
        if not isinstance(canvas, Canvas) or view is None:
            return
        self._small_face, self._block = show.face, view.leading.current()
        self._large = True
        show.choose("plan" if canvas.type == "action_plan" else "canvas", canvas=canvas.id)
        unseen = QPicture()
        painter = QPainter(unseen)
        show.pages = cover.picture.draw(painter, cover.rect())
        painter.end()
        if by < 0:
            show.turn(-1)

    def _small(self, show: WallShow) -> None:
        """Back to the page itself, and to what was followed before."""
        self._large = False
        show.choose(self._small_face)
        self._lifted = self._face()
        self.refresh()

    def refresh(self) -> None:
        """Cover the page or uncover it, for what is shown now."""
        cover, strip = self.cover, self.strip
        if cover is None or strip is None:
            return
        strip.say()
        show, view = self._control.show, self._control.window.view
        if self._large and show is not None and view is not None and not _same(view.leading.current(), self._block):
            # The next block begins: it is followed again.
            self._large = False
            show.choose(self._small_face)
            return
        if self._face() != self._lifted:
            self._lifted = ("", "")
        covered = self.covered()
        cover.setVisible(covered)
        if covered:
            self._place()
            cover.raise_()
            cover.update()

    def _place(self) -> None:
        """Over the page, above its line, which takes notes all the while."""
        view, stack = self._control.window.view, self._control.window.stack
        if self.cover is None or view is None:
            return
        page, foot = view.page(), 0
        if isinstance(page, CanvasPage) and not self.cover.picture.blank:
            foot = page.bar.height()
        self.cover.setGeometry(QRect(0, 0, stack.width(), stack.height() - foot))

    def second(self) -> None:
        """A second later."""
        if self.strip is None or self.cover is None:
            return
        self.strip.say()
        ticked = (*self.cover.picture.ticks(), *self._face())
        if ticked != self._ticked:
            self._ticked = ticked
            self.refresh()

    def blank(self) -> None:
        """Black over everything, or the picture again."""
        if self.cover is not None:
            self.cover.picture.blank = not self.cover.picture.blank
            self.refresh()

    def set_look(self, look: WallLook) -> None:
        """Another look."""
        if self.cover is not None and self.cover.picture.look != look:
            self.cover.picture.look = look
            self.cover.update()

    def recheck(self) -> None:
        """A projector of its own came: offer it, nothing moves by itself while people look."""
        window = self._control.window
        if self.on and self._control.screens.projector(window.screen()) is not None:
            window.toast.say(_("There is a second screen now."), _("Wall there"), self._move)

    def _move(self) -> None:
        self.leave()
        self._control.toggle()

    def _changed(self, _change: object) -> None:
        self.refresh()

    def _opened(self, _canvas: str) -> None:
        """The scribe opened a canvas: everybody sees it until another block begins or a face is chosen."""
        if self._large and self._control.show is not None:
            self._small(self._control.show)
        self._lifted = self._face()
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
