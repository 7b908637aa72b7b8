"""`--database` and `KOOSLOOME_DATABASE_URL`: the same calls on a library that is shared on a server."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.support.paths import resource

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
