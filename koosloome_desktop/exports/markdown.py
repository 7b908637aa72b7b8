"""An outline as Markdown (CommonMark with GitHub's tables): texts are escaped, so that a note stays what was written.

Escaped are all signs that begin markup anywhere in a text, those that mean something at the beginning of a line only
there, and the beginnings of addresses that GitHub's dialect would make links by itself. Sources: CommonMark 0.31
(2.4 backslash escapes), GitHub Flavored Markdown 0.29 (tables, extended autolinks).
"""

from __future__ import annotations

import re
from typing import Final

from koosloome_desktop.exports.outline import Block, Bullets, Grid, Heading, Line, Outline, Para

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<>|~$]|&(?=[#\w])")
_ADDRESS: Final = re.compile(
    r"(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)", re.IGNORECASE
)
_LINE_START: Final = re.compile(r"^(\s*)(?=[-+#=:]|!)", re.MULTILINE)
_NUMBER: Final = re.compile(r"^(\s*\d{1,9})(?=[.)](\s|$))", re.MULTILINE)


def escaped(text: str) -> str:
    """A text of one or several lines in which nothing is markup."""
    plain = _ANYWHERE.sub(r"\\\g<0>", text)
    plain = _ADDRESS.sub(r"\\", plain)
    plain = _NUMBER.sub(r"\1\\", _LINE_START.sub(r"\1\\", plain))
    lines = [line.strip() for line in plain.split("\n")]
    return "\n".join(lines)


def markdown_text(outline: Outline) -> str:
    """The whole document."""
    parts = [f"# {_line(outline.title)}"]
    parts += [told for block in outline.blocks if (told := _block(block))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * min(block.level + 1, 6)} {_line(block.text)}"
    if isinstance(block, Para):
        told = _broken(block.text)
        return f"**{told}**" if block.role in {"lead", "strong"} and "\n" not in told else told
    if isinstance(block, Bullets):
        return "\n".join(_item(text, f"{n}." if block.numbered else "-") for n, text in enumerate(block.texts, start=1))
    if isinstance(block, Grid):
        return _grid(block)
    return ""


def _line(text: str) -> str:
    """A text on one line."""
    return escaped(" ".join(text.split()))


def _broken(text: str) -> str:
    """A paragraph: its line breaks stay, an empty line becomes a break too."""
    return "\\\n".join(line for line in escaped(text).split("\n") if line)


def _item(text: str, mark: str) -> str:
    return f"{mark} " + _broken(text).replace("\n", "\n" + " " * (len(mark) + 1))


def _cell(text: str) -> str:
    """A cell: our own break tags are the only markup in it."""
    return "<br>".join(line for line in escaped(text).split("\n") if line)


def _grid(block: Grid) -> str:
    marks = ["---:" if i in block.right else "---" for i in range(len(block.titles))]
    rows = [[_cell(t) for t in block.titles], marks, *(_row(line, len(block.titles)) for line in block.lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(line: Line, count: int) -> list[str]:
    cells = [_cell(text) for text in line.cells]
    if line.role:
        cells = [f"**{text}**" if text and "<br>" not in text else text for text in cells]
    return [*cells, *[""] * (count - len(cells))]
