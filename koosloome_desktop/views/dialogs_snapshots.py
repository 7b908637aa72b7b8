"""Earlier states of the library: which snapshots there are, what is in them, and a workshop brought back as a copy.

The list of snapshots has the keyboard first; Tab goes to the workshops in the chosen one, Enter brings the chosen
workshop back beside the present one, which is never touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.services import snapshots
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, language
from koosloome_desktop.views.count_words import action_words, note_words
from koosloome_desktop.views.dialogs import Dialog, show_in_folder
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.rows import Snapshot, WorkshopRow

_MB: Final = 1024 * 1024
_HEIGHT: Final = 260


class SnapshotsDialog(Dialog):
    """`restored` is the workshop that was brought back; None when none was."""

    def __init__(self, library: LibraryService, file: Path, *, parent: QWidget | None = None) -> None:
        title = _("Earlier states")
        sub = _("Every ten minutes of work, and before anything large, the whole library is copied here.")
        super().__init__(title, sub, parent=parent, width=760)
        self._library, self._file = library, file
        self._rows: list[WorkshopRow] = []
        self.restored: WorkshopRow | None = None
        self.everything: Snapshot | None = None
        """The snapshot to which the whole library shall go back; the caller does it, as it has to be closed for it."""
        self.times = self._list(_("Snapshots, newest first"))
        self.workshops = self._list(_("Workshops in it"))
        left = column(label(_("Snapshots, newest first"), "field"), self.times, gap=4)
        right = column(label(_("Workshops in it"), "field"), self.workshops, gap=4)
        both = row(left, right, gap=16)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        self.body.addLayout(both)
        self._told = label("", "muted", wrap=True)
        self.body.addWidget(self._told)
        make = button(_("Make a snapshot now"), run=self.make)
        files = button(_("Show the files"), run=self._show_files)
        self.whole = button(_("Everything back to this state …"), run=self.choose_everything)
        self.body.addLayout(row(make, files, self.whole, None, gap=8))
        self._yes = self.add_buttons(_("Bring back as a copy"), _("Close"))
        self.times.currentRowChanged.connect(lambda _at: self._show_workshops())
        self.times.itemDoubleClicked.connect(lambda _item: self.accept())
        self.workshops.itemDoubleClicked.connect(lambda _item: self.accept())
        self._fill()
        self.times.setFocus()

    def _list(self, name: str) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setFixedHeight(_HEIGHT)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _fill(self) -> None:
        self._snapshots = [*snapshots.versions(self._file), *snapshots.snapshots(self._file)]
        self.times.clear()
        for one in self._snapshots:
            self.times.addItem(QListWidgetItem(_line(one)))
        if self._snapshots:
            self.times.setCurrentRow(0)
        else:
            self._told.setText(_("There are none yet. The first is made after ten minutes of work."))
            self._show_workshops()

    def _chosen(self) -> Snapshot | None:
        at = self.times.currentRow()
        return self._snapshots[at] if 0 <= at < len(self._snapshots) else None

    def _show_workshops(self) -> None:
        self.workshops.clear()
        self._rows = []
        chosen = self._chosen()
        self._yes.setEnabled(False)
        self.whole.setEnabled(chosen is not None)
        if chosen is None:
            return
        try:
            self._rows = snapshots.workshops_in(self._file, chosen.path.name)
        except KoosloomeError as error:
            self.refuse(error.line())
            return
        self.refuse("")
        now = {r.id: r for r in self._library.list()}
        for one in self._rows:
            facts = f"{note_words(one.notes)} · {action_words(one.actions)} · {_compared(one, now.get(one.id))}"
            self.workshops.addItem(QListWidgetItem(f"{one.title}\n{facts}"))
        self.workshops.setCurrentRow(0)
        self._yes.setEnabled(bool(self._rows))
        self._told.setText(_("The present workshop stays as it is; the copy has the time in its title."))

    def make(self) -> None:
        """Make a snapshot now and show it."""
        try:
            snapshots.take(self._file)
        except KoosloomeError as error:
            self.refuse(error.line())
            return
        self._fill()

    def choose_everything(self) -> None:
        """Ask whether the whole library shall go back to the chosen snapshot."""
        from koosloome_desktop.views.privacy.sure import sure

        chosen = self._chosen()
        if chosen is None:
            return
        text = _("All workshops become what they were on {time}. What is there now is kept as a state of its own.")
        if sure(self, _("The whole library back?"), text.format(time=snapshots.when(chosen, language())),
                _("Everything back")):  # fmt: skip
            self.everything = chosen
            super().accept()

    def _show_files(self) -> None:
        chosen = self._chosen()
        show_in_folder(str(chosen.path if chosen else self._file))

    def accept(self) -> None:
        """Bring the chosen workshop back; where that fails say why and stay."""
        chosen, at = self._chosen(), self.workshops.currentRow()
        if chosen is None or not 0 <= at < len(self._rows):
            return
        try:
            self.restored = snapshots.restore_copy(self._library, chosen.path.name, self._rows[at].id)
        except KoosloomeError as error:
            self.refuse(error.line())
            return
        super().accept()


def _line(one: Snapshot) -> str:
    size = f"{one.size / _MB:.1f} MB" if one.size >= _MB // 10 else f"{max(1, one.size // 1024)} kB"
    comma = size.replace(".", "," if language() != "en" else ".")
    return f"{snapshots.when(one, language())}\n{snapshots.reason_word(one.reason)} · {comma}"


def _compared(then: WorkshopRow, now: WorkshopRow | None) -> str:
    if now is None:
        return _("not in the library now")
    return _("as it is now") if now.rev == then.rev else _("changed since")
