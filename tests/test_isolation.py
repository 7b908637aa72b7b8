"""`conftest.py` keeps its word: leaks are found, the network is out of reach, folders are the test's own."""

from __future__ import annotations

import importlib
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.conftest import TIER

ROOT = Path(__file__).parent.parent

INNER_TESTS = """
import threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QMenu
import tests.conftest

KEPT = []
tests.conftest.PATIENCE = 2.0  # nobody need wait longer for a thread that is left on purpose

def test_clean(qtbot):
    label = QLabel("õ")
    qtbot.addWidget(label)
    label.show()
    QMenu(label)
    QTimer(label).start(1000)
    threading.Thread(target=lambda: None).start()

def test_leaves_a_window(qapp):
    KEPT.append(QLabel("x"))

def test_leaves_a_timer(qapp):
    KEPT.append(QTimer())
    KEPT[-1].start(1000)

def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, daemon=True).start()
"""


@pytest.mark.slow
def test_leaks_are_found_and_nothing_else(tmp_path):
    (tmp_path / "test_inner.py").write_text(INNER_TESTS, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    words += ["-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, tmp_path]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    errors = dict(re.findall(r"ERROR at teardown of test_(\w+) _+\nleft behind: (.*)", done.stdout))
    assert list(errors) == ["leaves_a_window", "leaves_a_timer", "leaves_a_thread"], done.stdout
    assert errors["leaves_a_window"].startswith("window <PySide6.QtWidgets.QLabel")
    assert errors["leaves_a_timer"].count("active timer") == 1
    assert errors["leaves_a_thread"].startswith("thread ")


@pytest.mark.skipif(TIER == "full", reason="the full tier looks further")
def test_what_is_tried_does_not_hang_on_what_is_loaded(tmp_path, monkeypatch, request):
    """Otherwise a test passes alone and fails after others, or the other way round, with nobody at fault."""
    tried: list[object] = []

    @hypothesis.settings(max_examples=100, derandomize=True)
    @hypothesis.given(st.lists(st.integers()), st.text())
    def trying(some, text):
        tried.append((some, text))

    trying()
    before = tried.copy()
    tried.clear()
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "odd_program.py").write_text("NUMBERS = 123456, 234567, 345678\nWORDS = 'odd', 'word'\n", "utf-8")
    importlib.import_module("odd_program")
    request.addfinalizer(lambda: sys.modules.pop("odd_program"))
    trying()
    assert tried == before
    assert len(tried) == 100


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_the_network_is_out_of_reach(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock, pytest.raises(pytest.fail.Exception, match="network"):
        sock.connect((host, 9))


def test_names_are_not_looked_up():
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.getaddrinfo("example.invalid", 80)


def test_loopback_is_allowed():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_folders_are_the_tests_own(own_folders):
    assert os.environ["KOOSLOOME_LIBRARY"] == str(own_folders / "library")
    assert not own_folders.exists()
