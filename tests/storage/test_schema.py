"""Fresh, current, older, newer, foreign and damaged libraries; and that migrations are all or nothing."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from koosloome_desktop.storage import driver, schema
from koosloome_desktop.storage.backup import make_backup
from koosloome_desktop.storage.engine import file_line, sqlite_engine
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.line import AlchemyLine
from koosloome_desktop.storage.migrate import upgrade
from koosloome_desktop.support.errors import DamagedLibrary, NewerLibrary, StorageError
from tests.drivers.waiting import PATIENCE
from tests.storage.helpers import digest


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


def create(connection) -> None:
    schema.create(AlchemyLine(connection))


def test_create_all_and_the_steps_make_one_schema_on_sqlite(tmp_path):
    found = []
    for make in (create, upgrade):
        engine = sqlite_engine(tmp_path / f"{make.__name__}.sqlite")
        with engine.begin() as connection:
            make(connection)
        with engine.begin() as connection:
            found.append(sqlite_sql(connection))
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == schema.HEAD
    line = file_line(tmp_path / "line.sqlite")
    for _ in range(2):  # the second time they are there
        with line.begin():
            schema.create(line)
    found.append({name: "".join((sql or "").split()) for name, sql in line.ask("SELECT name, sql FROM sqlite_master")})
    line.close()
    assert found[0] == found[1] == found[2]
    assert {name for name, sql in found[0].items() if sql.endswith("WITHOUTROWID")} == {"records", "changes"}


def test_create_all_and_the_steps_make_one_schema_on_postgresql(postgres_place):
    engine = create_engine(postgres_place, poolclass=NullPool)
    found = []
    for make in (create, upgrade):
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


def test_the_index_of_due_dates_leaves_the_others_out_on_both_databases():
    from sqlalchemy import create_mock_engine

    from koosloome_desktop.storage.tables import metadata

    for url in ("sqlite://", "postgresql+psycopg://"):
        made: list[Any] = []
        engine = create_mock_engine(url, lambda ddl, *_, keep=made.append, **__: keep(ddl))
        metadata.create_all(engine, checkfirst=False)
        said = {str(ddl.compile(dialect=engine.dialect)) for ddl in made}
        assert "CREATE INDEX ix_records_due ON records (due) WHERE due IS NOT NULL" in said


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


@pytest.mark.slow
def test_a_fresh_library_needs_the_tables_and_one_that_is_there_no_sqlalchemy_at_all(tmp_path):
    code = """
        import sys
        from koosloome_desktop.storage import open_library
        assert "sqlalchemy" not in sys.modules
        with open_library(sys.argv[1]) as library:
            library.list()
        there = {"sqlalchemy", "sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "alembic"} & set(sys.modules)
        print(*sorted(there))
    """
    for loaded in (["sqlalchemy"], []):
        call = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
        assert (
            subprocess.run(call, check=True, timeout=PATIENCE * 2, capture_output=True, text=True).stdout.split()
            == loaded
        )


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


def test_a_newer_library_that_only_adds_is_read_and_not_written(folder):
    execute(
        folder,
        "UPDATE alembic_version SET version_num = '0001.1'",
        "CREATE TABLE of_the_future (x)",
        "ALTER TABLE workshops ADD COLUMN mood TEXT NOT NULL DEFAULT ''",
    )
    with pytest.raises(NewerLibrary) as caught:
        Library.open(folder)
    assert caught.value.readable
    before = (folder / "library.sqlite").read_bytes()
    with Library.open(folder, read_only=True) as library:
        (row,) = library.list()
        assert len(library.load(row.id).records) == 12
    assert (folder / "library.sqlite").read_bytes() == before


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
