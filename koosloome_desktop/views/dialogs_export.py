"""Export: what, as what, on which paper, in which language; a preview; Enter does the same as last time.

The work is done in a worker's thread, a large workshop's in a process beside it, and can be stopped at any time; the
target is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.services.export import Snapshot, Wish, write_file
from koosloome_desktop.services.export_elsewhere import made_beside
from koosloome_desktop.services.export_names import offered_name
from koosloome_desktop.services.missing import Gap, gaps
from koosloome_desktop.support.dispatch import Executor
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.dialogs import Dialog, show_in_folder
from koosloome_desktop.views.exporting.choices import Choices
from koosloome_desktop.views.exporting.missing_list import MissingList
from koosloome_desktop.views.exporting.preview import WAIT, Preview
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.waiting import Waiting
from koosloome_desktop.views.widgets import button, column, row, scroller

if TYPE_CHECKING:
    from koosloome_desktop.services.package_file import Lineage

Photos = Callable[[str], bytes | None]
"""The bytes of a picture by its SHA-256."""
_WIDTH = 1160
_LEFT = 440
_HEIGHT = 800
_ROOM = 96
_SEEN = (".pdf", ".png")
"""The formats that can be shown before they are written."""


class _Steps(QObject):
    """Brings progress from the worker's thread to the bar."""

    moved = Signal(int, int)


class ExportDialog(Dialog):
    """Writes a file of what is chosen. The work goes on in a thread; closing the dialog stops it.

    `jump` is the place that the person wants to mend, when the dialog was left for it.
    """

    def __init__(
        self,
        document: Document,
        ctx: PageContext,
        executor: Executor,
        *,
        parent: QWidget,
        photos: Photos | None = None,
        lineage: Callable[[], Lineage] | None = None,
        wish: Mapping[str, str] | None = None,
    ) -> None:
        """`wish` is what is asked for instead of what was exported last (its part `what`, its `format`)."""
        title, sub = _("Export"), _("The same as last time: just press Enter.")
        super().__init__(title, sub, parent=parent, width=_WIDTH)
        self._document, self._ctx, self._photos = document, ctx, photos
        self._waiting = Waiting(self, executor)
        self._lineage = lineage
        self._busy = False
        self.made: Path | None = None
        self.jump: tuple[Gap, str] | None = None
        kept = ctx.settings.values
        self.choices = Choices(document, {**kept.export_last, **(wish or {})}, ctx.lang, kept.plan_tables)
        self.missing = MissingList(self._jump)
        self.preview = Preview(executor, wait=0 if ctx.fixed else WAIT)
        self.body.addLayout(self._columns())
        self._build_end()
        self.choices.changed.connect(self._chosen)
        snapshot = Snapshot.of(document)
        # A look over ten thousand notes takes a moment; the dialog may be gone by then.
        self._waiting.ask(lambda: gaps(snapshot.document()), self.missing.show_gaps)
        self.path.setFocus()

    # -- put together

    def _columns(self) -> QHBoxLayout:
        """Choices and file at the left, the page at the right."""
        inside = QWidget()
        inside.setLayout(column(self.choices, None, margins=(0, 0, 8, 0), gap=14))
        self.scroller: QScrollArea = scroller(inside, "paper", bare=True)
        self.left = QWidget()
        self.left.setFixedWidth(min(_LEFT, self.width() // 2))
        self.left.setLayout(column(self.scroller, gap=8))
        both = row(self.left, self.preview, gap=20)
        both.setStretch(1, 1)
        return both

    def _build_end(self) -> None:
        self.body.addWidget(self.missing)
        self.path = self.field(_("File"), str(self._offered()))
        self.choose = button(_("Choose …"), run=self._choose)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.done_line = label("", "ok", wrap=True)
        self.done_line.hide()
        for each in (self.bar, self.done_line):
            self.body.addWidget(each)
        self._steps = _Steps()
        self._steps.moved.connect(self._moved)
        self.again = button(_("Show in folder"), run=lambda: show_in_folder(str(self.made)))
        self.open_file = button(_("Open"), run=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made))))
        for extra in (self.again, self.open_file):
            extra.hide()
            self.buttons.addWidget(extra)
        self.buttons.insertWidget(0, self.choose)
        self.primary: QPushButton = self.add_buttons("", _("Cancel"))
        self._name_button()

    def _name_button(self) -> None:
        self.primary.setText(_("Save {kind}").format(kind=self.choices.spec.ending.lstrip(".").upper()))

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the name without its ending, ready to be written over; draw the first page."""
        super().showEvent(event)
        text = self.path.text()
        start = max(text.rfind("/"), text.rfind("\\")) + 1
        self.path.setSelection(start, max(0, len(text) - start - len(self.choices.spec.ending)))
        self._look()

    def fit_height(self) -> None:
        """As high as the window allows: the preview takes what there is."""
        parent = self.parentWidget()
        most = parent.window().height() - _ROOM // 2 if parent is not None else _HEIGHT
        self.setFixedHeight(min(_HEIGHT, max(460, most), self._room()))

    # -- choices

    def _offered(self) -> Path:
        return _place(self._ctx) / self._name()

    def _name(self) -> str:
        """Day and title; what it is, when it is not the whole report."""
        wish, ending = self.choices.wish(), self.choices.spec.ending
        canvas = wish.canvas if wish.what == "canvas" else ""
        return offered_name(self._document, ending, wish.what, canvas=canvas)

    def _chosen(self) -> None:
        """Another choice: another name, another page."""
        self.path.setText(str(_whole(self._ctx, self.path.text().strip()).parent / self._name()))
        self._name_button()
        self.refuse("")
        self._look()

    def _look(self) -> None:
        ending = self.choices.spec.ending
        if ending not in _SEEN:
            told = _("A {kind} file has no preview; it opens in its own program.")
            self.preview.show_words(told.format(kind=_(self.choices.spec.label)))
            return
        snapshot, wish, photos, path = (
            Snapshot.of(self._document),
            self.choices.wish(),
            self._photos,
            Path(f"x{ending}"),
        )
        self.preview.show_work(lambda cancelled: made_beside(snapshot, path, wish, cancelled=cancelled, photos=photos))

    def _choose(self) -> None:
        spec = self.choices.spec
        kinds = f"{_(spec.label)} (*{spec.ending})"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export"), self.path.text(), kinds)
        if chosen:
            self.path.setText(chosen)

    def _jump(self, gap: Gap, words: str) -> None:
        """Leave for the place of a gap; what was chosen is there when one comes back."""
        self._remember()
        self.jump = (gap, words)
        self.reject()

    def _remember(self) -> None:
        self._ctx.settings.change(export_last=self.choices.remembered())

    # -- the work

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
        path, ending = _whole(self._ctx, text), self.choices.spec.ending
        if path.suffix.lower() != ending:
            path = path.with_name(path.name + ending)
        self.refuse("")
        self.preview.stop()
        self._busy = True
        self.bar.setRange(0, 0)
        self.bar.show()
        for each in (self.primary, self.choices, self.choose):
            each.setEnabled(False)
        self.path.setReadOnly(True)
        snapshot, wish = Snapshot.of(self._document), self.choices.wish()
        stopped, moved = self._waiting.forgotten(), self._steps.moved.emit
        work = partial(self._write, snapshot, path, wish, stopped, moved)
        self._waiting.ask(work, self._done, self._failed)

    def _write(
        self, snapshot: Snapshot, path: Path, wish: Wish, stopped: Callable[[], bool], moved: Callable[[int, int], None]
    ) -> Path:
        """In the worker's thread, on what the document was."""
        data = made_beside(
            snapshot,
            path,
            wish,
            progress=moved,
            cancelled=stopped,
            photos=self._photos,
            lineage=self._lineage,
        )
        write_file(path, data)
        return path

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _end(self) -> None:
        self._busy = False
        self.bar.hide()
        for each in (self.primary, self.choices, self.choose):
            each.setEnabled(True)
        self.path.setReadOnly(False)

    def _done(self, path: Path) -> None:
        self.made = path
        self._end()
        self._remember()
        self._ctx.settings.change(export_folder=str(path.parent))
        self.path.setReadOnly(True)
        self.choices.setEnabled(False)
        self.choose.hide()
        self.done_line.setText(_("Written: {file}").format(file=path.name))
        for each in (self.done_line, self.again, self.open_file):
            each.show()
        if self.leaving is not None:
            self.leaving.hide()  # there is nothing left to cancel
        self.primary.setText(_("Close"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, KoosloomeError):
            self.refuse(error.line(), self.path)
        elif isinstance(error, OSError):
            told = _("The file could not be written: {reason}. Choose another place.")
            self.refuse(told.format(reason=reason(error)), self.path)
        else:
            raise error

    def reject(self) -> None:
        """Stop what is being written, then close."""
        self._waiting.forget()
        self.preview.stop()
        super().reject()


def _place(ctx: PageContext) -> Path:
    """The folder that was written into last, else the one for documents."""
    folder = ctx.settings.values.export_folder
    places = [Path(folder)] if folder else []
    return next((p for p in (*places, documents_dir()) if p.is_dir()), Path.home())


def _whole(ctx: PageContext, text: str) -> Path:
    """Where a typed name leads: one without a folder lies where the offered one would, never where the program was
    started, which nobody knows.
    """
    return _place(ctx) / Path(text).expanduser()
