"""Until when a workshop keeps participants' names: the day, the thirty days of custom, or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations import retention
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.context import PageContext


class NamesDialog(Dialog):
    """One field; empty is thirty days after the last meeting."""

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext, *, parent: QWidget | None = None) -> None:
        sub = _("On that day the program reminds; names go with one press, roles and notes stay.")
        super().__init__(_("Until when names are kept"), sub, parent=parent, width=480)
        self._workshop, self._ctx = workshop, ctx
        document = workshop.document
        own = document.workshop.names_until
        self.day = self.field(_("Day"), locale.date(own, ctx.lang) if own else "", _("30 days after the last meeting"))
        self.body.addWidget(label(kept_words(document), "quiet", wrap=True))
        self.add_buttons(_("Set this day"), _("Cancel"))
        self.day.setFocus()

    def accept(self) -> None:
        """Keep the day, or say that it is none."""
        text = self.day.text().strip()
        iso = ""
        if text:
            found = parse_typed(text, today=local(self._ctx.clock.now()).date(), lang=self._ctx.lang)
            iso = str(found.end or found.start or "")
            if len(iso) != len("2026-12-31"):
                self.refuse(_("This is no date."), self.day)
                return
        self._workshop.run(N_("Until when names are kept"), lambda tx: retention.set_erase_date(tx, iso))
        super().accept()


def kept_words(document: Document) -> str:
    """How many names are kept now."""
    count = retention.names_kept(document)
    return ngettext("{count} name is kept.", "{count} names are kept.", count).format(count=count)


def until_words(document: Document, lang: str) -> str:
    """Until when names are kept, for a button; the question where no day is known."""
    day = retention.erase_date_of(document)
    if day is None:
        return _("Until when names are kept …")
    return _("Names until {date} …").format(date=locale.date(day, lang))
