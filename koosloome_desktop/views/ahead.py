"""What the first workshop and its pages will need is read while the first screen is looked at, a little at a time.

Python reads a module when it is first asked for: without this the first workshop that is made kept the window for
three hundred milliseconds, and the first plan for a hundred and fifty. Qt's modules can only be read in the window's
own thread. The icons of the plan are drawn and its line's patterns compiled in the same way.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

_BEGIN_MS: Final = 400
"""Who opens a workshop at once is not kept waiting for the others."""
_PAUSE_MS: Final = 15
MODULES: Final = (
    "operations.finding", "operations.plan_measures", "operations.findings", "operations.checks_live",
    "operations.plan_line", "views.find_list", "views.find_panel", "views.finding",
    "views.suggest_panel", "views.inspector_stage", "views.inspector_links", "views.inspector_canvas",
    "views.plan.edit", "views.inspector_row_parts", "views.inspector_row", "views.inspector", "views.draft_forms",
    "views.plan.heights", "views.plan.grid", "views.plan.table", "views.plan.page", "views.canvas_page", "views.pages",
    "views.parking_page", "views.votes.page", "views.workshop_view", "views.timer_chip", "views.dialogs_new",
    "views.dialogs_palette", "views.wall.board_face", "views.wall.faces", "views.wall.window", "views.wall.control",
    "views.rounds.desk", "views.rounds.page", "views.agenda.page", "views.people.page", "views.plan.gantt_mouse",
    "views.plan.gantt_editor", "views.plan.gantt_chart", "views.plan.gantt", "views.plan.review_commands",
    "views.plan.viewing", "views.plan.table_commands", "views.plan.board_editor", "views.plan.board",
    "views.plan.readback", "views.plan.review_fields", "views.plan.review_head", "views.plan.review",
    "views.structure_commands", "views.moments.control", "views.iterating", "views.dialogs_canvas",
    "views.canvas_actions", "views.to_plan", "views.top_voted", "views.dialogs_export", "views.wall.commands",
    "views.rounds.desk", "views.dialogs_template", "views.structure_commands", "views.bulk_commands",
    "views.photo_commands", "views.overview_commands", "views.journey_commands", "views.problem_commands",
    "views.resource_commands", "views.to_plan_commands", "views.canvas_menu", "views.inspector_note",
    "views.inspector_several", "views.match_panel", "views.photo_intake", "views.photo_pane",
)  # fmt: skip
"""Of `koosloome_desktop`, so that what others build on comes first: each step is short."""
ICONS: Final = (
    "calendar", "circle-alert", "flag", "funnel", "git-branch", "layout-grid", "list-checks", "table", "users",
)  # fmt: skip
"""Of the first plan; half a millisecond each."""


def _draw(name: str) -> None:
    from koosloome_desktop.views.icons import usual

    usual(name)


def _read_a_line() -> None:
    from koosloome_desktop.operations.plan_line import read_line

    read_line("Talgud, vallavanem 1.3 200 eur", roles=("vallavanem",), today=date(2026, 1, 1))


class ReadAhead(QObject):
    """Reads `MODULES` one after another and then the rest; between them the window answers."""

    def __init__(self, parent: QObject, busy: Callable[[], bool] = lambda: False) -> None:
        """While `busy` says so, what is opened has not been painted yet, and nothing is read."""
        super().__init__(parent)
        self._busy = busy
        self._steps: Iterator[Callable[[], object]] = iter((
            *(partial(importlib.import_module, f"koosloome_desktop.{name}") for name in MODULES),
            *(partial(_draw, name) for name in ICONS),
            _read_a_line,
        ))  # fmt: skip
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        self._timer.start(_BEGIN_MS)

    def step(self) -> bool:
        """Do the next one; False when all is done."""
        if self._busy():
            self._timer.start(_BEGIN_MS)
            return True
        do = next(self._steps, None)
        if do is not None:
            do()
            self._timer.start(_PAUSE_MS)
        return do is not None
