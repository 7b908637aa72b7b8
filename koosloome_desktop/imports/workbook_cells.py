"""The value of a cell as the text that its format shows: dates with their precision, amounts, percentages.

Dates become ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, whichever the format shows; numbers keep a decimal point that no
reader of ours takes for thousands.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final

_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def shown(value: Any, number_format: str) -> str:
    """The text of a cell's value."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _date(value: dt.datetime | dt.date, number_format: str) -> str:
    day, month = _precision(number_format)
    date: dt.date = value
    if isinstance(value, dt.datetime):
        date = value.date()
        if value.hour or value.minute:
            return f"{date.isoformat()} {value:%H:%M}"
    if day:
        return date.isoformat()
    return date.isoformat()[:7] if month else str(date.year)


@lru_cache(maxsize=512)
def _precision(number_format: str) -> tuple[bool, bool]:
    """Whether a format shows the day, and the month."""
    letters = _QUOTED.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    if "y" not in letters:
        return True, True
    return "d" in letters, "m" in letters


def _number(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return str(value)
    decimals, percent = _decimals(number_format)
    exact = Decimal(repr(value)) * (100 if percent else 1)
    if decimals is None:
        exact = round(exact, 10)
        text = f"{exact.normalize():f}"
        # Three decimals would be read as thousands: a fourth says that they are not.
        if re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", text):
            text += "0"
    elif exact == exact.to_integral_value():
        text = f"{exact:.0f}"
    else:
        places = max(decimals, 2) if not percent else decimals
        text = str(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
        if places == 3 and re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", text):
            text += "0"
    return f"{text}%" if percent else text


@lru_cache(maxsize=512)
def _decimals(number_format: str) -> tuple[int | None, bool]:
    """How many decimals a format shows (None: as many as there are), and whether it is a percentage."""
    plain = _QUOTED.sub("", number_format.split(";", maxsplit=1)[0])
    percent = "%" in plain
    found = re.search(r"[0#?](?:\.([0#?]+))?(?![0-9#?,.])", plain)
    if plain.lower() in {"", "general", "@"} or found is None or "e" in plain.lower():
        return (2 if percent else None), percent
    return len(found[1] or ""), percent
