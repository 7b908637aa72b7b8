"""The photo of a note in the inspector: larger than on the board, a button that shows it as large as the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations.photos import typed_from
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.board.photo_paint import empty_field, whole
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.inspector_parts import Jump
from koosloome_desktop.views.photo_pane import PhotoDialog
from koosloome_desktop.views.photo_store import PhotoStore, photos_of
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.style import INSPECTOR, tokens
from koosloome_desktop.views.widgets import button, enter_clicks

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_WIDE: Final = INSPECTOR - 34
_HIGHEST: Final = 300


def photo_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """The note's photo, and the photo it was typed from."""
    store = photos_of(panel.workshop, panel.ctx)
    if note.photo:
        layout.addWidget(PhotoCard(store, note.photo, short(note.text, 80)))
        if store.missing(note.photo):
            layout.addWidget(label(_("The picture itself is not in this library."), "muted", wrap=True))
        table = panel.ctx.commands
        beside = table.find("note.photo_type")
        if beside is not None and beside.when():
            layout.addWidget(button(beside.title, icon=beside.icon, run=partial(table.run, beside.id)))
    source = typed_from(panel.workshop.document, note)
    if source is not None:
        jump = Jump("←", source.text, _("typed from the photo"), note_kind("").bar)
        jump.clicked.connect(lambda _checked=False, i=source.id: panel.jump.emit(i))
        layout.addWidget(jump)


class PhotoCard(QAbstractButton):
    """A photo, whole; a click, Enter or Space shows it as large as the window."""

    def __init__(self, store: PhotoStore, asset: str, title: str) -> None:
        super().__init__()
        self._store, self._asset, self._title = store, asset, title
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Photo: {text}").format(text=title))
        tip(self, _("See the photo large"))
        self.setFixedSize(self.sizeHint())
        self.clicked.connect(self._look)
        store.arrived.connect(self._came)

    def sizeHint(self) -> QSize:
        """As wide as the panel, as high as the photo needs."""
        asset = self._store.asset(self._asset)
        share = asset.height / asset.width if asset is not None and asset.width and asset.height else 0.75
        return QSize(_WIDE, max(60, min(_HIGHEST, round(_WIDE * share))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo on a quiet ground, and the ring."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        found = self._store.get(self._asset, max(area.width(), area.height()) * self.devicePixelRatioF())
        if found is None:
            empty_field(painter, area, 1.0)
        else:
            painter.fillRect(area, QColor(tokens().paper_dot))
            painter.drawPixmap(whole(found, area), found, QRectF(found.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().accent), 2.5))
            painter.drawRect(area.adjusted(1.5, 1.5, -1.5, -1.5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space."""
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def _came(self, asset: str) -> None:
        if asset == self._asset:
            self.update()

    def _look(self) -> None:
        dialog = PhotoDialog(self._store, self._asset, self._title, parent=self.window())
        dialog.exec()
        dialog.deleteLater()
