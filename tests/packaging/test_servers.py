"""The PostgreSQL, the virtual screen and the cut-off network that `test.py --ci` puts around the suite."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
import servers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="--ci is for Linux"),
]


def test_postgres_answers_and_is_gone_afterwards():
    with servers.postgres() as address:
        dsn = address.replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(dsn) as connection:
            encoding = connection.execute("SHOW server_encoding").fetchone()
            collation = connection.execute(
                "SELECT datcollate FROM pg_database WHERE datname = current_database()"
            ).fetchone()
        assert (encoding, collation) == (("UTF8",), ("C",))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(dsn)


def test_a_window_opens_on_the_virtual_screen():
    code = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([]); label = QLabel('õ'); label.show(); app.processEvents()\n"
        "print(app.platformName(), app.primaryScreen().size().toTuple())"
    )
    with servers.virtual_screen() as display:
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        words = [sys.executable, "-c", code]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split(" ", 1) == ["xcb", "(1920, 1080)\n"], done.stderr


@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="cutting off the network needs root")
def test_without_network_only_loopback_is_there():
    before = servers.without_network()
    assert before
    code = "import socket; print([name for _, name in socket.if_nameindex()])"
    done = subprocess.run([*before, sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "['lo']\n", done.stderr
