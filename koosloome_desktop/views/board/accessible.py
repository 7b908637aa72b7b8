"""What a screen reader is told of a board: a list of notes, though nothing on the board is a widget.

The factory serves the board's view (role List), which makes note interfaces on demand. They are kept until the process
ends and only turn invalid when their note or view is gone: Qt keeps pointers to every interface it was ever asked the
id of, and dropping one of those crashes. They hold their view weakly, so that a closed canvas can go.
"""

from __future__ import annotations

import weakref
from typing import Any, Final, Protocol

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from koosloome_desktop.views.board.view import BoardView


class Spoken(Protocol):
    """What the page knows about its notes, in words."""

    def title(self) -> str:
        """The name of the canvas."""
        ...

    def order(self) -> list[str]:
        """Note ids in reading order."""
        ...

    def name(self, note_id: str) -> str:
        """The text of a note."""
        ...

    def description(self, note_id: str) -> str:
        """Kind, zone, votes, position."""
        ...

    def selected(self, note_id: str) -> bool:
        """Whether it is selected."""
        ...

    def focused(self) -> str:
        """The note that has the ring, or ""."""
        ...


_KEPT: Final[list[QAccessibleInterface]] = []
_INSTALLED: Final[list[bool]] = []


class SpokenView(BoardView):
    """A board that can be read out; its page fills `spoken`."""

    spoken: Spoken | None = None

    def announce(self, text: str) -> None:
        """Tell a screen reader what happened."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def tell_focus(self) -> None:
        """Tell a screen reader which note has the ring."""
        if not QAccessible.isActive() or self.spoken is None:
            return
        order = self.spoken.order()
        note_id = self.spoken.focused()
        if note_id in order:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(order.index(note_id))
            QAccessible.updateAccessibility(event)

    def tell_children(self) -> None:
        """Tell a screen reader that notes came, went or moved."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectReorder))


def _alive(ref: weakref.ref[SpokenView]) -> tuple[SpokenView, Spoken] | None:
    """The view and what its page says, None once either is gone."""
    view = ref()
    if view is None or not shiboken6.isValid(view) or view.spoken is None:
        return None
    return view, view.spoken


class NoteInterface(QAccessibleInterface):
    """One note."""

    def __init__(self, ref: weakref.ref[SpokenView], note_id: str) -> None:
        super().__init__()
        self._ref, self.note_id = ref, note_id

    def _there(self) -> tuple[SpokenView, Spoken] | None:
        found = _alive(self._ref)
        return found if found is not None and found[0].board.note(self.note_id) is not None else None

    def isValid(self) -> bool:
        """False once the note or the board is gone."""
        return self._there() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """Notes are no objects of Qt."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window the board is in."""
        there = self._there()
        return there[0].window().windowHandle() if there else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The board."""
        there = self._there()
        return QAccessible.queryAccessibleInterface(there[0]) if there else None

    def childCount(self) -> int:
        """A note holds nothing."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A note holds nothing."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A note holds nothing."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """A note holds nothing."""
        return -1

    def rect(self) -> QRect:
        """Where it stands on the screen."""
        there = self._there()
        box = there[0].board.note(self.note_id) if there else None
        if there is None or box is None:
            return QRect()
        place = there[0].from_board(QRectF(box.x, box.y, box.w, box.h)).toRect()
        return QRect(there[0].viewport().mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        """A list item."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Name: the note's text. Description: kind, zone, dots, position."""
        there = self._there()
        if there is None:
            return ""
        if kind == QAccessible.Text.Name:
            return there[1].name(self.note_id)
        return there[1].description(self.note_id) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Texts change through the program only."""

    def state(self) -> QAccessible.State:
        """Selectable, focusable, and whether it is so now."""
        state = QAccessible.State()
        there = self._there()
        if there is None:
            state.invalid = True
            return state
        view, spoken = there
        state.selectable = state.focusable = True
        state.selected = spoken.selected(self.note_id)
        state.focused = spoken.focused() == self.note_id and view.hasFocus()
        box = self.rect()
        state.offscreen = not view.rect().intersects(QRect(view.mapFromGlobal(box.topLeft()), box.size()))
        return state


class BoardInterface(QAccessibleWidget):
    """The board: a list of its notes in reading order."""

    def __init__(self, view: SpokenView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._ref = weakref.ref(view)
        self._made: dict[str, NoteInterface] = {}

    def _order(self) -> list[str]:
        there = _alive(self._ref)
        return there[1].order() if there else []

    def _note(self, note_id: str) -> NoteInterface:
        found = self._made.get(note_id)
        if found is None:
            found = self._made[note_id] = NoteInterface(self._ref, note_id)
            _KEPT.append(found)
        return found

    def text(self, kind: QAccessible.Text) -> str:
        """Name: the title of the canvas."""
        there = _alive(self._ref)
        return there[1].title() if there and kind == QAccessible.Text.Name else ""

    def childCount(self) -> int:
        """How many notes there are."""
        return len(self._order())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A note by its place."""
        order = self._order()
        return self._note(order[index]) if 0 <= index < len(order) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The note at a point of the screen."""
        there = _alive(self._ref)
        if there is None:
            return None
        found = there[0].note_at(there[0].viewport().mapFromGlobal(QPoint(x, y)))
        return self._note(found.id) if found is not None and found.id in self._order() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a note."""
        order = self._order()
        return order.index(child.note_id) if isinstance(child, NoteInterface) and child.note_id in order else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The note with the ring."""
        there = _alive(self._ref)
        note_id = there[1].focused() if there else ""
        return self._note(note_id) if note_id else None


def _factory(_key: str, thing: Any) -> QAccessibleInterface | None:
    if not isinstance(thing, SpokenView):
        return None
    made = BoardInterface(thing)
    _KEPT.append(made)
    return made


def install() -> None:
    """Let Qt ask us for the interface of a board; once in a process."""
    if not _INSTALLED:
        _INSTALLED.append(True)
        QAccessible.installFactory(_factory)


def interface_of(widget: QWidget) -> QAccessibleInterface:
    """The interface Qt has for a widget."""
    return QAccessible.queryAccessibleInterface(widget)
