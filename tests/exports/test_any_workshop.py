"""Any workshop on paper: sound files, every text in them, nothing outside its place, no page for nothing."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koosloome_desktop.exports.pdf import PdfJob, compose, pdf_bytes
from koosloome_desktop.exports.pdf_blank import blank_bytes
from koosloome_desktop.exports.pdf_items import Drawing, Text
from koosloome_desktop.exports.pdf_poster import poster_bytes
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.exports.plan_columns import SETS
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import Board
from koosloome_desktop.model.records import Action, AgendaItem, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.locale import money
from tests.exports.any_workshop import workshops
from tests.exports.reading import MADE, SAMPLES, darkness, fonts, letters, sample, seen_by_camera, squashed, texts

pytestmark = pytest.mark.slow

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
JOBS = {
    "report": {},
    "agenda": {"what": "agenda"},
    "door": {"what": "agenda", "audience": "participants"},
    "guide": {"what": "guide"},
    "review": {"what": "review"},
    "council": {"whole": False, "columns": "council"},
    "all": {"whole": False, "columns": "all"},
}
PLANS = ("council", "all")
"""Documents of the plan alone."""
PAPER = st.sampled_from(["a4", "a3"])
LANG = st.sampled_from(["et", "en", "ru"])


def job(document, name: str, lang: str = "et", paper: str = "a4") -> PdfJob:
    plans = tuple(c.id for c in queries.canvases(document) if c.type == "action_plan")
    return PdfJob(lang=lang, made=MADE, paper=paper, canvases=plans if name in PLANS else None, **JOBS[name])


def sound(data: bytes, tmp_path_factory) -> None:
    """qpdf finds nothing wrong, and every face is an embedded subset with a way back to letters."""
    for font in fonts(data):
        assert font["/BaseFont"][7:8] == "+"
        assert "/ToUnicode" in font
    if shutil.which("qpdf") is not None:
        path = tmp_path_factory.mktemp("any") / "x.pdf"
        path.write_bytes(data)
        told = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr


def on_paper(data: bytes, margin: float = 6.0) -> None:
    """No letter lies outside its page, and no page is blank."""
    for number, (width, height), boxes in letters(data):
        assert boxes, f"page {number} is blank"
        assert min(b[0] for b in boxes) > margin
        assert max(b[2] for b in boxes) < width - margin
        assert min(b[1] for b in boxes) > 2
        assert max(b[3] for b in boxes) < height - 2


def boxes_of(page) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom of every line of text that stands on a page besides its drawings."""
    found = []
    for item in page.items:
        if isinstance(item, Text) and item.text.strip():
            wide = measure(item.text, item.size, item.weight) + item.spacing * len(item.text)
            found.append((item.x, item.y - 0.62 * item.size, item.x + wide, item.y + 0.12 * item.size, item.text))
    return found


def collisions(page) -> list[tuple[str, str]]:
    """Lines of text that lie on each other: one of them has left its column, cell or page."""
    found = []
    boxes = sorted(boxes_of(page), key=lambda b: b[1])
    for index, (left, top, right, bottom, text) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            if other[1] >= bottom:
                break
            if other[0] < right - 0.5 and left < other[2] - 0.5 and other[3] > top:
                found.append((text, other[4]))
    return found


def outside(board: Board) -> list[str]:
    """Lines of notes that leave their note, and notes that leave the board."""
    found = []
    for note in board.notes:
        if not (note.x >= -0.5 and note.x + note.w <= board.width + 0.5):
            found.append(note.text if hasattr(note, "text") else note.id)
        for line in (*note.body(), *note.below(), *note.foot()):
            right = line.x + measure(line.text, line.size, line.weight)
            if line.x < note.x - 0.5 or right > note.x + note.w + 0.5 or not note.y <= line.y <= note.y + note.h:
                found.append(line.text)
    return found


def well_set(pages) -> None:
    for number, page in enumerate(pages, start=1):
        assert collisions(page) == [], number
        for left, _, right, bottom, text in boxes_of(page):
            assert left >= 29.5, text
            assert right <= page.width - 29.5, text
            assert bottom <= page.height - 8, text
        for item in page.items:
            if isinstance(item, Drawing):
                assert outside(item.board) == []


@pytest.mark.parametrize("name", JOBS)
@pytest.mark.parametrize("lang", ["et", "ru"])
@pytest.mark.parametrize("workshop", SAMPLES)
def test_every_document_of_the_samples_is_well_set(workshop, lang, name, tmp_path_factory):
    document = sample(workshop)
    well_set(compose(document, job(document, name, lang), Words(lang)))
    data = pdf_bytes(document, job(document, name, lang))
    on_paper(data)
    sound(data, tmp_path_factory)


@pytest.mark.parametrize("workshop", SAMPLES)
def test_every_column_set_and_the_larger_paper_are_well_set(workshop):
    document = sample(workshop)
    for lang, paper in (("et", "a4"), ("ru", "a3")):
        for name in SETS:
            well_set(compose(document, replace(job(document, "council", lang, paper), columns=name), Words(lang)))
    for name in JOBS:
        well_set(compose(document, job(document, name, "et", "a3"), Words("et")))


@FEW
@given(document=workshops(), lang=LANG, paper=PAPER)
def test_any_workshop_is_well_set_whole_and_sound(document, lang, paper, tmp_path_factory):
    for name in JOBS:
        well_set(compose(document, job(document, name, lang, paper), Words(lang)))
    data = pdf_bytes(document, job(document, "report", lang, paper))
    on_paper(data)
    sound(data, tmp_path_factory)
    assert min(darkness(data)) > 0.0005
    shown = squashed("".join(texts(data)))
    for note in document.of(Note):
        assert squashed(note.text) in shown
    for action in document.of(Action):
        for text in (action.activity, action.result, action.owner_role, action.first_step, action.reason):
            assert squashed(" ".join(text.split())) in shown, text
        if action.spent is not None:
            assert squashed(money(action.spent, lang)) in shown
    for item in document.of(AgendaItem):
        assert squashed(item.title) in shown


@FEW
@given(document=workshops(), paper=st.sampled_from(["a3", "a1", "a0"]))
def test_any_workshop_hangs_on_a_wall(document, paper, tmp_path_factory):
    for make in (poster_bytes, blank_bytes):
        data = make(document, PdfJob(lang="et", made=MADE, paper=paper))
        on_paper(data)
        sound(data, tmp_path_factory)


def test_the_detector_sees_text_that_lies_on_text_and_outside_the_page():
    document = sample("01_kogukonnamaja")
    (page, *_) = compose(document, job(document, "agenda"), Words("et"))
    assert collisions(page) == []
    first = next(i for i in page.items if isinstance(i, Text))
    page.items.append(first._replace(x=first.x + 2, text="peal"))
    assert collisions(page)
    page.items[-1] = first._replace(x=page.width - 40, y=first.y + 300, text="üle ääre")
    with pytest.raises(AssertionError):
        well_set([page])


@pytest.mark.parametrize("workshop", SAMPLES)
def test_blank_canvases_name_their_zones_and_say_which_they_are(workshop):
    from koosloome_desktop.canvases.inputs import zones_in

    document = sample(workshop)
    data = blank_bytes(document, PdfJob(lang="et", made=MADE, paper="a3"))
    pages = texts(data)
    shown = squashed("".join(pages))
    for canvas in queries.canvases(document)[:3]:
        for zone in zones_in(document, canvas, "et", ghosts=False):
            assert squashed(zone.title) in shown
    for note in document.of(Note):
        assert note.form == "hmw" or len(note.text) < 12 or squashed(note.text) not in shown
    pdf = pypdfium2.PdfDocument(data)
    said = []
    for page in pdf:
        said += seen_by_camera(page, 2)
    pdf.close()
    assert said == [f"koosloome:{c.code}:{c.type}:{c.variant}" for c in queries.canvases(document)]
    assert {str(number) for number in range(1, 25)} <= set(" ".join(pages).split())
