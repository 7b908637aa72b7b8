"""Broken and hostile tables: documented refusals only, no word lost; 2,000 of a kind in CI, 100,000 in the full tier.

Inputs are made from whole files by a seeded chance: bytes are changed, cut, doubled and moved.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.imports.table_door import read_apart
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import RefusedInput
from tests.imports.plan_books import plain_book
from tests.imports.plan_tables import ALL
from tests.imports.test_plan_corpus import lost
from tests.imports.test_workbook import SEED

TEXTS = (*ALL.values(),) * 4 + (SEED,)
"""Tables to spoil; the longest, which takes as long as six of the others, comes now and then."""
BOOKS = tuple(plain_book([line.split("\t") for line in text.split("\n")]) for text in ALL.values())
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257", "cp1252")


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut out, doubled or moved, in up to eight places."""
    out = bytearray(data)
    for _hit in range(chance.randrange(1, 9)):
        at = chance.randrange(len(out) + 1)
        size = chance.choice((1, 1, 1, 3, 40, 400))
        kind = chance.randrange(4)
        if kind == 0:
            out[at : at + size] = bytes(chance.randrange(256) for _byte in range(size))
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size] * chance.choice((1, 2, 50))
        else:
            piece = bytes(out[at : at + size])
            del out[at : at + size]
            other = chance.randrange(len(out) + 1)
            out[other:other] = piece
    return bytes(out)


def shuffled(text: str, chance: random.Random) -> str:
    """Cells and lines of plans in any order, with the signs that part them."""
    lines = chance.choice(TEXTS).split("\n") + text.split("\n")
    cells = [cell for line in lines for cell in line.split("\t")]
    made = []
    for _line in range(chance.randrange(1, 25)):
        if chance.random() < 0.4:
            made.append(chance.choice(lines))
        else:
            made.append("\t".join(chance.choice(cells) for _cell in range(chance.randrange(1, 9))))
    return "\n".join(made)


def misspelt(data: bytes, chance: random.Random) -> bytes:
    """Letters and digits changed for others: the markup stays sound, what it says does not."""
    out = bytearray(data)
    places = [i for i, byte in enumerate(out) if chr(byte).isalnum() and byte < 128]
    for at in chance.sample(places, min(len(places), chance.randrange(1, 30))):
        out[at] = ord(chance.choice("0123456789ABCZaefrtz"))
    return bytes(out)


def spoiled_book(chance: random.Random) -> bytes:
    """A workbook with broken bytes: in the zip, or in a member of it that is packed soundly again."""
    data = chance.choice(BOOKS)
    if chance.random() < 0.3:
        return spoiled(data, chance)
    source = zipfile.ZipFile(io.BytesIO(data))
    names = source.namelist()
    hit = chance.choice([n for n in names if n.endswith((".xml", ".rels"))])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            if name != hit:
                archive.writestr(name, source.read(name))
            elif chance.random() < 0.9:
                change = chance.choice((spoiled, misspelt))
                archive.writestr(name, change(source.read(name), chance))
    return out.getvalue()


def survives(data: bytes | str) -> bool:
    """Whether it was read; a refusal is fine, anything else is raised."""
    try:
        found = read_table(data, options=TableOptions(default_year=2026, headless=True))
    except RefusedInput:
        return False
    if isinstance(data, str) and isinstance(found, ParsedPlan):
        assert lost(data, found) == set()
    return True


def many(count: int, make: Callable[[random.Random], bytes | str], seed: int) -> int:
    """How many of so many inputs were read."""
    chance = random.Random(seed)
    return sum(survives(make(chance)) for _round in range(count))


TEXT_KINDS: dict[str, Callable[[random.Random], bytes | str]] = {
    "csv": lambda c: spoiled(c.choice(TEXTS).replace("\t", c.choice(";,|")).encode(), c),
    "tsv": lambda c: spoiled(c.choice(TEXTS).encode(c.choice(ENCODINGS), "replace"), c),
    "pasted": lambda c: shuffled(c.choice(TEXTS), c),
}
# Whoever gives a test a time of its own, too, shortens that of its longest tier.
TIERS = [
    pytest.param(120, id="quick"),
    pytest.param(2_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)], id="ci"),
    pytest.param(100_000, marks=[pytest.mark.full, pytest.mark.timeout(7_200)], id="all"),
]


@pytest.mark.parametrize("rounds", TIERS)
@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_broken_tables_are_read_or_refused(kind: str, rounds: int) -> None:
    read = many(rounds, TEXT_KINDS[kind], seed=rounds)
    assert read > 0


@pytest.mark.parametrize("rounds", TIERS)
def test_broken_workbooks_are_read_or_refused(rounds: int) -> None:
    read = many(rounds, spoiled_book, seed=rounds)
    assert 0 < read < rounds


@pytest.mark.slow
def test_broken_files_of_every_kind_through_the_process() -> None:
    chance = random.Random(11)
    makers = [*TEXT_KINDS.values(), spoiled_book]
    read = 0
    for number in range(24):
        try:
            read_apart(makers[number % len(makers)](chance), TableOptions(default_year=2026))
            read += 1
        except RefusedInput:
            continue
    assert read > 0


def test_the_founding_plan_survives_any_cut_as_far_as_it_goes() -> None:
    lines = SEED.split("\n")
    for cut in range(4, len(lines)):
        text = "\n".join(lines[:cut])
        found = read_table(text)
        assert isinstance(found, ParsedPlan)
        assert lost(text, found) == set()
