"""A workshop as an XLSX workbook: plan, notes, votes, people as counts, agenda, checks.

Texts are texts, dates and amounts are real ones in the formats of the language, and the only formulas are the sums of
tables, written with the values that they give, so that readers that compute nothing show the same.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.exports.plan_columns import PlanFacts
from koosloome_desktop.exports.xlsx_lists import ListSheets
from koosloome_desktop.exports.xlsx_plan import PlanSheet, decimals
from koosloome_desktop.exports.xlsx_sheet import Formats, Sheet
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import iterations, queries

_SHEET_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class XlsxJob:
    """What to make. `what` is report (everything) or plan, `columns` a set of `plan_columns.SETS`; `plans` (ids) None =
    all plans. `made` is the instant written into the file; `step(done, total)` is told after each sheet.
    """

    lang: str
    made: dt.datetime
    what: str = "report"
    columns: str = "all"
    paper: str = "a4"
    names: bool = False
    plans: tuple[str, ...] | None = None
    step: Callable[[int, int], None] = lambda _done, _total: None


def xlsx_bytes(document: Document, job: XlsxJob) -> bytes:
    """The finished workbook."""
    from xlsxwriter import Workbook

    words = Words(job.lang)
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(made, options)
    workbook.set_properties(_properties(document, words, job))
    writer = _Writer(document, words, workbook, job)
    writer.plans()
    if job.what == "report":
        writer.lists()
    if not writer.names:
        writer.sheet(words.gettext("Action plan"))
    workbook.close()
    return made.getvalue()


def _properties(document: Document, words: Words, job: XlsxJob) -> dict[str, Any]:
    workshop = document.workshop
    return {
        "title": words.title(document)[:255],
        "subject": workshop.theme[:255],
        "company": str(workshop.municipality.get("name") or "")[:255],
        "comments": facts_line(document, words)[:255],
        "created": job.made.replace(tzinfo=None, microsecond=0),
    }


def facts_line(document: Document, words: Words) -> str:
    """What workshop it was, in one line: title, days, place; that it is a sample where it is one."""
    workshop = document.workshop
    days = ", ".join(words.date(s.date) for s in queries.sessions(document) if s.date)
    mark = words.gettext("SAMPLE") if workshop.sample else ""
    return joined([mark, words.title(document), days, workshop.place])


class _Writer:
    def __init__(self, document: Document, words: Words, workbook: Any, job: XlsxJob) -> None:
        self.document, self.words, self.job = document, words, job
        self.formats = Formats(workbook, words.lang)
        self.names: list[str] = []
        self.told = facts_line(document, words)

    def sheet(self, name: str, *, decimals: bool = False) -> Sheet:
        """The next sheet, under a name that is free."""
        made = Sheet(self.formats, self.words, self._free(name), decimals=decimals)
        made.print_on(self.job.paper, self.told)
        return made

    def _free(self, name: str) -> str:
        plain = _NOT_IN_NAMES.sub(" ", name).strip().strip("'")[:_SHEET_NAME] or "1"
        found, number = plain, 1
        while found.casefold() in self.names:
            number += 1
            end = f" {number}"
            found = plain[: _SHEET_NAME - len(end)] + end
        self.names.append(found.casefold())
        return found

    def plans(self) -> None:
        """A sheet for each plan."""
        for canvas in self._chosen():
            facts = PlanFacts(self.document, canvas, self.words)
            title = self.words.canvas(canvas)
            sheet = self.sheet(title, decimals=decimals(facts))
            PlanSheet(sheet, facts, self.job.columns).write(title, self.told)

    def _chosen(self) -> list[Canvas]:
        named = self.job.plans
        newest = iterations.current(self.document)
        found = newest if named is None else [c for c in queries.canvases(self.document) if c.id in named]
        return [c for c in found if c.type == "action_plan" and c.raw is None]

    def lists(self) -> None:
        """The sheets beside the plans."""
        lists = ListSheets(self.document, self.words, self.sheet, names=self.job.names)
        steps = (lists.notes, lists.votes, lists.people, lists.agenda, lists.checks)
        for number, write in enumerate(steps, start=1):
            write()
            self.job.step(number, len(steps))
