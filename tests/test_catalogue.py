"""The words are complete in Estonian, English and Russian, and Qt's own dialogs speak Estonian too."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from koosloome_desktop.support import i18n, paths
from koosloome_desktop.support.po import PoEntry, mo_bytes, parse_po

ROOT = Path(__file__).resolve().parent.parent


def _tool() -> ModuleType:
    # Not `import packaging.catalogue`: a library of that name is installed in most environments.
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / "packaging" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogue_tool"] = module
    spec.loader.exec_module(module)
    return module


catalogue = _tool()

# --- the shipped catalogues ---


def test_nothing_is_missing_fuzzy_obsolete_or_still_english() -> None:
    told = catalogue.check()
    assert not told, "run packaging/catalogue.py and translate:\n" + "\n".join(told)


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po")),
    ids=lambda path: f"{path.parent.parent.name}-{path.stem}",
)
def test_babel_and_our_reader_agree_on_every_shipped_catalogue(path: Path) -> None:
    lang = path.parent.parent.name
    theirs = {
        (m.context, m.id[0] if m.pluralizable else m.id): m.string
        for m in read_po(io.BytesIO(path.read_bytes()), lang)
        if m.id
    }
    ours = {
        (e.context, e.msgid): e.forms if e.plural is not None else e.forms[0]
        for e in parse_po(path.read_text(encoding="utf-8"))
        if e.msgid
    }
    assert ours == theirs


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_plural_forms_fit_the_language(lang: str) -> None:
    entries = parse_po(paths.resource("locale", lang, "LC_MESSAGES", "koosloome.po").read_text(encoding="utf-8"))
    found = gettext.GNUTranslations(io.BytesIO(mo_bytes(entries)))
    for entry in entries:
        if entry.plural is not None and not entry.missing:
            assert {_counted(found, entry, n) for n in range(120)} == set(entry.forms)


def _counted(found: gettext.GNUTranslations, entry: PoEntry, n: int) -> str:
    assert entry.plural is not None
    if entry.context is None:
        return found.ngettext(entry.msgid, entry.plural, n)
    return found.npgettext(entry.context, entry.msgid, entry.plural, n)


SHOWN = {
    "setText",
    "setToolTip",
    "setWindowTitle",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setStatusTip",
    "setLabelText",
    "setTitle",
    "setInformativeText",
    "addItem",
    "addTab",
    "QLabel",
    "QPushButton",
    "QAction",
    "QToolButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "KoosloomeError",
    "UsageError",
    "RefusedInput",
    "NotFound",
    "StorageError",
    "LibraryBusy",
    "NewerLibrary",
    "DamagedLibrary",
    "transaction",
    "run",
}
SAYING = re.compile(rf"\b(?:{'|'.join(sorted(SHOWN))})\(")
NAMES = {"Koosloome"}


def unmarked(source: str) -> Iterator[str]:
    """English words that go straight to people, past the catalogue."""
    for node in ast.walk(ast.parse(source)) if SAYING.search(source) else ():
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in SHOWN:
            for argument in node.args:
                yield from _words_outside_calls(argument)


def _words_outside_calls(node: ast.AST) -> Iterator[str]:
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search("^[A-Z][a-z]{2}| [a-z]{2}", node.value)
    ):
        yield node.value
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from _words_outside_calls(child)


def test_no_english_goes_past_the_catalogue() -> None:
    found = {
        (words, str(path.relative_to(ROOT)))
        for path in sorted((ROOT / "koosloome_desktop").rglob("*.py"))
        for words in unmarked(path.read_text(encoding="utf-8"))
    }
    # What the catalogue in English holds is what is marked: the test above sees to that.
    known = NAMES | {msgid for _context, msgid in catalogue.read(catalogue.catalogue_path("en"))}
    assert not {place for place in found if place[0] not in known}


def test_the_look_for_unmarked_english_sees_it() -> None:
    code = 'a.setText("Save it")\nb.setText(_("Save it"))\nc.setText(texts["key"])\n'
    code += 'raise NotFound(f"{x} is gone")\nQLabel(f"{n} €")\nlog.info("did")\n'
    assert list(unmarked(code)) == ["Save it", " is gone"]


# --- Qt's own words ---


class Recorder(QTranslator):
    """Answers from our catalogue and remembers what it had no word for."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: set[tuple[str, str]] = set()
        self.known = 0

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        found = i18n.qt_text(context, source, n)
        if found is None:
            self.unknown.add((context, source))
        else:
            self.known += 1
        return found

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def recorder(qapp: QApplication) -> Iterator[Recorder]:
    made = Recorder()
    QApplication.installTranslator(made)
    yield made
    QApplication.removeTranslator(made)


def dialogs() -> Iterator[QWidget]:
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if 0x400 <= button.value <= 0x8000000:  # the real buttons; the rest are masks
            box.addButton(button)
    box.setDetailedText("x")
    yield box
    for mode in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory):
        for accept in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
            files = QFileDialog()
            files.setOption(QFileDialog.Option.DontUseNativeDialog)
            files.setFileMode(mode)
            files.setAcceptMode(accept)
            yield files
    colours = QColorDialog()
    colours.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    yield colours
    asking = QInputDialog()
    asking.setInputMode(QInputDialog.InputMode.TextInput)
    yield asking
    yield QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.RestoreDefaults)
    yield QSpinBox()


@pytest.fixture
def speaking(request: pytest.FixtureRequest) -> Iterator[None]:
    i18n.set_language(request.param)
    yield
    i18n.set_language("et")


@pytest.mark.parametrize("speaking", ["et", "ru"], indirect=True)
def test_qts_dialogs_ask_for_nothing_we_have_no_word_for(speaking: None, recorder: Recorder, qtbot: QtBot) -> None:
    for dialog in dialogs():
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        dialog.close()
    for edit in (QLineEdit("x"), QPlainTextEdit("x")):
        qtbot.addWidget(edit)
        menu = edit.createStandardContextMenu()
        menu.deleteLater()
    assert recorder.known > 60
    same_in_every_language = {
        ("QPlatformTheme", "OK"),
        ("QColorDialog", "&HTML:"),
        ("QGuiApplication", "QT_LAYOUT_DIRECTION"),
    }
    keys = {pair for pair in recorder.unknown if pair[0] == "QShortcut"}
    unknown = recorder.unknown - same_in_every_language - keys
    assert not {pair for pair in unknown if not pair[1].startswith("Alt+")}


def test_a_message_box_speaks_estonian(recorder: Recorder, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Yes).text() == "&Jah"
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Loobu"


# --- the tool ---

CODE = """
from x import _, N_, ngettext, pgettext
t.gettext("From a translator")
_("Two " "pieces")
_(variable)
N_("In a table")
ngettext("{n} vote", "{n} votes", n)
pgettext("verb", "Open")
_("Open")
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "a.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def run(tree: Path) -> list[str]:
    return catalogue.update(tree / "locale", tree / "code", base=tree)


def test_finds_every_marked_message(tree: Path) -> None:
    found = catalogue.extract(tree / "code", base=tree)
    assert set(found) == {
        (None, "From a translator"),
        (None, "Two pieces"),
        (None, "In a table"),
        (None, "{n} vote"),
        ("verb", "Open"),
        (None, "Open"),
    }
    assert found[(None, "{n} vote")].plural == "{n} votes"
    assert found[("verb", "Open")].files == {"code/a.py"}


def test_merging_keeps_translations_fills_english_and_drops_what_is_gone(tree: Path) -> None:
    told = run(tree)
    assert "et: not translated: verb|'Open'" in told
    assert not [line for line in told if line.startswith("en")]
    path = catalogue.catalogue_path("et", locales=tree / "locale")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgctxt "verb"\nmsgid "Open"\nmsgstr ""', 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Ava"')
    )
    (tree / "code" / "a.py").write_text(CODE.replace('N_("In a table")', '_("New")'), encoding="utf-8")
    told = run(tree)
    entries = catalogue.read(path)
    assert entries[("verb", "Open")].forms == ("Ava",)
    assert (None, "In a table") not in entries
    assert "et: not translated: 'New'" in told
    assert catalogue.check(tree / "locale", tree / "code", base=tree) == told
    before = path.stat().st_mtime_ns
    run(tree)
    assert path.stat().st_mtime_ns == before, "a run that changes nothing writes nothing"


def test_russian_has_three_forms(tree: Path) -> None:
    run(tree)
    entries = catalogue.read(catalogue.catalogue_path("ru", locales=tree / "locale"))
    assert entries[(None, "{n} vote")].forms == ("", "", "")


def test_check_tells_what_the_catalogue_lacks_and_has_too_much(tree: Path) -> None:
    run(tree)
    (tree / "code" / "a.py").write_text('_("Open")\n_("Added")\n', encoding="utf-8")
    told = catalogue.check(tree / "locale", tree / "code", base=tree)
    assert "en: not in the catalogue: 'Added'" in told
    assert "ru: obsolete: 'In a table'" in told


@pytest.mark.parametrize(
    ("entry", "want"),
    [
        (PoEntry("A note", forms=("Märge",)), ""),
        (PoEntry("A note", forms=("",)), "not translated"),
        (PoEntry("A note", forms=("Märge",), fuzzy=True), "fuzzy"),
        (PoEntry("A note", forms=("A note",)), "still English"),
        (PoEntry("PDF", forms=("PDF",)), ""),
        (PoEntry("{a} / {b}", forms=("{a} / {b}",)), ""),
        (PoEntry("{count} notes", forms=("{arv} märget",)), "other placeholders"),
        (PoEntry("{count} notes", forms=("märkmed",)), "other placeholders"),
        (PoEntry("{count} notes", forms=("{count märget",)), "other placeholders"),
        (PoEntry("%1 of %n", forms=("%1 %n-st",)), ""),
        (PoEntry("%1 of %n", forms=("%1",)), "other placeholders"),
        (PoEntry("{n} vote", "{n} votes", None, ("{n} hääl", "{n} häält")), ""),
        (PoEntry("One vote", "{n} votes", None, ("Üks hääl", "{n} häält")), ""),
        (PoEntry("{n} vote", "{n} votes", None, ("{n} hääl",)), "plural forms"),
        (PoEntry("Saved.", forms=("Salvestatud",)), "ends unlike"),
        (PoEntry("&Save", forms=("Salvesta",)), "mnemonic"),
        (PoEntry("Save", forms=("Salvesta ",)), "white space"),
        (PoEntry("House", forms=("Ma\u0304ja",)), "not NFC"),
        (PoEntry("House", forms=("Mаja",)), "Cyrillic"),
    ],
)
def test_what_is_wrong_with_an_estonian_entry(entry: PoEntry, want: str) -> None:
    told = catalogue.problems("et", {(entry.context, entry.msgid): entry})
    assert [want in line for line in told] == ([True] if want else [])


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ('_("plain")', 0),
        ("_(name)", 0),
        ("_(kind.word)", 0),
        ('_(f"{n} notes")', 1),
        ('_("a" + b)', 1),
        ('_("{n}".format(n=1))', 1),
        ('t.ngettext("a", f"{b}", 2)', 1),
        ('print(f"{n}")', 0),
        ('_("%s" % n)', 1),
    ],
)
def test_messages_that_are_built_are_found(line: str, count: int, tree: Path) -> None:
    (tree / "code" / "a.py").write_text(line + "\n", encoding="utf-8")
    assert len(list(catalogue.unreadable_calls(tree / "code", base=tree))) == count


def test_the_name_of_a_key_is_no_label_of_a_button(tree: Path) -> None:
    (tree / "code" / "a.py").write_text('_("Delete")\n', encoding="utf-8")
    assert "et: the name of a key, used in code/a.py: 'Delete'" in run(tree)


def test_a_message_of_several_lines_and_quotes_survives(tree: Path) -> None:
    (tree / "code" / "a.py").write_text('_("one\\ntwo \\"three\\" \\\\ \\t")\n', encoding="utf-8")
    run(tree)
    assert (None, 'one\ntwo "three" \\ \t') in catalogue.read(catalogue.catalogue_path("en", locales=tree / "locale"))
