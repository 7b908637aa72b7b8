"""The cells of a plan's row: each says what is filled in and nothing of what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from koosloome_desktop.exports.pdf_followup import STATUS_COLOURS
from koosloome_desktop.exports.pdf_frame import BODY, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_lists import META, VOTES
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import Cell, Part, cell
from koosloome_desktop.exports.pdf_words import STATUSES, Words, joined
from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.operations import plan
from koosloome_desktop.operations.origins import told
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_DRAFT: Final = replace(SMALL, colour=LIGHT.warn, weight="semibold")
_SOURCE: Final = replace(SMALL, colour=LIGHT.accent_text)
_COMMITMENT: Final = {
    "promise": N_("Commitment: {text}"),
    "problem": N_("Problem it solves: {text}"),
    "how": N_("How it helps: {text}"),
    "more": N_("More: {text}"),
    "plan_link": N_("Tied to: {text}"),
}


def action_cells(report: Report, action: Action, votes: int) -> list[Cell]:
    """Activity with its source, time, result, budget, target group, who is responsible."""
    words = report.words
    time = action.time_text or words.period(action.start, action.deadline)
    return [
        list(_activity(report, action, votes)),
        cell(time, META),
        list(_result(words, action)),
        _budget(words, action),
        list(_target(words, action)),
        list(_owner(words, action)),
    ]


def _activity(report: Report, action: Action, votes: int) -> Iterator[Part]:
    words = report.words
    yield Part(action.activity, STRONG)
    if action.draft:
        yield Part(words.gettext("draft, not agreed yet"), _DRAFT)
    if votes:
        yield Part(f"● {votes}", VOTES)
    yield from _state(words, action)
    if action.first_step:
        yield Part(words.gettext("First step: {text}").format(text=action.first_step), SMALL)
    for key, message in _COMMITMENT.items():
        said = action.commitment.get(key)
        if isinstance(said, str) and said:
            yield Part(words.gettext(message).format(text=said), SMALL)
    if action.principles:
        yield Part(words.gettext("Principles: {text}").format(text=", ".join(map(str, action.principles))), SMALL)
    if action.code:
        yield Part(action.code, SMALL)
    yield from actions_source(report, action)


def actions_source(report: Report, action: Action) -> Iterator[Part]:
    """The notes that a row comes from, each a link to where it stands in the report."""
    for source in action.sources:
        note = report.document.find(source)
        if isinstance(note, Note):
            yield Part(f"↖ {_told(report, note)}", _SOURCE, place_of(note.id))
    for gone in filter(None, map(told, action.origins)):  # notes that were deleted since
        dots = f"● {gone.dots}" if gone.dots else ""
        yield Part(f"↖ {joined([gone.words, dots, gone.canvas])}", SMALL)


def _told(report: Report, note: Note) -> str:
    """A source as a reader finds it again: its code, text, dots and canvas."""
    canvas = report.document.find(note.canvas)
    dots = report.votes_of(note.canvas).get(note.id, 0)
    where = report.canvas_title(canvas) if isinstance(canvas, Canvas) else report.words.gettext("Parking lot")
    return joined([f"{note.code} {note.text}".strip(), f"● {dots}" if dots else "", where])


def _state(words: Words, action: Action) -> Iterator[Part]:
    """Status with its percent and reason, and that the room agreed."""
    shown = action.status and action.status != "planned"
    told = [f"● {words.named(STATUSES, action.status)}"] if shown else []
    if action.percent is not None:
        told.append(f"{action.percent} %")
    if told:
        colour = STATUS_COLOURS.get(action.status, LIGHT.muted)
        yield Part(joined(told), replace(SMALL, colour=colour, weight="semibold"))
    if action.reason:
        yield Part(words.gettext("Reason: {text}").format(text=action.reason), SMALL)
    if action.agreed_at:
        yield Part("✓ " + words.gettext("agreed {date}").format(date=words.date(action.agreed_at[:10])), SMALL)


def _result(words: Words, action: Action) -> Iterator[Part]:
    lines = [line.strip() for line in action.result.split("\n") if line.strip()]
    for line in lines:
        yield Part(f"• {line.lstrip('-–• ')}" if len(lines) > 1 else line, BODY)
    if action.indicator:
        yield Part(words.gettext("Indicator: {text}").format(text=action.indicator), SMALL)
    measured = (
        (N_("baseline {text}"), action.baseline),
        (N_("aim {text}"), action.target),
        (N_("actual {text}"), action.actual),
    )
    told = [words.gettext(message).format(text=text) for message, text in measured if text]
    if told:
        yield Part(joined(told), SMALL)


def _target(words: Words, action: Action) -> Iterator[Part]:
    if action.target_group:
        yield Part(action.target_group, BODY)
    if action.target_wide:
        yield Part(words.gettext("more widely: {text}").format(text=action.target_wide), SMALL)


def _owner(words: Words, action: Action) -> Iterator[Part]:
    if action.owner_role:
        yield Part(action.owner_role, BODY)
    if action.organisation:
        yield Part(action.organisation, SMALL)
    partners = ", ".join(words.of(p) for p in action.partner_roles)
    if partners:
        yield Part(words.gettext("with {partners}").format(partners=partners), SMALL)


def funding_of(action: Action) -> dict[str, int]:
    """A row's cents by source: its split when it has one, else all of it from its one source."""
    if action.funding:
        sums: dict[str, int] = {}
        for source, years in action.funding.items():
            cents = sum(years.values()) if isinstance(years, Mapping) else years
            sums[str(source)] = int(cents)
        return sums
    if action.funding_source and plan.has_amount(action):
        return {action.funding_source: plan.row_total(action)}
    return {}


def _budget(words: Words, action: Action) -> Cell:
    """Amount, zero, words or nothing: four states that must not look alike."""
    parts: list[Part] = []
    if plan.has_amount(action):
        parts.append(Part(words.money(plan.row_total(action)), NUMBER))
        if len(action.budget) > 1:
            parts += [Part(f"{year}: {words.money(cents)}", SMALL) for year, cents in action.budget.items()]
    if action.budget_note:
        parts.append(Part(action.budget_note, replace(BODY, size=9.0)))
    elif not parts and action.budget_text:
        parts.append(Part(action.budget_text, BODY))
    if not parts:
        parts.append(Part("–", META))
    if action.funding:
        parts += [Part(f"{source}: {words.money(cents)}", SMALL) for source, cents in funding_of(action).items()]
    elif action.funding_source:
        parts.append(Part(action.funding_source, SMALL))
    if action.own_contribution is not None:
        told = words.gettext("own contribution {money}").format(money=words.money(action.own_contribution))
        parts.append(Part(told, SMALL))
    if action.spent is not None:
        over = plan.has_amount(action) and action.spent > plan.row_total(action)
        style: Style = replace(SMALL, colour=LIGHT.warn, weight="semibold") if over else SMALL
        parts.append(Part(words.gettext("spent {money}").format(money=words.money(action.spent)), style))
    return parts
