"""Holds a library to what the editor said: nothing acknowledged is lost, nothing is there that was not tried."""

from __future__ import annotations

import os
from pathlib import Path

from koosloome_desktop.model.document import Document


def tell(text: str) -> None:
    """One line of counts for the summary of `packaging/test.py`, where it asks for them."""
    name = os.environ.get("KOOSLOOME_TEST_COUNTS")
    if name:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")


class Witness:
    """Holds the library to what the editor said about it."""

    def __init__(self) -> None:
        self.tried: dict[int, set[str]] = {0: {Document("").digest()}}
        self.acknowledged = 0

    def hear(self, lines: list[list[str]]) -> None:
        """What `editor` said."""
        for word, number, *rest in lines:
            assert word != "ERR", [word, number, *rest]
            if word == "TRY":
                self.tried.setdefault(int(number), set()).add(rest[0])
            else:
                assert word == "ACK"
                assert rest[0] in self.tried[int(number)]
                self.acknowledged = max(self.acknowledged, int(number))
                # What is acknowledged cannot have been anything else.
                self.tried[int(number)] = {rest[0]}

    def judge(self, lines: list[list[str]]) -> None:
        """What `verify` said is what must be there."""
        said = {word: rest for word, *rest in lines}
        assert said["CHECK"] == ["ok"]
        self.hold(int(said["STATE"][0]), said["STATE"][1])

    def hold(self, number: int, digest: str) -> None:
        """This revision with this hash stands in the library after a start."""
        assert number >= self.acknowledged, f"{self.acknowledged - number} acknowledged edits lost"
        assert digest in self.tried[number], f"revision {number} is not what was edited"
        self.tried[number] = {digest}
        self.tried = {n: found for n, found in self.tried.items() if n <= number}
