"""The key sheet (F1): what the keys do in the mode one is in, then the keys that work everywhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.shortcuts import is_bound
from koosloome_desktop.views.widgets import column, row, scroller

MODES: Final = {
    "W": N_("Writing"),
    "A": N_("Arranging"),
    "E": N_("Editing a note"),
    "T": N_("Table"),
    "G": N_("Gantt chart"),
    "B": N_("Plan as a board"),
    "L": N_("Read-back"),
    "R": N_("Follow-up meeting"),
    "C": N_("Counting votes"),
    "S": N_("Line and rows"),
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
        (N_("↓, then Enter"), N_("the same thought again: counted, not written twice (line has text)")),
        ("F2", N_("edit the last note in its place")),
        ("Alt+1 … 9, 0", N_("current note into that cluster; 0 = none")),
        ("Ctrl+G, 1 … 9, 0", N_("who is speaking; Enter = the next group, 0 = nobody")),
        ("Ctrl+T", N_("make an action of the current note: who, by when, how much")),
        ("Ctrl+J", N_("put the current note off: to the parked topics")),
        ("Ctrl+R", N_("typed with the other keyboard layout: turn it")),
        ("Ctrl+Z, Ctrl+Y", N_("undo, redo: of the text, on an empty line of the workshop")),
        ("Ctrl+A, Ctrl+V", N_("of the text; a pasted list becomes notes, one a line")),
        (N_("#name"), N_("into that cluster (№ does the same), Backspace: only text")),
        (">", N_("under the last note, where notes hang under each other")),
        (N_("!name"), N_("a new zone, where the canvas has open ones")),
        ("Esc", N_("stays here; what is typed is kept")),
    ),
    "A": (
        ("↑ ↓ ← →", N_("go to the nearest note")),
        ("Shift+↑ ↓ ← →", N_("select more")),
        ("Ctrl+↑ ↓ ← →", N_("move the ring only")),
        (N_("Space"), N_("into the selection or out of it")),
        ("Tab, Shift+Tab", N_("first note of the next or previous zone")),
        ("Home", N_("title of the zone, again: of the stage, of the cluster")),
        ("Enter, F2", N_("open the text: of a note, of a title")),
        ("1 … 9, 0", N_("into that cluster, go on; 0 = none")),
        (N_("1 2"), N_("cluster 12, where there are so many; Enter takes the 1 alone")),
        ("Alt+1 … 9, 0", N_("current note into that cluster; 0 = none")),
        ("+  −", N_("more or less: emotion, strength, priority, dots")),
        ("Alt+↑ ↓ ← →", N_("move the notes, or the stage or zone whose title has the ring")),
        ("Ctrl+Shift+→ ←", N_("journey: over more or fewer stages")),
        ("Delete", N_("delete (Ctrl+Z brings it back)")),
        ("Ctrl+A", N_("select the zone, again: the canvas")),
        ("Ctrl+G, 1 … 9, 0", N_("which group the notes come from")),
        ("Ctrl+T", N_("make an action of it, of several selected ones together")),
        ("Ctrl+Shift+T", N_("the notes with the most dots into the plan, as drafts")),
        ("Ctrl+M", N_("merge the selected notes into one")),
        ("Ctrl+L", N_("link it: arrows or letters choose the other note, Enter links")),
        ("Ctrl+J", N_("put it off: to the parked topics")),
        (N_("Menu key"), N_("all that can be done with it (the right mouse button, too)")),
        (N_("letters"), N_("write a new note")),
        ("Esc", N_("back to writing")),
    ),
    "E": (
        ("Enter", N_("save")),
        ("Shift+Enter", N_("new line")),
        ("Ctrl+Enter", N_("split in two at the cursor")),
        ("Tab, Shift+Tab", N_("save, edit the next one; of a note in the line: to another zone")),
        ("Alt+↑ ↓ ← →", N_("of a note in the line: where it goes")),
        ("Ctrl+Z, Ctrl+Y", N_("undo, redo in the text")),
        ("Esc", N_("leave the text as it was")),
    ),
    "R": (
        ("↑ ↓", N_("from row to row")),
        ("1 … 6", N_("how the row stands: 1, 2, 3 go on; 4, 5, 6 ask why and until when")),
        (N_("letters"), N_("write the remark")),
        ("+  −", N_("ten percent more or less done")),
        ("Tab", N_("to the fields: reason, new deadline, remark, spent, done")),
        ("Enter", N_("next row that is not dealt with; at the end: next meeting, finish")),
        ("Esc", N_("from a field to the rows, what is typed is kept; again: to the first row")),
        ("Ctrl+Z, Ctrl+Y", N_("undo, redo; the row is shown")),
    ),
    "T": (
        ("↑ ↓ ← →", N_("from cell to cell")),
        ("Tab, Shift+Tab", N_("next or previous column")),
        ("Enter", N_("take the cell, go down; on a draft: confirm it")),
        ("F2", N_("edit the cell")),
        (N_("letters"), N_("write over the cell")),
        ("Delete", N_("clear the cell")),
        ("Shift+↑ ↓ ← →", N_("choose several cells; Ctrl+Enter in a cell writes into all of them")),
        ("Ctrl+C, Ctrl+X, Ctrl+V", N_("copy, cut, paste cells, also from and to Excel")),
        ("Ctrl+D", N_("fill down from the cell above")),
        ("Alt+↓", N_("pick a role, a date, a status or a source; elsewhere: move the row down")),
        ("Alt+↑ ↓", N_("move the row up or down")),
        ("Ctrl+Enter, Ctrl+Shift+Enter", N_("new row below, above")),
        ("R A S C I", N_("in the columns of RASCI: that letter; again: away")),
        ("Ctrl+C", N_("copy as a table")),
        ("Esc", N_("leave the cell as it was; again: to the line “New action”")),
    ),
    "G": (
        ("↑ ↓", N_("from row to row; Home, End, PgUp, PgDn go further")),
        ("← →", N_("what of the row is chosen: start, whole bar, deadline, milestones")),
        ("Alt+← →", N_("move what is chosen by a day, a week or a month: the unit of the scale")),
        ("+  −", N_("later or earlier deadline, by the unit of the scale")),
        ("Enter, F2", N_("type the chosen date; on a draft Enter confirms it")),
        ("Insert", N_("new milestone: its words, then its date")),
        (N_("Space"), N_("milestone reached, or not")),
        ("Delete", N_("take the chosen date or milestone away; of the whole bar both dates")),
        ("1 … 6", N_("status; 4, 5 and 6 ask why")),
        ("Alt+↑ ↓", N_("move the row up or down")),
        (N_("letters"), N_("write a new action")),
        ("Esc", N_("drop what is dragged; else to the line “New action”")),
    ),
    "B": (
        ("↑ ↓", N_("from card to card")),
        ("← →", N_("to the neighbouring column")),
        ("1 … 9, 0", N_("into that column; by status 4, 5 and 6 ask why; 0 = none")),
        ("Alt+← →", N_("move the card to the neighbouring column")),
        ("Alt+↑ ↓", N_("move the row up or down")),
        ("+  −", N_("more or less of it is done")),
        ("Enter, F2", N_("edit the words of the card; on a draft Enter confirms it")),
        ("Delete", N_("delete (Ctrl+Z brings it back)")),
        (N_("letters"), N_("write a new action")),
        ("Esc", N_("drop what is dragged; else to the line “New action”")),
    ),
    "L": (
        ("Enter", N_("yes, agreed: next row")),
        (N_("Space"), N_("skip this row")),
        ("↑ ↓ ← →", N_("previous or next row")),
        ("Backspace", N_("take the agreement back")),
        ("Tab, Shift+Tab", N_("which part of the sentence is chosen")),
        ("1 … 6", N_("edit that part")),
        (N_("letters"), N_("write over the chosen part")),
        ("F2", N_("edit the chosen part")),
        ("Esc", N_("leave the part as it was")),
    ),
    "C": (
        ("0 … 9", N_("how many; a new number writes over the old one")),
        ("Enter, ↓, ↑", N_("keep it, to the next or previous row")),
        ("+  −", N_("one more or one fewer")),
        (N_("letters"), N_("find the row with a word that begins so")),
        ("Esc", N_("keep it, to the first row")),
        ("Ctrl+Z, Ctrl+Y", N_("undo, redo")),
    ),
    "S": (
        ("Enter", N_("add what the line says")),
        ("↑ ↓", N_("from an empty line to the rows")),
        ("Ctrl+V", N_("a pasted list becomes rows, one a line")),
        ("Ctrl+Z, Ctrl+Y", N_("undo, redo: of the text, on an empty line of the workshop")),
        ("Esc", N_("from a row to the line; what is typed is kept")),
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
        super().__init__(_("Keys: {mode}").format(mode=_(MODES.get(mode, MODES["W"]))), parent=parent, width=900)
        here = [(_(keys), _(text)) for keys, text in KEYS.get(mode, KEYS["W"])]
        everywhere = everywhere_keys(mode, table)
        content = QWidget()
        columns = row(
            column(section_label(_("Here")), _grid(here), None, gap=8),
            column(section_label(_("Everywhere")), _grid(everywhere), None, gap=8),
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


def everywhere_keys(mode: str, table: CommandTable) -> list[tuple[str, str]]:
    """(key, what it does) of every command that the window binds, whether it can be run now or not; what the sheet of
    the mode says itself is not said twice.
    """
    said = {key.strip() for keys, _text in KEYS.get(mode, KEYS["W"]) for key in keys.split(",")}
    found = sorted((c for c in table if c.shortcut and is_bound(c.shortcut)), key=lambda c: c.id[:7] != "window.")
    return [(shown_key(c.shortcut), c.title) for c in found if shown_key(c.shortcut) not in said]


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
