"""The few templates that stand on the first screen, as light as it is; `template_offers` has all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koosloome_desktop.support.i18n import N_


@dataclass(frozen=True, slots=True)
class Template:
    """A card of the first screen: `code` is that of its template, canvases are (type, variant). Title and line are
    English message ids.
    """

    code: str
    title: str
    line: str
    canvases: tuple[tuple[str, str], ...]


TEMPLATES: Final = (
    Template(
        "four_hours",
        N_("From problem to action"),
        N_("4 hours: problem tree, journey, resources, action plan"),
        (
            ("problem_map", "problem_tree"),
            ("journey_map", "current_state"),
            ("resource_map", "abcd_categories"),
            ("action_plan", "table_years"),
        ),
    ),
    Template(
        "think_in",
        N_("Mapping a community"),
        N_("3 hours: resources and needs, action plan"),
        (("resource_map", "abcd_categories"), ("action_plan", "table_years")),
    ),
    Template("empty", N_("Empty workshop"), N_("Choose the canvases yourself"), ()),
)
