"""Which notes say much the same as a text: for "same again" while somebody is typing.

Texts are compared by their groups of three letters (Dice coefficient, Adamson and Boreham 1974), rare groups weighing
more. Endings change in Estonian and Russian while stems stay, so that "buss ei sõida" finds "bussid ei sõitnud" without
a dictionary. What is typed is often only the beginning of a thought: how much of it stands in the note counts too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.text import fold

LEAST_LETTERS: Final = 4
"""Shorter texts are like everything."""
LEAST_SCORE: Final = 0.5
"""From so much on (0 … 1) a note is offered; chosen on the notes of the sample workshops, see the tests."""
_WORD: Final = pattern_of(r"\w+")
_SIZE: Final = 3


def grams(text: str) -> frozenset[str]:
    """The groups of three letters of a folded text, a space before each word, none behind it: endings change."""
    return frozenset().union(*map(_grams, text.split()))


@lru_cache(maxsize=16384)
def _grams(text: str) -> frozenset[str]:
    """The same for what stands between two spaces; kept, because boards repeat their words."""
    found: set[str] = set()
    for word in _WORD.findall(fold(text)):
        padded = f" {word}"
        found.update(padded[i : i + _SIZE] for i in range(max(1, len(padded) - _SIZE + 1)))
    return frozenset(found)


class Alike:
    """An index over texts by id; kept equal to what it is told, so that asking costs about a millisecond."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._grams: dict[str, frozenset[str]] = {}
        self._holders: dict[str, set[str]] = {}
        self._weights: dict[str, float] = {}
        self._sums: dict[str, float] = {}

    def update(self, texts: Mapping[str, str], most: int | None = None) -> bool:
        """Know these texts and no others; only what changed is looked at, and of what is new at most so many texts.

        Whether all of them are known now.
        """
        self._weights, self._sums = {}, {}
        for gone in [i for i, text in self._texts.items() if texts.get(i) != text]:
            for gram in self._grams.pop(gone):
                self._holders[gram].discard(gone)
            del self._texts[gone]
        fresh = [i for i in texts if i not in self._texts]
        for new in fresh[:most]:
            self._texts[new] = texts[new]
            self._grams[new] = grams(texts[new])
            for gram in self._grams[new]:
                self._holders.setdefault(gram, set()).add(new)
        return most is None or len(fresh) <= most

    def most_alike(self, text: str, most: int = 3) -> list[str]:
        """The ids of the most alike texts, the best first; none for a text of fewer than `LEAST_LETTERS` letters."""
        if sum(char.isalnum() for char in text) < LEAST_LETTERS:
            return []
        wanted = grams(text)
        weights = {gram: self._weight(gram) for gram in wanted}
        shared: dict[str, float] = {}
        for gram, weight in weights.items():
            for holder in self._holders.get(gram, ()):
                shared[holder] = shared.get(holder, 0.0) + weight
        total = sum(weights.values())
        # Whoever shares less than this cannot reach the score, whatever its length.
        found = [(self._score(i, part, total), i) for i, part in shared.items() if part >= total * LEAST_SCORE / 2]
        best = sorted((x for x in found if x[0] >= LEAST_SCORE), key=lambda x: (-x[0], self._texts[x[1]], x[1]))
        return [note_id for _score, note_id in best[:most]]

    def _score(self, holder: str, shared: float, total: float) -> float:
        own = self._sums.get(holder)
        if own is None:
            own = self._sums[holder] = sum(map(self._weight, self._grams[holder]))
        dice = 2 * shared / (total + own) if total + own else 0.0
        return 0.5 * dice + 0.5 * shared / total

    def _weight(self, gram: str) -> float:
        found = self._weights.get(gram)
        if found is None:
            found = math.log(1.0 + (1.0 + len(self._texts)) / (1.0 + len(self._holders.get(gram, ()))))
            self._weights[gram] = found
        return found
