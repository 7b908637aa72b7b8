"""A workshop as an earlier state has it, before it is brought back: its canvases in small, and what is not so today.

It is read and laid out beside the window; who goes on to another state sees that one, what is late is passed over.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from koosloome_desktop.services import snapshots
from koosloome_desktop.services.snapshots import Difference
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.waiting import Waiting
from koosloome_desktop.views.widgets import clear, column, row, scroller

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.support.dispatch import Executor
    from koosloome_desktop.views.thumbs_draw import Part

PICTURE: Final = QSize(140, 83)
"""The size of a canvas in small (px)."""
_SHOWN: Final = 30
_LETTERS: Final = 140
_FOUND = tuple["list[Part]", Difference]


class SnapshotPreview(QWidget):
    """`show_workshop` looks into a state; `wrong(text)` of who made it hears what is in the way."""

    def __init__(self, library: LibraryService, file: Path, executor: Executor, most: int) -> None:
        super().__init__()
        self._library, self._file = library, file
        self._waiting = Waiting(self, executor)
        self._most = most
        """How many pictures stand side by side."""
        self._wanted: tuple[str, str] | None = None
        self._busy = False
        self._pictures = row(gap=8)
        self._texts = column(gap=4)
        inside = QWidget()
        inside.setLayout(self._texts)
        self.setLayout(column(self._pictures, scroller(inside, bare=True), gap=8))

    def show_workshop(self, state: str, workshop: str) -> None:
        """Look into a state (the name of its file) and show this workshop of it; nothing for empty names."""
        self._wanted = (state, workshop) if state and workshop else None
        if self._wanted is None:
            self._fill([], [])
        elif not self._busy:
            self._look()

    def stop(self) -> None:
        """Who looks has gone."""
        self._waiting.forget()

    def pictures(self) -> list[QLabel]:
        """The canvases in small that are shown."""
        found = (self._pictures.itemAt(i) for i in range(self._pictures.count()))
        return [w for item in found if item is not None and isinstance(w := item.widget(), QLabel)]

    # -- looking

    def _look(self) -> None:
        asked = self._wanted
        if asked is None:
            return
        self._busy = True
        self._waiting.ask(partial(self._read, *asked), partial(self._found, asked), partial(self._failed, asked))

    def _read(self, state: str, workshop: str) -> _FOUND:
        """In the worker: no Qt here."""
        from koosloome_desktop.views.thumbs_draw import parts

        then = snapshots.look_into(self._file, state, workshop)
        here = any(r.id == workshop for r in self._library.list())
        return parts(then), snapshots.difference(then, self._library.document(workshop) if here else None)

    def _found(self, asked: tuple[str, str], found: _FOUND) -> None:
        if self._late(asked):
            return
        from koosloome_desktop.views.thumbs_draw import drawn

        ratio = self.devicePixelRatioF()
        shown = [_picture(title, drawn(part, PICTURE, ratio)) for title, _count, part in found[0][: self._most]]
        self._fill(shown, _lines(found[1]))

    def _failed(self, asked: tuple[str, str], error: Exception) -> None:
        if self._late(asked):
            return
        if not isinstance(error, KoosloomeError):
            raise error
        self._fill([], [label(error.line(), "bad", wrap=True)])

    def _late(self, asked: tuple[str, str]) -> bool:
        """Whether something else is wanted by now; that is looked into next."""
        self._busy = False
        if asked == self._wanted:
            return False
        self._look()
        return True

    def _fill(self, pictures: list[QLabel], lines: list[QLabel]) -> None:
        clear(self._pictures)
        clear(self._texts)
        for one in pictures:
            self._pictures.addWidget(one)
        self._pictures.addStretch(1)
        for line in lines:
            self._texts.addWidget(line)
        self._texts.addStretch(1)


def _picture(title: str, picture: QPixmap) -> QLabel:
    shown = label("")
    shown.setPixmap(picture)
    shown.setFixedSize(PICTURE)
    shown.setAccessibleName(title)
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    tip(shown, title)
    return shown


def _lines(found: Difference) -> list[QLabel]:
    """What was then and is not now, in words; how much came since."""
    if found.empty:
        return [label(_("Every note and action is as it is now."), "quiet", wrap=True)]
    lines: list[QLabel] = []
    if found.gone:
        lines.append(label(_("Gone since:"), "field"))
        lines += [label(f"·  {short(text, _LETTERS)}", "body", wrap=True) for text in found.gone[:_SHOWN]]
    if found.reworded:
        lines.append(label(_("Worded differently since:"), "field"))
        pairs = ((short(then, _LETTERS), short(now, _LETTERS)) for then, now in found.reworded[:_SHOWN])
        lines += [label(f"·  {then}  →  {now}", "body", wrap=True) for then, now in pairs]
    more = max(0, len(found.gone) - _SHOWN) + max(0, len(found.reworded) - _SHOWN)
    if more:
        lines.append(label(_("and {count} more").format(count=more), "muted"))
    if found.added:
        told = ngettext(
            "{count} note or action came since; the copy is without it.",
            "{count} notes or actions came since; the copy is without them.",
            found.added,
        )
        lines.append(label(told.format(count=found.added), "quiet", wrap=True))
    return lines
