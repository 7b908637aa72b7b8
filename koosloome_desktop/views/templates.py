"""What a new workshop can begin with: only what exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koosloome_desktop.support.i18n import N_


@dataclass(frozen=True, slots=True)
class Template:
    """What a new workshop begins with: canvases as (type, variant). Title and line are English message ids."""

    code: str
    title: str
    line: str
    canvases: tuple[tuple[str, str], ...]


TEMPLATES: Final = (
    Template(
        "problem_to_action",
        N_("From problem to action"),
        N_("Problem tree, journey, resources, action plan"),
        (
            ("problem_map", "problem_tree"),
            ("journey_map", "current_state"),
            ("resource_map", "abcd_categories"),
            ("action_plan", "table_years"),
        ),
    ),
    Template(
        "community_map",
        N_("Mapping a community"),
        N_("Resources and needs, action plan"),
        (("resource_map", "abcd_categories"), ("action_plan", "table_years")),
    ),
    Template("empty", N_("Empty workshop"), N_("Choose the canvases yourself"), ()),
)
