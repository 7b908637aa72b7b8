"""The programme that a workshop belongs to: a name; workshops of one name are one series."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.text import clean_title

LONGEST: Final = 120
"""Characters of a programme's name."""


def named(text: str) -> str:
    """A programme's name as it is kept: one line, clean; TooLong (a KoosloomeError) for one that is too long."""
    return " ".join(clean_title(text, limit=LONGEST).text.split())


def set_programme(tx: Transaction, name: str) -> None:
    """Put the workshop into a programme; an empty name takes it out."""
    tx.update(tx.document.workshop, programme=named(name))
