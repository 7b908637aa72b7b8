"""A real X server with a real keymap, the real window on it, and keys pressed by their key codes.

Qt's offscreen platform has other key bindings than Linux desktops: there, tests pass and users fail. `setxkbmap` has no
effect on the device that xdotool presses, so each server gets a copy of the keymaps whose default is the wanted layout.
Needs xvfb, xdotool, x11-xkb-utils, xkb-data and openbox.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.drivers.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
KEYMAPS = Path("/usr/share/X11/xkb")
SHIFT = "50"
LAYOUTS = {
    "us": None,
    "ee": 'include "ee(basic)"',
    "ru": 'include "ru(winkeys)"',
    "ru+ee": 'include "ru(winkeys)"\n    include "ee(basic):2"',
}


class Keyboard:
    """The program behind a window, and the keys it is pressed with (X11 key codes, ``shift+38``, ``108+26``)."""

    def __init__(self, display: str, folder: Path, how: str) -> None:
        self.environment = os.environ | {
            "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "XMODIFIERS": "",
        }  # fmt: skip
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.xcb.program", str(folder), how],
            cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=False,
        )  # fmt: skip
        self._rest = b""
        self.state: dict = {}
        self.until(lambda s: s.get("ready"))
        self._first_key()

    def _first_key(self) -> None:
        """Shift until one arrives: a fresh X server's first key may fall into the window manager's reading of the
        keyboard map, and is lost.
        """
        while not self.state["released"]:
            self.press(SHIFT, wait=False)
            with contextlib.suppress(AssertionError):
                self.until(lambda s: s["released"], PATIENCE / 20)
            assert self.program.poll() is None, "the program ended"

    def press(self, *keys: str, wait: bool = True) -> dict:
        """Press keys one after the other; the state when the program has seen all of them let go."""
        before = self.state.get("released", 0)
        words = ["xdotool", "key", "--delay", "4", *keys]
        subprocess.run(words, env=self.environment, check=True, timeout=PATIENCE, capture_output=True)
        if wait:
            presses = sum(len(k.split("+")) for k in keys)
            self.until(lambda s: s["released"] >= before + presses)
        return self.state

    def until(self, holds: Callable[[dict], object], seconds: float = PATIENCE) -> dict:
        """Read what the program tells until something holds of it."""
        give_up = time.monotonic() + seconds
        while not (self.state and holds(self.state)):
            assert time.monotonic() < give_up, self.state
            assert self.program.poll() is None, "the program ended"
            ready, _, _ = select.select([self.program.stdout], [], [], 0.2)
            if ready:
                self._rest += os.read(self.program.stdout.fileno(), 65536)
                *lines, self._rest = self._rest.split(b"\n")
                for line in lines:
                    self.state = json.loads(line)
        return self.state

    def ask(self, order: str) -> dict:
        """Have the program do something that no key does (``clear``, ``write``, ``arrange``, ``edit``)."""
        asked = self.state["asked"]
        self.program.stdin.write(order.encode() + b"\n")
        self.program.stdin.flush()
        return self.until(lambda s: s["asked"] > asked)

    def close(self) -> None:
        self.program.stdin.close()
        try:
            self.program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()
        self.program.stdout.close()


@contextlib.contextmanager
def screen(layout: str, folder: Path) -> Iterator[str]:
    """An X server whose keyboard has this layout, with a window manager."""
    # By lot, as in `packaging/servers.py`: a server that looks for a free number may take another's socket file away.
    number = f":{secrets.randbelow(50_000) + 1_000}"
    words = ["Xvfb", number, "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    symbols = LAYOUTS[layout]
    if symbols is not None:
        shutil.copytree(KEYMAPS, folder / "xkb", symlinks=False, dirs_exist_ok=True)
        text = f'default partial alphanumeric_keys modifier_keys\nxkb_symbols "basic" {{\n    {symbols}\n}};\n'
        text += 'partial alphanumeric_keys xkb_symbols "pc" { include "us(basic)" };\n'
        (folder / "xkb" / "symbols" / "us").write_text(text, encoding="utf-8")
        words += ["-xkbdir", str(folder / "xkb")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        display = f":{server.stdout.readline().strip()}"
        environment = os.environ | {"DISPLAY": display}
        manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield display
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait(PATIENCE)


@pytest.fixture(scope="session")
def keyboards(tmp_path_factory) -> Iterator[Callable[[str, str], Keyboard]]:
    """``keyboards("ee", "real")``: the program on a screen with that layout; "record" writes commands down instead."""
    missing = [p for p in ("Xvfb", "xdotool", "xkbcomp", "openbox") if shutil.which(p) is None]
    if missing:
        pytest.fail(f"not installed: {', '.join(missing)}; packaging/test.py --ci installs them")
    with contextlib.ExitStack() as stack:
        screens: dict[str, str] = {}
        open_now: dict[tuple[str, str], Keyboard] = {}

        def give(layout: str, how: str = "real") -> Keyboard:
            if layout not in screens:
                screens[layout] = stack.enter_context(screen(layout, tmp_path_factory.mktemp("x")))
            for key in [k for k in open_now if k[0] == layout and k[1] != how]:
                open_now.pop(key).close()
            if (layout, how) not in open_now:
                made = Keyboard(screens[layout], tmp_path_factory.mktemp("program"), how)
                stack.callback(made.close)
                open_now[layout, how] = made
            return open_now[layout, how]

        yield give
