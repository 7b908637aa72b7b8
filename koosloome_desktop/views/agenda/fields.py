"""The fields of one block: title, minutes, category, canvas, method, who leads, materials, outcome, note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from koosloome_desktop.model.records import AgendaItem
from koosloome_desktop.operations import agenda, queries, steps
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.agenda.words import type_word
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.whole_text import text_in
from koosloome_desktop.views.widgets import clear, column

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.page import AgendaPage

_LINES: Final = (
    ("title", N_("Title")),
    ("method", N_("Method")),
    ("lead_role", N_("Who leads")),
    ("outcome", N_("What it gives")),
    ("note", N_("For the facilitator's eyes")),
)


def _named(name: str, text: str) -> dict[str, Any]:
    return {name: text}


class BlockFields(QWidget):
    """Enter keeps a field and goes back to the row; leaving it keeps it too."""

    def __init__(self, page: AgendaPage) -> None:
        super().__init__()
        self._page = page
        self._shown = ""
        self._list: QVBoxLayout = column(gap=6)
        self.edits: dict[str, Field] = {}
        self.setLayout(self._list)

    def show_block(self, item: AgendaItem | None) -> None:
        """Show the fields of a block; what is being typed for the same block stays."""
        if item is not None and item.id == self._shown and any(e.hasFocus() for e in self.edits.values()):
            return
        clear(self._list)
        self.edits = {}
        self._shown = item.id if item is not None else ""
        if item is None:
            return
        self._list.addWidget(label(_("Block"), "section"))
        self._line("title", _("Title"), item.title, lambda text: {"title": text})
        minutes = agenda.length(item.start, item.end)
        self._line("minutes", _("Minutes"), str(minutes), None)
        self._choice(_("Category"), [(t, type_word(t)) for t in agenda.TYPES], item.type, "type")
        document = self._page.workshop.document
        lang = document.workshop.language
        canvases = [(c.code, canvas_title(c, lang)) for c in queries.canvases(document)]
        self._choice(_("Opens"), [("", _("nothing")), *canvases], item.canvas_code or "", "canvas_code")
        for name, words in _LINES[1:]:
            self._line(name, _(words), getattr(item, name) or "", partial(_named, name))
        bells = ", ".join(str(m) for m in steps.minutes_of_steps(item))
        self._line("steps", _("Parts with a bell, in minutes"), bells, None)
        self._apart(item)
        self._line("materials", _("Materials"), ", ".join(item.materials), lambda t: {"materials": t.split(",")})

    def _apart(self, item: AgendaItem) -> None:
        self.apart = QCheckBox(_("Groups apart, then back"))
        self.apart.setChecked(item.breakout)
        self.apart.clicked.connect(lambda on: self._page.desk.set_block({"breakout": bool(on)}))
        self._list.addWidget(self.apart)

    def _line(self, name: str, words: str, text: str, values: Callable[[str], dict[str, Any]] | None) -> None:
        edit = Field(self._page.ctx.commands, text)
        edit.setAccessibleName(words)
        title = label(words, "field")
        title.setBuddy(edit)
        self._list.addLayout(column(title, edit, gap=2))
        self.edits[name] = edit

        def keep() -> None:
            if not edit.isModified():
                return
            edit.setModified(False)
            if values is None and name == "steps":
                self._page.desk.set_steps(edit.text())
            elif values is None:
                self._page.desk.set_minutes(edit.text())
            else:
                self._page.desk.set_block(values(text_in(edit)))

        def done() -> None:
            # Kept first: the rows are made anew then, and the ring goes to the new one.
            keep()
            self._page.focus_canvas()

        edit.editingFinished.connect(keep)
        edit.returnPressed.connect(done)

    def _choice(self, words: str, choices: list[tuple[str, str]], now: str, name: str) -> None:
        box = Combo()
        box.setAccessibleName(words)
        for code, text in choices:
            box.addItem(text, code)
        box.setCurrentIndex(max(0, box.findData(now)))
        none = "" if name == "type" else None
        box.activated.connect(lambda at: self._page.desk.set_block({name: box.itemData(at) or none}))
        title = label(words, "field")
        title.setBuddy(box)
        self._list.addLayout(column(title, box, gap=2))

    def focus_field(self, name: str) -> None:
        """Put the keyboard into a field."""
        edit = self.edits.get(name)
        if edit is not None:
            edit.setFocus()
            edit.selectAll()
