"""The photos of a canvas, large: what stood on a flipchart can be read from the report."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.exports.pdf_frame import SMALL
from koosloome_desktop.exports.pdf_items import Picture
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.model.records import Asset, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.photos import photo_of
from koosloome_desktop.support.i18n import N_

_HIGHEST: Final = 330.0
"""Points: two landscape photos, or one upright sheet and its words, share a page."""
_CAPTION: Final = 34.0


def photo_list(report: Report, canvas: Canvas) -> None:
    """Each photo once, whole, its note's code and text under it; nothing where pictures cannot be had."""
    document, book = report.document, report.book
    shown: dict[str, tuple[Asset, list[str]]] = {}
    for note in queries.standing(document, canvas.id):
        asset = photo_of(document, note)
        if asset is not None and report.photos:
            shown.setdefault(asset.id, (asset, []))[1].append(joined([note.code, note.text]))
    for number, (asset, texts) in enumerate(shown.values()):
        width, height = asset.width or 4, asset.height or 3
        # A picture of few pixels is not blown up: 72 px an inch is the largest.
        k = min(book.width / width, _HIGHEST / height, 1.0)
        wide, high = width * k, height * k
        if number == 0:
            book.heading(report.words.gettext(N_("Photos")), keep=high + _CAPTION)
        book.need(high + _CAPTION)
        told = report.words.gettext(N_("Photo: {text}"))
        book.put(Picture(book.left, book.y, wide, high, asset.id, told.format(text="; ".join(texts))))
        book.y += high + 5.0
        for text in texts:
            book.paragraph(text, SMALL)
        book.y += 10.0
