"""Earlier states of the library: which snapshots there are, what is in them, and a workshop brought back as a copy.

The list of snapshots has the keyboard first; Tab goes to the workshops in the chosen one, whose content is shown below,
Enter brings the chosen workshop back beside the present one, which is never touched.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.services import snapshots
from koosloome_desktop.support.dispatch import InlineExecutor
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, language
from koosloome_desktop.views.count_words import action_words, note_words, plain_title
from koosloome_desktop.views.dialogs import MARGIN, Dialog, show_in_folder
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.snapshot_preview import PICTURE, SnapshotPreview
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.rows import Snapshot, WorkshopRow
    from koosloome_desktop.support.dispatch import Executor

_MB: Final = 1024 * 1024
_HIGHEST: Final = 420
_LOWEST: Final = 240
"""How high the list of states is (px), as the window has room."""
_FRAME: Final = 290
"""What heading and buttons of the dialog take beside it."""
_WORKSHOPS: Final = 120


class SnapshotsDialog(Dialog):
    """`restored` is the workshop that was brought back; None when none was."""

    def __init__(
        self, library: LibraryService, file: Path, *,
        workshop: str = "", executor: Executor | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`workshop` is the one that is meant at first; states are read in `executor`, here without one."""
        title = _("Earlier states")
        sub = _("Every ten minutes of work, and before anything large, the whole library is copied here.")
        super().__init__(title, sub, parent=parent, width=940)
        self._library, self._file, self._meant = library, file, workshop
        self._rows: list[WorkshopRow] = []
        self.restored: WorkshopRow | None = None
        self.everything: Snapshot | None = None
        """The snapshot to which the whole library shall go back; the caller does it, as it has to be closed for it."""
        high = parent.window().height() - _FRAME if parent is not None else _LOWEST
        high = max(_LOWEST, min(_HIGHEST, high))
        self.times = self._list(_("Snapshots, newest first"), high)
        self.workshops = self._list(_("Workshops in it"), _WORKSHOPS)
        most = max(2, (self.width() * 5 // 7 - 3 * MARGIN) // (PICTURE.width() + 8))
        self.preview = SnapshotPreview(library, file, executor or InlineExecutor(), most)
        self.preview.setFixedHeight(high - _WORKSHOPS - 24)
        left = column(label(_("Snapshots, newest first"), "field"), self.times, gap=4)
        right = column(label(_("Workshops in it"), "field"), self.workshops, 20, self.preview, gap=4)
        both = row(left, right, gap=16)
        both.setStretch(0, 2)
        both.setStretch(1, 5)
        self.body.addLayout(both)
        self._told = label("", "muted", wrap=True)
        self.body.addWidget(self._told)
        make = button(_("Make a snapshot now"), run=self.make)
        files = button(_("Show the files"), run=self._show_files)
        self.whole = button(_("Everything back to this state …"), run=self.choose_everything)
        self.body.addLayout(row(make, files, self.whole, None, gap=8))
        self._yes = self.add_buttons(_("Bring back as a copy"), _("Close"))
        self.times.currentRowChanged.connect(lambda _at: self._show_workshops())
        self.workshops.currentRowChanged.connect(self._look_into)
        self.finished.connect(lambda _done: self.preview.stop())
        self.times.itemDoubleClicked.connect(lambda _item: self.accept())
        self.workshops.itemDoubleClicked.connect(lambda _item: self.accept())
        self._fill()
        self.times.setFocus()

    def _list(self, name: str, high: int) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setFixedHeight(high)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _fill(self) -> None:
        self._snapshots = [*snapshots.versions(self._file), *snapshots.snapshots(self._file)]
        self.times.clear()
        for one in self._snapshots:
            self.times.addItem(QListWidgetItem(_line(one, self._library.now())))
        if self._snapshots:
            self.times.setCurrentRow(0)
        else:
            self._told.setText(_("There are none yet. The first is made after ten minutes of work."))
            self._show_workshops()

    def _chosen(self) -> Snapshot | None:
        at = self.times.currentRow()
        return self._snapshots[at] if 0 <= at < len(self._snapshots) else None

    def chosen_workshop(self) -> str:
        """The id of the workshop that would come back; empty when none would."""
        at = self.workshops.currentRow()
        return self._rows[at].id if 0 <= at < len(self._rows) else ""

    def _look_into(self, at: int) -> None:
        chosen, workshop = self._chosen(), self.chosen_workshop()
        if chosen is None or not workshop or at < 0:
            self.preview.show_workshop("", "")
            return
        self._meant = workshop
        self.preview.show_workshop(chosen.path.name, workshop)

    def _show_workshops(self) -> None:
        self._rows = []
        self.workshops.clear()
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
            self.workshops.addItem(QListWidgetItem(f"{plain_title(one.title, sample=one.sample)}\n{facts}"))
        meant = next((i for i, one in enumerate(self._rows) if one.id == self._meant), 0)
        self.workshops.setCurrentRow(meant)
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


def _line(one: Snapshot, now: datetime) -> str:
    size = f"{one.size / _MB:.1f} MB" if one.size >= _MB // 10 else f"{max(1, one.size // 1024)} kB"
    comma = size.replace(".", "," if language() != "en" else ".")
    heard = snapshots.heard_when(one, language(), now)
    return f"{heard[:1].upper()}{heard[1:]}\n{snapshots.reason_word(one.reason)} · {comma}"


def _compared(then: WorkshopRow, now: WorkshopRow | None) -> str:
    if now is None:
        return _("not in the library now")
    return _("as it is now") if now.rev == then.rev else _("changed since")
