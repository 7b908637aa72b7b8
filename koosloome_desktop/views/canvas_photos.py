"""Photos on a canvas: pasted, dropped or chosen, they become notes, the photo of a note, or the map under all.

Several photos are one undo step, all of them or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from koosloome_desktop.model.records import Asset, Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.photos import add_asset, map_asset, set_map, set_photo
from koosloome_desktop.support.i18n import N_, _, translator
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.text import seen
from koosloome_desktop.views.board.photo_paint import PhotoPainter
from koosloome_desktop.views.canvas_said import Said, finish
from koosloome_desktop.views.canvas_verbs import follow_on
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.photo_beside import Beside
from koosloome_desktop.views.photo_store import photos_of

if TYPE_CHECKING:
    from koosloome_desktop.imports.photos import Photo
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.photo_intake import Intake
    from koosloome_desktop.views.photo_mime import Given

_NO_LETTERS: Final = pattern_of(r"[\W\d_]+")
_BY_MACHINE: Final = frozenset(
    ("", "img", "dsc", "dscn", "dscf", "pxl", "mvi", "p", "imgwa", "image", "photo", "foto", "pilt", "whatsappimageat",
     "screenshot", "screenshotfrom", "kuvatõmmis", "kuvatommis", "scan", "unnamed", "download")
)  # fmt: skip
"""What is left of the file names that cameras and programs give, without digits and signs."""


def _text_in(mime: QMimeData) -> str:
    """A text that is dragged here; files are no text, whatever they are called."""
    return mime.text() if mime.hasText() and not mime.hasUrls() and seen(mime.text()) else ""


def _photos_in(mime: QMimeData | None) -> list[Given]:
    from koosloome_desktop.views.photo_mime import photos_in

    return photos_in(mime)


class CanvasPhotos:
    """The photos of one page."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.store = photos_of(page.workshop, page.ctx)
        self.beside = Beside(page, self.store)
        layer, view = page.view.layer, page.view
        layer.set_photos(PhotoPainter(self.store))
        self.store.arrived.connect(layer.photo_arrived)
        self._listening = True
        view.takes, view.given = self.takes, self.dropped
        view.photo_opened.connect(self.beside.look)
        page.editor.set_given(self.onto_open)

    @cached_property
    def intake(self) -> Intake:
        """Brings photos in; loaded with the first one that comes."""
        from koosloome_desktop.views.photo_intake import Intake

        return Intake(self.page)

    def close(self) -> None:
        """The page goes."""
        if "intake" in vars(self):
            self.intake.close()
        if self._listening:
            self._listening = False
            self.store.arrived.disconnect(self.page.view.layer.photo_arrived)

    # -- ways in

    def paste(self) -> bool:
        """Whether the clipboard holds photos; they become notes then, or the picture of a map that has none."""
        return self._take(_photos_in(QGuiApplication.clipboard().mimeData()), first=True)

    def takes(self, mime: QMimeData) -> bool:
        """Whether something may be dropped here."""
        return self.page.presenter.writable and (bool(_photos_in(mime)) or bool(_text_in(mime)))

    def dropped(self, mime: QMimeData, x: float, y: float) -> None:
        """Photos dropped at a point of the board: one on a note is its photo, else they are notes in the zone there.
        So are the lines of a text from another program.
        """
        page, found = self.page, _photos_in(mime)
        page.mouse.settle()
        if not found and (text := _text_in(mime)):
            from koosloome_desktop.operations.pasted import list_lines

            page.mouse.aim_at(x, y)
            page.write_keys.add(list_lines(text), keep_line=True)
            return
        box = page.view.layer.index.hit(x, y)
        note = page.verbs.note(box.id) if box is not None and len(found) == 1 else None
        if note is not None:
            self.intake.bring(found, partial(self._on_note, note.id))
            return
        page.mouse.aim_at(x, y)
        self._take(found, first=True)

    def into_line(self, mime: QMimeData) -> bool:
        """Whether photos were dropped on the line; they become notes then, or the picture of a map that has none."""
        return self._take(_photos_in(mime), first=True)

    def onto_open(self, mime: QMimeData) -> bool:
        """Whether photos came into an open note; one becomes the note's own, several become notes."""
        found, note_id = _photos_in(mime), self.page.editor.note
        if len(found) != 1 or not note_id:
            return self._take(found)
        self.intake.bring(found, partial(self._on_note, note_id))
        return True

    def choose(self) -> None:
        """A file dialog; the photos become notes."""
        self._take(self._asked(several=True))

    def choose_for(self, note_id: str) -> None:
        """A file dialog for the photo of a note."""
        found = self._asked(several=False)
        if found and self.page.verbs.note(note_id) is not None:
            self.intake.bring(found, partial(self._on_note, note_id))

    def choose_map(self) -> None:
        """A file dialog for the picture under the canvas."""
        found = self._asked(several=False)
        if found:
            self.intake.bring(found, self.as_map)

    def _asked(self, *, several: bool) -> list[Given]:
        from PySide6.QtWidgets import QFileDialog

        settings = self.page.ctx.settings
        known = Path(settings.values.photo_folder or ".")
        place = str(known if settings.values.photo_folder and known.is_dir() else documents_dir())
        endings = " ".join(f"*{e} *{e.upper()}" for e in (".jpg", ".jpeg", ".png", ".webp", ".heic"))
        kinds = f"{_('Photos')} ({endings})"
        if several:
            names, _kind = QFileDialog.getOpenFileNames(self.page, _("Add photos"), place, kinds)
        else:
            name, _kind = QFileDialog.getOpenFileName(self.page, _("Choose a photo"), place, kinds)
            names = [name] if name else []
        if names:
            settings.change(photo_folder=str(Path(names[0]).parent))
        from koosloome_desktop.views.photo_mime import of_files

        return of_files([Path(n) for n in names])

    def _take(self, found: Sequence[Given], *, first: bool = False) -> bool:
        """Notes of photos; with `first` one alone is what a map of places still waits for: its picture."""
        if not found or not self.page.presenter.writable:
            return False
        variant = self.page.presenter.variant
        waits = first and len(found) == 1 and variant is not None and variant.layout == "pins" and not self.has_map()
        self.intake.bring(found, self._as_first if waits else self.as_notes)
        return True

    def _as_first(self, photos: list[Photo]) -> None:
        self.as_map(photos)
        self.page.toast.emit(_("This is the picture of the map now; the next ones become notes"))

    # -- what becomes of them

    def as_notes(self, photos: list[Photo]) -> None:
        """Photo notes at the target, one undo step; the last one is the current note."""
        page, presenter = self.page, self.page.presenter
        made: list[str] = []
        spot = presenter.settled(page.desk.target)

        def work(tx: Transaction) -> None:
            nonlocal spot
            for photo in photos:
                note = presenter.add(tx, spot, self._caption(tx, photo))
                set_photo(tx, note, asset_of(tx, photo))
                made.append(note.id)
                spot = presenter.settled(follow_on(spot, note.id))
            finish(tx, presenter, made, Said(group=page.speaking.group))

        label = N_("Add photo") if len(photos) == 1 else N_("Add photos")
        page.workshop.run(label, work, blobs=[p.blob for p in photos])
        self.store.forget_missing()
        page.desk.current = made[-1]
        page.desk.target = spot
        page.stage.fresh()
        page.stage.reveal(made[-1])
        page.refresh()
        page.view.announce(_("Photo: {text}").format(text=page.workshop.document.get(made[-1], Note).text))

    def _caption(self, tx: Transaction, photo: Photo) -> str:
        """The text of a photo's note: the name that a person gave the file, else "Photo 3"."""
        stem = short(Path(photo.name).stem.replace("_", " "), 80)
        if _NO_LETTERS.sub("", stem).casefold() not in _BY_MACHINE:
            return stem
        count = sum(1 for n in tx.document.of(Note) if n.photo) + 1
        words = translator(tx.document.workshop.language)
        return words(N_("Photo {number}")).format(number=count)

    def _on_note(self, note_id: str, photos: list[Photo]) -> None:
        note = self.page.verbs.note(note_id)
        if note is None:
            return

        def work(tx: Transaction) -> None:
            set_photo(tx, note, asset_of(tx, photos[0]))

        self.page.workshop.run(N_("Photo on a note"), work, blobs=[photos[0].blob])
        self.store.forget_missing()
        self.page.stage.fresh()
        self.page.stage.reveal(note_id)

    def as_map(self, photos: list[Photo]) -> None:
        """The picture under the canvas."""
        canvas_id = self.page.canvas_id

        def work(tx: Transaction) -> None:
            set_map(tx, tx.document.get(canvas_id, Canvas), asset_of(tx, photos[0]))

        self.page.workshop.run(N_("Choose the map"), work, blobs=[photos[0].blob])
        self.store.forget_missing()

    def take_off(self, note_id: str) -> None:
        """The note without its photo."""
        note = self.page.verbs.note(note_id)
        if note is not None and note.photo:
            self.page.workshop.run(N_("Take the photo off"), lambda tx: set_photo(tx, note, None))

    def has_map(self) -> bool:
        """Whether a picture lies under the canvas."""
        return map_asset(self.page.workshop.document, self.page.presenter.canvas) is not None

    def clear_map(self) -> None:
        """The canvas without its map."""
        canvas = self.page.presenter.canvas
        self.page.workshop.run(N_("Take the map away"), lambda tx: set_map(tx, canvas, None))


def asset_of(tx: Transaction, photo: Photo) -> Asset:
    """The asset of a photo that was brought in."""
    name, blob = short(Path(photo.name).stem, 80), photo.blob
    return add_asset(tx, blob.sha256, blob.media_type, name=name, width=photo.width, height=photo.height)
