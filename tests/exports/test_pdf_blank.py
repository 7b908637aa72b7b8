"""Blank forms: in every form and language, what is printed on a sheet stays on it and no words run into others."""

from __future__ import annotations

from itertools import combinations

import pytest

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports.pdf import PdfJob
from koosloome_desktop.exports.pdf_blank import blank_sheets
from koosloome_desktop.exports.pdf_items import Text
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.support.clock import FixedClock

FORMS = [(kind, variant.code) for kind, spec in registry().items() for variant in spec.variants]
_FOOT = 9.0


@pytest.mark.parametrize("lang", ["et", "en", "ru"])
def test_words_stay_on_the_sheet_and_apart(lang) -> None:
    document = new_workshop("Proov", lang=lang, canvases=FORMS)
    sheets = blank_sheets(document, PdfJob(lang, FixedClock().now(), paper="a3"), Words(lang))
    assert len(sheets) >= len(FORMS)
    for sheet in sheets:
        boxes = [
            (i.x, i.y - i.size * 0.75, i.x + measure(i.text, i.size, i.weight), i.y + i.size * 0.22, i.text)
            for i in sheet.page.items
            if isinstance(i, Text)
        ]
        for _left, _top, right, bottom, text in boxes:
            assert right <= sheet.page.width - _FOOT, (sheet.title, text)
            assert bottom <= sheet.page.height - _FOOT, (sheet.title, text)
        for a, b in combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5
            assert apart, (sheet.title, a[4], b[4])
