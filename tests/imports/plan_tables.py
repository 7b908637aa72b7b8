"""Invented plan tables of the kinds that municipalities, health councils and associations write, by name.

`municipal` has goals, measures, amounts by year and by source; `health` the columns of a health profile; `avp` those of
an open-government plan; `minimum` the five of a workshop; `messy` prose, broken cells, side notes and two tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "tables"
NAMES: Final = ("municipal", "health", "avp", "minimum", "english", "russian", "messy")


def plan_file(name: str) -> Path:
    """The file of a table."""
    return next(FOLDER.glob(f"{name}.*"))


ALL: Final = {name: plan_file(name).read_text(encoding="utf-8") for name in NAMES}
