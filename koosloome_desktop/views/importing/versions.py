"""Several versions of a file side by side, before one comes in: with times and contents; ticked ones come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.services.versions import Version, versions_of
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.versions import beside, is_conflict
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.count_words import action_words, note_words
from koosloome_desktop.views.dialogs import Dialog

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

_HIGH: Final = 220


class VersionsDialog(Dialog):
    """`chosen` are the files that come in, the one that was opened first."""

    def __init__(self, path: Path, found: Sequence[Version], lang: str, *, parent: QWidget | None = None) -> None:
        sub = _(
            "Other versions of this workshop lie in the same folder. Those with a tick come in beside each other; no "
            "file is changed."
        )
        super().__init__(_("Several versions of one workshop"), sub, parent=parent, width=640)
        self._path, self._found = path, list(found)
        self.chosen: list[Path] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Versions, last changed first"))
        self.list.setFixedHeight(_HIGH)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill(lang)
        self.list.itemChanged.connect(lambda _item: self._offer())
        self.body.addWidget(self.list)
        self._yes = self.add_buttons(_("Bring in"), _("Cancel"))
        self.list.setFocus()

    def _fill(self, lang: str) -> None:
        seen: set[str] = set()
        for one in self._found:
            moment = local(one.changed)
            time = f"{locale.date(moment.date().isoformat(), lang)} {locale.time(moment, lang)}"
            facts = [time, note_words(one.notes), action_words(one.actions)]
            if one.content in seen:
                facts.append(_("the same content"))
            item = QListWidgetItem(f"{one.path.name}\n{' · '.join(facts)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            wanted = one.content not in seen and (one.path == self._path or is_conflict(one.path.stem))
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            seen.add(one.content)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def ticked(self) -> list[Path]:
        """The files with a tick, the one that was opened first."""
        checked = Qt.CheckState.Checked
        found = [one.path for at, one in enumerate(self._found) if self.list.item(at).checkState() == checked]
        return sorted(found, key=lambda path: path != self._path)

    def _offer(self) -> None:
        self._yes.setEnabled(bool(self.ticked()))

    def accept(self) -> None:
        """Take the ticked ones."""
        self.chosen = self.ticked()
        if self.chosen:
            super().accept()


def chosen_versions(window: MainWindow, path: Path) -> list[Path]:
    """The files to bring in where one is opened: itself, or what is chosen among its versions; empty for none."""
    if not beside(path):
        return [path]
    from koosloome_desktop.views.importing.beside import wait_for

    found = wait_for(window, lambda _cancelled: versions_of(path))
    if found is None:
        return []
    if len({one.content for one in found}) < 2:
        return [path]
    dialog = VersionsDialog(path, found, window.ctx.lang, parent=window)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
