"""The wall never shows what is the facilitator's alone: over workshops that nobody planned, in every face and page.

What is painted is read back from the painting itself (Qt writes drawn text into an SVG), not from what the faces say of
themselves. Each private thing carries a mark of its own, so that a finding names it.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import (
    Action,
    AgendaItem,
    Ballot,
    Conflict,
    Note,
    Person,
    PersonName,
    Submission,
    Tally,
)
from koosloome_desktop.operations import queries, running
from koosloome_desktop.services.workshop import OpenWorkshop
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views import style
from koosloome_desktop.views.agenda.leading import Leading
from koosloome_desktop.views.wall.picture import Picture, WallLook
from koosloome_desktop.views.wall.show import FACES, WallShow
from tests.exports.any_workshop import workshops
from tests.views.wall.painted import painted

pytestmark = pytest.mark.slow

DOTS = 7919
"""So many dots were given in a round whose totals are hidden."""
TOTAL = re.compile(r"(?<!\d)7\s?919(?!\d)")
PRIVATE = ("ZQname", "ZQorg", "ZQnote", "ZQlead", "ZQstuff", "ZQwait", "ZQdraft", "ZQauthor", "ZQclash", "ZQremind",
           "ZQparked")  # fmt: skip
MANY = max(4, settings.default.max_examples // 25)
SIZES = ((1280, 720), (768, 1024))


def hide(document: Document) -> None:
    """Give the workshop everything that nobody but the facilitator may see."""
    with document.transaction("Private") as tx:
        canvas = queries.canvases(document)[0]
        tx.create(Person(id="px", order="x", code="P9", role="juhatuse liige", organisation="ZQorg", group=1))
        tx.create(PersonName(id="nx", order="x", person="px", name="ZQname"))
        tx.create(Submission(id="sx", order="x", canvas=canvas.id, text="ZQwait"))
        for item in document.of(AgendaItem):
            tx.update(item, note="ZQnote", lead_role="ZQlead", materials=("ZQstuff",), outcome="ZQnote")
        for note in document.of(Note):
            tx.update(note, author="ZQauthor")
        tx.create(Note(id="kx", order="zz", form="parking", text="ZQparked", code="K99"))
        for action in document.of(Action):
            tx.update(action, reminders=(FrozenMap({"date": "2026-12-01", "text": "ZQremind"}),))
        standing = queries.standing(document, canvas.id)
        if len(standing) > 1:
            first, second = standing[0].id, standing[1].id
            tx.create(Ballot(id="bx", order="x", canvas=canvas.id, title="Voor", dots_per_person=3, voters=5000,
                             closed=False, hidden=True, targets=(first, second)))  # fmt: skip
            tx.create(Tally(id="tx", order="x", ballot="bx", target=first, method="hands", count=DOTS))
            # How many are given in all the room may know: that is another number then.
            tx.create(Tally(id="ty", order="y", ballot="bx", target=second, method="hands", count=12))
            tx.create(Conflict(id="cx", order="x", target=first, field="text", ours="ZQclash", theirs="ZQclash"))


def everything(document: Document, size: tuple[int, int], look: WallLook) -> str:
    """All that the wall can be made to show of a workshop: each face of each canvas, page by page, each note large."""
    workshop = OpenWorkshop(document, None, drafts={("line", ""): "ZQdraft"})
    leading = Leading(workshop, FixedClock())
    show = WallShow(leading)
    picture = Picture(workshop, leading, show, lambda: "et")
    picture.look = look
    found: list[str] = []

    def see() -> None:
        first = painted(picture, *size)
        show.pages = first.pages
        found.append(first.words)
        for _page in range(min(show.pages, 6) - 1):
            show.turn(1)
            found.append(painted(picture, *size).words)

    for face in FACES:
        canvases = queries.canvases(document) if face in {"canvas", "question", "recap", "plan"} else [None]
        for canvas in canvases:
            show.choose(face, canvas=canvas.id if canvas is not None else "")
            see()
    for note in queries.standing(document, queries.canvases(document)[0].id)[:2]:
        show.light(note.id, note.canvas)
        see()
    return "\n".join(found)


@given(document=workshops(), size=st.sampled_from(SIZES), calm=st.booleans(), led=st.booleans())
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_private_is_ever_painted(qapp: Any, document: Document, size: tuple[int, int], calm: bool, led: bool):
    style.prepare(qapp)
    hide(document)
    items = document.of(AgendaItem)
    if led and items:
        with document.transaction("Begin") as tx:
            running.start_block(tx, items[0], FixedClock().now())
    shown = everything(document, size, WallLook(calm=calm))
    # Letters only: Qt writes each script of a word as a piece of its own, and a narrow box breaks words.
    letters = only_letters(shown)
    assert [mark for mark in PRIVATE if mark in letters] == []
    assert TOTAL.search(shown) is None
    # The look is real: what the room may read is there.
    assert "P9" in shown
    words = [w for n in document.of(Note) if n.canvas for w in n.text.split() if len(w) < 9 and w.isalpha()]
    assert [w for w in words[:3] if w not in letters] == []


def only_letters(text: str) -> str:
    """Text without all that stands between letters, in whatever pieces it was written."""
    return "".join(c for c in text if c.isalpha())
