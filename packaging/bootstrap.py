"""What `run.py` and `test.py` share: a ready `.venv` with the locked dependencies, and the system libraries Qt needs.

Standard library only, because it runs before anything is installed. Doing it again costs a fraction of a second:
a stamp inside `.venv` remembers what was installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = VENV / "koosloome-setup.stamp"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST_PYTHON = (3, 11)


class SetupError(Exception):
    """Something that the person at the keyboard has to do; the text says what."""


class Need(NamedTuple):
    """One thing from the system: the Debian package that brings it, and what shows that it is there."""

    package: str
    shown_by: str  # a shared library (lib*.so*), an absolute path pattern, `import NAME`, or a program on PATH


# What `import PySide6` and drawing without a screen need; then what a window on X11 needs besides.
QT_LIBRARIES = (
    Need("libglib2.0-0", "libglib-2.0.so.0"),
    Need("libgl1", "libGL.so.1"),
    Need("libegl1", "libEGL.so.1"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
)
WINDOW_LIBRARIES = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)
# Debian's Python has the module that makes virtual environments in a package of its own.
VENV_NEED = Need(f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "import ensurepip")


def say(text: str) -> None:
    """Print one line at once, also when the output is a pipe."""
    print(text, flush=True)


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Say what begins, and how long it took when it ends well."""
    say(f"== {title}")
    begun = time.monotonic()
    yield
    say(f"   {title}: {time.monotonic() - begun:.1f} s")


def has_screen() -> bool:
    """Whether a window can open here. Windows and macOS always have a screen."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# ---------------------------------------------------------------- the system


def is_there(need: Need) -> bool:
    """Whether the system has it, asked of the system itself and not of the package list."""
    if need.shown_by.startswith("/"):
        return any(Path("/").glob(need.shown_by.lstrip("/")))
    if need.shown_by.startswith("import "):
        importlib.invalidate_caches()
        return importlib.util.find_spec(need.shown_by.removeprefix("import ")) is not None
    if ".so" not in need.shown_by:
        return shutil.which(need.shown_by) is not None
    try:
        ctypes.CDLL(need.shown_by)
    except OSError:
        return False
    return True


def missing(needs: Sequence[Need]) -> list[str]:
    """Names of the packages whose thing is not there; nothing on systems other than Linux, whose wheels bring all."""
    return [need.package for need in needs if not is_there(need)] if LINUX else []


def root_prefix() -> list[str] | None:
    """Words to put before a command that needs root: none as root, `sudo -n` where it asks nothing, else None."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install_line(packages: Sequence[str]) -> str:
    """The line that a person can copy."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def provide(needs: Sequence[Need]) -> bool:
    """Install what is missing where that is possible without asking anything; without `.venv` also what makes one.

    Returns whether everything is there now; when not, the exact line to run has been printed.
    """
    needs = [*needs, *(() if PYTHON.exists() else (VENV_NEED,))]
    packages = missing(needs)
    if not packages:
        return True
    if shutil.which("apt-get") is None:
        say(f"   Missing system packages (Debian's names): {' '.join(packages)}")
        return False
    prefix = root_prefix()
    if prefix is not None:
        with step(f"system packages: {' '.join(packages)}"):
            apt_install(prefix, packages)
    packages = missing(needs)
    if packages:
        say(f"   Missing system packages. Please run:\n       {install_line(packages)}")
    return not packages


def apt_install(prefix: Sequence[str], packages: Sequence[str]) -> None:
    """Refresh apt's lists once and install; on failure show the end of what apt said."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*apt, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            say("\n".join(f"   | {line}" for line in done.stdout.splitlines()[-8:]))


# ---------------------------------------------------------------- the virtual environment


def fingerprint() -> str:
    """What the stamp holds: it changes with the lock, with pyproject.toml and when the folder is moved."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run_or_fail(words: Sequence[str | Path], problem: str) -> None:
    """Run a command of the set-up; its failure ends the set-up with one sentence after its own output."""
    done = subprocess.run(words, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SetupError(f"{problem} (the command was: {shlex.join(map(str, words))})")


def venv_works() -> bool:
    """Whether `.venv` has a Python that starts and a pip."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """Make `.venv`."""
    if not is_there(VENV_NEED):
        raise SetupError("Without it this Python makes no virtual environment, so the set-up ends here.")
    with step("virtual environment .venv"):
        run_or_fail([sys.executable, "-m", "venv", "--clear", VENV], "The virtual environment could not be made")


def pip_install(problem: str, *words: str | Path) -> None:
    """Run `pip install` in `.venv` without questions and without a progress bar."""
    quiet = ("--disable-pip-version-check", "--no-input", "-qq", "--progress-bar", "off")
    run_or_fail([PYTHON, "-m", "pip", "install", *quiet, *words], problem)


def install_dependencies() -> None:
    """Install exactly what the lock names, checked by hash, then this checkout itself as an editable package."""
    with step("locked dependencies"):
        # The lock names everything, so pip has nothing to resolve: older ones (23.2) look at a newer release for
        # "name[extra]" and then refuse it for want of a hash. That nothing is missing is asked afterwards.
        pip_install("The dependencies could not be installed", "--no-deps", "--require-hashes", "-r", LOCK)
    with step("this checkout"):
        # The build tool is in the lock too, so nothing unchecked is fetched.
        pip_install("The program could not be installed", "--no-build-isolation", "--no-deps", "-e", ROOT)
    run_or_fail([PYTHON, "-m", "pip", "check", "--disable-pip-version-check"], "The lock leaves something out")
    # So that the very first start is as quick as all others, also where Python is told to write no compiled modules.
    run_or_fail([PYTHON, "-m", "compileall", "-qq", ROOT / "koosloome_desktop"], "The program could not be compiled")


def prepare_python() -> None:
    """Bring `.venv` up to date.

    Raises:
        SetupError: with what to do, when it cannot be done from here.
    """
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        raise SetupError(f"Python {wanted} or newer is needed; this is {sys.version.split()[0]}.")
    wanted_stamp = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted_stamp and venv_works():
        return
    if not venv_works():
        make_venv()
    install_dependencies()
    STAMP.write_text(wanted_stamp, encoding="utf-8")
