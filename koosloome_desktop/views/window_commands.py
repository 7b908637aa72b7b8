"""The window's commands in the table; pages add their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import LANGUAGES, N_, _
from koosloome_desktop.views.count_words import plain_title
from koosloome_desktop.views.privacy.actions import privacy_commands
from koosloome_desktop.views.sharing.commands import sharing_commands
from koosloome_desktop.views.side_pages import SIDE_PAGES
from koosloome_desktop.views.window_words import LANGUAGE_NAMES, THEME_NAMES

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.leading import Leading
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView


def refresh_commands(window: MainWindow) -> None:
    """Have the window's commands for what is open now in the table before anybody looks there."""
    window.ctx.commands.later("window", partial(_put, window))
    window.settling.soon()


def _put(window: MainWindow) -> None:
    commands = [*_always(window), *(_in_workshop(window) if window.view else _at_home(window))]
    window.ctx.commands.replace_group("window.", commands)


def _always(window: MainWindow) -> list[Command]:
    do = window.actions_
    view = [
        Command("window.palette", N_("All commands"), ("Ctrl+K",), "search", "view", run=do.palette),
        Command("window.next_pane", N_("Next part of the window"), ("F6",), "layout-grid", "view", run=do.next_pane),
        Command("window.previous_pane", N_("Previous part of the window"), ("Shift+F6",), "layout-grid", "view",
                run=do.previous_pane),
        Command("window.full", N_("Full screen"), ("F11",), "maximize", "view", run=do.full_screen),
        Command("window.still", N_("Less motion on or off"), (), "pause", "view", run=do.less_motion),
        Command("window.keys", N_("Keys"), ("F1",), "keyboard", "help", run=do.keys),
        Command("window.snapshots", N_("Earlier states …"), (), "history", "workshop",
                lambda: window.library is not None and window.library.file is not None, do.earlier_states),
        Command("window.write", N_("Open for writing"), (), "pencil", "workshop",
                lambda: window.library is not None and window.library.store.read_only, do.open_for_writing),
        Command("window.verify", N_("Verify the library"), (), "circle-check", "help",
                lambda: window.library is not None, do.verify),
        Command("window.programmes", N_("Programmes: meetings and figures …"), (), "calendar", "workshop",
                lambda: window.library is not None, do.programmes),
        Command("window.tour", N_("The seven steps of the sample"), (), "list-checks", "help",
                lambda: window.library is not None, window.guide.again),
        Command("window.quit", N_("Quit"), ("Ctrl+Q",), "x", "help", run=do.quit),
    ]  # fmt: skip
    view += [*sharing_commands(window), *privacy_commands(window)]
    view += [
        Command(f"window.language.{lang}", N_("Language"), (), "languages", "view", detail=LANGUAGE_NAMES[lang],
                run=partial(do.set_language, lang))
        for lang in LANGUAGES
    ]  # fmt: skip
    view += [
        Command(f"window.theme.{name}", N_("Appearance"), (), "sun", "view", detail=_(word),
                run=partial(do.set_theme, name))
        for name, word in THEME_NAMES.items()
    ]  # fmt: skip
    return view


def _at_home(window: MainWindow) -> list[Command]:
    do = window.actions_

    def ready() -> bool:
        return window.library is not None

    found = [
        Command("window.new", N_("New workshop"), ("Ctrl+N",), "plus", "workshop", ready, do.new_workshop),
        Command("window.start_now", N_("The workshop begins now"), (), "clock", "workshop", ready, do.start_now),
        Command("window.open", N_("Open a file …"), ("Ctrl+O",), "folder-open", "workshop", ready, do.open_file),
        Command("window.paste", N_("Bring in the table on the clipboard …"), ("Ctrl+V",), "file-spreadsheet",
                "workshop", ready, do.paste_table),
        Command("window.sample", N_("Try the sample"), (), "play", "workshop", ready, do.try_sample),
        Command("window.find", N_("Search in all workshops"), ("Ctrl+F",), "search", "workshop", ready, do.search),
    ]  # fmt: skip
    for row in window.home.rows:
        if row.actions:
            run = partial(do.open_from_home, row.id, "review:")
            name = plain_title(row.title, sample=row.sample)
            found.append(Command(f"window.review.{row.id}", N_("Follow-up meeting"), (), "list-checks", "plan", ready,
                                 run, name))  # fmt: skip
    return found


def _in_workshop(window: MainWindow) -> list[Command]:
    do, view = window.actions_, window.view
    if view is None:
        return []
    # Records are not there yet when home is shown.
    from koosloome_desktop.model.records import Review
    from koosloome_desktop.views.wall.commands import wall_commands

    history = view.workshop.history
    commands = [
        Command("window.home", N_("All workshops"), (), "home", "workshop", run=window.show_home),
        Command("window.line", N_("Write a note"), ("Ctrl+N",), "sticky-note", "canvas", run=do.write_note),
        Command("window.export", N_("Export PDF"), ("Ctrl+E",), "file-down", "workshop", run=do.export_pdf),
        Command("window.export.review", N_("Follow-up overview as PDF"), (), "file-down", "workshop",
                lambda: bool(view.workshop.document.of(Review)), do.export_review),
        Command("window.undo", N_("Undo"), ("Ctrl+Z",), "undo-2", "edit", lambda: history.undo_step is not None,
                do.undo),
        Command("window.redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2", "edit",
                lambda: history.redo_step is not None, do.redo),
        Command("window.paste", N_("Bring in the table on the clipboard …"), (), "file-spreadsheet", "workshop",
                run=do.paste_table),
        Command("window.bring", N_("Bring in a table from a file …"), (), "folder-open", "workshop", run=do.open_file),
        *_again(window, view),
        Command("window.inspector", N_("Details"), (), "panel-right", "view", run=do.toggle_inspector),
        Command("window.fit", N_("Show the whole canvas"), ("Ctrl+0",), "minimize", "view", run=do.fit),
        Command("window.larger", N_("Larger"), ("Ctrl++", "Ctrl+="), "zoom-in", "view", run=partial(do.zoom, 1.25)),
        Command("window.smaller", N_("Smaller"), ("Ctrl+-",), "zoom-out", "view", run=partial(do.zoom, 0.8)),
        Command("window.next", N_("Next canvas"), ("Ctrl+PgDown",), "arrow-right", "canvas", run=partial(view.step, 1)),
        Command("window.previous", N_("Previous canvas"), ("Ctrl+PgUp",), "arrow-left", "canvas",
                run=partial(view.step, -1)),
    ]  # fmt: skip
    return [
        *commands,
        *wall_commands(window.wall),
        *_course(view.leading),
        *window.moments.commands(),
        *_places(window, view),
    ]


def _again(window: MainWindow, view: WorkshopView) -> list[Command]:
    """What is used again of a workshop: its form, its content."""
    from koosloome_desktop.views.dialogs_next import next_meeting
    from koosloome_desktop.views.dialogs_template import save_template

    return [
        Command("window.template", N_("Save as a template …"), (), "save", "workshop",
                run=partial(save_template, window, view)),
        Command("window.next_meeting", N_("The next meeting as a new workshop …"), (), "calendar", "workshop",
                run=partial(next_meeting, window, view)),
        Command("window.programme", N_("The programme that the workshop belongs to …"), (), "calendar", "workshop",
                run=window.actions_.programme),
    ]  # fmt: skip


def _course(leading: Leading) -> list[Command]:
    """Leading by the agenda, from wherever one is."""

    def on() -> bool:
        return leading.current() is not None

    def some() -> bool:
        return on() or leading.following() is not None

    return [
        Command("window.next_block", N_("Next block of the agenda"), ("F8",), "play", "workshop", some,
                leading.start_next),
        Command("window.pause", N_("Pause the timer, or go on"), ("F7",), "pause", "workshop", on, leading.pause),
        Command("window.one_more", N_("One more minute"), ("Shift+F7",), "timer", "workshop", on,
                partial(leading.add_minutes, 1)),
        Command("window.five_more", N_("Five more minutes"), (), "timer", "workshop", on,
                partial(leading.add_minutes, 5)),
        Command("window.end_block", N_("End the block"), (), "check", "workshop", on, leading.end),
    ]  # fmt: skip


def _places(window: MainWindow, view: WorkshopView) -> list[Command]:
    """Where one can go in a workshop, and the canvases that can be added."""
    from koosloome_desktop.canvases import registry
    from koosloome_desktop.views.canvas_words import canvas_icon, canvas_title
    from koosloome_desktop.views.iterating import iterate_commands

    lang = view.workshop.document.workshop.language
    commands = []
    for i, canvas in enumerate(view.canvases()):
        keys = (f"Ctrl+{i + 1}",) if i < 9 else ()
        run = partial(view.open_canvas, canvas.id)
        name, icon = canvas_title(canvas, lang), canvas_icon(canvas)
        commands.append(Command(f"window.canvas.{canvas.id}", N_("Canvas"), keys, icon, "canvas", run=run, detail=name))
    commands += [*window.canvas_actions.commands(), *view.finder.commands()]
    commands += iterate_commands(window, view)
    for page in SIDE_PAGES.values():
        run = partial(view.open_canvas, page.id)
        commands.append(Command(f"window.{page.id}", page.title, (), page.icon, "workshop", run=run))
    from koosloome_desktop.operations.rounds import PARTS
    from koosloome_desktop.views.rounds.desk import TITLES

    for part in PARTS:
        run = partial(view.open_canvas, "rounds", part)
        commands.append(Command(f"window.rounds.{part}", N_("Agreements and rounds"), (), "circle-check", "workshop",
                                run=run, detail=partial(_, TITLES[part])))  # fmt: skip
    for kind, variant, title in offered(window.ctx.lang):
        run = partial(window.canvas_actions.add, kind, variant)
        icon = registry()[kind].icon
        commands.append(
            Command(f"window.add.{kind}.{variant}", N_("Add a canvas"), (), icon, "canvas", run=run, detail=title)
        )
    return commands


def offered(lang: str) -> list[tuple[str, str, str]]:
    """(type, variant, title) of everything that can be added."""
    from koosloome_desktop.canvases import registry

    return [
        (spec.type, variant.code, variant.title.get(lang) or spec.title.get(lang))
        for spec in registry().values()
        for variant in spec.variants
        if variant.offered
    ]
