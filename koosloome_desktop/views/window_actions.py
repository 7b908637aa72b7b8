"""What the window's buttons and commands do: calls into services, dialogs, and the few things that are only looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from koosloome_desktop.support.i18n import LANGUAGES, _
from koosloome_desktop.views.home_actions import HomeActions, Shared
from koosloome_desktop.views.page import as_page, focus_canvas, takes_notes
from koosloome_desktop.views.privacy.actions import data_menu
from koosloome_desktop.views.side_pages import SIDE_PAGES
from koosloome_desktop.views.widgets import has_keyboard
from koosloome_desktop.views.window_words import LANGUAGE_NAMES, THEME_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent

    from koosloome_desktop.model.changes import ChangeSet
    from koosloome_desktop.services.missing import Gap


class LookActions(Shared):
    """Language, theme, panes, dialogs that only show."""

    def set_language(self, lang: str) -> None:
        """Speak another language at once."""
        self.window.ctx.settings.change(language=lang)
        self.window.refresh_words()

    def set_theme(self, name: str) -> None:
        """Show another theme at once."""
        self.window.ctx.settings.change(theme=name)
        self.window.refresh_theme()
        self.window.refresh_shell()

    def palette(self) -> None:
        """All commands; the chosen one runs when the list is gone and the keyboard is back."""
        from koosloome_desktop.views.dialogs_palette import CommandPalette
        from koosloome_desktop.views.palette_records import FOUND, records_found

        view = self.window.view
        find = partial(records_found, view) if view is not None else lambda _text: ()
        dialog = CommandPalette(self.window.ctx.commands, self.window, find)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None and not self.window.ctx.commands.run(chosen.id) and chosen.id.startswith(FOUND):
            chosen.run()

    def keys(self) -> None:
        """The key sheet of the mode one is in."""
        from koosloome_desktop.views.dialogs_keys import KeySheet

        view = self.window.view
        mode = view.mode if view else "H"
        if view is not None and view.current in SIDE_PAGES and mode != "C":
            mode = "S"  # their rows are no notes: digits group nothing there
        dialog = KeySheet(mode, self.window.ctx.commands, parent=self.window)
        dialog.exec()
        dialog.deleteLater()

    def full_screen(self) -> None:
        """Full screen and back."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    def quit(self) -> None:
        """Write everything and go."""
        self.window.close()

    def _panes(self) -> list[tuple[object, Callable[[], object]]]:
        from koosloome_desktop.views.canvas_page import CanvasPage

        view, home = self.window.view, self.window.home
        rail, top = (self.window.rail, self.window.rail.focus_pane), (self.window.top, self.window.top.focus_pane)
        page = view.page() if view else None
        if view is None or page is None:
            return [(home, home.focus_canvas), rail, top]
        line, canvas = (None, as_page(page).focus_line), (page, partial(focus_canvas, page))
        inspector = [(view.inspector, view.inspector.focus_pane)] if view.inspector_open() else []
        folded = not view.inspector_open() and not view.docked() and view.current not in SIDE_PAGES
        overlay = [(view.inspector, view.toggle_inspector)] if folded else []
        beside = page.photos.beside if isinstance(page, CanvasPage) else None
        photo = [(beside.panel, beside.focus)] if beside is not None and beside.shown() else []
        return [line, canvas, *photo, *inspector, *overlay, rail, top]

    def less_motion(self) -> None:
        """Nothing glides any more, or it does again."""
        settings = self.window.ctx.settings
        settings.change(still=not settings.values.still)
        told = _("Notes do not glide any more.") if settings.values.still else _("Notes glide to their places again.")
        self.window.toast.say(told)

    def next_pane(self, step: int = 1) -> None:
        """F6: to the next part of the window that can take the keyboard."""
        panes = self._panes()
        at = max((i for i, (area, _go) in enumerate(panes) if has_keyboard(area)), default=0)
        if self.window.view is not None and at == 1 and self.window.view.mode == "W" and in_line():
            at = 0
        if panes[at][0] is not None and self.window.view is not None and panes[at][0] is self.window.view.inspector:
            self.window.view.leave_inspector()
        for offset in range(1, len(panes) + 1):
            if panes[(at + step * offset) % len(panes)][1]() is not False:
                return

    def previous_pane(self) -> None:
        """Shift+F6: the other way round."""
        self.next_pane(-1)

    def back(self, event: QKeyEvent) -> bool:
        """Esc in the rail, the bar or on a button that has no use for it: back to the page; whether it was that."""
        view = self.window.view
        from koosloome_desktop.views.key_parts import plain  # not before the first frame

        if event.key() != Qt.Key.Key_Escape or plain(event):
            return False
        if view is not None:
            view.leave_inspector()
        else:
            self.window.home.focus_canvas()
        return True


def in_line() -> bool:
    """Whether the line of a page has the keyboard, rather than the page itself."""
    held = QApplication.focusWidget()
    return held is not None and held.property("role") == "capture"


class Actions(HomeActions, LookActions):
    """Everything the window can do."""

    def rail(self, entry: str) -> None:
        """An entry of the rail was chosen."""
        if entry.startswith("canvas:") and self.window.view is not None:
            self.window.view.open_canvas(entry.removeprefix("canvas:"))
        elif entry in SIDE_PAGES and self.window.view is not None:
            self.window.view.open_canvas(entry)
        elif entry == "home":
            self.window.show_home()
        elif entry == "conflicts":
            self.window.ctx.commands.run("window.conflicts")
        elif entry == "keys":
            self.keys()
        elif entry == "data":
            data_menu(self.window)
        elif entry == "add":
            self.window.canvas_actions.gallery()
        elif entry == "language":
            self.menu([(LANGUAGE_NAMES[x], "", partial(self.set_language, x)) for x in LANGUAGES], "language")
        elif entry == "theme":
            self.menu([(_(w), "", partial(self.set_theme, n)) for n, w in THEME_NAMES.items()], "theme")

    def rail_menu(self, entry: str, at: QPoint) -> None:
        """A canvas of the rail was clicked with the other button: open it, and offer what can be done with it."""
        if entry.startswith("canvas:") and self.window.view is not None:
            self.window.view.open_canvas(entry.removeprefix("canvas:"))
            from koosloome_desktop.views.canvas_actions import show_menu

            commands = self.window.canvas_actions.commands()
            show_menu(self.window, [c for c in commands if c.id != "window.gallery"], at)

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        self._step(_("Undone: {step}"), _("Redo"), self.redo, back=True)

    def redo(self) -> None:
        """Bring the step back."""
        self._step(_("Redone: {step}"), _("Undo"), self.undo, back=False)

    def _step(self, words: str, other: str, run: Callable[[], object], *, back: bool) -> None:
        view = self.window.view
        if view is None:
            return
        change = view.workshop.undo() if back else view.workshop.redo()
        if change is None:
            self.window.toast.say(_("Nothing to take back.") if back else _("Nothing to bring back."))
            return
        from koosloome_desktop.views.canvas_words import step_words

        self._show_place(change)
        history = view.workshop.history
        # What would be brought back, or taken back: after another step it is something else.
        step = history.redo_step if back else history.undo_step
        self.window.toast.say(
            words.format(step=step_words(change)), other, run,
            lambda: (history.redo_step if back else history.undo_step) is step,
        )  # fmt: skip

    def _show_place(self, change: ChangeSet) -> None:
        view = self.window.view
        if view is None:
            return
        records = [*change.created, *(view.workshop.document.find(u.id) for u in change.updated), *change.removed]
        if view.current == "votes" and all(r is not None and r.kind in {"ballot", "tally"} for r in records):
            return
        places = [str(getattr(r, "canvas", "")) for r in records if r is not None]
        known = {c.id for c in view.canvases()}
        place = next((p for p in places if p in known), "")
        if place and place != view.current:
            view.open_canvas(place)

    def export_review(self) -> None:
        """The overview of a follow-up as PDF: the same dialog, asked for that."""
        self.export_pdf({"what": "review", "format": ".pdf"})

    def export_pdf(self, wish: Mapping[str, str] | None = None) -> None:
        """Ask what and where to, write it beside the work, say where it is."""
        self.export(wish)

    def export(self, wish: Mapping[str, str] | None = None) -> bool:
        """Ask what and where to, write it beside the work, say where it is; whether it was written."""
        from koosloome_desktop.services.lineage import lineage_source
        from koosloome_desktop.views.dialogs_export import ExportDialog

        view = self.window.view
        if view is None:
            return False
        workshop, ctx = view.workshop, self.window.ctx
        photos, lineage = workshop.pictures.get, lineage_source(self.window.library, workshop.document.id)
        dialog = ExportDialog(workshop.document, ctx, self.window.executor, parent=self.window, photos=photos,
                              lineage=lineage, wish=wish)  # fmt: skip
        dialog.exec()
        dialog.deleteLater()
        if dialog.made is not None:
            self.window.guide.exported()
        if dialog.jump is not None:
            self._mend(*dialog.jump)
        return dialog.made is not None

    def _mend(self, gap: Gap, words: str) -> None:
        """Show the place of something that is missing before an export, with the way back to the dialog."""
        view = self.window.view
        if view is None:
            return
        from koosloome_desktop.operations.parking import PARKING

        view.open_canvas(gap.canvas or PARKING, gap.record)
        self.window.toast.say(words, _("Back to export"), self.export_pdf)

    def write_note(self) -> None:
        """Ctrl+N: the line of a canvas; where there is none for notes, a line over the page into the parking lot."""
        view = self.window.view
        page = view.page() if view else None
        if view is None:
            return
        if page is not None and takes_notes(page):
            as_page(page).focus_line()
        else:
            from koosloome_desktop.views.quick_note import quick_note

            quick_note(view, self.window.ctx.commands, self.window.toast.say).open()

    def fit(self) -> None:
        """Show the whole canvas."""
        page = self.window.view.page() if self.window.view else None
        if page is not None:
            as_page(page).fit()

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        page = self.window.view.page() if self.window.view else None
        if page is not None:
            as_page(page).zoom_by(factor)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        if self.window.view is not None:
            self.window.view.toggle_inspector()
