"""What the program notices about a workshop by itself: plan, RASCI, agenda, and values a file stated otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Record
from koosloome_desktop.operations import iterations, queries
from koosloome_desktop.operations.checks_live import check_all
from koosloome_desktop.operations.checks_notes import check_notes
from koosloome_desktop.operations.checks_plan import check_agenda
from koosloome_desktop.operations.codec import STATED
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.zones import local


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed; `canvas` and `row` are codes, ``""`` where they do not apply. `text` is for people."""

    code: str
    severity: str
    canvas: str
    row: str
    text: str
    field: str = ""

    def as_json(self) -> dict[str, str]:
        """The object that the command line prints: places that do not apply are left out."""
        found = {"code": self.code, "severity": self.severity}
        if self.canvas:
            found["canvas"] = self.canvas
        if self.row:
            found["row"] = self.row
        if self.field:
            found["field"] = self.field
        return {**found, "text": self.text}


def findings(document: Document, today: date | None = None) -> list[Finding]:
    """Everything noticed, in a fixed order: canvases in order, agenda, stated values. `today` is the document's clock's
    day in the workshop's usual zone unless another is given. What a later iteration carries on is left alone.
    """
    day = today or local(document.clock.now()).date()
    found = []
    for canvas in iterations.current(document):
        if canvas.raw is None:
            found += check_notes(document, canvas)
        if canvas.type == "action_plan" and canvas.raw is None:
            found += check_all(document, canvas, day)
    found += check_agenda((s, document.within(AgendaItem, s.id)) for s in queries.sessions(document))
    told = [Finding(f.code, f.severity.value, f.canvas, f.row, f.text(), f.field) for f in found]
    return told + sorted(_stated(document), key=lambda f: (f.canvas, f.row, f.text))


def _stated(document: Document) -> Iterator[Finding]:
    for record in document.records():
        for path, extra in record.extra.items():
            for key, value in _scalars(extra.get(STATED), path):
                text = _("The file states {value} for {key}; the program computes another value.")
                yield Finding(
                    "import.stated_differs",
                    "warning",
                    _canvas_code(document, record),
                    str(getattr(record, "code", "")) if record.kind == "action" else "",
                    text.format(value=value, key=key),
                )


def _scalars(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _scalars(inner, f"{path}.{key}" if path else key)
    elif value is not None:
        yield path, value if isinstance(value, str | int | float) else len(value)


def _canvas_code(document: Document, record: Record) -> str:
    owner = record if record.kind == "canvas" else document.find(getattr(record, "canvas", ""))
    return str(getattr(owner, "code", "")) if owner is not None else ""
