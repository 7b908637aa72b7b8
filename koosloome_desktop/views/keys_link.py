"""Ctrl+L: from the note with the ring to another one. Arrows or letters choose it, a digit the kind, Enter links.

Letters find notes by their text while this goes on (Backspace takes one back); a click on a note links at once. Esc, or
Ctrl+L again, leaves everything as it was. The same two notes once more: the link goes, or gets the other kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.canvases.links import kinds_of
from koosloome_desktop.canvases.spec import LinkKind
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.cluster_strip import Offer
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.key_parts import ARROWS, ENTER, plain, written
from koosloome_desktop.views.keys_digits import HELD, lone_digit
from koosloome_desktop.views.modes import Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_FORWARD: Final = frozenset({"down", "right"})


class Linking:
    """The link that is being drawn: where it starts, its kind, and what was typed to find its other end."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.source = ""
        self.kind = 1
        self.typed = ""

    @property
    def active(self) -> bool:
        """Whether a link is being drawn."""
        return bool(self.source)

    def kinds(self) -> Sequence[LinkKind]:
        """The kinds to choose from."""
        return kinds_of(self.page.presenter.canvas)

    # -- begin and end

    def start(self, note_id: str) -> None:
        """Begin at a note."""
        if self.page.verbs.note(note_id) is not None and self.page.modes.arrange(note_id):
            self.source, self.typed = note_id, ""
            self.kind = min(self.kind, len(self.kinds()))
            self.page.view.announce(self.question())
            self.page.refresh()

    def stop(self) -> bool:
        """Leave it; the ring goes back to where the link began. Whether there was one."""
        source, self.source, self.typed = self.source, "", ""
        if source and self.page.desk.mode == Mode.ARRANGE:
            self.page.modes.arrange(source)
        return bool(source)

    def look(self) -> None:
        """Another mode, or a note that is gone, ends it without moving anything."""
        if self.source and (self.page.desk.mode != Mode.ARRANGE or self.page.verbs.note(self.source) is None):
            self.source, self.typed = "", ""

    def make(self, target: str = "") -> bool:
        """Link to the note with the ring, or to `target`."""
        page, source = self.page, self.source
        target = target or page.desk.focus
        if target == source:
            page.toast.emit(_("Choose the other note first: arrows, letters or a click."))
            return False
        kinds = self.kinds()
        label = kinds[self.kind - 1].code if 0 < self.kind <= len(kinds) else "" if kinds else None
        done = page.verbs.toggle_link(source, target, label)
        self.stop()
        page.stage.fresh()
        return done

    # -- what is shown

    def question(self) -> str:
        """What the line says meanwhile."""
        page = self.page
        if self.typed:
            found = self.matches()
            at = found.index(page.desk.focus) + 1 if page.desk.focus in found else 0
            return _("“{text}” · {at}/{count}").format(text=self.typed, at=at, count=len(found))
        if page.verbs.link_between(self.source, page.desk.focus) is not None:
            return _("These two are linked: Enter takes the link away")
        return _("Which note does it go to? Arrows or letters choose, Enter links")

    def place(self) -> str:
        """The beginning of the text where it starts."""
        note = self.page.verbs.note(self.source)
        return short(note.text, 28) if note is not None else ""

    def offer(self) -> Offer | None:
        """The kinds with their digits; None where there is only one kind of link."""
        kinds = self.kinds()
        if not kinds:
            return None
        lang = self.page.presenter.lang
        chips = [*((i, k.title.get(lang), "") for i, k in enumerate(kinds, 1)), (0, _("just linked"), "")]
        return Offer(tuple(chips), _("What kind of link?"), chosen=self.kind)

    # -- keys

    def choose_kind(self, number: int) -> None:
        """A digit, or a click on the strip."""
        if number <= len(self.kinds()):
            self.kind = number
            self.page.refresh()

    def before(self, event: QKeyEvent) -> bool:
        """Look at a key of the board; whether it was used up."""
        if not self.active or event.key() in HELD:
            return False
        mods, key = plain(event), event.key()
        if key == _Key.Key_Escape:
            return self.stop()
        if key in ENTER:
            self.make()
            return True
        if key in ARROWS:
            return self._arrow(ARROWS[key], bool(mods))
        digit = lone_digit(event)
        if digit is not None and self.kinds():
            self.choose_kind(digit)
            return True
        if key == _Key.Key_Backspace:
            self._find(self.typed[:-1])
            return True
        return self._letter(event)

    def _letter(self, event: QKeyEvent) -> bool:
        text = written(event)
        if text:
            self.text(text)
            return True
        # Tab goes to the next zone as ever; keys that change notes wait until the link is drawn.
        return key_changes(event)

    def text(self, text: str) -> bool:
        """Letters find notes by their text; whether they were wanted here."""
        if self.active:
            self._find(self.typed + text)
        return self.active

    def matches(self) -> list[str]:
        """The notes whose text has what was typed, in reading order."""
        wanted, page = fold(self.typed), self.page
        notes = ((i, page.verbs.note(i)) for i in page.order() if i != self.source)
        return [i for i, note in notes if note is not None and wanted in fold(note.text)] if wanted else []

    def _find(self, typed: str) -> None:
        self.typed = typed
        found = self.matches()
        if found and self.page.desk.focus not in found:
            self.page.modes.arrange(found[0])
        self.page.refresh()

    def _arrow(self, direction: str, held: bool) -> bool:
        found = self.matches()
        if held or not found:
            return held
        at = found.index(self.page.desk.focus) if self.page.desk.focus in found else -1
        self.page.modes.arrange(found[(at + (1 if direction in _FORWARD else -1)) % len(found)])
        self.page.refresh()
        return True


def key_changes(event: QKeyEvent) -> bool:
    """Whether a key would change or open a note."""
    return event.key() in {_Key.Key_Delete, _Key.Key_F2, _Key.Key_Space}
