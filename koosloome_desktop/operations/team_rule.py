"""What a programme asks of a team, as a check on the groups of a workshop (domain.md 0.7): never a constant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.grouping import Seat


@dataclass(frozen=True, slots=True)
class TeamRule:
    """What a programme asks of a team: 3–4 people, or at least two of each of two sectors (domain.md 0.7)."""

    least: int = 0
    most: int = 0
    of_sector: Mapping[str, int] = field(default_factory=dict)

    def broken(self, team: Sequence[Seat]) -> list[tuple[str, int, int]]:
        """What does not hold: (``least``, ``most`` or a sector, how many there are, how many are asked for)."""
        found = []
        if len(team) < self.least:
            found.append(("least", len(team), self.least))
        if self.most and len(team) > self.most:
            found.append(("most", len(team), self.most))
        counted = Counter(seat.sector for seat in team)
        found += [(s, counted[s], n) for s, n in self.of_sector.items() if counted[s] < n]
        return found


RULES: Final[Mapping[str, TeamRule]] = {
    "": TeamRule(),
    "three_four": TeamRule(3, 4),
    "two_two": TeamRule(4, 0, {"municipality": 2, "ngo": 2}),
}
"""The rules of the seeds by code: none; teams of 3–4 (lab); at least two of municipality and of civil society each."""


def rule_of(document: Document) -> TeamRule:
    """The rule of a workshop; one that asks nothing where it has none, or what stands there is none."""
    kept: Mapping[str, Any] = document.workshop.team_rule or {}
    sectors = kept.get("of_sector")
    asked = {str(s): n for s, n in sectors.items() if type(n) is int} if isinstance(sectors, Mapping) else {}
    return TeamRule(_whole(kept.get("least")), _whole(kept.get("most")), asked)


def _whole(value: Any) -> int:
    return value if type(value) is int and value > 0 else 0


def code_of(rule: TeamRule) -> str:
    """The code of a rule; "" for one that is none of those."""
    return next((code for code, one in RULES.items() if one == rule), "")


def set_rule(tx: Transaction, rule: TeamRule) -> None:
    """Keep a rule; one that asks nothing takes it away."""
    kept: dict[str, Any] = {}
    if rule.least:
        kept["least"] = rule.least
    if rule.most:
        kept["most"] = rule.most
    if rule.of_sector:
        kept["of_sector"] = FrozenMap(dict(rule.of_sector))
    tx.update(tx.document.workshop, team_rule=FrozenMap(kept) if kept else None)


def teams(document: Document) -> dict[str, list[Seat]]:
    """Everybody who is there by group, groups in order."""
    found: dict[str, list[Seat]] = {}
    for person in queries.people(document):
        if person.present and person.group is not None:
            found.setdefault(str(person.group), []).append(Seat(person.code, person.sector, person.municipality))
    return {g: found[g] for g in sorted(found, key=lambda g: (len(g), g))}


def broken(document: Document) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Groups that are not as the rule asks: (group, what does not hold)."""
    rule = rule_of(document)
    return [(group, wrong) for group, team in teams(document).items() if (wrong := rule.broken(team))]
