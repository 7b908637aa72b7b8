"""Which notes might belong together: proposed, never done. No dictionary and no model of language, only letters.

Words are cut to stems by length (Estonian and Russian endings change, stems mostly stay) and compared by groups of
three letters, rare ones weighing more (inverse document frequency, Spärck Jones 1972). Notes are joined by average
linkage (Sokal and Michener 1958) as long as two groups are alike enough: sorting cards by likeness, done in letters.
Words that say nothing by themselves (Estonian, English, Russian) do not count.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.text import fold

LEAST_ALIKE: Final = 0.16
"""From so much on (0 … 1, average over all pairs) notes are proposed together; chosen on the sample workshops."""
MOST_NOTES: Final = 400
"""More notes than this are not compared at once: the list would be longer than anybody reads."""
MOST_IN_GROUP: Final = 8
_WORD: Final = pattern_of(r"[^\W\d_]+")
_STEM: Final = 5
"""Letters of a word that count as its stem; shorter words are their own."""
_SHORT: Final = 3
_AMONG: Final = 40


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_EMPTY: Final = _set(
    "ning või ega kui kas siis see seda selle need nende neid tema oma mis mida mille kes keda kelle kus kuidas miks",
    "ole oli olid olla pole mitte veel juba ainult väga liiga palju vähe kõik kõigile iga ühe üks kaks teine mõni mõne",
    "saab peab võib võiks tuleb teha teeb aga sest kuna nagu enne pärast üle alla juures jaoks kohta vahel ilma kaudu",
    "puudub puuduvad kord korda",
    "the and for not are was were has have had this that with from into all any but can could will would should there",
    "their they them our your too very more most only just over under when where what who why how than then also",
    "что как это этот эта эти для при над под без уже ещё еще есть нет был была было были быть где кто когда почему",
    "очень только можно нужно надо они она оно его наш ваш все всё или чтобы если так там тут",
)
"""Words that say nothing by themselves, in Estonian, English and Russian."""


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that may belong together, most alike first, and a word that they share ("" when there is none)."""

    notes: tuple[str, ...]
    word: str = ""


def suggestions(texts: Mapping[str, str], *, without: Iterable[frozenset[str]] = ()) -> list[Group]:
    """Groups of at least two alike texts (id → text), the most alike first; those in `without` were turned down."""
    return not_refused(alike_groups(texts), without)


def alike_groups(texts: Mapping[str, str], stopped: Callable[[], bool] = lambda: False) -> list[Group]:
    """The same whatever was turned down; nothing once `stopped()` says that nobody waits for it any more."""
    words = {i: _words(text) for i, text in list(texts.items())[:MOST_NOTES]}
    parts = {i: _parts(found) for i, found in words.items()}
    alike = _likeness({i: found for i, found in parts.items() if found})
    found = []
    for members, score in _joined(list(alike), alike, stopped):
        if len(members) > 1:
            order = sorted(members, key=lambda i: -sum(alike[i].get(j, 0.0) for j in members))
            found.append((score, Group(tuple(order), _shared_word([words[i] for i in order]))))
    return [group for _score, group in sorted(found, key=lambda pair: (-pair[0], pair[1].notes))]


def not_refused(groups: Iterable[Group], without: Iterable[frozenset[str]]) -> list[Group]:
    """The groups that were not turned down: neither they nor larger ones with all of their notes."""
    refused = set(without)
    return [g for g in groups if not any(gone.issuperset(g.notes) for gone in refused)]


def _words(text: str) -> list[str]:
    """The words that say something, folded."""
    return [w for w in _WORD.findall(fold(text)) if len(w) >= _SHORT and w not in _EMPTY]


def _parts(words: Iterable[str]) -> frozenset[str]:
    """Stems and their groups of three letters."""
    found: set[str] = set()
    for word in words:
        # "buss" and "bussi" meet in four letters, "kooli" and "koolis" in five.
        found.update({f"^{word[:_STEM]}", f"^{word[: _STEM - 1]}"})
        padded = f" {word[: _STEM + 2]}"
        found.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return frozenset(found)


def _likeness(parts: Mapping[str, frozenset[str]]) -> dict[str, dict[str, float]]:
    """How alike each two are: the weight of what they share by the weight of what they have (cosine)."""
    holders: Counter[str] = Counter(p for found in parts.values() for p in found)
    total = len(parts)

    def weight(part: str) -> float:
        # A stem that two notes share says more than letters that happen to meet. Among few notes a word that two of
        # them share would look common: they are weighed as if they stood among many.
        return (2.0 if part.startswith("^") else 1.0) * math.log(1.0 + max(total, _AMONG) / holders[part])

    weights = {part: weight(part) ** 2 for part in holders}
    norms = {i: math.sqrt(sum(weights[p] for p in found)) for i, found in parts.items()}
    owners: dict[str, list[str]] = {}
    for i, found in parts.items():
        for part in found:
            owners.setdefault(part, []).append(i)
    alike: dict[str, dict[str, float]] = {i: {} for i in parts}
    for part, ids in owners.items():
        if 1 < len(ids) <= max(3, total // 2):
            for at, one in enumerate(ids):
                for other in ids[at + 1 :]:
                    alike[one][other] = alike[other][one] = alike[one].get(other, 0.0) + weights[part]
    for i, row in alike.items():
        for j in row:
            row[j] /= norms[i] * norms[j]
    return alike


def _joined(
    ids: list[str], alike: Mapping[str, Mapping[str, float]], stopped: Callable[[], bool]
) -> list[tuple[list[str], float]]:
    """Groups by average linkage: the two most alike become one, until none are alike enough. With their likeness."""
    groups: dict[int, list[str]] = dict(enumerate([i] for i in ids))
    scores: dict[tuple[int, int], float] = {}
    place = {i: n for n, i in enumerate(ids)}
    for i, row in alike.items():
        for j, score in row.items():
            if place[i] < place[j]:
                scores[place[i], place[j]] = score
    within: dict[int, float] = {}
    # The most alike on top; what has been merged since it was put there is not in `scores` any more, or otherwise.
    heap = [(-score, *pair) for pair, score in scores.items() if score >= LEAST_ALIKE]
    heapify(heap)
    while heap:
        lowered, a, b = heappop(heap)
        if scores.get((a, b)) != -lowered:
            continue
        if len(groups[a]) + len(groups[b]) > MOST_IN_GROUP:
            del scores[a, b]
            continue
        if stopped():
            return []
        for pair, mean in _merge(groups, scores, a, b):
            if mean >= LEAST_ALIKE:
                heappush(heap, (-mean, *pair))
        within[a] = -lowered
    return [(members, within.get(n, 0.0)) for n, members in groups.items()]


def _merge(
    groups: dict[int, list[str]], scores: dict[tuple[int, int], float], a: int, b: int
) -> list[tuple[tuple[int, int], float]]:
    """Put group b into group a; likeness to others is the average over their notes. Gives what is new."""
    fresh = []
    size_a, size_b = len(groups[a]), len(groups[b])
    del scores[a, b]
    for other in groups:
        if other in {a, b}:
            continue
        key_a, key_b = (min(a, other), max(a, other)), (min(b, other), max(b, other))
        mean = (scores.pop(key_a, 0.0) * size_a + scores.pop(key_b, 0.0) * size_b) / (size_a + size_b)
        if mean > 0:
            scores[key_a] = mean
            fresh.append((key_a, mean))
    groups[a] += groups.pop(b)
    return fresh


def _shared_word(words: list[list[str]]) -> str:
    """The shortest form of a stem that most of the notes have; "" when fewer than half have one in common."""
    stems = Counter(stem for found in words for stem in {w[: _STEM - 1] for w in found})
    best = max(stems.items(), key=lambda item: (item[1], len(item[0]), item[0]), default=("", 0))
    if best[1] < 2 or best[1] * 2 < len(words):
        return ""
    forms = Counter(w for found in words for w in found if w[: _STEM - 1] == best[0])
    return min(forms, key=lambda w: (len(w), -forms[w], w))
