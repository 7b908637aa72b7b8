"""The commands of a canvas page for the command table: all that keys do can be found by name and done by mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.asking import answer
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvas_verbs import MOST_CLUSTERS
from koosloome_desktop.views.cluster_strip import SINGLE
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def acted_on(page: CanvasPage) -> tuple[str, ...]:
    """The notes a command is about: the selection in A, the open note in E, the current one in W."""
    desk = page.desk
    if page.matching.active:
        return (page.matching.need,)
    if desk.mode == Mode.ARRANGE:
        return page.arrange_keys.chosen()
    if desk.mode == Mode.EDIT:
        return tuple(i for i in (page.editor.note or desk.subject,) if i)
    return (desk.current,) if desk.current else ()


def page_commands(page: CanvasPage) -> list[Command]:
    """Everything that can be done with the notes of this canvas."""
    from koosloome_desktop.views.bulk_commands import bulk_commands
    from koosloome_desktop.views.journey_commands import journey_commands
    from koosloome_desktop.views.line_commands import line_commands
    from koosloome_desktop.views.overview_commands import overview_commands
    from koosloome_desktop.views.photo_commands import photo_commands
    from koosloome_desktop.views.problem_commands import problem_commands
    from koosloome_desktop.views.resource_commands import resource_commands
    from koosloome_desktop.views.structure_commands import structure_commands
    from koosloome_desktop.views.to_plan_commands import plan_commands
    from koosloome_desktop.views.zone_commands import zone_commands

    own = [*plan_commands(page), *_notes(page), *_places(page), *_clusters(page), *line_commands(page)]
    return [
        *own,
        *bulk_commands(page),
        *structure_commands(page),
        *photo_commands(page),
        *overview_commands(page),
        *journey_commands(page),
        *problem_commands(page),
        *resource_commands(page),
        *zone_commands(page),
    ]


def _notes(page: CanvasPage) -> list[Command]:
    def some() -> bool:
        return bool(acted_on(page)) and page.presenter.writable

    def any_note() -> bool:
        return bool(page.order())

    def delete() -> None:
        if page.desk.mode == Mode.ARRANGE:
            page.arrange_keys.delete()
        elif page.desk.job == Job.ADD and page.desk.mode == Mode.WRITE:
            page.verbs.delete(acted_on(page))

    def edit() -> None:
        page.mouse.settle()
        page.modes.edit(next(iter(acted_on(page)), ""))

    def split() -> None:
        (page.edit_keys if page.editor.note else page.write_keys).split()

    def more() -> None:
        _bump(page, 1)

    def less() -> None:
        _bump(page, -1)

    return [
        Command("note.edit", N_("Edit the text"), ("F2",), "pencil", "note", some, edit),
        Command("note.delete", N_("Delete the note"), (), "trash-2", "note", some, delete),
        Command("note.split", N_("Split in two at the cursor"), (), "", "note", some, split),
        Command("note.all", N_("Select the zone, again: the canvas"), ("Ctrl+A",), "", "note", any_note,
                lambda: _select_all(page)),
        Command("note.arrange", N_("Arrange the notes"), (), "move", "note", any_note,
                lambda: _ignore(page.focus_canvas())),
        Command("note.more", N_("More: emotion, strength, priority, dots"), (), "plus", "canvas", some, more),
        Command("note.less", N_("Less: emotion, strength, priority, dots"), (), "minus", "canvas", some, less),
    ]  # fmt: skip


def _places(page: CanvasPage) -> list[Command]:
    def writable() -> bool:
        return page.presenter.writable

    def go(direction: Direction) -> None:
        if page.desk.job == Job.ASK:
            answer(page)  # what the line asks is about the note that moves now
        (page.arrange_keys.nudge if page.desk.mode == Mode.ARRANGE else page.write_keys.aim)(direction)

    moves: tuple[tuple[Direction, str, str], ...] = (
        ("up", "Alt+Up", N_("Move up")),
        ("down", "Alt+Down", N_("Move down")),
        ("left", "Alt+Left", N_("Move left")),
        ("right", "Alt+Right", N_("Move right")),
    )
    found = [
        Command(f"note.move.{d}", label, (key,), f"arrow-{d}", "canvas", writable, partial(go, d))
        for d, key, label in moves
    ]
    found += [
        Command("note.next_zone", N_("Write in the next zone"), ("Tab",), "", "canvas", writable,
                lambda: page.write_keys.next_zone(1)),
        Command("note.previous_zone", N_("Write in the previous zone"), ("Shift+Tab",), "", "canvas", writable,
                lambda: page.write_keys.next_zone(-1)),
    ]  # fmt: skip
    return found


def _clusters(page: CanvasPage) -> list[Command]:
    def can(number: int) -> bool:
        return bool(acted_on(page)) and number <= len(page.verbs.clusters()) + 1

    def keys(number: int) -> tuple[str, ...]:
        return (f"Alt+{number}",) if number <= SINGLE else ()

    return [
        Command(f"note.cluster.{number}", N_("Into cluster") if number else N_("Out of its cluster"),
                keys(number), "group" if number else "", "canvas", partial(can, number),
                partial(choose_cluster, page, number), partial(_cluster_name, page, number) if number else "")
        for number in (*range(1, MOST_CLUSTERS + 1), 0)
    ]  # fmt: skip


def _cluster_name(page: CanvasPage, number: int) -> str:
    """``3 Transport``; the number after the last one is a new cluster."""
    known = page.verbs.clusters()
    name = known[number - 1].label if number <= len(known) else _("new cluster")
    return f"{number} {name}".strip()


def choose_cluster(page: CanvasPage, number: int) -> None:
    """A digit, Alt+digit or a click on the strip."""
    (page.arrange_keys if page.desk.mode == Mode.ARRANGE else page.write_keys).cluster(number)


def _bump(page: CanvasPage, delta: int) -> None:
    for note_id in acted_on(page)[:1]:
        page.bump(note_id, delta)


def _select_all(page: CanvasPage) -> None:
    if page.desk.mode != Mode.ARRANGE:
        page.focus_canvas()
    page.arrange_keys.select_all()


def _ignore(_result: object) -> None:
    return None
