"""Settings: one small file, written whole; nothing in it can stop the program from starting."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.services.settings import Settings, Values, read


def test_what_is_changed_is_there_the_next_time(tmp_path):
    path = tmp_path / "new" / "settings.json"
    Settings(path).change(language="ru", theme="dark", inspector=False)
    again = Settings(path).values
    assert (again.language, again.theme, again.inspector) == ("ru", "dark", False)
    assert json.loads(path.read_text(encoding="utf-8"))["language"] == "ru"
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_estonian_unless_chosen_otherwise(tmp_path):
    assert Settings(tmp_path / "none.json").values == Values()
    assert Values().language == "et"


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"language": "fi", "theme": 3, "inspector": "yes"}', "\x00"])
def test_a_damaged_file_means_defaults(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert read(path) == Values()


def test_what_a_newer_program_wrote_is_kept(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"language": "en", "wall_screen": "HDMI-1"}', encoding="utf-8")
    Settings(path).change(theme="light")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["wall_screen"] == "HDMI-1"
    assert kept["language"] == "en"


def test_half_a_letter_in_the_file_keeps_no_later_change_from_being_written(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"export_folder": "\\ud800", "newer": {"õ": ["\\udfff"]}}', encoding="utf-8")
    Settings(path).change(theme="dark")
    again = read(path)
    assert (again.theme, again.export_folder, again.other) == ("dark", "?", {"newer": {"õ": ["?"]}})


def test_a_value_that_may_not_be_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match="language"):
        Settings(tmp_path / "s.json").change(language="fi")


def test_listeners_hear_before_and_after_and_only_of_changes(tmp_path):
    settings, heard = Settings(tmp_path / "s.json"), []
    stop = settings.on_change(lambda old, new: heard.append((old.theme, new.theme)))
    settings.change(theme="dark")
    settings.change(theme="dark")
    stop()
    settings.change(theme="light")
    assert heard == [("system", "dark")]


def test_a_folder_that_refuses_is_no_reason_to_stop(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    settings = Settings(blocked / "settings.json")
    settings.change(language="en")
    assert settings.values.language == "en"


def test_what_is_held_counts_at_once_and_is_written_when_it_is_flushed(tmp_path):
    path = tmp_path / "settings.json"
    settings = Settings(path)
    heard = []
    settings.on_change(lambda _old, new: heard.append(new.rail))
    settings.hold(rail=False)
    assert (settings.values.rail, heard, path.exists()) == (False, [False], False)
    settings.flush()
    assert not Settings(path).values.rail
    written = path.stat().st_mtime_ns
    settings.flush()
    assert path.stat().st_mtime_ns == written
    settings.hold(rail=True)
    settings.change(overview=False)
    assert Settings(path).values.rail
