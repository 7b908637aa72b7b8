"""The keys of the line (mode W, and E when a note's text stands in the line)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.support.text import seen
from koosloome_desktop.views.asking import answer, sign_for_question
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvas_said import Said
from koosloome_desktop.views.canvas_verbs import follow_on
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.key_parts import ARROWS, ENTER, alt_digit, plain
from koosloome_desktop.views.modes import Job, Mode, in_line

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_Key = Qt.Key
_Mod = Qt.KeyboardModifier


class WriteKeys:
    """Answers the keys of the line; what it does not take is text."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was taken."""
        page = self.page
        for look in (
            self._sign,
            page.walking.key,
            page.digits.before,
            page.speaking.before,
            page.same.before,
            page.prefixes.key,
        ):
            if look(event):
                return True
        mods, key = plain(event), event.key()
        if key == _Key.Key_Escape:
            page.modes.escape()
            return True
        if key in ENTER:
            return self._enter(mods)
        if key in {_Key.Key_Tab, _Key.Key_Backtab} and not mods & _Mod.ControlModifier:
            self.next_zone(-1 if key == _Key.Key_Backtab or mods & _Mod.ShiftModifier else 1)
            return True
        if key in ARROWS and mods in {_Mod.AltModifier, _Mod.NoModifier}:
            return self._arrow(ARROWS[key], mods)
        if key == _Key.Key_F2 and not mods:
            page.modes.edit(page.desk.current or next(iter(page.order()[-1:]), ""))
            return True
        digit = alt_digit(event)
        if digit is not None:
            page.digits.press(digit)
        return digit is not None

    def _arrow(self, direction: Direction, mods: Qt.KeyboardModifier) -> bool:
        """Alt moves the target; Up and Down leave an empty line; everything else is the caret's."""
        if mods:
            self.aim(direction)
        elif direction in {"up", "down"}:
            return self._vertical(up=direction == "up")
        return bool(mods)

    def _sign(self, event: QKeyEvent) -> bool:
        """A sign that the question in the line takes."""
        return not plain(event) & ~_Mod.ShiftModifier and sign_for_question(self.page, event.text())

    def _enter(self, mods: Qt.KeyboardModifier) -> bool:
        if not mods:
            self.submit()
        elif mods == _Mod.ControlModifier:
            self.split()
        return True

    def _vertical(self, *, up: bool) -> bool:
        page = self.page
        if page.desk.job == Job.ADD and not page.prefixes.text():
            if up:
                page.modes.reword()
            elif not page.modes.arrange(page.desk.current):
                page.titles.first()
        return True

    # -- what the keys do; the mouse and the command table come here too

    def submit(self) -> None:
        """Enter: add, save, or name."""
        page, desk = self.page, self.page.desk
        text = page.bar.line.whole().strip()
        if desk.job == Job.ADD and page.prefixes.close_name():
            return
        if desk.job == Job.ASK:
            answer(page, again=True)
        elif desk.job == Job.CHAIN:
            page.asking.submit(text)
        elif desk.job == Job.NAME:
            # A name that is refused stays in the line, to be made shorter.
            if text and (not page.verbs.name_cluster(desk.subject, text) or page.modes.name_next()):
                return
            page.modes.end_job()
            page.modes.write()
        elif desk.job == Job.REWORD:
            if page.verbs.reword(desk.subject, self._with_its_lines(text), desk.moved):
                page.modes.end_job()
                page.modes.write()
        elif seen(text):
            self.add([text])
        elif text:
            page.bar.line.clear()  # nothing that anybody could see stays before the next words

    def _with_its_lines(self, text: str) -> str:
        """The text for the note in the line: its own, line breaks and all, when only its place was changed."""
        note = self.page.verbs.note(self.page.desk.subject)
        return note.text if note is not None and text == in_line(note.text).strip() else text

    def add(self, texts: Sequence[str], *, keep_line: bool = False) -> bool:
        """Add notes at the target; the line is emptied only when they are really there.

        What is pasted (`keep_line`) takes no prefix of the line with it, only the group that speaks.
        """
        page, desk = self.page, self.page.desk
        said = Said(group=page.speaking.group) if keep_line else page.prefixes.said()
        if desk.photo:
            said = replace(said, source=desk.photo)
        spot = desk.target if keep_line else page.prefixes.target(desk.target)
        made = page.verbs.add(texts, spot, said)
        if not made:
            return False
        if not keep_line:
            page.prefixes.drop()
            page.bar.line.clear()
            page.drafts.save()
        self._follow(made, new_zone=bool(said.zone), stay=spot is not desk.target)
        page.stage.show(desk.current)
        page.refresh()
        return True

    def _follow(self, made: Sequence[str], *, new_zone: bool, stay: bool) -> None:
        """Where the note after these lands; a child that was asked for by a sign moves nothing."""
        page, desk = self.page, self.page.desk
        desk.current = made[-1]
        desk.written += made
        note = page.verbs.note(made[-1])
        if new_zone and note is not None:
            desk.target = Target(zone=note.zone, stage=note.stage)
        elif not stay:
            for note_id in made:
                desk.target = follow_on(desk.target, note_id)
        desk.target = page.presenter.settled(desk.target)

    def split(self) -> None:
        """Ctrl+Enter: two notes, split at the caret."""
        page, desk = self.page, self.page.desk
        text, at = page.bar.line.text(), page.bar.line.cursorPosition()
        head, tail = text[:at].strip(), text[at:].strip()
        if desk.job == Job.REWORD:
            if head and tail:
                second = page.verbs.split(desk.subject, head, tail)
                page.modes.end_job()
                page.modes.write()
                desk.current = second or desk.current
                page.refresh()
            return
        if desk.job == Job.ADD and (head or tail):
            self.add([t for t in (head, tail) if t])

    def paste(self, lines: list[str]) -> None:
        """A pasted list: one note a line, one undo step; what was typed stays."""
        page = self.page
        if page.desk.job != Job.ADD:
            page.bar.line.insert(" ".join(lines))
        else:
            self.add(lines, keep_line=True)

    def next_zone(self, step: int) -> None:
        """Tab: the next zone; while a note is being reworded it is the note that goes there on Enter."""
        page, desk = self.page, self.page.desk
        if desk.job == Job.CHAIN:
            page.asking.skip()
            return
        if desk.job in {Job.NAME, Job.ASK}:
            return
        if desk.job == Job.REWORD:
            note = page.verbs.note(desk.subject)
            if note is not None:
                desk.moved = page.presenter.next_zone(desk.moved or page.presenter.of_note(note), step)
        else:
            desk.target = page.presenter.next_zone(desk.target, step)
        page.refresh()

    def aim(self, direction: Direction) -> None:
        """Alt+arrow: where the next note lands, in the direction drawn on the screen."""
        page, desk = self.page, self.page.desk
        if desk.job in {Job.NAME, Job.ASK, Job.CHAIN}:
            return
        page.stage.fresh()
        board = page.view.board
        if desk.job == Job.REWORD:
            note = page.verbs.note(desk.subject)
            if note is not None:
                desk.moved = page.presenter.aim(desk.moved or page.presenter.of_note(note), direction, None, board)
        else:
            current = page.verbs.note(desk.current)
            desk.target = page.presenter.aim(desk.target, direction, current, board)
        page.refresh()

    def cluster(self, number: int) -> None:
        """Alt+digit: the current note into a cluster; the next ungrouped one becomes current. The text is untouched."""
        page, desk = self.page, self.page.desk
        if desk.mode != Mode.WRITE or desk.job != Job.ADD or not page.verbs.cluster([desk.current], number):
            return
        following = page.stage.next_ungrouped(desk.current)
        if following:
            desk.current = following
            page.stage.reveal(following)
            page.refresh()
        elif not number or not page.modes.name_next():
            page.refresh()
