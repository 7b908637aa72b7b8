"""Keeps the screen from going dark while the wall is up, in the way each system offers; where none does, nothing
happens and nobody is told.

Linux: `org.freedesktop.ScreenSaver` (freedesktop.org, idle inhibition service) on the session bus, else
`systemd-inhibit`. Windows: `SetThreadExecutionState`. macOS: `caffeinate`. All of them end with our process at the
latest.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import subprocess

_NAME: Final = "Koosloome"
_SERVICE: Final = "org.freedesktop.ScreenSaver"
_PATHS: Final = ("/org/freedesktop/ScreenSaver", "/ScreenSaver")
_CONNECTION: Final = "koosloome-awake"
_BUS_MS: Final = 400
"""No desktop takes longer to answer; one that does must not keep the window waiting."""
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


class Way(Protocol):
    """One way to keep a screen awake."""

    def hold(self, why: str) -> bool:
        """Keep it awake; whether that worked."""

    def release(self) -> None:
        """Let it sleep again."""


class ScreenSaverBus:
    """The desktop's own service, asked over a connection of its own: it lets go when that connection ends."""

    def hold(self, why: str) -> bool:
        """Inhibit, at the first path that answers."""
        try:
            from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage
        except ImportError:
            return False
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        for path in _PATHS if bus.isConnected() else ():
            message = QDBusMessage.createMethodCall(_SERVICE, path, _SERVICE, "Inhibit")
            message.setArguments([_NAME, why])
            answer = bus.call(message, QDBus.CallMode.Block, _BUS_MS)
            if answer.type() == QDBusMessage.MessageType.ReplyMessage:
                return True
        self.release()
        return False

    def release(self) -> None:
        """End the connection."""
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.disconnectFromBus(_CONNECTION)


class Helper:
    """A small program of the system that keeps the screen awake as long as it runs."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        self._running: subprocess.Popen[bytes] | None = None

    def hold(self, why: str) -> bool:
        """Start it."""
        if shutil.which(self._words[0]) is None:
            return False
        import subprocess  # read when the first program is started, not with the page

        words = [w.replace("{why}", why).replace("{pid}", str(os.getpid())) for w in self._words]
        quiet = subprocess.DEVNULL
        try:
            self._running = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603
        except OSError:
            return False
        return True

    def release(self) -> None:
        """End it."""
        import subprocess  # read when the first program is started, not with the page

        running, self._running = self._running, None
        if running is not None:
            running.terminate()
            try:
                running.wait(2)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


class Windows:
    """The execution state of the main thread."""

    def __init__(self, call: Callable[[int], object] | None = None) -> None:
        self._call = call or _set_execution_state

    def hold(self, _why: str) -> bool:
        """Display and system stay on."""
        return bool(self._call(_CONTINUOUS | _SYSTEM | _DISPLAY))

    def release(self) -> None:
        """As before."""
        self._call(_CONTINUOUS)


def _set_execution_state(flags: int) -> object:
    import ctypes

    library = getattr(ctypes, "windll", None)
    return library.kernel32.SetThreadExecutionState(ctypes.c_uint(flags)) if library is not None else 0


def ways(platform: str = sys.platform) -> list[Way]:
    """The ways of a system, the best first."""
    if platform == "win32":
        return [Windows()]
    if platform == "darwin":
        return [Helper(("caffeinate", "-d", "-i", "-w", "{pid}"))]
    idle = ("systemd-inhibit", "--what=idle", f"--who={_NAME}", "--why={why}", "tail", "--pid={pid}", "-f", "/dev/null")
    return [ScreenSaverBus(), Helper(idle)]


class Awake:
    """Holds the screen awake by the first way that works."""

    def __init__(self, found: Sequence[Way] | None = None) -> None:
        self._ways = list(ways() if found is None else found)
        self._by: Way | None = None

    @property
    def held(self) -> bool:
        """Whether some way holds it."""
        return self._by is not None

    def hold(self, why: str) -> None:
        """Keep the screen on; holding it twice is holding it once."""
        if self._by is None:
            self._by = next((way for way in self._ways if way.hold(why)), None)

    def release(self) -> None:
        """Let it go dark again."""
        by, self._by = self._by, None
        if by is not None:
            by.release()
