"""XLSX and DOCX opened by LibreOffice: the same texts, sums that it computes itself, Estonian dates and money.

All files go through one call for each kind, in a profile of their own. The sums that we wrote beside the formulas are
taken out first, so that what comes back was computed by LibreOffice.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.support import locale
from tests.drivers.waiting import PATIENCE
from tests.exports.nasty_workshop import KEPT_TEXTS, nasty_workshop
from tests.exports.reading import SAMPLES, sample, squashed, texts

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here: apt-get install libreoffice-calc-nogui "
                       "libreoffice-writer-nogui"),
]  # fmt: skip

LANGS = ("et", "en", "ru")
EACH = os.environ.get("KOOSLOOME_TEST_TIER", "quick") == "full"
"""Every sample in every language; else each sample in one language, and one of them in all."""
NAMES = [f"{name}.{lang}" for n, name in enumerate(SAMPLES) for lang in LANGS if EACH or lang == "et" or n == 2]
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def document_of(name: str):
    return nasty_workshop() if name == "nasty" else sample(name)


class Office:
    """A folder of files that were written, and what LibreOffice makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")

    def convert(self, kind: str, into: str, files: list[Path]) -> Path:
        out = self.folder / into
        profile = (self.folder / "profile").as_uri()
        words = [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", kind]
        subprocess.run([*words, "--outdir", out, *files], check=True, capture_output=True, timeout=PATIENCE * 4)
        return out


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def books(office):
    """Workbooks whose formulas have lost the values that we wrote."""
    files = []
    for name in [*NAMES, "nasty.et"]:
        stem, lang = name.rsplit(".", 1)
        path = office.folder / f"{name}.xlsx"
        export_workshop(document_of(stem), path, lang=lang)
        path.write_bytes(without_values(path.read_bytes()))
        files.append(path)
    return files


def without_values(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>-1</v>", part)
            new.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="module")
def recalculated(office, books):
    return office.convert("xlsx:Calc MS Excel 2007 XML", "again", books)


@pytest.fixture(scope="module")
def shown(office, books):
    return office.convert("pdf", "shown", [b for b in books if ".en." not in b.name])


@pytest.fixture(scope="module")
def read_aloud(office):
    files = []
    for name in [*NAMES, "nasty.et"]:
        stem, lang = name.rsplit(".", 1)
        files.append(export_workshop(document_of(stem), office.folder / f"{name}.docx", lang=lang))
    return office.convert("txt:Text (encoded):UTF8", "texts", files)


def text_cells(path: Path) -> set[str]:
    return {c.value for s in load_workbook(path) for row in s.iter_rows() for c in row if isinstance(c.value, str)}


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_holds_the_same_texts_and_sums_when_libreoffice_wrote_it_again(name, recalculated):
    document = sample(name.rsplit(".", 1)[0])
    path = recalculated / f"{name}.xlsx"
    found = text_cells(path)
    assert [n.text for n in document.of(Note) if not n.merged_into and n.text not in found] == []
    assert [a.activity for a in document.of(Action) if a.activity not in found] == []
    formulas = {c.value for s in load_workbook(path) for row in s.iter_rows() for c in row if c.data_type == "f"}
    assert formulas
    assert all(re.fullmatch(r"=SUM\([A-Z0-9:,;]+\)", f) for f in formulas), formulas
    numbers = {
        c.value for s in load_workbook(path, data_only=True) for row in s.iter_rows() for c in row
        if isinstance(c.value, int | float)
    }  # fmt: skip
    assert -1 not in numbers
    canvas = next(c for c in queries.canvases(document) if c.type == "action_plan")
    sums = plan.totals(queries.actions(document, canvas.id), canvas.years)
    assert {sums.total / 100, *(cents / 100 for cents in sums.by_year.values())} <= numbers


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith((".et", ".ru"))])
def test_dates_and_money_are_shown_as_estonians_and_russians_write_them(name, shown):
    stem, lang = name.rsplit(".", 1)
    document = sample(stem)
    text = squashed("".join(texts((shown / f"{name}.pdf").read_bytes())))
    deadlines = [a.deadline for a in document.of(Action) if a.deadline]
    assert deadlines
    assert [d for d in deadlines if squashed(locale.date(d, lang)) not in text] == []
    amounts = [plan.row_total(a) for a in document.of(Action) if plan.has_amount(a)]
    assert [c for c in (*amounts, sum(amounts)) if squashed(locale.money(c, lang)) not in text] == []


def test_nothing_nasty_becomes_a_formula_or_changes(recalculated, shown):
    path = recalculated / "nasty.et.xlsx"
    found = text_cells(path)
    assert [t for t in KEPT_TEXTS if t not in found] == []
    assert "=1+1" in squashed("".join(texts((shown / "nasty.et.pdf").read_bytes())))
    links = [c for s in load_workbook(path) for row in s.iter_rows() for c in row if c.hyperlink]
    assert links == []


@pytest.mark.parametrize("name", NAMES)
def test_a_word_document_says_the_same(name, read_aloud):
    stem, lang = name.rsplit(".", 1)
    document = sample(stem)
    text = (read_aloud / f"{name}.txt").read_text(encoding="utf-8-sig")
    assert [n.text for n in document.of(Note) if not n.merged_into and n.text not in text] == []
    assert [a.activity for a in document.of(Action) if a.activity not in text] == []
    assert locale.money(sum(plan.row_total(a) for a in document.of(Action)), lang) in text
    dates = [a.deadline for a in document.of(Action) if a.deadline]
    assert all(locale.date(d, lang) in text for d in dates)


def test_a_word_document_keeps_nasty_texts(read_aloud):
    text = (read_aloud / "nasty.et.txt").read_text(encoding="utf-8-sig")
    lost = [t for t in KEPT_TEXTS if any(line.strip() not in text for line in t.split("\n"))]
    assert lost == []
