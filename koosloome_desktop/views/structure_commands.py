"""All commands for the structure of a problem map and the chain between canvases, gathered for the command table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.views.branch_commands import branch_commands
from koosloome_desktop.views.core_commands import core_commands
from koosloome_desktop.views.flip_commands import flip_commands
from koosloome_desktop.views.hint_commands import hint_commands
from koosloome_desktop.views.send_commands import send_commands

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def structure_commands(page: CanvasPage) -> list[Command]:
    """Branches and marks, the core sentence, the hint, objectives, the ways to other canvases."""
    found = [*branch_commands(page), *core_commands(page), *hint_commands(page)]
    return [*found, *flip_commands(page), *send_commands(page)]
