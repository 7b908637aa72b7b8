"""What every test gets without asking: no screen, no network, folders of its own, and a look for leaks afterwards."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
import sys
import threading
import time
from typing import Any

import hypothesis
import pytest

from koosloome_desktop.support import i18n
from tests.drivers.postgres import guarded, postgres_address, postgres_place, proxy
from tests.drivers.waiting import PATIENCE

__all__ = ["guarded", "postgres_address", "postgres_place", "proxy"]

# Before anything imports Qt: tests draw into memory unless somebody wants to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TIER = os.environ.get("KOOSLOOME_TEST_TIER", "quick")

# The quick and CI tiers try the same examples on every run, so that red is the change's fault.
# The full tier looks further. How long examples take to make is no test's business: the machine may be busy.
SLOW_IS_FINE = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("quick", max_examples=25, derandomize=True, **SLOW_IS_FINE)
hypothesis.settings.register_profile("ci", max_examples=60, derandomize=True, print_blob=True, **SLOW_IS_FINE)
hypothesis.settings.register_profile("full", max_examples=5_000, print_blob=True, **SLOW_IS_FINE)
hypothesis.settings.load_profile(TIER)


def try_the_same_whatever_is_loaded() -> None:
    """Have hypothesis leave out the numbers and words that it reads in the source of the modules loaded by now.

    It mixes them into its examples, `derandomize` or not: so what a test tried hung on which other tests had run
    before it in the process, and on every constant of the program. `test_isolation.py` notices if this stops working.
    """
    from hypothesis.internal.conjecture import providers

    none = providers._local_constants
    providers._get_local_constants = lambda: none


if TIER != "full":
    try_the_same_whatever_is_loaded()


# The collector looks through everything as seldom as the program has it (`__main__`): at Python's own number that was a
# tenth of a run. What a test leaves of Qt is hunted for after each (`no_leaks`).
gc.set_threshold(50_000, 20, 20)


LONGEST = 7_200
"""Seconds that a test of the full tier may take which says nothing else."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests have the longest time that is said of them: what is said of the function comes before what is said of
    its longest case, and would cut that off. Whatever hypothesis tries, it tries more of in the full tier.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("grows")
        grows = TIER == "full" and item.get_closest_marker("grows") is not None
        if grows or item.get_closest_marker("full") is not None:
            said = [mark.args[0] for mark in item.iter_markers("timeout")]
            item.add_marker(pytest.mark.timeout(max(said, default=LONGEST)), append=False)


# ---------------------------------------------------------------- folders of its own


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory):
    """Send the library, settings, cache and log of each test to a folder of its own, made only if it is used."""
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOOSLOOME_LIBRARY", str(home / "library"))
        patch.delenv("KOOSLOOME_DATABASE_URL", raising=False)
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("APPDATA", "LOCALAPPDATA"):  # Windows
            patch.setenv(name, str(home / name.lower()))
        yield home


_numbers = iter(range(1_000_000))


@pytest.fixture(autouse=True)
def own_language():
    """Begin each test in Estonian, whatever the one before it spoke."""
    i18n.set_pseudo(False)
    i18n.set_language(i18n.DEFAULT_LANGUAGE)


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
    give_up = time.monotonic() + PATIENCE
    left = running_threads() - before
    for thread in left:
        thread.join(max(0.0, give_up - time.monotonic()))
    return [f"thread {thread.name}" for thread in left if thread.is_alive()]


def top_level_windows() -> dict[int, str]:
    """Top-level windows by their address, but for hidden ones that their owner keeps for later."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}  # asking must not import Qt
    import shiboken6

    found = {}
    for widget in widgets.QApplication.topLevelWidgets():
        kept = widget.parent() is not None or isinstance(widget, widgets.QMenu) or widget.inherits("QTipLabel")
        if widget.isVisible() or not kept:
            found[shiboken6.getCppPointer(widget)[0]] = f"window {widget!r}"
    return found


def leaked_timers_and_threads(windows: dict[int, str]) -> list[str]:
    """Active timers and running threads of Qt among the objects made since the collector was last told to forget.

    What waits in a window that several tests share is that window's: it comes to light when a workshop that a test
    closes lets the collector look at everything again.
    """
    import shiboken6
    from PySide6.QtCore import QThread, QTimer

    found = []
    for thing in gc.get_objects():
        if not issubclass(type(thing), QTimer | QThread) or not shiboken6.isValid(thing):
            continue
        if isinstance(thing, QTimer) and thing.isActive() and _window_of(thing) not in windows:
            found.append(f"active timer {thing!r} of {thing.parent()!r}")
        elif isinstance(thing, QThread) and thing.isRunning() and thing is not QThread.currentThread():
            found.append(f"running {thing!r}")
    return found


def _window_of(thing: Any) -> int:
    """The address of the window that an object belongs to; 0 when it belongs to none."""
    import shiboken6
    from PySide6.QtWidgets import QWidget

    while thing is not None and not isinstance(thing, QWidget):
        thing = thing.parent()
    return 0 if thing is None else shiboken6.getCppPointer(thing.window())[0]


def leaked_qt_objects(windows: dict[int, str]) -> list[str]:
    """What a test left of Qt, once everything that waits to be deleted is deleted."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    left = [text for address, text in top_level_windows().items() if address not in windows]
    left += leaked_timers_and_threads(windows)
    gc.freeze()  # the next test's hunt looks at new objects only, which makes it quick
    return left


@pytest.fixture(autouse=True)
def no_leaks(request):
    """After each test no window, active timer or thread of it is left. Set up first, so it looks after all clean-up."""
    uses_qt = not {"qapp", "qtbot"}.isdisjoint(request.fixturenames)
    threads = running_threads()
    windows = top_level_windows() if uses_qt else {}
    if uses_qt:
        gc.freeze()
    yield
    left = leaked_threads(threads)
    if uses_qt:
        left += leaked_qt_objects(windows)
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
