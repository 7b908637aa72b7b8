"""A library of every schema version that was ever given out stays here for ever, and opens with all that was in it.

A new schema version adds a file, made by that version's program: two workshops of the samples, a note that was written
by hand as its own step, half a text.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.storage import driver, schema
from koosloome_desktop.storage.backup import backup_folder, table_counts
from koosloome_desktop.storage.engine import place_of
from koosloome_desktop.storage.migrate import migrate

FILES = sorted((Path(__file__).parents[1] / "fixtures" / "libraries").glob("*.sqlite"))
STEPS = Path(__file__).with_name("steps")


def counts(file: Path) -> dict[str, int]:
    raw = driver.connect(f"{file.as_uri()}?mode=ro")
    try:
        return {name: count for name, count in table_counts(raw).items() if name in {"workshops", "records", "changes"}}
    finally:
        raw.close()


@pytest.fixture
def kept(request, tmp_path):
    """A copy of a kept library, as the next start finds it."""
    shutil.copy(request.param, tmp_path / "library.sqlite")
    return tmp_path


def test_every_version_has_its_library():
    assert [file.stem for file in FILES] == list(schema.REVISIONS)


@pytest.mark.parametrize("kept", FILES, ids=lambda file: file.stem, indirect=True)
def test_it_opens_with_everything_and_its_last_step_can_be_undone(kept):
    before = counts(kept / "library.sqlite")
    service = LibraryService.open(kept, post=lambda run: run())
    try:
        assert list(service.check()) == []
        rows = service.list()
        assert len(rows) == before["workshops"] == 2
        workshop = service.open_workshop(next(r.id for r in rows if r.code == "kogukonnamaja"))
        assert len(workshop.document.of(Note)) > 80
        assert len(workshop.document.of(Action)) == 8
        assert workshop.drafts == {("capture", ""): "pool lauset"}
        (written,) = [n for n in workshop.document.of(Note) if n.text == "Kirjutati esimeses versioonis"]
        workshop.undo()
        assert workshop.document.find(written.id) is None
        workshop.close()
    finally:
        service.close()


@pytest.mark.parametrize("kept", FILES[:1], ids=lambda file: file.stem, indirect=True)
def test_steps_to_come_keep_its_rows_and_copy_it_first(kept):
    file = kept / "library.sqlite"
    before = counts(file)
    backup = migrate(place_of(kept), scripts=STEPS)
    assert counts(file) == before
    assert backup == backup_folder(file) / f"before-migration-{schema.REVISIONS[0]}.sqlite"
    assert counts(backup) == before
