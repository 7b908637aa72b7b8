"""What every test gets without asking: no screen, no network, folders of its own, and a look for leaks afterwards."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
import sys
import threading
import time

import hypothesis
import pytest

# Before anything imports Qt: tests draw into memory unless somebody wants to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TIER = os.environ.get("KOOSLOOME_TEST_TIER", "quick")
THREAD_SECONDS = 2.0  # how long a thread that was told to stop may take

# The quick and CI tiers try the same examples on every run, so that red is the change's fault.
# The full tier looks further.
hypothesis.settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
hypothesis.settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("full", max_examples=5_000, deadline=None, print_blob=True)
hypothesis.settings.load_profile(TIER)


def pytest_collection_finish() -> None:
    """Put everything imported so far out of the collector's sight: the leak hunt sees what tests make, and is quick."""
    gc.collect()
    gc.freeze()


# ---------------------------------------------------------------- folders of its own


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory):
    """Send the library, settings, cache and log of each test to a folder of its own, made only if it is used."""
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOOSLOOME_LIBRARY", str(home / "library"))
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("APPDATA", "LOCALAPPDATA"):  # Windows
            patch.setenv(name, str(home / name.lower()))
        yield home


_numbers = iter(range(1_000_000))


# ---------------------------------------------------------------- no network


def is_local(host: object) -> bool:
    """Whether an address or a name stays on this machine."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _guard(patch: pytest.MonkeyPatch, owner: object, name: str, host_of) -> None:
    real = getattr(owner, name)

    def guarded(*arguments, **keywords):
        host = host_of(arguments)
        if not is_local(host):
            pytest.fail(f"{name}({host!r}): a test reached for the network")
        return real(*arguments, **keywords)

    patch.setattr(owner, name, guarded)


def _host_of_connect(arguments):
    address = arguments[1]
    return address[0] if isinstance(address, tuple) else None  # a path is a socket file on this machine


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """The program makes no connection of its own, and its tests make none either, but for loopback."""
    with pytest.MonkeyPatch.context() as patch:
        _guard(patch, socket.socket, "connect", _host_of_connect)
        _guard(patch, socket.socket, "connect_ex", _host_of_connect)
        _guard(patch, socket, "getaddrinfo", lambda arguments: arguments[0] if arguments else None)
        yield


# ---------------------------------------------------------------- what may not be left behind


def running_threads() -> set[threading.Thread]:
    """Threads that Python started; those that Qt started look like dummies and are found as QThread objects."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def leaked_threads(before: set[threading.Thread]) -> list[str]:
    """Threads that a test left running."""
    give_up = time.monotonic() + THREAD_SECONDS
    left = running_threads() - before
    for thread in left:
        thread.join(max(0.0, give_up - time.monotonic()))
    return [f"thread {thread.name}" for thread in left if thread.is_alive()]


def qt_is_running() -> bool:
    """Whether this process has a QApplication; asking must not import Qt."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets is not None and widgets.QApplication.instance() is not None


def qt_objects() -> dict[int, str]:
    """Top-level windows, active timers and running threads of Qt that are there now, by their address."""
    if not qt_is_running():
        return {}
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from PySide6.QtWidgets import QApplication, QMenu

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = {}
    for widget in QApplication.topLevelWidgets():
        # Hidden ones with a parent, menus and tips are kept for later by their owner.
        kept = widget.parent() is not None or isinstance(widget, QMenu) or widget.inherits("QTipLabel")
        if widget.isVisible() or not kept:
            found[shiboken6.getCppPointer(widget)[0]] = f"window {widget!r}"
    for thing in gc.get_objects():
        if not issubclass(type(thing), QTimer | QThread) or not shiboken6.isValid(thing):
            continue
        if isinstance(thing, QTimer) and thing.isActive():
            found[shiboken6.getCppPointer(thing)[0]] = f"active timer {thing!r} of {thing.parent()!r}"
        elif isinstance(thing, QThread) and thing.isRunning() and thing is not QThread.currentThread():
            found[shiboken6.getCppPointer(thing)[0]] = f"running {thing!r}"
    return found


@pytest.fixture(autouse=True)
def no_leaks():
    """After each test no window, active timer or thread of it is left. Set up first, so it looks after all clean-up."""
    threads, things = running_threads(), qt_objects()
    yield
    left = leaked_threads(threads)
    if qt_objects().keys() - things:
        gc.collect()  # what only waited for the collector is no leak
        left += [text for address, text in qt_objects().items() if address not in things]
    if left:
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)


# ---------------------------------------------------------------- a real window


@pytest.fixture
def x_environment():
    """Environment for a program that shall open a real X11 window on the virtual screen of `packaging/test.py --ci`.

    For tests marked `slow`; they start the program as a process of its own and drive it with xdotool.
    """
    display = os.environ.get("KOOSLOOME_TEST_DISPLAY")
    if not display:
        pytest.fail("no virtual screen: run `python3 packaging/test.py --ci`")
    return os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
