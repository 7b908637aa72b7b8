"""Every verb that takes words lets in only what every file, database and screen can hold (quality.md T1).

The verbs are found by their signature, so that a new one without its door fails here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import koosloome_desktop.operations as room
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.payload import payload_of
from koosloome_desktop.model.records import (
    Action,
    Canvas,
    Cluster,
    Milestone,
    Note,
    Person,
    Review,
    Session,
    Track,
)
from koosloome_desktop.operations import commitments, rasci, review
from koosloome_desktop.support.text import clean
from tests.drivers.board import sample

NASTY = "a\u0303 algus\0pa\u0301rast\ud800\ufdd0 \r\nlo\u0303pp \u0085"
WORDS = frozenset({
    "text", "title", "label", "name", "words", "remark", "reason", "activity", "note", "place", "role", "theme",
    "actual", "new", "by", "source",
})  # fmt: skip
"""Names of parameters that are somebody's words."""
NO_WORDS = {
    "notes.link": "its label is set by the canvas's kinds of links",
    "retention.set_erase_date": "a date",
    "rasci.move_role": "names a role that is there", "rasci.remove_role": "names a role that is there",
    "rasci.set_letters": "names a role that is there", "rasci.toggle_letter": "names a role that is there",
    "rasci.rename_row": "a code, which was let in already", "flipping.turn": "an add_note on another canvas",
}  # fmt: skip


def verbs() -> dict[str, tuple[Callable[..., Any], list[str]]]:
    """Name → (verb, its parameters that are words)."""
    found = {}
    for module in pkgutil.iter_modules(room.__path__):
        loaded = importlib.import_module(f"koosloome_desktop.operations.{module.name}")
        for name, verb in inspect.getmembers(loaded, inspect.isfunction):
            named = inspect.signature(verb).parameters
            words = [p for p, facts in named.items() if p in WORDS and facts.annotation == "str"]
            if (
                verb.__module__ == loaded.__name__
                and not name.startswith("_")
                and next(iter(named), "") == "tx"
                and words
            ):
                found[f"{module.name}.{name}"] = verb, words
    return {key: value for key, value in found.items() if key not in NO_WORDS}


VERBS = verbs()


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def arguments(document: Document, verb: Callable[..., Any], words: list[str]) -> dict[str, Any]:
    """What a verb needs, by the names and kinds of its parameters, from a sample."""
    canvases = document.of(Canvas)
    plan = next(c for c in canvases if c.type == "action_plan")
    journey = next(c for c in canvases if c.type == "journey_map")
    problem = next(c for c in canvases if c.type == "problem_map")
    known: dict[str, Any] = {
        "Action": document.of(Action)[0], "Note": document.of(Note)[0], "Cluster": document.of(Cluster)[0],
        "Milestone": document.of(Milestone)[0], "Session": document.of(Session)[0], "Track": document.of(Track)[0],
    }  # fmt: skip
    by_name: dict[str, Any] = {
        "canvas": problem.id, "canvas_id": plan.id, "person": document.of(Person)[0].id, "axis": "stage",
        "part": "agreements",
        "at": 0, "minutes": 10, "date": "2026-12-01", "deadline": "2026-12-01", "start": "2026-11", "end": "2026-12",
        "lang": "et", "old": "", "key": "promise", "sha256": "0" * 64, "media_type": "image/png", "voters": 3,
        "due": "2026-12-01",
        "values": {"activity": NASTY}, "year": 2026, "cents": 100, "percent": None, "status": "done",
    }  # fmt: skip
    given: dict[str, Any] = {}
    for name, facts in list(inspect.signature(verb).parameters.items())[1:]:
        kind = str(facts.annotation)
        if name in words:
            given[name] = NASTY
        elif kind == "Canvas":
            given[name] = plan
        elif kind == "Review":
            given[name] = document.of(Review)[0]
        elif kind in known:
            given[name] = known[kind]
        elif facts.default is inspect.Parameter.empty and facts.kind is not inspect.Parameter.VAR_KEYWORD:
            given[name] = by_name[name]
    if verb.__module__.endswith(".actions") or verb.__name__ == "begin_review":
        given |= {"canvas": plan.id} if "canvas" in given and isinstance(given["canvas"], str) else {}
    if verb.__module__.endswith(".tracks") and "canvas" in given:
        given["canvas"] = journey.id
    special: dict[str, dict[str, Any]] = {
        "rename_source": {"old": known["Action"].funding_source},
        "rename_principle": {"old": commitments.principles_of(plan, "et")[0]},
        "rename_role": {"role": "Vald"},
        "set_question": {"part": "check_in"},
    }
    return given | {k: v for k, v in special.get(verb.__name__, {}).items() if k in given}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_lets_in_only_what_can_be_kept(name):
    verb, words = VERBS[name]
    document = sample("01")
    plan = next(c for c in document.of(Canvas) if c.type == "action_plan")
    with document.transaction("Begin") as tx:
        rasci.add_role(tx, plan.id, "Vald")
        if verb is not review.begin_review:
            review.begin_review(tx, plan, "2026-12-01")
    before = {record.id: record for record in document.records()}
    with document.transaction("Words") as tx:
        verb(tx, **arguments(document, verb, words))
    touched = [r for r in document.records() if before.get(r.id) != r]
    assert touched, "it did something"
    for record in touched:
        for text in strings(payload_of(record)):
            assert clean(text).replaced == 0, (record.kind, ascii(text))
            assert clean(text).text == text.strip(), (record.kind, ascii(text))
            text.encode("utf-8")
