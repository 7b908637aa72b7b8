"""The participants as Qt's tables see them. Every edit is one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from koosloome_desktop.model.records import Person
from koosloome_desktop.operations import grouping, people, queries
from koosloome_desktop.operations.privacy import more_than_a_name
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import people_words

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

Index = QModelIndex | QPersistentModelIndex

SECTOR_WORDS: Final = {
    "municipality": N_("municipality"),
    "ngo": N_("civil society"),
    "community": N_("community"),
    "business": N_("businesses"),
    "youth": N_("young people"),
    "state": N_("state"),
    "health": N_("health care"),
}
TASK_WORDS: Final = {
    "timekeeper": N_("timekeeper"),
    "scribe": N_("scribe"),
    "spokesperson": N_("spokesperson"),
    "host": N_("table host"),
}
COLUMNS: Final = (
    ("code", N_("Code")),
    ("name", N_("Name")),
    ("role", N_("Role")),
    ("sector", N_("Sector")),
    ("organisation", N_("Organisation")),
    ("group", N_("Group")),
    ("task", N_("Task")),
    ("pair", N_("Buddy")),
    ("present", N_("Here")),
)
NAME: Final = 1
_FIXED: Final = frozenset({"code", "present", "pair"})


RULE_WORDS: Final = {
    "": N_("any size"),
    "three_four": N_("3 or 4 people"),
    "two_two": N_("at least 2 of the municipality and 2 of civil society"),
}
"""The rules of teams by code, as message ids."""


def broken_words(wrong: list[tuple[str, int, int]]) -> str:
    """What of a rule does not hold: ``5 people, at most 4``."""
    told = []
    for what, count, asked in wrong:
        people_there = people_words(count)
        if what == "least":
            told.append(_("{people}, at least {asked}").format(people=people_there, asked=asked))
        elif what == "most":
            told.append(_("{people}, at most {asked}").format(people=people_there, asked=asked))
        else:
            told.append(_("{sector} {count}, at least {asked}").format(
                sector=sector_word(what), count=count, asked=asked))  # fmt: skip
    return " · ".join(told)


def sector_word(code: str) -> str:
    """A sector in the language now; one of people's own as it is."""
    return _(SECTOR_WORDS[code]) if code in SECTOR_WORDS else code


def task_word(code: str) -> str:
    """What somebody does for the group, in the language now."""
    return _(TASK_WORDS[code]) if code in TASK_WORDS else code


class PeopleModel(QAbstractTableModel):
    """A row a participant, in order; `told` says why something was not taken, or what should not stand there."""

    told = Signal(str)

    def __init__(self, workshop: OpenWorkshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.people: list[Person] = []
        self.reload()

    def reload(self) -> None:
        """Read the participants anew."""
        self.beginResetModel()
        self.people = queries.people(self.workshop.document)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Participants."""
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns; the name's is there, the table hides it."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section][1])
        return None

    def text(self, person: Person, field: str) -> str:
        """What a cell says."""
        if field == "name":
            return people.name_of(self.workshop.document, person.id)
        if field == "sector":
            return sector_word(person.sector)
        if field == "task":
            return task_word(person.task)
        if field == "pair":
            return ", ".join(p.code for p in grouping.buddies(self.workshop.document, person))
        if field == "present":
            return "" if person.present else _("absent")
        value = getattr(person, field)
        return "" if value is None else str(value)

    def data(self, index: Index, role: int = 0) -> object:
        """Texts, the tick of who is here, and for screen readers the column beside the text."""
        if not index.isValid():
            return None
        person, (field, title) = self.people[index.row()], COLUMNS[index.column()]
        if field == "present" and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked.value if person.present else Qt.CheckState.Unchecked.value
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.text(person, field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(title)}: {self.text(person, field) or _('empty')}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the code can be changed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = COLUMNS[index.column()][0] if index.isValid() else "code"
        if field == "present":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if field in _FIXED else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed or ticked."""
        if not index.isValid():
            return False
        person, field = self.people[index.row()], COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.CheckStateRole:
            here = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
            self._change(person, {"present": here})
            return True
        if role != Qt.ItemDataRole.EditRole or str(value).strip() == self.text(person, field):
            return False
        try:
            if field == "name":
                self.workshop.run(N_("Change a name"), lambda tx: people.set_name(tx, person.id, str(value)))
                if more_than_a_name(str(value)):
                    self.told.emit(_("A name is enough here: no e-mail, no personal code."))
            else:
                self._change(person, {field: _meant(field, str(value).strip())})
        except KoosloomeError as error:
            self.told.emit(error.line())
            return False
        return True

    def _change(self, person: Person, values: dict[str, Any]) -> None:
        self.workshop.run(N_("Change a participant"), lambda tx: people.set_person(tx, person, **values))


def _meant(field: str, text: str) -> Any:
    if field == "sector":
        return people.sector_of(text) or text
    if field == "group":
        return int(text) if text.isdecimal() else text or None
    if field == "task":
        return next((code for code, word in TASK_WORDS.items() if text in {code, _(word)}), text)
    return text
