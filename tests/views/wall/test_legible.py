"""The back row reads everything: no text on the wall is under 24 px at 1080 lines, no note under 30, none is cut."""

from __future__ import annotations

import pytest

from koosloome_desktop.operations import queries
from koosloome_desktop.services.workshop import OpenWorkshop
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views import style
from koosloome_desktop.views.agenda.leading import Leading
from koosloome_desktop.views.wall.picture import Picture, WallLook
from koosloome_desktop.views.wall.show import FACES, WallShow
from tests.drivers.board import sample
from tests.views.wall.painted import Painted, painted

pytestmark = pytest.mark.slow

SIZES = ((1920, 1080), (1280, 800), (1024, 768), (768, 1024))


def pages(document, size, size_of_notes: float = 36.0) -> dict[tuple[str, str, int], Painted]:
    """Every page of every face of every canvas."""
    workshop = OpenWorkshop(document, None)
    leading = Leading(workshop, FixedClock())
    show = WallShow(leading)
    picture = Picture(workshop, leading, show, lambda: "et")
    picture.look = WallLook(size=size_of_notes)
    found = {}
    for face in FACES:
        canvases = (
            queries.canvases(document) if face in {"canvas", "question", "recap"} else queries.canvases(document)[:1]
        )
        for canvas in canvases:
            show.choose(face, canvas=canvas.id, text="Tere!" if face == "text" else "")
            for page in range(99):
                found[face, canvas.type, page] = painted(picture, *size)
                show.pages = found[face, canvas.type, page].pages
                if page + 1 >= show.pages:
                    break
                show.turn(1)
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", ["01", "02"])
def test_nothing_is_smaller_than_the_back_row_reads_and_no_note_is_missing(qapp, name, size):
    style.prepare(qapp)
    document = sample(name)
    lines = min(size[1], size[0] * 9 / 14)
    found = pages(document, size)
    least = {key: page.smallest for key, page in found.items()}
    assert {key: at for key, at in least.items() if at[0] < 24 * lines / 1080 - 0.75} == {}
    for canvas in queries.canvases(document):
        shown = " ".join(p.words for (face, kind, _n), p in found.items() if (face, kind) == ("canvas", canvas.type))
        plain = shown.replace("-", "").replace(" ", "")
        for note in queries.standing(document, canvas.id):
            assert note.text.replace("-", "").replace(" ", "") in plain, note.text


def test_from_far_away_everything_is_larger(qapp):
    style.prepare(qapp)
    far = pages(sample("01"), (1920, 1080), 54.0)
    assert min(page.smallest for page in far.values())[0] >= 36 - 0.75
