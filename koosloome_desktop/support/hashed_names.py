"""A person's name that can be recognised and not be read: for computers that come back after it was erased.

Each spelling is kept as a salted SHA-256 of its words without their endings; a text is looked through word by word with
the same endings as in `spellings`. Whoever has a list of names can still try them one by one, which is why what is made
of this is kept for a limited time, and beside data that only the same people can read.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.support.spellings import Found, split_word, with_put
from koosloome_desktop.support.text import fold

_PIECE: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 5
"""Longer spellings are looked for by their first words."""
_ENDINGS: Final = (3, 4)
"""How many letters a case or number adds at most, after short and long words."""


@dataclass(frozen=True, slots=True)
class HashedNames:
    """The spellings of one person as hashes. `lengths` are their numbers of words, `left` forms that stay."""

    salt: str
    hashes: frozenset[str]
    lengths: tuple[int, ...]
    left: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], left: Iterable[str], salt: str) -> HashedNames:
        """The hashes of these spellings (the turned ones too) with this salt."""
        hashes, lengths = set(), set()
        for text in texts:
            words = [_pieces(word) for word in unicodedata.normalize("NFC", text).split()]
            for turned in (words, [*words[-1:], *words[:-1]]):
                pieces = [piece for word in turned for piece in word][:_MOST_WORDS]
                if pieces:
                    hashes.add(_hash(salt, pieces))
                    lengths.add(len(pieces))
        return cls(salt, frozenset(hashes), tuple(sorted(lengths, reverse=True)),
                   frozenset(_hash(salt, [(form, 0)]) for form in left))  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """The object to keep."""
        return {"salt": self.salt, "hashes": sorted(self.hashes), "lengths": list(self.lengths),
                "left": sorted(self.left)}  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> HashedNames:
        """The names of such an object; KeyError or TypeError for one that is none."""
        return cls(str(data["salt"]), frozenset(data["hashes"]), tuple(data["lengths"]), frozenset(data["left"]))

    def find(self, text: str) -> list[Found]:
        """Every place where the name stands, from left to right; in the text in NFC."""
        whole = unicodedata.normalize("NFC", text)
        pieces = list(_PIECE.finditer(whole))
        found: list[Found] = []
        at = 0
        while at < len(pieces):
            size = next((n for n in self.lengths if self._stands(whole, pieces[at : at + n], n)), 0)
            if size:
                start, end = pieces[at].start(), pieces[at + size - 1].end()
                if _hash(self.salt, [(whole[start:end], 0)]) not in self.left:
                    found.append(Found(start, end, whole[start:end]))
            at += size or 1
        return found

    def _stands(self, whole: str, pieces: Sequence[re.Match[str]], size: int) -> bool:
        if len(pieces) < size:
            return False
        between = [whole[a.end() : b.start()] for a, b in itertools.pairwise(pieces)]
        if any(gap.strip() not in {"", ",", "-", "'", "’"} for gap in between):
            return False
        # Only the last part of a double name declines: Anna-Liisale.
        ways = [tuple(_ways(p.group(), last=gap != "-")) for p, gap in zip(pieces, [*between, ""], strict=True)]
        return any(_hash(self.salt, words) in self.hashes for words in itertools.product(*ways))

    def replaced(self, text: str, put: str, left: Collection[str] = ()) -> str:
        """The text with `put` in the place of the name; the text itself when it does not stand there."""
        return with_put(text, [p for p in self.find(text) if p.form not in left], put)

    def replaced_in_folded(self, text: str, put: str) -> str:
        """The same for a text that was folded for searching."""
        return self.replaced(text, fold(put))


def _pieces(word: str) -> list[tuple[str, int]]:
    found = _PIECE.findall(word)
    return [*((piece, 0) for piece in found[:-1]), *(split_word(piece) for piece in found[-1:])]


def _ways(piece: str, *, last: bool) -> Iterator[tuple[str, int]]:
    yield piece, 0
    if last:
        for most in _ENDINGS:
            for ending in range(min(most, len(piece) - 1) + 1):
                yield piece[: len(piece) - ending], most


def _hash(salt: str, words: Sequence[tuple[str, int]]) -> str:
    text = "\n".join(f"{fold(word)} {most}" for word, most in words)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()[:32]
