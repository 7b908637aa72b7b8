"""What a screen reader is told of a painted list: every note, bar or card is a list item, though none is a widget.

So do rows that are one widget each and say which role they have (``spoken_role``), and labels that are headings.

The factory serves the view (role List), which makes interfaces of its items on demand. They are kept until the process
ends and only turn invalid when their item or view is gone: Qt keeps pointers to every interface it was ever asked the
id of, and dropping one of those crashes. They hold their view weakly, so that a closed page can go.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QLabel, QWidget

_KEPT: Final[list[QAccessibleInterface]] = []
_INSTALLED: Final[list[bool]] = []
_MANY: Final = 1000
_many: Final = [_MANY]
"""When as many are kept, those that are gone are looked for."""
_HEADINGS: Final = frozenset({"card", "display", "heading", "section", "title"})
"""Roles of labels that stand over what follows (`views/plain.py`)."""
_MOST: Final = 30
"""As many items are told of one by one; more at once are told of as a whole."""

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

    _Mixed = QAbstractScrollArea
else:
    _Mixed = object  # Qt's classes cannot be mixed: the scroll area comes from the other base


class Items(Protocol):
    """What a view knows about its items, in words and places of the viewport (pixels)."""

    def nodes(self) -> Sequence[str]:
        """Ids of the items in reading order."""
        ...

    def has(self, node_id: str) -> bool:
        """Whether an item is there."""
        ...

    def name(self, node_id: str) -> str:
        """What it is called."""
        ...

    def words(self, node_id: str) -> str:
        """What else there is to say."""
        ...

    def rect(self, node_id: str) -> QRect:
        """Where it stands in the viewport."""
        ...

    def at(self, place: QPoint) -> str:
        """The item at a place of the viewport, or ""."""
        ...

    def current(self) -> str:
        """The item with the ring, or ""."""
        ...

    def selected(self, node_id: str) -> bool:
        """Whether it is selected."""
        ...


class SpokenList(_Mixed):
    """Mixed into a scroll area that paints its items: it can be read out. `install` lets Qt know of such views."""

    _told_ids: frozenset[str] = frozenset()
    """The items that were told of."""
    _told_name: tuple[str, str] = ("", "")
    """The item with the ring and its name, as they were told of."""

    def told(self) -> Items | None:
        """What there is to read out, None while there is nothing."""
        raise NotImplementedError

    def title(self) -> str:
        """What the list is called."""
        return self.accessibleName()

    def announce(self, text: str) -> None:
        """Tell a screen reader what happened."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def tell_focus(self) -> None:
        """Tell a screen reader which item has the ring."""
        items = self.told() if QAccessible.isActive() else None
        if items is not None:
            now = items.current()
            self._told_name = (now, items.name(now) if now else "")
            self._tell_each((now,), list(items.nodes()), QAccessible.Event.Focus)

    def tell_selection(self, before: Collection[str], now: Collection[str]) -> None:
        """Tell a screen reader which items came into the selection and which left it."""
        items = self.told() if QAccessible.isActive() else None
        if items is None:
            return
        came, went = [i for i in now if i not in before], [i for i in before if i not in now]
        if len(came) + len(went) > _MOST:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.SelectionWithin))
            return
        order = list(items.nodes())
        self._tell_each(went, order, QAccessible.Event.SelectionRemove)
        self._tell_each(came, order, QAccessible.Event.SelectionAdd)

    def tell_children(self) -> None:
        """Tell a screen reader that items came, went or moved, and what the one with the ring is called now."""
        items = self.told() if QAccessible.isActive() else None
        if items is None:
            return
        order, current = list(items.nodes()), items.current()
        came = [i for i in order if i not in self._told_ids] if self._told_ids else []
        named, self._told_ids = self._told_name, frozenset(order)
        self._told_name = (current, items.name(current) if current else "")
        if sys.platform != "linux":
            # There Qt sends a message for every item of the list, thousands at every step, which nobody there can read.
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectReorder))
        if len(came) <= _MOST:
            self._tell_each(came, order, QAccessible.Event.ObjectCreated)
        if named[0] == current and named != self._told_name:
            self._tell_each((current,), order, QAccessible.Event.NameChanged)

    def _tell_each(self, ids: Collection[str], order: Sequence[str], what: QAccessible.Event) -> None:
        for node_id in ids:
            if node_id in order:
                event = QAccessibleEvent(self, what)
                event.setChild(order.index(node_id))
                QAccessible.updateAccessibility(event)


class SpokenArea(SpokenList, QAbstractScrollArea):
    """A scroll area that can be read out; a subclass fills `items`."""

    items: Items | None = None

    def __init__(self) -> None:
        super().__init__()
        install()

    def told(self) -> Items | None:
        """Its items."""
        return self.items


def _alive(ref: weakref.ref[SpokenList]) -> tuple[SpokenList, Items] | None:
    """The view and what it says, None once either is gone."""
    view = ref()
    if view is None or not shiboken6.isValid(view):
        return None
    items = view.told()
    return None if items is None else (view, items)


class NodeInterface(QAccessibleInterface):
    """One item."""

    def __init__(self, ref: weakref.ref[SpokenList], node_id: str) -> None:
        super().__init__()
        self._ref, self.node_id = ref, node_id

    def _there(self) -> tuple[SpokenList, Items] | None:
        found = _alive(self._ref)
        return found if found is not None and found[1].has(self.node_id) else None

    def isValid(self) -> bool:
        """False once the item or its view is gone."""
        return self._there() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """Items are no objects of Qt."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window it is in."""
        there = self._there()
        return there[0].window().windowHandle() if there else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The list."""
        there = self._there()
        return QAccessible.queryAccessibleInterface(there[0]) if there else None

    def childCount(self) -> int:
        """An item holds nothing."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """An item holds nothing."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """An item holds nothing."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """An item holds nothing."""
        return -1

    def rect(self) -> QRect:
        """Where it stands on the screen."""
        there = self._there()
        if there is None:
            return QRect()
        view, place = there[0], there[1].rect(self.node_id)
        return QRect(view.viewport().mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        """A list item."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description."""
        there = self._there()
        if there is None:
            return ""
        if kind == QAccessible.Text.Name:
            return there[1].name(self.node_id)
        return there[1].words(self.node_id) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Texts change through the program only."""

    def state(self) -> QAccessible.State:
        """Selectable, focusable, and whether it is so now."""
        state = QAccessible.State()
        there = self._there()
        if there is None:
            state.invalid = True
            return state
        view, items = there
        state.selectable = state.focusable = True
        state.selected = items.selected(self.node_id)
        state.focused = items.current() == self.node_id and view.hasFocus()
        state.offscreen = not view.viewport().rect().intersects(items.rect(self.node_id))
        return state


class ListInterface(QAccessibleWidget):
    """The view: a list of its items in reading order."""

    def __init__(self, view: SpokenList) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._ref = weakref.ref(view)
        self._made: dict[str, NodeInterface] = {}

    def _nodes(self) -> Sequence[str]:
        there = _alive(self._ref)
        return there[1].nodes() if there else ()

    def _node(self, node_id: str) -> NodeInterface:
        found = self._made.get(node_id)
        if found is None:
            found = self._made[node_id] = NodeInterface(self._ref, node_id)
            _KEPT.append(found)
        return found

    def text(self, kind: QAccessible.Text) -> str:
        """Name: what the list is called."""
        there = _alive(self._ref)
        return there[0].title() if there and kind == QAccessible.Text.Name else ""

    def childCount(self) -> int:
        """How many items there are."""
        return len(self._nodes())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """An item by its place."""
        nodes = self._nodes()
        return self._node(nodes[index]) if 0 <= index < len(nodes) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The item at a point of the screen."""
        there = _alive(self._ref)
        found = there[1].at(there[0].viewport().mapFromGlobal(QPoint(x, y))) if there else ""
        return self._node(found) if found else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of an item."""
        nodes = list(self._nodes())
        return nodes.index(child.node_id) if isinstance(child, NodeInterface) and child.node_id in nodes else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The item with the ring."""
        there = _alive(self._ref)
        now = there[1].current() if there else ""
        return self._node(now) if now else None


class PartInterface(QAccessibleWidget):
    """A widget with another role than Qt gives it: a row that is painted by hand, a label that is a heading."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = weakref.ref(widget)

    def role(self) -> QAccessible.Role:
        """The role; a label that has no words yet heads nothing."""
        widget = self._widget()
        if isinstance(widget, QLabel) and shiboken6.isValid(widget) and not widget.text():
            return QAccessible.Role.StaticText
        return super().role()

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, else the words on it."""
        widget = self._widget()
        if kind != QAccessible.Text.Name or widget is None or not shiboken6.isValid(widget):
            return super().text(kind)
        return widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else "")


def _made_for(thing: Any) -> QAccessibleInterface | None:
    if isinstance(thing, SpokenList):
        return ListInterface(thing)
    if isinstance(thing, QLabel):
        return PartInterface(thing, QAccessible.Role.Heading) if thing.property("role") in _HEADINGS else None
    role = getattr(thing, "spoken_role", None)
    return PartInterface(thing, QAccessible.Role[role]) if isinstance(role, str) else None


def _factory(_key: str, thing: Any) -> QAccessibleInterface | None:
    made = _made_for(thing)
    if made is not None:
        if len(_KEPT) >= _many[0]:
            # What Qt itself let go with its widget may go here, too.
            _KEPT[:] = [k for k in _KEPT if shiboken6.isValid(k)]
            _many[0] = 2 * max(_MANY, len(_KEPT))
        _KEPT.append(made)
    return made


def install() -> None:
    """Let Qt ask us for the interface of such a view; once in a process."""
    if not _INSTALLED:
        _INSTALLED.append(True)
        QAccessible.installFactory(_factory)


def interface_of(widget: QWidget) -> QAccessibleInterface:
    """The interface Qt has for a widget."""
    return QAccessible.queryAccessibleInterface(widget)
