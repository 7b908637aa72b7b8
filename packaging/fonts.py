#!/usr/bin/env python3
"""Fetch the shipped fonts once and put them, with their licence texts, into ``resources/fonts``.

Whole static TrueType files from two npm packages (others ship files cut by alphabet, of which none alone writes
Estonian). Nothing is subset, so the reserved font name of Source Sans is no issue. Needs ``npm`` with a package
registry; the program itself never needs this script, the files are in the repository.

Usage: ``python3 packaging/fonts.py``; afterwards run ``packaging/metrics.py``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).resolve().parent.parent / "resources" / "fonts"

#: npm package -> (file inside the package, file in resources/fonts)
FILES: Final = {
    "@expo-google-fonts/source-sans-3@0.4.1": (
        ("400Regular/SourceSans3_400Regular.ttf", "SourceSans3-Regular.ttf"),
        ("600SemiBold/SourceSans3_600SemiBold.ttf", "SourceSans3-SemiBold.ttf"),
        ("700Bold/SourceSans3_700Bold.ttf", "SourceSans3-Bold.ttf"),
        ("400Regular_Italic/SourceSans3_400Regular_Italic.ttf", "SourceSans3-Italic.ttf"),
        ("LICENSE_FONT", "SourceSans3-OFL.txt"),
    ),
    "@expo-google-fonts/noto-emoji@0.4.7": (
        ("400Regular/NotoEmoji_400Regular.ttf", "NotoEmoji-Regular.ttf"),
        ("LICENSE_FONT", "NotoEmoji-OFL.txt"),
    ),
}


def fetch(package: str, wanted: tuple[tuple[str, str], ...], target: Path) -> None:
    """Pack one npm package into a temporary folder and copy the wanted files out of it."""
    with tempfile.TemporaryDirectory() as folder:
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            for member, name in wanted:
                source = tar.extractfile(f"package/{member}")
                if source is None:
                    raise SystemExit(f"{package} has no {member}")
                (target / name).write_bytes(source.read())


def main() -> int:
    """Fetch everything; the exit status is 0 when all files are there."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for package, wanted in FILES.items():
        fetch(package, wanted, TARGET)
        print(package, "->", ", ".join(name for _, name in wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
