"""Paper from the command line: every document the dialog makes, in the language that was asked for."""

from __future__ import annotations

import io

import pypdf
import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.exports.pdf_frame import MM, PAPERS
from koosloome_desktop.support.paths import resource
from tests.exports.reading import texts


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A library with one workshop that was followed up."""
    folder = tmp_path_factory.mktemp("lib")
    path = resource("samples", "03_turvaline_koolitee.json")
    assert main(["--library", str(folder), "import", str(path)]) == 0
    return folder


@pytest.fixture
def export(library, tmp_path, capsys):
    """Export with these options; gives the bytes, or the exit code when it was refused."""

    def run(*options: str, ending: str = ".pdf") -> bytes | int:
        out = tmp_path / f"out{ending}"
        code = main(["--library", str(library), "export", "koolitee", str(out), *options])
        told = capsys.readouterr().err
        assert code == 0 or told.count("\n") == 1
        return out.read_bytes() if code == 0 else code

    return run


def first(data: bytes) -> str:
    return " ".join(texts(data)[0].split())


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("report", "Kuidas laps jõuab Metsarajal ohutult kooli?"),
        ("plan", "Tegevuskava"),
        ("review", "mis muutus"),
        ("agenda", "Läbiviija päevakava"),
        ("guide", "Töötoa juhend"),
        ("poster", "Kalaluudiagramm"),
        ("blank", "Põhiprobleem"),
        ("canvas:problem", "Probleemi kaardistamine"),
    ],
)
def test_each_document_is_written_by_its_word(export, what, words):
    data = export("--what", what)
    assert isinstance(data, bytes)
    assert words in first(data)


def test_an_agenda_is_for_those_who_run_it_or_for_the_door(export):
    data = export("--what", "agenda", "--for", "participants")
    assert "Läbiviija" not in first(data)
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1


def test_a_poster_of_one_canvas_in_pieces(export):
    whole = pypdf.PdfReader(io.BytesIO(export("--what", "poster", "--paper", "a1", "--canvas", "problem")))
    assert len(whole.pages) == 1
    size = sorted((float(whole.pages[0].mediabox.width), float(whole.pages[0].mediabox.height)))
    assert size == pytest.approx(list(PAPERS["a1"]), abs=0.5 * MM)
    pieces = pypdf.PdfReader(
        io.BytesIO(export("--what", "poster", "--paper", "a1", "--canvas", "problem", "--tile", "a4"))
    )
    assert len(pieces.pages) > 8
    assert "A1" in pieces.pages[0].extract_text()


def test_a_plan_for_the_council(export):
    data = export("--what", "plan", "--columns", "council")
    assert "Näitaja" in first(data)
    assert "Allkirjad" in " ".join(texts(data))


@pytest.mark.parametrize(
    "options",
    [
        ("--what", "report", "--tile", "a4"),
        ("--what", "poster", "--paper", "a4"),
        ("--what", "luuletus"),
        ("--what", "report", "--canvas", "problem"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(export, options):
    assert export(*options) == 2


def test_the_headings_speak_the_language_that_was_asked_for(library, tmp_path):
    out = tmp_path / "ru.pdf"
    assert main(["--library", str(library), "--lang", "ru", "export", "koolitee", str(out), "--what", "review"]) == 0
    assert "Обзор выполнения плана" in first(out.read_bytes())


@pytest.mark.slow
def test_the_same_workshop_at_the_same_moment_gives_the_same_bytes():
    from koosloome_desktop.exports.pdf import PdfJob
    from koosloome_desktop.exports.pdf_poster import poster_bytes
    from tests.exports.reading import MADE, report, sample

    document = sample("03_turvaline_koolitee")
    assert report(document) == report(document)
    job = PdfJob(lang="et", made=MADE, paper="a2")
    assert poster_bytes(document, job, "a4") == poster_bytes(document, job, "a4")
