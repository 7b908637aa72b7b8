"""How often our functions are called: how much there is to do, on any machine, with whatever else runs on it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import koosloome_desktop

_OURS = str(Path(koosloome_desktop.__file__).parent)


def calls(do: Callable[[], object]) -> Counter[tuple[str, str]]:
    """Calls by (file without its ending, function) while something is done in this thread; all of ours, no others."""
    found: Counter[tuple[str, str]] = Counter()

    def heard(frame, event: str, _what: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(_OURS):
            found[frame.f_code] += 1

    before = sys.getprofile()
    sys.setprofile(heard)
    try:
        do()
    finally:
        sys.setprofile(before)
    told: Counter[tuple[str, str]] = Counter()
    for code, count in found.items():
        told[Path(code.co_filename).stem, code.co_qualname] += count
    return told
