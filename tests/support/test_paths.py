"""Folders: shipped files are found in both layouts, the library never lands where clouds move it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from koosloome_desktop.support import paths


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    top = Path(paths.__file__).resolve().parents[2]
    assert paths.resource("locale", "et") == top / "resources" / "locale" / "et"
    assert paths.resource() == top / "resources"


def test_an_installed_program_carries_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "koosloome_desktop")
    (tmp_path / "koosloome_desktop" / "_resources").mkdir(parents=True)
    assert paths.resource("fonts", "a.ttf") == tmp_path / "koosloome_desktop" / "_resources" / "fonts" / "a.ttf"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="folders of the XDG standard")
def test_folders_follow_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, want in [
        ("XDG_DATA_HOME", paths.data_dir),
        ("XDG_CONFIG_HOME", paths.config_dir),
        ("XDG_CACHE_HOME", paths.cache_dir),
    ]:
        monkeypatch.setenv(variable, str(tmp_path / variable))
        assert want() == tmp_path / variable / "koosloome"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert paths.log_dir() == tmp_path / "state" / "koosloome" / "log"


def test_library_chosen_then_environment_then_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOOSLOOME_LIBRARY", raising=False)
    assert paths.library_dir() == paths.data_dir()
    assert paths.documents_dir() not in [paths.library_dir(), *paths.library_dir().parents]
    monkeypatch.setenv("KOOSLOOME_LIBRARY", str(tmp_path / "env"))
    assert paths.library_dir() == tmp_path / "env"
    assert paths.library_dir(tmp_path / "chosen") == tmp_path / "chosen"
    monkeypatch.setenv("KOOSLOOME_LIBRARY", "  ")
    assert paths.library_dir() == paths.data_dir()


def test_library_is_absolute_also_from_a_short_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOOSLOOME_LIBRARY", "kogu")
    assert paths.library_dir() == tmp_path / "kogu"
    assert paths.library_dir("~/kogu").is_absolute()
    assert not (tmp_path / "kogu").exists(), "asking for a folder must not make it"


def test_ensure_dir_makes_a_private_folder(tmp_path: Path) -> None:
    made = paths.ensure_dir(tmp_path / "a" / "b")
    assert made.is_dir()
    assert paths.ensure_dir(made) == made
    if os.name == "posix":
        assert made.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the package is asked")
@pytest.mark.parametrize("home", ["/srv/kirjutaja", "/srv/kirjutaja/", "/", "", "kodu", None])
@pytest.mark.parametrize("named", ["/srv/andmed", "", "  ", "~/andmed", "andmed", None])
def test_the_usual_folders_are_those_of_the_package(
    home: str | None, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in [("HOME", home)] + [(f"XDG_{kind}_HOME", named) for kind in ("DATA", "CONFIG", "CACHE")]:
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    asked = PlatformDirs("koosloome", appauthor=False)
    assert paths.data_dir() == Path(asked.user_data_dir)
    assert paths.config_dir() == Path(asked.user_config_dir)
    assert paths.cache_dir() == Path(asked.user_cache_dir)
