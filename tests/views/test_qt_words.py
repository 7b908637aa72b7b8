"""Qt's own dialogs speak the language of the interface: nothing they ask for is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressDialog,
    QSpinBox,
    QTableView,
    QWizard,
)  # fmt: skip

from koosloome_desktop.support.i18n import set_language
from koosloome_desktop.views.qt_words import QtWords, install
from tests.drivers.window import settle

_SAME = {"", "OK", "&OK", "+", "-", "%1 %2", "%p%", "&HTML:", "Alt+Left", "Alt+Right", "Alt+Up",
         "QT_LAYOUT_DIRECTION"}  # fmt: skip
"""Words that need no translation, or that are no words. Names of keys (QShortcut) stay as they stand on keyboards."""


@pytest.fixture
def words(qapp):
    installed = install(qapp)
    yield installed
    qapp.removeTranslator(installed)
    installed.deleteLater()


def open_all() -> None:
    """Open every dialog and menu of Qt that the program can show."""
    file = QFileDialog()
    file.setOption(QFileDialog.Option.DontUseNativeDialog)
    save = QFileDialog()
    save.setOption(QFileDialog.Option.DontUseNativeDialog)
    save.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button.value.bit_count() == 1 and button.value < QDialogButtonBox.StandardButton.LastButton.value * 2:
            box.addButton(button)
    shown = [file, save, box, QColorDialog(), QInputDialog(), QProgressDialog("", "", 0, 3), QWizard(),
             QSpinBox(), QTableView()]  # fmt: skip
    for widget in shown:
        widget.show()
    settle(2)
    for edit in (QLineEdit("õ"), QPlainTextEdit("õ")):
        menu = edit.createStandardContextMenu()
        assert isinstance(menu, QMenu)
        menu.deleteLater()
        shown.append(edit)
    for widget in shown:
        widget.close()
        widget.deleteLater()
    settle(2)


@pytest.mark.parametrize("lang", ["et", "ru"])
def test_nothing_that_qt_asks_for_is_missing(words, lang):
    set_language(lang)
    open_all()
    assert len(words.asked) > 30
    asked = [word for word, there in words.asked.items() if not there and word[0] != "QShortcut"]
    missing = sorted(f"{context}: {source}" for context, source in asked if source not in _SAME)
    assert missing == []


def test_cancel_is_loobu(words):
    set_language("et")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Loobu"
    set_language("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_not_ours_stays_qts_own_and_is_never_blank(words):
    set_language("et")
    assert words.translate("KoosloomeTest", "Not in any catalogue") is None
    assert QCoreApplication.translate("KoosloomeTest", "Not in any catalogue") == "Not in any catalogue"


def test_a_translator_that_holds_nothing_is_still_asked(qapp):
    assert not QtWords().isEmpty()
    assert isinstance(QApplication.instance(), QApplication)
