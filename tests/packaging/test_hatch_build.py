"""The wheel: everything the program needs at run time is inside, catalogues compiled."""

from __future__ import annotations

import gettext
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import hatch_build
import pytest

ROOT = Path(__file__).parent.parent.parent
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Undo"
msgstr "Võta tagasi"

#, fuzzy
msgid "Redo"
msgstr "Tee vist uuesti"
"""


def test_a_catalogue_is_compiled_without_its_doubtful_entries(tmp_path):
    po = tmp_path / "et" / "LC_MESSAGES" / "koosloome.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    with hatch_build.compile_catalogue(po, tmp_path).open("rb") as mo:
        words = gettext.GNUTranslations(mo)
    assert (words.gettext("Undo"), words.gettext("Redo")) == ("Võta tagasi", "Redo")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        yield archive


@pytest.mark.slow
def test_the_wheel_carries_every_resource(wheel):
    names = set(wheel.namelist())
    tracked = subprocess.run(["git", "ls-files", "-z", "resources"], cwd=ROOT, capture_output=True, check=True)
    resources = {name.removeprefix("resources/") for name in tracked.stdout.decode().split("\0") if name}
    assert resources
    assert {f"koosloome_desktop/_resources/{name}" for name in resources} <= names


@pytest.mark.slow
def test_the_wheel_carries_compiled_catalogues(wheel):
    for language in ("et", "en", "ru"):
        mo = wheel.read(f"koosloome_desktop/_resources/locale/{language}/LC_MESSAGES/koosloome.mo")
        assert gettext.GNUTranslations(io.BytesIO(mo)).info()["language"] == language


@pytest.mark.slow
def test_the_wheel_carries_no_tests_and_no_scripts(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == {"koosloome_desktop"}


@pytest.mark.slow
def test_the_wheel_has_both_commands(wheel):
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert wheel.read(entry_points).decode().split() == [
        *("[console_scripts]", "koosloome", "=", "koosloome_desktop.__main__:main"),
        *("[gui_scripts]", "koosloome-desktop", "=", "koosloome_desktop.__main__:main"),
    ]
