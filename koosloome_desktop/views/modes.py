"""Modes of a canvas page (keys.md): W write, A arrange, E edit; where the keyboard is, what is marked, what Enter does.

`Desk` is the state as plain data; `Modes` moves the page from one state to another. Esc converges:
edit → arrange → write, and destroys nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from koosloome_desktop.views.asking import Ask, leave_question
from koosloome_desktop.views.canvases.presenter import Target

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def in_line(text: str) -> str:
    """A note's text as it stands in the line, which has no line breaks."""
    return " ".join(text.split("\n"))


class Mode(StrEnum):
    """What the keyboard does."""

    WRITE = "W"
    ARRANGE = "A"
    EDIT = "E"


class Job(StrEnum):
    """What Enter in the line does."""

    ADD = "add"
    REWORD = "reword"
    NAME = "name"
    ASK = "ask"
    CHAIN = "chain"


@dataclass(slots=True)
class Desk:
    """The state of a page. `current` is the note the line is about, `focus` the one with the ring in A; `subject` is
    the note or cluster whose text stands in the line, `moved` its new place, `stash` what was typed before; `asked` is
    the question that the line asks once, `photo` the note beside whose photo one types.
    """

    mode: Mode = Mode.WRITE
    target: Target = field(default_factory=Target)
    current: str = ""
    focus: str = ""
    anchor: str = ""
    selected: tuple[str, ...] = ()
    job: Job = Job.ADD
    subject: str = ""
    moved: Target | None = None
    stash: str = ""
    photo: str = ""
    back: Mode = Mode.WRITE
    asked: Ask | None = None
    written: list[str] = field(default_factory=list)
    """The notes that were written here, in order: when the last one is taken back, the one before is the last."""
    dropped: dict[tuple[str, ...], object] = field(default_factory=dict)
    """What was typed into the form for an action and dropped, by the notes it was about."""

    def forget(self, there: frozenset[str]) -> None:
        """Notes that are gone are not selected, focused or current; the last one written that is left is current."""
        self.selected = tuple(i for i in self.selected if i in there)
        for name in ("current", "focus", "anchor"):
            if getattr(self, name) not in there:
                setattr(self, name, "")
        self.current = self.current or next((i for i in reversed(self.written) if i in there), "")

    def came(self, created: Iterable[str]) -> None:
        """Notes came: one that was written here and comes back by a redo is the last one again."""
        made = set(created)
        self.current = next((i for i in reversed(self.written) if i in made), self.current)


class Modes:
    """Moves a page between its modes."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page

    # -- ways in

    def write(self) -> None:
        """W: the keyboard in the line; selection goes, the current note stays marked."""
        page, desk = self.page, self.page.desk
        self.close_editor()
        self.settle_down()
        desk.current = desk.focus or desk.current
        desk.mode, desk.selected, desk.focus, desk.anchor = Mode.WRITE, (), "", ""
        page.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        page.refresh()

    def arrange(self, note_id: str, selected: Sequence[str] | None = None) -> bool:
        """A: the ring on a note. False when there is none to put it on."""
        page, desk = self.page, self.page.desk
        order = page.order()
        if note_id not in order:
            note_id = desk.current if desk.current in order else (order[-1] if order else "")
        if not note_id:
            return False
        self.close_editor()
        self.settle_down()
        self.end_job()
        desk.mode, desk.focus, desk.current = Mode.ARRANGE, note_id, note_id
        desk.selected = tuple(selected) if selected is not None else (note_id,)
        if selected is None or not desk.anchor:
            desk.anchor = note_id
        page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        page.stage.reveal(note_id)
        page.refresh()
        page.view.tell_focus()
        return True

    def edit(self, note_id: str, text: str | None = None) -> bool:
        """E: the text of a note, in its place; `text` is a draft of it."""
        page, desk = self.page, self.page.desk
        note = page.verbs.note(note_id)
        page.stage.fresh()
        box = page.view.board.note(note_id)
        if note is None or box is None:
            return False
        back = desk.back if desk.mode == Mode.EDIT else desk.mode
        self.close_editor()
        self.settle_down()
        self.end_job()
        page.view.motion.stop()
        page.stage.reveal(note_id)
        desk.back, desk.mode = back, Mode.EDIT
        desk.current = note_id
        desk.focus, desk.selected = note_id, (note_id,)
        page.open_editor(box, note.text if text is None else text)
        page.refresh()
        return True

    def reword(self, note_id: str = "") -> bool:
        """E in the line: the last note comes back into it (Up on an empty line)."""
        page, desk = self.page, self.page.desk
        order = page.order()
        note_id = next((i for i in (note_id, desk.current) if i in order), order[-1] if order else "")
        note = page.verbs.note(note_id)
        if note is None:
            return False
        desk.mode, desk.job, desk.subject, desk.moved = Mode.EDIT, Job.REWORD, note.id, None
        desk.current, desk.back = note.id, Mode.WRITE
        page.bar.line.setText(in_line(note.text))
        page.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        page.stage.reveal(note.id)
        page.refresh()
        return True

    def name_next(self) -> bool:
        """Ask for the name of the first cluster without one; False when all have one."""
        cluster = self.page.verbs.unnamed()
        return cluster is not None and self.name(cluster.id)

    def name(self, cluster_id: str) -> bool:
        """Ask for the name of a cluster; the one it has is there to be typed over."""
        page, desk = self.page, self.page.desk
        cluster = next((c for c in page.verbs.clusters() if c.id == cluster_id), None)
        if cluster is None:
            return False
        if desk.job != Job.NAME:
            desk.stash = page.prefixes.text()
        desk.mode, desk.job, desk.subject = Mode.WRITE, Job.NAME, cluster.id
        desk.selected, desk.focus = (), ""
        page.prefixes.drop()
        page.bar.line.setText(cluster.label)
        page.bar.line.selectAll()
        page.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        page.refresh()
        return True

    # -- ways out

    def escape(self) -> None:
        """One step nearer to writing; nothing typed is lost."""
        page, desk = self.page, self.page.desk
        if page.view.gestures.cancel():
            return
        if desk.job == Job.NAME:
            page.verbs.name_cluster(desk.subject, page.bar.line.text())
            self.end_job()
            self.write()
        elif desk.job == Job.ASK:
            leave_question(page)
        elif desk.job == Job.CHAIN:
            page.asking.leave()
        elif desk.job == Job.REWORD:
            self.end_job()
            self.write()
        elif desk.mode == Mode.EDIT:
            self.leave_edit()
        elif desk.mode == Mode.ARRANGE:
            self.write()
        elif desk.photo:
            page.photos.beside.leave()
        elif not page.suggesting.lift():
            page.lift()

    def leave_edit(self) -> None:
        """Back to where E was entered from."""
        desk = self.page.desk
        note_id = self.page.editor.note or desk.focus
        if desk.back == Mode.ARRANGE and self.arrange(note_id):
            return
        self.write()

    def drop_edit(self) -> None:
        """The keyboard left the editor for another part of the window: the note stays selected, without the ring."""
        desk = self.page.desk
        self.close_editor()
        desk.mode = Mode.ARRANGE
        self.page.refresh()

    def end_job(self) -> None:
        """The line writes new notes again, with what stood in it before."""
        page, desk = self.page, self.page.desk
        if desk.job == Job.ADD:
            return
        job, desk.job = desk.job, Job.ADD
        if job == Job.REWORD:
            page.workshop.save_draft("note", desk.subject, "")
        if desk.mode == Mode.EDIT:
            desk.mode = Mode.WRITE
        desk.subject, desk.moved, desk.asked = "", None, None
        text, desk.stash = desk.stash, ""
        page.prefixes.put(text)

    def look(self) -> None:
        """What the line was about may be gone (undo, a change from elsewhere): its text then goes on as any other."""
        page, desk = self.page, self.page.desk
        text, asked = page.bar.line.text(), desk.asked
        if desk.job == Job.REWORD:
            gone = page.verbs.note(desk.subject) is None
        else:
            gone = desk.job == Job.ASK and asked is not None and not asked.there()
        if gone:
            typed = "" if asked is not None and text == asked.text else text
            desk.stash = " ".join(t for t in (desk.stash, typed) if t.strip())
            self.end_job()
            self.write()

    def settle_down(self) -> None:
        """What was shown to choose from by digit, and a title's ring, go with the mode they were shown in."""
        self.page.titles.leave()
        self.page.speaking.stop()
        self.page.digits.waiting = ""

    def close_editor(self) -> None:
        """Put the editor in place away; its text is not kept."""
        page = self.page
        if page.editor.note:
            page.workshop.save_draft("note", page.editor.note, "")
            page.editor.close_editor()
            page.view.layer.hide_notes(frozenset())
