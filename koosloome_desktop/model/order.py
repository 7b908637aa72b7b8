"""Order as a fractional key: a text between its neighbours, so that a move writes one record.

Keys are base-62 digits of a fraction (0…1, first digit most significant) and compare as ASCII text; they never end
in the
lowest digit, so there is always room before a key. Ties (two people inserting at one place) are broken by record id.
Method: midpoint of two fractions, as described by D. Greenspan, "Implementing fractional indexing" (2020).
"""

from __future__ import annotations

from collections.abc import Iterator

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_VALUE = {c: i for i, c in enumerate(DIGITS)}


def is_key(text: str) -> bool:
    """Whether `text` is a usable order key."""
    return bool(text) and all(c in _VALUE for c in text) and text[-1] != DIGITS[0]


def between(low: str, high: str) -> str:
    """A key strictly between two keys; an empty text means 'the end of that side'.

    When the two are equal or crossed (foreign changes can do that) the key falls right after `low`.
    """
    if low and (not high or low >= high):
        return _after(low)
    return _mid(low, high)


def _after(low: str) -> str:
    """The next key after `low` at the open end, where a list is typed downwards: 10,000 keys have 4 digits at most.

    A number is counted up: the digits after the leading highest ones, two and then as many more as those are.
    """
    full = len(low) - len(low.lstrip(DIGITS[-1]))
    width = 2 * full + 2
    value = 1
    for place, char in enumerate(reversed(low[:width].ljust(width, DIGITS[0]))):
        value += _VALUE[char] * _BASE**place
    if value % _BASE == 0:
        value += 1
    digits = []
    for _ in range(width):
        value, rest = divmod(value, _BASE)
        digits.append(DIGITS[rest])
    return "".join(reversed(digits))


def _mid(low: str, high: str) -> str:
    prefix: list[str] = []
    index = 0
    while True:
        left = _VALUE[low[index]] if index < len(low) else 0
        right = _VALUE[high[index]] if high and index < len(high) else _BASE
        if right - left > 1:
            return "".join(prefix) + DIGITS[(left + right) // 2]
        prefix.append(DIGITS[left])
        if right - left == 1:
            # Below `high` from here on: only the lower bound counts.
            high = ""
        index += 1


def spread(count: int) -> Iterator[str]:
    """`count` ascending keys of equal length, evenly spaced, for a whole list at once."""
    width = 1
    while _BASE**width <= count + 1:
        width += 1
    width += 1
    total = _BASE**width
    for number in range(1, count + 1):
        value = number * total // (count + 1)
        digits = []
        for _ in range(width):
            value, rest = divmod(value, _BASE)
            digits.append(DIGITS[rest])
        yield "".join(reversed(digits)).rstrip(DIGITS[0])
