"""Libraries with samples in them, brought in once and copied for every test: reading a sample in and drawing it in
small was a quarter of what opening a window cost. Each test has files of its own, as if it had been the second start.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from koosloome_desktop.model.records import Record
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.library import ImportReport, LibraryService
from koosloome_desktop.support import i18n
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.paths import resource


def sample_files(beginning: str) -> list[Path]:
    """The samples whose file names begin so."""
    whole = (p for p in resource("samples").iterdir() if p.suffix in {".json", ".tsv"} and ".expected" not in p.name)
    return sorted(p for p in whole if p.name.startswith(beginning))


def ready_library(folder: Path, samples: tuple[str, ...]) -> list[ImportReport]:
    """Put a library with these samples (the beginnings of their names) and their miniatures into `folder`; what
    bringing them in told.
    """
    made, told = _made(samples, i18n.language())
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return list(told)


@cache
def _made(samples: tuple[str, ...], _lang: str) -> tuple[Path, tuple[ImportReport, ...]]:
    """Such a folder, for every language that wrote into it, until this process ends."""
    from koosloome_desktop.views.thumbs import ThumbStore

    folder = Path(tempfile.mkdtemp(prefix="koosloome-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with_all = LibraryService.open(folder / "library", post=LoopDispatcher().post)
    told = tuple(with_all.import_file(path) for name in samples for path in sample_files(name))
    thumbs = ThumbStore(folder / "miniatures")
    thumbs.set_library(with_all)
    for row in with_all.list():
        thumbs.ask(row.id, row.changed)
    thumbs.finish()
    thumbs.set_library(None)
    assert with_all.close()
    return folder, told


@cache
def sample_records(path: Path) -> tuple[str, tuple[Record, ...]]:
    """A sample's name and its records, read once: nobody can change a record."""
    read = workshop_file.read(json.loads(path.read_text(encoding="utf-8")))
    return read.id, tuple(read.records)
