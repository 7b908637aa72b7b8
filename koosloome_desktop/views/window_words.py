"""What rail, top bar and saved line say, for what is open now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.rail import Entry
from koosloome_desktop.views.sharing.commands import waiting
from koosloome_desktop.views.side_pages import SIDE_PAGES
from koosloome_desktop.views.top_bar import BarAction

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.workshop import SaveState
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView

LANGUAGE_NAMES: Final = {"et": "Eesti", "en": "English", "ru": "Русский"}
THEME_NAMES: Final = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


def titles(window: MainWindow) -> tuple[str, str]:
    """Title and sub-line of the top bar: the workshop; canvas · place · date."""
    view = window.view
    if view is None:
        return _("Workshops"), place_words(window.library)[0]
    from koosloome_desktop.views.canvas_words import canvas_title, in_sprint, place_and_date, workshop_title

    document, lang = view.workshop.document, window.ctx.lang
    canvas = next((c for c in view.canvases() if c.id == view.current), None)
    named = canvas_title(canvas, document.workshop.language) if canvas else ""
    if view.current in SIDE_PAGES:
        named = _(SIDE_PAGES[view.current].title)
    return workshop_title(document.workshop), " · ".join(
        x for x in (standing_words(view), named, in_sprint(document, canvas), place_and_date(document, lang)) if x
    )


def standing_words(view: WorkshopView) -> str:
    """That the library may only be read, or that the work goes on in a copy elsewhere; "" while it is here."""
    return _("READ ONLY") if view.workshop.read_only else handed_words(view.workshop.document)


def handed_words(document: Document) -> str:
    """That the work goes on in a copy elsewhere; "" while it is here."""
    since = document.workshop.handed_over
    if not since:
        return ""
    from koosloome_desktop.support.zones import local

    return _("HANDED OVER at {time}").format(time=locale.time(local(from_instant(since))))


def rail_entries(window: MainWindow) -> tuple[list[Entry], list[Entry], str]:
    """Entries at the top, at the bottom, and the one that is open."""
    view = window.view
    keys = Entry("keys", _("Keys"), "keyboard", quiet=True, hint="F1")
    if view is None:
        values = window.ctx.settings.values
        bottom = [
            Entry("language", LANGUAGE_NAMES[values.language], "languages", quiet=True, hint=_("Language")),
            Entry("theme", _(THEME_NAMES[values.theme]), "moon" if values.theme == "dark" else "sun", quiet=True,
                  hint=_("Appearance")),
            Entry("data", _("Data and bin"), "settings", quiet=True,
                  hint=_("Earlier states, the bin, a person's data")),
            keys,
        ]  # fmt: skip
        return [Entry("home", _("Workshops"), "home")], bottom, "home"
    from koosloome_desktop.operations import iterations
    from koosloome_desktop.views.canvas_words import canvas_count, canvas_icon, canvas_title

    document = view.workshop.document
    lang = document.workshop.language
    sides = [(p, Entry(p.id, _(p.title), p.icon, p.count(document), quiet=p.low)) for p in SIDE_PAGES.values()]
    top = [Entry("home", _("All workshops"), "chevron-left"), Entry("", _("Workshop"))]
    top += [entry for page, entry in sides if not page.low]
    top.append(Entry("", _("Canvases")))
    newest, add = len(iterations.current(document)), Entry("add", _("Add a canvas"), "plus", quiet=True)
    for i, canvas in enumerate(view.canvases()):
        hint = f"Ctrl+{i + 1}" if i < 9 else ""
        count = canvas_count(document, canvas)
        if i == newest:
            top += [add, Entry("", _("Earlier iterations"))]
        top.append(Entry(f"canvas:{canvas.id}", canvas_title(canvas, lang), canvas_icon(canvas), count, hint=hint,
                         quiet=i >= newest))  # fmt: skip
    if len(view.canvases()) <= newest:
        top.append(add)
    low = [entry for page, entry in sides if page.low]
    twice = waiting(window)
    if twice:
        low.insert(0, Entry("conflicts", _("Two wordings"), "split", twice))
    current = view.current if view.current in SIDE_PAGES else f"canvas:{view.current}"
    return top, [*low, keys], current


def bar_actions(window: MainWindow) -> list[BarAction]:
    """Buttons of the top bar: only what exists."""
    do = window.actions_
    if window.view is None:
        if window.library is None:
            return []
        return [
            BarAction("open", _("Open a file …"), "folder-open", do.open_file, priority=1),
            BarAction("new", _("New workshop"), "plus", do.new_workshop, priority=2, shortcut="Ctrl+N"),
        ]
    # The wall is loaded when somebody asks for it, not with the first page.
    lamp, colour = window.wall.lamp() if "wall" in vars(window) else ("", "")
    history = window.view.workshop.history
    back, forth = history.undo_step is not None, history.redo_step is not None
    return [
        BarAction("undo", _("Undo"), "undo-2", do.undo, "icon", 4, "Ctrl+Z", icon_only=True, enabled=back),
        BarAction("redo", _("Redo"), "redo-2", do.redo, "icon", 3, "Ctrl+Y", icon_only=True, enabled=forth),
        BarAction("wall", lamp or _("Wall"), "projector", partial(press_lamp, window),
                  f"lamp-{colour}" if lamp else "", 2, "F5"),
        BarAction("palette", _("All commands"), "search", do.palette, priority=1, shortcut=shown_key("Ctrl+K")),
        BarAction("export", _("Export PDF"), "file-down", do.export_pdf, priority=5, shortcut="Ctrl+E"),
        BarAction("inspector", _("Details"), "panel-right", do.toggle_inspector, "icon", 6, "F6", icon_only=True),
    ]  # fmt: skip


def press_lamp(window: MainWindow) -> None:
    """The lamp of the wall in the top bar was pressed."""
    from koosloome_desktop.views.wall import commands

    commands.press_lamp(window.wall)


def saved_words(state: SaveState) -> tuple[str, str]:
    """Sentence and icon of the saved line; it says saved only for what is on the disk."""
    if state.away and state.pending:
        words = ngettext(
            "The server does not answer. {count} change waits on this computer and is sent by itself.",
            "The server does not answer. {count} changes wait on this computer and are sent by themselves.",
            state.pending,
        )
        return words.format(count=state.pending), "triangle-alert"
    if state.away and state.seen:
        told = _("The server does not answer. This is the workshop as seen on {time}.")
        return told.format(time=locale.date_time(from_instant(state.seen))), "triangle-alert"
    if state.error:
        return state.error, "triangle-alert"
    if state.pending:
        return _("Saving …"), "save"
    if state.at:
        from koosloome_desktop.support.zones import local

        return _("Saved {time}").format(time=local(from_instant(state.at)).strftime("%H:%M:%S")), "check"
    return _("Saved"), "check"


def place_words(library: LibraryService | None) -> tuple[str, str]:
    """Sentence and icon of the saved line on the first screen: that a library is only read, where a shared one is;
    nothing of one's own.
    """
    if library is not None and library.store.read_only:
        return _("Open to read only"), "eye"
    if library is None or not library.shared:
        return "", ""
    return _("Shared library: {name}").format(name=library.shared), "users"


def counts(view: WorkshopView) -> list[tuple[str, int]]:
    """(entry of the rail, how many notes or actions) for every canvas."""
    from koosloome_desktop.views.canvas_words import canvas_count

    document = view.workshop.document
    sides = [(p.id, number) for p in SIDE_PAGES.values() if (number := p.count(document)) is not None]
    return [*((f"canvas:{c.id}", canvas_count(document, c)) for c in view.canvases()), *sides]
