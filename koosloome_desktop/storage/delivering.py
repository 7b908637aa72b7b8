"""Writing what waited in an outbox: on the server when it is back, and on top of what was seen last."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.storage.blobs import put_blobs
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.listening import announce
from koosloome_desktop.storage.merge import catch_up
from koosloome_desktop.storage.outbox import Kept, KeptDraft
from koosloome_desktop.storage.writing import Step, put_draft


def deliver(line: Line, steps: Sequence[Kept], drafts: Sequence[KeptDraft] = ()) -> list[Kept]:
    """Write what waited in an outbox, each step once; gives those whose workshop is gone.

    What the journal has already was written by a commit whose answer was lost.
    """
    homeless: list[Kept] = []
    living = {name for (name,) in line.ask("SELECT id FROM workshops")}
    for workshop, actor in dict.fromkeys((k.workshop, k.actor) for k in steps):
        mine = [k for k in steps if (k.workshop, k.actor) == (workshop, actor)]
        if workshop not in living:
            homeless += mine
            continue
        known = line.ask(
            "SELECT actor_seq FROM changes WHERE actor = :actor AND actor_seq >= :first", actor=actor, first=mine[0].seq
        )
        landed = {number for (number,) in known}
        left = [Step(k.change, {}, None, k.seq, 0, k.blobs) for k in mine if k.seq not in landed]
        for step in left:
            put_blobs(line, step.blobs, step.change.at)
        if left:
            ((rev,),) = line.ask("SELECT rev FROM workshops WHERE id = :id", id=workshop)
            catch_up(line, workshop, int(rev), left, actor=actor, epoch=0)
            announce(line, workshop, actor)
    for draft in drafts:
        if draft.workshop in living:
            put_draft(line, draft.workshop, draft.place, draft.target, draft.text, draft.at)
    return homeless
