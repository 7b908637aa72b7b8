"""The key sheet (F1): what the keys do in the mode one is in, then the keys that work everywhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import column, row, scroller

MODES: Final = {
    "W": N_("Writing"),
    "A": N_("Arranging"),
    "E": N_("Editing a note"),
    "T": N_("Table"),
    "P": N_("Window"),
    "H": N_("Workshops"),
}

KEYS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "W": (
        ("Enter", N_("add the note")),
        ("Ctrl+Enter", N_("add as two notes, split at the cursor")),
        ("Tab, Shift+Tab", N_("next or previous zone")),
        ("Alt+↑ ↓ ← →", N_("move where the next note lands")),
        ("↑", N_("the last note into the line (line empty)")),
        ("↓", N_("to the notes: arrange (line empty)")),
        ("Alt+1 … 9", N_("current note into that cluster")),
        ("Ctrl+T", N_("make an action of the current note")),
        ("Ctrl+Z, Ctrl+Y", N_("undo, redo (line empty)")),
    ),
    "A": (
        ("↑ ↓ ← →", N_("go to the nearest note")),
        ("Shift+↑ ↓ ← →", N_("select more")),
        ("1 … 9, 0", N_("into that cluster, go on; 0 = none")),
        ("+  −", N_("more or less: emotion, strength, priority, dots")),
        ("Alt+↑ ↓ ← →", N_("move the note")),
        ("Enter, F2", N_("edit the text")),
        ("Delete", N_("delete (Ctrl+Z brings it back)")),
        ("Ctrl+T", N_("make an action of it")),
        ("Ctrl+A", N_("select the zone, again: the canvas")),
        (N_("letters"), N_("write a new note")),
        ("Esc", N_("back to writing")),
    ),
    "E": (
        ("Enter", N_("save")),
        ("Shift+Enter", N_("new line")),
        ("Ctrl+Enter", N_("split in two at the cursor")),
        ("Tab", N_("save, edit the next one")),
        ("Esc", N_("leave the text as it was")),
    ),
    "T": (
        ("↑ ↓ ← →", N_("from cell to cell")),
        ("Tab, Shift+Tab", N_("next or previous column")),
        ("Enter", N_("take the cell, go down")),
        ("F2", N_("edit the cell")),
        (N_("letters"), N_("write over the cell")),
        ("Delete", N_("clear the cell")),
        ("Alt+↑ ↓", N_("move the row up or down")),
        ("Ctrl+C", N_("copy as a table")),
        ("Esc", N_("leave the cell as it was; again: to the line “New action”")),
    ),
    "H": (
        ("Enter", N_("open the workshop")),
        ("Tab", N_("next card")),
    ),
    "P": (("Esc", N_("close")),),
}


class KeySheet(Dialog):
    """Two columns of keys, scrolling when the window is low."""

    def __init__(self, mode: str, table: CommandTable, *, parent: QWidget) -> None:
        super().__init__(_("Keys: {mode}").format(mode=_(MODES.get(mode, MODES["W"]))), parent=parent, width=820)
        here = [(_(keys), _(text)) for keys, text in KEYS.get(mode, KEYS["W"])]
        everywhere = [(shown_key(c.shortcut), c.title) for c in table if c.shortcut and c.when()]
        content = QWidget()
        columns = row(
            column(label(_("Here").upper(), "section"), _grid(here), None, gap=8),
            column(label(_("Everywhere").upper(), "section"), _grid(everywhere), None, gap=8),
            gap=32,
        )
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        content.setLayout(columns)
        area = scroller(content)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("Keys"))
        wanted = content.sizeHint().height() + 8
        area.setFixedHeight(min(wanted, parent.window().height() - 240))
        self.body.addWidget(area)
        self.add_buttons(_("Close"))


def _grid(lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
    for i, (keys, text) in enumerate(lines):
        grid.addWidget(label(keys, "kbd"), i, 0, top)
        grid.addWidget(label(text, "body", wrap=True), i, 1)
    return grid
