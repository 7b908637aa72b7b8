"""Versions of a file in a synchronised folder: all are shown with what is in them, none is changed."""

from __future__ import annotations

import json
import os
import shutil

from koosloome_desktop.services import snapshots
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.versions import versions_of
from koosloome_desktop.storage import erase_copies
from koosloome_desktop.support.paths import resource

SAMPLE = resource("samples", "01_kogukonnamaja.json")


def write(path, *, note: str = "", workshop: str = "", changed: int = 0) -> None:
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    if note:
        data["canvases"][0]["notes"][0]["text"] = note
    if workshop:
        data["id"] = workshop
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    os.utime(path, (1_790_000_000 + changed,) * 2)


def test_versions_stand_side_by_side_and_strangers_are_left_out(tmp_path):
    own = tmp_path / "maja.json"
    write(own, changed=10)
    assert versions_of(own) == []
    write(tmp_path / "maja (Kadri's conflicted copy 2026-11-26).json", note="Kadri teadis muud", changed=20)
    write(tmp_path / "maja (1).json", changed=5)
    write(tmp_path / "maja (2).json", workshop="muu")
    (tmp_path / "maja (3).json").write_text("{", encoding="utf-8")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    found = versions_of(own)
    assert [v.path.name for v in found] == [
        "maja (Kadri's conflicted copy 2026-11-26).json", "maja.json", "maja (1).json",
    ]  # fmt: skip
    assert found[1].content == found[2].content != found[0].content
    assert found[0].notes > 40
    assert found[0].actions == 8
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
    assert versions_of(tmp_path / "maja (3).json") == []


def test_a_version_of_the_library_is_looked_into_like_a_snapshot_and_never_thinned(tmp_path):
    service = LibraryService.open(tmp_path / "library")
    workshop = service.import_file(SAMPLE).workshop
    assert snapshots.versions(service.file) == []
    service.store.flush()
    copy = snapshots.take(service.file).path
    other = service.file.with_name("library (conflicted copy 2026-11-26).sqlite")
    shutil.copyfile(copy, other)
    before = other.read_bytes()
    (found,) = snapshots.versions(service.file)
    assert (found.path, found.reason) == (other, "conflict")
    assert [r.id for r in snapshots.workshops_in(service.file, other.name)] == [workshop]
    assert snapshots.restore_copy(service, other.name, workshop).id != workshop
    assert other not in [s.path for s in snapshots.snapshots(service.file)]
    assert other in erase_copies.copies(service.file)
    assert other.read_bytes() == before
    service.close()


def test_the_command_line_says_that_others_were_left_alone(tmp_path, capsys):
    from koosloome_desktop.__main__ import main

    own = tmp_path / "maja.json"
    write(own)
    write(tmp_path / "maja (conflicted copy 2026-11-26).json", note="Kadri teadis muud")
    write(tmp_path / "maja (1).json")
    assert main(["import", str(own), "--library", str(tmp_path / "library")]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert told.err.count("maja (") == 1
    assert "conflicted copy" in told.err
