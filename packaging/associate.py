"""Have a double-click on a `.koosloome` file open it in the program, for the user who runs this.

    python3 packaging/associate.py            the program of `.venv` (or `--program PATH`) opens workshop files
    python3 packaging/associate.py --remove   as it was before

Linux: a desktop entry, the file type and an icon in the user's own data folder (freedesktop.org). Windows: keys below
HKEY_CURRENT_USER, no administrator needed. macOS takes file types from an application's bundle only: the entries that
it needs are in `macos_entries`. A package of the system installs the same three files (pyproject.toml, shared-data). A
second start hands its files to the window that is open (`app/instance.py`). Standard library only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent / "association"
MIME: Final = "application/vnd.koosloome.workshop+zip"
ENDING: Final = ".koosloome"
PROG_ID: Final = "Koosloome.Workshop"
FILES: Final = {
    "koosloome.desktop": "applications/koosloome.desktop",
    "koosloome-workshop.xml": "mime/packages/koosloome-workshop.xml",
    "koosloome.svg": "icons/hicolor/scalable/apps/koosloome.svg",
}
"""Each file and its place below a data folder (XDG_DATA_HOME, /usr/share)."""


def own_program() -> Path:
    """The program of this checkout's `.venv`."""
    folder = HERE.parent.parent / ".venv"
    return folder / ("Scripts/koosloome-desktop.exe" if sys.platform == "win32" else "bin/koosloome-desktop")


def data_home() -> Path:
    """The user's data folder (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def quoted(program: Path) -> str:
    """A path as a desktop entry's Exec key takes it (Desktop Entry Specification, "The Exec key")."""
    text = str(program)
    for sign in ("\\", '"', "`", "$"):
        text = text.replace(sign, f"\\{sign}")
    # The value is a string itself, in which a backslash counts once more; %% is a percent sign.
    return '"' + text.replace("\\", "\\\\").replace("%", "%%") + '"'


def install_linux(program: Path, data: Path) -> list[Path]:
    """Put the three files in their places; gives them."""
    written = []
    for name, place in FILES.items():
        target = data / place
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (HERE / name).read_text(encoding="utf-8")
        if name.endswith(".desktop"):
            text = text.replace("Exec=koosloome-desktop ", f"Exec={quoted(program)} ")
        target.write_text(text, encoding="utf-8", newline="\n")
        written.append(target)
    refresh_linux(data)
    return written


def remove_linux(data: Path) -> None:
    """Take the three files away."""
    for place in FILES.values():
        (data / place).unlink(missing_ok=True)
    refresh_linux(data)


def refresh_linux(data: Path) -> None:
    """Have the desktop read its lists anew, with the tools that are there; without them it does so by itself later."""
    for words in (("update-mime-database", data / "mime"), ("update-desktop-database", data / "applications")):
        tool = shutil.which(str(words[0]))
        if tool is not None and words[1].exists():
            subprocess.run([tool, words[1]], check=False, capture_output=True)


def windows_values(program: Path) -> dict[str, dict[str, str]]:
    """Keys below HKEY_CURRENT_USER and their values ("" is a key's default)."""
    classes = "Software\\Classes"
    return {
        f"{classes}\\{ENDING}": {"": PROG_ID, "Content Type": MIME},
        f"{classes}\\{ENDING}\\OpenWithProgids": {PROG_ID: ""},
        f"{classes}\\{PROG_ID}": {"": "Koosloome"},
        f"{classes}\\{PROG_ID}\\DefaultIcon": {"": f'"{program}",0'},
        f"{classes}\\{PROG_ID}\\shell\\open\\command": {"": f'"{program}" "%1"'},
    }


def install_windows(program: Path) -> None:
    """Write the keys and tell Explorer."""
    registry: Any = __import__("winreg")
    for key, values in windows_values(program).items():
        with registry.CreateKey(registry.HKEY_CURRENT_USER, key) as opened:
            for name, value in values.items():
                registry.SetValueEx(opened, name, 0, registry.REG_SZ, value)
    tell_explorer()


def remove_windows() -> None:
    """Delete the keys, the deepest first."""
    registry: Any = __import__("winreg")
    classes = "Software\\Classes"
    keys = [*windows_values(Path()), f"{classes}\\{PROG_ID}\\shell\\open", f"{classes}\\{PROG_ID}\\shell"]
    for key in sorted(keys, key=len, reverse=True):
        try:
            registry.DeleteKey(registry.HKEY_CURRENT_USER, key)
        except OSError:
            continue
    tell_explorer()


def tell_explorer() -> None:
    """SHChangeNotify(SHCNE_ASSOCCHANGED): icons and double-clicks take the change at once."""
    import ctypes

    shell: Any = getattr(ctypes, "windll").shell32  # noqa: B009 - only Windows has it, and a type checker elsewhere not
    shell.SHChangeNotify(0x08000000, 0, None, None)


def macos_entries() -> dict[str, Any]:
    """What a bundle's Info.plist needs, for whoever builds one."""
    return {
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Koosloome",
                "CFBundleTypeRole": "Editor",
                "LSItemContentTypes": ["ee.koosloome.workshop"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": "ee.koosloome.workshop",
                "UTTypeConformsTo": ["public.data", "public.zip-archive"],
                "UTTypeTagSpecification": {"public.filename-extension": ["koosloome"], "public.mime-type": [MIME]},
            }
        ],
    }  # fmt: skip


def main(words: list[str]) -> int:
    """Install or remove; the exit code."""
    parser = argparse.ArgumentParser(description="Open .koosloome files with the program by a double-click.")
    parser.add_argument("--program", type=Path, default=own_program(), help="what is started")
    parser.add_argument("--remove", action="store_true", help="as it was before")
    found = parser.parse_args(words)
    if not found.remove and not found.program.exists():
        print(f"{found.program} is not there. python3 packaging/run.py --setup-only makes it.", file=sys.stderr)
        return 1
    if sys.platform == "darwin":
        print("macOS takes file types from an application's bundle: see macos_entries in this file.", file=sys.stderr)
        return 1
    if sys.platform == "win32":
        remove_windows() if found.remove else install_windows(found.program.resolve())
    elif found.remove:
        remove_linux(data_home())
    else:
        install_linux(found.program.absolute(), data_home())
    print("Removed." if found.remove else f"{ENDING} files are opened by {found.program} now.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
