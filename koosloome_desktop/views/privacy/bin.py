"""Deleted workshops: how long each still stays, back again, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.services import bin as bins
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import plain_title
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.home_cards import numbers, where_when
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.privacy.sure import sure
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.bin import BinRow

_HIGH: Final = 240


class BinDialog(Dialog):
    """`restored` is the id of the workshop that was taken back last; "" when none was."""

    def __init__(self, library: LibraryService, lang: str, *, parent: QWidget | None = None) -> None:
        sub = _("A deleted workshop stays here for thirty days; then it goes with its history and photos.")
        super().__init__(_("Bin"), sub, parent=parent, width=680)
        self._library, self._lang = library, lang
        self._rows: list[BinRow] = []
        self.restored = ""
        self.list = QListWidget()
        self.list.setAccessibleName(_("Deleted workshops"))
        self.list.setFixedHeight(_HIGH)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.body.addWidget(self.list)
        self._told = label("", "quiet", wrap=True)
        self.body.addWidget(self._told)
        self._gone = button(_("Delete for good …"), icon="trash-2", run=self.delete)
        self.buttons.insertWidget(0, self._gone)
        self._yes = self.add_buttons(_("Bring back"), _("Close"))
        self._fill()
        self.list.setFocus()

    def _fill(self) -> None:
        self._rows = bins.in_bin(self._library)
        self.list.clear()
        for one in self._rows:
            facts = (bins.left_words(one.days_left), where_when(one.row, self._lang), numbers(one.row))
            title = plain_title(one.row.title, sample=one.row.sample)
            self.list.addItem(QListWidgetItem(f"{title}\n{' · '.join(f for f in facts if f)}"))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._rows))
        self._told.setText("" if self._rows else _("The bin is empty."))
        self._told.setVisible(not self._rows)
        self._yes.setEnabled(bool(self._rows))
        self._gone.setEnabled(bool(self._rows))
        self.fit_height()

    def _chosen(self) -> BinRow | None:
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def accept(self) -> None:
        """Bring the chosen workshop back; the dialog closes."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            self._library.restore(chosen.row.id)
        except KoosloomeError as error:
            self.refuse(error.line())
            return
        self.restored = chosen.row.id
        super().accept()

    def delete(self) -> None:
        """Ask once, then delete the chosen workshop for good."""
        chosen = self._chosen()
        if chosen is None:
            return
        title = _("Delete “{title}” for good?").format(title=chosen.row.title)
        text = _("Notes, plan, history and photos go. Earlier states of the library that hold it are thinned out with "
                 "time.")  # fmt: skip
        if not sure(self, title, text, _("Delete for good")):
            return
        try:
            bins.delete_for_good(self._library, chosen.row.id)
        except KoosloomeError as error:
            self.refuse(error.line())
        self._fill()
