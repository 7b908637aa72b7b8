"""What tests of journeys ask of a board: run a command, the names of stages or lanes, a stage by its code."""

from __future__ import annotations

from koosloome_desktop.model.records import Track
from koosloome_desktop.operations import queries
from tests.drivers.board import BoardDriver


def run(board: BoardDriver, command: str) -> bool:
    done = board.page.ctx.commands.run(command)
    board.settle()
    return done


def names(board: BoardDriver, axis: str = "stage") -> list[str]:
    return [t.name or t.code for t in queries.tracks(board.document, board.canvas.id, axis)]


def stage(board: BoardDriver, code: str) -> Track:
    return next(t for t in queries.tracks(board.document, board.canvas.id, "stage") if t.code == code)
