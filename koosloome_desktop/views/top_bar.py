"""The top bar: where one is, and the few things one does here. Short of room, buttons become icons, then a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plain import mnemonic_free, tip
from koosloome_desktop.views.style import TOP, TOP_LOW, tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit
from koosloome_desktop.views.widgets import button, styled

_SIDE = 16
_GAP = 8


@dataclass(frozen=True, slots=True)
class BarAction:
    """A button of the bar. The lowest `priority` shrinks first; `shortcut` is told in the tooltip."""

    id: str
    text: str
    icon: str
    run: Callable[[], object]
    role: str = ""
    priority: int = 0
    shortcut: str = ""
    icon_only: bool = False
    enabled: bool = True


class TitleBlock(QWidget):
    """Title and the line under it. A long title becomes two smaller lines before it is ever cut."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._sub = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say(self, title: str, sub: str = "") -> None:
        """Show this title and sub-line."""
        self._title, self._sub = title, sub
        self.setAccessibleName(f"{title}. {sub}" if sub else title)
        self._tell()
        self.update()

    def texts(self) -> tuple[str, str]:
        """Title and sub-line as they were given."""
        return self._title, self._sub

    def natural_width(self) -> int:
        """Width in px at which the title stands on one line in its usual size."""
        wide = QFontMetricsF(ui_font(17, SEMIBOLD)).horizontalAdvance(self._title)
        return int(max(wide, QFontMetricsF(ui_font(13)).horizontalAdvance(self._sub))) + 4

    def fits(self) -> tuple[Fit, Fit | None]:
        """Title and sub-line as they are broken now."""
        width = self.width()
        title = fit(self._title, width, 17, least=15, lines=1, weight=SEMIBOLD)
        if not title.whole:
            title = fit(self._title, width, 14, least=12, lines=2, weight=SEMIBOLD)
        sub = fit(self._sub, width, 13, least=12, lines=1) if self._sub else None
        return title, sub

    def _tell(self) -> None:
        title, sub = self.fits()
        whole = title.whole and (sub is None or sub.whole)
        tip(self, "" if whole else f"{self._title}\n{self._sub}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What did not fit goes to the tooltip."""
        super().resizeEvent(event)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Room for a few words."""
        return QSize(min(96, self.natural_width()), TOP_LOW - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both, in the middle of the bar's height."""
        painter = QPainter(self)
        title, sub = self.fits()
        top = (self.height() - title.height - (sub.height if sub else 0)) // 2
        painter.setPen(QColor(tokens().ink))
        painter.setFont(ui_font(title.size, SEMIBOLD))
        draw_lines(painter, title, QPoint(0, top), self.width())
        if sub is not None:
            painter.setPen(QColor(tokens().muted))
            painter.setFont(ui_font(sub.size, REGULAR))
            draw_lines(painter, sub, QPoint(0, top + title.height), self.width())
        painter.end()


class TopBar(QWidget):
    """Title block left, an optional widget (search), buttons right."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "top")
        self.setFixedHeight(TOP)
        self.title = TitleBlock()
        self._extra: QWidget | None = None
        self._actions: dict[str, BarAction] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_SIDE + 8, 0, _SIDE, 1)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.title, 1)
        self.more = button("", "icon", icon="ellipsis", name=_("More"))
        self.more.clicked.connect(lambda _checked=False: self._menu().exec(self._menu_place()))
        self._row.addWidget(self.more)
        self._hidden: list[str] = []

    def set_low(self, *, low: bool) -> None:
        """Be lower in a low window."""
        self.setFixedHeight(TOP_LOW if low else TOP)

    def show_actions(self, actions: Sequence[BarAction], extra: QWidget | None = None) -> None:
        """Show these buttons, and this widget before them."""
        for made in self._buttons.values():
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._actions = {a.id: a for a in actions}
        self._buttons = {}
        if extra is not self._extra:
            if self._extra is not None:
                self._row.removeWidget(self._extra)
                self._extra.hide()
            self._extra = extra
            if extra is not None:
                self._row.insertWidget(1, extra)
        if extra is not None:
            extra.show()
        for action in actions:
            made = button(action.text, action.role, icon=action.icon, run=action.run, name=action.text)
            made.setEnabled(action.enabled)
            self._buttons[action.id] = made
            self._row.insertWidget(self._row.count() - 1, made)
        self.more.setAccessibleName(_("More"))
        tip(self.more, _("More"))
        self.arrange()

    def button(self, action_id: str) -> QPushButton | None:
        """The button of an action."""
        return self._buttons.get(action_id)

    def set_enabled(self, action_id: str, *, enabled: bool) -> None:
        """Whether an action can be done now."""
        if action_id in self._actions:
            self._actions[action_id] = replace(self._actions[action_id], enabled=enabled)
            self._buttons[action_id].setEnabled(enabled)

    def hidden_actions(self) -> list[str]:
        """The ids of actions that stand in the menu now."""
        return list(self._hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room changed: choose anew which buttons carry words."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give every button words, an icon or a place in the menu, so that the title stays readable."""
        extra = self._extra.minimumWidth() + _GAP if self._extra else 0
        title = min(self.title.natural_width(), max(200, self.width() * 45 // 100))
        room = self.width() - 2 * _SIDE - 8 - title - extra - _GAP
        order = sorted(self._actions.values(), key=lambda a: a.priority)
        form = {a.id: "icon" if a.icon_only else "text" for a in order}
        for wanted in ("icon", "menu"):
            for action in order:
                if self._width(form) <= room:
                    break
                # A lamp that is on says so whatever room there is.
                if form[action.id] != "menu" and action.role not in {"primary", "lamp-ok", "lamp-warn"}:
                    form[action.id] = wanted
        self._show(form)

    def _width(self, form: dict[str, str]) -> int:
        total = 0
        for action_id, how in form.items():
            action = self._actions[action_id]
            if how == "text":
                advance = QFontMetricsF(ui_font(14, SEMIBOLD)).horizontalAdvance(action.text)
                total += int(advance) + 28 + 26 + _GAP
            elif how == "icon":
                total += 34 + _GAP
        return total + (34 + _GAP if "menu" in form.values() else 0)

    def _show(self, form: dict[str, str]) -> None:
        self._hidden = [i for i, how in form.items() if how == "menu"]
        for action_id, made in self._buttons.items():
            action, how = self._actions[action_id], form[action_id]
            made.setVisible(how != "menu")
            made.setText(f" {mnemonic_free(action.text)}" if how == "text" else "")
            made.setFixedWidth(34) if how == "icon" else _free_width(made)
            spoken = f"{action.text} ({action.shortcut})" if action.shortcut else action.text
            tip(made, spoken if how == "icon" or action.shortcut else "")
        self.more.setVisible(bool(self._hidden))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in self._hidden:
            action = self._actions[action_id]
            entry = menu.addAction(self._buttons[action_id].icon(), mnemonic_free(action.text))
            entry.setEnabled(action.enabled)
            entry.triggered.connect(lambda _checked=False, a=action: a.run())
        return menu

    def _menu_place(self) -> QPoint:
        return self.more.mapToGlobal(QPoint(0, self.more.height() + 4))

    def focus_pane(self) -> bool:
        """Put the keyboard on the first thing of the bar (F6)."""
        first = self._extra or next((b for b in self._buttons.values() if b.isVisible() and b.isEnabled()), None)
        if first is None:
            return False
        first.setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _free_width(made: QPushButton) -> None:
    made.setMinimumWidth(0)
    made.setMaximumWidth(16777215)
