"""On paper: every wording of a merged note under it, links between notes with their words, parked topics on a list."""

from __future__ import annotations

import pytest

from koosloome_desktop.operations import linking, merging, parking, queries
from tests.exports.reading import report, sample, squashed, texts

pytestmark = pytest.mark.slow


def test_wordings_links_and_parked_topics_are_printed() -> None:
    document = sample("01_kogukonnamaja")
    canvas = queries.canvases(document)[0]
    there = queries.notes(document, canvas.id)
    with document.transaction("Verbs") as tx:
        merging.merge(tx, there[2].id, [there[3].id])
        linking.toggle(tx, there[4], there[8], "toidab omakorda")
        parking.park(tx, [there[12].id])
    page = squashed("\n".join(texts(report(document, canvases=(canvas.id,), whole=False))))
    assert squashed(f"= {there[2].text}") in page
    assert squashed(f"= {there[3].text}") in page
    assert "×2" in page
    assert page.count(squashed("toidab omakorda")) >= 2, "on the drawing and in the list"
    assert squashed(there[12].text) in squashed("\n".join(texts(report(document))))
    assert squashed(there[12].text) not in page
