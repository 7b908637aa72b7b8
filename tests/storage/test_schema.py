"""Fresh, current, older, newer, foreign and damaged libraries; and that migrations are all or nothing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from koosloome_desktop.storage import driver, schema
from koosloome_desktop.storage.backup import backup_folder, make_backup, table_counts, verify
from koosloome_desktop.storage.engine import place_of, sqlite_engine
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.migrate import RowsLost, migrate, upgrade
from koosloome_desktop.support.errors import DamagedLibrary, NewerLibrary, StorageError
from tests.storage.helpers import sample

STEPS = Path(__file__).with_name("steps")
"""Steps of an invented future: 0002 rebuilds the parent table `workshops`, 0003 adds rows, 0004 an index."""


@pytest.fixture
def folder(tmp_path):
    """A closed library with one workshop."""
    with Library.open(tmp_path) as library:
        library.create(sample())
    return tmp_path


def dump(file: Path) -> list[str]:
    """The whole content of a library file as text."""
    connection = driver.connect(f"{file.as_uri()}?mode=ro")
    try:
        schema_lines = sorted(map(str, connection.execute("SELECT type, name, sql FROM sqlite_master")))
        return schema_lines + [
            f"{name} {row}"
            for name in sorted(table_counts(connection))
            for row in sorted(map(str, connection.execute(f'SELECT * FROM "{name}"')))
        ]
    finally:
        connection.close()


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def execute(folder: Path, *statements: str) -> None:
    connection = driver.connect(f"{(folder / 'library.sqlite').as_uri()}?mode=rw")
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


# ---------------------------------------------------------------- one schema, two ways


def described(connection) -> dict[str, object]:
    """Everything that the database itself tells about the tables."""
    found = inspect(connection)
    return {
        name: (
            [{k: str(v) for k, v in column.items()} for column in found.get_columns(name)],
            found.get_pk_constraint(name),
            sorted(found.get_foreign_keys(name), key=str),
            sorted(found.get_unique_constraints(name), key=str),
            sorted(found.get_indexes(name), key=str),
        )
        for name in sorted(found.get_table_names())
    }


def sqlite_sql(connection) -> dict[str, str]:
    """The statements that made everything, without their line breaks and spaces."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master"))
    return {name: "".join((sql or "").split()) for name, sql in rows}


def test_create_all_and_the_steps_make_one_schema_on_sqlite(tmp_path):
    found = []
    for make in (schema.create, upgrade):
        engine = sqlite_engine(tmp_path / f"{make.__name__}.sqlite")
        with engine.begin() as connection:
            make(connection)
        with engine.begin() as connection:
            found.append(sqlite_sql(connection))
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == schema.HEAD
    assert found[0] == found[1]
    assert {name for name, sql in found[0].items() if sql.endswith("WITHOUTROWID")} == {"records", "changes"}


def test_create_all_and_the_steps_make_one_schema_on_postgresql(postgres_place):
    engine = create_engine(postgres_place, poolclass=NullPool)
    found = []
    for make in (schema.create, upgrade):
        with engine.begin() as connection:
            make(connection)
            found.append(described(connection))
            columns = connection.execute(
                text(
                    "SELECT table_name, column_name, collation_name FROM information_schema.columns"
                    " WHERE table_schema = current_schema() ORDER BY 1, 2"
                )
            ).all()
            found[-1]["collations"] = columns
            everything = MetaData()
            everything.reflect(connection)
            everything.drop_all(connection)
    assert found[0] == found[1]
    assert {row.collation_name for row in found[0]["collations"] if row.column_name in {"id", "sort", "search"}} == {
        "C"
    }


def test_alembic_sees_no_difference_between_tables_and_steps(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from koosloome_desktop.storage.tables import metadata

    engine = sqlite_engine(tmp_path / "x.sqlite")
    with engine.begin() as connection:
        upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_known_revisions_are_those_of_the_steps():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from koosloome_desktop.storage.migrate import SCRIPTS

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    found = ScriptDirectory.from_config(config)
    assert tuple(reversed([step.revision for step in found.walk_revisions()])) == schema.REVISIONS


def test_a_fresh_or_current_library_opens_without_alembic(tmp_path):
    code = """
        import sys
        from koosloome_desktop.storage import open_library
        assert "sqlalchemy" not in sys.modules
        for _ in range(2):
            with open_library(sys.argv[1]) as library:
                library.list()
        assert "alembic" not in sys.modules, "alembic"
        assert "sqlalchemy.orm" in sys.modules
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], check=True, timeout=60)


# ---------------------------------------------------------------- refused, and unchanged


def refused(folder: Path, error: type[Exception]) -> str:
    file = folder / "library.sqlite"
    before = digest(file)
    told = []
    for read_only in (False, True):
        with pytest.raises(error) as caught:
            Library.open(folder, read_only=read_only)
        told.append(caught.value.line())
    assert digest(file) == before
    assert {p.name for p in folder.iterdir()} <= {"library.sqlite", "library.sqlite.lock", "library.sqlite-wal",
                                                  "library.sqlite-shm", "backups"}  # fmt: skip
    return told[0]


def test_a_newer_library_is_refused_by_name(folder):
    execute(
        folder,
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE meta SET value = '7.4.2' WHERE key = 'program'",
        "CREATE TABLE of_the_future (x)",
    )
    assert "7.4.2" in refused(folder, NewerLibrary)


def test_a_newer_form_of_a_record_is_refused_when_it_is_loaded(folder):
    execute(folder, "UPDATE records SET version = 99 WHERE kind = 'note'")
    with Library.open(folder) as library:
        (row,) = library.list()
        with pytest.raises(NewerLibrary):
            library.load(row.id)
    execute(folder, "UPDATE records SET version = 1, kind = 'hologram' WHERE kind = 'note'")
    with Library.open(folder, read_only=True) as library, pytest.raises(NewerLibrary):
        library.load(row.id)


def test_a_newer_library_on_postgresql_is_refused(postgres_place, opened):
    library, _ = opened(postgres_place)
    library.close()
    engine = create_engine(postgres_place, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerLibrary):
        opened(postgres_place)


@pytest.mark.parametrize("content", [b"this is a letter, no database\n" * 300, b"\x89PNG\r\n\x1a\n" + bytes(5000)])
def test_what_is_no_database_is_refused(tmp_path, content):
    (tmp_path / "library.sqlite").write_bytes(content)
    refused(tmp_path, DamagedLibrary)


def test_somebody_elses_database_is_refused(tmp_path):
    connection = driver.connect(f"{(tmp_path / 'library.sqlite').as_uri()}?mode=rwc")
    connection.execute("CREATE TABLE photos (x)")
    connection.close()
    refused(tmp_path, DamagedLibrary)


def test_a_truncated_library_is_refused(folder):
    file = folder / "library.sqlite"
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 3])
    refused_somewhere(folder)


def test_a_library_with_a_scrambled_page_is_refused_or_found_by_the_check(folder):
    file = folder / "library.sqlite"
    data = bytearray(file.read_bytes())
    pages = len(data) // 4096
    for page in range(1, pages):
        broken = bytearray(data)
        broken[page * 4096 : page * 4096 + 200] = bytes(range(200))
        file.write_bytes(broken)
        refused_somewhere(folder)
    file.write_bytes(data)
    with Library.open(folder) as library:
        assert library.check() == []


def refused_somewhere(folder: Path) -> None:
    """Damage shows at the latest in the check, and never as another exception than ours."""
    try:
        with Library.open(folder) as library:
            problems = library.check()
            for row in library.list():
                library.load(row.id)
    except (DamagedLibrary, NewerLibrary):
        return
    assert problems, "the damage was not seen"


def test_an_empty_file_is_a_first_start_that_was_cut_short(tmp_path):
    (tmp_path / "library.sqlite").touch()
    with Library.open(tmp_path) as library:
        assert library.list() == []


def test_an_empty_file_beside_backups_is_damage(folder):
    make_backup(folder / "library.sqlite", "kept")
    (folder / "library.sqlite").write_bytes(b"")
    refused(folder, DamagedLibrary)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        Library.open(tmp_path / "file" / "library")


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
