"""The set-up that both commands share: what is missing, what to run, what the stamp remembers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest
from bootstrap import Need

linux_only = pytest.mark.skipif(not bootstrap.LINUX, reason="only Linux takes libraries from the system")


@linux_only
@pytest.mark.parametrize(
    ("shown_by", "there"),
    [
        ("libc.so.6", True),
        ("libnobodyhasthis.so.9", False),
        ("sh", True),
        ("nobody-has-this-program", False),
        ("/bin/s?", True),
        ("/nobody/has/this/*", False),
        ("import json", True),
        ("import nobody_has_this", False),
    ],
)
def test_the_system_is_asked_itself(shown_by, there):
    need = Need("some-package", shown_by)
    assert bootstrap.is_there(need) is there
    assert bootstrap.missing([need]) == ([] if there else ["some-package"])


@linux_only
def test_nothing_missing_installs_nothing(capsys):
    assert bootstrap.provide([Need("libc6", "libc.so.6")])
    assert capsys.readouterr().out == ""


@linux_only
def test_without_apt_the_packages_are_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not bootstrap.provide([Need("libmagic", "libnobodyhasthis.so.9"), Need("libc6", "libc.so.6")])
    said = capsys.readouterr().out
    assert "libmagic" in said
    assert "libc6" not in said


@linux_only
def test_where_root_is_out_of_reach_the_exact_line_is_printed(tmp_path):
    """As an unprivileged user, with an apt that must not be called and no sudo."""
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\necho called >&2\n")
    apt.chmod(0o755)
    code = (
        f"import os, sys; sys.path.insert(0, {str(Path(bootstrap.__file__).parent)!r})\n"
        "os.geteuid = lambda: 1000\n"
        "import bootstrap\n"
        "bootstrap.provide([bootstrap.Need('libmagic', 'libnobodyhasthis.so.9')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "sudo apt-get install -y libmagic\n" in done.stdout
    assert "called" not in done.stderr


def test_a_screen_is_known_by_its_variables(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.has_screen() is not bootstrap.LINUX
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert bootstrap.has_screen()


def test_the_fingerprint_follows_lock_and_folder(monkeypatch, tmp_path):
    first = bootstrap.fingerprint()
    assert first == bootstrap.fingerprint()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(bootstrap.LOCK.read_bytes() + b"#")
    monkeypatch.setattr(bootstrap, "LOCK", changed)
    second = bootstrap.fingerprint()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_bytes(b"")
    assert len({first, second, bootstrap.fingerprint()}) == 3


def test_a_venv_without_python_does_not_work(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "bin" / "python")
    assert not bootstrap.venv_works()


def test_a_failing_step_says_what_and_which_command():
    with pytest.raises(bootstrap.SetupError, match=r"could not be made \(the command was: .*exit\(3\)"):
        bootstrap.run_or_fail([sys.executable, "-c", "exit(3)"], "It could not be made")


def test_old_pythons_are_told(monkeypatch):
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 1))
    with pytest.raises(bootstrap.SetupError, match=r"Python 99\.1 or newer is needed"):
        bootstrap.prepare_python()
