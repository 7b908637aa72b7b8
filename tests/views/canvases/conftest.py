"""Pages of single variants, opened from their examples."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.services import workshop_file
from tests.drivers.board import BoardDriver


@pytest.fixture
def open_variant(qapp, tmp_path):
    """Opens pages of the problem map: ``open_variant("hmw")`` shows its example, with ``empty=True`` a new canvas."""
    made: list[BoardDriver] = []

    def opened(variant: str, *, empty: bool = False, **options) -> BoardDriver:
        if empty:
            document = new_workshop("Proov", canvases=[("problem_map", variant)])
        else:
            read = workshop_file.read(json.loads(json.dumps(sample_workshop("problem_map", variant))))
            document = Document(read.id)
            document.load(read.records, 0)
        made.append(BoardDriver(tmp_path, document, "problem_map", **options))
        return made[-1]

    yield opened
    for driver in made:
        driver.close()
    qapp.setStyleSheet("")
