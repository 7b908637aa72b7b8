"""Rows of a table, written as elements: python-docx looks through the whole table for every cell, which takes a minute
for a table of ten thousand rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

CELL_SIZE: Final = 9.0
"""Points of the text in cells."""
_HEAD_FILL: Final = "E4E9EF"
_EMU_PER_TWIP: Final = 635


def table_row(
    texts: Sequence[str],
    widths: Sequence[int],
    right: frozenset[int],
    *,
    head: bool = False,
    bold: bool = False,
    span: int = 1,
    fill: str = "",
) -> Any:
    """A ``w:tr``: cells of `widths` (EMU) that are not broken over pages; a `head` is repeated on every page.

    `right` are the cells whose text stands to the right, `span` says how many columns the only cell covers.
    """
    row = _made("w:tr")
    properties = _made("w:trPr")
    properties.append(_made("w:cantSplit"))
    if head:
        properties.append(_made("w:tblHeader", val="true"))
    row.append(properties)
    for index, (text, width) in enumerate(zip(texts, widths, strict=True)):
        cell = _made("w:tc")
        about = _made("w:tcPr")
        about.append(_made("w:tcW", w=str(width // _EMU_PER_TWIP), type="dxa"))
        if span > 1:
            about.append(_made("w:gridSpan", val=str(span)))
        shade = _HEAD_FILL if head else fill
        if shade:
            about.append(_made("w:shd", val="clear", color="auto", fill=shade))
        cell.append(about)
        cell.append(_paragraph(text, bold=bold or head or span > 1, right=index in right))
        row.append(cell)
    return row


def _paragraph(text: str, *, bold: bool, right: bool) -> Any:
    paragraph = _made("w:p")
    about = _made("w:pPr")
    about.append(_made("w:spacing", after="20"))
    if right:
        about.append(_made("w:jc", val="right"))
    paragraph.append(about)
    run = _made("w:r")
    look = _made("w:rPr")
    if bold:
        look.append(_made("w:b"))
    look.append(_made("w:sz", val=f"{CELL_SIZE * 2:.0f}"))
    run.append(look)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(_made("w:br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                run.append(_made("w:tab"))
            if part:
                run.append(_text(part))
    paragraph.append(run)
    return paragraph


def _text(text: str) -> Any:
    from docx.oxml.ns import qn

    found = _made("w:t")
    found.text = text
    found.set(qn("xml:space"), "preserve")
    return found


def _made(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
