"""Opens a library as the next start would and says what is there: `python -m tests.drivers.verify LIBRARY`.

Prints ``STATE n hash`` (the first workshop's revision and the SHA-256 of its document; ``STATE 0`` with the hash of
an empty document where there is none), ``CHECK ok`` or ``CHECK`` and what is wrong, and ``NOTICE none`` or what the
user would read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
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


def wrong(library: Library, document: Document, journal: tuple[ChangeSet, ...]) -> Iterator[str]:
    """Everything that is not as it should be; takes back every step of the document to see that it can be."""
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
    while history.undo() is not None:
        pass
    yield from integrity.problems(document)
    while history.redo() is not None:
        pass
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


def main(arguments: list[str] | None = None) -> int:
    """The command; exit 0 when the library is whole, 3 when it is not, 1 when it could not be opened."""
    parser = argparse.ArgumentParser(prog="python -m tests.drivers.verify", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("library", type=Path, metavar="LIBRARY")
    given = parser.parse_args(arguments)
    try:
        with Library.open(given.library) as library:
            row = first_workshop(library)
            document, journal = Document("", rev=0), ()
            if row is not None:
                loaded = library.load(row.id)
                document = Document(row.id, rev=loaded.rev)
                document.load(loaded.records, loaded.rev)
                journal = loaded.journal
            say("STATE", document.rev, document.digest())
            found = list(wrong(library, document, journal))
            say("CHECK", "; ".join(found) if found else "ok")
            say("NOTICE", library.recovery.line() if library.recovery else "none")
            return 3 if found else 0
    except KoosloomeError as error:
        say("CHECK", error.line())
        say("NOTICE", error.line())
        return max(error.exit_code, 1)


if __name__ == "__main__":
    sys.exit(main())
