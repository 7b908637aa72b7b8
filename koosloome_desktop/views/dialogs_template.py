"""Name and line of an own template: when one is saved, and when it is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.support.text import clean_title
from koosloome_desktop.views.dialogs import Dialog

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView


class TemplateName(Dialog):
    """A name, and a line that says what it is for."""

    def __init__(
        self, head: str, title: str = "", line: str = "", sub: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(head, sub, parent=parent, width=520)
        self.title = self.field(_("Name"), title)
        self.line = self.field(_("What it is for"), line, hint=_("One evening with village elders …"))
        self.add_buttons(_("Save"), _("Cancel"))
        self.title.setFocus()
        self.title.selectAll()

    def written(self) -> tuple[str, str]:
        """Name and line."""
        return self.title.text(), self.line.text()

    def accept(self) -> None:
        """A name has to be there."""
        try:
            named = clean_title(self.title.text()).text
        except KoosloomeError as error:
            self.refuse(error.line(), self.title)
            return
        if not named:
            self.refuse(_("A template needs a name."), self.title)
            return
        super().accept()


def save_template(window: MainWindow, view: WorkshopView) -> None:
    """Keep the form of the open workshop as a template: a name, Enter."""
    from koosloome_desktop.services import own_templates
    from koosloome_desktop.views.canvas_words import workshop_title

    library, document = window.library, view.workshop.document
    if library is None:
        return
    sub = _("Agenda, canvases, questions and agreements are kept; notes, people, votes and dates are not.")
    name = workshop_title(document.workshop)
    dialog = TemplateName(_("Save as a template"), name, "", sub, parent=window)
    sure, (title, line) = dialog.exec(), dialog.written()
    dialog.deleteLater()
    if not sure:
        return
    try:
        made = own_templates.save(library, document, title, line)
    except KoosloomeError as error:
        window.actions_.refused(error)
    except OSError as error:
        told = _("The file could not be written: {reason}. Choose another place.")
        window.toast.say(told.format(reason=reason(error)))
    else:
        window.toast.say(_("Template “{title}” is kept. It stands beside the others.").format(title=made.title))
