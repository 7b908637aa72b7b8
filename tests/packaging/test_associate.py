"""The file association: where its files go, what a desktop makes of them, and that it goes away again."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import associate
import pytest

ROOT = Path(__file__).parent.parent.parent
ASK_QT = """
import sys
from PySide6.QtCore import QMimeDatabase
for path in sys.argv[1:]:
    print(QMimeDatabase().mimeTypeForFile(path).name())
"""


def test_a_workshop_file_is_known_by_name_and_by_content(tmp_path):
    from koosloome_desktop.exports.package import package_bytes

    data = tmp_path / "data"
    written = associate.install_linux(Path("/opt/Koosloome töölaud/koosloome-desktop"), data)
    assert all(path.is_file() for path in written)
    named, bare = tmp_path / "a.koosloome", tmp_path / "without an ending"
    named.write_bytes(b"x")
    bare.write_bytes(package_bytes(b"{}", {}, ()))
    done = subprocess.run(
        [sys.executable, "-c", ASK_QT, named, bare], capture_output=True, text=True, check=True,
        env=os.environ | {"XDG_DATA_HOME": str(data)},
    )  # fmt: skip
    assert done.stdout.split() == [associate.MIME] * 2
    associate.remove_linux(data)
    assert not any(path.exists() for path in written)


def test_the_desktop_entry_starts_the_program_with_the_file(tmp_path):
    program = Path('/opt/a "b" $c\\d 50%/koosloome-desktop')
    associate.install_linux(program, tmp_path)
    lines = (tmp_path / associate.FILES["koosloome.desktop"]).read_text(encoding="utf-8").splitlines()
    entry = dict(line.split("=", 1) for line in lines if "=" in line)
    # Backslashes of the string first, then the quoting of the command, then the percent sign.
    words = shlex.split(entry["Exec"].replace("\\\\", "\\"))
    assert [w.replace("%%", "%").replace("\\$", "$") for w in words] == [str(program), "%F"]
    assert entry["MimeType"] == f"{associate.MIME};"
    assert entry["Type"] == "Application"
    for name in ("GenericName", "Comment", "Keywords"):
        assert {name, f"{name}[et]", f"{name}[ru]"} <= set(entry)


def test_windows_gets_its_keys_below_the_user_and_quotes_the_path():
    program = Path("C:/Program Files/Koosloome/koosloome-desktop.exe")
    keys = associate.windows_values(program)
    assert all(key.startswith("Software\\Classes\\") for key in keys)
    command = keys["Software\\Classes\\Koosloome.Workshop\\shell\\open\\command"][""]
    assert command == f'"{program}" "%1"'
    assert keys["Software\\Classes\\.koosloome"][""] == associate.PROG_ID


def test_a_program_that_is_not_there_is_said(tmp_path, capsys):
    assert associate.main(["--program", str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="writes the files of a Linux desktop")
def test_for_oneself_and_back(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert associate.main(["--program", sys.executable]) == 0
    assert (tmp_path / "applications" / "koosloome.desktop").is_file()
    assert associate.main(["--remove"]) == 0
    assert not (tmp_path / "applications" / "koosloome.desktop").exists()
    assert len(capsys.readouterr().out.splitlines()) == 2
