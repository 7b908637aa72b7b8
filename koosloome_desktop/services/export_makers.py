"""The makers of the formats: each loads its library when it is called, and gives the finished bytes."""

from __future__ import annotations

from koosloome_desktop.model.document import Document
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.export_order import ExportOrder, chosen_plans


def ics(document: Document, order: ExportOrder) -> bytes:
    """Sessions, deadlines and next meetings as a calendar; of plans alone without the sessions."""
    from koosloome_desktop.exports.ics import ics_bytes

    if order.what == "plan":
        chosen = tuple(c.id for c in chosen_plans(document, order))
        return ics_bytes(document, order.lang, chosen, sessions=False)
    return ics_bytes(document, order.lang)


def json(document: Document, _order: ExportOrder) -> bytes:
    """The canonical workshop file."""
    return workshop_file.dumps(workshop_file.write(document)).encode("utf-8")


def xlsx(document: Document, order: ExportOrder) -> bytes:
    """Everything, or the plan alone, as a workbook."""
    from koosloome_desktop.exports.xlsx import XlsxJob, xlsx_bytes

    plans = None if order.what == "report" else tuple(c.id for c in chosen_plans(document, order))
    job = XlsxJob(
        lang=order.lang,
        made=document.clock.now(),
        what=order.what,
        columns=order.columns or "all",
        paper=order.paper,
        names=order.names,
        plans=plans,
        step=order.step,
    )
    return xlsx_bytes(document, job)
