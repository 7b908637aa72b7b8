"""What the window does with whole canvases: add from the gallery, switch the variant, rename, ask, move, copy, delete.

Everything is one undo step, so nobody is asked whether they are sure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from koosloome_desktop.canvases import changing, registry, spec_of
from koosloome_desktop.canvases.creating import add_canvas, new_workshop
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.canvases.spec import CanvasSpec, Variant
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.photos import remove_canvas
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import clean
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.dialogs_canvas import CanvasGallery, Chosen
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView


class CanvasActions:
    """Verbs for whole canvases of the workshop that is open."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def _view(self) -> WorkshopView | None:
        return self.window.view

    def _lang(self) -> str:
        view = self._view
        return view.workshop.document.workshop.language if view is not None else self.window.ctx.lang

    def current(self) -> Canvas | None:
        """The canvas that is shown."""
        view = self._view
        found = view.workshop.document.find(view.current) if view is not None else None
        return found if isinstance(found, Canvas) else None

    def _run(self, label: str, work: Callable[[Transaction], object]) -> bool:
        view = self._view
        if view is None:
            return False
        try:
            view.workshop.run(label, work)
        except KoosloomeError as error:
            self.window.toast.say(error.line())
            return False
        return True

    # -- adding

    def gallery(self) -> None:
        """Choose a canvas to add from pictures of all of them."""
        chosen = self._ask(self.adding())
        if chosen is not None:
            self.add(chosen.type, chosen.variant, example=chosen.example)

    def adding(self) -> CanvasGallery:
        """The gallery of all that can be added."""
        choices = [(s, v) for s in registry().values() for v in s.variants if v.offered]
        sub = _("Several canvases of one kind are fine: one for each table, or one for each question.")
        return CanvasGallery(
            _("Add a canvas"), sub, choices, self._example_picture, self.window.ctx.lang, yes=_("Add"),
            example=lambda s, v: sample_canvas(s.type, v.code) is not None, parent=self.window,
        )  # fmt: skip

    def add(self, kind: str, variant: str, *, example: bool = False) -> None:
        """Add a canvas at the end and open it, with the variant's example on it if asked for."""
        view = self._view
        if view is None:
            return
        data = sample_canvas(kind, variant) if example else None
        if data is not None:
            done = self._run(N_("Add canvas"), lambda tx: changing.take_in(tx, data))
        else:
            done = self._run(N_("Add canvas"), lambda tx: add_canvas(tx, kind, variant, self._lang()))
        if done:
            view.open_canvas(view.canvases()[-1].id)

    @staticmethod
    def _ask(dialog: CanvasGallery) -> Chosen | None:
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen

    def _example_picture(self, spec: CanvasSpec, variant: Variant, size: QSize) -> QPixmap | None:
        """A variant with its example on it, else empty with its ghost notes."""
        lang = self._lang()
        data = sample_canvas(spec.type, variant.code)
        document = new_workshop("", lang=lang, canvases=[] if data else [(spec.type, variant.code)])
        if data is not None:
            with document.transaction(N_("Add canvas")) as tx:
                changing.take_in(tx, data)
        return self._drawn(document, size)

    def _drawn(self, document: Document, size: QSize, canvas: str = "") -> QPixmap | None:
        from koosloome_desktop.views.thumbs_draw import picture_of

        wanted = next((c for c in queries.canvases(document) if canvas in {"", c.id}), None)
        ratio = self.window.devicePixelRatioF()
        return picture_of(document, wanted, size, ratio) if wanted is not None else None

    # -- changing

    def switch(self) -> None:
        """Choose another variant for the canvas that is shown, and show it so."""
        canvas, dialog = self.current(), self.switching()
        chosen = self._ask(dialog) if dialog is not None else None
        if canvas is not None and chosen is not None:
            self._run(N_("Switch the form"), lambda tx: changing.switch(tx, canvas, chosen.variant, self._lang()))

    def switching(self) -> CanvasGallery | None:
        """The gallery of the other variants, each pictured with the canvas's own notes; None where there is none."""
        canvas = self.current()
        spec = spec_of(canvas.type) if canvas is not None else None
        if canvas is None or spec is None:
            return None
        choices = [(spec, v) for v in spec.variants if v.offered and v.code != canvas.variant]
        sub = _("Every note stays; one that has no place in the other form waits in a tray at the edge.")
        picture = partial(self._switched_picture, canvas)
        return CanvasGallery(
            _("Show in another form"), sub, choices, picture, self.window.ctx.lang, yes=_("Switch"), parent=self.window,
        )  # fmt: skip

    def _switched_picture(self, canvas: Canvas, _spec: CanvasSpec, variant: Variant, size: QSize) -> QPixmap | None:
        """This canvas as the variant would show it, drawn from a copy."""
        view = self._view
        if view is None:
            return None
        copy = Document(view.workshop.document.id)
        copy.load(view.workshop.document.records(), 0)
        with copy.transaction(N_("Switch the form")) as tx:
            changing.switch(tx, copy.get(canvas.id, Canvas), variant.code, self._lang())
        return self._drawn(copy, size, canvas.id)

    def rename(self) -> None:
        """Ask for another title."""
        canvas = self.current()
        if canvas is not None:
            told = self._line(_("Rename the canvas"), _("Title"), canvas_title(canvas, self._lang()))
            if told:
                self._run(N_("Rename canvas"), lambda tx: changing.rename(tx, canvas, told))

    def ask(self) -> None:
        """Ask for the focus question; an empty one brings the variant's own back."""
        from koosloome_desktop.views.dialogs_question import QuestionDialog

        canvas = self.current()
        if canvas is None:
            return
        dialog = QuestionDialog(canvas, self._lang(), self.window)
        told = dialog.asked() if dialog.exec() else None
        dialog.deleteLater()
        if told is not None and clean(told).text != canvas.focus_question:
            self._run(N_("Set the question"), lambda tx: changing.ask(tx, canvas, told))

    def _line(self, title: str, caption: str, value: str, hint: str = "") -> str | None:
        dialog = Dialog(title, parent=self.window)
        field = dialog.field(caption, value, hint)
        dialog.add_buttons(_("Save"), _("Cancel"))
        field.selectAll()
        field.setFocus()
        told = field.text() if dialog.exec() else None
        dialog.deleteLater()
        return told

    def move(self, step: int) -> None:
        """Move the canvas among the others."""
        canvas = self.current()
        if canvas is not None:
            self._run(N_("Move canvas"), lambda tx: changing.move(tx, canvas, step))

    def duplicate(self) -> None:
        """A copy behind it, opened; votes and follow-ups stay with the original."""
        canvas, view = self.current(), self._view
        if canvas is None or view is None:
            return
        title = _("{title} (copy)").format(title=canvas_title(canvas, self._lang()))
        if self._run(N_("Copy canvas"), lambda tx: changing.duplicate(tx, canvas, title)):
            view.step(1)

    def delete(self) -> None:
        """Delete it with all that stands on it; undo brings everything back."""
        canvas = self.current()
        if canvas is None:
            return
        title = canvas_title(canvas, self._lang())
        if self._run(N_("Delete canvas"), lambda tx: remove_canvas(tx, canvas)):
            do = self.window.actions_
            self.window.toast.say(_("Deleted: {text}").format(text=title), _("Undo"), do.undo)

    # -- where the commands come from

    def commands(self) -> list[Command]:
        """The commands for the canvas that is shown, for table, palette and menus."""

        def known() -> bool:
            canvas = self.current()
            return canvas is not None and canvas.raw is None

        def several() -> bool:
            canvas = self.current()
            spec = spec_of(canvas.type) if canvas is not None and canvas.raw is None else None
            return spec is not None and sum(v.offered for v in spec.variants) > 1

        def can(step: int) -> bool:
            view, canvas = self._view, self.current()
            ids = [c.id for c in view.canvases()] if view is not None else []
            return canvas is not None and canvas.id in ids and 0 <= ids.index(canvas.id) + step < len(ids)

        return [
            Command("window.gallery", N_("Add a canvas …"), (), "plus", "canvas", run=self.gallery),
            Command("window.switch", N_("Show in another form …"), (), "layout-grid", "canvas", several, self.switch),
            Command("window.rename", N_("Rename the canvas …"), (), "pencil", "canvas", known, self.rename),
            Command("window.question", N_("Focus question …"), (), "circle-help", "canvas", known, self.ask),
            Command("window.canvas_up", N_("Move the canvas up"), (), "arrow-up", "canvas", lambda: can(-1),
                    lambda: self.move(-1)),
            Command("window.canvas_down", N_("Move the canvas down"), (), "arrow-down", "canvas", lambda: can(1),
                    lambda: self.move(1)),
            Command("window.duplicate", N_("Copy the canvas"), (), "copy", "canvas", known, self.duplicate),
            Command("window.canvas_delete", N_("Delete the canvas"), (), "trash-2", "canvas",
                    lambda: self.current() is not None, self.delete),
        ]  # fmt: skip


def show_menu(window: QWidget, entries: Sequence[Command], at: QPoint) -> None:
    """A menu of commands at a point of the screen."""
    menu = QMenu(window)
    for command in entries:
        text = mnemonic_free(command.title)
        act = menu.addAction(icon(command.icon, tokens().muted), text) if command.icon else menu.addAction(text)
        act.setEnabled(command.when())
        act.triggered.connect(lambda _checked=False, do=command.run: do())
    menu.exec(at)
    menu.deleteLater()
