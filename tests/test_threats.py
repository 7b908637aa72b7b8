"""Tables of threats and failures (packaging/adr/0021, 0025) name tests: each is there, and none is missing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "packaging" / "adr" / "0021-threats-and-people.md").read_text(encoding="utf-8")
JUDGED = (ROOT / "packaging" / "adr" / "0025-a-library-that-is-read-and-what-was-decided.md").read_text(
    encoding="utf-8"
)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TABLE + JUDGED)))


@cache
def source(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_a_test_that_the_table_names_is_there(path, test):
    assert not test or re.search(rf"^ *def {test}\(", source(path), re.MULTILINE)


def test_each_of_the_fifteen_has_a_verdict_and_tests():
    rows = re.findall(r"^\| T(\d+) [^|]+\| ([^|]+) \| [^|]+ \| (.+) \|$", TABLE, re.MULTILINE)
    assert [int(number) for number, _verdict, _tests in rows] == list(range(1, 16))
    assert all(verdict.strip() and "`tests/" in tests for _number, verdict, tests in rows)
