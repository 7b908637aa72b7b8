"""One open workshop on the screen: the pages of its canvases and the inspector beside or over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QStackedWidget, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import iterations
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.agenda.leading import Leading
from koosloome_desktop.views.board.first_view import keep
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.inspector import Inspector
from koosloome_desktop.views.modes import Mode
from koosloome_desktop.views.page import as_page, focus_canvas, go_to, land
from koosloome_desktop.views.pages import make_page
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.side_pages import PARKING, SIDE_PAGES
from koosloome_desktop.views.style import INSPECTOR
from koosloome_desktop.views.widgets import column, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.finding import Finder


def _held(page: QWidget | None) -> str:
    """The note of a page that has the ring; "" where none has."""
    if not isinstance(page, CanvasPage) or page.desk.mode != Mode.ARRANGE:
        return ""
    return page.desk.focus if page.verbs.note(page.desk.focus) is not None else ""


class WorkshopView(QWidget):
    """`canvas_opened(id)`, `mode_changed(letter)` `toast(text)` and `sent(text, record)` tell the window what
    happens here.
    """

    canvas_opened = Signal(str)
    mode_changed = Signal(str)
    toast = Signal(str)
    sent = Signal(str, str)
    picked = Signal(object)
    """What was chosen on the page in sight, ids."""

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__()
        styled(self, "paper")
        self.workshop, self.ctx = workshop, ctx
        self.stack = QStackedWidget(self)
        self.inspector = Inspector(workshop, ctx)
        self.inspector.setParent(self)
        self._pages: dict[str, QWidget] = {}
        self._commands: list[str] = []
        self._narrow = False
        self._open = ctx.settings.values.inspector
        self._over = False
        self.alone = False
        """Whether everybody sees this screen: then there is no inspector."""
        self.uncollected = False
        """Whether the collector was told to leave all alone that lives while this workshop is open."""
        self.current = ""
        self.mode = "W"
        self.chosen: tuple[str, ...] = ()
        """What is chosen on the page in sight."""
        self._none = label(_("This workshop has no canvas yet. Add one on the left."), "quiet", wrap=True)
        holder = QWidget()
        holder.setLayout(column(self._none, None, margins=(24, 24, 24, 24)))
        self.stack.addWidget(holder)
        self.inspector.jump.connect(self.jump)
        self.inspector.acting.connect(partial(act_on, self))
        self.inspector.closing.connect(self.leave_inspector)
        ctx.bridge.changed.connect(self._changed)
        self.leading = Leading(workshop, ctx.ticking or ctx.clock)
        self.leading.opens = partial(open_code, self)
        self.leading.turns = partial(open_type, self)
        self.leading.say, self.leading.offer = self.toast.emit, self.sent.emit
        self.skip: Callable[[], object] = lambda: None
        """What Esc in an empty line does when nothing is open: leave a step of the sample out."""

    @cached_property
    def finder(self) -> Finder:
        """Looks for words; made when somebody first asks what can be done here."""
        from koosloome_desktop.views.finding import Finder

        return Finder(self)

    # -- canvases

    def canvases(self) -> list[Canvas]:
        """The canvases in order, those of earlier iterations after the ones that carry them on."""
        return iterations.ordered(self.workshop.document)

    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._pages.get(self.current)

    def open_canvas(self, canvas_id: str, record: str = "") -> None:
        """Show a canvas or one of the `SIDE_PAGES`, the keyboard in its line, or one record of it."""
        page = self._pages.get(canvas_id)
        if page is None:
            page = made_page(self, canvas_id)
            if page is None:
                return
            self._pages[canvas_id] = page
            self._wire(page)
        if self.current != canvas_id:
            self.current = canvas_id
            # The page has its size before it is seen: its first look at the board is the right one.
            self.arrange()
            page.resize(self.stack.size())
            self.stack.addWidget(page)
            self.stack.setCurrentWidget(page)
            take_commands(self, page)
            self.inspector.show_canvas(canvas_id)
        if record:
            go_to(page, record)
            # A page that had it selected already has nothing new to tell.
            self.inspector.show_selection((record,))
        else:
            land(page)
        self.canvas_opened.emit(canvas_id)

    def _wire(self, page: QWidget) -> None:
        def selected(ids: object) -> None:
            if page is self.page():
                chosen = tuple(ids) if isinstance(ids, tuple | list) else ()
                self.chosen = chosen
                self.picked.emit(chosen)
                self.inspector.show_selection(chosen)
                asked = chosen and isinstance(self.workshop.document.find(chosen[0]), Cluster)
                if asked and not self.inspector_open():
                    self.toggle_inspector()

        known = as_page(page)
        known.selection_changed.connect(selected)
        known.mode_changed.connect(self._mode)
        known.toast.connect(self.toast.emit)
        # By what they have, not by their classes: the plan and the votes are loaded when one of them is opened.
        for signal, hears in (("go", self.jump), ("sent", self.sent.emit)):
            if hasattr(page, signal):
                getattr(page, signal).connect(hears)
        if isinstance(page, CanvasPage):
            page.wanted.connect(partial(open_for, self))
            page.lift = lambda: ("finder" in vars(self) and self.finder.lift()) or page.bar.line.text() or self.skip()

    def _mode(self, mode: str) -> None:
        self.mode = mode
        self.mode_changed.emit(mode)

    def _changed(self, change: ChangeSet) -> None:
        for record in change.removed:
            self._drop_page(record.id)
        switched = [u.id for u in change.updated if u.kind == Canvas.kind and "variant" in u.after]
        for canvas in switched:
            # Another form has other zones, keys and ways to move: the page is made anew. Who speaks goes on speaking.
            before = self._pages.get(canvas)
            group = before.speaking.group if isinstance(before, CanvasPage) else ""
            held = _held(before)
            self._drop_page(canvas)
            if canvas == self.current:
                self.current = ""
                self.open_canvas(canvas, held)
                speak(self.page(), group)
        if self.current not in SIDE_PAGES and not isinstance(self.workshop.document.find(self.current), Canvas):
            self.current = ""
            left = self.canvases()
            if left:
                self.open_canvas(left[0].id)
            else:
                self._show_none()

    def _show_none(self) -> None:
        """The last canvas went: nothing is left to command."""
        leave_commands(self)
        self.stack.setCurrentIndex(0)
        self.arrange()

    def _drop_page(self, canvas: str) -> None:
        page = self._pages.pop(canvas, None)
        if page is not None:
            as_page(page).close_page()
            self.stack.removeWidget(page)
            page.deleteLater()

    def step(self, by: int) -> None:
        """To the next or previous canvas, round and round."""
        ids = [c.id for c in self.canvases()]
        if ids:
            at = ids.index(self.current) if self.current in ids else 0
            self.open_canvas(ids[(at + by) % len(ids)])

    def jump(self, record_id: str) -> None:
        """Show a record on the canvas where it stands."""
        record = self.workshop.document.find(record_id)
        canvas = record_id if isinstance(record, Canvas) else str(getattr(record, "canvas", ""))
        if isinstance(record, Note) and not canvas:
            self.open_canvas(PARKING, record_id)
        if canvas:
            self.open_canvas(canvas, "" if canvas == record_id else record_id)
        page = self.page() if canvas == record_id else None
        if page is not None:
            as_page(page).focus_line()  # the panel tells of the whole, of a plan its goal, not of a row

    # -- the inspector

    def set_narrow(self, *, narrow: bool) -> None:
        """In a narrow window the inspector is an overlay that begins closed."""
        if narrow != self._narrow:
            self._narrow, self._over = narrow, False
        self.arrange()

    def docked(self) -> bool:
        """Whether there is room for the inspector beside the page."""
        least = getattr(self.page(), "least_width", 0)
        return not self._narrow and self.width() - INSPECTOR >= least

    def inspector_open(self) -> bool:
        """Whether the inspector is in sight."""
        if self.alone or not self.current or self.current in SIDE_PAGES:
            return False
        return self._open if self.docked() else self._over

    def toggle_inspector(self) -> None:
        """Show or hide the inspector; beside the page that is remembered."""
        if self.alone:
            return
        if self.docked():
            self._open = not self._open
            self.ctx.settings.change(inspector=self._open)
        else:
            self._over = not self._over
        self.arrange()
        if self.inspector_open() and not self.docked():
            self.inspector.rebuild()
            self.inspector.focus_pane()

    def leave_inspector(self) -> None:
        """Fold the overlay; the keyboard goes back to the page."""
        if not self.docked():
            self._over = False
            self.arrange()
        page = self.page()
        # Back to where one came from: the note or cell in A and T, the line in W.
        if page is not None and not (self.mode in {"A", "T", "R", "G", "B", "L"} and focus_canvas(page)):
            as_page(page).focus_line()

    def arrange(self) -> None:
        """Give page and inspector their places."""
        docked, shown = self.docked(), self.inspector_open()
        beside = INSPECTOR if docked and shown else 0
        self.stack.setGeometry(QRect(0, 0, self.width() - beside, self.height()))
        self.inspector.setGeometry(QRect(self.width() - INSPECTOR, 0, INSPECTOR, self.height()))
        self.inspector.set_overlay(overlay=not docked)
        if not docked and self.inspector.graphicsEffect() is None:
            shadow = QGraphicsDropShadowEffect(self.inspector)
            shadow.setBlurRadius(24)
            shadow.setOffset(-4, 0)
            shadow.setColor(QColor(0, 0, 0, 60))
            self.inspector.setGraphicsEffect(shadow)
        elif docked and self.inspector.graphicsEffect() is not None:
            self.inspector.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.inspector.setVisible(shown)
        if shown:
            self.inspector.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room changed."""
        super().resizeEvent(event)
        self.arrange()

    # -- words and end

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._none.setText(_("This workshop has no canvas yet. Add one on the left."))
        for page in self._pages.values():
            as_page(page).refresh_words()
        self.inspector.refresh()
        if "finder" in vars(self):
            self.finder.panel.refresh_words()

    def close_view(self) -> None:
        """Let pages and workshop go; what is queued is written first."""
        self.ctx.bridge.changed.disconnect(self._changed)
        leave_commands(self)
        first = self._pages.get(next((c.id for c in self.canvases()), ""))
        if isinstance(first, CanvasPage):
            keep(first)
        for page in self._pages.values():
            as_page(page).close_page()
        self.inspector.close_panel()
        if "finder" in vars(self):
            self.finder.stop()
        self.workshop.close()


def take_commands(view: WorkshopView, page: QWidget) -> None:
    """What can be done on this page instead of what could be done on the last one."""

    def swap() -> None:
        commands = as_page(page).commands()
        gone, view._commands = view._commands, [c.id for c in commands]
        view.ctx.commands.swap(gone, commands)

    view.ctx.commands.later("page", swap)


def leave_commands(view: WorkshopView) -> None:
    """No page is in sight any more: what it could do goes, also what nobody has asked for yet."""
    view.ctx.commands.later("page", lambda: None)
    gone, view._commands = view._commands, []
    view.ctx.commands.remove(*gone)


def speak(page: QWidget | None, group: str) -> None:
    """Have a group be the one that speaks on a page."""
    if isinstance(page, CanvasPage) and group:
        page.speaking.group = group
        page.refresh()


def act_on(view: WorkshopView, cluster_id: str) -> None:
    """Make an action of a cluster of the canvas in sight."""
    page, cluster = view.page(), view.workshop.document.find(cluster_id)
    if isinstance(page, CanvasPage) and isinstance(cluster, Cluster):
        from koosloome_desktop.views.to_plan_commands import to_plan

        to_plan(page, cluster.notes, cluster.label)


def open_code(view: WorkshopView, code: str) -> None:
    """Open the canvas of a code, where there is one."""
    canvas = next((c for c in view.canvases() if c.code == code), None)
    if canvas is not None:
        view.open_canvas(canvas.id)


def open_type(view: WorkshopView, category: str) -> None:
    """Open the page on which a block of that category is led: agreements, rounds, feedback, a vote, parked topics."""
    from koosloome_desktop.operations.rounds import PARTS

    if category in PARTS:
        view.open_canvas("rounds", category)
    elif category in {"vote", PARKING}:
        view.open_canvas("votes" if category == "vote" else PARKING)


def open_for(view: WorkshopView, canvas_id: str, begin: Callable[[CanvasPage], object]) -> None:
    """Open a canvas and begin something on it."""
    view.open_canvas(canvas_id)
    page = view.page()
    if isinstance(page, CanvasPage):
        begin(page)


def made_page(view: WorkshopView, canvas_id: str) -> QWidget | None:
    """A new page for a canvas or a side page; None for what is not there."""
    if canvas_id in SIDE_PAGES:
        return SIDE_PAGES[canvas_id].make(view)
    canvas = view.workshop.document.find(canvas_id)
    return make_page(view.workshop, canvas, view.ctx) if isinstance(canvas, Canvas) else None
