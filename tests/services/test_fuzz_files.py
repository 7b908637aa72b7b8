"""Broken workshop files and settings: refused with a reason or read without loss; 2,000 of each in CI, 100,000 in all.

Bytes are changed, cut, doubled and moved; in other rounds the file stays sound JSON and what it says does not.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from koosloome_desktop.imports.workshop_json import parse
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import delete_actions
from koosloome_desktop.operations.notes import delete_notes
from koosloome_desktop.services import settings, workshop_file
from koosloome_desktop.services.settings import Settings, Values
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.paths import resource
from tests.imports.test_fuzz_tables import TIERS, spoiled

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, 1.5, -0.0, 1e308, "", " ", "õ" * 50, "\x00", "\u202e", "2026-02-30", "25:99",
    "-3", [], {}, [[]], [None], {"": None}, {"et": 1}, [1, "a", {}], "NaN", "\ud800",
)  # fmt: skip
"""What no field expects; each is also put where it may be right."""
NESTED = b"[" * 3_000, b'{"a":' * 3_000, b"[" * 3_000 + b"]" * 3_000


def shortened(path: Path) -> bytes:
    """A sample with a few notes of each canvas and a few actions: quick to read, nothing of its shape is missing."""
    found = workshop_file.read(json.loads(path.read_text("utf-8")))
    document = Document(found.id)
    document.load(found.records, 0)
    with document.transaction("shorten") as tx:
        for canvas in queries.canvases(document):
            delete_notes(tx, [n.id for n in document.of(Note) if n.canvas == canvas.id][4:])
        delete_actions(tx, [a.id for a in document.of(Action)][3:])
    return workshop_file.dumps(workshop_file.write(document)).encode()


BYTES = [shortened(path) for path in sorted(resource("samples").glob("0*.json"))]


def holders(value: Any) -> Iterator[Any]:
    """Every object and list in a file that has something in it."""
    if isinstance(value, dict | list) and value:
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from holders(one)


def nonsense(chance: random.Random) -> bytes:
    """Sound JSON: in one to three places something is gone, twice there, of another kind or from elsewhere."""
    value = json.loads(chance.choice(BYTES))
    for _hit in range(chance.choice((1, 1, 1, 2, 3))):
        found = list(holders(value))
        if not found:
            break
        holder = chance.choice(found)
        key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
        kind = chance.randrange(4)
        if kind == 0:
            del holder[key]
        elif kind == 1:
            holder[key] = chance.choice(ODD)
        elif kind == 2:
            other = json.loads(json.dumps(chance.choice(found)))
            holder[key] = other
        elif isinstance(holder, list):
            holder.append(holder[key])
        else:
            holder[chance.choice(("id", "code", "text", "type", "x", "õ"))] = chance.choice(ODD)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def broken(chance: random.Random) -> bytes:
    """Bytes of a workshop file that are no longer what they were."""
    if chance.random() < 0.7:
        return nonsense(chance)
    data = spoiled(chance.choice(BYTES), chance)
    if chance.random() < 0.1:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(NESTED) + data[at:]
    return data


@pytest.mark.parametrize("rounds", TIERS)
def test_broken_workshop_files_are_refused_or_read_whole(rounds: int) -> None:
    chance = random.Random(rounds)
    read = 0
    for number in range(rounds):
        data = broken(chance)
        try:
            found = workshop_file.read(parse(data)[0])
        except RefusedInput:
            continue
        read += 1
        document = Document(found.id)
        document.load(found.records, 0)
        assert list(integrity.problems(document)) == []
        if number % 10 == 0:
            # What was read can be written, and comes back as it is.
            text = workshop_file.dumps(workshop_file.write(document))
            again = workshop_file.read(json.loads(text))
            copy = Document(again.id)
            copy.load(again.records, 0)
            assert workshop_file.dumps(workshop_file.write(copy)) == text
    assert 0 < read < rounds


def spoiled_settings(chance: random.Random) -> bytes:
    """Bytes of a settings file: broken, or sound with values of any kind."""
    whole = {name: getattr(Values(), name) for name in Values.__dataclass_fields__ if name != "other"}
    if chance.random() < 0.5:
        for name in chance.sample(sorted(whole), chance.randrange(1, 6)):
            whole[name] = chance.choice((*ODD, float("nan"), float("inf")))
        return json.dumps(whole).encode()
    data = spoiled(json.dumps(whole).encode(), chance)
    return data if chance.random() < 0.9 else chance.choice(NESTED) + data


@pytest.mark.parametrize("rounds", TIERS)
def test_broken_settings_cost_nothing_but_themselves(rounds: int, tmp_path: Path) -> None:
    chance, path = random.Random(rounds), tmp_path / "settings.json"
    for number in range(rounds):
        path.write_bytes(spoiled_settings(chance))
        values = settings.read(path)
        assert isinstance(values.language, str)
        if number % 10 == 0:
            # The program goes on with them, and what it writes can be read again.
            held = Settings(path)
            held.change(theme="dark")
            assert settings.read(path).theme == "dark"
