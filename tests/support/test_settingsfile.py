"""A small file is the old one or the new one: also when the disk fails at any step, and when the process is killed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from koosloome_desktop.support.settingsfile import sweep, write_atomic, write_text_atomic

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links as POSIX has them")


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_a_new_file_and_replaces_an_old_one(tmp_path: Path) -> None:
    target = tmp_path / "seaded.json"
    write_atomic(target, b"one")
    assert target.read_bytes() == b"one"
    write_text_atomic(target, "õ\r\n")
    assert target.read_bytes() == "õ\r\n".encode()
    write_atomic(target, b"")
    assert target.read_bytes() == b""
    assert left(tmp_path) == ["seaded.json"]


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "kava.pdf"
    write_atomic(target, b"old" * 1000)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    if step == "write":
        # A real failing write: the kernel refuses to let the file grow.
        script = (
            "import resource, signal, sys\n"
            "from pathlib import Path\n"
            "from koosloome_desktop.support.settingsfile import write_atomic\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
            "try:\n    write_atomic(Path(sys.argv[1]), b'n' * 100000)\n"
            "except OSError as error:\n    sys.exit(40 if error.errno == 27 else 1)\n"
        )
        if os.name != "posix":
            pytest.skip("file size limits as POSIX has them")
        done = subprocess.run([sys.executable, "-B", "-c", script, str(target)], check=False, cwd=ROOT)
        assert done.returncode == 40
    else:
        place, name = {"fsync": (os, "fsync"), "replace": (Path, "replace")}[step]
        monkeypatch.setattr(place, name, full)
        with pytest.raises(OSError, match="no space"):
            write_atomic(target, b"new")
    assert target.read_bytes() == b"old" * 1000
    assert left(tmp_path) == ["kava.pdf"], "a half-written file must not stay behind"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomic(tmp_path / "none" / "a", b"x")


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match=r"."):
        write_atomic(tmp_path / "a", b"x")
    assert left(tmp_path) == ["a"]


@posix
def test_permissions(tmp_path: Path) -> None:
    secret, shared = tmp_path / "secret", tmp_path / "shared"
    write_atomic(secret, b"x", private=True)
    assert secret.stat().st_mode & 0o777 == 0o600
    write_atomic(shared, b"x")
    shared.chmod(0o664)
    write_atomic(shared, b"y")
    assert shared.stat().st_mode & 0o777 == 0o664


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    write_atomic(real / "a", b"old")
    (tmp_path / "link").symlink_to(real / "a")
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (real / "a").read_bytes() == b"new"


def test_order_of_the_disk_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object) -> object:
            calls.append(name)
            return real(*args)

        return call

    monkeypatch.setattr(os, "fsync", noted("fsync", os.fsync))
    monkeypatch.setattr(Path, "replace", noted("rename", Path.replace))
    write_atomic(tmp_path / "a", b"x")
    assert calls[:2] == ["fsync", "rename"], "content must be on the disk before the name points to it"
    if os.name == "posix":
        assert calls == ["fsync", "rename", "fsync"], "and the folder's entry after it"


@posix
def test_killed_while_writing(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_atomic(target, b"old")
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from koosloome_desktop.support import settingsfile\n"
        "os.fsync = lambda fd: os.kill(os.getpid(), signal.SIGKILL)\n"
        "settingsfile.write_atomic(Path(sys.argv[1]), b'new')\n"
    )
    done = subprocess.run([sys.executable, "-B", "-c", script, str(target)], check=False, cwd=ROOT)
    assert done.returncode == -9
    assert target.read_bytes() == b"old"
    assert len(left(tmp_path)) == 2
    assert sweep(tmp_path) == 1
    assert left(tmp_path) == ["a"]


def test_sweep_takes_only_what_is_ours(tmp_path: Path) -> None:
    for name in (".koosloome-0011223344556677.part", "minu.part", ".koosloome-plaan.json"):
        (tmp_path / name).write_bytes(b"x")
    assert sweep(tmp_path) == 1
    assert left(tmp_path) == [".koosloome-plaan.json", "minu.part"]
    assert sweep(tmp_path / "none") == 0
