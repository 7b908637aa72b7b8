"""The numbered strip above the line: which digit means which cluster or group. A click does the same as the digit.

It lies in the foot of the board, where a fitted board leaves room for it, so that nothing moves when it comes and goes.

Numbers above nine: the strip shows 1 to 9 and a chip that opens the rest. After the first digit of a longer number (1
where there is a 10) it shows what that digit may become: ``1``, ``10`` … ``19``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.widgets import button, clear

HEIGHT: Final = 36
SINGLE: Final = 9
"""Numbers that a single digit reaches."""
MOST: Final = 99
"""Numbers that two digits reach."""
_LEAST: Final = 26.0
_ROOMY: Final = 110.0
"""Px a name must have before the strip spends room on its title."""
_PADDING: Final = 28
"""Px left and right of a chip's text."""
_TIGHT: Final = 16
"""The same where room is scarce."""

Cluster = tuple[str, int]
"""Name and number of notes."""
Chip = tuple[int, str, str]
"""Number, name, and what stands behind the name."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the strip shows: all chips with their numbers, its title, the key pressed with the digit ("" or "Alt+"), the
    digit that waits for a second one, and the number that is chosen already (-1: none).
    """

    chips: tuple[Chip, ...] = ()
    title: str = ""
    key: str = ""
    pending: str = ""
    chosen: int = -1

    def shown(self) -> list[Chip]:
        """The chips in sight: those of one digit, or those that the waiting digit may become."""
        if self.pending:
            first = int(self.pending)
            return [c for c in self.chips if c[0] == first or c[0] // 10 == first]
        return [c for c in self.chips if c[0] <= SINGLE]

    def rest(self) -> list[Chip]:
        """The chips that need a second digit."""
        return [] if self.pending else [c for c in self.chips if c[0] > SINGLE]


def cluster_offer(clusters: Sequence[Cluster], key: str, pending: str = "") -> Offer:
    """The clusters, the number that makes a new one, and 0 for none."""
    chips = [(i, name or _("unnamed"), f" · {count}") for i, (name, count) in enumerate(clusters[:MOST], 1)]
    if len(chips) < MOST:
        chips.append((len(chips) + 1, _("new cluster"), ""))
    if clusters:
        chips.append((0, _("no cluster"), ""))
    return Offer(tuple(chips), _("Clusters"), key, pending)


def group_offer(names: Sequence[str], chosen: str, pending: str = "", following: int = 0) -> Offer:
    """The groups that may be speaking, and 0 for none; `following` is the one that Enter would go on to."""
    chips = [*((i, name, "") for i, name in enumerate(names[:MOST], 1)), (0, _("no group"), "")]
    at = next((number for number, name, _rest in chips if name == chosen), 0)
    title = _("Who is speaking?")
    if following:
        title = _("Who is speaking? Enter: {group}").format(group=names[following - 1])
    return Offer(tuple(chips), title, "", pending, at)


class ClusterStrip(QFrame):
    """``1 Transport · 5``, ``2 …``, the digit that makes a new one, ``0 rühmata``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFixedHeight(HEIGHT)
        self.chosen: Callable[[int], object] = lambda _number: None
        self.asked: Callable[[int, QPoint], object] = lambda _number, _at: None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 1, 4, 1)
        self._row.setSpacing(4)
        self._offer = Offer()
        self._room = 0
        self._shown: tuple[object, ...] = ()
        self.hide()

    def say(self, clusters: Sequence[Cluster], key: str) -> None:
        """Show these clusters; `key` is what is pressed with the digit: "" in A, "Alt+" in W."""
        self.offer(cluster_offer(clusters, key))

    def offer(self, offer: Offer) -> None:
        """Show what can be chosen by digit now."""
        self._offer = offer
        self._build()

    def place(self, area: QRect, room: int) -> None:
        """Lie at the bottom left of an area (px of the parent), at most `room` px wide."""
        self._room = room
        self._build()
        self.move(area.left() + 14, area.bottom() - self.height() - 5)

    def texts(self) -> list[str]:
        """What the strip says, in order."""
        found: list[str] = []
        for i in range(self._row.count()):
            item = self._row.itemAt(i)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QPushButton | QLabel):
                found.append(widget.text())
        return found

    def _build(self) -> None:
        state = (self._offer, self._room)
        if state == self._shown:
            return
        self._shown = state
        clear(self._row)
        offer, chips, rest = self._offer, self._offer.shown(), self._offer.rest()
        more = f"{rest[0][0]}–{rest[-1][0]}" if rest else ""
        metrics = QFontMetricsF(ui_font())
        room = self._room - 30.0 - (metrics.horizontalAdvance(more) + _PADDING + 4 if more else 0.0)
        title = f"{offer.pending} …" if offer.pending else offer.title
        spare = room - QFontMetricsF(ui_font(12, SEMIBOLD)).horizontalAdvance(title) - 12
        # A question, or the digit that waits, is always said; the word "Clusters" only where there is room.
        if offer.pending or offer.chosen >= 0 or max_name(chips, spare) >= _ROOMY:
            room = spare
            shown = label(title, "section", parent=self)
            self._row.addWidget(shown)
            self._row.addSpacing(4)
            shown.show()
        padding = _PADDING
        if not fits(chips, room, padding):
            # Counts and words go before any letter of a cluster's name does.
            padding = _TIGHT
            chips = [(n, "+" if name == _("new cluster") else name, "") for n, name, _count in chips]
        most = max_name(chips, room, padding)
        for number, name, count in chips:
            self._add(number, name, count, most, padding)
        if more:
            opener = button(f"{more}  ▾", "ghost", run=self._menu, hint=_("more numbers: press both digits"))
            opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._row.addWidget(opener)
            opener.show()
        self.adjustSize()

    def _add(self, number: int, name: str, count: str, most: float, padding: int) -> None:
        metrics = QFontMetricsF(ui_font())
        text = f"{number}  {metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)}{count}"
        hint = f"{name} ({self._offer.key}{number})"
        made = button(text, "ghost", run=lambda: self.chosen(number), hint=hint)
        spoken = _("new cluster") if name == "+" else name
        made.setAccessibleName(f"{number} {spoken}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda at: self.asked(number, made.mapToGlobal(at)))
        if padding == _TIGHT:
            made.setStyleSheet("padding: 0 4px;")
        made.setFixedWidth(round(metrics.horizontalAdvance(text)) + padding)
        if number == self._offer.chosen:
            made.setCheckable(True)
            made.setChecked(True)
        self._row.addWidget(made)
        made.show()  # a layout counts only what is shown, and shows what it was given a moment later

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, name, count in self._offer.rest():
            act = menu.addAction(mnemonic_free(f"{number}  {name}{count}"))
            act.triggered.connect(lambda _checked=False, n=number: self.chosen(n))
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))


def fits(chips: Sequence[Chip], room: float, padding: int) -> bool:
    """Whether every name stands whole in `room` px."""
    metrics = QFontMetricsF(ui_font())
    longest = max((metrics.horizontalAdvance(name) for _number, name, _count in chips), default=0.0)
    return max_name(chips, room, padding) >= longest


def max_name(chips: Sequence[Chip], room: float, padding: int = _PADDING) -> float:
    """Px that no name may exceed so that all chips fit in `room` px; long names give way first."""
    metrics = QFontMetricsF(ui_font())
    names = sorted(metrics.horizontalAdvance(name) for _number, name, _count in chips)
    fixed = sum(metrics.horizontalAdvance(f"{n}  {count}") + padding + 4 for n, _name, count in chips)
    left = room - fixed
    for place, width in enumerate(names):
        share = left / (len(names) - place)
        if width > share:
            return max(_LEAST, share)
        left -= width
    return max(names, default=_LEAST) + 1
