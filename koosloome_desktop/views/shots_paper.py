"""Pictures of paper for `shots`: the export dialog with its choices and gaps, and pages of every printed document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from koosloome_desktop.exports.preview import page_count, page_image
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.services.export import Wish, export_bytes
from koosloome_desktop.views.shots import Studio

if TYPE_CHECKING:
    from koosloome_desktop.views.dialogs_export import ExportDialog

_MAT: Final = "#8E877B"
_GAP: Final = 16

PAGES: Final[dict[str, tuple[Wish, tuple[int, ...]]]] = {
    "paper_report": (Wish(), (0, 1, 2)),
    "paper_plan": (Wish(what="plan"), (0, 1)),
    "paper_council": (Wish(what="plan", columns="council"), (0, -1)),
    "paper_review": (Wish(what="review"), (0,)),
    "paper_agenda": (Wish(what="agenda"), (0,)),
    "paper_guide": (Wish(what="guide"), (0, 1)),
    "paper_poster": (Wish(what="poster", paper="a1"), (0, 2)),
    "paper_tiles": (Wish(what="poster", paper="a2", tile="a4", canvas="problem"), (0, 1, 2)),
    "paper_blank": (Wish(what="blank", paper="a3"), (0, 1, 5)),
}
"""Which pages (from 0) of which document stand side by side in a picture."""


def _pages(name: str) -> Callable[[Studio], QPixmap]:
    """Pages side by side on a mat of the window's size."""

    def draw(studio: Studio) -> QPixmap:
        studio.open(0)
        view = studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        wish, numbers = PAGES[name]
        lang = studio.window.ctx.lang
        data = export_bytes(
            view.workshop.document,
            Path("x.pdf"),
            Wish(wish.what, lang, wish.paper, wish.tile, wish.canvas, columns=wish.columns),
        )
        return _side_by_side(data, numbers, studio.window.size().width(), studio.window.size().height())

    return draw


def _side_by_side(data: bytes, numbers: tuple[int, ...], width: int, height: int) -> QPixmap:
    found = QPixmap(width, height)
    found.fill(QColor(_MAT))
    painter = QPainter(found)
    count = page_count(data)
    room = (width - _GAP) // len(numbers) - _GAP
    for place, number in enumerate(numbers):
        image = page_image(data, min(number % count, count - 1), (room, height - 2 * _GAP))
        drawn = QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
        left = _GAP + place * (room + _GAP) + (room - image.width) // 2
        painter.drawImage(QRect(left, (height - image.height) // 2, image.width, image.height), drawn)
    painter.end()
    return found


def _dialog(studio: Studio) -> ExportDialog:
    from koosloome_desktop.views.dialogs_export import ExportDialog

    window = studio.window
    if window.view is None:
        raise LookupError("no workshop is open")
    window.ctx.settings.change(export_folder=str(studio.folder))
    dialog = ExportDialog(window.view.workshop.document, window.ctx, window.executor, parent=window)
    # Where this machine keeps its temporary files is no part of the picture.
    dialog.path.setText(dialog.path.text().replace(str(studio.folder), "~"))
    return dialog


def _shown(studio: Studio, make: Callable[[Studio], QDialog]) -> QPixmap:
    studio.open(3)
    studio.settle()
    return studio.picture(make(studio))


def dialog_poster(studio: Studio) -> QPixmap:
    """A poster in pieces, chosen and seen."""

    def make(inner: Studio) -> QDialog:
        dialog = _dialog(inner)
        dialog.choices.what.press("poster")
        return dialog

    return _shown(studio, make)


def dialog_missing(studio: Studio) -> QPixmap:
    """A workshop with gaps: what is missing stands above the file's name. Everything is taken back afterwards."""
    studio.open(3)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    document = view.workshop.document
    before = {r.id: r for r in (*document.of(Action)[:3], document.of(Note)[0])}
    with document.transaction("Edit action") as tx:
        for action in document.of(Action)[:3]:
            tx.update(action, owner_role="", deadline=None, time_text="")
        tx.update(document.of(Note)[0], text="Maja  võti on on vana")
    picture = _shown(studio, _dialog)
    with document.transaction("Edit action") as tx:
        for action in document.of(Action)[:3]:
            old = before[action.id]
            if isinstance(old, Action):
                tx.update(action, owner_role=old.owner_role, deadline=old.deadline, time_text=old.time_text)
        old_note = before[document.of(Note)[0].id]
        if isinstance(old_note, Note):
            tx.update(document.of(Note)[0], text=old_note.text)
    return picture


PAPER: Final[tuple[tuple[str, Callable[[Studio], QPixmap]], ...]] = (
    *((name, _pages(name)) for name in PAGES),
    ("dialog_export_poster", dialog_poster),
    ("dialog_export_missing", dialog_missing),
)
"""Names and pictures for the list of scenes."""
