"""Exports: what a workshop becomes outside the program, chosen by the file's ending, written whole or not at all.

In the window an export runs in a worker thread on a `Snapshot`; the command line and tests may hand the document
itself. Heavy libraries are imported when an export of their kind begins.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Record
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.clock import Clock
from koosloome_desktop.support.errors import KoosloomeError, NotFound, UsageError
from koosloome_desktop.support.i18n import LANGUAGES, _
from koosloome_desktop.support.settingsfile import write_atomic

Progress = Callable[[int, int], None]

PAPERS: Final = ("a4", "a3")
PDF_PARTS: Final = ("report", "plan", "canvas:NAME")


class ExportCancelled(KoosloomeError):
    """The user stopped an export; the target is as it was."""


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
    what: str = "report",
    lang: str | None = None,
    paper: str = "a4",
    names: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    photos: Callable[[str], bytes | None] | None = None,
) -> Path:
    """Write `document` to `path` in the format of its ending; gives the path of the finished file.

    `what` is report, plan or canvas:NAME (PDF); `lang` is the language of labels, left out the workshop's own; `names`
    prints people's names. `progress(done, total)` is told as work goes on (no unit), `cancelled()` is asked as often.
    `photos` gives the bytes of a picture by its SHA-256 (any thread).
    Raises UsageError for a call that cannot be meant, NotFound for an unknown canvas, ExportCancelled, and
    KoosloomeError when the disk refuses; in every case the target is as it was.
    """
    made = _FORMATS.get(path.suffix.lower())
    if made is None:
        told = _("“{ending}” cannot be written; there are {endings}.")
        raise UsageError(told.format(ending=path.suffix or path.name, endings=", ".join(_FORMATS)))
    if paper not in PAPERS:
        raise UsageError(
            _("There is no paper “{paper}”; there are {papers}.").format(paper=paper, papers=", ".join(PAPERS))
        )
    order = _Order(what, _language(document, lang), paper, names, progress, cancelled, photos)
    data = made(document, order)
    if cancelled is not None and cancelled():
        raise _stopped()
    _write(path, data)
    return path


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for, checked."""

    what: str
    lang: str
    paper: str
    names: bool
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    photos: Callable[[str], bytes | None] | None = None


def _language(document: Document, lang: str | None) -> str:
    if lang is None:
        own = document.workshop.language
        return own if own in LANGUAGES else LANGUAGES[0]
    if lang not in LANGUAGES:
        told = _("There is no language “{lang}”; there are {languages}.")
        raise UsageError(told.format(lang=lang, languages=", ".join(LANGUAGES)))
    return lang


def _stopped() -> ExportCancelled:
    return ExportCancelled(_("The export was stopped; nothing was written."))


def _pdf(document: Document, order: _Order) -> bytes:
    from koosloome_desktop.exports.pdf import Cancelled, PdfJob, pdf_bytes

    chosen = _canvases(document, order.what)
    job = PdfJob(
        lang=order.lang,
        made=document.clock.now(),
        paper=order.paper,
        names=order.names,
        whole=chosen is None,
        canvases=chosen,
        progress=order.progress,
        cancelled=order.cancelled,
        photos=order.photos,
    )
    try:
        return pdf_bytes(document, job)
    except Cancelled as error:
        raise _stopped() from error


def _canvases(document: Document, what: str) -> tuple[str, ...] | None:
    """Ids of the canvases that a part of the report shows; None for the whole report."""
    if what == "report":
        return None
    if what == "plan":
        found = [c for c in queries.canvases(document) if c.type == "action_plan" and c.raw is None]
        if not found:
            raise NotFound(_("This workshop has no action plan."))
        return tuple(c.id for c in found)
    kind, _colon, name = what.partition(":")
    if kind == "canvas" and name:
        return (find_canvas(document, name).id,)
    told = _("“{what}” is no part of a PDF; there are {parts}.")
    raise UsageError(told.format(what=what, parts=", ".join(PDF_PARTS)))


def find_canvas(document: Document, name: str) -> Canvas:
    """The canvas of a code, else of a type that only one has, else of a unique beginning of either; NotFound else."""
    found = queries.canvases(document)
    for chosen in (
        [c for c in found if c.code == name],
        [c for c in found if c.type == name],
        [c for c in found if c.code.startswith(name) or c.type.startswith(name)],
    ):
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            break
    told = _("“{name}” names no single canvas; there are {codes}.")
    raise NotFound(told.format(name=name, codes=", ".join(c.code for c in found)))


def _json(document: Document, order: _Order) -> bytes:
    if order.what != "report":
        raise UsageError(_("A workshop file always holds the whole workshop."))
    return workshop_file.dumps(workshop_file.write(document)).encode("utf-8")


_FORMATS: Final[dict[str, Callable[[Document, _Order], bytes]]] = {".pdf": _pdf, ".json": _json}


def formats() -> tuple[str, ...]:
    """The endings that can be written."""
    return tuple(_FORMATS)


def unprintable(document: Document) -> int:
    """How many letters of this workshop no shipped typeface has; a PDF shows boxes in their place."""
    from koosloome_desktop.exports.pdf_missing import unprintable_in

    return unprintable_in(document)


def _write(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise UsageError(_("this is a folder, not a file"), place=str(path))
    try:
        write_atomic(path, data)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            told = _("the disk is full; the file needs {size} kB").format(size=len(data) // 1024 + 1)
        else:
            told = _("the file cannot be written ({reason})").format(reason=error.strerror or error)
        raise KoosloomeError(told, place=str(path), hint=_("Choose another place.")) from error
