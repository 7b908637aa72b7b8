"""Export: one field (where to), Enter, a bar that can be stopped, then the way to the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.operations import queries
from koosloome_desktop.services.export import Snapshot, export_workshop
from koosloome_desktop.support.dispatch import Executor
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.text import file_name
from koosloome_desktop.views.canvas_words import workshop_title
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.dialogs import Dialog, show_in_folder
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, row

Photos = Callable[[str], bytes | None]
"""The bytes of a picture by its SHA-256."""


def write_pdf(
    snapshot: Snapshot,
    path: Path,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    photos: Photos | None = None,
) -> Path:
    """Write the report of a snapshot; runs in the worker's thread, on a document of its own."""
    return export_workshop(snapshot.document(), path, progress=progress, cancelled=cancelled, photos=photos)


class _Steps(QObject):
    """Brings progress from the worker's thread to the bar."""

    moved = Signal(int, int)


class ExportDialog(Dialog):
    """Writes the whole report as PDF. The work goes on in a thread; closing the dialog stops it."""

    def __init__(
        self,
        document: Document,
        ctx: PageContext,
        executor: Executor,
        *,
        parent: QWidget,
        photos: Photos | None = None,
    ) -> None:
        super().__init__(_("Export PDF"), _("The whole workshop as a report."), parent=parent, width=560)
        self._document, self._ctx, self._executor, self._photos = document, ctx, executor, photos
        self._stopped = self._busy = False
        self.made: Path | None = None
        self.path = self.field(_("File"), str(self._offered()))
        self.choose = button(_("Choose …"), run=self._choose)
        self.body.addLayout(row(None, self.choose))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.done_line = label("", "ok", wrap=True)
        self.done_line.hide()
        self.body.addWidget(self.done_line)
        self._steps = _Steps()
        self._steps.moved.connect(self._moved)
        self.again = button(_("Show in folder"), run=self._show)
        self.open_file = button(_("Open"), run=self._open)
        for extra in (self.again, self.open_file):
            extra.hide()
            self.buttons.addWidget(extra)
        self.primary: QPushButton = self.add_buttons(_("Save PDF"), _("Cancel"))
        self.path.setFocus()
        self.path.setCursorPosition(len(self.path.text()))

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the name without its ending, ready to be written over."""
        super().showEvent(event)
        text = self.path.text()
        start = max(text.rfind("/"), text.rfind("\\")) + 1
        self.path.setSelection(start, max(0, len(text) - start - len(".pdf")))

    def _offered(self) -> Path:
        folder = self._ctx.settings.values.export_folder
        places = [Path(folder)] if folder else []
        place = next((p for p in (*places, documents_dir()) if p.is_dir()), Path.home())
        days = sorted(s.date for s in queries.sessions(self._document) if s.date)
        title = workshop_title(self._document.workshop)
        return place / file_name(f"{days[0]} {title}" if days else title, ".pdf")

    def _choose(self) -> None:
        kinds = _("PDF document")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export PDF"), self.path.text(), f"{kinds} (*.pdf)")
        if chosen:
            self.path.setText(chosen)

    def accept(self) -> None:
        """Enter: write the file; when it is written, close."""
        if self.made is not None:
            super().accept()
        elif not self._busy:
            self._begin()

    def _begin(self) -> None:
        text = self.path.text().strip()
        if not text:
            self.refuse(_("Write where the file should go."), self.path)
            return
        path = Path(text).expanduser()
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
        self.refuse("")
        self._busy, self._stopped = True, False
        self.bar.setRange(0, 0)
        self.bar.show()
        self.fit_height()
        self.primary.setEnabled(False)
        self.path.setReadOnly(True)
        snapshot = Snapshot.of(self._document)
        progress: Callable[[int, int], None] = self._steps.moved.emit
        self._executor.submit(
            lambda: write_pdf(snapshot, path, progress, lambda: self._stopped, self._photos), self._done, self._failed
        )

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _end(self) -> None:
        self._busy = False
        self.bar.hide()
        self.primary.setEnabled(True)
        self.path.setReadOnly(False)

    def _done(self, path: Path) -> None:
        self.made = path
        if self._stopped:
            return
        self._end()
        self._ctx.settings.change(export_folder=str(path.parent))
        self.path.setReadOnly(True)
        self.choose.hide()
        self.done_line.setText(_("Written: {file}").format(file=path.name))
        for each in (self.done_line, self.again, self.open_file):
            each.show()
        self.primary.setText(_("Close"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit_height()

    def _failed(self, error: Exception) -> None:
        if self._stopped:
            return
        self._end()
        if isinstance(error, KoosloomeError):
            self.refuse(error.line(), self.path)
        elif isinstance(error, OSError):
            told = _("The file could not be written: {reason}. Choose another place.")
            self.refuse(told.format(reason=error.strerror or type(error).__name__), self.path)
        else:
            raise error

    def reject(self) -> None:
        """Stop what is being written, then close."""
        self._stopped = True
        super().reject()

    def _show(self) -> None:
        if self.made is not None:
            show_in_folder(str(self.made))

    def _open(self) -> None:
        from PySide6.QtCore import QUrl

        if self.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made)))
