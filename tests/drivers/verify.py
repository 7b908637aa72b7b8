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
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.errors import KoosloomeError
from tests.drivers.editor import BROUGHT, first_workshop, say


def wrong(library: Library) -> Iterator[str]:
    """Everything that is not as it should be."""
    for problem in library.check():
        yield f"{problem.code} {problem.workshop} {problem.text}"
    for row in library.list():
        loaded = library.load(row.id)
        document = Document(row.id, rev=loaded.rev)
        document.load(loaded.records, loaded.rev)
        yield from integrity.problems(document)
        if row.code.startswith("import-") and row.notes != BROUGHT:
            yield f"half an import: {row.notes} of {BROUGHT} notes"
        history = History(document, loaded.journal)
        for _ in range(200):
            if history.undo() is None:
                break
            yield from integrity.problems(document)


def main(arguments: list[str] | None = None) -> int:
    """The command; exit 0 when the library is whole, 3 when it is not, 1 when it could not be opened."""
    parser = argparse.ArgumentParser(prog="python -m tests.drivers.verify", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("library", type=Path, metavar="LIBRARY")
    given = parser.parse_args(arguments)
    try:
        with Library.open(given.library) as library:
            row = first_workshop(library)
            document = Document("", rev=0)
            if row is not None:
                loaded = library.load(row.id)
                document = Document(row.id, rev=loaded.rev)
                document.load(loaded.records, loaded.rev)
            say("STATE", document.rev, document.digest())
            found = list(wrong(library))
            say("CHECK", "; ".join(found) if found else "ok")
            say("NOTICE", library.recovery.line() if library.recovery else "none")
            return 3 if found else 0
    except KoosloomeError as error:
        say("CHECK", error.line())
        say("NOTICE", error.line())
        return max(error.exit_code, 1)


if __name__ == "__main__":
    sys.exit(main())
