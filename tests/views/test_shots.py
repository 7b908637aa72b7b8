"""Pictures of every screen: all are drawn, at the size that was asked for, the same on every run."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.views.shots import parse_size, run_shots
from koosloome_desktop.views.shots_scenes import SCENES

pytestmark = pytest.mark.slow


def test_a_picture_has_the_size_that_was_asked_for_and_is_the_same_again(qapp, tmp_path):
    names = ["home", "plan", "dialog_new", "home_empty"]
    one = run_shots(tmp_path / "one", ["et"], [(1093, 614)], only=names)
    two = run_shots(tmp_path / "two", ["et"], [(1093, 614)], only=names)
    assert sorted(p.name for p in one) == sorted(f"{n}_et_1093x614_light.png" for n in names)
    for first, second in zip(sorted(one), sorted(two), strict=True):
        picture = QImage(str(first))
        assert (picture.width(), picture.height()) == (1093, 614)
        assert picture == QImage(str(second)), first.name
    qapp.setStyleSheet("")


@pytest.mark.full
@pytest.mark.timeout(900)
def test_every_screen_is_drawn_in_pseudo_words_too(qapp, tmp_path):
    made = run_shots(tmp_path, ["et"], [(1366, 768)], pseudo=True)
    assert len(made) == len(SCENES)
    assert all(not QImage(str(p)).isNull() for p in made)
    qapp.setStyleSheet("")


def test_names_of_screens_are_told_apart():
    assert len({s.name for s in SCENES}) == len(SCENES)


@pytest.mark.parametrize("text", ["", "1366", "axb", "10x10", "99999x99999", "1366x-5"])
def test_a_size_that_is_none_is_refused(text):
    with pytest.raises(UsageError):
        parse_size(text)


def test_a_size_is_read():
    assert parse_size("1366x768") == (1366, 768)
    assert parse_size("1920X1080") == (1920, 1080)
