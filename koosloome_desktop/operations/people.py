"""Participants as code, role, sector and organisation; names apart, so that they can be erased alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Person, PersonName
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import order_last
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import NAME_LIMIT, clean, clean_title, fold

SECTORS: Final = ("municipality", "ngo", "community", "business", "youth", "state", "health")
"""The sectors of koosloome-workshop/1, in the order they are offered."""
_SAID: Final = {
    "municipality": ("omavalitsus", "kov", "vald", "linn", "ametnik", "municipality", "муниципалитет", "волость"),
    "ngo": ("vabaühendus", "mtü", "selts", "ngo", "нко", "объединение"),
    "community": ("kogukond", "küla", "elanik", "community", "resident", "сообщество", "житель"),
    "business": ("ettevõte", "ettevõtja", "business", "company", "предприятие", "бизнес"),
    "youth": ("noor", "noored", "youth", "молодёжь", "молодежь"),
    "state": ("riik", "amet", "state", "государство"),
    "health": ("tervishoid", "perearst", "health", "здравоохранение"),
}
_TEXTS: Final = frozenset({"role", "sector", "organisation", "municipality", "task"})


def sector_of(words: str) -> str:
    """The sector that a word names, in any of the three languages or by its code; "" for an unknown one."""
    wanted = fold(words.strip())
    if not wanted:
        return ""
    for sector in SECTORS:
        if wanted == sector or any(wanted == fold(w) or wanted.startswith(fold(w)) for w in _SAID[sector]):
            return sector
    return ""


def read_person(line: str) -> dict[str, str]:
    """A person as typed: role, then after commas a sector and an organisation: ``külavanem, kogukond, Lille selts``.

    What names no sector is the organisation; nothing is lost.
    """
    parts = [p.strip() for p in line.split(",") if p.strip()]
    found = {"role": parts[0] if parts else ""}
    rest = []
    for part in parts[1:]:
        sector = sector_of(part)
        if sector and "sector" not in found:
            found["sector"] = sector
        else:
            rest.append(part)
    if rest:
        found["organisation"] = ", ".join(rest)
    return found


def add_person(tx: Transaction, **values: Any) -> Person:
    """A participant after the others, with the next free code."""
    document = tx.document
    code = queries.next_code((p.code for p in document.of(Person)), "O")
    cleaned: dict[str, Any] = {k: clean(v).text if k in _TEXTS else v for k, v in values.items()}
    order = order_last(document, Person, "")
    return tx.create(Person(id=new_id(), order=order, code=code, **cleaned))


def set_person(tx: Transaction, person: Person, **values: Any) -> Person:
    """Change a participant; texts are cleaned."""
    return tx.update(person, **{k: clean(v).text if k in _TEXTS else v for k, v in values.items()})


def delete_people(tx: Transaction, ids: Iterable[str]) -> None:
    """Delete participants with their names."""
    for person in ids:
        if isinstance(tx.document.find(person), Person):
            tx.remove(person)


def name_of(document: Document, person: str) -> str:
    """A participant's name; "" where none is kept."""
    found = document.within(PersonName, person)
    return found[-1].name if found else ""


def set_name(tx: Transaction, person: str, name: str) -> None:
    """Keep a name beside a participant; an empty one erases it. TextTooLong over 40 characters: it is never cut."""
    text = clean_title(name, limit=NAME_LIMIT).text
    found = tx.document.within(PersonName, person)
    for old in found[1:] if text else found:
        tx.remove(old.id)
    if text and found:
        tx.update(found[0], name=text)
    elif text:
        tx.create(PersonName(id=new_id(), order=order_last(tx.document, PersonName, person), person=person, name=text))


def by_sector(document: Document) -> list[tuple[str, int]]:
    """How many of those who are there come from each sector, most first; "" are those of none."""
    counts = Counter(p.sector for p in queries.people(document) if p.present)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
