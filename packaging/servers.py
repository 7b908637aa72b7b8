"""What the whole test suite needs around it: a PostgreSQL, a virtual screen, and no network. For one run only.

Standard library only, Linux only. The servers are context managers that give an address and stop what they started.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bootstrap import Need, SetupError

POSTGRES_NEEDS = (Need("postgresql", "/usr/lib/postgresql/*/bin/initdb"),)
SCREEN_NEEDS = (
    Need("xvfb", "Xvfb"),
    Need("openbox", "openbox"),
    Need("xdotool", "xdotool"),
    Need("x11-xkb-utils", "xkbcomp"),
    Need("xkb-data", "/usr/share/X11/xkb/rules/evdev"),
)
READER_NEEDS = (
    Need("at-spi2-core", "/usr/libexec/at-spi-bus-launcher"),
    Need("dbus", "dbus-run-session"),
    Need("python3-gi", "/usr/lib/python3/dist-packages/gi/__init__.py"),
    Need("gir1.2-atspi-2.0", "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib"),
)
"""What reads a window from outside, as a screen reader does; only `--all` does that."""
PDF_NEEDS = (Need("poppler-utils", "pdftotext"), Need("qpdf", "qpdf"))
OFFICE_NEEDS = (
    Need("libreoffice-calc-nogui", "/usr/lib/libreoffice/program/libsclo.so"),
    Need("libreoffice-writer-nogui", "/usr/lib/libreoffice/program/libswlo.so"),
)
DISK_NEEDS = (Need("strace", "strace"),)
NO_NETWORK_NEEDS = (Need("util-linux", "unshare"), Need("iproute2", "ip"))
SCREEN_SIZE = "1920x1080x24"
START_SECONDS = 30.0
STOP_SECONDS = 20.0


def postgres_programs() -> Path:
    """Folder of the newest installed PostgreSQL's programs."""
    folders = [initdb.parent for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path is None:
        raise SetupError("PostgreSQL's programs were not found.")
    return Path(on_path).resolve().parent


def stop(process: subprocess.Popen[Any], how: signal.Signals = signal.SIGTERM) -> None:
    """End a process that we started."""
    process.send_signal(how)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Start an empty PostgreSQL of our own; gives its SQLAlchemy address.

    It listens on a socket file only, so it needs no port and is reached with the network cut off. PostgreSQL refuses to
    run as root, so root starts it as the system user that its package made. Nothing is synced to the disk (`-F`): the
    data live as long as the tests.
    """
    programs = postgres_programs()
    with tempfile.TemporaryDirectory(prefix="koosloome-pg-") as name:
        folder = Path(name)
        run_as: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL}
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            run_as |= {"user": "postgres", "group": "postgres", "extra_groups": []}
        with (folder / "log.txt").open("wb") as log:
            run_as |= {"stdout": log, "stderr": subprocess.STDOUT}
            made = subprocess.run(
                [programs / "initdb", "-D", "data", "-U", "koosloome", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
                check=False,
                **run_as,
            )
            if made.returncode:
                raise SetupError(f"PostgreSQL could not make a database:\n{(folder / 'log.txt').read_text()}")
            # Those of one group have to prove themselves, for the tests of what a server refuses.
            rules = folder / "data" / "pg_hba.conf"
            rules.write_text("local all +asks_password scram-sha-256\n" + rules.read_text())
            server = subprocess.Popen([programs / "postgres", "-D", "data", "-h", "", "-k", folder, "-F"], **run_as)
            try:
                wait_until_ready(server, [programs / "pg_isready", "-h", folder], run_as)
                subprocess.run(
                    [programs / "createdb", "-h", folder, "-U", "koosloome", "koosloome_test"], check=True, **run_as
                )
                yield f"postgresql+psycopg://koosloome@/koosloome_test?host={folder}"
            finally:
                stop(server, signal.SIGINT)  # PostgreSQL's fast shutdown


def wait_until_ready(server: subprocess.Popen[Any], question: list[str | Path], run_as: dict[str, Any]) -> None:
    """Ask until the answer is yes.

    Raises:
        SetupError: when the server ended, or did not answer in time.
    """
    give_up = time.monotonic() + START_SECONDS
    while subprocess.run(question, check=False, **run_as).returncode:
        if server.poll() is not None or time.monotonic() > give_up:
            raise SetupError(f"PostgreSQL did not start:\n{(run_as['cwd'] / 'log.txt').read_text()}")
        time.sleep(0.1)


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Start an X server without hardware and a window manager on it; gives the display's name (`:7000`).

    Its number is drawn by lot: an X server that looks for a free one sees only the sockets of its own network, and one
    inside a cut-off network would take the socket file away from one outside.
    """
    number = secrets.randbelow(50_000) + 1_000
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    words = ["Xvfb", f":{number}", "-displayfd", "1", "-screen", "0", SCREEN_SIZE, "-nolisten", "tcp"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **quiet) as server:
        try:
            assert server.stdout is not None  # noqa: S101 - asked for above; tells the type checker
            if server.stdout.readline().strip() != str(number):
                raise SetupError("The virtual screen (Xvfb) did not start.")
            display = f":{number}"
            environment = os.environ | {"DISPLAY": display}
            manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, **quiet)
            try:
                yield display
            finally:
                stop(manager)
        finally:
            stop(server)


def without_network() -> list[str]:
    """Words to put before a command so that it finds no network interface but loopback; none where that needs root."""
    if os.geteuid() != 0:
        return []
    words = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    return words if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else []
