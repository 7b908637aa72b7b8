"""What can be exported: one table of formats that the window's dialog, the command line and the writer all read.

A format is an ending with its parts: what of a workshop can be written that way, on which papers, by which maker. A
maker is given the document and the checked order and gives bytes; it imports its heavy libraries when it is called. A
new document is one more `Part` here, and stands in no list before its maker is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.services import export_makers as makers
from koosloome_desktop.services import export_paper as paper
from koosloome_desktop.services.export_order import ExportOrder
from koosloome_desktop.support.i18n import N_

Maker = Callable[[Document, ExportOrder], bytes]

PAPERS: Final = ("a4", "a3", "a2", "a1", "a0")
"""Every paper that can be asked for; a part takes some of them."""
TILES: Final = ("a4", "a3")
"""The sheets that a large page can be cut into."""

AUDIENCES: Final[tuple[str, ...]] = ("facilitator", "participants")

WHATS: Final[Mapping[str, str]] = {
    "report": N_("The whole workshop"),
    "plan": N_("Action plan"),
    "review": N_("Follow-up overview"),
    "guide": N_("Guide: the method cards of the agenda"),
    "agenda": N_("Agenda"),
    "poster": N_("Poster"),
    "blank": N_("Worksheets: blank canvases to write on"),
    "canvas": N_("One canvas"),
}
"""What there is to export and its name for people; a format offers those that it has a maker for."""


COLUMN_SETS: Final[Mapping[str, str]] = {
    "five": N_("Five columns: activities, time, result, budget, target group"),
    "council": N_("For a council: with those responsible and indicators"),
    "municipality": N_("Municipality: cost by year and source of money"),
    "health": N_("Health profile: goal, activity, resource, responsible, indicator"),
    "avp": N_("Open government: commitment, steps, principles"),
    "minimum": N_("The least: activity, responsible, deadline, result, first step"),
    "progress": N_("Progress: status, share done, reached, spent"),
    "all": N_("All columns that are filled"),
}
"""The column sets of plans by the word for `--columns`, with what they are for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a format can hold.

    `make` writes it. `papers` are the papers that may be chosen, the default first (none: paper means nothing to it),
    `tiles` the sheets that it can be cut into. `canvas` says whether canvases are chosen: "" never, "any" all unless
    one is named, "one" exactly one. `names`: it can show people's names. `scaled`: it takes `--scale` and
    `--background`, `columned`: it takes a column set, `pictured`: drawings can be put into it. `audiences` are those
    it can be written for (`--for`), the default first.
    """

    make: Maker
    papers: tuple[str, ...] = ()
    tiles: tuple[str, ...] = ()
    canvas: str = ""
    names: bool = False
    scaled: bool = False
    columned: bool = False
    pictured: bool = False
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """A kind of file: its ending (lower case, with the dot), its name for people, and its parts by what they hold.

    The first part is what is written when nothing is said. `spoken`: the file has headings in a language.
    """

    ending: str
    label: str
    parts: Mapping[str, Part]
    spoken: bool = True

    @property
    def default(self) -> str:
        """What is written when nothing is said."""
        return next(iter(self.parts))

    @property
    def needs_canvas(self) -> bool:
        """Whether nothing can be written without naming a canvas."""
        return all(part.canvas == "one" for part in self.parts.values())

    def whats(self) -> tuple[str, ...]:
        """The words for `--what`, as people type them."""
        return tuple("canvas:NAME" if what == "canvas" else what for what in self.parts)


_SHEETS: Final = ("a4", "a3")
_POSTERS: Final = ("a3", "a2", "a1", "a0")

FORMATS: Final[Mapping[str, FormatSpec]] = {
    spec.ending: spec
    for spec in (
        FormatSpec(
            ".pdf",
            N_("PDF document"),
            {
                "report": Part(paper.pdf, _SHEETS, names=True, columned=True),
                "plan": Part(paper.pdf, _SHEETS, canvas="any", columned=True),
                "review": Part(paper.pdf, _SHEETS, canvas="any"),
                "agenda": Part(paper.pdf, _SHEETS, audiences=AUDIENCES),
                "guide": Part(paper.pdf, _SHEETS),
                "canvas": Part(paper.pdf, _SHEETS, canvas="one"),
                "poster": Part(paper.poster, _POSTERS, TILES, canvas="any"),
                "blank": Part(paper.blank, _POSTERS, TILES, canvas="any"),
            },
        ),
        FormatSpec(
            ".xlsx",
            N_("Excel workbook"),
            {
                "report": Part(makers.xlsx, _SHEETS, names=True, columned=True),
                "plan": Part(makers.xlsx, _SHEETS, canvas="any", columned=True),
            },
        ),
        FormatSpec(
            ".docx",
            N_("Word document"),
            {
                "report": Part(makers.docx, _SHEETS, names=True, columned=True, pictured=True),
                "plan": Part(makers.docx, _SHEETS, canvas="any", columned=True),
                "review": Part(makers.docx, _SHEETS, canvas="any"),
                "agenda": Part(makers.docx, _SHEETS, audiences=AUDIENCES),
                "guide": Part(makers.docx, _SHEETS),
            },
        ),
        FormatSpec(
            ".csv",
            N_("CSV table"),
            {
                "plan": Part(makers.csv_plan, canvas="any", columned=True),
                "canvas": Part(makers.csv_canvas, canvas="one"),
            },
        ),
        FormatSpec(".svg", N_("Drawing of a canvas (SVG)"), {"canvas": Part(makers.svg, canvas="one", scaled=True)}),
        FormatSpec(".png", N_("Picture of a canvas (PNG)"), {"canvas": Part(makers.png, canvas="one", scaled=True)}),
        FormatSpec(
            ".ics", N_("Calendar"), {"report": Part(makers.ics, canvas=""), "plan": Part(makers.ics, canvas="any")}
        ),
        FormatSpec(
            ".md",
            N_("Plain text with headings (Markdown)"),
            {
                "report": Part(makers.markdown, names=True, columned=True),
                "plan": Part(makers.markdown, canvas="any", columned=True),
                "review": Part(makers.markdown, canvas="any"),
                "agenda": Part(makers.markdown, audiences=AUDIENCES),
                "guide": Part(makers.markdown),
            },
        ),
        FormatSpec(".koosloome", N_("Workshop with its photos"), {"report": Part(makers.koosloome)}, spoken=False),
        FormatSpec(".json", N_("Workshop as JSON"), {"report": Part(makers.json)}, spoken=False),
    )
}
"""The formats by their ending, in the order in which they are offered."""


def offered(document: Document, spec: FormatSpec) -> dict[str, Part]:
    """The parts of a format that this workshop has something for: a plan needs a plan, a review one that was held."""
    canvases = [c for c in document.within(Canvas, "") if c.raw is None]
    plans = any(c.type == "action_plan" for c in canvases)
    missing = {
        what
        for what, there in (
            ("plan", plans),
            ("review", plans),
            ("canvas", bool(document.within(Canvas, ""))),
        )
        if not there
    }
    return {what: part for what, part in spec.parts.items() if what not in missing}
