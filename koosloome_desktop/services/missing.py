"""What a reader would stumble over, found before an export: gaps in rows, slips of the pen, names of people.

Nothing is corrected and nothing stops an export; every finding names the record where it can be mended. Look-alikes:
letters of the other script that look the same (А а е о р с х …) break searching and reading aloud. Names and numbers of
people are looked for because a report is passed on (domain notes 3.8, check 12).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.metrics import lacks_letters
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Milestone, Note, Record, Track
from koosloome_desktop.operations import iterations, queries
from koosloome_desktop.operations.plan import has_amount
from koosloome_desktop.services.given_names import GIVEN_NAMES
from koosloome_desktop.support.i18n import ngettext
from koosloome_desktop.support.patterns import pattern_of

_LATIN: Final = pattern_of("[A-Za-z\u00c0-\u024f]")
_CYRILLIC: Final = pattern_of("[\u0400-\u052f]")
_WORD: Final = pattern_of(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DOUBLED: Final = pattern_of(r"\b([^\W\d_]{2,})[ \u00a0]+\1\b", re.IGNORECASE)
_SPACES: Final = pattern_of(r"\S[ \u00a0]{2,}\S")
_PHONE: Final = pattern_of(
    r"(?<![\d.,+])(?:\+\d{1,3}[ -]?)?"
    r"(?:5\d{2,3}[ -]?\d{2}[ -]?\d{2}|5\d{2,3}[ -]?\d{4}|[3467]\d{2}[ -]?\d{4})(?![\d.,]?\d|[ -]?€)"
)
_INTERNATIONAL: Final = pattern_of(r"\+\d{1,3}[ -]?\d[\d -]{5,11}\d")
_MAIL: Final = pattern_of(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NAME: Final = pattern_of(r"\b([^\W\d_a-zõäöüšžа-яё][^\W\d_]+) ([^\W\d_a-zõäöüšžа-яё][^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Gap:
    """One place: what is the matter (a code), the canvas (an id, "" for the parking lot), the record, its text."""

    code: str
    canvas: str
    record: str
    text: str


def no_owner(count: int) -> str:
    """3 rida vajab veel vastutajat."""
    return ngettext(
        "{count} row still needs somebody responsible", "{count} rows still need somebody responsible", count
    )


def _no_date(count: int) -> str:
    return ngettext("{count} row still needs a deadline", "{count} rows still need a deadline", count)


def _no_amount(count: int) -> str:
    return ngettext("{count} row still needs an amount", "{count} rows still need an amount", count)


def _drafts(count: int) -> str:
    return ngettext("{count} proposal waits for a yes", "{count} proposals wait for a yes", count)


def _mixed(count: int) -> str:
    return ngettext(
        "{count} word mixes Latin and Cyrillic letters", "{count} words mix Latin and Cyrillic letters", count
    )


def _doubled(count: int) -> str:
    return ngettext("{count} word is written twice in a row", "{count} words are written twice in a row", count)


def _spaces(count: int) -> str:
    return ngettext("{count} text has double spaces", "{count} texts have double spaces", count)


def _names(count: int) -> str:
    return ngettext("{count} text seems to name a person", "{count} texts seem to name a person", count)


def _numbers(count: int) -> str:
    return ngettext(
        "{count} text has a phone number or an e-mail address",
        "{count} texts have a phone number or an e-mail address",
        count,
    )


def _letters(count: int) -> str:
    return ngettext(
        "{count} text has letters that are printed as boxes",
        "{count} texts have letters that are printed as boxes",
        count,
    )


SENTENCES: Final[dict[str, Callable[[int], str]]] = {
    "plan.no_owner": no_owner,
    "plan.no_date": _no_date,
    "plan.no_amount": _no_amount,
    "plan.draft": _drafts,
    "people.name": _names,
    "people.number": _numbers,
    "text.letters": _letters,
    "text.mixed": _mixed,
    "text.doubled": _doubled,
    "text.spaces": _spaces,
}
"""What is said of the places of a code, in the order in which they are told."""


def gaps(document: Document) -> list[Gap]:
    """Every place, by code in the order of `SENTENCES`, then as the canvases lie."""
    known = {code: number for number, code in enumerate(SENTENCES)}
    found = [*_rows(document), *_texts(document)]
    return sorted(found, key=lambda gap: known[gap.code])


def told(found: Sequence[Gap]) -> list[tuple[str, list[Gap]]]:
    """One sentence for each code with its places."""
    groups: dict[str, list[Gap]] = {}
    for gap in found:
        groups.setdefault(gap.code, []).append(gap)
    return [(SENTENCES[code](len(same)).format(count=len(same)), same) for code, same in groups.items()]


def _rows(document: Document) -> Iterator[Gap]:
    for canvas in iterations.current(document):
        for action in queries.actions(document, canvas.id):
            if action.draft:
                yield Gap("plan.draft", canvas.id, action.id, action.activity)
            elif action.status not in {"done", "dropped"}:
                yield from (Gap(code, canvas.id, action.id, action.activity) for code in _lacks(action))


def _lacks(action: Action) -> Iterator[str]:
    if not (action.owner_role or action.organisation):
        yield "plan.no_owner"
    if not (action.deadline or action.time_text):
        yield "plan.no_date"
    if not (has_amount(action) or action.budget_note or action.budget_text):
        yield "plan.no_amount"


def _texts(document: Document) -> Iterator[Gap]:
    titles = {w.casefold() for w in _WORD.findall(" ".join(_places(document)))}
    for record in document.records():
        for text in _written(record):
            canvas = record.id if isinstance(record, Canvas) else _canvas_of(document, record)
            for code in slips(text, titles):
                yield Gap(code, canvas, _shown_record(record), text)


def _places(document: Document) -> Iterator[str]:
    """Texts whose capital letters are places and organisations, not people."""
    workshop = document.workshop
    yield from (str(v) for v in workshop.title.values())
    yield from (str(v) for v in workshop.municipality.values() if isinstance(v, str))
    yield workshop.place


def slips(text: str, titles: set[str] | frozenset[str] = frozenset()) -> Iterator[str]:
    """The codes of what is the matter with a text; words in `titles` (lower case) are nobody's name."""
    if lacks_letters(text):
        yield "text.letters"
    if not text.isascii() and any(_CYRILLIC.search(w) and _LATIN.search(w) for w in _WORD.findall(text)):
        yield "text.mixed"
    if _DOUBLED.search(text):
        yield "text.doubled"
    if _SPACES.search(text):
        yield "text.spaces"
    if _MAIL.search(text) or _PHONE.search(text) or _INTERNATIONAL.search(text):
        yield "people.number"
    pairs = (m.groups() for m in _NAME.finditer(text))
    if any(first.casefold() in GIVEN_NAMES and last.casefold() not in titles for first, last in pairs):
        yield "people.name"


def _written(record: Record) -> Iterator[str]:
    if isinstance(record, Note):
        yield from (record.text, record.second, record.whose)
    elif isinstance(record, Action):
        yield from (record.activity, record.result, record.indicator, record.target_group, record.owner_role)
        yield from (record.organisation, record.first_step, record.budget_note, record.reason)
    elif isinstance(record, Milestone):
        yield record.text
    elif isinstance(record, Cluster):
        yield record.label
    elif isinstance(record, Track):
        yield record.name
    elif isinstance(record, Canvas):
        yield from (record.title, record.focus_question, record.goal)


def _canvas_of(document: Document, record: Record) -> str:
    if isinstance(record, Milestone):
        action = document.find(record.action)
        return action.canvas if isinstance(action, Action) else ""
    return str(getattr(record, "canvas", ""))


def _shown_record(record: Record) -> str:
    """What to select so that the text is seen: a milestone stands in its row, a title is the canvas's own."""
    if isinstance(record, Milestone):
        return record.action
    return "" if isinstance(record, Canvas | Track) else record.id
