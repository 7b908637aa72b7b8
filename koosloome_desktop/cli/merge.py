"""``koosloome merge``: teams' files into one workshop, with a report; each file is one undo step, all or nothing."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

from koosloome_desktop.cli.reading import to_change, to_read
from koosloome_desktop.cli.telling import tell
from koosloome_desktop.model.records import Note
from koosloome_desktop.services import merge_files, snapshots, workshop_file
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.services.library import as_told
from koosloome_desktop.support.clock import SystemClock
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import N_, _


def merge(found: argparse.Namespace) -> int:
    """Merge the files in their order; the exit code is the worst."""
    library = to_read(found) if found.dry_run else to_change(found)
    worst = 0
    said: list[list[str]] = []
    try:
        row = library.find(found.id)
        if not found.dry_run:
            snapshots.take_before(library.file, "merge", SystemClock())
        workshop = None if found.dry_run else library.open_workshop(row.id)
        document = library.document(row.id) if workshop is None else workshop.document
        try:
            for name in found.files:
                try:
                    content = read_file(Path(name))
                    if content.data is None:
                        raise RefusedInput(_("only workshop files can be merged"), place=name)
                    read = workshop_file.read(content.data)
                    records = as_told(read, content)
                    told = content.manifest.get("records") if content.manifest is not None else None
                    plan = merge_files.plan_merge(document, records, told if isinstance(told, dict) else None)
                except KoosloomeError as error:
                    tell(error.line() if error.place == name else f"{name}: {error.line()}")
                    worst = max(worst, error.exit_code)
                    continue
                if workshop is not None and not plan.empty:
                    workshop.run(N_("Merge"), partial(merge_files.apply_merge, plan), blobs=content.pictures)
                said.append([r.text for r in records if isinstance(r, Note)])
                facts = {"workshop": row.id, "file": name, "dry_run": bool(found.dry_run), **plan.as_json()}
                print(json.dumps(facts, ensure_ascii=False), flush=True)
        finally:
            if workshop is not None:
                workshop.close()
    finally:
        library.close()
    for text, teams in merge_files.recurring(said):
        tell(_("{teams} of {all} teams: {text}").format(teams=teams, all=len(said), text=text))
    return worst
