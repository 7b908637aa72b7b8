"""What would stand alone on a last page comes onto the page before, or takes some of its lists along."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.exports.pdf import PdfJob, compose
from koosloome_desktop.exports.pdf_fit import AIRS, THIN, fitted
from koosloome_desktop.exports.pdf_frame import Book
from koosloome_desktop.exports.pdf_items import Drawing, Page, Text
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_table import Column, Row, Table, cell
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.primitives import SCREEN
from koosloome_desktop.model.document import Document
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.support.clock import FixedClock
from tests.exports.reading import report as report_of
from tests.exports.reading import sample, texts


def written(rows: int, *, fit: bool) -> Book:
    book = Book("et")
    book.start("Proov")
    made = Report(Document("w"), Words("et"), book)

    def write(report: Report) -> None:
        table = Table(report.book, [Column("Märge", 300.0), Column("Kood", 100.0)])
        table.write(
            [Row([cell(f"Kogukonnamaja lahtiolek sõltub ühest inimesest {i}"), cell("P1")]) for i in range(rows)]
        )
        report.book.heading("Kuidas me saaksime …?")
        report.book.bullets(["Kuidas me saaksime kuulda noori enne?"])

    if fit:
        fitted(made, write)
    else:
        write(made)
    return book


def lines(book: Book) -> list[str]:
    return [item.text for page in book.pages for item in page.items if isinstance(item, Text)]


def test_a_few_lines_do_not_stand_alone_on_a_page_and_no_line_breaks_otherwise() -> None:
    loose, fit = written(36, fit=False), written(36, fit=True)
    assert (len(loose.pages), len(fit.pages)) == (2, 1)
    assert lines(fit) == lines(loose)
    last = max(item.y for item in fit.pages[0].items if isinstance(item, Text))
    assert last <= fit.bottom
    assert fit.air == 1.0, "what follows has its usual air again"


@pytest.mark.parametrize("rows", [5, 50, 120])
def test_what_is_not_thin_or_cannot_be_saved_stays_as_it_was(rows) -> None:
    loose, fit = written(rows, fit=False), written(rows, fit=True)
    places = [[i.y for page in b.pages for i in page.items if isinstance(i, Text)] for b in (loose, fit)]
    assert places[0] == places[1]


def listed(sizes: tuple[int, ...], *, fit: bool, shared: bool = False) -> Book:
    """Tables of so many rows, each under a heading."""
    book = Book("et")
    book.start("Proov")

    def write(report: Report) -> None:
        for number, rows in enumerate(sizes):
            report.book.heading(f"Nimekiri {number}")
            table = Table(report.book, [Column("Märge", 400.0)])
            table.write([Row([cell(f"Kogukonnamaja lahtiolek sõltub ühest inimesest {i}")]) for i in range(rows)])

    made = Report(Document("w"), Words("et"), book)
    if fit:
        fitted(made, write, shared=lambda _report: shared)
    else:
        write(made)
    return book


def filled(book: Book) -> list[float]:
    """How far down each page is written, as a share."""
    lows = [max((i.y for i in page.items if isinstance(i, Text)), default=book.top) for page in book.pages]
    return [(low - book.top) / book.whole for low in lows]


def test_a_list_of_the_page_before_goes_on_to_a_thin_one_whole() -> None:
    loose, fit = listed((20, 11, 6), fit=False), listed((20, 11, 6), fit=True)
    assert len(loose.pages) == len(fit.pages) == 2
    assert filled(loose)[-1] < THIN <= filled(fit)[-1]
    said = [item.text for item in fit.pages[1].items if isinstance(item, Text)]
    assert {"Nimekiri 1", "Nimekiri 2"} <= set(said), "a list is handed on with its heading"
    assert lines(fit) == lines(loose), "nothing is lost or said twice"
    assert fit.ends == {}, "what follows has whole pages again"


def test_rows_go_on_to_a_thin_page_where_no_list_is_short_enough() -> None:
    loose, fit = listed((33, 7), fit=False), listed((33, 7), fit=True)
    assert len(loose.pages) == len(fit.pages) == 2
    assert filled(loose)[-1] < THIN <= filled(fit)[-1]
    assert filled(fit)[0] > 0.5
    assert [t for t in lines(fit) if t != "Märge"] == [t for t in lines(loose) if t != "Märge"]


def test_a_thin_page_stays_where_something_else_begins_on_it() -> None:
    assert filled(listed((20, 11, 6), fit=True, shared=True)) == filled(listed((20, 11, 6), fit=False))


@pytest.mark.parametrize("lang", ["et", "ru"])
@pytest.mark.parametrize(
    ("name", "what"),
    [("01_kogukonnamaja", "report"), ("02_noorte_kaasamine", "report"), ("02_noorte_kaasamine", "agenda"),
     ("01_kogukonnamaja", "review"), ("03_turvaline_koolitee", "guide")],
)  # fmt: skip
def test_no_page_of_a_sample_has_a_few_lines_only(name, what, lang) -> None:
    pages = compose(sample(name), PdfJob(lang, FixedClock().now(), what=what), Words(lang))
    for number, page in enumerate(pages, start=1):
        if any(isinstance(item, Drawing) for item in page.items):
            continue
        foot = page.height - 60.0
        low = max(item.y for item in page.items if isinstance(item, Text) and item.y < foot)
        assert low > page.height * 0.36, f"page {number} ends at {low:.0f} of {page.height:.0f} points"


def test_a_plan_alone_ends_with_its_signatures_and_no_page_says_how_it_went() -> None:
    document = new_workshop("Kava", canvases=[("action_plan", "table_years")])
    plan = queries.canvases(document)[0]
    with document.transaction("Fill") as tx:
        add_action(tx, plan.id, "Võtmekapp ukse kõrvale")
    pages = compose(document, PdfJob("et", FixedClock().now()), Words("et"))
    said = [[item.text for item in page.items if isinstance(item, Text)] for page in pages]
    assert len(pages) == 2, "the cover and the plan"
    assert "Allkirjad" in said[1]
    assert "Kuidas töötuba kulges" not in {text for page in said for text in page}


def test_a_workshop_of_a_few_notes_has_one_page_a_canvas_with_its_list() -> None:
    document = new_workshop("Kuidas me edasi läheme?", date="2026-12-01")
    tree, journey, resources, _plan = queries.canvases(document)
    with document.transaction("Fill") as tx:
        notes.add_note(tx, tree.id, "Buss ei sõida", zone="core")
        lane, stage = (queries.tracks(document, journey.id, axis)[0].code for axis in ("lane", "stage"))
        notes.add_note(tx, journey.id, "Ootab peatuses", zone=lane, stage=stage)
        zone = queries.tracks(document, resources.id, "zone")[1].code
        notes.add_note(tx, resources.id, "Külaselts", zone=zone)
    pages = composed(document)
    assert len(pages) == 4, "one for each canvas; an agenda without blocks is no page on how it went"
    for page in pages[:3]:
        drawing = next(item for item in page.items if isinstance(item, Drawing))
        title = next(item for item in page.items if isinstance(item, Text) and item.text == "Märkmed")
        assert title.y > drawing.y + drawing.board.height * drawing.scale
        assert min(n.size for n in drawing.board.notes) * drawing.scale >= 8.0


def test_less_air_never_lets_rows_run_into_each_other() -> None:
    book = Book("et")
    book.start("Proov")
    book.air = AIRS[-1]
    Table(book, [Column("Märge", 120.0)]).write([Row([cell("Kogukonnamaja lahtiolek sõltub ühest inimesest")])] * 9)
    levels = [i.y for i in book.pages[0].items if isinstance(i, Text)]
    assert all(b - a >= 9.5 * 1.2 for a, b in pairwise(levels[1:]))


def test_the_questions_of_a_sample_stand_below_its_groups() -> None:
    pages = texts(report_of(sample("02_noorte_kaasamine")))
    page = next(p for p in pages if "Kuidas me saaksime kuulda noori enne" in p.replace("\n", " "))
    assert "Märkmerühmad" in page


def short_canvases() -> Document:
    """A canvas of questions, then a small tree, then an empty fishbone."""
    kinds = [("problem_map", "hmw"), ("problem_map", "problem_tree"), ("problem_map", "fishbone")]
    document = new_workshop("Lühikesed lõuendid", canvases=kinds)
    first, second, _third = queries.canvases(document)
    with document.transaction("Fill") as tx:
        for i in range(4):
            notes.add_note(tx, first.id, f"Kuidas me saaksime kuulda noori enne {i}?", zone="question")
        core = notes.add_note(tx, second.id, "Kogukonnamaja seisab suurema osa nädalast tühjana", zone="core")
        for i in range(4):
            notes.add_note(tx, second.id, f"Maja lahtiolek sõltub inimesest {i}", zone="cause", parent=core.id)
    return document


def composed(document: Document) -> list[Page]:
    return compose(document, PdfJob("et", FixedClock().now(), whole=False), Words("et"))


def test_a_short_canvas_begins_below_the_one_before_and_stays_whole() -> None:
    document = short_canvases()
    pages = composed(document)
    drawn = [(n, item) for n, page in enumerate(pages) for item in page.items if isinstance(item, Drawing)]
    shared, tree = drawn[1]
    said = [item.text for item in pages[shared].items if isinstance(item, Text)]
    assert {"Märkmed", "Probleemipuu"} <= set(said)
    assert len(tree.board.notes) == 5
    assert tree.y + tree.board.height * tree.scale <= pages[shared].height - 54.0
    assert min(n.size for n in tree.board.notes) * tree.scale >= 8.0
    assert len(pages) == 3, "questions, their list with the tree, the tree's list with the empty fishbone"
    assert "Kalaluudiagramm" in [item.text for item in pages[2].items if isinstance(item, Text)]


def test_lines_of_a_canvas_that_shares_a_page_break_as_on_the_screen() -> None:
    document = short_canvases()
    pages = composed(document)
    tree = [item for page in pages for item in page.items if isinstance(item, Drawing)][1].board
    canvas = queries.canvases(document)[1]
    # A screen draws few notes broader where that has their text larger; paper keeps the usual width.
    shown = board(document, canvas, replace(SCREEN.sized(1094, 782), quick=True), "et")
    assert {n.id: (n.lines, n.size) for n in tree.notes} == {n.id: (n.lines, n.size) for n in shown.notes}


def test_a_long_canvas_begins_a_page_of_its_own() -> None:
    document = short_canvases()
    second = queries.canvases(document)[1]
    with document.transaction("More") as tx:
        for i in range(20):
            notes.add_note(tx, second.id, f"Veel üks põhjus {i}", zone="cause")
    pages = composed(document)
    titled = next(p for p in pages if any(isinstance(i, Text) and i.text == "Probleemipuu" for i in p.items))
    assert "Märkmed" not in [i.text for i in titled.items if isinstance(i, Text)]


def test_canvases_and_a_plan_with_nothing_on_them_share_a_page() -> None:
    pages = texts(report_of(new_workshop("Uus töötuba", place="Tartu", date="2026-11-05")))
    (told,) = [page for page in pages if "Tegevusi veel ei ole." in page]
    assert told.count("Sellel lõuendil veel märkmeid ei ole.") == 3
