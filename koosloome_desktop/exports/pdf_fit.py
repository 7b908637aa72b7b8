"""A few lines that would stand alone on a last page come onto the page before, with a little less air between rows.

What is written is tried on pages that are thrown away. Only air changes: columns are as wide and lines break as they
would otherwise, and drawings are not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from koosloome_desktop.exports.pdf_frame import begun_like
from koosloome_desktop.exports.pdf_report import Report

AIRS: Final = (0.75, 0.52)
"""Shares of the usual air that are tried, the most first; less than the last makes rows run into each other."""
THIN: Final = 0.25
"""A page filled less than this is thin."""

Write = Callable[[Report], object]


def fitted(report: Report, write: Write) -> None:
    """Write, without a thin last page where less air is enough for that."""
    report.book.air = _air(report, write)
    try:
        write(report)
    finally:
        report.book.air = 1.0


def _air(report: Report, write: Write) -> float:
    """The air with which the last page is saved; 1 where it is not thin, or cannot be saved."""
    pages, filled = _tried(report, write, 1.0)
    if pages > 1 and filled < THIN:
        return next((air for air in AIRS if _tried(report, write, air)[0] < pages), 1.0)
    return 1.0


def _tried(report: Report, write: Write, air: float) -> tuple[int, float]:
    """How many pages that takes from the cursor on, and how full the last one is."""
    probe = begun_like(report.book)
    probe.air = air
    write(replace(report, book=probe, entries=list(report.entries), step=lambda: None))
    return len(probe.pages), (probe.y - probe.top) / probe.whole
