"""Throw-away libraries: what a crash left goes when a name is taken out, what a program needs stays."""

from __future__ import annotations

import tempfile

from koosloome_desktop.operations.erasing import Order
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.person_places import rewrite_own_files


def test_only_demonstrations_that_a_crash_left_are_thrown_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    starting, running, left = (tmp_path / f"koosloome-demo-{name}" for name in ("starting", "running", "left"))
    starting.mkdir()  # its program has made the folder and has not come to the library yet
    LibraryService.open(left).close()
    used = LibraryService.open(running)
    assert rewrite_own_files(Order(("Priidik Näidis",))) == 1
    assert {p.name for p in tmp_path.iterdir()} == {starting.name, running.name}
    assert used.list() == []
    used.close()
