"""A document as headings, paragraphs, lists and tables of plain text: what DOCX and Markdown both write.

`Recorder` is a report's book that keeps what sections say instead of setting it on pages, so that a text document says
what the PDF says, in the same words and order, with its photos; drawings are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from koosloome_desktop.exports.pdf_frame import BODY, FACT, STRONG, Book, Style
from koosloome_desktop.exports.pdf_items import Item
from koosloome_desktop.exports.pdf_items import Picture as Shown
from koosloome_desktop.exports.pdf_table import Column, Row

_AS_HEADING = 13.0
"""Points from which a bold paragraph heads what follows."""

Role = Literal["", "lead", "fact", "strong"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a section) to 4."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; roles: plain, lead (a goal), fact (small print), strong."""

    text: str
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or with dots."""

    texts: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; roles: plain, group (a subhead across it), total."""

    cells: tuple[str, ...]
    role: Literal["", "group", "total"] = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `titles` name its columns (all empty: it has no header row), `shares` are their parts of the width,
    `right` the columns whose texts stand to the right, `about` says what the table holds for those who do not see it.
    """

    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    shares: tuple[float, ...] = ()
    right: frozenset[int] = frozenset()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing of a canvas (its id) with what it shows in words."""

    canvas: str
    about: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo (its asset's id) with what it shows in words, `width` points wide on paper."""

    asset: str
    about: str
    width: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page, lying across when `wide`."""

    wide: bool = False


Block = Heading | Para | Bullets | Grid | Picture | Photo | Turn


@dataclass(slots=True)
class Outline:
    """A document in the making: what it is called, what it says."""

    title: str
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """The next blocks; empty paragraphs, lists and tables are left out."""
        for block in blocks:
            empty = (isinstance(block, Para) and not block.text) or (isinstance(block, Bullets) and not block.texts)
            if not empty and not (isinstance(block, Grid) and not block.lines):
                self.blocks.append(block)


class Recorder(Book):
    """A book without pages: everything written into it becomes blocks of an outline.

    `level` is the level of a heading of a section.
    """

    paged = False

    def __init__(self, outline: Outline, lang: str, *, level: int = 3) -> None:
        super().__init__(lang)
        self.outline, self.level = outline, level
        super().start("")

    def start(self, section: str, *, wide: bool = False, plain: bool = False) -> None:
        """A new section is told by its title."""

    def turn(self) -> None:
        """There are no pages."""

    def need(self, height: float) -> bool:
        """There is always room."""
        return False

    def put(self, item: Item) -> None:
        """Drawings are left out; a photo is kept."""
        if isinstance(item, Shown):
            self.outline.add(Photo(item.asset, item.about, item.w))

    def set(self, lines: Sequence[str], style: Style, x: float, y: float) -> float:
        """Lines that are set by hand belong to drawings."""
        return y

    def title(self, text: str, fact: str = "", *, level: int = 0) -> None:
        """The title of a section."""
        self.outline.add(Heading(text, max(self.level - 1, 1)), Para(fact, "fact"))

    def heading(self, text: str, *, keep: float = 46.0, mark: bool = False) -> None:
        """A heading inside a section."""
        self.outline.add(Heading(text, self.level))

    def paragraph(self, text: str, style: Style = BODY, *, indent: float = 0.0, width: float = 0.0) -> None:
        """A paragraph in the role that its style has; one set as large as a heading is one."""
        if style.weight in {"bold", "semibold"} and style.size >= _AS_HEADING:
            self.outline.add(Heading(text, self.level))
        else:
            self.outline.add(Para(text, _role(style)))

    def bullets(self, texts: Sequence[str], style: Style = BODY, *, numbered: bool = False, width: float = 0.0) -> None:
        """A list."""
        self.outline.add(Bullets(tuple(texts), numbered))

    def take_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Large numbers with their words."""
        self.outline.add(Bullets(tuple(f"{word}: {number}" for number, word in figures)))

    def take_meeting(self, when: str, rest: str) -> None:
        """The next meeting."""
        self.outline.add(Para(when, "strong"), Para(rest))

    def take_signers(self, signers: Sequence[str], hint: str) -> None:
        """Room for signatures, each under its role."""
        about = next((b.text for b in reversed(self.outline.blocks) if isinstance(b, Heading)), "")
        cells = tuple(f"\n\n{hint}" for _ in signers)
        self.outline.add(Grid(tuple(signers), (Line(cells),), tuple(1.0 for _ in signers), about=about))

    def take_table(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """A table, whole: `pdf_table.Table` hands it over instead of setting it."""
        right = frozenset(i for i, c in enumerate(columns) if c.align == "right")
        lines = tuple(_line(row, len(columns)) for row in rows)
        shares = tuple(max(c.width, 1.0) for c in columns)
        about = next((b.text for b in reversed(self.outline.blocks) if isinstance(b, Heading)), "")
        self.outline.add(Grid(tuple(c.title for c in columns), lines, shares, right, about))


def _role(style: Style) -> Role:
    if style == FACT or style.size < BODY.size - 1.0:
        return "fact"
    if style.size > BODY.size + 1.0:
        return "lead"
    return "strong" if style.weight == STRONG.weight else ""


def _line(row: Row, count: int) -> Line:
    texts = ["\n".join(part.text for part in cell if part.text) for cell in row.cells]
    if row.role == "group":
        return Line((texts[0] if texts else "",), "group")
    texts += [""] * (count - len(texts))
    return Line(tuple(texts), "total" if row.role == "total" else "")
