"""The window: rail, top bar, home or a workshop, toast. A shell; what things do stands in `window_actions`."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property, partial, wraps
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QStackedWidget, QWidget

from koosloome_desktop.support.dispatch import Executor
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, set_language
from koosloome_desktop.views.bridge import Bridge
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.guide import Guide
from koosloome_desktop.views.home import Home
from koosloome_desktop.views.icons import FollowScreens, recolour
from koosloome_desktop.views.importing.catching import Catcher
from koosloome_desktop.views.plain import window_title
from koosloome_desktop.views.privacy.actions import put_away, tidy
from koosloome_desktop.views.rail import Rail
from koosloome_desktop.views.save_trouble import SaveTrouble, may_leave
from koosloome_desktop.views.sharing.commands import tell_away, tell_conflicts
from koosloome_desktop.views.sharing.following import Following
from koosloome_desktop.views.shortcuts import Settling, Shortcuts
from koosloome_desktop.views.style import NARROW, SMALLEST, apply_theme, tell_low, theme_for
from koosloome_desktop.views.thumbs import ThumbStore
from koosloome_desktop.views.toast import Toast
from koosloome_desktop.views.top_bar import TopBar
from koosloome_desktop.views.widgets import column, row
from koosloome_desktop.views.window_actions import Actions
from koosloome_desktop.views.window_commands import refresh_commands
from koosloome_desktop.views.window_words import bar_actions, counts, place_words, rail_entries, saved_words, titles

if TYPE_CHECKING:
    from koosloome_desktop.model.changes import ChangeSet
    from koosloome_desktop.services.agenda_templates import AgendaTemplate
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.workshop import SaveState
    from koosloome_desktop.views.canvas_actions import CanvasActions
    from koosloome_desktop.views.moments.control import Moments
    from koosloome_desktop.views.privacy.reminder import Strip
    from koosloome_desktop.views.timer_chip import TimerChip
    from koosloome_desktop.views.wall.control import WallControl
    from koosloome_desktop.views.workshop_view import WorkshopView

_MANY: Final = 2000
"""Records of a workshop from which on the collector leaves it alone."""
_COLLECT_MS: Final = 400


def _collected_later(opens: Callable[[MainWindow, str, str], None]) -> Callable[..., None]:
    """Of a large board the collector took ten looks through all there is, a tenth of its opening, and none finds a
    cycle. Let loose again it looks at once: when the notes were painted and nobody waits.
    """

    @wraps(opens)
    def run(window: MainWindow, workshop_id: str, record: str = "") -> None:
        gc.disable()
        try:
            opens(window, workshop_id, record)
        finally:
            window.collecting.start(_COLLECT_MS)

    return run


class MainWindow(QMainWindow):
    """Everything one sees. The library comes later (`set_library`), after the first frame."""

    closed = Signal()

    def __init__(self, ctx: PageContext, executor: Executor, thumbs: ThumbStore | None = None) -> None:
        super().__init__()
        self.ctx, self.executor = ctx, executor
        ctx.executor = executor
        self.library: LibraryService | None = None
        self.view: WorkshopView | None = None
        self.gone = False  # closed for good: what comes then is for nobody
        self.away = False
        """Whether the server of a shared library is known not to answer."""
        self.hurried = False
        """Whether the system ends the program: then nobody is asked anything."""
        self.takeover: Strip | None = None
        """The offer to write what was only read, while there is one."""
        self.collecting = QTimer(self)
        self.collecting.setSingleShot(True)
        self.collecting.timeout.connect(gc.enable)
        self.rail, self.top = Rail(), TopBar()
        self.home = Home(ctx, thumbs or ThumbStore())
        if thumbs is None:
            self.home.thumbs.executor = executor
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.guide = Guide(self)
        self.trouble = SaveTrouble(self)
        main = QWidget()
        main.setLayout(column(self.top, self.trouble, self.guide, self.stack, gap=0))
        whole = QWidget()
        whole.setLayout(row(self.rail, main, gap=0))
        self.setCentralWidget(whole)
        self.toast = Toast(self.stack)
        self.setMinimumSize(*SMALLEST)
        self.actions_ = Actions(self)
        self.shortcuts = Shortcuts(self, ctx.commands)
        self.settling = Settling(self, ctx.commands, at_once=ctx.fixed)
        self.settling.waits = True
        self._wire()
        self.show_home()

    @cached_property
    def timer(self) -> TimerChip:
        """The clock of the block that is on; loaded with the first workshop."""
        from koosloome_desktop.views.timer_chip import TimerChip

        made = TimerChip(self, still=self.ctx.fixed)
        made.clicked.connect(lambda _checked=False: self.actions_.rail("agenda"))
        made.told = self.moments.attend.look
        return made

    @cached_property
    def moments(self) -> Moments:
        """Bells, reading aloud, ending now, handing over; loaded with the first workshop."""
        from koosloome_desktop.views.moments.control import Moments

        return Moments(self)

    @cached_property
    def wall(self) -> WallControl:
        """The window for the projector; loaded with the first workshop."""
        from koosloome_desktop.views.wall.control import WallControl

        made = WallControl(self)
        made.changed.connect(self.refresh_shell)
        return made

    @cached_property
    def canvas_actions(self) -> CanvasActions:
        """Verbs for whole canvases; loaded when a workshop is open, not before the first frame."""
        from koosloome_desktop.views.canvas_actions import CanvasActions

        return CanvasActions(self)

    def _wire(self) -> None:
        do = self.actions_
        self.rail.activated.connect(do.rail)
        self.rail.menu_wanted.connect(do.rail_menu)
        self.home.open_workshop.connect(do.open_from_home)
        self.home.make.connect(do.new_workshop)
        self.home.open_file.connect(do.open_file)
        self.home.try_sample.connect(do.try_sample)
        self.home.start_now.connect(do.start_now)
        self.home.put_away.connect(partial(put_away, self))
        self.home.refused.connect(self.toast.say)
        self.home.programme.connect(do.programmes)
        self.home.into_programme.connect(do.programme)
        self.ctx.bridge.saved.connect(self.show_saved)
        self.ctx.bridge.changed.connect(self._changed)
        FollowScreens(self)
        self.setAcceptDrops(True)
        self.catcher = Catcher(self)
        self.catcher.watch(self)
        QApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self.refresh_theme())

    # -- library, home, workshop

    def set_library(self, library: LibraryService) -> None:
        """The library is open: show its workshops."""
        from koosloome_desktop.services.library import wait_for_nothing

        self.library = library
        wait_for_nothing(library)
        self.settling.waits = False
        self.ctx.own_agendas = partial(own_agendas, library)
        self.home.set_library(library)
        library.store.on_others(Following(self.home).soon)
        if library.store.read_only:
            from koosloome_desktop.views.sharing.reading import follow_end

            follow_end(self, library)
        self.refresh_shell()
        if self.view is None:
            self.home.focus_canvas()

    def library_failed(self, error: KoosloomeError) -> None:
        """The library could not be opened: say so, keep the window."""
        self.settling.waits = False
        self.settling.soon()
        self.rail.saved.say(error.line(), "triangle-alert", bad=True)
        self.home.failed(error)
        from koosloome_desktop.views.library_trouble import ask

        ask(self, error)

    def show_home(self) -> None:
        """Close the workshop and show all workshops; it stays where a person says so as not all of it is saved."""
        if self.view is not None:
            if not may_leave(self):
                return
            self.close_workshop()
            self.home.reload()
        self.stack.setCurrentWidget(self.home)
        self.rail.saved.say(*place_words(self.library))
        self.refresh_shell()
        self.home.focus_canvas()

    @_collected_later
    def open_workshop(self, workshop_id: str, record: str = "") -> None:
        """Open a workshop at its first canvas, at ``canvas:<place>``, or at a record."""
        from koosloome_desktop.views.workshop_view import WorkshopView

        if self.library is None:
            return
        if self.view is not None:
            if not may_leave(self):
                return
            self.close_workshop()
        workshop = self.library.open_workshop(workshop_id, reading=True)
        self.ctx.bridge.listen(workshop)
        view = WorkshopView(workshop, self.ctx)
        view.toast.connect(self.toast.say)
        view.sent.connect(lambda told, record: self.toast.say(told, _("Go there"), lambda: view.jump(record)))
        view.canvas_opened.connect(lambda _canvas: self.catcher.watch_page(view.page()))
        view.canvas_opened.connect(lambda _canvas: self.refresh_shell())
        self.view = view
        view.resize(self.stack.size())
        view.set_narrow(narrow=self.width() < NARROW)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.ctx.settings.change(last_workshop=workshop_id)
        canvases = view.canvases()
        place = record.removeprefix("canvas:")
        if record and not record.startswith("canvas:"):
            view.jump(record)
        if not view.current and canvases:
            view.open_canvas(canvases[min(int(place), len(canvases) - 1) if place.isdigit() else 0].id)
        if not view.current:
            self.refresh_shell()  # whatever was opened did it already
        self.show_saved(workshop.saved)
        if workshop.document.count() > _MANY:
            # They all live until the workshop is closed: a look through them kept a key waiting for a quarter of a
            # second.
            gc.freeze()
            view.uncollected = True

    def close_workshop(self) -> None:
        """Write what is queued and let the workshop go."""
        view, self.view = self.view, None
        self.away = False
        self.trouble.stop()
        if view is not None:
            self.collecting.stop()
            gc.enable()
            if view.uncollected:
                gc.unfreeze()
            if "timer" in vars(self):
                self.timer.follow(None)
            if "wall" in vars(self):
                self.wall.close()
            view.close_view()
            self.ctx.bridge.stop()
            self.stack.removeWidget(view)
            view.deleteLater()

    # -- what the shell says

    def refresh_shell(self) -> None:
        """Rail, top bar and commands for what is open now."""
        top, bottom, current = rail_entries(self)
        self.rail.show_entries(top, bottom, current)
        self.top.title.say(*titles(self))
        self.top.show_actions(bar_actions(self), self._beside())
        refresh_commands(self)
        self.guide.follow()
        title = titles(self)[0]
        self.setWindowTitle(window_title(f"{title} – Koosloome") if self.view else "Koosloome")

    def _beside(self) -> QWidget | None:
        """What stands before the buttons of the top bar: the search at home, the clock while a block is on."""
        if self.view is None:
            return self.home.search
        leading = self.view.leading
        if "timer" not in vars(self) and leading.current() is None:
            return None
        return self.timer if self.timer.follow(leading) else None

    def _changed(self, change: ChangeSet) -> None:
        """Most changes only move a count: the shell is built anew for those that change what it names."""
        if self.view is None:
            return
        tell_conflicts(self, change)
        self.toast.check()
        kinds = {r.kind for r in (*change.created, *change.removed)} | {u.kind for u in change.updated}
        if kinds & {"conflict", "canvas", "workshop", "session", "agenda_item"}:
            self.refresh_shell()
            return
        history = self.view.workshop.history
        for entry_id, count in counts(self.view):
            self.rail.set_count(entry_id, count)
        self.top.set_enabled("undo", enabled=history.undo_step is not None)
        self.top.set_enabled("redo", enabled=history.redo_step is not None)

    def show_saved(self, state: SaveState) -> None:
        """Tell what is on the disk."""
        if self.view is not None:
            tell_away(self, state)
            said = place_words(self.library) if self.view.workshop.read_only else saved_words(state)
            self.rail.saved.say(*said, bad=bool(state.error))
            # What waits for a shared library's server lies on this disk already, and the line says so.
            if self.library is not None and not self.library.shared:
                self.trouble.follow(state)
            else:
                self.trouble.stop()

    def refresh_words(self) -> None:
        """Say everything in the language of the settings."""
        lang = self.ctx.settings.values.language
        set_language(lang)
        self.ctx.lang = lang
        self.home.rebuild()
        if self.takeover is not None or not self.home.notice.isHidden():
            tidy(self)
        if self.view is not None:
            self.view.refresh_words()
            self.show_saved(self.view.workshop.saved)
        self.refresh_shell()

    def refresh_theme(self) -> None:
        """Show everything in the theme of the settings."""
        app = QApplication.instance()
        theme = theme_for(self.ctx.settings.values.theme)
        if isinstance(app, QApplication) and theme != self.ctx.palette:
            self.ctx.palette = theme
            apply_theme(app, theme)
            recolour(self.findChildren(QAbstractButton))
            self.home.rebuild()
            if self.view is not None:
                self.view.refresh_words()
            self.refresh_shell()

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1400 px the rail folds and the inspector becomes an overlay; below 440 px of height bars are lower."""
        super().resizeEvent(event)
        tell_low(self)
        narrow = self.width() < NARROW
        self.rail.fold(folded=narrow or not self.ctx.settings.values.rail)
        if self.view is not None:
            self.view.set_narrow(narrow=narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nobody wanted: a command under another alphabet, or Esc, which leads back to the page."""
        if not self.shortcuts.take(event) and not self.actions_.back(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: say everything anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.ctx.settings.values.language != self.ctx.lang:
            self.refresh_words()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is queued, then go; where that cannot be done a person is asked."""
        if not may_leave(self):
            event.ignore()
            return
        self.gone = True
        self.close_workshop()
        self.home.set_library(None)
        if self.library is not None:
            self.library.close()
            self.library = None
        self.closed.emit()
        super().closeEvent(event)


def own_agendas(library: LibraryService) -> list[AgendaTemplate]:
    """The agendas of a library's own templates."""
    from koosloome_desktop.services.own_templates import all_of

    return [t.agenda for t in all_of(library) if t.agenda.meetings]


def make_window(ctx: PageContext, executor: Executor, thumbs: ThumbStore | None = None) -> MainWindow:
    """A window in the language and theme of the settings."""
    set_language(ctx.settings.values.language)
    ctx.lang = ctx.settings.values.language
    app = QApplication.instance()
    ctx.palette = theme_for(ctx.settings.values.theme)
    if isinstance(app, QApplication):
        apply_theme(app, ctx.palette)
    return MainWindow(ctx, executor, thumbs)


__all__ = ["Bridge", "MainWindow", "make_window"]
