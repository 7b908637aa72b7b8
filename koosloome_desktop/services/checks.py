"""What the program notices about a workshop by itself: plan, RASCI, agenda, and values a file stated otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import thaw
from koosloome_desktop.model.records import AgendaItem, PlanTable, Record
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.checks_plan import check_agenda, check_plan, check_rasci
from koosloome_desktop.operations.codec import STATED
from koosloome_desktop.support.i18n import _


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed; `canvas` and `row` are codes, ``""`` where they do not apply. `text` is for people."""

    code: str
    severity: str
    canvas: str
    row: str
    text: str

    def as_json(self) -> dict[str, str]:
        """The object that the command line prints: places that do not apply are left out."""
        found = {"code": self.code, "severity": self.severity}
        if self.canvas:
            found["canvas"] = self.canvas
        if self.row:
            found["row"] = self.row
        return {**found, "text": self.text}


def findings(document: Document) -> list[Finding]:
    """Everything noticed, in a fixed order: canvases in order, agenda, stated values."""
    found = []
    for canvas in queries.canvases(document):
        tables = document.within(PlanTable, canvas.id)
        found += check_plan(queries.actions(document, canvas.id), tables, canvas=canvas.code)
        rasci = canvas.parts.get("rasci")
        matrix = rasci.get("matrix") if isinstance(rasci, Mapping) else None
        if isinstance(matrix, Mapping):
            found += check_rasci(thaw(matrix), canvas=canvas.code)
    found += check_agenda((s, document.within(AgendaItem, s.id)) for s in queries.sessions(document))
    told = [Finding(f.code, f.severity.value, f.canvas, f.row, f.text()) for f in found]
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
