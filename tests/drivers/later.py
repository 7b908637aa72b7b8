"""An executor that keeps what it is given until it is told to do it: for what comes late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Later:
    """`waiting` is what was given, in its order."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Any], Any, Any]] = []

    def submit(self, work, done=None, failed=None) -> None:
        self.waiting.append((work, done, failed))

    def run(self, wrong: Exception | None = None) -> None:
        """Do what was given first, as an executor does, or have it end in that error."""
        work, done, failed = self.waiting.pop(0)
        try:
            if wrong is not None:
                raise wrong
            result = work()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
        else:
            if done is not None:
                done(result)

    def run_all(self, wrong: Exception | None = None) -> int:
        """Do all that was given, also what is given meanwhile; how much that was."""
        count = 0
        while self.waiting:
            self.run(wrong)
            count += 1
        return count
