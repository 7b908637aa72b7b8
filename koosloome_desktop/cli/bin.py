"""``koosloome bin``: deleted workshops, listed, taken back, deleted for good."""

from __future__ import annotations

import argparse
import json

from koosloome_desktop.cli.reading import to_change, to_read
from koosloome_desktop.cli.telling import tell
from koosloome_desktop.services import bin as bins
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.i18n import _


def bin_(found: argparse.Namespace) -> int:
    """List, restore or delete; the exit code."""
    library = to_read(found) if found.deed == "list" else to_change(found)
    try:
        if found.deed == "list":
            _list(found, library)
            return 0
        row = bins.find_in_bin(library, found.id).row
        if found.deed == "restore":
            library.restore(row.id)
        else:
            bins.delete_for_good(library, row.id)
            tell(_("Earlier states of the library that hold it are thinned out with time."))
        print(json.dumps({"workshop": row.id, "title": row.title}, ensure_ascii=False))
    finally:
        library.close()
    return 0


def _list(found: argparse.Namespace, library: LibraryService) -> None:
    rows = bins.in_bin(library)
    for one in rows:
        if found.json:
            facts = {"workshop": one.row.id, "code": one.row.code, "title": one.row.title,
                     "deleted": one.row.deleted_at, "days_left": one.days_left}  # fmt: skip
            print(json.dumps(facts, ensure_ascii=False))
        else:
            print("\t".join((one.row.code or one.row.id, one.row.title, bins.left_words(one.days_left))))
    if not rows:
        tell(_("The bin is empty."))
