"""The person's settings: one small JSON file, written whole or not at all.

Unknown keys of a newer program are kept; a damaged file is set aside and the defaults apply. Window geometry is not
here (that is Qt's own business).
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.support.i18n import DEFAULT_LANGUAGE, LANGUAGES
from koosloome_desktop.support.paths import config_dir, ensure_dir
from koosloome_desktop.support.settingsfile import write_text_atomic

THEMES: Final = ("system", "light", "dark", "contrast")
METRES: Final = {"wall_distance": 60.0, "wall_width": 20.0}
"""The most that a length may be."""
FILE_NAME: Final = "settings.json"


@dataclass(frozen=True, slots=True)
class Values:
    """The settings as one value. `inspector` and `rail` say whether they stand open in a wide window,
    `export_last` what was exported last, `overview` whether large boards have one in a corner, `plan_tables` how the
    tables of plans are looked at (by canvas id), `tour` how far the steps of the sample are, `shared` which shared
    library was connected to last (its address without a password) and whether it is the one to open.
    """

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"
    inspector: bool = True
    rail: bool = True
    export_folder: str = ""
    photo_folder: str = ""
    export_last: dict[str, Any] = field(default_factory=dict)
    overview: bool = True
    last_workshop: str = ""
    bells: bool = False
    plan_tables: dict[str, Any] = field(default_factory=dict)
    tour: dict[str, Any] = field(default_factory=dict)
    still: bool = False
    """Nothing glides, whatever the desktop says (not every desktop tells)."""
    wall_dark: bool = False
    wall_calm: bool = False
    wall_distance: float = 0.0
    """How far the last row sits from the wall, in m; 0: not known."""
    wall_width: float = 0.0
    """How wide the picture on the wall is, in m; 0: not known."""
    shared: dict[str, Any] = field(default_factory=dict)
    moved: dict[str, Any] = field(default_factory=dict)
    """Where the library of a folder went in which none may be: folder to folder."""
    other: dict[str, Any] = field(default_factory=dict)
    """Keys of a newer program, kept as they were."""


def _valid(name: str, value: Any) -> bool:
    if name == "language":
        return value in LANGUAGES
    if name == "theme":
        return value in THEMES
    if name in METRES:
        return isinstance(value, float) and 0.0 <= value <= METRES[name]
    return isinstance(value, type(getattr(Values(), name)))


def read(path: Path) -> Values:
    """The settings in a file; defaults for what is missing, of the wrong type or damaged."""
    try:
        data = _encodable(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Values()
    except (OSError, ValueError, RecursionError):  # nested a thousand times deep it is no file of ours
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return Values()
    if not isinstance(data, dict):
        return Values()
    known = {f.name for f in fields(Values)} - {"other"}
    good = {k: v for k, v in data.items() if k in known and _valid(k, v)}
    return Values(**good, other={k: v for k, v in data.items() if k not in known})


def _encodable(data: Any) -> Any:
    """The same without halves of letters, which JSON may name and no file can hold; else no change is kept."""
    text = json.dumps(data, ensure_ascii=False)
    return data if text.isascii() else json.loads(text.encode("utf-8", "replace"))


def write(path: Path, values: Values) -> None:
    """Write the settings, whole or not at all. Raises OSError."""
    ensure_dir(path.parent)
    data = {f.name: getattr(values, f.name) for f in fields(Values) if f.name != "other"} | values.other
    write_text_atomic(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n", private=True)


class Settings:
    """Holds the values and writes them when they change; listeners hear of it. A file that cannot be written is no
    reason to stop: the value holds until the program ends.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_dir() / FILE_NAME
        self.values = read(self.path)
        self._listeners: list[Callable[[Values, Values], None]] = []
        self._unwritten = False

    def change(self, **values: Any) -> Values:
        """Set some of the settings and write them; ValueError for a value that may not be."""
        self.hold(**values)
        self.flush()
        return self.values

    def hold(self, **values: Any) -> Values:
        """Set some of the settings, which hold at once; `flush` writes them. For what changes often while one works."""
        for name, value in values.items():
            if not _valid(name, value):
                raise ValueError(f"{name} cannot be {value!r}")
        old, self.values = self.values, replace(self.values, **values)
        if old != self.values:
            self._unwritten = True
            for listener in tuple(self._listeners):
                listener(old, self.values)
        return self.values

    def flush(self) -> None:
        """Write what was set since it was last written; what could not be written is tried again the next time."""
        if self._unwritten:
            with contextlib.suppress(OSError):
                write(self.path, self.values)
                self._unwritten = False

    def reread(self) -> None:
        """Take what stands in the file now: somebody else changed it (a name was erased in it)."""
        self._unwritten = False
        self.values = read(self.path)

    def on_change(self, listener: Callable[[Values, Values], None]) -> Callable[[], None]:
        """Call `listener(before, after)` at every change; returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
