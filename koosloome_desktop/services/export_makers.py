"""The makers of the formats: each loads its library when it is called, and gives the finished bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Asset, Canvas
from koosloome_desktop.services.export_order import PLAN, ExportOrder, chosen_canvases, chosen_plans
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.i18n import _

if TYPE_CHECKING:
    from koosloome_desktop.exports.outline_report import TextJob

_PHOTO: Final = 1280
"""Long side of a photo in a text document, in pixels."""
_IN_TEXT: Final = 1.5
"""Pixels for each unit of a drawing in a text document: sharp on paper, and still easy to send."""


def ics(document: Document, order: ExportOrder) -> bytes:
    """Sessions, deadlines and next meetings as a calendar; of plans alone without the sessions."""
    from koosloome_desktop.exports.ics import ics_bytes

    if order.what == "plan":
        chosen = tuple(c.id for c in chosen_plans(document, order))
        return ics_bytes(document, order.lang, chosen, sessions=False)
    return ics_bytes(document, order.lang)


def json(document: Document, _order: ExportOrder) -> bytes:
    """The canonical workshop file."""
    from koosloome_desktop.services import workshop_file

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


def docx(document: Document, order: ExportOrder) -> bytes:
    """The report, the plan or the follow-up overview as a text document."""
    from koosloome_desktop.exports.docx import docx_bytes
    from koosloome_desktop.exports.outline_report import outline_of
    from koosloome_desktop.exports.pdf_words import Words
    from koosloome_desktop.exports.xlsx import facts_line

    outline = outline_of(document, _text_job(document, order, pictures=order.pictures, photos=order.photos is not None))
    foot = facts_line(document, Words(order.lang))

    def picture(canvas: str) -> bytes:
        from koosloome_desktop.exports.canvas_png import png_bytes

        found = document.get(canvas, Canvas)
        return png_bytes(document, found, order.lang, scale=_IN_TEXT, titled=False, fetch=order.photos)

    def photo(asset: str) -> bytes | None:
        from koosloome_desktop.exports.pdf_photos import smaller

        found = document.find(asset)
        data = order.photos(found.sha256) if isinstance(found, Asset) and order.photos is not None else None
        return smaller(data, found.media_type, _PHOTO) if isinstance(found, Asset) and data is not None else None

    drawn = picture if order.pictures else None
    made = document.clock.now()
    return docx_bytes(outline, order.lang, made, foot=foot, paper=order.paper, picture=drawn, photo=photo)


def markdown(document: Document, order: ExportOrder) -> bytes:
    """The same as plain text with headings, lists and tables."""
    from koosloome_desktop.exports.markdown import markdown_text
    from koosloome_desktop.exports.outline_report import outline_of

    return markdown_text(outline_of(document, _text_job(document, order))).encode("utf-8")


def _text_job(document: Document, order: ExportOrder, *, pictures: bool = False, photos: bool = False) -> TextJob:
    from koosloome_desktop.exports.outline_report import TextJob

    chosen = order.canvases
    if order.what in {"plan", "review"}:
        chosen = tuple(c.id for c in chosen_plans(document, order))
    return TextJob(
        lang=order.lang,
        made=document.clock.now(),
        what=order.what,
        columns=order.columns or "council",
        names=order.names,
        canvases=chosen,
        pictures=pictures,
        photos=photos,
        audience=order.audience,
        step=order.step,
    )


def koosloome(document: Document, order: ExportOrder) -> bytes:
    """The portable file, photos and all."""
    from koosloome_desktop.services.package_file import write_package

    lineage = order.lineage() if order.lineage is not None else None
    return write_package(document, order.photos or (lambda _sha256: None), lineage, order.step)


def csv_plan(document: Document, order: ExportOrder) -> bytes:
    """The action plans as a table."""
    from koosloome_desktop.exports.csv_plan import plan_csv

    return plan_csv(document, chosen_plans(document, order), order.lang, order.columns or "all")


def csv_canvas(document: Document, order: ExportOrder) -> bytes:
    """The notes of a canvas as a table; a plan's rows where the canvas is one."""
    from koosloome_desktop.exports.csv_notes import canvas_csv

    canvas = chosen_canvases(document, order)[0]
    if canvas.type == PLAN and canvas.raw is None:
        return csv_plan(document, order)
    return canvas_csv(document, canvas, order.lang)


def svg(document: Document, order: ExportOrder) -> bytes:
    """One canvas as a drawing."""
    from koosloome_desktop.exports.canvas_svg import svg_text

    canvas = _drawn(document, order)
    transparent = order.background == "transparent"
    return svg_text(document, canvas, order.lang, transparent=transparent, fetch=order.photos).encode("utf-8")


def png(document: Document, order: ExportOrder) -> bytes:
    """One canvas as a picture."""
    from koosloome_desktop.exports.canvas_png import png_bytes

    return png_bytes(
        document,
        _drawn(document, order),
        order.lang,
        scale=order.scale,
        transparent=order.background == "transparent",
        fetch=order.photos,
    )


def _drawn(document: Document, order: ExportOrder) -> Canvas:
    """The canvas that is to be drawn; a plan is no drawing."""
    canvas = chosen_canvases(document, order)[0]
    if canvas.type == PLAN:
        hint = _("It leaves as PDF, Word, Excel or CSV.")
        raise UsageError(_("An action plan is a table and no drawing."), hint=hint)
    return canvas
