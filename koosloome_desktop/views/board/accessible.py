"""What a screen reader is told of a board: a list of its notes in reading order (`views/spoken_list.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF

from koosloome_desktop.views.board.view import BoardView
from koosloome_desktop.views.spoken_list import SpokenList


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


class SpokenView(SpokenList, BoardView):
    """A board that can be read out; its page fills `spoken`."""

    spoken: Spoken | None = None

    def told(self) -> Notes | None:
        """Its notes, once a page says what they are."""
        return None if self.spoken is None else Notes(self, self.spoken)

    def title(self) -> str:
        """The title of the canvas."""
        return "" if self.spoken is None else self.spoken.title()


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a board as items of a list: words from the page, places from the board. Made for one question, so
    that nothing holds the board.
    """

    view: SpokenView
    spoken: Spoken

    def nodes(self) -> Sequence[str]:
        """Note ids in reading order."""
        return self.spoken.order()

    def has(self, node_id: str) -> bool:
        """Whether a note stands on the board."""
        return self.view.board.note(node_id) is not None

    def name(self, node_id: str) -> str:
        """The note's text."""
        return self.spoken.name(node_id)

    def words(self, node_id: str) -> str:
        """Kind, zone, dots, position."""
        return self.spoken.description(node_id)

    def rect(self, node_id: str) -> QRect:
        """Where it stands in the viewport (pixels); empty when it is not there."""
        box = self.view.board.note(node_id)
        return QRect() if box is None else self.view.from_board(QRectF(box.x, box.y, box.w, box.h)).toRect()

    def at(self, place: QPoint) -> str:
        """The note at a place of the viewport, ""."""
        found = self.view.note_at(place)
        return found.id if found is not None and found.id in self.spoken.order() else ""

    def current(self) -> str:
        """The note with the ring, or ""."""
        return self.spoken.focused()

    def selected(self, node_id: str) -> bool:
        """Whether it is selected."""
        return self.spoken.selected(node_id)
