"""Backups that are believed only after a check, and migrations that are all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from koosloome_desktop.storage import driver, schema
from koosloome_desktop.storage.backup import backup_folder, make_backup, table_counts, verify
from koosloome_desktop.storage.engine import place_of
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.migrate import RowsLost, migrate
from koosloome_desktop.support.errors import DamagedLibrary, NewerLibrary, StorageError
from tests.storage.helpers import digest, dump, sample

STEPS = Path(__file__).with_name("steps")
"""Steps of an invented future: 0002 rebuilds the parent table `workshops`, 0003 adds rows, 0004 an index."""


# ---------------------------------------------------------------- backups


def test_a_backup_holds_everything_and_passes_its_check(folder):
    file = folder / "library.sqlite"
    copy = make_backup(file, "now")
    assert copy == backup_folder(file) / "now.sqlite"
    assert dump(copy) == dump(file)
    assert [p.name for p in copy.parent.iterdir()] == ["now.sqlite"]
    other = folder / "elsewhere"
    other.mkdir()
    shutil.copy(copy, other / "library.sqlite")
    with Library.open(other) as library:
        assert [row.code for row in library.list()] == ["T1"]


def test_a_backup_of_an_open_library_has_what_is_saved(tmp_path):
    with Library.open(tmp_path) as library:
        library.create(sample())
        copy = make_backup(tmp_path / "library.sqlite", "now")
        library.create(sample("T2"))
        assert dump(copy) != dump(tmp_path / "library.sqlite")
    verify(copy)


def test_a_backup_of_damage_is_not_believed_and_replaces_nothing(folder):
    file = folder / "library.sqlite"
    good = make_backup(file, "now")
    before = digest(good)
    data = bytearray(file.read_bytes())
    data[5 * 4096 : 6 * 4096] = bytes([7]) * 4096
    file.write_bytes(data)
    with pytest.raises(DamagedLibrary):
        make_backup(file, "now")
    assert digest(good) == before
    assert [p.name for p in good.parent.iterdir()] == ["now.sqlite"]


def test_a_backup_that_cannot_be_written_is_told(folder):
    (folder / "backups").write_text("in the way")
    with pytest.raises(StorageError):
        make_backup(folder / "library.sqlite", "now")


# ---------------------------------------------------------------- migrations


def test_steps_of_the_future_keep_every_row(folder):
    file = folder / "library.sqlite"
    raw = driver.connect(f"{file.as_uri()}?mode=ro")
    before = table_counts(raw)
    raw.close()
    backup = migrate(place_of(folder), scripts=STEPS)
    raw = driver.connect(f"{file.as_uri()}?mode=ro")
    after = table_counts(raw)
    # 0002 rebuilt the parent of records, changes and drafts: with foreign keys on that would have emptied them.
    assert {name: after[name] for name in before if name != "meta"} == {n: c for n, c in before.items() if n != "meta"}
    assert before["records"] == len(sample())
    assert after["meta"] == before["meta"] + 1
    assert raw.execute("SELECT colour FROM workshops").fetchall() == [("green",)]
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0004",)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    assert backup is not None
    verify(backup)
    with pytest.raises(NewerLibrary):
        Library.open(folder)


@pytest.mark.slow
def test_a_failure_at_any_statement_leaves_the_library_as_it_was(folder):
    file = folder / "library.sqlite"
    original = dump(file)
    statement = 0
    while True:
        statement += 1
        if not _fails_at(folder, statement):
            break
        assert dump(file) == original, f"statement {statement} left something behind"
        with Library.open(folder) as library:
            assert library.check() == []
            assert [row.notes for row in library.list()] == [4]
        original = dump(file)
    assert statement > 25, "the steps were hardly tried"


class _Cut(Exception):
    pass


def _fails_at(folder: Path, number: int) -> bool:
    """Migrate, but the statement of this number fails; False when there were not so many."""
    from sqlalchemy import Engine

    seen = 0

    def cut(connection, cursor, statement, parameters, context, executemany):
        nonlocal seen
        seen += 1
        if seen == number:
            raise _Cut(statement)

    event.listen(Engine, "before_cursor_execute", cut)
    try:
        migrate(place_of(folder), scripts=STEPS)
    except StorageError as error:
        assert isinstance(error.__cause__, _Cut)  # noqa: PT017
        return True
    finally:
        event.remove(Engine, "before_cursor_execute", cut)
    return False


@pytest.mark.parametrize("name", ["loses_rows", "orphans"])
def test_a_step_that_loses_rows_is_taken_back(folder, tmp_path_factory, name):
    scripts = tmp_path_factory.mktemp("steps") / "steps"
    shutil.copytree(STEPS, scripts)
    body = {
        "loses_rows": "op.execute(\"DELETE FROM records WHERE kind = 'note'\")",
        "orphans": "op.execute(\"UPDATE records SET workshop = 'nobody'\")",
    }[name]
    (scripts / "versions" / "0005_bad.py").write_text(
        f"from alembic import op\nrevision = '0005'\ndown_revision = '0004'\ndef upgrade():\n    {body}\n"
    )
    original = dump(folder / "library.sqlite")
    with pytest.raises(StorageError) as caught:
        migrate(place_of(folder), scripts=scripts)
    assert isinstance(caught.value.__cause__, RowsLost)
    assert dump(folder / "library.sqlite") == original


def test_no_backup_no_migration(folder):
    (folder / "backups").write_text("in the way")
    original = dump(folder / "library.sqlite")
    with pytest.raises(StorageError):
        migrate(place_of(folder), scripts=STEPS)
    assert dump(folder / "library.sqlite") == original


def test_postgresql_migrates_in_one_transaction(postgres_place, opened, tmp_path):
    library, _ = opened(postgres_place)
    library.create(sample())
    library.close()
    scripts = tmp_path / "steps"
    shutil.copytree(STEPS, scripts)
    bad = scripts / "versions" / "0005_bad.py"
    bad.write_text("revision = '0005'\ndown_revision = '0004'\ndef upgrade():\n    raise ValueError('bad')\n")
    with pytest.raises(StorageError, match="bad"):
        migrate(place_of(postgres_place), scripts=scripts)
    library, _ = opened(postgres_place)
    assert library.check() == []
    library.close()
    bad.unlink()
    migrate(place_of(postgres_place), scripts=scripts)
    engine = create_engine(postgres_place, poolclass=NullPool)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM records")).scalar() == len(sample())
        assert connection.execute(text("SELECT colour FROM workshops")).scalar() == "green"


def test_an_older_library_is_brought_up_to_date_when_it_is_opened(folder, monkeypatch):
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0004"))
    monkeypatch.setattr(schema, "HEAD", "0004")
    monkeypatch.setattr("koosloome_desktop.storage.migrate.SCRIPTS", STEPS)
    with pytest.raises(StorageError):
        Library.open(folder, read_only=True)
    assert not backup_folder(folder / "library.sqlite").exists()
    with Library.open(folder) as library:
        assert [row.code for row in library.list()] == ["T1"]
        assert library.check() == []
    assert [p.name for p in backup_folder(folder / "library.sqlite").iterdir()] == ["before-migration-0001.sqlite"]
