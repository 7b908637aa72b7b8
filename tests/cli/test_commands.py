"""The command line as scripts use it: real processes, real libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.support.paths import resource

SAMPLES = sorted(resource("samples").glob("0*.json"))
PLAN = resource("samples", "plan_2021_2024.tsv")


@pytest.fixture
def call(capsys, tmp_path):
    """Run one call in this process against a library of its own; gives (exit code, output, told)."""

    def run(*arguments: object, library: str = "lib") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--library", str(tmp_path / library), *map(str, arguments)])
        out, told = capsys.readouterr()
        return code, out, told

    return run


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_imports_shows_and_shows_again_as_the_same_bytes(path: Path, call, tmp_path) -> None:
    code, out, _told = call("import", path)
    report = lines(out)[0]
    assert (code, report["unchanged"], report["warnings"]) == (0, False, [])
    _code, text, _told = call("show", report["workshop"], "--json")
    copy = tmp_path / "copy.json"
    copy.write_text(text, encoding="utf-8")
    _code, out, _told = call("import", copy, library="other")
    _code, again, _told = call("show", lines(out)[0]["workshop"][:8], "--json", library="other")
    assert again == text
    _code, out, _told = call("import", path, copy)
    assert [r["unchanged"] for r in lines(out)] == [True, True]
    _code, out, _told = call("list", "--json")
    assert len(lines(out)) == 1


@pytest.mark.slow
def test_the_four_year_plan_comes_in_whole_and_is_checked(call, tmp_path) -> None:
    code, out, _told = call("import", PLAN)
    report = lines(out)[0]
    assert (code, report["records"]) == (0, {"action": 26, "plan_table": 4})

    def findings(library: str) -> dict[str, list[str]]:
        code, out, _told = call("check", "--json", library=library)
        assert code == 0
        found: dict[str, list[str]] = {}
        for one in lines(out):
            found.setdefault(one["code"], []).append(one.get("row", ""))
        return found

    found = findings("lib")
    assert found["plan.row_outside_year"] == ["2022-06", "2024-04", "2024-05", "2024-06"]
    assert found["plan.no_amount"] == ["2023-04", "2024-04"]
    assert len(found["plan.total_differs"]) == 1
    _code, text, _told = call("show", report["workshop"], "--json")
    shown = json.loads(text)
    plan = shown["canvases"][0]
    assert plan["totals"]["by_year_eur"] == {"2021": 39800, "2022": 44000, "2023": 44500, "2024": 34500}
    assert plan["tables"][1]["stated_total_eur"] == 44400
    assert len(plan["rows"]) == 26
    copy = tmp_path / "plan.json"
    copy.write_text(text, encoding="utf-8")
    call("import", copy, library="other")
    assert findings("other") == found
    _code, out, _told = call("import", PLAN)
    assert lines(out)[0]["unchanged"] is True


def test_other_content_of_one_workshop_stands_beside_it(call, tmp_path) -> None:
    call("import", SAMPLES[0])
    data = json.loads(SAMPLES[0].read_text(encoding="utf-8"))
    data["theme"] = "Hoopis muu"
    other = tmp_path / "other.json"
    other.write_text(json.dumps(data), encoding="utf-8")
    code, out, told = call("import", other)
    report = lines(out)[0]
    assert code == 0
    assert report["title"].endswith("(2)")
    assert [w["code"] for w in report["warnings"]] == ["import.other_content"]
    assert "merge" in told
    assert lines(call("import", other)[1])[0]["unchanged"] is True
    assert len(lines(call("list", "--json")[1])) == 2


BAD = {
    "empty.json": b"",
    "broken.json": SAMPLES[0].read_bytes()[:5000],
    "latin.json": '{"schema": "koosloome-workshop/1", "id": "õ"}'.encode("cp1257"),
    "schema.json": b'{"schema": "muu/1", "id": "a"}',
    "newer.json": b'{"schema": "koosloome-workshop/7", "id": "a"}',
    "list.json": b"[1, 2]",
    "nan.json": b'{"schema": "koosloome-workshop/1", "id": "a", "x": NaN}',
    "inf.json": b'{"schema": "koosloome-workshop/1", "id": "a", "x": 1e999}',
    "many.json": b'{"schema": "koosloome-workshop/1", "id": "a", "x": [' + b"{}," * 300_000 + b"{}]}",
    "deep.json": b'{"schema": "koosloome-workshop/1", "id": "a", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "twice.json": b'{"schema": "koosloome-workshop/1", "id": "a", "id": "b"}',
    "huge.json": b'{"schema": "koosloome-workshop/1", "id": "a", "x": 123456789012345678901234567890}',
    "zeros.json": bytes(4096),
    "picture.png": b"\x89PNG",
    "prose.tsv": b"See ei ole tabel\n",
    "sheet.xlsx": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_in_one_line_and_the_library_stays(name: str, call, tmp_path) -> None:
    call("import", SAMPLES[0])
    before = call("show", "kogukonnamaja", "--json")[1]
    path = tmp_path / name
    path.write_bytes(BAD[name])
    code, out, told = call("import", path)
    assert (code, out) == (3, "")
    assert len(told.strip().splitlines()) == 1
    assert name in told
    assert "Traceback" not in told
    assert call("show", "kogukonnamaja", "--json")[1] == before
    assert len(lines(call("list", "--json")[1])) == 1


def test_a_missing_file_and_a_folder_are_told_in_estonian(call, tmp_path) -> None:
    code, _out, told = call("import", tmp_path / "pole.json")
    assert code == 3
    assert "No such file" not in told
    folder = tmp_path / "kaust.json"
    folder.mkdir()
    assert call("import", folder)[0] == 3


def test_several_files_are_each_all_or_nothing_and_the_worst_exit_counts(call, tmp_path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{")
    code, out, _told = call("import", SAMPLES[0], bad, SAMPLES[1])
    assert code == 3
    assert len(lines(out)) == 2
    assert len(lines(call("list", "--json")[1])) == 2


def test_wrong_calls_exit_with_two_and_missing_workshops_with_one(call) -> None:
    assert call("show")[0] == 2
    assert call("list", "--nonsense")[0] == 2
    code, _out, told = call("show", "olematu", "--json")
    assert code == 1
    assert "olematu" in told


@pytest.mark.parametrize(
    "changing",
    [("merge", "x", SAMPLES[0]), ("bin", "restore", "x"), ("bin", "delete", "x"), ("person", "erase", "Mari Maasikas"),
     ("backup", "restore", "1", "--workshop", "x"), ("import", PLAN, "--into", "x")],
    ids=lambda words: "-".join(map(str, words[:2])),
)  # fmt: skip
def test_a_library_that_is_not_there_is_not_made_by_changing_it(changing, call, tmp_path) -> None:
    code, out, told = call(*changing, library="ei ole õ")
    assert (code, out, told.count("\n")) == (1, "", 1)
    assert not (tmp_path / "ei ole õ").exists()


def test_a_misspelt_command_opens_no_window(call) -> None:
    for word in ("lsit", "serve"):
        code, out, told = call(word)
        assert (code, out, told.count("\n")) == (2, "", 1)
        assert word in told


@pytest.mark.slow
def test_errors_are_sentences_in_the_readers_language_up_to_the_systems_own_words(call, tmp_path) -> None:
    workshop = lines(call("import", SAMPLES[0])[1])[0]["workshop"]
    code, _out, told = call("export", workshop, tmp_path / "ei ole" / "x.pdf")
    assert code == 1
    assert "(sellist faili ega kausta ei ole). Vali" in told
    assert not [
        file.name
        for file in Path("koosloome_desktop").rglob("*.py")
        if file.name != "reasons.py" and "strerror" in file.read_text(encoding="utf-8")
    ], "the C library speaks English"


def test_errors_speak_the_chosen_language(call) -> None:
    told = {lang: call("--lang", lang, "show", "olematu", "--json")[2] for lang in ("et", "en", "ru")}
    assert len(set(told.values())) == 3
    assert "no such workshop" in told["en"]


@pytest.mark.slow
def test_notes_from_a_table_go_to_their_zones(call, tmp_path) -> None:
    report = lines(call("import", SAMPLES[0])[1])[0]
    table = tmp_path / "notes.csv"
    table.write_text("tekst;tsoon;lõuend\nUks kriuksub;Põhjused;problem\nKes kuulab?;;\n", encoding="utf-8")
    code, out, _told = call("import", table, "--into", "kogukonnamaja")
    assert code == 0
    assert lines(out)[0]["records"] == {"note": 2}
    shown = json.loads(call("show", report["workshop"], "--json")[1])
    notes = {n["text"]: n for n in shown["canvases"][0]["notes"]}
    assert notes["Uks kriuksub"]["zone"] == "cause"
    assert notes["Uks kriuksub"]["id"] == "P23"
    assert "Kes kuulab?" in notes
    assert lines(call("import", table, "--into", "kogukonnamaja")[1])[0]["unchanged"] is True


@pytest.mark.slow
def test_output_is_utf8_whatever_the_locale_says(tmp_path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(
        [sys.executable, "-m", "koosloome_desktop", "--library", tmp_path / "l", "import", SAMPLES[0]],
        capture_output=True, env=environment, check=True,
    )  # fmt: skip
    assert "Sooääre" in json.loads(run.stdout.decode("utf-8"))["title"]


@pytest.mark.slow
def test_reading_calls_work_while_another_process_writes(call, tmp_path) -> None:
    from koosloome_desktop.services.library import LibraryService

    call("import", SAMPLES[0])
    library = LibraryService.open(tmp_path / "lib")
    try:
        workshop = library.open_workshop(library.find("kogukonnamaja").id)
        for command in (["list", "--json"], ["show", "kogukonnamaja", "--json"], ["check", "--json"]):
            run = subprocess.run(
                [sys.executable, "-m", "koosloome_desktop", "--library", tmp_path / "lib", *command],
                capture_output=True, check=True,
            )  # fmt: skip
            assert run.stdout
        refused = subprocess.run(
            [sys.executable, "-m", "koosloome_desktop", "--library", tmp_path / "lib", "import", SAMPLES[1]],
            capture_output=True, check=False,
        )  # fmt: skip
        assert refused.returncode == 1
        assert len(refused.stderr.decode().strip().splitlines()) == 1
        workshop.close()
    finally:
        library.close()


def test_snapshots_are_made_listed_and_put_back(call, tmp_path) -> None:
    code, _out, told = call("backup", "make")
    assert code == 1
    assert told.strip()
    call("import", SAMPLES[0])
    code, out, _told = call(
        "backup",
        "make",
    )
    assert (code, out.split("\t")[0]) == (0, "1")
    call("import", SAMPLES[1])
    code, out, _told = call("backup", "list", "--json")
    rows = lines(out)
    # Bringing a file in made none: the newest held the same.
    assert [(r["number"], r["reason"]) for r in rows] == [(1, "hand")]
    assert Path(rows[0]["file"]).is_file()
    code, _out, _told = call("backup", "restore", "1")
    assert code == 0
    _code, out, _told = call("list", "--json")
    (row,) = lines(out)
    code, out, _told = call("backup", "list", "--json")
    assert [(r["number"], r["reason"]) for r in lines(out)] == [(2, "restore"), (1, "hand")]
    code, out, _told = call("backup", "restore", "2", "--workshop", row["code"])
    assert (code, lines(out)[0]["workshop"] != row["workshop"]) == (0, True)
    code, _out, told = call("backup", "restore", "77")
    assert code == 1
    assert "Traceback" not in told
    assert call("backup")[0] == 2


def test_a_calendar_by_its_ending(call, tmp_path) -> None:
    from icalendar import Calendar

    call("import", SAMPLES[-1])
    code, _out, told = call("export", "sotsiaal", tmp_path / "k.ics", "--lang", "ru")
    assert code == 0, told
    found = Calendar.from_ical((tmp_path / "k.ics").read_bytes())
    assert len(found.walk("VEVENT")) == 11
    assert any(str(e["summary"]).startswith("Срок: ") for e in found.walk("VEVENT"))
    code, _out, told = call("export", "sotsiaal", tmp_path / "p.ics", "--what", "plan")
    assert code == 0, told
    assert len(Calendar.from_ical((tmp_path / "p.ics").read_bytes()).walk("VEVENT")) == 10


@pytest.mark.parametrize(
    ("name", "arguments", "start"),
    [
        ("w.xlsx", (), b"PK"),
        ("w.docx", ("--pictures", "on", "--paper", "a3"), b"PK"),
        ("w.md", ("--what", "review"), b"# "),
        ("w.csv", ("--columns", "five"), b"\xef\xbb\xbf"),
        ("w.csv", ("--what", "canvas:resources"), b"\xef\xbb\xbf"),
        ("w.svg", ("--canvas", "problem", "--background", "transparent"), b"<?xml"),
        ("w.png", ("--what", "canvas:jour", "--scale", "1"), b"\x89PNG"),
        ("w.koosloome", (), b"PK\x03\x04"),
    ],
)
def test_every_file_leaves_by_its_ending(name, arguments, start, call, tmp_path) -> None:
    call("import", SAMPLES[2])
    code, out, told = call("export", "koolitee", tmp_path / name, *arguments)
    assert (code, out) == (0, "")
    assert name in told
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("w.svg", ()),
        ("w.xlsx", ("--what", "poster")),
        ("w.xlsx", ("--columns", "pretty")),
        ("w.png", ("--canvas", "problem", "--scale", "9")),
        ("w.csv", ("--what", "canvas:nothing")),
        ("w.odt", ()),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(name, arguments, call, tmp_path) -> None:
    call("import", SAMPLES[2])
    code, out, told = call("export", "koolitee", tmp_path / name, *arguments)
    assert code in {1, 2}
    assert out == ""
    assert len(told.splitlines()) == 1
    assert not (tmp_path / name).exists()


def test_the_portable_file_goes_from_library_to_library(call, tmp_path) -> None:
    call("import", SAMPLES[0])
    path = tmp_path / "w.koosloome"
    call("export", "kogukonnamaja", path)
    _code, text, _told = call("show", "kogukonnamaja", "--json")
    code, out, _told = call("import", path, library="other")
    assert (code, lines(out)[0]["unchanged"]) == (0, False)
    assert call("show", "kogukonnamaja", "--json", library="other")[1] == text
    assert lines(call("import", path)[1])[0]["unchanged"]
    path.write_bytes(path.read_bytes()[:-400])
    code, out, told = call("import", path, library="third")
    assert (code, out) == (3, "")
    assert len(told.splitlines()) == 1


@pytest.mark.slow
def test_a_person_is_shown_written_and_erased(call, tmp_path) -> None:
    call("import", SAMPLES[0])
    data = json.loads(SAMPLES[0].read_text(encoding="utf-8"))
    data["id"] = "ISIK"
    data["canvases"][0]["notes"][0]["text"] = "Küsi Õnne Võõpsikult"
    data["canvases"][0]["notes"][1]["text"] = "võõpsik on siin"
    copy = tmp_path / "isik.json"
    copy.write_text(json.dumps(data), encoding="utf-8")
    call("import", copy)
    name = "Õnne Võõpsik, Võõpsik"
    code, out, _told = call("person", "show", name, "--json")
    texts = [field["text"] for hit in json.loads(out)["texts"] for field in hit["fields"]]
    assert (code, sorted(texts)) == (0, ["Küsi Õnne Võõpsikult", "võõpsik on siin"])
    assert call("person", "export", name, tmp_path / "isik.txt")[0] == 0
    assert "Küsi Õnne Võõpsikult" in (tmp_path / "isik.txt").read_text(encoding="utf-8")
    code, out, told = call("person", "erase", name, "--with", "osaleja", "--dry-run")
    assert (code, json.loads(out)["records"], "stays" in told or "jääb" in told) == (0, 1, True)
    code, out, _told = call("person", "erase", name, "--with", "osaleja")
    assert (code, json.loads(out)["records"], json.loads(out)["unfinished"]) == (0, 1, False)
    text = call("show", "ISIK")[1]
    assert "Küsi osaleja" in text
    assert "võõpsik on siin" in text
    code, out, _told = call("person", "erase", name, "--all", "--keep", "none")
    assert json.loads(out)["records"] == 1
    code, _out, told = call("person", "show", name)
    assert (code, len(told.strip().splitlines())) == (1, 1)
    assert call("person", "show", "x")[0] == 2


def test_the_bin_is_listed_emptied_and_given_back(call, tmp_path) -> None:
    from koosloome_desktop.services.library import LibraryService

    _code, out, _told = call("import", SAMPLES[0])
    made = lines(out)[0]["workshop"]
    assert call("bin", "list")[:2] == (0, "")
    library = LibraryService.open(tmp_path / "lib")
    library.delete(made)
    library.close()
    _code, out, _told = call("bin", "list", "--json")
    assert [(r["workshop"], r["days_left"]) for r in lines(out)] == [(made, 30)]
    assert call("bin", "restore", made[:13])[0] == 0
    assert call("bin", "delete", made)[0] == 1
    assert len(lines(call("list", "--json")[1])) == 1
