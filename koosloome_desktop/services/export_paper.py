"""The makers of what is printed: report, plan, one canvas, follow-up, agenda, guide, posters, blank canvases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from koosloome_desktop.model.document import Document
from koosloome_desktop.services.export_order import ExportOrder, chosen_plans, stopped

if TYPE_CHECKING:
    from koosloome_desktop.exports.pdf import PdfJob


def pdf(document: Document, order: ExportOrder) -> bytes:
    """The report, the plan or one canvas, the follow-up, agenda or guide, as the order says."""
    from koosloome_desktop.exports.pdf import pdf_bytes

    return _made(document, order, pdf_bytes)


def poster(document: Document, order: ExportOrder) -> bytes:
    """A large sheet for each canvas, whole or cut into pieces."""
    from koosloome_desktop.exports.pdf_poster import poster_bytes

    return _made(document, order, lambda found, job: poster_bytes(found, job, order.tile))


def blank(document: Document, order: ExportOrder) -> bytes:
    """Empty canvases and sheets of numbered notes."""
    from koosloome_desktop.exports.pdf_blank import blank_bytes

    return _made(document, order, lambda found, job: blank_bytes(found, job, order.tile))


def _made(document: Document, order: ExportOrder, make: Callable[[Document, PdfJob], bytes]) -> bytes:
    from koosloome_desktop.exports.pdf import Cancelled, PdfJob

    chosen = order.canvases
    if order.what in {"plan", "review"}:
        chosen = tuple(c.id for c in chosen_plans(document, order))
    job = PdfJob(
        lang=order.lang,
        made=document.clock.now(),
        paper=order.paper,
        names=order.names,
        whole=order.what == "report",
        canvases=chosen,
        progress=order.progress,
        cancelled=order.cancelled,
        photos=order.photos,
        what=order.what,
        audience=order.audience,
        columns=order.columns,
    )
    try:
        return make(document, job)
    except Cancelled as error:
        raise stopped() from error
