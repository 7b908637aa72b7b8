"""The signs at the beginning of the line that become a chip: `canvas_said` says what they mean.

A sign is recognised as it is typed, never in what is pasted. Backspace at the beginning of the text, or right after the
sign became a chip, gives it back as text; from then on it stays text until the line is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_said import CHILD, CLUSTER, ZONE, Prefix, Said, begun, by_name, cluster_named
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.key_parts import plain
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


class Prefixes:
    """The prefix of the line that is being typed."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.now: Prefix | None = None
        self._literal = False
        self._fresh = False

    # -- what is typed

    def allowed(self) -> frozenset[str]:
        """The signs that mean something on this canvas now."""
        variant = self.page.presenter.variant
        signs = set(CLUSTER)
        if variant is not None and variant.open_zones:
            signs.add(ZONE)
        if self.child() is not None:
            signs.add(CHILD)
        return frozenset(signs)

    def child(self) -> Target | None:
        """Where a child of the last note lands; None where notes hang under nothing."""
        page = self.page
        note = page.verbs.note(page.desk.current)
        return page.presenter.below(note) if note is not None else None

    def typed(self) -> None:
        """The line was edited by hand: a sign at its beginning becomes a chip, a space ends the chip's name."""
        page, line = self.page, self.page.bar.line
        text = line.text()
        self._fresh = False
        if not text and self.now is None:
            self._literal = False
        if page.desk.job != Job.ADD or page.desk.mode != Mode.WRITE:
            return
        found = None
        if self.now is not None:
            found = self.now.taken(text)
        elif not self._literal:
            found = begun(text, self.allowed())
        if found is None or found == (self.now, text):
            return
        self._fresh = self.now is None
        self.now, rest = found
        behind = len(text) - line.cursorPosition()
        line.setText(rest)
        line.setCursorPosition(max(0, len(rest) - behind))
        page.refresh()

    def key(self, event: QKeyEvent) -> bool:
        """Backspace before the text, or right after the chip came, gives the sign back; whether the key was taken."""
        if self.now is None or event.key() != Qt.Key.Key_Backspace or plain(event):
            return False
        line = self.page.bar.line
        if line.hasSelectedText() or (line.cursorPosition() and not self._fresh):
            return False
        self.give_back()
        return True

    def give_back(self) -> None:
        """The chip becomes text again."""
        if self.now is None:
            return
        line, literal = self.page.bar.line, self.now.literal
        at = line.cursorPosition()
        self.now, self._literal, self._fresh = None, True, False
        line.setText(literal + line.text())
        line.setCursorPosition(len(literal) + at)
        self.page.drafts.touch()
        self.page.refresh()

    def close_name(self) -> bool:
        """Enter while a name is being typed ends the name; whether it did."""
        if self.now is None or self.now.named:
            return False
        text = self.page.bar.line.text().strip()
        if text:
            self.now, rest = Prefix(self.now.sign).taken(text.replace(" ", "_") + " ")
            self.page.bar.line.setText(rest)
            self.page.refresh()
        return True

    # -- the whole line, with its prefix

    def text(self) -> str:
        """The line as it was typed."""
        return (self.now.literal if self.now else "") + self.page.bar.line.text()

    def put(self, text: str) -> None:
        """Have the line hold this text, its prefix a chip again."""
        self.now, self._literal, self._fresh = None, False, False
        self.page.bar.line.setText(text)
        if text:
            self.typed()

    def drop(self) -> None:
        """The line was used: nothing stands before it any more."""
        self.now, self._literal, self._fresh = None, False, False

    # -- what it means

    def said(self) -> Said:
        """What comes with the note that is being typed."""
        group, now = self.page.speaking.group, self.now
        if now is None or not now.named or now.sign == CHILD:
            return Said(group=group)
        return Said(group=group, zone=now.words) if now.sign == ZONE else Said(group=group, cluster=now.words)

    def target(self, target: Target) -> Target:
        """Where the note lands."""
        child = self.child() if self.now is not None and self.now.sign == CHILD else None
        return child if child is not None else target

    def words(self) -> str:
        """What the chip says: ``# Transport``, ``↳ Bussid ei sõida``."""
        now, page = self.now, self.page
        if now is None:
            return ""
        if now.sign == CHILD:
            note = page.verbs.note(page.desk.current)
            return f"↳ {short(note.text, 28)}" if note is not None else "↳"
        sign = "#" if now.sign in CLUSTER else now.sign
        if not now.named:
            return f"{sign} …"
        if now.sign == ZONE:
            known = by_name(((z.title, z.title) for z in page.presenter.zones()), now.words)
        else:
            cluster = cluster_named(page.presenter, now.words)
            known = (cluster.label or _("unnamed")) if cluster is not None else None
        return f"{sign} {known}" if known else _("{sign} {name} (new)").format(sign=sign, name=now.words)
