"""What the first screen does: opening, making and importing workshops; and saying things, which all actions need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.paths import documents_dir, resource
from koosloome_desktop.views.count_words import action_words, note_words
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.page import as_page
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from koosloome_desktop.services.library import ImportReport, LibraryService
    from koosloome_desktop.views.main_window import MainWindow

SAMPLE = "01_kogukonnamaja.json"


class Shared:
    """Saying things: what all actions need."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def to_write(self) -> LibraryService | None:
        """The library that is to be changed; None where there is none yet, or where it may only be read, which is
        said.
        """
        library = self.window.library
        try:
            if library is not None:
                library.store.refuse_writing()
        except KoosloomeError as error:
            self.window.toast.say(error.line())
            return None
        return library

    def tell(self, title: str, text: str, lines: Sequence[str] = ()) -> None:
        """Say something that must be read, and wait until it is closed."""
        from koosloome_desktop.views.dialogs import Told

        dialog = Told(title, text, lines, parent=self.window)
        dialog.exec()
        dialog.deleteLater()

    def refused(self, error: KoosloomeError) -> None:
        """Say what could not be done and what to do about it."""
        where = [error.place] if error.place else []
        self.tell(_("This did not work"), error.message, [*where, *([error.hint] if error.hint else [])])

    def menu(self, entries: Sequence[tuple[str, str, Callable[[], object]]], at: str) -> None:
        """A menu beside an entry of the rail."""
        menu = QMenu(self.window)
        for text, sign, run in entries:
            act = menu.addAction(icon(sign, tokens().muted), mnemonic_free(text)) if sign else menu.addAction(text)
            act.triggered.connect(lambda _checked=False, do=run: do())
        item = self.window.rail.item(at)
        place = item.mapToGlobal(QPoint(item.width(), 0)) if item else self.window.pos()
        menu.exec(place)
        menu.deleteLater()


class HomeActions(Shared):
    """Opening, making and importing workshops."""

    def open_from_home(self, workshop_id: str, record: str) -> None:
        """Open a workshop, at a record if one is named; ``review:<plan>`` is the follow-up of a plan, of the last one
        where none is named.
        """
        place = record.removeprefix("review:")
        try:
            self.window.open_workshop(workshop_id, place)
        except KoosloomeError as error:
            self.refused(error)
            return
        if place != record and self.window.view is not None:
            from koosloome_desktop.views.plan.review_commands import open_follow_up

            open_follow_up(self.window.view, place)

    def new_workshop(self, template: str = "") -> None:
        """Ask for the question, place, date and template; make and open it. `template` is the code of a marked one."""
        from koosloome_desktop.support.zones import local
        from koosloome_desktop.views.dialogs_new import NewWorkshopDialog

        library = self.to_write()
        if library is None:
            return
        ctx = self.window.ctx
        dialog = NewWorkshopDialog(library, template, ctx.lang, local(ctx.clock.now()).date(), parent=self.window)
        if dialog.exec() and dialog.result_value is not None:
            self.open_from_home(dialog.result_value.make(library), "")
        dialog.deleteLater()

    def start_now(self) -> None:
        """Ask three things, then all is ready: agenda, canvases, line, and the wall where there is a projector."""
        from koosloome_desktop.views.dialogs_start import StartDialog
        from koosloome_desktop.views.starting import begin_now

        if self.to_write() is None:
            return
        dialog = StartDialog(parent=self.window)
        if dialog.exec() and dialog.result_value is not None:
            begin_now(self.window, dialog.result_value)
        dialog.deleteLater()
        self.window.activateWindow()
        page = self.window.view.page() if self.window.view is not None else None
        if page is not None:
            as_page(page).focus_line()

    def open_file(self) -> None:
        """Choose a file and bring it in."""
        from PySide6.QtWidgets import QFileDialog

        from koosloome_desktop.services.importing import READABLE

        if self.to_write() is None:
            return
        types = _("Workshops and tables")
        endings = " ".join(f"*{ending}" for ending in READABLE)
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window, _("Open a file"), str(documents_dir()), f"{types} ({endings})"
        )
        if chosen:
            self.import_file(Path(chosen))

    def try_sample(self) -> None:
        """Bring in the sample that ships with the program."""
        if self.import_file(resource("samples", SAMPLE)) and self.window.view is not None:
            self.window.guide.start(self.window.view.workshop.id)

    def programme(self, workshop: str = "") -> None:
        """Ask which programme a workshop belongs to, the open one unless it is named."""
        from koosloome_desktop.views.dialogs_programme import ask_programme

        ask_programme(self.window, workshop)

    def programmes(self, name: str = "") -> None:
        """Show the programmes with their meetings and figures."""
        from koosloome_desktop.views.dialogs_programme import show_programmes

        show_programmes(self.window, name)

    def earlier_states(self) -> None:
        """Show the snapshots; open what is brought back from one."""
        from koosloome_desktop.views.dialogs_snapshots import SnapshotsDialog

        library = self.window.library
        if library is None or library.file is None:
            return
        view = self.window.view
        meant = view.workshop.id if view is not None else ""
        dialog = SnapshotsDialog(
            library, library.file, workshop=meant, executor=self.window.executor, parent=self.window
        )
        dialog.whole.setVisible(self.window.ctx.ways is not None)
        done = bool(dialog.exec())
        restored, everything = dialog.restored, dialog.everything
        dialog.deleteLater()
        if done and restored is not None:
            self.window.home.reload()
            self.open_from_home(restored.id, "")
        elif done and everything is not None:
            from koosloome_desktop.views.library_trouble import put_everything_back

            put_everything_back(self.window, everything)

    def open_for_writing(self) -> None:
        """Try whether a library that is open to read can be written by now."""
        from koosloome_desktop.views.sharing.reading import open_to_write

        open_to_write(self.window)

    def verify(self) -> None:
        """Have the whole library read and checked beside the window, and say what was found."""
        from koosloome_desktop.views.library_trouble import verify

        verify(self.window)

    def import_file(self, path: Path) -> bool:
        """Bring a file in, open what came of it, and say what it was; whether it was brought in.

        A table is shown first (`importing.start`); a workshop comes in at once.
        """
        from koosloome_desktop.services.importing import is_table
        from koosloome_desktop.services.template_files import is_template

        library = self.to_write()
        if library is None:
            return False
        if is_template(path):
            return self._bring_template(library, path)
        if is_table(path):
            from koosloome_desktop.views.importing.start import import_table

            return import_table(self.window, path)
        from koosloome_desktop.views.importing.versions import chosen_versions

        # The one that was meant comes last and stands open.
        chosen = chosen_versions(self.window, path)
        brought = [self._bring_workshop(library, one, shown=len(chosen) > 1) for one in reversed(chosen)]
        return bool(brought) and all(brought)

    def _bring_workshop(self, library: LibraryService, path: Path, *, shown: bool = False) -> bool:
        """Read and understood in the worker; until it is written, here, nothing has changed and it can be stopped."""
        from koosloome_desktop.services.incoming import workshop_in
        from koosloome_desktop.views.importing.beside import wait_for

        try:
            found = wait_for(self.window, lambda cancelled: workshop_in(library, path, cancelled, apart=shown))
            if found is None or self.window.library is not library:
                return False
            if found.mergeable and not shown:
                from koosloome_desktop.views.merging.start import offer_merge

                return offer_merge(self.window, found, path.name)
            report = library.bring_workshop(found)
        except KoosloomeError as error:
            self.refused(error)
            return False
        self.window.home.reload()
        self.window.open_workshop(report.workshop)
        self.told_import(report, shown=shown)
        return True

    def _bring_template(self, library: LibraryService, path: Path) -> bool:
        """A colleague's template: it stands beside the others now."""
        from koosloome_desktop.services import own_templates

        try:
            made = own_templates.bring(library, path)
        except KoosloomeError as error:
            self.refused(error)
            return False
        if self.window.view is None:
            self.window.home.rebuild()
        self.window.toast.say(_("Template “{title}” is kept. It stands beside the others.").format(title=made.title))
        return True

    def paste_table(self) -> None:
        """Bring in the plan table on the clipboard, or say that there is none."""
        from koosloome_desktop.views.importing.start import paste_table

        if self.to_write() is not None and not paste_table(self.window, headless=True):
            self.window.toast.say(_("There is no table on the clipboard."))

    def told_import(self, report: ImportReport, *, shown: bool = False) -> None:
        """Say what came in; what there is to look at was `shown` in a preview already."""
        if report.unchanged:
            self.window.toast.say(_("This was brought in already; nothing changed."))
        elif report.warnings and not shown:
            lines = [f"{w.place}: {w.text}" if w.place else w.text for w in report.warnings]
            count = len(lines)
            found = ngettext("{count} thing to look at:", "{count} things to look at:", count).format(count=count)
            self.tell(_("Brought in"), f"{self._brought(report)}. {found}", lines)
        else:
            self.window.toast.say(_("Brought in: {what}").format(what=self._brought(report)))

    @staticmethod
    def _brought(report: ImportReport) -> str:
        notes, actions = report.records.get("note", 0), report.records.get("action", 0)
        parts = [note_words(notes) if notes else "", action_words(actions) if actions else ""]
        return ", ".join(p for p in parts if p) or report.title

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.window.home.search.setFocus()
        self.window.home.search.selectAll()
