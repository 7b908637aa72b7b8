"""Exports: what a workshop becomes outside the program, chosen by the file's ending, written whole or not at all.

In the window an export runs in a worker thread on a `Snapshot`; the command line and tests may hand the document
itself. What can be written stands in `export_formats`; heavy libraries are imported when an export of their kind
begins.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Record
from koosloome_desktop.services.export_formats import COLUMN_SETS, FORMATS, FormatSpec, Part
from koosloome_desktop.services.export_order import (
    BACKGROUNDS,
    MAX_SCALE,
    ExportCancelled,
    ExportOrder,
    Progress,
    Wish,
    find_canvas,
    language_of,
    stopped,
)
from koosloome_desktop.support.clock import Clock
from koosloome_desktop.support.errors import KoosloomeError, UsageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.memory import uncollected
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.support.settingsfile import write_atomic

if TYPE_CHECKING:
    from koosloome_desktop.services.package_file import Lineage


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document as it was at one moment, for another thread: cheap to take, made into a document where it is used."""

    id: str
    records: Mapping[str, Record]
    rev: int
    clock: Clock

    @classmethod
    def of(cls, document: Document) -> Snapshot:
        """Take it; on the document's own thread."""
        return cls(document.id, document.snapshot(), document.rev, document.clock)

    def document(self) -> Document:
        """A document of its own with these records."""
        copy = Document(self.id, clock=self.clock)
        copy.load(self.records.values(), self.rev)
        return copy


def export_workshop(  # noqa: PLR0913 - what people choose in the dialog, each with a default
    document: Document,
    path: Path,
    *,
    what: str = "",
    lang: str | None = None,
    paper: str = "",
    tile: str = "",
    canvas: str = "",
    names: bool = False,
    columns: str = "",
    scale: float = 2.0,
    background: str = "white",
    audience: str = "",
    pictures: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    photos: Callable[[str], bytes | None] | None = None,
    lineage: Callable[[], Lineage] | None = None,
) -> Path:
    """Write `document` to `path` in the format of its ending; gives the path of the finished file.

    `what` is report, plan, canvas:NAME … as the format offers, left out its default; `canvas` names the canvas of the
    parts that take one. `lang` is the language of labels, left out the workshop's own; `paper` and `tile` are sheets,
    left out the part's default; `names` prints people's names; `columns` is a
    column set of plans (`export_formats.COLUMN_SETS`); `scale` (1–4) and `background` are for pictures,
    `audience` (facilitator, participants) for agendas; `pictures` puts drawings of canvases into text documents.
    `progress(done, total)` is told as work goes on (no unit), `cancelled()` is asked as often. `photos` gives the
    bytes of a picture by its SHA-256 (any thread), `lineage` where this copy of the workshop comes from.
    Raises UsageError for a call that cannot be meant, NotFound for an unknown canvas, ExportCancelled, and
    KoosloomeError when the disk refuses; in every case the target is as it was.
    """
    wish = Wish(what, lang, paper, tile, canvas, names, columns, scale, background, audience, pictures)
    data = export_bytes(
        document, path, wish, progress=progress, cancelled=cancelled, photos=photos, lineage=lineage
    )  # fmt: skip
    write_file(path, data)
    return path


def export_bytes(
    document: Document,
    path: Path,
    wish: Wish,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    photos: Callable[[str], bytes | None] | None = None,
    lineage: Callable[[], Lineage] | None = None,
) -> bytes:
    """What `export_workshop` would write to `path`; nothing is written."""
    spec = format_of(path)
    key, name = _split(spec, wish.what, wish.canvas)
    part = spec.parts[key]
    order = ExportOrder(
        what=key,
        canvases=_chosen(document, spec, key, name),
        lang=language_of(document, wish.lang),
        paper=_one_of(wish.paper, part.papers, _("There is no paper “{paper}”; there are {papers}.")),
        tile=_tile(part, wish.tile),
        names=wish.names,
        columns=_columns(wish.columns),
        scale=_scale(wish.scale),
        background=_background(wish.background),
        audience=_one_of(wish.audience, part.audiences, _("There is no agenda for “{paper}”; there are {papers}.")),
        pictures=wish.pictures and part.pictured,
        progress=progress,
        cancelled=cancelled,
        photos=photos,
        lineage=lineage,
    )
    with uncollected():
        data = part.make(document, order)
    if cancelled is not None and cancelled():
        raise stopped()
    return data


def format_of(path: Path) -> FormatSpec:
    """The format of a file's ending; UsageError names those there are."""
    spec = FORMATS.get(path.suffix.lower())
    if spec is None:
        told = _("“{ending}” cannot be written; there are {endings}.")
        raise UsageError(told.format(ending=path.suffix or path.name, endings=", ".join(FORMATS)))
    return spec


def _split(spec: FormatSpec, what: str, canvas: str) -> tuple[str, str]:
    """(key, name of the canvas) of what was asked for, checked against what the format offers."""
    if not what and canvas and "canvas" in spec.parts:
        what = "canvas"
    key, colon, name = (what or spec.default).partition(":")
    known = key in spec.parts and (not colon or key == "canvas")
    if not known or (key == "canvas" and not (name or canvas)):
        told = _("“{what}” is no part of a {ending} file; there are {parts}.")
        raise UsageError(told.format(what=what or key, ending=spec.ending, parts=", ".join(spec.whats())))
    return key, name or canvas


def _chosen(document: Document, spec: FormatSpec, key: str, name: str) -> tuple[str, ...] | None:
    if not name:
        return None
    if not spec.parts[key].canvas:
        raise UsageError(_("“{what}” takes no canvas.").format(what=key))
    return (find_canvas(document, name).id,)


def _one_of(paper: str, papers: tuple[str, ...], told: str) -> str:
    """The paper, or the default of those there are; one that means nothing here is left out without a word."""
    if not papers:
        return ""
    if paper and paper not in papers:
        raise UsageError(told.format(paper=paper, papers=", ".join(papers)))
    return paper or papers[0]


def _tile(part: Part, tile: str) -> str:
    if tile and tile not in part.tiles:
        if not part.tiles:
            raise UsageError(_("This is not cut into sheets; only posters are."))
        told = _("There is no paper “{paper}”; there are {papers}.")
        raise UsageError(told.format(paper=tile, papers=", ".join(part.tiles)))
    return tile


def _columns(columns: str) -> str:
    if columns and columns not in COLUMN_SETS:
        told = _("There is no column set “{columns}”; there are {sets}.")
        raise UsageError(told.format(columns=columns, sets=", ".join(COLUMN_SETS)))
    return columns


def _scale(scale: float) -> float:
    if not 1.0 <= scale <= MAX_SCALE:
        raise UsageError(_("A picture is 1 to 4 times as large, not {scale}.").format(scale=scale))
    return scale


def _background(background: str) -> str:
    if background not in BACKGROUNDS:
        told = _("There is no background “{background}”; there are {backgrounds}.")
        raise UsageError(told.format(background=background, backgrounds=", ".join(BACKGROUNDS)))
    return background


def formats() -> tuple[str, ...]:
    """The endings that can be written."""
    return tuple(FORMATS)


def unprintable(document: Document) -> int:
    """How many letters of this workshop no shipped typeface has; a PDF shows boxes in their place."""
    from koosloome_desktop.exports.pdf_missing import unprintable_in

    return unprintable_in(document)


def write_file(path: Path, data: bytes) -> None:
    """Put finished bytes at a place, whole or not at all; KoosloomeError tells what the disk refused."""
    if path.is_dir():
        raise UsageError(_("this is a folder, not a file"), place=str(path))
    try:
        write_atomic(path, data)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            told = _("the disk is full; the file needs {size} kB").format(size=len(data) // 1024 + 1)
        else:
            told = _("the file cannot be written ({reason})").format(reason=reason(error))
        raise KoosloomeError(told, place=str(path), hint=_("Choose another place.")) from error


__all__ = [
    "ExportCancelled",
    "ExportOrder",
    "Progress",
    "Snapshot",
    "Wish",
    "export_bytes",
    "export_workshop",
    "find_canvas",
    "format_of",
    "formats",
    "unprintable",
    "write_file",
]
