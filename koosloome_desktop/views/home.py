"""Töötoad: go on where one was, open another workshop, begin a new one, bring a file in; search in all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QWidget

from koosloome_desktop.services.template_files import titles
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views import home_programmes
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.count_words import plain_title, short
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.home_cards import Card, TemplateCard, WorkshopCard
from koosloome_desktop.views.home_first import first_screen, not_opened, run_it, where_line
from koosloome_desktop.views.home_grid import CardGrid
from koosloome_desktop.views.home_hero import Hero
from koosloome_desktop.views.notices import NoticePlace
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.sharing import away
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.templates import TEMPLATES
from koosloome_desktop.views.thumbs import SIZE, Thumb, ThumbStore, blank_thumbs
from koosloome_desktop.views.widgets import clear, column, row, scroller

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.programmes import Programme
    from koosloome_desktop.storage.rows import WorkshopRow

_WIDEST: Final = 1480
"""Cards do not grow with the window for ever (px)."""
_HITS: Final = 12
_OWN: Final = 4
"""Cards of own templates; the gallery has all of them."""


def _undrawn_picture() -> QPixmap:
    """The place of a miniature that is still to be drawn."""
    picture = QPixmap(SIZE)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


class Home(QWidget):
    """The first screen. Signals say what a person wants; the window does it."""

    open_workshop = Signal(str, str)
    """Workshop id, and the record to go to (or ``""``)."""
    make = Signal(str)
    """The code of a template."""
    open_file = Signal()
    try_sample = Signal()
    start_now = Signal()
    again = Signal()
    """Try once more to open the library."""
    put_away = Signal(str)
    """Workshop id: into the bin with it."""
    refused = Signal(str)
    """Why the list could not be read."""
    programme = Signal(str)
    """Show the programme of this name."""
    into_programme = Signal(str)
    """Workshop id: ask for its programme."""

    def __init__(self, ctx: PageContext, thumbs: ThumbStore) -> None:
        super().__init__()
        self.ctx, self.thumbs = ctx, thumbs
        self.library: LibraryService | None = None
        self.error: KoosloomeError | None = None
        """Why the library is not open."""
        self._rows: list[WorkshopRow] = []
        self.kept = away.Kept()
        """Which workshops of a shared library can be opened while its server is away."""
        self.programmes: list[Programme] = []
        """The series that workshops of the library belong to."""
        self.search: QLineEdit = Field(ctx.commands)
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(360)
        self.search.setClearButtonEnabled(True)
        self._content = QWidget()
        self._list = column(gap=12)
        self._holder = QWidget()
        self.notice = NoticePlace()
        self._holder.setLayout(column(self.notice, self._list, gap=12))
        self._content.setLayout(row(self._holder, None, margins=(24, 20, 24, 24), gap=0))
        self.area = scroller(self._content)
        self.setLayout(column(self.area))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self.rebuild)
        self.search.textChanged.connect(lambda _t: self._wait.start())
        self.search.installEventFilter(self)
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw_blanks)
        self._shown: list[WorkshopCard | Hero] = []
        """What shows a workshop now: looking through all widgets makes an object of Python of each, 2 ms."""
        self._undrawn: list[tuple[TemplateCard, tuple[tuple[str, str], ...]]] = []
        thumbs.ready.connect(self._show_thumbs)
        thumbs.seen = self.isVisible
        self._blanks: dict[tuple[str, str], list[Thumb]] = {}

    def set_library(self, library: LibraryService | None) -> None:
        """Show the workshops of this library."""
        self.library, self.error = library, None
        self._drawing.stop()
        self.thumbs.set_library(library)
        self.reload()

    def failed(self, error: KoosloomeError | None) -> None:
        """The library could not be opened: say so where its workshops would stand; None: it is tried again."""
        self.error = error
        self.rebuild()

    def reload(self) -> None:
        """Read the list anew; while a server does not answer, what was known of it stays."""
        try:
            rows = self.library.list() if self.library is not None else []
            self.kept = away.kept_of(self.library)
            self._rows = self.kept.first(rows)
            self.programmes = home_programmes.read(self)
        except KoosloomeError as error:
            self.refused.emit(error.line())
        away.tell(self)
        self.rebuild()

    @property
    def rows(self) -> list[WorkshopRow]:
        """The workshops of the library, last changed first."""
        return list(self._rows)

    def found(self) -> list[WorkshopRow]:
        """The workshops whose title, place, code or programme has every word of the search."""
        from koosloome_desktop.support.text import fold

        wanted, series = fold(self.search.text()).split(), home_programmes.names(self.programmes)
        texts = ((r, fold(f"{r.title} {r.place} {r.code} {series.get(r.id, '')}")) for r in self._rows)
        return [r for r, text in texts if all(w in text for w in wanted)]

    # -- building

    def rebuild(self) -> None:
        """Build the screen for what there is now."""
        self._wait.stop()
        self._drawing.stop()
        self._undrawn.clear()
        self._shown.clear()
        self.refresh_field()
        clear(self._list)
        if self.library is None and self.error is not None:
            self._list.addWidget(not_opened(self.error, self.again.emit))
        elif self.library is None:
            self._list.addWidget(label(_("Opening the library …"), "quiet"))
        elif self.search.text().strip():
            self._build_search()
        elif self._rows:
            self._build_recent()
            self._build_templates()
        else:
            self._list.addWidget(first_screen(self, self._blank(TEMPLATES[0].canvases)))
        self._list.addStretch(1)
        if self.library is not None:
            self._list.addWidget(where_line(self))
        self._show_thumbs("")

    def refresh_field(self) -> None:
        """Say the search field's words in the language now."""
        self.search.setPlaceholderText(_("Search in all workshops"))
        self.search.setAccessibleName(_("Search in all workshops"))
        for inside in self.search.findChildren(QAbstractButton):
            inside.setAccessibleName(_("Clear the search"))

    def _section(self, text: str) -> None:
        if self._list.count():
            self._list.addSpacing(12)
        self._list.addWidget(section_label(text))

    def _build_recent(self) -> None:
        first, *others = self._rows
        series, word = home_programmes.names(self.programmes).get(first.id, ""), self.kept.word(first.id)
        hero = Hero(first, self.ctx.lang, series, word)
        self._shown.append(hero)
        hero.opened.connect(self.open_workshop.emit)
        hero.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        hero.customContextMenuRequested.connect(partial(card_menu, self, hero))
        self._list.addWidget(hero)
        self._section(_("Deadlines of all workshops"))
        self._list.addWidget(deadline_board(self))
        if self.programmes:
            self._section(_("Programmes"))
            self._list.addWidget(home_programmes.grid(self))
        for title, some in (
            (_("Other workshops"), self.kept.near(others)),
            (_("Not on this computer"), self.kept.far(others)),
        ):
            if some:
                self._section(title)
                self._list.addWidget(self._grid(some))

    def _grid(self, rows: list[WorkshopRow]) -> CardGrid:
        grid, series = CardGrid(least=264), home_programmes.names(self.programmes)
        for each in rows:
            card = WorkshopCard(each, self.ctx.lang, series.get(each.id, ""), self.kept.word(each.id))
            self._shown.append(card)
            card.clicked.connect(partial(run_it, partial(self.open_workshop.emit, each.id, "")))
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            card.customContextMenuRequested.connect(partial(card_menu, self, card))
            grid.add(card)
        return grid

    def _build_templates(self) -> None:
        self._section(_("Begin a new one"))
        grid = CardGrid(least=300, most=4, even=True)
        for template in TEMPLATES:
            # The cards stand there at once; what is drawn on them asks every kind of canvas and comes a moment later.
            waiting = [_undrawn_picture() for _c in template.canvases]
            card = TemplateCard(_(template.title), _(template.line), "" if waiting else "plus", waiting)
            if waiting:
                self._undrawn.append((card, template.canvases))
            card.clicked.connect(partial(run_it, partial(self.make.emit, template.code)))
            grid.add(card)
        for own in titles(self.library)[:_OWN] if self.library is not None else ():
            card = TemplateCard(own.title, own.line or _("Own template"), "user")
            card.clicked.connect(partial(run_it, partial(self.make.emit, own.code)))
            grid.add(card)
        every = TemplateCard(_("All templates"), _("From twenty minutes to eight days, and your own"), "layout-grid")
        every.clicked.connect(partial(run_it, partial(self.make.emit, "")))
        grid.add(every)
        self._list.addWidget(grid)
        if self.ctx.fixed:
            self._draw_blanks()
        elif self._undrawn:
            self._drawing.start(0)

    def _draw_blanks(self) -> None:
        """Draw what templates bring on their cards, one template at a time, while somebody looks at them."""
        if not self.isVisible() and not self.ctx.fixed:
            return  # a workshop is opened; whoever comes back finds home built anew
        while self._undrawn:
            card, canvases = self._undrawn.pop(0)
            card.show_pictures([t.picture for t in self._blank(canvases)])
            if self._undrawn and not self.ctx.fixed:
                self._drawing.start(0)
                return

    def _blank(self, canvases: tuple[tuple[str, str], ...]) -> list[Thumb]:
        """True miniatures of the empty canvases a template brings."""
        key = ("·".join("/".join(c) for c in canvases) + self.ctx.lang, tokens().name)
        if key not in self._blanks:
            self._blanks[key] = blank_thumbs(canvases, self.ctx.lang, self.devicePixelRatioF()) if canvases else []
        return self._blanks[key]

    def _build_search(self) -> None:
        rows, text = self.found(), self.search.text().strip()
        if rows:
            self._section(_("Workshops"))
            self._list.addWidget(self._grid(rows))
        hits = self._hits(text)
        if hits:
            self._section(_("In notes and actions"))
            grid = CardGrid(least=300, most=4, even=True)
            samples = {r.id for r in self._rows if r.sample}
            for hit in hits[:_HITS]:
                title = plain_title(hit[2], sample=hit[0] in samples)
                card = TemplateCard(short(hit[1], 90), title, "sticky-note")
                card.clicked.connect(partial(run_it, partial(self.open_workshop.emit, hit[0], hit[3])))
                grid.add(card)
            self._list.addWidget(grid)
        if not rows and not hits:
            self._list.addSpacing(24)
            self._list.addWidget(label(_("Nothing has these words: {text}").format(text=text), "quiet", wrap=True))

    def _hits(self, text: str) -> list[tuple[str, str, str, str]]:
        if self.library is None or len(text) < 3:
            return []
        try:
            found = self.library.search(text)
        except KoosloomeError:
            return []
        return [(h.workshop, h.title, h.workshop_title, h.record) for h in found if h.kind in {"note", "action"}]

    # -- miniatures

    def _show_thumbs(self, workshop_id: str) -> None:
        for card in self._shown:
            if workshop_id in {"", card.row.id}:
                thumbs = self.thumbs.ask(card.row.id, card.row.changed)
                if thumbs:
                    card.show_thumbs(thumbs)

    # -- the keyboard

    def focus_canvas(self) -> bool:
        """Put the keyboard on the first card."""
        first = self._shown[0] if self._shown else next(iter(self._content.findChildren(Card)), None)
        if first is not None:
            (first.primary if isinstance(first, Hero) else first).setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On the first screen a digit chooses its card."""
        number = event.text()
        cards = self._content.findChildren(TemplateCard)
        if not self._rows and not event.modifiers() and number.isdecimal() and 1 <= int(number) <= len(cards):
            cards[int(number) - 1].click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search Enter and Down go to what was found, Esc forgets the search."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = Qt.Key
            if event.key() == keys.Key_Escape:
                self.search.clear()
            if event.key() in {keys.Key_Escape, keys.Key_Return, keys.Key_Enter, keys.Key_Down}:
                self.rebuild()
                self.focus_canvas()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards share the width, up to a point."""
        super().resizeEvent(event)
        self._holder.setFixedWidth(max(320, min(_WIDEST, self.width() - 48 - 14)))


def card_menu(home: Home, card: WorkshopCard | Hero, at: QPoint) -> None:
    """What can be done with a workshop from its card (the other mouse button, the menu key)."""
    menu = QMenu(home)
    open_it = menu.addAction(_("Continue"))
    open_it.triggered.connect(lambda _checked=False: home.open_workshop.emit(card.row.id, ""))
    if card.row.actions:
        review = menu.addAction(_("Follow-up meeting"))
        review.triggered.connect(lambda _checked=False: home.open_workshop.emit(card.row.id, "review:"))
    series = menu.addAction(_("The programme that the workshop belongs to …"))
    series.triggered.connect(lambda _checked=False: home.into_programme.emit(card.row.id))
    away = menu.addAction(_("Put the workshop into the bin"))
    away.triggered.connect(lambda _checked=False: home.put_away.emit(card.row.id))
    menu.exec(card.mapToGlobal(at))
    menu.deleteLater()


def deadline_board(home: Home) -> QWidget:
    """What is due in all workshops; a sentence where nothing has a date."""
    rows = home.library.due() if home.library is not None else ()
    none = _("No action has a deadline yet. They come here from the action plans.")
    if not rows:
        return label(none, "quiet", wrap=True)
    # Dates are understood and zones of time read where there are some.
    from koosloome_desktop.services.deadlines import of_rows
    from koosloome_desktop.views.home_deadlines import DeadlineBoard

    found = of_rows(rows, home_programmes.today(home))
    if not len(found):
        return label(none, "quiet", wrap=True)
    board = DeadlineBoard(found, home.ctx.lang)
    board.opened.connect(home.open_workshop.emit)
    return board
