"""Amounts of money as people write them in plans, and as the workshop file keeps them.

Money is integer cents everywhere. A budget cell has three states that must not be mixed up: empty, an amount (zero is
one) and a text. The formats are those seen in real Estonian plans (``10 000.-``, ``14500``, ``59 938,96 EUR``,
``49eurot + km``, ``Leiame selleks teisi vahendid.``) with their English and Russian counterparts.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from koosloome_desktop.operations.money_words import APPROXIMATE, CURRENCY, MULTIPLIERS, VAT_GROSS, VAT_NET
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _, language
from koosloome_desktop.support.patterns import pattern_of

MAX_CENTS: Final = 10**15
"""The largest amount either way: ten trillion euros, exact in a JSON number and in a database integer."""

_MAX_LENGTH: Final = 80
_MAX_DIGITS: Final = 20


class AmountState(StrEnum):
    """The three states of a budget cell."""

    EMPTY = "empty"
    MONEY = "money"
    TEXT = "text"


class Vat(StrEnum):
    """What a text says about value added tax."""

    UNSAID = ""
    NET = "net"
    GROSS = "gross"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a budget cell says.

    `cents` is an integer for MONEY only. `note` is the whole text for TEXT; for MONEY it is what was said beside the
    number (``+ km``, ``ca``), else "".
    """

    state: AmountState = AmountState.EMPTY
    cents: int | None = None
    note: str = ""
    vat: Vat = Vat.UNSAID

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self.state is AmountState.EMPTY

    @property
    def is_text(self) -> bool:
        """Whether words stand where an amount was expected."""
        return self.state is AmountState.TEXT


_SPACES = pattern_of("[\\s\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")
_NOTHING = pattern_of("[-\u2010-\u2015\u2212 ]*")
_MARK = "(?:[.,] ?[-\u2010-\u2015\u2212]{1,2}|[.,])"
_AMOUNT = pattern_of(
    rf"(?P<about>(?:{APPROXIMATE}) ?)?"
    "(?P<before>[-\u2212+])?"
    rf"(?:(?:{CURRENCY}) ?)?"
    "(?P<sign>[-\u2212+])?"
    "(?P<number>[0-9]+(?:[ .,'\u2019][0-9]+)*)"
    rf"(?: ?(?P<times>{'|'.join(sorted(MULTIPLIERS, key=len, reverse=True))})\b\.?)?"
    rf"(?: ?{_MARK})?"
    rf"(?: ?(?:{CURRENCY}))?"
    rf"(?: ?{_MARK})?"
    rf"(?P<vat> ?\(?(?:(?P<net>{VAT_NET})|(?P<gross>{VAT_GROSS}))\)?\.?)?",
    re.IGNORECASE,
)
_SEPARATED = pattern_of("([ .,'\u2019])")
_JSON_AMOUNT = pattern_of(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,2}))?")


def parse_amount(text: str, lang: str = "et") -> Amount:
    """Read a budget cell; any text whatever gives one of the three states, none raises.

    Only a text that is an amount as a whole is MONEY; a sentence that mentions a number stays TEXT. A comma or a point
    is the decimal sign unless exactly three digits follow it, since euros have two decimals: ``3.000``, ``1,234`` are
    thousands in every language. `lang` (et, en, ru) decides only where both readings are whole cents: ``1,250 tuh``.
    Dashes alone (``–``) mean that nothing was written.
    """
    plain = _SPACES.sub(" ", text).strip()
    if _NOTHING.fullmatch(plain):
        return Amount()
    found = _AMOUNT.fullmatch(plain) if len(plain) <= _MAX_LENGTH else None
    cents = None if found is None else _cents(found, lang)
    if found is None or cents is None:
        return Amount(AmountState.TEXT, None, text.strip())
    beside = [part.strip() for part in (found["about"], found["vat"]) if part]
    vat = Vat.NET if found["net"] else Vat.GROSS if found["gross"] else Vat.UNSAID
    return Amount(AmountState.MONEY, cents, " ".join(beside), vat)


_VAT_WORDS: Final = {
    "et": {Vat.NET: "km-ta", Vat.GROSS: "km-ga"},
    "en": {Vat.NET: "excl. VAT", Vat.GROSS: "incl. VAT"},
    "ru": {Vat.NET: "без НДС", Vat.GROSS: "с НДС"},
}


def said(amount: Amount, lang: str | None = None) -> str:
    """An amount to the cent in words that `parse_amount` reads back as the same: ``49,00 € km-ta``.

    "" for nothing; where words stand instead of an amount, the words.
    """
    if amount.cents is None:
        return amount.note
    vat = _VAT_WORDS[lang or language()].get(amount.vat, "")
    return f"{locale.money(amount.cents, lang, decimals=True)} {vat}".strip()


def _cents(found: re.Match[str], lang: str) -> int | None:
    if found["before"] and found["sign"]:
        return None
    times = MULTIPLIERS[found["times"].lower()] if found["times"] else 1
    value = _number(found["number"], decimal_sign="." if lang == "en" else ",", scaled=times > 1)
    if value is None:
        return None
    cents = value * times * 100
    if cents != cents.to_integral_value() or cents > MAX_CENTS:
        return None
    return -int(cents) if (found["before"] or found["sign"]) in ("-", "\u2212") else int(cents)


def _number(text: str, *, decimal_sign: str, scaled: bool) -> Decimal | None:
    parts = _SEPARATED.split(text)
    digits, signs = parts[0::2], parts[1::2]
    if sum(map(len, digits)) > _MAX_DIGITS:
        return None
    decimals = ""
    if signs and _last_is_decimal(digits, signs, decimal_sign=decimal_sign, scaled=scaled):
        decimals = digits.pop()
        signs.pop()
    if signs and not _grouped(digits, signs):
        return None
    return Decimal(f"{''.join(digits)}.{decimals or '0'}")


def _last_is_decimal(digits: list[str], signs: list[str], *, decimal_sign: str, scaled: bool) -> bool:
    last = signs[-1]
    if last not in ".," or last in signs[:-1]:
        return False
    if len(signs) > 1 or not _grouped(digits, signs):
        return True
    return scaled and last == decimal_sign


def _grouped(digits: list[str], signs: list[str]) -> bool:
    """Whether the digits stand in thousands behind one kind of separator."""
    whole = len(digits[0]) <= 3 and not digits[0].startswith("0")
    return whole and len(set(signs)) == 1 and all(len(group) == 3 for group in digits[1:])


def eur_json(cents: int) -> int | str:
    """Cents as the workshop file writes euros: an integer when whole, else ``"12.50"``."""
    euros, rest = divmod(abs(cents), 100)
    if not rest:
        return -euros if cents < 0 else euros
    return f"{'-' if cents < 0 else ''}{euros}.{rest:02d}"


def cents_from_json(value: Any, *, place: str = "") -> int:
    """Euros of a workshop file as cents: an integer, ``"12.50"``, or a float that is whole cents.

    Raises RefusedInput with `place` for anything else (a boolean, ``"12,50"``, 0.001, NaN, more than `MAX_CENTS`).
    """
    cents = _json_cents(value)
    if cents is None or abs(cents) > MAX_CENTS:
        told = _("{value} is not an amount of euros.").format(value=_shown(value))
        raise RefusedInput(told, place=place, hint=_('Write whole euros as a number, cents as "12.50".'))
    return cents


def _shown(value: Any) -> str:
    """The value in an error line: never long, never raising."""
    if isinstance(value, int) and value.bit_length() > 200:
        return "…"
    return repr(value)[:40]


def _json_cents(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value * 100
    if isinstance(value, float):
        # The shortest decimal that reads back as this float is what stood in the file: 12.1 is 1210 cents.
        cents = Decimal(repr(value)) * 100 if math.isfinite(value) else Decimal("0.5")
        return int(cents) if cents == cents.to_integral_value() else None
    if isinstance(value, str) and (found := _JSON_AMOUNT.fullmatch(value)):
        sign, euros, rest = found.groups(default="")
        cents_value = int(euros) * 100 + int(rest.ljust(2, "0") or "0")
        return -cents_value if sign else cents_value
    return None
