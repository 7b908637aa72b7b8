"""A real PostgreSQL for tests: the one that is given, else one of our own in the long tiers."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import os
from pathlib import Path

import pytest

from tests.drivers.proxy import Proxy

ROOT = Path(__file__).resolve().parents[2]
_numbers = itertools.count(1)
ASKS = f"asks_password_{os.getpid()}"
"""A person of the server who needs a password; each process has its own, as parts of the suite share the server."""


@pytest.fixture(scope="session")
def postgres_address():
    """The address of a PostgreSQL: the one that is given, else one of our own in the long tiers."""
    given = os.environ.get("KOOSLOOME_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    if os.environ.get("KOOSLOOME_TEST_TIER", "quick") == "quick":
        pytest.skip("KOOSLOOME_TEST_POSTGRES_URL is not set; packaging/test.py --ci starts a PostgreSQL")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))
        servers = importlib.import_module("servers")
    try:
        servers.postgres_programs()
    except servers.SetupError as error:
        pytest.skip(f"no PostgreSQL to start: {error}")
    with servers.postgres() as address:
        yield address


@contextlib.contextmanager
def schema_of_its_own(address: str):
    """An empty schema in a database, as the address of a library; dropped afterwards."""
    from sqlalchemy import create_engine, make_url, text
    from sqlalchemy.pool import NullPool

    name = f"test_{os.getpid()}_{next(_numbers)}"
    engine = create_engine(address, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f'CREATE SCHEMA "{name}"'))
    try:
        url = make_url(address).update_query_dict({"options": f"-csearch_path={name}"})
        yield url.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f'DROP SCHEMA "{name}" CASCADE'))
        engine.dispose()


@contextlib.contextmanager
def database_of_its_own(address: str):
    """An empty database, as the address of a library; dropped afterwards.

    What somebody reads in one database keeps deleted rows alive in all its schemas.
    """
    from sqlalchemy import create_engine, make_url, text

    name = f"test_{os.getpid()}_{next(_numbers)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        engine.dispose()


@pytest.fixture
def postgres_place(postgres_address):
    """The address of an empty library in PostgreSQL."""
    with schema_of_its_own(postgres_address) as url:
        yield url


@pytest.fixture
def proxy(postgres_place, monkeypatch):
    """A server in front of the library, that can go away."""
    from koosloome_desktop.storage import listening, writer

    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.1)
    monkeypatch.setattr(listening, "_AGAIN_SECONDS", 0.1)
    made = Proxy(postgres_place)
    yield made
    made.mend()
    made.close()


@pytest.fixture
def guarded(postgres_place):
    """The address of a library whose person, named after this run, needs a password: ``guarded(password)``."""
    from sqlalchemy import create_engine, make_url, text
    from sqlalchemy.exc import DBAPIError

    from koosloome_desktop.storage.addresses import joined_address, split_address

    engine = create_engine(postgres_place, isolation_level="AUTOCOMMIT")
    schema = make_url(postgres_place).query.get("options", "=public").rpartition("=")[2]
    with engine.connect() as connection:
        # The group that has to prove itself stays; another part of the suite may make it at the same moment.
        with contextlib.suppress(DBAPIError):
            connection.execute(text("CREATE ROLE asks_password"))
        connection.execute(text(f"DROP ROLE IF EXISTS {ASKS}"))
        connection.execute(text(f"CREATE ROLE {ASKS} LOGIN PASSWORD 'kõrvits57' IN ROLE asks_password"))
        connection.execute(text(f'GRANT ALL ON SCHEMA "{schema}" TO {ASKS}'))
    yield lambda password="": joined_address(split_address(postgres_place)[0], ASKS, password)
    with engine.connect() as connection:
        connection.execute(text(f"DROP OWNED BY {ASKS}"))
        connection.execute(text(f"DROP ROLE {ASKS}"))
    engine.dispose()
