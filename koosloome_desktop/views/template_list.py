"""The list of templates: one's own first, with rename, delete and giving away; arrows and Alt+digit choose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.services import own_templates
from koosloome_desktop.services.template_files import OWN
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.dialogs_template import TemplateName
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.template_offers import Offer, length_words, offers
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService

_WIDE: Final = 300


class TemplateList(QWidget):
    """`chosen()` is the marked one; `changed` is called when it becomes another, `refuse` says what went wrong."""

    def __init__(self, library: LibraryService | None, code: str) -> None:
        super().__init__()
        self._library = library
        self.offers: list[Offer] = []
        self.changed: Callable[[], object] = lambda: None
        self.refuse: Callable[[str], object] = lambda _text: None
        self.list = QListWidget()
        self.list.setAccessibleName(_("Begins with"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setFixedWidth(_WIDE)
        self.list.currentRowChanged.connect(self._moved)
        self._rename = button("", "icon", icon="pencil", name=_("Rename the template"), run=self.rename)
        self._delete = button("", "icon", icon="trash-2", name=_("Delete the template"), run=self.delete)
        self._give = button("", "icon", icon="file-up", name=_("Give the template to a colleague …"), run=self.give)
        self._back = button("", "link", run=self.bring_back)
        self._back.hide()
        self._gone: own_templates.OwnTemplate | None = None
        self._own = QWidget()
        self._own.setLayout(row(self._rename, self._give, self._delete, None, gap=4))
        keys = row(label("↑ ↓", "kbd"), label("Alt+1–9", "kbd"), label(_("another template"), "muted"), None, gap=6)
        self.setLayout(column(self.list, self._own, self._back, keys, gap=6))
        self.fill(code)

    def fill(self, code: str) -> None:
        """Read the templates anew and mark one."""
        self.offers = offers(self._library)
        self.list.blockSignals(True)
        self.list.clear()
        for offer in self.offers:
            facts = length_words(offer.agenda) or offer.line
            item = QListWidgetItem(f"{offer.title}\n{facts}")
            item.setSizeHint(QSize(_WIDE - 16, 60))
            if offer.own is not None:
                item.setIcon(icon("user", tokens().muted))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.title}, {_('Own template')}, {facts}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        codes = [o.code for o in self.offers]
        self.list.setCurrentRow(codes.index(code) if code in codes else self._usual())
        self._moved(self.list.currentRow())

    def _usual(self) -> int:
        return next((i for i, o in enumerate(self.offers) if o.own is None), 0)

    def chosen(self) -> Offer:
        """The template that is marked."""
        return self.offers[max(0, self.list.currentRow())]

    def step(self, by: int) -> None:
        """So many further, to an end."""
        self.list.setCurrentRow(max(0, min(len(self.offers) - 1, self.list.currentRow() + by)))

    def pick(self, number: int) -> bool:
        """The one with this number (1 = first); False when there is none."""
        if 1 <= number <= len(self.offers):
            self.list.setCurrentRow(number - 1)
            return True
        return False

    def _moved(self, _at: int) -> None:
        self._own.setVisible(self.chosen().own is not None)
        self.changed()

    # -- one's own

    def rename(self) -> None:
        """Ask for another name and line."""
        offer = self.chosen()
        if offer.own is None:
            return
        dialog = TemplateName(_("Rename the template"), offer.title, offer.line, parent=self.window())
        sure, (title, line) = dialog.exec(), dialog.written()
        dialog.deleteLater()
        if sure and self._tried(lambda own: own_templates.rename(own, title, line)):
            self.fill(offer.code)

    def delete(self) -> None:
        """Take it away; the way back stands in its place as long as this list is open."""
        offer, at = self.chosen(), self.list.currentRow()
        if offer.own is not None and self._tried(own_templates.delete):
            self._gone = offer.own
            self.fill(self.offers[min(at + 1, len(self.offers) - 1)].code)
            self._back.setText(_("Bring “{title}” back").format(title=short(offer.title, 24)))
            self._back.show()

    def bring_back(self) -> None:
        """What was deleted last stands in the list again."""
        gone, self._gone = self._gone, None
        self._back.hide()
        if gone is not None:
            own_templates.give(gone, gone.path)
            self.fill(f"{OWN}{gone.path.stem}")

    def give(self) -> None:
        """Write it where a person says."""
        offer = self.chosen()
        if offer.own is None:
            return
        place = str(documents_dir() / offer.own.path.name)
        path, _kind = QFileDialog.getSaveFileName(self, _("Give the template to a colleague …"), place, "*.json")
        if path:
            self._tried(lambda own: own_templates.give(own, Path(path)))

    def _tried(self, do: Callable[[own_templates.OwnTemplate], object]) -> bool:
        own = self.chosen().own
        if own is None:
            return False
        try:
            do(own)
        except KoosloomeError as error:
            self.refuse(error.line())
        except OSError as error:
            self.refuse(_("The file could not be written: {reason}. Choose another place.").format(
                reason=reason(error)))  # fmt: skip
        else:
            return True
        return False
