"""Themes, icons and texts: one token table, nothing clipped, nothing that Qt could take for markup."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from koosloome_desktop.support.palette import THEMES, contrast
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views import icons, style
from koosloome_desktop.views.fonts import BOLD, FAMILY, REGULAR, SEMIBOLD, load_fonts, ui_font
from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.plain import label, tip_text
from koosloome_desktop.views.style_sheet import mix, stylesheet
from koosloome_desktop.views.text_fit import FitLabel, fit

pytestmark = pytest.mark.slow


@pytest.fixture
def app(qapp):
    style.prepare(qapp)
    yield qapp
    qapp.setStyleSheet("")


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_stylesheet_uses_tokens_and_nothing_is_left_open(theme):
    sheet = stylesheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    known = {c.upper() for c in theme.colours().values()}
    used = {c.upper() for c in re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)}
    mixed = {mix(theme.panel, theme.ink, s) for s in (0.05, 0.1)}
    mixed |= {mix(theme.paper, theme.ink, s) for s in (0.06, 0.14, 0.25)}
    mixed |= {mix(theme.line, theme.ink, 0.25), mix(theme.accent, theme.ink, 0.15)}
    assert used <= known | mixed


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_a_line_without_the_keys_does_not_look_like_one_with_a_ring(theme):
    found = re.search(r'QLineEdit\[role="capture"\] { border: (\d)px solid (#\w+)', stylesheet(theme))
    assert found is not None
    assert int(found[1]) < 2 or contrast(found[2], theme.panel) < 3, "as thick as the ring, and as easily seen"


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_texts_of_the_interface_can_be_read(theme):
    least = 7.0 if theme.name == "contrast" else 4.5
    chip = theme.panel if theme.name == "contrast" else mix(theme.paper, theme.ink, 0.06)
    for ink, ground in (
        (theme.ink, theme.panel), (theme.ink, theme.paper), (theme.muted, theme.panel), (theme.muted, theme.paper),
        (theme.ink, chip), (theme.accent_ink, theme.accent), (theme.accent_text, theme.accent_soft),
        (theme.bad, theme.bad_soft), (theme.warn, theme.panel), (theme.ok, theme.ok_soft), (theme.rail_ink, theme.rail),
        (theme.rail_muted, theme.rail), (theme.rail_mark, theme.rail), ("#FFFFFF", theme.rail_active),
    ):  # fmt: skip
        assert contrast(ink, ground) >= (4.5 if ground == theme.rail_active else least), (ink, ground)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_status_of_a_plan_can_be_read(theme):
    from koosloome_desktop.views.plan.words import STATUS_COLOURS, STATUS_WORDS

    colours = theme.colours()
    assert set(STATUS_COLOURS) == set(STATUS_WORDS)
    for ground, ink in STATUS_COLOURS.values():
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_the_system_chooses_unless_a_person_did(app):
    assert style.theme_for("dark").name == "dark"
    assert style.theme_for("contrast").name == "contrast"
    assert style.theme_for("system").name in {"light", "dark", "contrast"}
    style.apply_theme(app, THEMES["dark"])
    assert app.palette().color(QPalette.ColorRole.Window).name().upper() == THEMES["dark"].paper
    assert style.tokens() is THEMES["dark"]
    style.apply_theme(app, THEMES["light"])


def test_the_shipped_faces_are_the_ones_that_are_used(app):
    assert load_fonts() == ()
    for weight in (REGULAR, SEMIBOLD, BOLD):
        info = QFontInfo(ui_font(14, weight))
        assert info.family() == FAMILY
        assert info.weight() == weight
    assert QApplication.font().family() == FAMILY


def test_every_icon_draws_in_the_colour_asked_for(app):
    for path in resource("icons").glob("*.svg"):
        image = pixmap(path.stem, "#B3261E", 24, 2.0).toImage()
        assert image.width() == 48
        inked = [c for x in range(48) for y in range(48) if (c := image.pixelColor(x, y)).alpha() > 200]
        assert inked, path.stem
        assert all(abs(c.red() - 0xB3) < 24 and abs(c.green() - 0x26) < 24 for c in inked), path.stem


def test_an_icon_that_is_not_there_is_a_bug(app):
    with pytest.raises(KeyError):
        pixmap("no-such-icon", "#000000")


def test_a_label_shows_markup_as_it_is_written(app):
    made = label('<img src="file:///etc/passwd">')
    assert made.textFormat() == made.textFormat().PlainText
    assert made.text() == '<img src="file:///etc/passwd">'
    made.deleteLater()


def test_a_tooltip_shows_markup_as_it_is_written():
    assert tip_text("1 < 2 & 3") == "<qt>1 &lt; 2 &amp; 3</qt>"
    assert tip_text("Salvestatud 13:05:42") == "Salvestatud 13:05:42"


def test_no_module_of_views_makes_a_label_past_the_helper():
    from pathlib import Path

    from koosloome_desktop import views

    root = Path(views.__file__).parent
    for path in root.rglob("*.py"):
        if path.name != "plain.py":
            assert not re.search(r"\bQLabel\(", path.read_text(encoding="utf-8")), path
            assert "QMessageBox" not in path.read_text(encoding="utf-8"), path
            assert "RichText" not in path.read_text(encoding="utf-8"), path


# ---------------------------------------------------------------- text that shows whole


def test_a_text_steps_down_before_it_is_cut(app):
    text = "Vajaduste ja ressursside kaart"
    wide = fit(text, 400, 15, least=12, lines=1)
    assert (wide.lines, wide.size, wide.whole) == ((text,), 15, True)
    two = fit(text, 130, 15, least=12, lines=2)
    assert len(two.lines) == 2
    assert two.whole
    assert " ".join(two.lines) == text
    cut = fit(text, 60, 15, least=12, lines=1)
    assert not cut.whole
    assert cut.lines[0].endswith("…")


def test_a_long_word_is_hyphenated_rather_than_cut(app):
    long = fit("Kogukonnaarendusspetsialistide", 120, 15, least=13, lines=3)
    assert long.whole
    assert "".join(line.removesuffix("-") for line in long.lines) == "Kogukonnaarendusspetsialistide"


def test_what_was_cut_stands_in_the_tooltip(app):
    made = FitLabel("Vajaduste ja ressursside kaart", 15)
    made.resize(60, 20)
    made.show()
    assert made.toolTip() == "Vajaduste ja ressursside kaart"
    made.resize(400, 20)
    assert made.toolTip() == ""
    assert made.accessibleName() == "Vajaduste ja ressursside kaart"
    made.close()
    made.deleteLater()


def test_labels_made_here_are_plain(app):
    assert isinstance(label("x"), QLabel)


def test_icons_are_drawn_for_the_screens_there_are_and_anew_for_one_more(qapp, monkeypatch):
    window = QWidget()
    button = QPushButton(window)
    icons.FollowScreens(window)
    icons.set_icon(button, "arrow-left", size=20)
    there = {screen.devicePixelRatio() for screen in qapp.screens()}
    assert {s.width() for s in button.icon().availableSizes()} == {round(20 * ratio) for ratio in there}
    monkeypatch.setattr(icons, "_ratios", lambda: {1.0, 3.0})
    qapp.screenAdded.emit(qapp.primaryScreen())
    assert {s.width() for s in button.icon().availableSizes()} == {20, 60}
    window.deleteLater()
