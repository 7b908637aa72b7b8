"""Where own templates lie and what they are called: light, for the first screen. What is in them: `own_templates`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import data_dir
from koosloome_desktop.support.text import clean, clean_title

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService

KEY: Final = "template"
ENDING: Final = ".json"
OWN: Final = "own:"
"""The code of an own template begins so; its file's name without the ending follows."""
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of the largest file that is read as a template."""


@dataclass(frozen=True, slots=True)
class Named:
    """A template file by its code, title and line."""

    code: str
    title: str
    line: str


def folder_of(library: LibraryService) -> Path:
    """Where a library's templates are: beside its file; with a database elsewhere in the user's own data."""
    return (library.folder if library.file is not None else data_dir()) / "templates"


def files(library: LibraryService) -> list[Path]:
    """The files of the folder, by name."""
    return sorted(folder_of(library).glob(f"*{ENDING}"))


def titles(library: LibraryService) -> list[Named]:
    """What there is, by title; a file that is no template is passed over."""
    found = []
    for path in files(library):
        try:
            title, line = told(parsed(path), path)
        except (RefusedInput, OSError):
            continue
        found.append(Named(f"{OWN}{path.stem}", title, line))
    return sorted(found, key=lambda t: t.title.casefold())


def is_template(path: Path) -> bool:
    """Whether a file is a template: looked at, not read into records."""
    try:
        return path.suffix.lower() == ENDING and isinstance(parsed(path).get(KEY), dict)
    except (RefusedInput, OSError):
        return False


def parsed(path: Path) -> dict[str, Any]:
    """The object of a file; RefusedInput when it holds none, OSError from the disk."""
    if path.stat().st_size > LARGEST:
        raise RefusedInput(_("This file is no template."))
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise RefusedInput(_("This file is no template.")) from error
    if not isinstance(data, dict):
        raise RefusedInput(_("This file is no template."))
    return data


def told(data: dict[str, Any], path: Path) -> tuple[str, str]:
    """Title and line of a template's object; RefusedInput when it is none."""
    found = data.get(KEY)
    if not isinstance(found, dict):
        raise RefusedInput(_("This file is no template."))
    return clean_title(str(found.get("title") or path.stem)).text, clean(str(found.get("line") or "")).text
