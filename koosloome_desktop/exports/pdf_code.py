"""QR codes as one path of rectangles: sharp at every size, no picture.

A code holds what it says itself (a calendar event, a canvas's code), never an address somewhere on the internet.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

QUIET: Final = 4
"""Empty modules round a code (ISO/IEC 18004)."""


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of a code, without its quiet border; medium error correction."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text.encode("utf-8"), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(one) for one in row) for row in code.get_matrix())


def path_of(text: str, x: float, top: float, size: float) -> str:
    """The operators that fill a code of `size` points with its quiet border; `top` counts up as a PDF does."""
    rows = modules(text)
    unit = size / (len(rows) + 2 * QUIET)
    pieces = [
        f"{x + (QUIET + start) * unit:.3f} {top - (QUIET + number + 1) * unit:.3f} {length * unit:.3f} {unit:.3f} re"
        for number, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return "\n".join((*pieces, "f"))


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """(start, length) of each stretch of dark modules."""
    start = -1
    for index, dark in enumerate((*row, False)):
        if dark and start < 0:
            start = index
        elif not dark and start >= 0:
            yield start, index - start
            start = -1
