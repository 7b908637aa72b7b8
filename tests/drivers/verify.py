"""Opens a library as the next start would and says what is there: `python -m tests.drivers.verify LIBRARY`.

Prints ``STATE n hash`` (the first workshop's revision and the SHA-256 of its document; ``STATE 0`` with the hash of
an empty document where there is none), ``CHECK ok`` or ``CHECK`` and what is wrong, and ``NOTICE none`` or what the
user would read.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.services import snapshots
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.storage.backup import verify
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.errors import KoosloomeError
from tests.drivers.editor import BROUGHT, EXPORTS, first_workshop, say
from tests.drivers.older import know_older


def wrong(library: Library, document: Document, journal: tuple[ChangeSet, ...], steps: int) -> Iterator[str]:
    """Everything that is not as it should be; takes back so many steps of the document to see that it can be."""
    for problem in library.check():
        yield f"{problem.code} {problem.workshop} {problem.text}"
    for row in library.list():
        if row.code.startswith("import-") and row.notes != BROUGHT:
            yield f"half an import: {row.notes} of {BROUGHT} notes"
    yield from half_files(Path(library.place) / EXPORTS)
    if library.file is not None:
        for one in snapshots.snapshots(library.file):
            try:
                verify(one.path)
            except KoosloomeError as error:
                yield f"snapshot {one.number}: {error.line()}"
    history = History(document, journal)
    back = sum(1 for _ in itertools.takewhile(lambda _n: history.undo() is not None, range(steps)))
    yield from integrity.problems(document)
    for _ in range(back):
        history.redo()
    yield from integrity.problems(document)


def half_files(folder: Path) -> Iterator[str]:
    """Files that were cut off while they were written over one another."""
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        data = file.read_bytes()
        if file.suffix == ".json" and not data.endswith(b"}\n"):
            yield f"half a file: {file.name}"
        elif file.suffix == ".koosloome":
            try:
                read_file(file)
            except KoosloomeError as error:
                yield f"half a file: {file.name}: {error.line()}"
        elif not data and file.suffix in {".csv", ".md"}:
            yield f"an empty file: {file.name}"


@dataclass(frozen=True)
class Seen:
    """What stands in a library: revision and hash of the first workshop, what is wrong, what the user would read."""

    rev: int
    digest: str
    wrong: tuple[str, ...]
    notice: str


def look(
    folder: Path, opened: Callable[[int, str], object] = lambda _rev, _digest: None, *, steps: int = 10_000
) -> Seen:
    """Open a library as the next start would; `opened(rev, hash)` is told before the long look at everything.

    KoosloomeError when it cannot be opened.
    """
    know_older()
    with Library.open(folder) as library:
        row = first_workshop(library)
        document, journal = Document("", rev=0), ()
        if row is not None:
            loaded = library.load(row.id)
            document = Document(row.id, rev=loaded.rev)
            document.load(loaded.records, loaded.rev)
            journal = loaded.journal
        digest = document.digest()
        opened(document.rev, digest)
        notice = library.recovery.line() if library.recovery else "none"
        return Seen(document.rev, digest, tuple(wrong(library, document, journal, steps)), notice)


def main(arguments: list[str] | None = None) -> int:
    """The command; exit 0 when the library is whole, 3 when it is not, 1 when it could not be opened."""
    parser = argparse.ArgumentParser(prog="python -m tests.drivers.verify", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("library", type=Path, metavar="LIBRARY")
    given = parser.parse_args(arguments)
    try:
        seen = look(given.library, lambda rev, digest: say("STATE", rev, digest))
    except KoosloomeError as error:
        say("CHECK", error.line())
        say("NOTICE", error.line())
        return max(error.exit_code, 1)
    say("CHECK", "; ".join(seen.wrong) or "ok")
    say("NOTICE", seen.notice)
    return 3 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
