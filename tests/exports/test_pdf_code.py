"""QR codes on paper hold what they say themselves, and a camera reads them from the rendered page."""

from __future__ import annotations

import pypdfium2
import pytest
from icalendar import Calendar, Event

from koosloome_desktop.exports.pdf import PdfJob, compose
from koosloome_desktop.exports.pdf_code import QUIET, modules, path_of
from koosloome_desktop.exports.pdf_event import event_text, next_meeting
from koosloome_desktop.exports.pdf_items import Code
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from tests.exports.reading import MADE, report, sample, seen_by_camera

pytestmark = pytest.mark.slow


def drawn(document, lang: str = "et") -> list[int]:
    """The pages on which a code is drawn, once for each."""
    pages = compose(document, PdfJob(lang=lang, made=MADE), Words(lang))
    return [n for n, page in enumerate(pages) for item in page.items if isinstance(item, Code)]


def codes(document, numbers, lang: str = "et", scale: float = 3.0) -> list[list[str]]:
    """What the codes on these pages say to a camera."""
    pdf = pypdfium2.PdfDocument(report(document, lang))
    found = [seen_by_camera(pdf[n], scale) for n in numbers]
    pdf.close()
    return found


def with_meeting(document, **said):
    plan = next(c for c in queries.canvases(document) if c.type == "action_plan")
    with document.transaction("Meeting") as tx:
        tx.update(document.get(plan.id, Canvas), parts=plan.parts.having("next_review", FrozenMap(said)))
    return document


@pytest.mark.parametrize("lang", ["et", "ru"])
def test_the_code_on_the_cover_is_the_event_of_the_next_meeting(lang):
    document = with_meeting(
        sample("01_kogukonnamaja"), date="2027-04-15", start="17:00", end="18:30", place="Sooääre; maja, saal õäöüšž"
    )
    cover, signatures = drawn(document, lang)  # on the cover and beside the lines for signatures
    assert cover == 0
    (said,), (again,) = codes(document, (cover, signatures), lang)
    event = Event.from_ical(said)
    assert event.DTSTART.strftime("%Y-%m-%d %H:%M %Z") == "2027-04-15 14:00 UTC"
    assert event.DTEND.strftime("%H:%M") == "15:30"
    assert str(event["location"]) == "Sooääre; maja, saal õäöüšž"
    assert "Kuidas Sooääre kogukonnamaja elama panna?" in str(event["summary"])
    assert again == said


def test_the_code_is_the_event_of_the_calendar_file():
    from koosloome_desktop.exports.ics import ics_bytes

    document = sample("01_kogukonnamaja")
    ((said,),) = codes(document, (0,))
    own = Event.from_ical(said)
    calendar = Calendar.from_ical(ics_bytes(document, "et"))
    assert own["uid"] in {str(e["uid"]) for e in calendar.walk("VEVENT")}
    assert own.DTSTART.isoformat() == "2027-04-15"


@pytest.mark.parametrize("said", [{"date": "kevadel"}, {"date": "2027-04"}, {"place": "saal"}])
def test_what_is_no_date_makes_no_code(said):
    document = with_meeting(sample("01_kogukonnamaja"), **said)
    assert drawn(document) == []
    meeting = next_meeting(document)
    assert meeting is None or event_text(document, Words("et"), meeting) == ""


def test_a_code_is_square_and_keeps_its_quiet_border():
    rows = modules("koosloome:problem")
    assert {len(r) for r in rows} == {len(rows)}
    unit = 100.0 / (len(rows) + 2 * QUIET)
    boxes = [
        [float(v) for v in line.split()[:4]] for line in path_of("koosloome:problem", 0, 100, 100).split("\n")[:-1]
    ]
    assert min(b[0] for b in boxes) == pytest.approx(QUIET * unit, abs=0.01)
    assert max(b[0] + b[2] for b in boxes) == pytest.approx(100 - QUIET * unit, abs=0.01)
    assert sum(round(b[2] / unit) for b in boxes) == sum(map(sum, rows))
