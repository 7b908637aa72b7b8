"""The text documents: the whole report, the plan alone, the follow-up overview, as outlines.

What stands in a section is what the PDF's sections say (`outline.Recorder` listens to them); the plan's tables, the
facts at the front and the descriptions of drawings are written here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.outline import Block, Bullets, Grid, Heading, Outline, Para, Picture, Recorder, Turn
from koosloome_desktop.exports.outline_plan import plan_blocks
from koosloome_desktop.exports.pdf_canvas import canvas_lists, fact_line
from koosloome_desktop.exports.pdf_cover import agreements_on_cover
from koosloome_desktop.exports.pdf_raw import raw_list
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import iterations, plan, queries
from koosloome_desktop.support.i18n import N_

PLAN: Final = "action_plan"
_MOST_VOTED: Final = 5


@dataclass(frozen=True, slots=True)
class TextJob:
    """What to make. `what` is report, plan, review, agenda or guide; `canvases` (ids) None = all; `columns` is a set of
    `plan_columns.SETS`. `made` is the instant of making (today's date for what is overdue); `pictures`: drawings are
    wanted too; `photos`: photos can be had; `audience` is whom an agenda is for.
    `step(done, total)` is told after each canvas.
    """

    lang: str
    made: dt.datetime
    what: str = "report"
    columns: str = "council"
    names: bool = False
    canvases: tuple[str, ...] | None = None
    pictures: bool = False
    photos: bool = False
    audience: str = ""
    step: Callable[[int, int], None] = lambda _done, _total: None


def outline_of(document: Document, job: TextJob) -> Outline:
    """The document that was asked for."""
    words = Words(job.lang)
    outline = Outline(words.title(document))
    writer = _Writer(document, words, outline, job)
    if job.what in {"agenda", "guide"}:
        writer.event()
        outline.blocks = [_headed(words, b) for b in outline.blocks]
        return outline
    if job.what == "report":
        writer.front()
    else:
        outline.add(Turn(wide=True), *writer.facts())
    newest, named = iterations.current(document), job.canvases
    canvases = newest if named is None else [c for c in queries.canvases(document) if c.id in named]
    for number, canvas in enumerate(canvases, start=1):
        writer.canvas(canvas)
        job.step(number, len(canvases))
    if job.what == "report":
        writer.session()
    outline.blocks = [_headed(words, b) for b in outline.blocks]
    return outline


class _Writer:
    def __init__(self, document: Document, words: Words, outline: Outline, job: TextJob) -> None:
        self.document, self.words, self.outline, self.job = document, words, outline, job
        self.report = Report(
            document,
            words,
            Recorder(outline, words.hyphens(document), level=2),
            job.names,
            photos=job.photos,
            whole=job.what == "report",
            today=job.made.date().isoformat(),
        )

    def event(self) -> None:
        """The agenda or the guide by itself; the document's title is said once."""
        if self.job.what == "agenda":
            from koosloome_desktop.exports.pdf_agenda import FACILITATOR, agenda_section

            agenda_section(self.report, self.job.audience or FACILITATOR)
        else:
            from koosloome_desktop.exports.pdf_guide import guide_section

            guide_section(self.report)
        blocks = self.outline.blocks
        if blocks and isinstance(blocks[0], Heading) and blocks[0].text == self.outline.title:
            rest = blocks[1:]
            blocks = [replace(b, level=b.level - 1) if isinstance(b, Heading) else b for b in rest]
        across = self.job.what == "agenda" and self.job.audience != "participants"
        self.outline.blocks = [Turn(wide=True), *blocks] if across else blocks

    # -- the front

    def facts(self) -> list[Block]:
        """When and where it was, how many came; that a sample is one."""
        words, document, workshop = self.words, self.document, self.document.workshop
        town = workshop.municipality
        place = joined([workshop.place, str(town.get("name") or ""), str(town.get("area_name") or "")])
        days = [words.when(s) for s in queries.sessions(document)]
        count = workshop.participants_present
        if count is None:
            count = len(queries.people(document)) or workshop.participants_planned or 0
        people = words.ngettext("{count} participant", "{count} participants", count) if count else ""
        groups = words.ngettext("{count} group", "{count} groups", workshop.groups) if workshop.groups else ""
        notice = words.of(workshop.sample_notice) if workshop.sample else ""
        lines = [place, *days, joined([people, groups, workshop.format])]
        return [*(Para(line, "fact") for line in lines), Para(notice, "strong")]

    def front(self) -> None:
        """What stands before the canvases: facts, goal, figures, what got most votes, agreements."""
        words, workshop, add = self.words, self.document.workshop, self.outline.add
        add(*self.facts())
        twin = N_(
            "This document says in text and tables what the PDF report shows in drawings; screen readers can read it."
        )
        add(Para(words.gettext(twin), "fact"), Para(workshop.goal, "lead"), Bullets(tuple(self._figures())))
        voted = self._most_voted()
        if voted:
            add(Heading(words.gettext("Most voted"), 2), Bullets(tuple(voted), numbered=True))
        agreed = agreements_on_cover(self.report)
        if agreed:
            add(Heading(words.gettext("Agreements"), 2), Bullets(tuple(agreed)))

    def _figures(self) -> list[str]:
        words, document = self.words, self.document
        canvases = iterations.current(document)
        notes = sum(len(queries.standing(document, c.id)) for c in canvases)
        on = sum(1 for c in canvases if queries.standing(document, c.id))
        actions = [a for c in canvases for a in queries.actions(document, c.id) if not a.draft]
        found = []
        if notes:
            told = words.ngettext("note on {count} canvas", "notes on {count} canvases", on)
            found.append(f"{words.number(notes)} {told}")
        if actions:
            told = words.ngettext("action in the plan", "actions in the plan", len(actions))
            found.append(f"{words.number(len(actions))} {told}")
        if any(map(plan.has_amount, actions)):
            found.append(f"{words.gettext('Budget in all')}: {words.money(plan.totals(actions).total)}")
        return found

    def _most_voted(self) -> list[str]:
        words, document = self.words, self.document
        counts: dict[str, int] = {}
        for canvas in queries.canvases(document):
            counts |= queries.votes(document, canvas.id)
        found = [(c, n) for i, c in counts.items() if c and isinstance(n := document.find(i), Note)]
        best = sorted(found, key=lambda pair: -pair[0])[:_MOST_VOTED]
        return [f"{n.text} ({words.ngettext('{count} vote', '{count} votes', c)})" for c, n in best]

    # -- canvases

    def canvas(self, canvas: Canvas) -> None:
        """The section of one canvas."""
        if canvas.type == PLAN and canvas.raw is None:
            if self.job.what == "review":
                self._review(canvas)
            else:
                plan_blocks(self.report, self.outline, canvas, self.job.columns)
        elif canvas.raw is not None or variant_of(canvas.type, canvas.variant) is None:
            self.report.book.title(self.report.canvas_title(canvas), joined([canvas.type, canvas.variant]))
            raw_list(self.report, canvas)
        else:
            self._lists(canvas)

    def _review(self, canvas: Canvas) -> None:
        from koosloome_desktop.exports.pdf_review import review_section

        self.outline.add(Turn(wide=True))
        review_section(self.report, canvas, self.job.made.date())

    def _lists(self, canvas: Canvas) -> None:
        report, words = self.report, self.words
        facts = CanvasFacts(report, canvas)
        title = report.canvas_title(canvas)
        self.outline.add(Turn(wide=self.job.pictures))  # a drawing is read across
        self.outline.add(Heading(title, 1), Para(canvas.focus_question, "lead"), Para(fact_line(report, facts), "fact"))
        if self.job.pictures and facts.notes:
            kinds = ", ".join(words.kind(k) for k in facts.shown_kinds)
            told = words.gettext(
                "Drawing of the canvas “{title}”: {facts}. On it are {kinds}. The lists below say it all."
            )
            about = told.format(title=title, facts=fact_line(report, facts), kinds=kinds)
            self.outline.add(Picture(canvas.id, about))
        canvas_lists(report, facts)

    def session(self) -> None:
        """How the workshop went."""
        from koosloome_desktop.exports.pdf_session import session_section, went

        if went(self.report):
            self.outline.add(Turn())
        session_section(self.report)


_HEADS: Final[Mapping[str, Mapping[int, tuple[str, ...]]]] = {
    N_("Participants"): {3: (N_("People"), N_("Sector"), N_("Roles"))},
    N_("Parking lot"): {3: (N_("Done"), N_("Topic"), N_("Where from"))},
    N_("Materials to bring"): {3: (N_("Done"), N_("Materials"), N_("Block"))},
    N_("Agenda"): {3: (N_("Time"), N_("Block"), N_("Method"))},
    N_("Groups of notes"): {
        3: (N_("Votes"), N_("Group of notes"), N_("Notes")),
        2: (N_("Group of notes"), N_("Notes")),
    },
    N_("Budget by source"): {2: (N_("Funding source"), N_("Budget"))},
    N_("Milestones"): {4: (N_("Done"), N_("Deadline"), N_("Milestone"), N_("Activity"))},
}
"""Titles of tables that paper shows without, by heading and number of columns: readers who listen need them."""


def _headed(words: Words, block: Block) -> Block:
    """A table with a title for every column."""
    if not isinstance(block, Grid) or all(block.titles):
        return block
    named = next((heads for title, heads in _HEADS.items() if words.gettext(title) == block.about), {})
    known = named.get(len(block.titles))
    if known is not None:
        titles = tuple(t or words.gettext(k) for t, k in zip(block.titles, known, strict=True))
        return replace(block, titles=titles)
    if any(block.titles):
        return replace(block, titles=tuple(t or words.gettext("Code") for t in block.titles))
    return block
