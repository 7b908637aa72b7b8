"""Bars over months."""

from __future__ import annotations

from koosloome_desktop.exports.pdf_frame import Book
from koosloome_desktop.exports.pdf_gantt import timeline
from koosloome_desktop.exports.pdf_items import Box, Diamond, Rule, Text
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.records import Action, Milestone, Workshop
from tests.exports.reading import document_of, sample


def drawn(rows, milestones=()):
    book = Book("et")
    book.start("Kava", wide=True)
    document = document_of("w", [Workshop(id="w"), *rows, *milestones])
    timeline(Report(document, Words("et"), book), rows)
    return book


def row(code, start, deadline, **values):
    return Action(id=code, code=code, canvas="p", activity=f"Tegevus {code}", start=start, deadline=deadline, **values)


def bars(book):
    """The bars of the rows; the legend's samples are all 20 points wide and stand above the axis."""
    return [i for p in book.pages for i in p.items if isinstance(i, Box) and i.w != 20.0]


def test_bars_stand_where_their_dates_are():
    book = drawn([row("A", "2026-01", "2026-06"), row("B", "2026-07-01", "2026-12-31")])
    first, second = bars(book)
    assert first.w > 0
    assert abs(first.x + first.w - second.x) < 0.6
    assert abs(second.x + second.w - (book.left + book.width)) < 0.6


def test_milestones_are_diamonds_filled_when_done():
    steps = [
        Milestone(id="m1", action="A", text="x", due="2026-02-10", done=True, order="a"),
        Milestone(id="m2", action="A", text="y", due="2026-05-10", order="b"),
        Milestone(id="m3", action="A", text="z", due="kevadel", order="c"),
    ]
    book = drawn([row("A", "2026-01", "2026-06"), row("B", "2026-02", "2026-03")], steps)
    open_, done, *found = [i for i in book.page.items if isinstance(i, Diamond)]
    assert open_.fill != done.fill  # the legend
    assert len(found) == 2
    assert found[0].x < found[1].x
    assert found[0].fill != found[1].fill


def test_nothing_is_drawn_without_two_dates_or_over_decades():
    assert bars(drawn([row("A", "2026-01", "2026-06")])) == []
    assert bars(drawn([row("A", None, None), row("B", "", "")])) == []
    assert bars(drawn([row("A", "1926-01", "2026-06"), row("B", "2026-01", "2026-02")])) == []


def test_a_start_after_its_deadline_still_draws_within_the_page():
    book = drawn([row("A", "2026-06", "2026-01"), row("B", "2026-01", "2026-12")])
    for bar in bars(book):
        assert book.left <= bar.x
        assert bar.x + bar.w <= book.left + book.width + 0.5


def test_many_rows_go_over_pages_under_the_same_axis():
    book = drawn([row(f"A{n}", "2026-01", "2026-12") for n in range(60)])
    assert len(book.pages) > 2
    for page in book.pages:
        assert "2026" in [i.text for i in page.items if isinstance(i, Text)]
    assert len(bars(book)) == 60


def test_samples_have_a_bar_for_each_dated_row():
    document = sample("01_kogukonnamaja")
    rows = document.of(Action)
    book = Book("et")
    book.start("Kava", wide=True)
    timeline(Report(document, Words("et"), book), rows)
    assert len(bars(book)) == sum(bool(a.start or a.deadline) for a in rows)


def test_the_day_of_the_report_is_a_line_where_the_chart_has_it():
    for today, wanted in (("2026-03-15", 2), ("2031-01-01", 0), ("", 0)):
        book = Book("et")
        book.start("Kava", wide=True)
        rows = [row("A", "2026-01", "2026-06"), row("B", "2026-02", "2026-03")]
        report = Report(document_of("w", [Workshop(id="w"), *rows]), Words("et"), book, today=today)
        timeline(report, rows)
        assert len([i for i in book.page.items if isinstance(i, Rule) and i.dash[0]]) == wanted
