"""Tables through the limited process: callable from any thread, never on the window's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.imports.limited import ProcessFailed, answer_of
from koosloome_desktop.imports.limits import check_size
from koosloome_desktop.imports.notes_table import ParsedNotes
from koosloome_desktop.imports.plain_values import from_json, to_json
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import _, language

SECONDS: Final = 60.0
"""The longest that one file may take (quality T9)."""
_WORKER: Final = "koosloome_desktop.imports.table_work"


class ReadingStopped(KoosloomeError):
    """The user stopped it; nothing was brought in."""


def read_apart(
    data: bytes | str, options: TableOptions, *, cancelled: Callable[[], bool] = lambda: False
) -> ParsedPlan | ParsedNotes:
    """The plan or the notes in a file (bytes) or a pasted text, read in a process of its own.

    RefusedInput tells what is in the way, also when the process hangs, dies or takes too much; ReadingStopped when
    `cancelled()`, which is asked ten times a second, said so.
    """
    check_size(len(data))
    head = {"pasted": isinstance(data, str), "language": language(), "options": json.loads(to_json(options))}
    body = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    request = json.dumps(head).encode() + b"\n" + body
    try:
        out = answer_of(_WORKER, request, seconds=SECONDS, cancelled=cancelled)
    except ProcessFailed as failed:
        if failed.reason == "stopped":
            raise ReadingStopped(_("Stopped; nothing was brought in.")) from None
        raise _too_much(timed_out=failed.reason == "time") from None
    line, _newline, values = out.partition(b"\n")
    told = json.loads(line)
    if "refused" in told:
        message, place, hint = told["refused"]
        if message == "memory":
            raise _too_much(timed_out=False)
        raise RefusedInput(message, place=place, hint=hint)
    found: ParsedPlan | ParsedNotes = from_json(ParsedPlan if told["kind"] == "plan" else ParsedNotes, values)
    return found


def _too_much(*, timed_out: bool) -> RefusedInput:
    told = _("The file could not be read: it needs more memory than a table should, or it is damaged.")
    if timed_out:
        told = _("The file could not be read within {seconds} seconds.").format(seconds=int(SECONDS))
    return RefusedInput(told, hint=_("Copy the table into a new workbook, or save its sheet as CSV."))
