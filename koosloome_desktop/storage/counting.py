"""Which notes a workshop's row counts: those that stand on canvases by themselves, as paper, rail and report do.

Programs before this one also counted parked topics and how-might-we questions. Which way a library was counted stands
in its `meta` table: there is the number of the last run (table `runs`) that counted this way. Where it is another than
that of the last run there was, an earlier program wrote last; then lists count anew when they are read, and
`count_anew` writes it down when there is time. Nothing is read for it in a library that is counted.
"""

from __future__ import annotations

import json
from typing import Final

from koosloome_desktop.storage.line import Line, insert_into

COUNTED: Final = "counted_until"
"""The fact of a library that holds the number of the last run which counted as this program does."""
ON_CANVASES: Final = frozenset({"note", "need"})
"""The forms of notes that stand on canvases."""
_KNOWN: Final = "SELECT value FROM meta WHERE key = :key"
_RUN: Final = "SELECT coalesce(max(number), 0) FROM runs"
_NOTES: Final = "SELECT workshop, count(*) FROM records WHERE kind = 'note' AND tombstone = 0 GROUP BY workshop"
_DOUBTFUL: Final = """
    SELECT workshop, payload FROM records
    WHERE kind = 'note' AND tombstone = 0 AND ({at}(payload, :form) > 0 OR {at}(payload, :merged) > 0)
"""
"""A payload holds only what is not usual: nearly every note has neither key."""


def note_stands(form: str, merged_into: str) -> bool:
    """Whether a note of this form that was merged into another ("" = was not) stands on its canvas by itself."""
    return form in ON_CANVASES and not merged_into


def is_counted(line: Line) -> bool:
    """Whether the rows of a library count as this program does."""
    known = line.ask(_KNOWN, key=COUNTED)
    return bool(known) and str(known[0][0]) == str(line.ask(_RUN)[0][0])


def mark(line: Line) -> None:
    """Note that the rows count as this program does, up to the last run."""
    value = str(line.ask(_RUN)[0][0])
    if line.do("UPDATE meta SET value = :value WHERE key = :key", key=COUNTED, value=value) == 0:
        line.do(insert_into("meta", ("key", "value")), key=COUNTED, value=value)


def standing(line: Line) -> dict[str, int]:
    """How many notes stand on the canvases of each workshop that has notes; reads what little decides it."""
    found = {workshop: int(count) for workshop, count in line.ask(_NOTES)}
    doubtful = _DOUBTFUL.format(at="strpos" if line.server else "instr")
    for workshop, payload in line.ask(doubtful, form='"form":"', merged='"merged_into":"'):
        try:
            note = json.loads(payload)
        except ValueError:
            continue  # damage is for the check to tell
        found[workshop] -= not note_stands(note.get("form", "note"), note.get("merged_into", ""))
    return found


def count_anew(line: Line) -> bool:
    """Write down how many notes there are where an earlier program counted otherwise; whether all are right now.

    A workshop that somebody else wrote to meanwhile is left for the next time.
    """
    if is_counted(line):
        return True
    revisions: dict[str, int] = dict(line.ask("SELECT id, rev FROM workshops"))
    found = standing(line)
    update = "UPDATE workshops SET notes = :notes WHERE id = :id AND rev = :rev"
    done = [line.do(update, id=each, rev=rev, notes=found.get(each, 0)) for each, rev in revisions.items()]
    if all(done):
        mark(line)
    return all(done)
