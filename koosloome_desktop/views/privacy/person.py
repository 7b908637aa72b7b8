"""A person's data: looked for, seen text by text, written to a file, erased everywhere.

Looking and erasing take a while (every earlier state of the library is opened): they run beside the window, which says
how far they are. Texts with a tick lose the name; what may well be another word has none at first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from koosloome_desktop.services import person_file, persons
from koosloome_desktop.services.persons import Person, PersonHit, Report
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.text import file_name
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.privacy.sure import sure
from koosloome_desktop.views.waiting import Waiting
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.views.context import PageContext

_HIGH: Final = 210
_LONGEST: Final = 220
_FILES: Final = 6


class PersonDialog(Dialog):
    """`before` and `after` stand around an erasure: the window lets the open workshop go, and opens it again."""

    moved = Signal(int, int)

    def __init__(
        self,
        library: LibraryService,
        ctx: PageContext,
        *,
        before: Callable[[], object] = lambda: None,
        after: Callable[[], object] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        sub = _(
            "Looks through all workshops with their history, the bin and earlier states. Several spellings are "
            "separated by commas."
        )
        super().__init__(_("A person's data"), sub, parent=parent, width=820)
        self._library, self._ctx, self._before, self._after = library, ctx, before, after
        self.person: Person | None = None
        self.report: Report | None = None
        self._busy = False
        self._waiting = Waiting(self, ctx.executor)
        self.name = Field(None)
        self.name.setAccessibleName(_("Name or participant's code"))
        self.name.setPlaceholderText(_("Name or participant's code"))
        self._find = button(_("Find"), icon="search", run=self.look)
        line = row(self.name, self._find, gap=8)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.told = label(_("A changed stem is a spelling of its own: Kask, Kase."), "quiet", wrap=True)
        self.body.addWidget(self.told)
        self.hits = self._list()
        self.body.addWidget(self.hits)
        self._files = label("", "muted", wrap=True)
        self.body.addWidget(self._files)
        self.put = Field(None)
        self.put.setAccessibleName(_("In the place of the name"))
        self._put_row = QWidget()
        self._put_row.setLayout(column(label(_("In the place of the name"), "field"), self.put, gap=4))
        self.body.addWidget(self._put_row)
        self._buttons()
        self.moved.connect(self._progress)
        self.name.textEdited.connect(lambda _text: self._forget())
        self._show(None)
        self.name.setFocus()

    def _list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(_("Texts that name the person; with a tick the name goes out of them"))
        made.setFixedHeight(_HIGH)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.itemActivated.connect(_turn)
        made.itemChanged.connect(lambda _item: self._offer())
        return made

    def _buttons(self) -> None:
        self.save = button(_("Write to a file …"), icon="file-down", run=self.write)
        self.erase_button: QPushButton = button(_("Erase everywhere …"), "primary", icon="trash-2", run=self.erase)
        self._close = button(_("Close"), run=self.reject)
        self.buttons.insertWidget(0, self.save)
        self.buttons.addWidget(self._close)
        self.buttons.addWidget(self.erase_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the name looks for it; nowhere does Enter erase by itself."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.name.hasFocus():
                self.look()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close, unless something is being done."""
        if not self._busy:
            super().reject()

    # -- looking

    def look(self) -> None:
        """Look for the person everywhere."""
        text, folder = self.name.text(), self._ctx.settings.values.export_folder
        if self._busy:
            return
        self._work(_("Looking …"))
        self._waiting.ask(
            partial(persons.find_person, self._library, text, export_folder=folder, progress=self._move),
            self._found,
            self._failed,
        )

    def _found(self, person: Person) -> None:
        self._busy = False
        self.put.setText(person.suggested_put())
        self._show(None if person.empty else person)
        if person.empty:
            self.told.setText(_("Nothing is known of this person."))
            self.name.setFocus()
            self.name.selectAll()
        else:
            self.hits.setFocus()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KoosloomeError):
            raise error
        self._busy = False
        self._show(self.person)
        self.refuse(error.line(), self.name)

    def _forget(self) -> None:
        if self.person is not None:
            self._show(None)
            self.told.setText("")

    def _work(self, text: str) -> None:
        self._busy = True
        self.refuse("")
        self.told.setText(text)
        for one in (self._find, self.save, self.erase_button, self._close):
            one.setEnabled(False)

    def _move(self, done: int, of: int) -> None:
        """In the worker: what is done there goes on when nobody looks any more."""
        if shiboken6.isValid(self):
            self.moved.emit(done, of)

    def _progress(self, done: int, of: int) -> None:
        if self._busy:
            self.told.setText(_("{done} of {count} places").format(done=min(done + 1, of), count=of))

    # -- showing

    def _show(self, person: Person | None) -> None:
        self.person = person
        self.hits.blockSignals(True)
        self.hits.clear()
        for hit in person.hits if person is not None else ():
            self.hits.addItem(_item(hit))
        if self.hits.count():
            self.hits.setCurrentRow(0)
        self.hits.blockSignals(False)
        self.hits.setVisible(bool(self.hits.count()))
        self._put_row.setVisible(bool(self.hits.count()))
        self._files.setText(_given_out(person))
        self._files.setVisible(bool(self._files.text()))
        if person is not None:
            self.told.setText(_summary(person))
        self._find.setEnabled(True)
        self._close.setEnabled(True)
        self.save.setEnabled(person is not None)
        self._offer()
        self.fit_height()

    def _offer(self) -> None:
        self.erase_button.setEnabled(self.person is not None and bool(self.person.spellings) and not self._busy)

    def chosen(self) -> list[str]:
        """The records that lose the name."""
        hits = self.person.hits if self.person is not None else ()
        checked = Qt.CheckState.Checked
        return [hit.record for at, hit in enumerate(hits) if self.hits.item(at).checkState() == checked]

    # -- writing and erasing

    def write(self) -> None:
        """Ask where to, and write what is known."""
        if self.person is None:
            return
        folder = self._ctx.settings.values.export_folder or str(documents_dir())
        name = str(Path(folder) / file_name(_("A person's data"), ".json"))
        kinds = f"{_('Data')} (*.json);;{_('Text')} (*.txt)"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Write to a file …"), name, kinds)
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Write what is known there, or say why it cannot be."""
        if self.person is None:
            return
        try:
            person_file.write_person(self.person, path)
        except KoosloomeError as error:
            self.refuse(error.line())
            return
        self.told.setText(_("Written: {path}").format(path=path.name))

    def erase(self) -> None:
        """Ask once, then take the name out of everything."""
        person = self.person
        if person is None or self._busy:
            return
        order = persons.order_for(person, self.put.text(), self.chosen())
        text = _("The name goes out of texts, history, the bin and all earlier states. It does not come back.")
        if self._library.shared:
            text = f"{text} {server_words()}"
        if not sure(self, _("Erase “{name}” everywhere?").format(name=", ".join(person.spellings)), text, _("Erase")):
            return
        self._work(_("Erasing …"))
        self._before()
        folder = self._ctx.settings.values.export_folder
        self._waiting.ask(
            partial(persons.erase_person, self._library, order, export_folder=folder, progress=self._move),
            self._erased,
            self._stopped,
        )

    def _erased(self, report: Report) -> None:
        self._busy = False
        self.report = report
        self._after()
        self._show(None)
        self.name.clear()
        self.told.setText(erased_words(report))
        self._files.setText(_listed(report.exports))
        self._files.setVisible(bool(report.exports))
        self.fit_height()
        self._close.setFocus()

    def _stopped(self, error: Exception) -> None:
        self._after()
        self._failed(error)


def _turn(item: QListWidgetItem) -> None:
    """Enter ticks and unticks."""
    checked = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)


def _item(hit: PersonHit) -> QListWidgetItem:
    where = f"{hit.workshop_title} ({_('in the bin')})" if hit.in_bin else hit.workshop_title
    text = short(_from_form(" · ".join(" ".join(text.split()) for _field, text in hit.texts), hit.forms), _LONGEST)
    made = QListWidgetItem(f"{text}\n{person_file.kind_word(hit.kind)} · {where}")
    made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(Qt.CheckState.Checked if hit.likely else Qt.CheckState.Unchecked)
    return made


def _from_form(text: str, forms: tuple[str, ...]) -> str:
    """A long text from a little before the name on, so that it is seen."""
    at = min((place for form in forms if (place := text.find(form)) >= 0), default=0)
    return text if at < _LONGEST // 2 else f"… {text[at - _LONGEST // 4 :].partition(' ')[2]}"


def _summary(person: Person) -> str:
    """How much was found, and where."""
    parts = [" · ".join(p for p in (k.code, k.name, k.role, k.organisation) if p) for k in person.known]
    texts = len(person.hits)
    parts.append(ngettext("{count} text", "{count} texts", texts).format(count=texts))
    if person.cells:
        told = ngettext("{count} place with history", "{count} places with history", person.cells)
        parts.append(told.format(count=person.cells))
    if person.waiting:
        told = ngettext(
            "{count} place in what waits on this computer for a shared library or was seen of it last",
            "{count} places in what waits on this computer for a shared library or was seen of it last",
            person.waiting,
        )
        parts.append(told.format(count=person.waiting))
    if person.copies:
        told = ngettext("{count} earlier state", "{count} earlier states", person.copies)
        parts.append(told.format(count=person.copies))
    if person.unreadable:
        told = ngettext(
            "{count} earlier state that cannot be read and would be deleted",
            "{count} earlier states that cannot be read and would be deleted",
            person.unreadable,
        )
        parts.append(told.format(count=person.unreadable))
    return "; ".join(parts)


def _given_out(person: Person | None) -> str:
    return _listed(person.exports) if person is not None else ""


def _listed(exports: tuple[Path, ...]) -> str:
    if not exports:
        return ""
    count = len(exports)
    told = ngettext(
        "{count} exported file may name the person; it is yours and stays:",
        "{count} exported files may name the person; they are yours and stay:",
        count,
    ).format(count=count)
    names = ", ".join(p.name for p in exports[:_FILES])
    more = f", {_('and {count} more').format(count=count - _FILES)}" if count > _FILES else ""
    return f"{told} {names}{more}"


def server_words() -> str:
    """What an erasure in a shared library reaches by itself, and what only those can who run the server."""
    return _(
        "Other computers forget the name as soon as they reach the server. The server's own log and its backups may "
        "hold it until they are overwritten: ask whoever runs it. So that it does not come back, the server keeps a "
        "fingerprint of the name for 400 days; nobody can read the name from it, only guess and compare."
    )


def erased_words(report: Report) -> str:
    """What an erasure did, in a sentence or two."""
    texts = ngettext("{count} text", "{count} texts", report.records).format(count=report.records)
    states = ngettext("{count} earlier state", "{count} earlier states", report.copies).format(count=report.copies)
    told = _("Erased: {texts}, {states}.").format(texts=texts, states=states)
    if report.dropped:
        gone = ngettext(
            "{count} earlier state could not be read and was deleted.",
            "{count} earlier states could not be read and were deleted.",
            report.dropped,
        )
        told += " " + gone.format(count=report.dropped)
    if report.server:
        told += " " + server_words()
    if report.not_anew:
        told += " " + persons.not_anew_words()
    if report.unfinished:
        told += " " + _("Somebody is reading the library: the rest is done when it is opened the next time.")
    return told
