"""Set everything up and open the program with the sample workshop: `python3 packaging/run.py`.

On a machine without a screen it exports the sample workshop's PDF instead and says where. `--setup-only` stops after
the set-up. Any other words go to the program's command line: `python3 packaging/run.py list --json`.
Standard library only; Linux, macOS and Windows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence

import bootstrap

SAMPLE = bootstrap.ROOT / "resources" / "samples" / "01_kogukonnamaja.json"
PDF = bootstrap.ROOT / "out" / "kogukonnamaja.pdf"


def program(words: Sequence[str], *, capture: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the program's command line in `.venv`."""
    command = [str(bootstrap.PYTHON), "-m", "koosloome_desktop", *words]
    output = subprocess.PIPE if capture else None
    return subprocess.run(command, cwd=bootstrap.ROOT, stdout=output, encoding="utf-8", check=False)


def export_sample() -> int:
    """Import the sample workshop into a throw-away library and write its PDF. Returns the exit code."""
    bootstrap.say("There is no screen here, so the sample workshop goes into a PDF instead.")
    PDF.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="koosloome-") as library:
        imported = program(["import", str(SAMPLE), "--library", library], capture=True)
        if imported.returncode:
            return imported.returncode
        workshop = json.loads(imported.stdout.splitlines()[0])["workshop"]
        exported = program(["export", workshop, str(PDF), "--library", library])
    if exported.returncode == 0:
        bootstrap.say(f"The sample workshop's PDF: {PDF} ({PDF.stat().st_size // 1024} kB)")
    return exported.returncode


def main(words: list[str]) -> int:
    """Set up, then run. Returns the exit code."""
    screen = bootstrap.has_screen()
    needs = bootstrap.QT_LIBRARIES + (bootstrap.WINDOW_LIBRARIES if screen else ())
    try:
        complete = bootstrap.provide(needs)
        bootstrap.prepare_python()
    except bootstrap.SetupError as problem:
        bootstrap.say(f"   {problem}")
        return 1
    if words == ["--setup-only"]:
        bootstrap.say("Everything is set up." if complete else "Set up, but for the system packages named above.")
        return 0 if complete else 1
    if words:
        return program(words).returncode
    if not screen:
        return export_sample()
    if not complete:
        return 1
    bootstrap.say("Opening the program with the sample workshop.")
    return program(["demo"]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
