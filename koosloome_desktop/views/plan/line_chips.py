"""What the line of a plan understood, as chips under it: activity, responsible, partners, time, amount.

Down goes to them, Left and Right along them; Backspace, Delete, Space or a click makes one words again; Up, Esc
and Enter go back to the line, letters write on there.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from koosloome_desktop.operations import dates_typed, money
from koosloome_desktop.operations.plan_line import AMOUNT, OWNER, PARTNERS, WHEN, PlanRow, Proposal
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.fonts import ui_font
from koosloome_desktop.views.key_parts import ENTER, written
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.widgets import button, clear, row

CAPTIONS: Final = {
    OWNER: N_("Responsible"),
    PARTNERS: N_("Partners"),
    WHEN: N_("Time"),
    AMOUNT: N_("Budget"),
}
_HEIGHT: Final = 28
_LONGEST: Final = 30


class LineChips(QWidget):
    """`given_back(kind, phrase)`: a chip shall be words; `taken(line)`: the proposal; `back(text)`: write on."""

    given_back = Signal(str, str)
    taken = Signal(str)
    back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.proposed: Proposal | None = None
        self._shown: tuple[object, ...] = ()
        self._row = row(margins=(24, 0, 24, 0), gap=8)
        self.setLayout(self._row)
        self.setFixedHeight(_HEIGHT)

    def say(self, found: PlanRow, proposed: Proposal | None, lang: str) -> None:
        """Show a row; nothing is built when nothing changed."""
        self.proposed = proposed
        shown = (found.activity, found.pieces, proposed, lang, self._words(found, lang))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._row)
        if not found.activity and not found.pieces:
            told = _("In one line: {example}").format(example=_("lighting of the bus stop, mayor 30.9 450 eur"))
            self._row.addWidget(label(told, "muted"))
        else:
            self._row.addWidget(self._activity(found))
            for piece, words in zip(found.pieces, self._words(found, lang), strict=True):
                self._row.addWidget(self._made(piece.kind, piece.text, words))
            if proposed is not None:
                self._propose(proposed)
        self._row.addStretch(1)

    @staticmethod
    def _words(found: PlanRow, lang: str) -> tuple[str, ...]:
        partners = list(found.partners)
        told = []
        for piece in found.pieces:
            words = piece.text
            if piece.kind == WHEN and found.when is not None:
                words = dates_typed.said(found.when, lang)
            elif piece.kind == AMOUNT and found.amount is not None:
                words = money.said(found.amount, lang)
            elif piece.kind == OWNER:
                words = found.owner
            elif partners:
                words = partners.pop(0)
            told.append(words)
        return tuple(told)

    def _activity(self, found: PlanRow) -> QWidget:
        metrics = QFontMetricsF(ui_font(13))
        text = metrics.elidedText(found.activity, Qt.TextElideMode.ElideRight, 320.0)
        made = label(f"{_('Action')}: {text}", "muted")
        made.setAccessibleName(f"{_('Action')}: {found.activity}")
        return made

    def _made(self, kind: str, phrase: str, words: str) -> QPushButton:
        caption = _(CAPTIONS[kind])
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
        made = button(f"{caption}: {short}  ×", "piece", run=partial(self._give_back, kind, phrase))
        made.setAccessibleName(_("{caption}: {words}. Backspace makes it words again.").format(
            caption=caption, words=words))  # fmt: skip
        made.setProperty("kind", kind)
        made.installEventFilter(self)
        return made

    def _propose(self, proposed: Proposal) -> None:
        made = button(
            f"{_('Responsible')}: {mnemonic_free(proposed.role)}?", "link", run=partial(self.taken.emit, proposed.line)
        )
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(made)
        self._row.addWidget(label("Tab", "kbd"))

    def _give_back(self, kind: str, phrase: str) -> None:
        self.given_back.emit(kind, phrase)

    # -- keys

    def chips(self) -> list[QPushButton]:
        """The chips in their order."""
        found = (self._row.itemAt(i).widget() for i in range(self._row.count()))  # type: ignore[union-attr]
        return [w for w in found if isinstance(w, QPushButton) and w.property("kind")]

    def take_keyboard(self) -> bool:
        """Put the keyboard on the first chip; False when there is none."""
        chips = self.chips()
        if chips:
            chips[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(chips)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of a chip."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QPushButton)
            and self._key(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, chip: QPushButton, event: QKeyEvent) -> bool:
        key = event.key()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if step is not None:
            chips = self.chips()
            chips[(chips.index(chip) + step) % len(chips)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            chip.click()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Up, *ENTER}:
            self.back.emit("")
        elif (text := written(event)) and text != " ":
            self.back.emit(text)
        else:
            return False
        return True
