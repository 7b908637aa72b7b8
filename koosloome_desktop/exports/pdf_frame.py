"""Pages in the making: margins, a cursor that walks down, headings that stay with what follows, running head and foot.

Lengths are points. Texts are broken by the layout's own wrap, so nothing of a user's text is ever read as markup and
nothing runs out of its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.pdf_items import Item, Mark, Page, Rule, Text, Watermark
from koosloome_desktop.layout.metrics import BASELINE, LINE, measure
from koosloome_desktop.layout.primitives import Weight
from koosloome_desktop.layout.wrap import elide, wrap
from koosloome_desktop.support.palette import LIGHT

MM: Final = 72 / 25.4
PAPERS: Final[dict[str, tuple[float, float]]] = {
    "a4": (210 * MM, 297 * MM),
    "a3": (297 * MM, 420 * MM),
    "a2": (420 * MM, 594 * MM),
    "a1": (594 * MM, 841 * MM),
    "a0": (841 * MM, 1189 * MM),
}
"""Portrait sizes in points (ISO 216)."""

#: Margins: left and right, above the content (below the running head), below it (above the foot).
SIDE: Final = 52.0
SIDE_WIDE: Final = 36.0
TOP: Final = 64.0
TOP_WIDE: Final = 46.0
BOTTOM: Final = 54.0
BOTTOM_WIDE: Final = 40.0
_HEAD: Final = 36.0
_HEAD_WIDE: Final = 27.0
_FOOT: Final = 22.0
_FOOT_WIDE: Final = 17.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points, weight, colour, lines apart as a multiple of the size."""

    size: float
    weight: Weight = "regular"
    colour: str = LIGHT.ink
    leading: float = LINE

    @property
    def line(self) -> float:
        """Height of a line in points."""
        return self.size * self.leading


TITLE: Final = Style(20.0, "bold")
HEADING: Final = Style(12.5, "semibold")
FACT: Final = Style(9.5, "regular", LIGHT.muted)
BODY: Final = Style(9.5, leading=1.32)
STRONG: Final = Style(9.5, "semibold", leading=1.32)
LEAD: Final = Style(11.0, leading=1.36)
SMALL: Final = Style(8.2, "regular", LIGHT.muted, 1.28)
NUMBER: Final = Style(9.5, "semibold", leading=1.32)


class Cancelled(Exception):
    """The user stopped the export; nothing was written."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page: the running head's two texts, the foot's left text, the page's number, a watermark."""

    head: str
    foot: str
    numbered: Callable[[int, int], str]
    watermark: str = ""


class Book:
    """The pages of a report, written from top to bottom."""

    paged = True
    """Whether what is written comes onto pages."""

    def __init__(
        self,
        lang: str,
        paper: str = "a4",
        *,
        cancelled: Callable[[], bool] | None = None,
        done: Callable[[Page], None] | None = None,
    ) -> None:
        """`lang` hyphenates; `cancelled` is asked at every new page and stops by `Cancelled`.

        `done` is told each page that nothing more is written on (but head and foot), so that it can be painted at once:
        ten thousand notes as values would take more memory than as a finished page.
        """
        self.lang = lang
        self.size = PAPERS[paper]
        self.pages: list[Page] = []
        self.cancelled = cancelled
        self._done = done
        self._section = ""
        self._wide = False
        self.y = 0.0
        self.air = 1.0
        """The air between rows and above headings, as a share of the usual one."""
        self.ends: dict[int, float] = {}
        """Pages (by their place in `pages`) that are written down to this height only."""
        self.headings: list[tuple[int, float]] = []
        """Where headings stand: the place of their page in `pages`, and the height."""

    # -- pages

    @property
    def page(self) -> Page:
        """The page being written."""
        return self.pages[-1]

    @property
    def left(self) -> float:
        """Left edge of the content."""
        return SIDE_WIDE if self._wide else SIDE

    @property
    def width(self) -> float:
        """Width of the content."""
        return self.page.width - 2 * self.left

    @property
    def top(self) -> float:
        """Upper edge of the content."""
        return TOP_WIDE if self._wide else TOP

    @property
    def bottom(self) -> float:
        """Lower edge of what a page holds."""
        return self.page.height - (BOTTOM_WIDE if self._wide else BOTTOM)

    @property
    def room(self) -> float:
        """What is left of the page."""
        return min(self.bottom, self.ends.get(len(self.pages) - 1, self.bottom)) - self.y

    @property
    def whole(self) -> float:
        """Height of the content of an empty page."""
        return self.bottom - self.top

    def start(self, section: str, *, wide: bool = False, plain: bool = False) -> None:
        """A new page that belongs to `section`, landscape when `wide`."""
        ask(self)
        self.close()
        self._section, self._wide = section, wide
        width, height = (self.size[1], self.size[0]) if wide else self.size
        self.pages.append(Page(width, height, section, plain))
        self.y = self.top

    def close(self) -> None:
        """Nothing more will be written on the last page."""
        if self._done is not None and self.pages:
            self._done(self.pages[-1])

    def turn(self) -> None:
        """A new page like this one."""
        self.start(self._section, wide=self._wide)

    def need(self, height: float) -> bool:
        """Make sure that so much fits below the cursor; True when a new page was begun."""
        if height <= self.room + 0.01 or self.y <= self.top + 0.01:
            return False
        self.turn()
        return True

    def gap(self, height: float) -> None:
        """Air; none at the top of a page."""
        if self.y > self.top + 0.01:
            self.y += height

    def put(self, item: Item) -> None:
        """Place an item on the page."""
        self.page.items.append(item)

    def mark(self, level: int, title: str) -> None:
        """A place for the outline, at the cursor."""
        self.page.marks.append(Mark(level, title, max(self.y - 12.0, 0.0)))

    # -- texts

    def broken(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """The lines of a text in a width."""
        return broken(text, style, width, self.lang)

    def set(self, lines: Sequence[str], style: Style, x: float, y: float) -> float:
        """Set lines with the top of their room at y, no page breaks; gives the y below them."""
        self.page.items.extend(placed(lines, style, x, y))
        return y + len(lines) * style.line

    def paragraph(self, text: str, style: Style = BODY, *, indent: float = 0.0, width: float = 0.0) -> None:
        """A text at the cursor, over as many pages as it takes; at least two lines stay together."""
        lines = list(self.broken(text, style, (width or self.width) - indent))
        while lines:
            fits = int((self.room + 0.01) / style.line)
            if fits < min(2, len(lines)):
                self.need(2 * style.line)
                fits = max(int((self.room + 0.01) / style.line), 1)
            if len(lines) - fits == 1 and fits > 2:
                fits -= 1
            self.y = self.set(lines[:fits], style, self.left + indent, self.y)
            lines = lines[fits:]

    def bullets(self, texts: Sequence[str], style: Style = BODY, *, numbered: bool = False, width: float = 0.0) -> None:
        """A list with dots or numbers, texts aligned."""
        indent = 16.0 if numbered else 11.0
        for index, text in enumerate(texts):
            self.need(min(2, len(self.broken(text, style, (width or self.width) - indent))) * style.line)
            sign = f"{index + 1}." if numbered else "•"
            self.set((sign,), Style(style.size, style.weight, LIGHT.muted, style.leading), self.left, self.y)
            self.paragraph(text, style, indent=indent, width=width)
            self.y += 2.0

    def title(self, text: str, fact: str = "", *, level: int = 0) -> None:
        """The title of a section with its line of facts; listed in the outline."""
        self.mark(level, text)
        self.paragraph(text, TITLE)
        if fact:
            self.y += 2.0
            self.paragraph(fact, FACT)
        self.y += 12.0

    def heading(self, text: str, *, keep: float = 46.0, mark: bool = False) -> None:
        """A heading that takes at least `keep` of what follows onto its page."""
        lines = self.broken(text, HEADING, self.width)
        self.gap(max(16.0 * self.air, 10.0))
        self.need(len(lines) * HEADING.line + 6.0 + keep)
        self.headings.append((len(self.pages) - 1, self.y))
        if mark:
            self.mark(1, text)
        self.y = self.set(lines, HEADING, self.left, self.y) + 6.0


def broken(text: str, style: Style, width: float, lang: str) -> tuple[str, ...]:
    """The lines of a text in a width (points). A line ends with the dot between two facts, it never begins with one."""
    if " ·" not in text:
        return wrap(text, width, style.size, style.weight, lang)
    lines = wrap(text.replace(" ·", "\u00a0·"), width, style.size, style.weight, lang)
    return tuple(line.replace("\u00a0·", " ·") for line in lines)


def go_on(book: Book, section: str) -> None:
    """The pages after this one belong to another section, which begins here."""
    book._section = section


def begun_like(other: Book) -> Book:
    """A book for trying: its one page is like another book's present one, with the cursor at the same height."""
    made = Book(other.lang, cancelled=other.cancelled)
    made.size = other.size
    made.start(other._section, wide=other._wide)
    made.y = other.y
    return made


def ask(book: Book) -> None:
    """Stop when that was asked for (`Cancelled`)."""
    if book.cancelled is not None and book.cancelled():
        raise Cancelled


def place(book: Book, name: str) -> None:
    """A place that links can lead to, at the cursor."""
    book.page.places.append((name, max(book.y - 6.0, 0.0)))


def placed(lines: Sequence[str], style: Style, x: float, y: float) -> Iterator[Text]:
    """Lines below each other with the top of their room at (x, y)."""
    for index, line in enumerate(lines):
        baseline = y + (index * style.leading + (style.leading - LINE) / 2 + BASELINE) * style.size
        yield Text(x, baseline, line, style.size, style.weight, style.colour)


def finish(pages: Sequence[Page], frame: Frame) -> None:
    """Running head, foot, number and watermark of every page, now that their number is known."""
    for number, page in enumerate(pages, start=1):
        side = SIDE_WIDE if page.width > page.height else SIDE
        if not page.plain:
            _head(page, frame, side)
        _foot(page, frame, side, frame.numbered(number, len(pages)))
        if frame.watermark:
            page.items.insert(0, Watermark(frame.watermark))


def _head(page: Page, frame: Frame, side: float) -> None:
    width = page.width - 2 * side
    y = _HEAD_WIDE if page.width > page.height else _HEAD
    right = elide(page.section, width * 0.4, 8.2)
    w = measure(right, 8.2)
    page.items.append(Text(page.width - side - w, y, right, 8.2, "regular", LIGHT.muted))
    left = elide(frame.head, width - w - 24.0, 8.2)
    page.items.append(Text(side, y, left, 8.2, "regular", LIGHT.muted))


def _foot(page: Page, frame: Frame, side: float, number: str) -> None:
    y = page.height - (_FOOT_WIDE if page.width > page.height else _FOOT)
    right = page.width - side
    page.items.append(Rule(side, y - 12.0, right, y - 12.0, LIGHT.line))
    w = measure(number, 8.2)
    page.items.append(Text(right - w, y, number, 8.2, "regular", LIGHT.muted))
    left = elide(frame.foot, page.width - 2 * side - w - 24.0, 8.2)
    page.items.append(Text(side, y, left, 8.2, "regular", LIGHT.muted))
