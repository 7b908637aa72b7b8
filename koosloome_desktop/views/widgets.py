"""Small parts that all screens are put together from: buttons, cards, rows, section titles."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from koosloome_desktop.views.icons import set_icon
from koosloome_desktop.views.plain import mnemonic_free, tip

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]


def enter_clicks(made: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the keyboard (Qt itself takes only Space); whether it did."""
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.modifiers() & ~_KEYPAD:
        return False
    made.click()
    return True


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


_BY_KEYS = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


def tip_for_keys(widget: QWidget, event: QFocusEvent) -> None:
    """Show the tooltip of what shows no words when the keyboard comes to it, as the mouse would; leaving hides it."""
    if event.reason() in _BY_KEYS and widget.toolTip():
        from PySide6.QtWidgets import QToolTip

        QToolTip.showText(widget.mapToGlobal(widget.rect().bottomLeft()), widget.toolTip(), widget)


class Button(QPushButton):
    """A push button that Enter presses too, wherever it stands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A button with only a sign says its name."""
        super().focusInEvent(event)
        if not self.text().strip():
            tip_for_keys(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press."""
        if not enter_clicks(self, event):
            super().keyPressEvent(event)


def button(
    text: str = "",
    role: str = "",
    *,
    icon: str = "",
    run: Callable[[], object] | None = None,
    name: str = "",
    hint: str = "",
) -> QPushButton:
    """A push button that a click does not give the keyboard to. An icon-only one needs `name`, its spoken name."""
    # Qt leaves 4 px between icon and words; a space makes it 8.
    made = Button(f" {mnemonic_free(text)}" if icon and text else mnemonic_free(text))
    if role:
        made.setProperty("role", role)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if icon:
        set_icon(made, icon, {"primary": "accent_ink", "icon": "muted", "ghost": "muted"}.get(role, "ink"))
    if name or text:
        made.setAccessibleName(name or text)
    if hint or (name and not text):
        tip(made, hint or name)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the look of a widget that is on the screen already."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def frame(name: str, *, parent: QWidget | None = None) -> QFrame:
    """A frame with the look of that name in the stylesheet: card, sheet, field, notice, panel, rule."""
    made = QFrame(parent)
    made.setObjectName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made


def rule() -> QFrame:
    """A hairline."""
    made = frame("rule")
    made.setFixedHeight(1)
    return made


def column(*items: Item, margins: Margins = (0, 0, 0, 0), gap: int = 8) -> QVBoxLayout:
    """A column of widgets, layouts, gaps in px and stretches (None)."""
    made = QVBoxLayout()
    _fill(made, items, margins, gap)
    return made


def row(*items: Item, margins: Margins = (0, 0, 0, 0), gap: int = 8) -> QHBoxLayout:
    """A row of widgets, layouts, gaps in px and stretches (None)."""
    made = QHBoxLayout()
    _fill(made, items, margins, gap)
    return made


def _fill(
    layout: QBoxLayout,
    items: tuple[Item, ...],
    margins: Margins,
    gap: int,
) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scroller(content: QWidget, name: str = "paper", *, bare: bool = False) -> QScrollArea:
    """A scrolling area that only ever scrolls up and down; a `bare` one shows what is behind it."""
    area = QScrollArea()
    if bare:
        # A viewport of our own has no ground. Asking Qt for its own to take that away takes 15 ms at the first frame:
        # the class of every widget there is gets made to find out which one it is.
        area.setViewport(QWidget())
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setObjectName(name)
    content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(content)
    return area


def styled(widget: QWidget, name: str) -> QWidget:
    """Give a plain widget the background of that name in the stylesheet."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def has_keyboard(area: object) -> bool:
    """Whether the keyboard is in this part of the window."""
    held = QApplication.focusWidget()
    return isinstance(area, QWidget) and isinstance(held, QWidget) and (area is held or area.isAncestorOf(held))
