"""The stylesheet as text, out of the token table. Sizes in px on the 4-8-12-16-24 grid."""

from __future__ import annotations

from string import Template
from typing import Final

from koosloome_desktop.support.palette import Palette

_BASE: Final = """
* { outline: none; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: 6px 8px; }
QLabel { background: transparent; color: $ink; }
QLabel[role="title"] { font-size: 17px; font-weight: 600; }
QLabel[role="display"] { font-size: 24px; font-weight: 600; }
QLabel[role="heading"] { font-size: 20px; font-weight: 600; }
QLabel[role="card"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="sub"], QLabel[role="muted"] { color: $muted; font-size: 13px; }
QLabel[role="sub-ink"] { font-size: 13px; }
QLabel[role="body"] { font-size: 14px; }
QLabel[role="quiet"] { color: $muted; font-size: 14px; }
QLabel[role="section"] { color: $muted; font-size: 12px; font-weight: 600; }
QLabel[role="field"] { color: $muted; font-size: 12px; }
QLineEdit[role="number"] { font-size: 18px; font-weight: 600; min-height: 30px; padding: 0 6px; }
QLabel[role="timer"] { font-size: 44px; font-weight: 700; color: $ok; }
QLabel[role="timer-warn"] { font-size: 44px; font-weight: 700; color: $warn; }
QLabel[role="timer-bad"] { font-size: 44px; font-weight: 700; color: $bad; }
QLabel[role="number"] { font-size: 24px; font-weight: 600; }
QLabel[role="bad"] { color: $bad; font-size: 13px; }
QLabel[role="warn"] { color: $warn; font-size: 13px; }
QLabel[role="ok"] { color: $ok; font-size: 13px; }
QLabel[role="kbd"] { color: $muted; background: $panel; border: 1px solid $line; border-bottom-width: 2px;
  border-radius: 5px; padding: 1px 6px; font-size: 12px; }
QLabel[role="chip"] { background: $chip; border-radius: 12px; padding: 3px 10px; font-size: 13px; }
QLabel[role="chip-small"] { background: $chip; border-radius: 10px; padding: 2px 8px; font-size: 12px;
  font-weight: 600; }
QLabel[role="fact"] { background: $panel; border: 1px solid $line; border-radius: 8px; padding: 0 10px;
  min-height: 30px; font-size: 14px; }
QLabel[role="step"] { background: $accent_soft; color: $accent_text; border-radius: 14px; min-width: 28px;
  max-width: 28px; min-height: 28px; max-height: 28px; font-weight: 600; qproperty-alignment: AlignCenter; }
QLabel[role="tick"], QLabel[role="tick-now"], QLabel[role="tick-done"] { border-radius: 11px; min-width: 20px;
  max-width: 20px; min-height: 20px; max-height: 20px; font-size: 12px; font-weight: 600;
  qproperty-alignment: AlignCenter; color: $muted; border: 1px solid $line; background: $panel; }
QLabel[role="tick-now"] { color: $accent_ink; background: $accent; border-color: $accent; }
QLabel[role="tick-done"] { color: $ok; background: $ok_soft; border-color: $ok; }
QLabel[role="chip-warn"] { background: $warn_soft; color: $warn; border-radius: 12px; padding: 3px 10px;
  font-size: 13px; }
"""

_BUTTONS: Final = """
QPushButton { background: $raised; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 0 12px;
  min-height: 32px; font-size: 14px; }
QPushButton:hover { border-color: $hover_edge; background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 30px; }
QPushButton:disabled { color: $muted; background: transparent; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent_text; }
QPushButton[role="lamp-ok"] { color: $ok; background: $ok_soft; border-color: $ok; font-weight: 600; }
QPushButton[role="lamp-warn"] { color: $warn; background: $warn_soft; border-color: $warn; font-weight: 600; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $accent_ink; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[role="ghost"], QPushButton[role="icon"] { background: transparent; border-color: transparent; }
QPushButton[role="ghost"]:hover, QPushButton[role="icon"]:hover { background: $hover; border-color: transparent; }
QPushButton[role="ghost"]:checked { background: $accent_soft; border-color: $accent; color: $accent_text; }
QPushButton[role="ghost"]:focus, QPushButton[role="icon"]:focus { border: 2px solid $accent; }
QPushButton[role="icon"] { padding: 0; min-width: 32px; max-width: 32px; }
QPushButton[role="icon"]:focus { padding: 0; min-width: 30px; max-width: 30px; }
QPushButton[role="hint"] { background: $warn_soft; color: $warn; border-color: transparent; border-radius: 12px;
  padding: 0 12px; min-height: 26px; }
QPushButton[role="hint"]:hover { border-color: $warn; }
QPushButton[role="sign"] { padding: 0; min-width: 38px; max-width: 38px; font-size: 17px; }
QPushButton[role="sign"]:focus { padding: 0; min-width: 36px; max-width: 36px; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent_text; padding: 0 4px;
  min-height: 24px; font-weight: 600; text-align: left; }
QPushButton[role="link"]:hover { background: $accent_soft; }
QPushButton[role="link"]:focus { border: 2px solid $accent; padding: 0 3px; min-height: 22px; }
QPushButton[role="chip"] { border-radius: 8px; padding: 0 10px; min-height: 30px; }
QPushButton[role="chip"]:focus { padding: 0 9px; min-height: 28px; }
QPushButton[role="strip"] { border: 1px solid transparent; background: transparent; border-radius: 6px; padding: 0 5px;
  min-height: 28px; font-size: 13px; }
QPushButton[role="strip-bad"] { border: 1px solid transparent; background: transparent; border-radius: 6px;
  padding: 0 5px; min-height: 28px; font-size: 13px; color: $bad; text-decoration: underline; }
QPushButton[role="strip"]:hover, QPushButton[role="strip-bad"]:hover { border-color: $line; background: $panel; }
QPushButton[role="strip"]:focus, QPushButton[role="strip-bad"]:focus { border: 2px solid $accent; padding: 0 4px;
  min-height: 26px; }
QPushButton[role="piece"] { background: $accent_soft; color: $accent_text; border-color: $accent_soft;
  border-radius: 8px; padding: 0 9px; min-height: 24px; max-height: 24px; font-size: 13px; }
QPushButton[role="piece"]:hover { border-color: $accent; }
QPushButton[role="piece"]:focus { border: 2px solid $accent; padding: 0 8px; min-height: 22px; max-height: 22px; }
QPushButton[role="chip-bad"] { background: $bad_soft; color: $bad; border-color: $bad_soft; border-radius: 8px;
  padding: 0 10px; min-height: 30px; font-weight: 600; }
QPushButton[role="chip-bad"]:hover { border-color: $bad; }
QPushButton[role="chip-bad"]:focus { border: 2px solid $accent; padding: 0 9px; min-height: 28px; }
QPushButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS: Final = """
QLineEdit, QPlainTextEdit, QComboBox { background: $panel; color: $ink; border: 1px solid $line; border-radius: 8px;
  padding: 0 10px; min-height: 34px; font-size: 14px; selection-background-color: $accent;
  selection-color: $accent_ink; }
QPlainTextEdit { padding: 5px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 9px; min-height: 32px; }
QPlainTextEdit:focus { padding: 4px 5px; }
QLineEdit:read-only { background: transparent; }
QLineEdit[bad="true"] { border-color: $bad; }
QLineEdit[role="capture"] { border: $rest solid $line; border-radius: 10px; font-size: 16px; min-height: $rest_high;
  padding: 0 $rest_room; }
QLineEdit[role="capture"]:focus { border: 2px solid $accent; min-height: 36px; padding: 0 14px; }
QLineEdit[role="capture"][long="true"] { background: $warn_soft; }
QLineEdit[role="cell"] { border: 2px solid $accent; border-radius: 0; padding: 0 6px; min-height: 20px; }
QPlainTextEdit[role="cell"] { border: 2px solid $accent; border-radius: 0; padding: 2px; min-height: 20px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; selection-background-color: $accent_soft;
  selection-color: $ink; }
QCheckBox { font-size: 14px; spacing: 8px; min-height: 20px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus { border-color: $accent; }
QProgressBar { background: $chip; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
"""

_LISTS: Final = """
QListView, QTableView, QTreeView { background: $panel; color: $ink; border: none; font-size: 14px;
  selection-background-color: $accent_soft; selection-color: $ink; gridline-color: $line; }
QListView::item { padding: 8px 12px; border-radius: 8px; }
QTableWidget::item, QTableView#people::item { padding: 0 7px; }
QListView::item:focus { border: 2px solid $accent; padding: 6px 10px; }
QTableView#people::item:focus { border: 2px solid $accent; padding: 0 5px; }
QListView::item:selected { background: $accent_soft; color: $ink; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 8px 10px; font-size: 13px; font-weight: 600; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $raised; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 8px 28px 8px 12px; border-radius: 6px; font-size: 14px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::icon { padding-left: 8px; }
"""

_FRAMES: Final = """
QMainWindow, QDialog { background: $paper; }
QWidget#paper { background: $paper; }
QWidget#mat { background: $mat; border-radius: 14px; }
QWidget#panel, QFrame#panel { background: $panel; }
QWidget#dropline { background: $accent; }
QWidget#top { background: $panel; border-bottom: 1px solid $line; }
QWidget#rail { background: $rail; }
QWidget#inspector { background: $panel; border-left: 1px solid $line; }
QWidget#line { background: $panel; border-top: 1px solid $line; }
QFrame#guide { background: $accent_soft; border-bottom: 1px solid $notice_edge; }
QFrame#card { background: $panel; border: 1px solid $line; border-radius: 14px; }
QFrame#card[flat="true"] { background: transparent; }
QFrame#sheet { background: $panel; border: 1px solid $line; border-radius: 14px; }
QFrame#popup { background: $panel; border: 1px solid $muted; border-radius: 0; }
QFrame#field { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame#match { background: $paper; border: 2px solid $line; border-radius: 14px; }
QFrame#match[ring="true"] { border-color: $accent; }
QFrame#notice { background: $accent_soft; border: 1px solid $notice_edge; border-radius: 8px; }
QFrame#notice-bad { background: $bad_soft; border: none; border-radius: 8px; }
QFrame#rule { background: $line; border: none; }
QFrame#toast { background: $toast; border: none; border-radius: 10px; }
QFrame#toast QLabel { color: $toast_ink; font-size: 14px; }
QFrame#toast QPushButton { background: transparent; border: 1px solid transparent; color: $toast_mark; font-weight: 600;
  min-height: 26px; padding: 0 8px; }
QFrame#toast QPushButton:hover { background: $toast_hover; }
"""


def mix(one: str, two: str, share: float) -> str:
    """``#RRGGBB`` between two colours; `share` 0…1 of the second."""
    pairs = [(int(one[i : i + 2], 16), int(two[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def stylesheet(theme: Palette) -> str:
    """The whole stylesheet of a theme."""
    strict = theme.name == "contrast"
    # Where lines are as dark as ink only the ring is thick: a line that waits must not look as if it had the keys.
    rest = ("1px", "38px", "15px") if strict else ("2px", "36px", "14px")
    values = (
        theme.colours()
        | dict(zip(("rest", "rest_high", "rest_room"), rest, strict=True))
        | {
            "hover": mix(theme.panel, theme.ink, 0.05),
            "pressed": mix(theme.panel, theme.ink, 0.1),
            "hover_edge": mix(theme.line, theme.ink, 0.25),
            "accent_hover": mix(theme.accent, theme.ink, 0.15),
            "mat": theme.panel if strict else mix(theme.paper, theme.ink, 0.14),
            "chip": theme.panel if strict else mix(theme.paper, theme.ink, 0.06),
            "scroll": theme.ink if strict else mix(theme.paper, theme.ink, 0.25),
            "notice_edge": theme.line if strict else theme.accent_soft,
            "toast": theme.rail,
            "toast_ink": theme.rail_ink,
            "toast_mark": theme.rail_mark,
            "toast_hover": theme.rail_active,
        }
    )
    return Template(_BASE + _BUTTONS + _FIELDS + _LISTS + _FRAMES).substitute(values)
