"""An outline as a DOCX that a council can take into its own papers: real headings, lists and tables, nothing painted.

Accessible: the language is set, tables name their header row and say what they hold, pictures have descriptions, the
order of reading is the order of the text. Every text is written as a run: none becomes a field, a link or markup.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.exports.docx_row import CELL_SIZE, table_row
from koosloome_desktop.exports.outline import Bullets, Grid, Heading, Outline, Para, Photo, Picture, Turn
from koosloome_desktop.layout.metrics import measure

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LANGUAGES: Final = {"et": "et-EE", "en": "en-GB", "ru": "ru-RU"}
_FONT: Final = "Arial"
_MM: Final = 36_000
"""English Metric Units of a millimetre."""
_PAPER: Final = {"a4": (210, 297), "a3": (297, 420)}
_MARGIN: Final = 20
_GROUP_FILL: Final = "F3F5F8"
_LINE: Final = "AEB8C2"
_HEADINGS: Final = {1: 16, 2: 13, 3: 11.5, 4: 10.5}
_INK: Final = "1F2933"
_CELL_ROOM: Final = 13.0
"""Points that a cell leaves beside its text."""
_POINT: Final = 12_700
_WIDER: Final = 1.14
"""How much wider Arial runs than the typeface that we measure."""
_MOST_OF_WIDTH: Final = 0.3
_LOOKED_AT: Final = 400


def docx_bytes(
    outline: Outline,
    lang: str,
    made: dt.datetime,
    *,
    foot: str = "",
    paper: str = "a4",
    picture: Callable[[str], bytes | None] | None = None,
    photo: Callable[[str], bytes | None] | None = None,
) -> bytes:
    """The finished file. `picture` gives the PNG of a canvas by its id (None: no drawing of it is wanted), `photo` the
    JPEG of a photo by its asset's id (None: it cannot be had).
    """
    writer = _Writer(lang, paper, picture, photo)
    writer.properties(outline.title, made)
    writer.write(outline)
    writer.page_numbers(foot)
    return writer.finished()


def _at(data: bytes, made: dt.datetime) -> bytes:
    """The same archive, its parts as old as the document says: the library dates them by the machine's clock, so that
    the same document made twice would be two files.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            dated = zipfile.ZipInfo(part.filename, (max(made.year, 1980), *made.timetuple()[1:6]))
            dated.compress_type, dated.external_attr = zipfile.ZIP_DEFLATED, part.external_attr
            new.writestr(dated, old.read(part))
    return out.getvalue()


class _Writer:
    def __init__(
        self,
        lang: str,
        paper: str,
        picture: Callable[[str], bytes | None] | None,
        photo: Callable[[str], bytes | None] | None,
    ) -> None:
        from docx import Document

        self.docx: Docx = Document()
        self.lang, self.picture, self.photo = _LANGUAGES.get(lang, "et-EE"), picture, photo
        self.size = _PAPER.get(paper, _PAPER["a4"])
        self.wide = self.breaking = self.begun = False
        self.made = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (as in an archive: no zone)
        self._page(self.docx.sections[0], wide=False)
        self._styles()

    # -- the document

    def properties(self, title: str, made: dt.datetime) -> None:
        """Title, language and time of making."""
        self.made = made
        core = self.docx.core_properties
        core.title, core.language = title[:255], self.lang
        core.author = core.last_modified_by = core.comments = ""
        core.created = core.modified = made.replace(tzinfo=None, microsecond=0)

    def _styles(self) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        styles = self.docx.styles
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        language = OxmlElement("w:lang")
        for key in ("w:val", "w:eastAsia"):
            language.set(qn(key), self.lang)
        defaults.append(language)
        named = [("Normal", 10.5), ("Title", 22), *((f"Heading {n}", size) for n, size in _HEADINGS.items())]
        for name, size in named:
            style: Any = styles[name]
            style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(_INK)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), _FONT)
        normal: Any = styles["Normal"]
        normal.paragraph_format.space_after = Pt(5)
        for level in _HEADINGS:
            heading: Any = styles[f"Heading {level}"]
            heading.paragraph_format.space_before = Pt(18 if level == 1 else 12)
            heading.paragraph_format.space_after = Pt(5)

    def _page(self, section: Any, *, wide: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        width, height = (Mm(side) for side in self.size)
        if wide:
            width, height = height, width
        section.page_width, section.page_height = width, height
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(_MARGIN))

    @property
    def width(self) -> int:
        """Width of the text, in EMU."""
        return (self.size[1 if self.wide else 0] - 2 * _MARGIN) * _MM

    def page_numbers(self, foot: str) -> None:
        """The title at the foot of every page, and its number of how many."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self.docx.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._small(paragraph.add_run(f"{foot}   " if foot else ""))
        self._field(paragraph, "PAGE")
        self._small(paragraph.add_run(" / "))
        self._field(paragraph, "NUMPAGES")

    def _field(self, paragraph: Paragraph, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for kind in ("begin", name, "separate", "1", "end"):
            run = paragraph.add_run()
            self._small(run)
            if kind == name:
                code = OxmlElement("w:instrText")
                code.text = f" {name} "
                run._r.append(code)
            elif kind == "1":
                run.text = "1"
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)

    @staticmethod
    def _small(run: Any) -> None:
        from docx.shared import Pt, RGBColor

        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string("52606D")

    def finished(self) -> bytes:
        """The bytes of the file."""
        out = io.BytesIO()
        self.docx.save(out)
        return _at(out.getvalue(), self.made)

    # -- blocks

    def write(self, outline: Outline) -> None:
        """Title and blocks in order."""
        if outline.blocks[:1] == [Turn(wide=True)]:
            self.wide = True
            self._page(self.docx.sections[0], wide=True)
        self.docx.add_paragraph(outline.title, style="Title")
        for block, following in pairwise([*outline.blocks, None]):
            if isinstance(block, Turn):
                self._turn(block.wide)
            elif isinstance(block, Heading):
                heading = self.docx.add_heading(block.text, level=block.level)
                heading.paragraph_format.page_break_before = self.breaking or None
                self.breaking, self.begun = False, self.begun or block.level == 1
            elif isinstance(block, Para):
                self._para(block)
                # A question stays with what was answered, and what a table is about with its rows.
                self.docx.paragraphs[-1].paragraph_format.keep_with_next = isinstance(following, Bullets | Grid) or None
            elif isinstance(block, Bullets):
                self._bullets(block)
            elif isinstance(block, Grid):
                self._grid(block)
            elif isinstance(block, Photo):
                self._photo(block)
            elif isinstance(block, Picture):
                self._picture(block)

    def _turn(self, wide: bool) -> None:
        """A new page where the paper has to lie the other way, and for each section that lies across."""
        self.breaking = wide and self.wide and self.begun
        if wide == self.wide:
            return
        from docx.enum.section import WD_SECTION

        self.wide = wide
        self._page(self.docx.add_section(WD_SECTION.NEW_PAGE), wide=wide)

    def _para(self, block: Para) -> None:
        from docx.shared import Pt

        paragraph = self.docx.add_paragraph()
        run = paragraph.add_run(block.text)
        if block.role == "lead":
            run.font.size = Pt(12)
            run.bold = True
        elif block.role == "fact":
            self._small(run)
            run.font.size = Pt(9.5)
        elif block.role == "strong":
            run.bold = True

    def _bullets(self, block: Bullets) -> None:
        number = self._numbering() if block.numbered else None
        for text in block.texts:
            paragraph = self.docx.add_paragraph(text, style="List Number" if block.numbered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _numbering(self) -> int:
        """A numbered list that begins at 1: all paragraphs of one style would go on counting."""
        style: Any = self.docx.styles["List Number"]
        numbers = self.docx.part.numbering_part.numbering_definitions._numbering
        known = style.element.pPr.numPr.numId.val
        abstract = numbers.num_having_numId(known).abstractNumId.val
        made = numbers.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _picture(self, block: Picture) -> None:
        data = self.picture(block.canvas) if self.picture is not None else None
        if data is None:
            return
        self._shown(data, self.width, block.about)

    def _photo(self, block: Photo) -> None:
        """A photo as large as in the report, its words below it on the same page."""
        data = self.photo(block.asset) if self.photo is not None else None
        if data is not None:
            self._shown(data, min(int(block.width * _POINT), self.width), block.about)
            self.docx.paragraphs[-1].paragraph_format.keep_with_next = True

    def _shown(self, data: bytes, width: int, about: str) -> None:
        """A picture `width` EMU wide, or as high as a page allows; `about` is read to those who do not see it."""
        shape = self.docx.add_picture(io.BytesIO(data))
        room = (self.size[0 if self.wide else 1] - 2 * _MARGIN - 45) * _MM
        scale = min(width / shape.width, room / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape._inline.docPr.set("descr", about)
        shape._inline.docPr.set("title", "")

    # -- tables

    def _grid(self, block: Grid) -> None:
        headed = any(block.titles)
        table = self.docx.add_table(rows=0, cols=len(block.titles))
        table.autofit = False
        self._table_properties(table, block.about)
        widths = self._widths(block)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        rows = table._tbl
        if headed:
            rows.append(table_row(block.titles, widths, block.right, head=True))
        for line in block.lines:
            if line.role == "group":
                rows.append(table_row(line.cells, [sum(widths)], frozenset(), span=len(widths), fill=_GROUP_FILL))
            else:
                rows.append(table_row(line.cells, widths, block.right, bold=line.role == "total"))
        gap = self.docx.add_paragraph()
        gap.paragraph_format.space_after = 0

    def _widths(self, block: Grid) -> list[int]:
        """Widths of columns in EMU: no word is broken where that can be had, the rest is shared out."""
        shares = block.shares or tuple(1.0 for _ in block.titles)
        needs = [min(_longest_word(block, i), self.width * _MOST_OF_WIDTH) for i in range(len(shares))]
        needs = _capped(needs, self.width)
        wanted = [self.width * share / sum(shares) for share in shares]
        short = [max(need - want, 0.0) for need, want in zip(needs, wanted, strict=True)]
        spare = [max(want - need, 0.0) for need, want in zip(needs, wanted, strict=True)]
        taken = sum(short) / sum(spare) if sum(spare) else 0.0
        return [int(w + s - x * min(taken, 1.0)) for w, s, x in zip(wanted, short, spare, strict=True)]

    def _table_properties(self, table: Table, about: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        properties: Any = table._tbl.tblPr
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            edge = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
                edge.set(qn(f"w:{key}"), value)
            borders.append(edge)
        layout = properties.find(qn("w:tblLayout"))
        layout.addprevious(borders) if layout is not None else properties.append(borders)
        if about:  # last of the properties, as the schema orders them
            told = OxmlElement("w:tblCaption")
            told.set(qn("w:val"), about)
            properties.append(told)


def _capped(needs: Sequence[float], width: float) -> list[float]:
    """The needs as far as there is room: the largest give way first, so that a number or a code is never broken."""
    left, found = width, dict.fromkeys(range(len(needs)), 0.0)
    for done, index in enumerate(sorted(found, key=lambda i: needs[i])):
        found[index] = min(needs[index], left / (len(needs) - done))
        left -= found[index]
    return [found[i] for i in range(len(needs))]


def _longest_word(block: Grid, column: int) -> float:
    """The width of the longest word of a column, with the cell's own room, in EMU."""
    words = set(block.titles[column].split(" "))
    for line in block.lines[:_LOOKED_AT]:
        if line.role != "group":
            words.update(word for text in line.cells[column].split("\n") for word in text.split(" "))
    return (max(measure(w, CELL_SIZE, "bold") for w in words) * _WIDER + _CELL_ROOM) * _POINT
