"""Workshops that nobody planned, for tests of paper: any variant, any texts that are allowed, every field of a row."""

from __future__ import annotations

from hypothesis import strategies as st

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.inputs import NEEDS, zone_codes
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, Canvas, Milestone, Person, Review, Session
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.support.text import clean

VARIANTS = [(s.type, v.code) for s in registry().values() for v in s.variants if v.layout != "table"]
LETTERS = "aeioõäöüšžATKLMNRSVst ,.-–:;!?()„“\"'&%€0123456789бвгдежзиклмнопрст🚌🏫✓"
WORDS = st.sampled_from(
    ["kogukond", "ühistranspordikorraldus", "ŽŠõäöü", "дорога", "школьный автобус", "🚌", "и", "a", "10 000 €", "§ 12",
     "põhikooliõpilaste-ja-noortevolikogu", "<b>x</b>", "=1+1", "%s"]
)  # fmt: skip
TEXTS = (
    st.one_of(
        st.lists(WORDS, min_size=1, max_size=14).map(" ".join),
        st.text(LETTERS, min_size=1, max_size=60),
    )
    .map(lambda t: clean(t).text)
    .filter(lambda t: bool(t.strip()))
)
MAYBE = st.one_of(st.just(""), TEXTS)
DATES = st.one_of(st.none(), st.dates().map(str).filter(lambda d: d > "1900"), st.just("2027-03"))
CENTS = st.integers(0, 10_000_000_00)


@st.composite
def workshops(draw: st.DrawFn) -> Document:
    """One workshop with two canvases, a plan, an agenda, people and perhaps a follow-up."""
    kinds = [draw(st.sampled_from(VARIANTS)) for _ in range(2)]
    document = new_workshop(draw(TEXTS)[:80], canvases=[*kinds, ("action_plan", "table_years")])
    with document.transaction("Any") as tx:
        for canvas in queries.canvases(document)[:-1]:
            _fill(draw, document, tx, canvas)
        plan = queries.canvases(document)[-1]
        for _ in range(draw(st.integers(0, 6))):
            _row(draw, document, tx, plan)
        for text in draw(st.lists(TEXTS, max_size=3)):
            notes.add_note(tx, "", text, form="parking")
        for number, sector in enumerate(draw(st.lists(st.sampled_from(["ngo", "youth", "", "state"]), max_size=4))):
            tx.create(
                Person(id=f"person{number}", order=f"a{number}", code=f"P{number}", role=draw(MAYBE), sector=sector)
            )
        _agenda(draw, document, tx)
        _meetings(draw, document, tx, plan)
    return document


def _fill(draw, document, tx, canvas) -> None:
    codes = [c for c in zone_codes(document, canvas) if c != NEEDS]
    stages = [t.code for t in queries.tracks(document, canvas.id, "stage")] or [""]
    for text in draw(st.lists(TEXTS, max_size=12)):
        zone = draw(st.sampled_from(codes)) if codes else ""
        notes.add_note(tx, canvas.id, text, zone=zone, stage=draw(st.sampled_from(stages)))


def _row(draw, document, tx, plan) -> None:
    made = queries.notes(document, queries.canvases(document)[0].id)
    sources = [draw(st.sampled_from(made)).id] if made and draw(st.booleans()) else []
    action = add_action(tx, plan.id, draw(TEXTS), sources=sources)
    start, deadline = sorted(draw(st.tuples(DATES, DATES)), key=lambda d: d or "")
    budget = FrozenMap({str(y): draw(CENTS) for y in draw(st.sets(st.integers(2026, 2029), max_size=3))})
    action = tx.update(
        tx.document.get(action.id, Action),
        start=start, deadline=deadline, budget=budget, budget_note=draw(MAYBE), owner_role=draw(MAYBE),
        organisation=draw(MAYBE), result=draw(MAYBE), indicator=draw(MAYBE), target_group=draw(MAYBE),
        target_wide=draw(MAYBE), first_step=draw(MAYBE), reason=draw(MAYBE), funding_source=draw(MAYBE),
        percent=draw(st.one_of(st.none(), st.integers(0, 100))), draft=draw(st.booleans()),
        own_contribution=draw(st.one_of(st.none(), CENTS)), spent=draw(st.one_of(st.none(), CENTS)),
        status=draw(st.sampled_from(["planned", "in_progress", "done", "delayed", "postponed", "dropped"])),
        partner_roles=tuple(draw(st.lists(TEXTS, max_size=2))),
    )  # fmt: skip
    for number, text in enumerate(draw(st.lists(TEXTS, max_size=2))):
        tx.create(
            Milestone(id=f"{action.id}-{number}", order=f"a{number}", action=action.id, text=text, due=draw(DATES))
        )


def _agenda(draw, document, tx) -> None:
    sessions = document.of(Session)
    if not sessions:
        tx.create(Session(id="session1", order="a", number=1, date="2026-10-15", start="16:30", end="20:30"))
        sessions = document.of(Session)
    for number, title in enumerate(draw(st.lists(TEXTS, max_size=4))):
        tx.create(
            AgendaItem(
                id=f"item{number}",
                order=f"x{number}",
                session=sessions[0].id,
                start=f"1{number}:00",
                end=f"1{number}:45",
                type="canvas",
                title=title,
                method=draw(st.sampled_from([None, "ring", "1-2-4-kõik", "täpihääletus"])),
                materials=tuple(draw(st.lists(TEXTS, max_size=2))),
                lead_role=draw(MAYBE),
            )
        )


def _meetings(draw, document, tx, plan) -> None:
    if draw(st.booleans()):
        rows = [
            {"row": a.code, "status": "in_progress", "note": draw(TEXTS), "actual_eur": 10}
            for a in queries.actions(document, plan.id)
        ]
        content = FrozenMap({"date": "2026-11-01", "rows": rows})
        tx.create(Review(id="review1", order="a", canvas=plan.id, content=content))
    if draw(st.booleans()):
        said = FrozenMap({"date": "2027-04-15", "start": "17:00", "place": draw(TEXTS)[:60]})
        canvas = tx.document.get(plan.id, Canvas)
        tx.update(canvas, parts=canvas.parts.having("next_review", said))
