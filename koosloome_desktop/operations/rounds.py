"""Opening and closing of a meeting: agreements, the rounds of check-in and check-out, feedback in counts.

They are parts of the workshop itself (keys `agreements`, `check_in`, `check_out`, `feedback` of its file). Each part
has a list of lines: what was agreed on, what was said in a round, open answers. Sources: domain.md 3.6. Words are
optional everywhere: a round may be nothing but how many people spoke (`spoke`), feedback nothing but counts by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.i18n import N_, translator
from koosloome_desktop.support.text import clean

AGREEMENTS: Final = "agreements"
CHECK_IN: Final = "check_in"
CHECK_OUT: Final = "check_out"
FEEDBACK: Final = "feedback"
PARTS: Final = (AGREEMENTS, CHECK_IN, CHECK_OUT, FEEDBACK)
"""The parts in the order in which a meeting has them; also the categories of the blocks in which they happen."""
ROUNDS: Final = (CHECK_IN, CHECK_OUT)

_LIST_OF: Final[Mapping[str, str]] = {CHECK_IN: "answers", CHECK_OUT: "answers", FEEDBACK: "open_answers"}
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    AGREEMENTS: (
        N_("One person speaks at a time"),
        N_("We speak of our own experience"),
        N_("Every thought is written down"),
        N_("What is said here stays here, where we agree so"),
        N_("We keep to the time"),
    ),
    FEEDBACK: (
        N_("The workshop reached its purpose"),
        N_("I could say what I think"),
        N_("I can use the result in my work"),
        N_("I believe that the plan will be carried out"),
    ),
}
_QUESTIONS: Final[Mapping[str, str]] = {
    CHECK_IN: N_("What do you come here with today?"),
    CHECK_OUT: N_("What do you take along, and what will you do first?"),
}
SCALES: Final[Mapping[str, tuple[str, ...]]] = {"1-5": ("1", "2", "3", "4", "5"), "1-3": ("1", "2", "3")}
"""The answers of each scale: marks from 1 to 5, or three faces from sad (1) to glad (3)."""
MOST: Final = 9_999
"""The largest count that is taken."""


def usual(part: str, lang: str) -> list[str]:
    """Lines that a part can begin with, in a language; for feedback they are statements."""
    say = translator(lang)
    return [say(text) for text in _USUAL.get(part, ())]


def usual_question(part: str, lang: str) -> str:
    """A question that a round can begin with; "" for a part without one."""
    return translator(lang)(_QUESTIONS[part]) if part in _QUESTIONS else ""


# -- lines


def _map(document: Document, part: str) -> FrozenMap:
    found = getattr(document.workshop, part)
    return found if isinstance(found, FrozenMap) else EMPTY


def raw_lines(document: Document, part: str) -> tuple[Any, ...]:
    """The lines of a part as they are stored; a file may hold something else than texts among them."""
    found = document.workshop.agreements if part == AGREEMENTS else _map(document, part).get(_LIST_OF[part])
    return found if isinstance(found, tuple) else ()


def lines(document: Document, part: str) -> list[str]:
    """The lines of a part as texts."""
    return [x if isinstance(x, str) else str(x) for x in raw_lines(document, part)]


def _put(tx: Transaction, part: str, key: str, value: Any) -> None:
    workshop = tx.document.workshop
    kept = _map(tx.document, part)
    if part == FEEDBACK and not kept:
        kept = FrozenMap({"anonymous": True})
    tx.update(workshop, **{part: kept.having(key, value)})


def _write(tx: Transaction, part: str, found: Sequence[Any]) -> None:
    if part == AGREEMENTS:
        tx.update(tx.document.workshop, agreements=tuple(found))
    else:
        _put(tx, part, _LIST_OF[part], tuple(found))


def add_lines(tx: Transaction, part: str, texts: Sequence[str], at: int | None = None) -> int:
    """Lines behind the others, or before the one at `at`; gives the place of the last one. Empty texts are left out."""
    found = list(raw_lines(tx.document, part))
    place = len(found) if at is None else max(0, min(at, len(found)))
    wanted = [t for t in (clean(text).text for text in texts) if t]
    if wanted:
        _write(tx, part, [*found[:place], *wanted, *found[place:]])
    return place + len(wanted) - 1


def set_line(tx: Transaction, part: str, at: int, text: str) -> None:
    """Other words for a line; none: it goes. IndexError where there is no such line."""
    found = list(raw_lines(tx.document, part))
    wanted = clean(text).text
    found[at : at + 1] = [wanted] if wanted else []
    _write(tx, part, found)


def delete_line(tx: Transaction, part: str, at: int) -> None:
    """Take a line away."""
    set_line(tx, part, at, "")


def move_line(tx: Transaction, part: str, at: int, by: int) -> int:
    """Move a line up or down; gives its new place."""
    found = list(raw_lines(tx.document, part))
    place = max(0, min(len(found) - 1, at + by))
    if place != at:
        found.insert(place, found.pop(at))
        _write(tx, part, found)
    return place


# -- rounds


def question(document: Document, part: str) -> str:
    """What a round asks; "" for none."""
    found = _map(document, part).get("question")
    return found if isinstance(found, str) else ""


def set_question(tx: Transaction, part: str, text: str) -> None:
    """What a round asks."""
    _put(tx, part, "question", clean(text).text)


def spoke(document: Document, part: str) -> int:
    """How many people have spoken in a round; 0 where nobody counted."""
    found = _map(document, part).get("spoke")
    return found if type(found) is int and found > 0 else 0


def set_spoke(tx: Transaction, part: str, people: int) -> None:
    """How many people have spoken; ValueError below zero or above MOST. None at all is not written."""
    if not 0 <= people <= MOST:
        raise ValueError("people cannot be so many")
    if people:
        _put(tx, part, "spoke", people)
    elif "spoke" in _map(tx.document, part):
        tx.update(tx.document.workshop, **{part: _map(tx.document, part).without("spoke")})


# -- feedback


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the feedback form: its text, its scale (`SCALES`, or a file's own), how often each answer was
    given, their number and their average (None without numbers).
    """

    text: str
    scale: str
    counts: Mapping[str, int]
    given: int
    average: float | int | None

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers there are, in order: those of the scale, else those counted."""
        return SCALES.get(self.scale) or tuple(self.counts)


def average(counts: object) -> float | int | None:
    """The mean of answers that are numbers, to two places; None where they are not, or nobody answered."""
    if not isinstance(counts, Mapping) or not counts:
        return None
    if not all(str(k).isdigit() and type(v) is int for k, v in counts.items()) or not sum(counts.values()):
        return None
    total: float = sum(int(k) * v for k, v in counts.items()) / sum(counts.values())
    return round(total, 2)


def _questions(document: Document) -> list[Any]:
    found = _map(document, FEEDBACK).get("questions")
    return list(found) if isinstance(found, tuple) else []


def statements(document: Document) -> list[Statement]:
    """The statements of the feedback form in order."""
    found = []
    for one in _questions(document):
        kept = one if isinstance(one, Mapping) else {"text": str(one)}
        counts = kept.get("counts")
        numbers = {str(k): v for k, v in counts.items() if type(v) is int} if isinstance(counts, Mapping) else {}
        found.append(
            Statement(
                str(kept.get("text") or ""),
                str(kept.get("scale") or ""),
                numbers,
                sum(numbers.values()),
                average(numbers),
            )
        )
    return found


def _write_questions(tx: Transaction, found: Sequence[Any]) -> None:
    _put(tx, FEEDBACK, "questions", tuple(found))
    answered = max((s.given for s in statements(tx.document)), default=0)
    if answered or "responses" in _map(tx.document, FEEDBACK):
        _put(tx, FEEDBACK, "responses", answered)


def add_statements(tx: Transaction, texts: Sequence[str], scale: str = "1-5") -> int:
    """Statements behind the others; gives the place of the last one. KeyError for a scale that there is not."""
    answers = SCALES[scale]
    wanted = [t for t in (clean(text).text for text in texts) if t]
    found = _questions(tx.document)
    if wanted:
        made = [{"text": t, "scale": scale, "counts": dict.fromkeys(answers, 0)} for t in wanted]
        _write_questions(tx, [*found, *(FrozenMap(one) for one in made)])
    return len(found) + len(wanted) - 1


def set_statement(tx: Transaction, at: int, text: str) -> None:
    """Other words for a statement; none: it goes with its counts."""
    found, wanted = _questions(tx.document), clean(text).text
    kept = found[at] if isinstance(found[at], FrozenMap) else EMPTY
    found[at : at + 1] = [kept.having("text", wanted)] if wanted else []
    _write_questions(tx, found)


def set_scale(tx: Transaction, at: int, scale: str) -> bool:
    """Another scale for a statement that nobody has answered yet; False where somebody has. KeyError for no scale."""
    answers = SCALES[scale]
    if statements(tx.document)[at].given:
        return False
    found = _questions(tx.document)
    kept = found[at] if isinstance(found[at], FrozenMap) else FrozenMap({"text": str(found[at])})
    found[at] = kept.having("scale", scale).having("counts", FrozenMap(dict.fromkeys(answers, 0)))
    _write_questions(tx, found)
    return True


def move_statement(tx: Transaction, at: int, by: int) -> int:
    """Move a statement up or down; gives its new place."""
    found = _questions(tx.document)
    place = max(0, min(len(found) - 1, at + by))
    if place != at:
        found.insert(place, found.pop(at))
        _write_questions(tx, found)
    return place


def count_answers(tx: Transaction, at: int, answer: str, number: int) -> None:
    """How often an answer was given to a statement; its average follows. ValueError below zero or above MOST."""
    if not 0 <= number <= MOST:
        raise ValueError("answers cannot be so many")
    found = _questions(tx.document)
    kept = found[at] if isinstance(found[at], FrozenMap) else FrozenMap({"text": str(found[at])})
    counts = kept.get("counts")
    numbers = {**dict.fromkeys(SCALES.get(str(kept.get("scale") or ""), ()), 0),
               **(counts if isinstance(counts, Mapping) else {}), answer: number}  # fmt: skip
    kept = kept.having("counts", numbers)
    mean = average(numbers)
    # What a file stated beside its own counts is no longer true of these.
    kept = kept.without("average", "stated")
    found[at] = kept if mean is None else kept.having("average", mean)
    _write_questions(tx, found)
