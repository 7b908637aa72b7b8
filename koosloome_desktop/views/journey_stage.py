"""What can be done with the stage or lane one is at on a journey: insert, rename, move, delete.

One is at the stage and lane of the note that is selected, else of the place where the next note lands. The same
functions serve the command table, the inspector and the mouse.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from koosloome_desktop.canvases.inputs import TRAY, zone_spec
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Note, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import tracks
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.asking import Ask, ask
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.canvases.journey_map import GridPresenter
from koosloome_desktop.views.canvases.presenter import Change, Target
from koosloome_desktop.views.count_words import note_words
from koosloome_desktop.views.verbs_titles import STAGE, ZONE

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

Axis = Literal["stage", "lane"]
_KINDS: Final[dict[Axis, str]] = {"stage": STAGE, "lane": ZONE}


class StageDesk:
    """The stages and lanes of the journey on one page."""

    def __init__(self, page: CanvasPage, presenter: GridPresenter) -> None:
        self.page, self.presenter = page, presenter

    # -- where one is

    def notes(self) -> list[Note]:
        """The notes a command is about."""
        return [n for i in acted_on(self.page) if (n := self.page.verbs.note(i)) is not None]

    def at(self) -> Target:
        """Lane and stage of the first selected note, else where the next one lands."""
        chosen = self.notes()
        if chosen and self.page.desk.mode != "W":
            return self.presenter.of_note(chosen[0])
        return self.page.desk.target

    def stage(self) -> Track | None:
        """The stage one is at."""
        return self.presenter.stage(self.at().stage)

    def code(self, axis: Axis) -> str:
        """The code of the stage or lane one is at, "" for none that could be changed; a ringed title comes first."""
        kind, named = self.page.titles.ringed()
        if kind == _KINDS[axis] and named in self.codes(axis):
            return named
        if axis == "stage":
            found = self.stage()
            return found.code if found is not None else ""
        return code if (code := self.at().zone) in self.presenter.codes() and code != TRAY else ""

    def codes(self, axis: Axis) -> list[str]:
        """All codes of an axis in order."""
        return [s.code for s in self.presenter.stages()] if axis == "stage" else self.presenter.codes()

    def title(self, axis: Axis, code: str) -> str:
        """What a stage or lane is called."""
        if axis == "stage":
            found = self.presenter.stage(code)
            return found.name or code if found is not None else code
        return self.presenter.zone(code).title

    def _track(self, tx: Transaction, axis: Axis, code: str) -> Track:
        """The record of a stage or lane; lanes that only the variant names become the canvas's own first."""
        known = tracks.ensure(tx, self.page.canvas_id, axis, self.codes(axis))
        return next(t for t in known if t.code == code)

    def run(self, label: str, work: Change, merge_key: str = "") -> ChangeSet | None:
        """One undo step; what the world refuses is told, not raised."""
        try:
            return self.page.workshop.run(label, work, merge_key=merge_key)
        except KoosloomeError as error:
            self.page.toast.emit(error.line())
        return None

    # -- insert, rename, move, delete

    def insert(self, axis: Axis) -> None:
        """Ask for a name and put a new one behind the one one is at; Esc makes none."""
        after, lang = self.code(axis), self.presenter.lang
        made: list[str] = []

        def work(tx: Transaction, name: str) -> None:
            tracks.ensure(tx, self.page.canvas_id, axis, self.codes(axis))
            made.append(tracks.insert(tx, self.page.canvas_id, axis, name, after=after, lang=lang).code)

        def keep(name: str) -> None:
            label = N_("Insert stage") if axis == "stage" else N_("Insert lane")
            if self.run(label, lambda tx: work(tx, name)) is not None:
                self._aim(axis, made[0])

        title = _("New stage") if axis == "stage" else _("New lane")
        place = _("after {name}").format(name=self.title(axis, after)) if after else ""
        question = _("What is the stage called?") if axis == "stage" else _("What is the lane called?")
        ask(self.page, Ask(title, place, question, keep))

    def rename(self, axis: Axis) -> None:
        """Ask for another name; an emptied lane gets its built-in name back."""
        code = self.code(axis)
        if not code:
            return

        def keep(name: str) -> None:
            label = N_("Rename stage") if axis == "stage" else N_("Rename lane")
            lang = self.presenter.lang
            self.run(label, lambda tx: tracks.rename(tx, self._track(tx, axis, code), name, lang))

        title = _("Stage") if axis == "stage" else _("Lane")
        number = str(self.codes(axis).index(code) + 1)
        question = _("What is the stage called?") if axis == "stage" else _("What is the lane called?")
        text = self.title(axis, code)
        ask(self.page, Ask(
            title, number, question, keep, text=text, may_be_empty=axis == "lane" and self._built_in(code),
            there=lambda: code in self.codes(axis),
        ))  # fmt: skip

    def _built_in(self, code: str) -> bool:
        """Whether a lane has a name that an emptied line gives back."""
        return zone_spec(self.presenter.canvas, code) is not None

    def may_move(self, axis: Axis, step: int) -> bool:
        """Whether there is a place in that direction."""
        code, codes = self.code(axis), self.codes(axis)
        return bool(code) and 0 <= codes.index(code) + step < len(codes)

    def move(self, axis: Axis, step: int) -> None:
        """Move with all notes, one place at a time."""
        code = self.code(axis)
        if not self.may_move(axis, step):
            return
        label = N_("Move stage") if axis == "stage" else N_("Move lane")
        self.run(label, lambda tx: tracks.move(tx, self._track(tx, axis, code), step), merge_key=f"{axis}:{code}")
        told = _("{name}: place {number} of {count}")
        number, count = self.codes(axis).index(code) + 1, len(self.codes(axis))
        self.page.verbs.announce(told.format(name=self.title(axis, code), number=number, count=count))

    def delete(self, axis: Axis) -> None:
        """Delete the stage or lane one is at; its notes stay on the canvas, in the tray."""
        code, codes = self.code(axis), self.codes(axis)
        if not code:
            return
        title = self.title(axis, code)
        left: list[str] = []

        def work(tx: Transaction) -> None:
            left.extend(tracks.remove(tx, self._track(tx, axis, code)))

        label = N_("Delete stage") if axis == "stage" else N_("Delete lane")
        if self.run(label, work) is None:
            return
        if code in {self.page.desk.target.stage, self.page.desk.target.zone}:
            at = codes.index(code)
            self._aim(axis, codes[at - 1] if at else codes[1])
        if left:
            told = _("“{name}” is gone. Kept without a place: {notes}.")
            self.page.toast.emit(told.format(name=title, notes=note_words(len(left))))

    def _aim(self, axis: Axis, code: str) -> None:
        desk = self.page.desk
        desk.target = replace(desk.target, stage=code) if axis == "stage" else replace(desk.target, zone=code)
        if self.page.titles.ringed()[0] != _KINDS[axis] or not self.page.titles.focus((_KINDS[axis], code)):
            self.page.refresh()
