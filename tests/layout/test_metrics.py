from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

from koosloome_desktop.layout import metrics
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.support import paths

SAMPLES = (
    "Kogukonnamaja seisab suurema osa nädalast tühjana",
    "fi fl ffi AVATAR To Te",
    "õäöüšž ÕÄÖÜŠŽ „tsitaat“ – № € ≥ → ✓ ☐ ☑",
    "Точки соприкосновения общественного транспорта",
    "1 234,50 € 2026–2028",
)
FILES = {
    "regular": "SourceSans3-Regular",
    "semibold": "SourceSans3-SemiBold",
    "bold": "SourceSans3-Bold",
    "italic": "SourceSans3-Italic",
}


@pytest.fixture
def qt_fonts(qapp):
    """The shipped fonts in Qt; taken out again afterwards, other tests count fonts."""
    ids = [QFontDatabase.addApplicationFont(str(p)) for p in sorted(paths.resource("fonts").glob("*.ttf"))]
    assert -1 not in ids
    QFontDatabase.addApplicationEmojiFontFamily("Noto Emoji")
    yield
    QFontDatabase.removeApplicationEmojiFontFamily("Noto Emoji")
    for found in ids:
        QFontDatabase.removeApplicationFont(found)


def qt_width(text: str, size: int, weight: str) -> float:
    font = QFont("Source Sans 3")
    font.setPixelSize(size)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    heavy = {"semibold": QFont.Weight.DemiBold, "bold": QFont.Weight.Bold}
    font.setWeight(heavy.get(weight, QFont.Weight.Normal))
    font.setItalic(weight == "italic")
    for tag in ("liga", "clig", "calt"):
        font.setFeature(QFont.Tag(tag), 0)
    return QFontMetricsF(font).horizontalAdvance(text)


@pytest.mark.parametrize("weight", FILES)
@pytest.mark.parametrize("text", SAMPLES)
def test_widths_agree_with_qt(qt_fonts, weight, text):
    mine, qt = measure(text, 20, weight), qt_width(text, 20, weight)
    # Qt cuts every advance down to 1/64 px; beyond that they are equal, so a measured line always has room.
    assert -0.01 <= mine - qt <= len(text) / 64 + 0.01
    assert measure(text, 80, weight) == pytest.approx(qt_width(text, 80, weight), rel=0.0005)


@pytest.mark.parametrize("weight", FILES)
@pytest.mark.parametrize("text", SAMPLES)
def test_widths_agree_with_reportlab_to_a_fiftieth_of_a_percent(weight, text):
    name = f"test-{FILES[weight]}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(PdfFont(name, str(paths.resource("fonts", f"{FILES[weight]}.ttf"))))
    assert measure(text, 10, weight) == pytest.approx(pdfmetrics.stringWidth(text, name, 10), rel=0.0002)


@pytest.mark.parametrize("text", ["😀👍🎉", "🇪🇪", "👍🏽", "❤️", "1️⃣", "👩🏾‍🌾"])
def test_an_emoji_never_takes_more_room_on_screen_than_measured(qt_fonts, text):
    assert qt_width(text, 20, "regular") <= measure(text, 20) + 0.05


def test_an_emoji_is_the_emoji_fonts_advance():
    assert measure("😀", 100) == pytest.approx(2600 / 2048 * 100)
    assert measure("👍🏽", 100) == measure("👍", 100), "a skin tone adds nothing"
    assert measure("🇪🇪", 100) == pytest.approx(2600 / 2048 * 100)
    assert measure("☑️", 100) > measure("☑", 100), "a variation selector asks for the emoji"
    assert measure("1️⃣", 100) == pytest.approx((0.497 + 2600 / 2048) * 100)


def test_what_no_font_has_counts_one_em():
    assert measure("漢", 16) == 16
    assert measure("a\u0301", 16) == measure("a", 16), "a mark sits on its letter"
    assert measure("ko\u00adgu", 16) == measure("kogu", 16), "a soft hyphen is invisible"


def test_widths_grow_with_the_size():
    assert measure("kogukond", 40) == pytest.approx(2 * measure("kogukond", 20))
    assert metrics.ascent(10) + metrics.descent(10) == pytest.approx(14.24)


def test_the_tables_belong_to_the_font_files(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(metrics.__file__).parents[2] / "packaging"))
    import metrics as script

    try:
        for font in sorted(paths.resource("fonts").glob("*.ttf")):
            stored = json.loads(font.with_suffix(".metrics.json").read_text(encoding="utf-8"))
            assert stored == script.table_of(font), f"run packaging/metrics.py: {font.name} has changed"
    finally:
        sys.modules.pop("metrics", None)
