"""After "move it here" the command line and the window mean the same library, however a call names the old folder."""

from __future__ import annotations

import json
import shutil

import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.services import rescue, snapshots
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.moved import moved_to, remember_move
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support.paths import data_dir, resource


@pytest.fixture
def cloud(tmp_path, monkeypatch):
    """A folder in a cloud whose library was moved to this computer, and got a workshop there since."""
    away = tmp_path / "OneDrive" / "library"
    made = LibraryService.open(tmp_path / "made")
    made.create("Enne kolimist")
    made.close()
    (tmp_path / "made" / "templates").mkdir()
    (tmp_path / "made" / "templates" / "oma.json").write_text("{}", encoding="utf-8")
    snapshots.take(tmp_path / "made" / "library.sqlite")
    shutil.copytree(tmp_path / "made", away)
    assert rescue.bring_home(str(away), str(data_dir()))
    remember_move(Settings(), str(away), str(data_dir()))
    library = LibraryService.open(data_dir())
    library.create("Pärast kolimist")
    library.close()
    monkeypatch.setenv("KOOSLOOME_LIBRARY", str(away))
    return away


def titles(capsys, *call: str) -> set[str]:
    capsys.readouterr()
    assert main([*call, "list", "--json"]) == 0
    return {json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()}


def test_calls_that_name_the_old_folder_read_the_library_that_the_window_opens(cloud, capsys):
    both = {"Enne kolimist", "Pärast kolimist"}
    assert titles(capsys) == both, "named by KOOSLOOME_LIBRARY"
    assert titles(capsys, "--library", str(cloud)) == both, "named by the call"
    assert titles(capsys, "--library", f"{cloud}/../library/") == both
    assert moved_to(Settings(), str(cloud)) == str(data_dir()), "where a start of the window goes"
    main(["list"])
    told = capsys.readouterr().err
    assert str(data_dir()) in told, "said, as the call names another folder"
    assert "KOOSLOOME_LIBRARY" in told


def test_calls_that_write_write_there_too(cloud, capsys):
    before = (cloud / "library.sqlite").read_bytes()
    assert main(["import", str(resource("samples", "02_noorte_kaasamine.json"))]) == 0
    assert main(["backup", "make"]) == 0
    assert len(titles(capsys)) == 3
    assert (cloud / "library.sqlite").read_bytes() == before
    assert len(snapshots.snapshots(cloud / "library.sqlite")) == 1


def test_own_templates_and_earlier_states_come_along(cloud):
    assert (data_dir() / "templates" / "oma.json").read_text(encoding="utf-8") == "{}"
    before = snapshots.snapshots(cloud / "library.sqlite")
    after = snapshots.snapshots(data_dir() / "library.sqlite")
    assert [s.at for s in after] == [s.at for s in before]
    assert [r.title for r in snapshots.workshops_in(data_dir() / "library.sqlite", str(after[0].number))]


def test_other_folders_and_one_that_may_hold_a_library_by_now_are_believed(cloud, capsys, tmp_path):
    assert titles(capsys, "--library", str(tmp_path / "made")) == {"Enne kolimist"}
    local = tmp_path / "local"
    shutil.copytree(cloud, local)
    remember_move(Settings(), str(local), str(data_dir()))
    assert titles(capsys, "--library", str(local)) == {"Enne kolimist"}
