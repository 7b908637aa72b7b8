"""The words of the import: what columns can mean, encodings and separators by name."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.imports.sniff import ENCODINGS
from koosloome_desktop.support.i18n import N_, _

COLUMN_WORDS: Final = {
    "": N_("Keep under its heading"),
    "activity": N_("Action"),
    "time": N_("Time"),
    "start": N_("Begins"),
    "deadline": N_("Deadline"),
    "result": N_("Result"),
    "indicator": N_("Indicator"),
    "baseline": N_("Baseline"),
    "target": N_("Target"),
    "actual": N_("Reached"),
    "budget": N_("Budget"),
    "source_amount": N_("Amount from this source"),
    "own_contribution": N_("Own contribution"),
    "spent": N_("Spent"),
    "funding_source": N_("Funding source"),
    "target_group": N_("Target group"),
    "target_wide": N_("Wider target group"),
    "owner_role": N_("Responsible"),
    "organisation": N_("Organisation"),
    "partner_roles": N_("Partners"),
    "first_step": N_("First step"),
    "milestones": N_("Milestones"),
    "status": N_("Status"),
    "percent": N_("% done"),
    "reason": N_("Reason"),
    "group": N_("Goal or area"),
    "measure": N_("Measure, below the goal"),
    "code": N_("Row number"),
    "promise": N_("Commitment"),
    "problem": N_("Problem it solves"),
    "how": N_("How it helps"),
    "principles": N_("Principles"),
    "plan_link": N_("Tie to the development plan"),
    "more": N_("More information"),
}
"""Every meaning that can be chosen, in the order of the list."""

SAMPLE_WORDS: Final = COLUMN_WORDS | {
    "text": N_("Text"),
    "zone": N_("Zone"),
    "canvas": N_("Canvas"),
}

_SEPARATORS: Final = (("\t", N_("Tab")), (";", N_("Semicolon ;")), (",", N_("Comma ,")), ("|", N_("Bar |")))


def column_word(code: str) -> str:
    """What a column means, in the interface's language."""
    if code == "year_amount":
        return _("Budget of this year")
    return _(COLUMN_WORDS.get(code, code))


def encodings() -> list[tuple[str, str]]:
    """(code, name) of the encodings to choose from."""
    names = {"cp1257": "Windows-1257", "cp1252": "Windows-1252", "cp1251": "Windows-1251"}
    return [(code, names.get(code, code.upper())) for code in ENCODINGS]


def separators() -> list[tuple[str, str]]:
    """(sign, name) of the separators to choose from."""
    return [(sign, _(name)) for sign, name in _SEPARATORS]
