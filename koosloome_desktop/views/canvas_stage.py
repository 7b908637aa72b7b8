"""Keeps the board on the screen equal to the document: laid out anew when its canvas or its room changes."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QTimer

from koosloome_desktop.layout.primitives import on_screen
from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.records import Action, Ballot, Note, Record
from koosloome_desktop.operations import queries
from koosloome_desktop.views.board import first_view

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_BIG: Final = 300
"""Boards with more notes than this wait for the end of a resize."""
_RESIZE_MS: Final = 60
_HUGE: Final = 2000
"""Boards with fewer notes are laid out before the key that changed them is done, unless that is `_HEAVY`."""
_QUICK: Final = 0.06
"""So are others while that takes less time than this (s of the processor: other programs' work must not count)."""
_HEAVY: Final = 0.3
"""A board that takes so long (s) follows however few notes it has: a thousand in rings take nearly a second."""
_PAUSE_MS: Final = 180
"""Else the board follows so long after a change, and the letters typed meanwhile are on the screen first."""


class Stage:
    """The board of a page, its reading order, and when they must be made anew."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self._stale = True
        self._opened = self._stopped = False
        self._size = (0.0, 0.0)
        self._order: list[str] | None = None
        self._cost = 0.0
        self._wanted = ""
        self._before: QRectF | None = None
        """What of the board was in sight of what a window showed last, until the whole is laid out."""
        self._own = False
        """Whether anything of what changed since the board was laid out was done here."""
        self._soon = self._timer(0)
        self._later = self._timer(_RESIZE_MS)

    def _timer(self, ms: int) -> QTimer:
        timer = QTimer(self.page)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(self.fresh)
        return timer

    def stop(self) -> None:
        """The page closes. It may still hear of the change for which it does: of another form of its canvas."""
        self._stopped = True
        self._soon.stop()
        self._later.stop()

    # -- what changed

    def changed(self, change: ChangeSet) -> bool:
        """A change set was published; whether it touches this canvas."""
        if self._stopped or not self._touches(change):
            return False
        self._stale, self._order = True, None
        self._own = self._own or change.origin is not Origin.REMOTE
        if not self._soon.isActive():  # a room full of phones must not put it off for ever
            self._soon.start(0 if self._quick() else _PAUSE_MS)
        return True

    def _quick(self) -> bool:
        least = _HEAVY if len(self.page.view.board.notes) < _HUGE else _QUICK
        return self._cost < least or self.page.ctx.fixed

    def show(self, note_id: str) -> None:
        """Have a note that was just written in sight: at once, or on a board of thousands when it is laid out next."""
        if self._quick():
            self.fresh()
            self.reveal(note_id)
        else:
            self._wanted = note_id

    def _touches(self, change: ChangeSet) -> bool:
        document, canvas = self.page.workshop.document, self.page.canvas_id
        ids = change.ids()
        if canvas in ids or document.id in ids:
            return True
        changed = [document.find(u.id) for u in change.updated]
        records: list[Record | None] = [*change.created, *change.removed, *changed]
        if any(u.before.get("canvas") == canvas for u in change.updated):
            return True
        return any(r is not None and self._owner(r) == canvas for r in records) or self._acted(change)

    def _acted(self, change: ChangeSet) -> bool:
        """Whether notes of this canvas became the sources of an action, or are so no more: they bear a sign."""
        rows = [r.sources for r in (*change.created, *change.removed) if isinstance(r, Action)]
        edited = [u for u in change.updated if u.kind == Action.kind and "sources" in u.after]
        rows += [tuple(v["sources"]) for u in edited for v in (u.before, u.after)]
        notes = (self.page.workshop.document.find(i) for i in dict.fromkeys(i for row in rows for i in row))
        return any(isinstance(n, Note) and n.canvas == self.page.canvas_id for n in notes)

    def _owner(self, record: Record) -> str:
        """The canvas a record belongs to; a tally belongs to its ballot's."""
        ballot = getattr(record, "ballot", "")
        if ballot:
            found = self.page.workshop.document.find(ballot)
            # A ballot that is gone was removed in the same step, and is looked at itself.
            return found.canvas if isinstance(found, Ballot) else ""
        return str(getattr(record, "canvas", ""))

    def again(self) -> None:
        """Lay out anew though no record changed: the way of looking did."""
        self._stale = True
        self.fresh()
        self.page.refresh()

    def resized(self) -> None:
        """The viewport has another size."""
        if self.page.view.camera.area() == self._size:
            return
        self._stale = True
        if self._opened and len(self.page.view.board.notes) > _BIG and not self.page.ctx.fixed:
            self._later.start()
        else:
            self.fresh()

    # -- the board

    def renew(self) -> None:
        """What is shown of the canvas changed, not the canvas: lay the board out anew now."""
        self._stale, self._order = True, None
        self.fresh()

    def fresh(self) -> None:
        """Lay the board out anew if anything changed since."""
        if not self._stale or self.page.workshop.document.find(self.page.canvas_id) is None or self._shown_before():
            return  # of a canvas that is gone nothing is laid out: its page is about to go
        self._stale = False
        begun = time.thread_time()
        page, camera = self.page, self.page.view.camera
        size = camera.area()
        same_room, self._size = size == self._size, size
        profile = on_screen(*size, page.presenter.lang)
        board = page.presenter.board(profile)
        self._cost = time.thread_time() - begun
        if not self._opened:
            # Until the page is on the screen its size means nothing yet.
            self._opened = page.isVisible()
            page.view.show_board(board)
            if self._before is None or self._before == camera.seen():
                camera.open()
            self._before = None
        else:
            still = not same_room or page.ctx.still or not page.isVisible()
            look = self._look if self._own or not same_room else partial(self._stay, *self._held())
            page.view.motion.go(board, look, still=still)
        self._own = False
        page.view.tell_children()
        page.board_changed()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.reveal(wanted)
            page.refresh()

    def _shown_before(self) -> bool:
        """Whether the part in sight is known from the last time and shown now; the whole follows after the frame."""
        view = self.page.view
        found = first_view.take(self.page) if self.page.workshop.view and not self._opened else None
        if found is None:
            return False
        self._size = view.camera.area()
        view.show_board(found[0])
        view.camera.open_at(found[1])
        self._before = view.camera.seen()
        first_view.AfterPaint(view.viewport(), self.fresh)
        return True

    def up_to_date(self) -> bool:
        """Whether the board is laid out as the document stands, for the room that it has."""
        return self._opened and not self._stale and self._size == self.page.view.camera.area()

    def _look(self) -> None:
        """Where the camera goes with a new board: it stays fitted while that can be read, else it stays."""
        camera = self.page.view.camera
        if camera.fitted and camera.may_fit():
            camera.fit()
        elif self.page.desk.current:
            self.reveal(self.page.desk.current)

    def _held(self) -> tuple[str, float, float]:
        """What stays where it is when others change the board: the note that one works with when it is in sight, else
        the one nearest to the middle; and where on the board it stands.
        """
        camera, board = self.page.view.camera, self.page.view.board
        seen, middle = camera.seen(), camera.centre()
        current = board.note(self.page.desk.current) if self.page.desk.current else None
        if current is not None and seen.intersects(QRectF(current.x, current.y, current.w, current.h)):
            return current.id, current.x, current.y
        near = min(
            board.notes,
            key=lambda n: abs(n.x + n.w / 2 - middle.x()) + abs(n.y + n.h / 2 - middle.y()),
            default=None,
        )
        return (near.id, near.x, near.y) if near is not None else ("", 0.0, 0.0)

    def _stay(self, note_id: str, x: float, y: float) -> None:
        """Others changed the board: who reads or writes here keeps what is in sight, and the note where it was."""
        camera = self.page.view.camera
        if camera.fitted:
            self._look()
            return
        box = self.page.view.board.note(note_id) if note_id else None
        if box is not None and (box.x, box.y) != (x, y):
            middle = camera.centre()
            camera.look_at(camera.scale, QPointF(middle.x() + box.x - x, middle.y() + box.y - y))

    def reveal(self, note_id: str) -> None:
        """Have a note in sight."""
        box = self.page.view.board.note(note_id)
        if box is not None:
            self.page.view.camera.reveal(QRectF(box.x, box.y, box.w, box.h))

    # -- the notes

    def order(self) -> list[str]:
        """Note ids in reading order."""
        if self._order is None:
            self._order = self.page.presenter.reading_order()
        return self._order

    def next_ungrouped(self, after: str) -> str:
        """The next note in no cluster behind a note, round and round; "" when all are grouped."""
        page = self.page
        inside = queries.cluster_of(page.workshop.document, page.canvas_id)
        order = self.order()
        at = order.index(after) + 1 if after in order else 0
        for note_id in order[at:] + order[:at]:
            note = page.verbs.note(note_id)
            if isinstance(note, Note) and note.form == "note" and note_id not in inside:
                return note_id
        return ""
