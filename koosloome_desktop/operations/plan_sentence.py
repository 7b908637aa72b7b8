"""A row of a plan as one sentence, to be read out and agreed to: who answers for what, by when, for how much.

“Vallasekretär vastab: bussipeatuse valgustus on paigas, hiljemalt 31.12.2026, 450 €, valla eelarvest.” Roles and what
people wrote stay as they wrote them: the sentences are made so that nothing has to be inflected but months and, in
Estonian, sources of money whose case can be told for sure. What is missing is said, not left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.operations.plan import has_amount, row_total
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _, language, translator
from koosloome_desktop.support.patterns import pattern_of

FIELDS: Final = ("owner_role", "activity", "deadline", "budget", "funding_source", "result")
"""The parts of a sentence that can be chosen and edited, in the order of their digits."""

Say = Callable[[str], str]
_ONE: Final = N_("{owner} answers for this: {activity}")
_SEVERAL: Final = N_("{owner} answer for this: {activity}")
_NOBODY: Final = N_("Nobody answers for this yet: {activity}")
_PLACES: Final = pattern_of(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the sentence: `field` names the cell it comes from, "" for the words between; `missing` marks what the
    row does not say yet.
    """

    text: str
    field: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row in words."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that the row does not say."""
        return tuple(piece.field for piece in self.pieces if piece.missing)


def sentence(action: Action, deadline: str | None, lang: str | None = None) -> Sentence:
    """The row in a language (the interface's when none is given); `deadline` is the one that holds."""
    lang = lang or language()
    say: Say = _ if lang == language() else translator(lang).gettext
    pieces = _head(action, say)
    tail = [_deadline(action, deadline, lang, say), _amount(action, lang, say), *_source(action, lang, say)]
    for piece in tail:
        pieces += [Piece(", "), piece]
    pieces.append(Piece("."))
    if action.result.strip():
        before, after = _split(say(N_("Result: {result}.")), "result")
        pieces += [Piece(f" {before}"), Piece(_closed(action.result), "result"), Piece(after)]
    return Sentence(tuple(p for p in pieces if p.text))


def _head(action: Action, say: Say) -> list[Piece]:
    owner = action.owner_role.strip()
    template = say(_SEVERAL if _is_several(owner) else _ONE) if owner else say(_NOBODY)
    texts = {
        "owner": Piece(owner[:1].upper() + owner[1:] if template.startswith("{owner}") else owner, "owner_role"),
        "activity": Piece(
            _closed(action.activity) or say(N_("the action is not named")), "activity", not action.activity
        ),
    }
    found: list[Piece] = []
    at = 0
    for match in _PLACES.finditer(template):
        found += [Piece(template[at : match.start()]), texts[match[1]]]
        at = match.end()
    found.append(Piece(template[at:]))
    if not owner:
        found[0] = Piece(found[0].text, "owner_role", missing=True)
    return found


def _split(template: str, name: str) -> tuple[str, str]:
    before, _sign, after = template.partition("{" + name + "}")
    return before, after


def _closed(text: str) -> str:
    """A text inside a sentence: on one line, without its own full stop."""
    line = " ".join(text.split())
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line


def _is_several(owner: str) -> bool:
    return bool(re.search(r",|;|\s(?:ja|ning|and|и)\s|\+|&", owner))


# --- when


_INESSIVE: Final = (
    "jaanuaris", "veebruaris", "märtsis", "aprillis", "mais", "juunis", "juulis", "augustis", "septembris",
    "oktoobris", "novembris", "detsembris",
)  # fmt: skip
_GENITIVE: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip


def _deadline(action: Action, deadline: str | None, lang: str, say: Say) -> Piece:
    if deadline and valid_partial(deadline):
        return Piece(say(N_("by {date} at the latest")).format(date=_date(deadline, lang)), "deadline")
    if action.time_text.strip():
        return Piece(say(N_("time: {time}")).format(time=_closed(action.time_text)), "deadline")
    return Piece(say(N_("no deadline agreed yet")), "deadline", missing=True)


def _date(value: str, lang: str) -> str:
    if len(value) == len("2026-10-15"):
        return locale.date(value, lang)
    year, month = value[:4], int(value[5:7]) - 1
    if lang == "et":
        return f"{year}. aasta {_INESSIVE[month]}"
    return f"{_GENITIVE[month]} {year} года" if lang == "ru" else locale.month(value, lang)


# --- money


def _amount(action: Action, lang: str, say: Say) -> Piece:
    if has_amount(action):
        cents = row_total(action)
        money = locale.money(cents, lang)
        return Piece(money if cents else say(N_("no money is needed ({amount})")).format(amount=money), "budget")
    words = action.budget_note or action.budget_text
    if words.strip():
        return Piece(say(N_("money: {words}")).format(words=_closed(words)), "budget")
    return Piece(say(N_("the amount is open")), "budget", missing=True)


def _source(action: Action, lang: str, say: Say) -> list[Piece]:
    names = [name for name in action.funding if name] or [action.funding_source.strip()]
    names = [name for name in names if name]
    if not names:
        if has_amount(action) and row_total(action):
            return [Piece(say(N_("where the money comes from is open")), "funding_source", missing=True)]
        return []
    cased = [elative(name) for name in names] if lang == "et" else []
    if cased and all(cased):
        return [Piece(" ja ".join(str(c) for c in cased), "funding_source")]
    return [Piece(say(N_("money from: {source}")).format(source=", ".join(map(_closed, names))), "funding_source")]


_KNOWN: Final = {
    "valla/linna eelarve": "valla või linna eelarvest",
    "vabatahtlik töö": "vabatahtliku tööna",
    "kaasav eelarve": "kaasavast eelarvest",
    "annetus/sponsor": "annetusest või sponsorilt",
    "otsitakse": "rahastajat veel otsitakse",
}
_NOUNS: Final = pattern_of(r"(?:eelarve|toetus|rahastus|osalus|annetus|fond|kapital)$", re.IGNORECASE)


def elative(source: str) -> str | None:
    """A source of money in the elative (“valla eelarvest”), None where its case cannot be told for sure.

    Sure are: what the list of sources has, and a known noun before which only genitives stand (they end in a vowel,
    but for adjectives in -ne). Of “A ja B” both are inflected when both end in such a noun.
    """
    text = " ".join(source.split())
    if text.casefold() in _KNOWN:
        return _KNOWN[text.casefold()]
    parts = text.split(" ja ")
    if all(_NOUNS.search(part) for part in parts):
        cased = [_noun_cased(part) for part in parts]
    elif any(_NOUNS.search(part) for part in parts[:-1]) or not all(map(_is_genitive, " ".join(parts[:-1]).split())):
        return None
    else:
        cased = [*parts[:-1], _noun_cased(parts[-1])]
    return " ja ".join(str(c) for c in cased) if all(cased) else None


def _noun_cased(phrase: str) -> str | None:
    words = phrase.split()
    if not words or not _NOUNS.search(words[-1]) or not all(map(_is_genitive, words[:-1])):
        return None
    last = words[-1]
    ending = (
        "st" if last.casefold().endswith("eelarve") else "ist" if last.casefold()[-4:] in {"fond", "ital"} else "est"
    )
    return " ".join([*words[:-1], last + ending])


def _is_genitive(word: str) -> bool:
    return word[-1:].casefold() in set("aeiouõäöü") and not word.casefold().endswith("ne")


def spoken(action: Action, deadline: str | None, lang: str | None = None) -> str:
    """The sentence as plain text, for screen readers and files."""
    return sentence(action, deadline, lang).text
