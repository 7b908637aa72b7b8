"""Where things are: what ships with the program, and the reader's own folders.

The library lives in the platform's local data folder, never in Documents or on the Desktop: those are moved into a
cloud by policy, and a database in a synchronised folder gets damaged. Nothing here creates or touches a file but
`ensure_dir`.
"""

from __future__ import annotations

import os
import posixpath
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

LIBRARY_VARIABLE: Final = "KOOSLOOME_LIBRARY"
DATABASE_VARIABLE: Final = "KOOSLOOME_DATABASE_URL"

_NAME: Final = "koosloome"
_HOMES: Final = {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache"}
_PACKAGE: Final = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a shipped file, e.g. ``resource("fonts", "SourceSans3.ttf")``; it need not exist.

    An installed program carries the files inside the package, a checkout has them beside it.
    """
    shipped = _PACKAGE / "_resources"
    root = shipped if shipped.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def _dirs() -> PlatformDirs:
    from platformdirs import PlatformDirs

    # Asked anew each time: tests and portable use set the environment while the program runs.
    return PlatformDirs(_NAME, appauthor=False)


def _xdg(variable: str) -> Path | None:
    """Our folder where an XDG variable says so, or the standard without it (XDG Base Directory Specification 0.8).

    `PlatformDirs` says the same and is asked everywhere but in the usual case on Linux: it is read before the first
    frame, and brings Python's archives, compression and random numbers with it.
    """
    if not sys.platform.startswith("linux"):
        return None
    named, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if posixpath.isabs(named):
        return Path(named, _NAME)
    return Path(home, _HOMES[variable], _NAME) if posixpath.isabs(home) else None


def library_dir(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the library, absolute: the one chosen, ``KOOSLOOME_LIBRARY``, or the platform's data folder."""
    named = os.fspath(chosen) if chosen is not None else os.environ.get(LIBRARY_VARIABLE, "")
    if named.strip():
        return Path(named).expanduser().absolute()
    return data_dir()


def data_dir() -> Path:
    """The platform's folder for this user's data on this machine (not roaming)."""
    return _xdg("XDG_DATA_HOME") or Path(_dirs().user_data_dir)


def config_dir() -> Path:
    """The platform's folder for settings."""
    return _xdg("XDG_CONFIG_HOME") or Path(_dirs().user_config_dir)


def cache_dir() -> Path:
    """The platform's folder for what can be made again."""
    return _xdg("XDG_CACHE_HOME") or Path(_dirs().user_cache_dir)


def log_dir() -> Path:
    """The platform's folder for logs."""
    return Path(_dirs().user_log_dir)


def documents_dir() -> Path:
    """Where exports are offered to go first."""
    return Path(_dirs().user_documents_dir)


def ensure_dir(path: Path) -> Path:
    """Make the folder (and those above it) if it is missing, readable by its owner only; gives the path back.

    Raises OSError when the place refuses.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
