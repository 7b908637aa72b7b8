"""A whole row of a plan typed as one line: ``Bussipeatuse valgustus, vallavanem 30.9 450 eur``.

The line is read from its end. What is surely a time, an amount of money or a known role behind a comma is taken off;
the rest is the activity. What is uncertain stays in the activity:

* a bare number is money only behind a comma or beside a time (``30.9 3000``);
* a bare year is a time only behind a comma;
* ``2.5`` is a day only behind a comma or a role, or before an amount; ``30.9`` and ``05.09`` are days anywhere;
* a month or a weekday by its name alone needs a comma, an ending (``juunis``, ``reedeks``) or a word before it;
* a role needs a comma before it, or ``vastutab`` and its like, behind which any words are a role.

A line is never all time, money and role: its first words are the activity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from koosloome_desktop.operations.dates import DateRange, RangeKind
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.operations.money import Amount, AmountState, parse_amount
from koosloome_desktop.operations.role_words import exact, finished
from koosloome_desktop.support.patterns import pattern_of

OWNER: Final = "owner"
PARTNERS: Final = "partners"
WHEN: Final = "when"
AMOUNT: Final = "amount"

_LONGEST: Final = 8
"""Words of the longest time that is read (``from the 1st of June to the 5th …`` has eight)."""
_MOST: Final = 1_000
"""A longer line is an activity as it is."""
_WORD: Final = pattern_of(r"\S+")
_EDGE: Final = " \t,;"
_APART: Final = pattern_of(r"(?:[,;]|(?:^|\s)[-\u2013\u2014])\s*$|\t\s*$")
_BARE: Final = pattern_of(r"[0-9][0-9 .,'\u00a0\u2019]*")
_SMALL_DAY: Final = pattern_of(r"(?:[1-9]|1[0-2])\.(?:[1-9]|1[0-2])\.?")
_YEARS: Final = pattern_of(r"[0-9]{4}(?: ?[-\u2013] ?[0-9]{2,4})?\.?")
_ENDED: Final = pattern_of(r"(?:\w{4,}(?:s|ks|ni|l)|[^\W\d_]+ .+)")
_SAYS_OWNER: Final = pattern_of(
    r"(?:^|(?<=[\s,;]))(?:vastutab|vastutaja|vastutavad|owner|responsible|отвечает|ответственный|ответственная)"
    r"(?::\s*|\s+)(?P<role>[^\s,;:][^,;:]{1,59})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line that was understood: its kind, where it stands, its text."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a line says. `pieces` are in the order of the line."""

    activity: str
    owner: str = ""
    partners: tuple[str, ...] = ()
    when: DateRange | None = None
    amount: Amount | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A role that the end of the line may mean; `line` is the text of the line when it is taken."""

    role: str
    line: str


@dataclass(slots=True)
class _Reader:
    text: str
    roles: Sequence[str]
    today: date
    lang: str
    year: int | None
    left: AbstractSet[tuple[str, str]]
    pieces: list[Piece] = field(default_factory=list)
    when: DateRange | None = None
    amount: Amount | None = None
    owners: list[str] = field(default_factory=list)

    def read(self) -> PlanRow:
        end = len(self.text)
        while (cut := self._last(self.text[:end].rstrip(_EDGE + "-\u2013\u2014"))) is not None:
            end = cut
        activity = self.text[:end].rstrip(_EDGE + "-\u2013\u2014") if self.pieces else self.text
        owners = self.owners[::-1]
        self.pieces.reverse()
        kinds = [p.kind for p in self.pieces]
        if OWNER in kinds:  # the first role of the line is responsible, those after it are partners
            first = kinds.index(OWNER)
            self.pieces = [
                Piece(PARTNERS, p.start, p.end, p.text) if p.kind == OWNER and i != first else p
                for i, p in enumerate(self.pieces)
            ]
        return PlanRow(
            activity.strip(), owners[0] if owners else "", tuple(owners[1:]), self.when, self.amount, tuple(self.pieces)
        )

    def _last(self, head: str) -> int | None:
        """Take the last part off; where it begins, None when it is part of the activity."""
        for word in list(_WORD.finditer(head))[-_LONGEST:]:
            start = word.start()
            if not _words_in(head[:start]):
                continue
            phrase = head[start:].strip(_EDGE)
            apart = _APART.search(head[:start]) is not None
            if phrase and self._understood(phrase, head, start, apart=apart):
                return start
        return self._said_owner(head)

    def _said_owner(self, head: str) -> int | None:
        """``… vastutab noortekogu``: any words are a role there."""
        said = _SAYS_OWNER.search(head)
        if said is None or self.owners or not _words_in(head[: said.start()]):
            return None
        if not self._take(OWNER, said.start(), len(head)):
            return None
        role = said["role"].strip()
        self.owners.append(exact(self.roles, role) or role)
        return said.start()

    def _understood(self, phrase: str, head: str, start: int, *, apart: bool) -> bool:
        if self.when is None and self._is_when(phrase, head, start, apart=apart):
            return True
        if self.amount is None and self._is_amount(phrase, head, start, apart=apart):
            return True
        role = exact(self.roles, phrase) if apart else ""
        if role and self._take(OWNER, start, len(head)):
            self.owners.append(role)
            return True
        return False

    def _take(self, kind: str, start: int, end: int) -> bool:
        text = self.text[start:end].strip(_EDGE)
        if (kind, text.casefold()) in self.left:
            return False
        self.pieces.append(Piece(kind, start, end, text))
        return True

    def _is_when(self, phrase: str, head: str, start: int, *, apart: bool) -> bool:
        found = parse_typed(phrase, today=self.today, lang=self.lang, year=self.year)
        if found.kind in {RangeKind.EMPTY, RangeKind.TEXT}:
            return False
        if not (apart or self._surely_when(phrase, head, start, found)) or not self._take(WHEN, start, len(head)):
            return False
        self.when = found
        return True

    def _surely_when(self, phrase: str, head: str, start: int, found: DateRange) -> bool:
        beside = self._beside_taken(head) or self._after_role(head, start)
        if _SMALL_DAY.fullmatch(phrase):
            return beside
        if _YEARS.fullmatch(phrase):
            return False
        if any(c.isdigit() for c in phrase):
            return True
        if found.kind in {RangeKind.QUARTER, RangeKind.HALF}:
            return True
        return beside or _ENDED.fullmatch(phrase) is not None

    def _beside_taken(self, head: str) -> bool:
        """Whether an amount was taken off right behind this."""
        return bool(self.pieces) and self.pieces[-1].kind == AMOUNT and self.pieces[-1].start >= len(head)

    def _after_role(self, head: str, start: int) -> bool:
        before = head[:start].rstrip(_EDGE)
        at = max(before.rfind(","), before.rfind(";"))
        return at > 0 and bool(exact(self.roles, before[at + 1 :]))

    def _is_amount(self, phrase: str, head: str, start: int, *, apart: bool) -> bool:
        found = parse_amount(phrase, self.lang)
        if found.state is not AmountState.MONEY or found.cents is None or found.cents < 0 or phrase.startswith("+"):
            return False
        bare = _BARE.fullmatch(phrase) is not None
        if bare and not ((apart and not _YEARS.fullmatch(phrase)) or self._beside_time(head, start, phrase)):
            return False
        if not self._take(AMOUNT, start, len(head)):
            return False
        self.amount = found
        return True

    def _beside_time(self, head: str, start: int, phrase: str) -> bool:
        """Whether a time stands right before a bare number (``30.9 3000``) that is no year of it."""
        if _YEARS.fullmatch(phrase) and 1900 <= int(phrase[:4]) <= 2199:
            return False
        before = head[:start].rstrip(_EDGE)
        words = list(_WORD.finditer(before))
        for word in words[-_LONGEST:]:
            part = before[word.start() :].strip(_EDGE)
            if _YEARS.fullmatch(part) or not _words_in(before[: word.start()]):
                continue
            found = parse_typed(part, today=self.today, lang=self.lang, year=self.year)
            if found.kind not in {RangeKind.EMPTY, RangeKind.TEXT}:
                apart = _APART.search(before[: word.start()]) is not None
                return apart or not _SMALL_DAY.fullmatch(part) or self._after_role(before, word.start())
        return False


def _words_in(text: str) -> bool:
    return any(c.isalnum() for c in text)


def read_line(
    text: str,
    *,
    roles: Sequence[str],
    today: date,
    lang: str = "et",
    year: int | None = None,
    left: AbstractSet[tuple[str, str]] = frozenset(),
) -> PlanRow:
    """Read a typed row; any text whatever gives a PlanRow, none raises, and no word is lost.

    `year` is the year of the table that is open, `left` (kind, text in small letters) what the person wants left as
    words.
    """
    if len(text) > _MOST:
        return PlanRow(text.strip())
    return _Reader(text, roles, today, lang, year, left).read()


def proposal(text: str, row: PlanRow, roles: Sequence[str]) -> Proposal | None:
    """The role that the last words of a line may be, while nobody is responsible in it; None when there is none.

    Behind a comma a beginning of two letters is completed (``…, valla``). A whole role without a comma (``… valida
    külavanem``) is only proposed: it may as well be a word of the activity.
    """
    if row.owner or len(text) > _MOST:
        return None
    end = row.pieces[0].start if row.pieces else len(text)
    head, tail = text[:end].rstrip(), text[end:]
    at = max(head.rfind(","), head.rfind(";"))
    begun = head[at + 1 :].strip()
    if at > 0 and len(begun) > 1:
        role = finished(roles, begun)
        return Proposal(role, _joined(head[:at], role, tail)) if role else None
    for word in list(_WORD.finditer(head))[-4:]:
        role = exact(roles, head[word.start() :])
        if role and len(head[: word.start()].split()) > 1:
            return Proposal(role, _joined(head[: word.start()], role, tail))
    return None


def _joined(activity: str, role: str, tail: str) -> str:
    return f"{activity.rstrip(_EDGE)}, {role}{' ' if tail.strip() else ''}{tail.lstrip()}"
