"""The screens that `shots` draws, each a function from a studio to a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import FOUR
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations.actions import delete_actions
from koosloome_desktop.operations.notes import delete_notes
from koosloome_desktop.support.zones import local
from koosloome_desktop.views import shots_journey
from koosloome_desktop.views import shots_structure as structure
from koosloome_desktop.views.dialogs_keys import KeySheet
from koosloome_desktop.views.dialogs_new import NewWorkshopDialog
from koosloome_desktop.views.dialogs_palette import CommandPalette
from koosloome_desktop.views.page import focus_canvas, go_to
from koosloome_desktop.views.plan.page import PlanPage
from koosloome_desktop.views.shots import SAMPLES, Studio
from koosloome_desktop.views.shots_home import HOME
from koosloome_desktop.views.shots_importing import IMPORTING
from koosloome_desktop.views.shots_leading import LEADING
from koosloome_desktop.views.shots_moments import MOMENTS
from koosloome_desktop.views.shots_paper import PAPER
from koosloome_desktop.views.shots_photos import overview, photo_beside, photo_large, photo_map, photo_notes
from koosloome_desktop.views.shots_plan import PLAN_FILE_VIEWS, PLAN_VIEWS
from koosloome_desktop.views.shots_privacy import PRIVACY
from koosloome_desktop.views.shots_reading import READING_SCENES
from koosloome_desktop.views.shots_review import REVIEW
from koosloome_desktop.views.shots_room import ROOM
from koosloome_desktop.views.shots_sharing import SHARING
from koosloome_desktop.views.shots_sprint import SPRINT
from koosloome_desktop.views.shots_table import table_scenes
from koosloome_desktop.views.shots_typing import (
    long_line,
    many_clusters,
    prefix,
    quick,
    same_again,
    speaking,
    title,
    wrong_layout,
)
from koosloome_desktop.views.shots_variants import (
    empty_variant,
    lines_scene,
    match_scene,
    placing,
    unmet_scene,
    variant_scene,
    what_if,
)
from koosloome_desktop.views.shots_verbs import VERBS
from koosloome_desktop.views.shots_wall import WALL
from koosloome_desktop.views.shots_words import WORDS

PLAN_FILE: Final = ("plan_2021_2024.tsv",)


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen's name, what is in the library, and how to get there."""

    name: str
    draw: Callable[[Studio], QPixmap]
    samples: tuple[str, ...] = SAMPLES


def _home(studio: Studio) -> QPixmap:
    studio.window.show_home()
    return studio.picture()


def _search(studio: Studio) -> QPixmap:
    home = studio.window.home
    studio.window.show_home()
    home.search.setText("buss")
    home.rebuild()
    picture = studio.picture()
    home.search.clear()
    home.rebuild()
    return picture


def _canvas(place: int) -> Callable[[Studio], QPixmap]:
    def draw(studio: Studio) -> QPixmap:
        studio.open(place)
        return studio.picture()

    return draw


def press(widget: QWidget, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key press and release, as from a keyboard."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, mods))


def _first_note(studio: Studio) -> str:
    view = studio.window.view
    notes = view.workshop.document.within(Note, view.current) if view else []
    return next((n.id for n in notes if n.zone == "cause"), notes[0].id if notes else "")


def _arrange(studio: Studio) -> QPixmap:
    page = studio.open(0)
    go_to(page, _first_note(studio))
    focus_canvas(page)
    studio.settle()
    return studio.picture()


def _edit(studio: Studio) -> QPixmap:
    page = studio.open(0)
    go_to(page, _first_note(studio))
    focus_canvas(page)
    studio.settle()
    held = QApplication.focusWidget()
    if isinstance(held, QWidget):
        press(held, Qt.Key.Key_F2)
    picture = studio.picture()
    held = QApplication.focusWidget()
    if isinstance(held, QWidget):
        press(held, Qt.Key.Key_Escape)
    return picture


def _inspector(studio: Studio) -> QPixmap:
    page = studio.open(0)
    go_to(page, _first_note(studio))
    view = studio.window.view
    if view is not None and not view.inspector_open():
        view.toggle_inspector()
    picture = studio.picture()
    if view is not None and not view.docked():
        view.leave_inspector()
    return picture


def _empty(place: int) -> Callable[[Studio], QPixmap]:
    def draw(studio: Studio) -> QPixmap:
        if "empty" not in studio.ids:
            title = "Kuidas saab bussipeatusest kokkusaamise koht?"
            place_name = "Sooääre kogukonnamaja"
            studio.ids["empty"] = studio.library.create(
                title, place=place_name, date="2026-10-15", lang=studio.window.ctx.lang, canvases=FOUR
            )
        studio.open(place, "empty")
        return studio.picture()

    return draw


def _plan_cell(studio: Studio) -> QPixmap:
    page = studio.open(3)
    if isinstance(page, PlanPage):
        page.table.arrange()
        page.table.go_to(page.model.rows[1].id, "owner_role")
    return studio.picture()


def _plan_edit(studio: Studio) -> QPixmap:
    page = studio.open(3)
    if not isinstance(page, PlanPage):
        return studio.picture()
    page.table.arrange()
    page.table.go_to(page.model.rows[2].id, "deadline")
    press(page.table, Qt.Key.Key_F2)
    held = QApplication.focusWidget()
    if isinstance(held, QWidget):
        held.setProperty("text", "1.1.2020")
        press(held, Qt.Key.Key_Return)
    picture = studio.picture()
    held = QApplication.focusWidget()
    if isinstance(held, QWidget):
        press(held, Qt.Key.Key_Escape)
    return picture


def _plan_years(studio: Studio) -> QPixmap:
    page = studio.open(0, PLAN_FILE[0])
    if isinstance(page, PlanPage):
        page.head.choose(2022)
        page.table.arrange()
    return studio.picture()


def _plan_undo(studio: Studio) -> QPixmap:
    page = studio.open(3)
    view = studio.window.view
    if isinstance(page, PlanPage) and view is not None:
        rows = [page.model.rows[0].id]
        view.workshop.run("Delete action", lambda tx: delete_actions(tx, rows))
        studio.window.actions_.undo()
        studio.saved()
    picture = studio.picture()
    studio.window.toast.hide()
    return picture


def _over(make: Callable[[Studio], QDialog], place: int | None = 0) -> Callable[[Studio], QPixmap]:
    def draw(studio: Studio) -> QPixmap:
        if place is None:
            studio.window.show_home()
        else:
            studio.open(place)
        studio.settle()
        return studio.picture(make(studio))

    return draw


def _new(studio: Studio) -> QDialog:
    ctx = studio.window.ctx
    return NewWorkshopDialog(studio.library, "", ctx.lang, local(ctx.clock.now()).date(), parent=studio.window)


def _export(studio: Studio) -> QDialog:
    from koosloome_desktop.views.dialogs_export import ExportDialog

    window = studio.window
    if window.view is None:
        raise LookupError("no workshop is open")
    window.ctx.settings.change(export_folder=str(studio.folder))
    dialog = ExportDialog(window.view.workshop.document, window.ctx, window.executor, parent=window)
    # Where this machine keeps its temporary files is no part of the picture.
    dialog.path.setText(dialog.path.text().replace(str(studio.folder), "~"))
    return dialog


def _palette(studio: Studio) -> QDialog:
    return CommandPalette(studio.window.ctx.commands, studio.window)


def _keys(mode: str) -> Callable[[Studio], QDialog]:
    return lambda studio: KeySheet(mode, studio.window.ctx.commands, parent=studio.window)


def _snapshots(studio: Studio) -> QDialog:
    from koosloome_desktop.services import snapshots
    from koosloome_desktop.views.dialogs_snapshots import SnapshotsDialog

    library = studio.library
    if library.file is None:
        raise LookupError("this library is no file")
    studio.open(0)
    view = studio.window.view
    assert view is not None  # noqa: S101  (opened above)
    snapshots.take(library.file, "hand", studio.window.ctx.clock)
    note = view.workshop.document.of(Note)[3]
    view.workshop.run("Delete", lambda tx: delete_notes(tx, [note.id]))
    library.store.flush()
    dialog = SnapshotsDialog(library, library.file, workshop=view.workshop.id, parent=studio.window)
    view.workshop.undo()
    return dialog


def _gallery(studio: Studio) -> QDialog:
    return studio.window.canvas_actions.adding()


def _switch(studio: Studio) -> QDialog:
    dialog = studio.window.canvas_actions.switching()
    if dialog is None:
        raise LookupError("this canvas has no other form")
    return dialog


def _variants() -> list[Scene]:
    """Every variant that is offered, with its example and empty: a new one has its pictures by being there."""
    found = []
    for spec in registry().values():
        for variant in (v for v in spec.variants if v.offered and v.layout != "table"):
            name = f"{spec.code}_{variant.code}"
            if sample_canvas(spec.type, variant.code) is not None:
                found.append(Scene(name, variant_scene(spec.type, variant.code)))
            found.append(Scene(f"{name}_empty", empty_variant(spec.type, variant.code)))
    return found


SCENES: Final = (
    Scene("home", _home),
    Scene("home_search", _search),
    Scene("home_empty", _home, ()),
    Scene("problem", _canvas(0)),
    Scene("problem_arrange", _arrange),
    Scene("problem_edit", _edit),
    Scene("problem_inspector", _inspector),
    Scene("problem_marks", structure.scene(structure.marks)),
    Scene("problem_hint", structure.scene(structure.hint)),
    Scene("problem_ladder", structure.scene(structure.ladder)),
    Scene("problem_core", structure.scene(structure.core)),
    Scene("problem_flip", structure.scene(structure.flip)),
    Scene("journey_sent", structure.scene(structure.sent)),
    Scene("photo_notes", photo_notes),
    Scene("photo_large", photo_large),
    Scene("photo_beside", photo_beside),
    Scene("photo_map", photo_map),
    Scene("journey", _canvas(1)),
    Scene("resource", _canvas(2)),
    Scene("plan", _canvas(3)),
    Scene("plan_cell", _plan_cell),
    Scene("plan_refused", _plan_edit),
    Scene("plan_undone", _plan_undo),
    Scene("plan_years", _plan_years, PLAN_FILE),
    *(Scene(*each) for each in table_scenes()),
    *(Scene(name, draw) for name, draw in PLAN_VIEWS),
    *(Scene(name, draw, PLAN_FILE) for name, draw in PLAN_FILE_VIEWS),
    Scene("dialog_new", _over(_new, None)),
    Scene("dialog_export", _over(_export, 3)),
    Scene("dialog_palette", _over(_palette, 3)),
    Scene("dialog_snapshots", _over(_snapshots, None)),
    Scene("dialog_keys_write", _over(_keys("W"), 3)),
    Scene("dialog_keys_arrange", _over(_keys("A"), 3)),
    Scene("dialog_keys_table", _over(_keys("T"), 3)),
    Scene("dialog_keys_review", _over(_keys("R"), 3)),
    Scene("empty_problem", _empty(0)),
    Scene("empty_journey", _empty(1)),
    Scene("empty_resource", _empty(2)),
    Scene("empty_plan", _empty(3)),
    Scene("dialog_gallery", _over(_gallery)),
    Scene("dialog_switch", _over(_switch)),
    *_variants(),
    Scene("journey_walk", shots_journey.walk),
    Scene("journey_word", shots_journey.word),
    Scene("journey_beside", shots_journey.beside),
    Scene("journey_panel", shots_journey.panel),
    Scene("journey_tray", shots_journey.tray),
    Scene("resource_lines", lines_scene),
    Scene("resource_match", match_scene),
    Scene("resource_unmet", unmet_scene),
    Scene("problem_placing", placing),
    Scene("problem_what_if", what_if),
    Scene("overview", overview),
    Scene("typing_same", same_again),
    Scene("typing_speaking", speaking),
    Scene("typing_prefix", prefix),
    Scene("typing_layout", wrong_layout),
    Scene("typing_long", long_line),
    Scene("typing_numbers", many_clusters),
    Scene("typing_title", title),
    Scene("typing_quick", quick),
    *(Scene(f"verbs_{name}", draw) for name, draw in VERBS),
    *(Scene(f"words_{name}", draw) for name, draw in WORDS),
    *(Scene(f"review_{name}", draw) for name, draw in REVIEW),
    *(Scene(name, draw) for name, draw in SPRINT),
    *(Scene(name, draw) for name, draw in PAPER),
    *(Scene(name, draw) for name, draw in ROOM),
    *(Scene(name, draw) for name, draw in HOME),
    *(Scene(name, draw) for name, draw in MOMENTS),
    *(Scene(name, draw) for name, draw in PRIVACY),
    *(Scene(name, draw) for name, draw in READING_SCENES),
    *(Scene(name, draw) for name, draw in LEADING),
    *(Scene(name, draw) for name, draw in SHARING),
    *(Scene(name, draw) for name, draw in WALL),
    *(Scene(name, draw) for name, draw in IMPORTING),
)
