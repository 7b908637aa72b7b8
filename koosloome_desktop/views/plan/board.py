"""The plan as a board: one of the views of a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QButtonGroup, QPushButton

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plan.board_area import BoardArea, title_of
from koosloome_desktop.views.plan.board_lanes import KINDS, values_for
from koosloome_desktop.views.plan.filter_note import FilterNote
from koosloome_desktop.views.plan.menus import command_menu
from koosloome_desktop.views.plan.status_ask import StatusAsk
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.widgets import button, column

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class BoardView(PlanView):
    """The board; below it by what its columns are made."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page = page
        self.area = BoardArea(page)
        self.ask = StatusAsk(page)
        self._kinds: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        below = FlowLayout(gap=8)
        for kind in KINDS:
            made = button("", "chip", run=partial(self.show_kind, kind))
            made.setCheckable(True)
            self._group.addButton(made)
            self._kinds[kind] = made
            below.addWidget(made)
        self._kinds["status"].setChecked(True)
        self.note = FilterNote(page)
        below.addWidget(self.note)
        page.model.modelReset.connect(self.area.stale)
        body = column(self.area, self.ask, gap=8)
        body.addLayout(below)
        body.setStretch(0, 100)
        self.setLayout(body)
        self.area.installEventFilter(self)
        self.area.chosen_changed.connect(self._tell)
        self.area.dropped.connect(self.drop)
        self.area.menu.connect(self._menu)
        self.ask.left.connect(self.area.setFocus)
        self.refresh_words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The board's focus tells the mode."""
        if watched is self.area and event.type() == QEvent.Type.FocusIn:
            self.focused.emit("B")
            self._tell()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        self.picked.emit((self.area.chosen,) if self.area.chosen and self.area.hasFocus() else ())

    def _menu(self, at: QPoint) -> None:
        wanted = [c for c in self.page.commands() if c.id.startswith(("plan.board.", "plan.status."))]
        command_menu(self, wanted, self.area.viewport().mapToGlobal(at))

    def show_kind(self, kind: str) -> None:
        """Columns by status, responsible, year or goal."""
        self._kinds[kind].setChecked(True)
        self.area.show_kind(kind)
        self.area.setAccessibleName(title_of(kind))
        self.area.setFocus()

    def drop(self, action_id: str, key: str) -> None:
        """Put a card into a column: one undo step, or a question first."""
        row = self.area.place.row(action_id)
        if row is None:
            return
        if self.area.kind == "status":
            if key != row.status:
                self.set_status(key)
            return
        values = values_for(row, self.area.kind, key)
        if self.area.verbs.set(action_id, values):
            self.area.fresh()
            self._say(action_id)

    def set_status(self, status: str) -> None:
        """Give the chosen card a status; the last three ask why first."""
        row = self.area.place.row(self.area.chosen)
        if row is not None and self.ask.set_status(row, status):
            self.area.fresh()
            self._say(row.action.id)

    def _say(self, action_id: str) -> None:
        spot = self.area.place.spots.get(action_id)
        if spot is not None:
            self.area.announce(self.area.place.columns[spot[0]].lane.title)

    # -- what the page asks

    def take(self, change: ChangeSet) -> None:
        """Cards are read anew before they are shown."""
        self.area.stale()

    def reload(self) -> None:
        """Read everything anew."""
        self.page.model.reload()
        self.note.count()
        self.area.stale()

    def focus_view(self) -> bool:
        """Put the keyboard onto the board; False when it has no cards."""
        self.area.fresh()
        if not self.area.chosen:
            return False
        self.area.setFocus()
        return True

    def go_to(self, action_id: str) -> bool:
        """Choose a card."""
        self.area.fresh()
        if action_id not in self.area.place.spots:
            return False
        self.area.choose(action_id)
        return True

    def show_last(self) -> None:
        """Bring the row that was just added into sight."""
        self.area.fresh()
        rows = self.page.model.rows
        if rows:
            self.area.choose(rows[-1].id)

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        for kind, made in self._kinds.items():
            made.setText(_(KINDS[kind]))
            made.setAccessibleName(_(KINDS[kind]))
        self.area.setAccessibleName(title_of(self.area.kind))
        self.area.stale()


def board_commands(page: PlanPage) -> list[Command]:
    """What can be done on the board."""

    def here() -> bool:
        return page.views.current_name == "board" and page.model.rowCount() > 0

    def view() -> BoardView:
        found = page.views.current()
        assert isinstance(found, BoardView)  # noqa: S101 - `here` was asked
        return found

    def chosen() -> bool:
        return here() and bool(view().area.chosen)

    def on(run: Callable[[BoardView], object]) -> Callable[[], None]:
        def go() -> None:
            run(view())

        return go

    kinds = [
        Command(f"plan.board.by_{name}", N_("Columns of the board"), (), "layout-grid", "plan", here,
                on(partial(BoardView.show_kind, kind=name)), partial(_, word))
        for name, word in KINDS.items()
    ]  # fmt: skip
    keys: tuple[tuple[str, str, str, Callable[[BoardView], object]], ...] = (
        ("left", N_("Move the card to the left"), "arrow-left", lambda v: v.area.keys.place(-1, 0)),
        ("right", N_("Move the card to the right"), "arrow-right", lambda v: v.area.keys.place(1, 0)),
        ("more", N_("More of it is done"), "plus", lambda v: v.area.keys.more(10)),
        ("less", N_("Less of it is done"), "minus", lambda v: v.area.keys.more(-10)),
        ("edit", N_("Edit the card"), "pencil", lambda v: v.area.editor.open()),
        ("delete", N_("Delete the row"), "trash-2", lambda v: v.area.keys.delete()),
    )
    made = [Command(f"plan.board.{name}", title, (), icon, "plan", chosen, on(run)) for name, title, icon, run in keys]
    return [*kinds, *made]
