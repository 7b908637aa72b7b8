"""One SQLite in the process, careful where it is old."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from types import SimpleNamespace

import pytest

from koosloome_desktop.storage import driver
from koosloome_desktop.storage.library import Library
from tests.drivers.waiting import PATIENCE
from tests.storage.helpers import sample


def fresh(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
        check=True,
    )
    return done.stdout


def test_the_package_alone_loads_neither_sqlalchemy_nor_a_driver():
    fresh("""
        import sys
        import koosloome_desktop.storage, koosloome_desktop.storage.rows
        import koosloome_desktop.storage.driver, koosloome_desktop.storage.lock
        heavy = {"sqlalchemy", "alembic", "sqlite3", "_sqlite3", "pysqlite3", "psycopg"} & set(sys.modules)
        assert not heavy, heavy
    """)


@pytest.mark.slow
def test_working_with_a_library_loads_exactly_one_sqlite(tmp_path):
    told = fresh(
        """
        import sys
        from koosloome_desktop.storage import open_library
        from koosloome_desktop.storage.backup import make_backup
        from koosloome_desktop.storage.driver import driver_info
        from pathlib import Path
        with open_library(sys.argv[1]) as library:
            library.list()
            library.check()
            make_backup(Path(sys.argv[1]) / "library.sqlite", "x")
        with open_library(sys.argv[1], read_only=True) as library:
            library.list()
        loaded = {"_sqlite3", "pysqlite3"} & set(sys.modules)
        assert len(loaded) == 1, loaded
        assert "psycopg" not in sys.modules
        print(driver_info().module, *loaded)
        """,
        str(tmp_path),
    )
    module, loaded = told.split()
    assert loaded.lstrip("_") == module


@pytest.fixture
def choose(monkeypatch):
    """Offers modules of the given versions (None: not installed) and gives what is chosen."""

    def offer(wheel, system):
        def load(name):
            version = wheel if name.startswith("pysqlite3") else system
            if version is None:
                raise ImportError(name)
            return SimpleNamespace(
                __name__=name, sqlite_version_info=version, sqlite_version=".".join(map(str, version))
            )

        monkeypatch.setattr(driver.importlib, "import_module", load)
        driver.sqlite_module.cache_clear()
        driver.driver_info.cache_clear()
        return driver.driver_info()

    yield offer
    monkeypatch.undo()
    driver.sqlite_module.cache_clear()
    driver.driver_info.cache_clear()


@pytest.mark.parametrize(
    ("wheel", "system", "module", "mode"),
    [
        ((3, 53, 4), (3, 40, 1), "pysqlite3", ("WAL", "FULL")),
        ((3, 51, 3), (3, 52, 0), "pysqlite3", ("WAL", "FULL")),
        ((3, 51, 2), (3, 40, 1), "sqlite3", ("TRUNCATE", "EXTRA")),
        (None, (3, 40, 1), "sqlite3", ("TRUNCATE", "EXTRA")),
        (None, (3, 51, 3), "sqlite3", ("WAL", "FULL")),
        ((3, 40, 0), (3, 52, 0), "sqlite3", ("WAL", "FULL")),
    ],
)
def test_the_choice(choose, wheel, system, module, mode):
    info = choose(wheel, system)
    assert (info.module, info.journal_mode, info.synchronous) == (module, *mode)
    assert info.fallback is (mode[0] == "TRUNCATE")


def pragmas(library: Library) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "mmap_size", "application_id")
    return library._writer.call(lambda line: {name: line.ask(f"PRAGMA {name}")[0][0] for name in names})


def test_what_every_library_is_opened_with(tmp_path):
    info = driver.driver_info()
    with Library.open(tmp_path) as library:
        found = pragmas(library)
    assert found["journal_mode"] == info.journal_mode.lower()
    assert found["synchronous"] == {"FULL": 2, "EXTRA": 3}[info.synchronous]
    assert (found["foreign_keys"], found["secure_delete"], found["mmap_size"]) == (1, 1, 0)
    assert found["application_id"] == int.from_bytes(b"KOOS")


def test_an_old_sqlite_works_without_wal(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(driver, "WAL_SAFE", (99, 0, 0))
        driver.driver_info.cache_clear()
        with Library.open(tmp_path) as library:
            found = pragmas(library)
            assert (found["journal_mode"], found["synchronous"]) == ("truncate", 3)
            with Library.open(tmp_path, read_only=True) as reading:
                assert reading.list() == []
    driver.driver_info.cache_clear()
    # The same library moves on to WAL on a machine that may.
    with Library.open(tmp_path) as library:
        assert pragmas(library)["journal_mode"] == driver.driver_info().journal_mode.lower()


def test_a_crash_without_wal_is_rolled_back(tmp_path, monkeypatch):
    """A kill in the middle of a transaction leaves pages half written and a journal that takes them back."""
    with monkeypatch.context() as patch:
        patch.setattr(driver, "WAL_SAFE", (99, 0, 0))
        driver.driver_info.cache_clear()
        with Library.open(tmp_path / "a") as library:
            library.create(sample(notes=400))
            before = library.load(library.list()[0].id).records
        raw = driver.connect((tmp_path / "a" / "library.sqlite").as_uri())
        raw.execute("PRAGMA journal_mode=TRUNCATE")
        raw.execute("PRAGMA cache_size=2")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE records SET payload = replace(payload, 'kiik', 'kadunud'), search = ''")
        shutil.copytree(tmp_path / "a", tmp_path / "b")
        raw.execute("ROLLBACK")
        raw.close()
        assert (tmp_path / "b" / "library.sqlite-journal").stat().st_size > 0
        assert b"kadunud" in (tmp_path / "b" / "library.sqlite").read_bytes()
        with Library.open(tmp_path / "b") as library:
            assert library.load(library.list()[0].id).records == before
            assert library.check() == []
    driver.driver_info.cache_clear()
