"""Reading aloud: the notes of a canvas, of a group or those chosen, one after another large on the wall.

One key goes on (Shift+F8, or PgDn of a presenter's remote); the board has the same note chosen, so that digits still
group it. Shift+F5 takes the note out of the light.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koosloome_desktop.model.records import Note
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.canvas_page import CanvasPage

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


class Reading:
    """One for a window. `ids` are the notes that are read, in order."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.ids: tuple[str, ...] = ()
        self.canvas = self.group = ""

    @property
    def at(self) -> int:
        """The place of the note that is in the light; −1 while none of those is."""
        show = self._window.wall.show
        lit = show.shown().note if show is not None else ""
        return self.ids.index(lit) if lit in self.ids else -1

    @property
    def active(self) -> bool:
        """Whether something is being read."""
        return self.at >= 0

    def _page(self) -> CanvasPage | None:
        view = self._window.view
        page = view.page() if view is not None else None
        return page if isinstance(page, CanvasPage) else None

    def possible(self) -> bool:
        """Whether there is something to read: a canvas with notes is in sight, or the reading goes on."""
        page = self._page()
        return self.active or (page is not None and bool(page.presenter.reading_order()))

    def go_on(self) -> None:
        """Begin, or go to the next note."""
        if self.active:
            self.step(1)
        else:
            self._begin()

    def _begin(self) -> None:
        page, view = self._page(), self._window.view
        if page is None or view is None:
            return
        document, order = view.workshop.document, page.presenter.reading_order()
        chosen = [i for i in view.chosen if i in order]
        self.group = page.speaking.group
        if len(chosen) > 1:
            self.ids = tuple(i for i in order if i in chosen)
        elif self.group:
            self.ids = tuple(i for i in order if isinstance(n := document.find(i), Note) and n.group == self.group)
        else:
            self.ids = tuple(order)
        if not self.ids:
            self._window.toast.say(_("Group {number} has no note here.").format(number=self.group))
            return
        self.canvas = page.presenter.canvas.id
        if not self._window.wall.on:
            self._window.wall.toggle()
        first = chosen[0] if len(chosen) == 1 and chosen[0] in self.ids else self.ids[0]
        self._show(self.ids.index(first))

    def step(self, by: int) -> None:
        """So many notes on or back; past the last one the reading ends."""
        self.ids = self._standing(self.ids)
        at = self.at + by
        if at >= len(self.ids):
            self.stop()
            count = len(self.ids)
            told = ngettext("{count} note was read.", "{count} notes were read.", count).format(count=count)
            self._window.toast.say(told)
        else:
            self._show(max(0, at))

    def _standing(self, ids: Sequence[str]) -> tuple[str, ...]:
        view = self._window.view
        document = view.workshop.document if view is not None else None
        return tuple(i for i in ids if document is not None and isinstance(document.find(i), Note))

    def _show(self, at: int) -> None:
        show, page = self._window.wall.show, self._page()
        if show is None:
            return
        place = f"{at + 1}/{len(self.ids)}"
        if self.group:
            place = f"{_('Group {number}').format(number=self.group)} · {place}"
        show.light(self.ids[at], self.canvas, place)
        if page is not None and page.presenter.canvas.id == self.canvas:
            page.modes.arrange(self.ids[at])

    def stop(self) -> None:
        """Take the note out of the light."""
        if self._window.wall.show is not None:
            self._window.wall.show.light("", "")
        page = self._page()
        if page is not None:
            page.focus_line()

    def picked(self, ids: Sequence[str]) -> None:
        """Another note was chosen on the board: while one is in the light, the light goes along on the same canvas."""
        show, view = self._window.wall.show, self._window.view
        note = view.workshop.document.find(ids[0]) if view is not None and ids else None
        if show is None or not isinstance(note, Note):
            return
        lit = view.workshop.document.find(show.shown().note) if view is not None else None
        if not isinstance(lit, Note) or note.id == lit.id or note.canvas != lit.canvas:
            return
        if self.active and note.id in self.ids:
            self._show(self.ids.index(note.id))
        else:
            show.light(note.id, note.canvas)
