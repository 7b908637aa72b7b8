"""`--database` and `KOOSLOOME_DATABASE_URL`: the same calls on a library that is shared on a server."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.paths import resource

OTHER = resource("samples", "02_noorte_kaasamine.json")
SAMPLE = resource("samples", "01_kogukonnamaja.json")


@pytest.fixture
def call(capsys):
    """Run one call in this process; gives (exit code, output, told)."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        return (code, *capsys.readouterr())

    return run


@pytest.mark.slow
def test_every_call_works_on_a_shared_library(call, postgres_place, monkeypatch, tmp_path):
    code, out, told = call("--database", postgres_place, "import", SAMPLE)
    assert (code, told) == (0, "")
    workshop = json.loads(out)["workshop"]
    assert call("list")[1] == "", "the library of this computer got it"
    monkeypatch.setenv("KOOSLOOME_DATABASE_URL", postgres_place)
    assert json.loads(call("list", "--json")[1])["workshop"] == workshop
    here = ("--library", tmp_path / "here")
    call(*here, "import", SAMPLE)
    assert call("show", workshop, "--json") == call(*here, "show", workshop, "--json")
    assert json.loads(call("import", SAMPLE)[1])["unchanged"]
    assert call("export", workshop, tmp_path / "plan.csv")[0] == 0
    assert json.loads(call("merge", workshop, SAMPLE)[1])["updated"] == 0
    assert call("check")[0] == 0
    code, _out, told = call("backup", "list")
    assert (code, "PostgreSQL" in told) == (1, True)
    # A folder that is named is meant.
    assert call("--library", tmp_path / "own", "list")[1] == ""


def test_wrong_and_dead_addresses_are_told_in_one_line_without_the_password(call, tmp_path):
    dead = f"postgresql://juhataja:saladus@/koosloome?host={tmp_path}"
    code, out, told = call("--database", dead, "list")
    assert (code, out) == (1, "")
    assert "ei vasta" in told
    assert "saladus" not in told
    assert told.count("\n") == 1
    for wrong in (["--database", "server/koosloome"], ["--database", dead, "--library", str(tmp_path)],
                  ["--database", "https://server/koosloome"]):  # fmt: skip
        code, _out, told = call(*wrong, "list")
        assert code == 2
        assert told.count("\n") == 1


@pytest.mark.slow
def test_reading_calls_work_without_the_server_from_what_was_opened_here_and_say_so(call, proxy, tmp_path):
    call("--database", proxy.address, "import", SAMPLE)
    call("--database", proxy.address, "import", OTHER)
    library = LibraryService.open(proxy.address, post=lambda run: run())
    opened, other = sorted(library.list(), key=lambda row: row.code != "kogukonnamaja")
    workshop = library.open_workshop(opened.id)
    workshop.run("Note", lambda tx: add_note(tx, queries.canvases(tx.document)[0].id, "enne katkestust", zone="cause"))
    workshop.close()
    library.close()
    here = ["--database", proxy.address]
    _code, there, told = call(*here, "show", opened.id, "--json")
    assert told == ""
    proxy.cut()
    code, out, told = call(*here, "list", "--json")
    assert (code, {json.loads(line)["workshop"] for line in out.splitlines()}) == (0, {opened.id, other.id})
    assert told.count("\n") == 1
    assert "Server ei vasta" in told
    code, out, told = call(*here, "show", opened.id, "--json")
    assert (code, out, told.count("\n")) == (0, there, 1)
    assert "enne katkestust" in out
    file = tmp_path / "kava õ.koosloome"
    code, out, told = call(*here, "export", opened.id, file)
    assert (code, out, file.exists()) == (0, "", True)
    assert "Server ei vasta" in told.splitlines()[0]
    code, out, told = call(*here, "check")
    assert code == 0
    assert other.title in told
    assert "terve" not in told, "what is on the server was not looked at"
    assert call(*here, "show", other.id)[0] == 1, "what was only listed is not here"
    for changing in (["import", SAMPLE], ["merge", opened.id, SAMPLE], ["bin", "delete", opened.id]):
        code, out, told = call(*here, *changing)
        assert (code, out, told.count("\n")) == (1, "", 1), "nothing is changed behind the server's back"
    proxy.mend()
    assert call(*here, "show", opened.id, "--json") == (0, there, "")
