"""Words for people go to standard error; standard output is for results."""

from __future__ import annotations

import sys


def tell(text: str) -> None:
    """A line for people."""
    print(text, file=sys.stderr)
