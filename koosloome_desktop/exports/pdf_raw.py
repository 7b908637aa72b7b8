"""A canvas of a kind that this program does not know."""

from __future__ import annotations

from koosloome_desktop.canvases.inputs import raw_texts
from koosloome_desktop.exports.pdf_frame import BODY
from koosloome_desktop.exports.pdf_lists import META
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_table import Column, Row, Table, cell, widths
from koosloome_desktop.model.records import Canvas


def raw_list(report: Report, canvas: Canvas) -> None:
    """A canvas of a kind that this program does not know: all its texts with their places, so that nothing is lost."""
    words = report.words
    rows = [Row([cell(text, BODY), cell(place, META)]) for place, text in raw_texts(canvas.raw)]
    titles = [words.gettext("Text"), words.gettext("Place in the file")]
    sizes = widths(report.book.width, [-1.0, -0.55])
    Table(report.book, [Column(t, s) for t, s in zip(titles, sizes, strict=True)]).write(rows)
