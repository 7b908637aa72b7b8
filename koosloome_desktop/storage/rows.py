"""What comes out of the library: frozen values without a trace of SQL. Light to import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Record
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import _, ngettext

VIEW: Final = "view:"
"""Before a workshop's id: the fact of the library that holds what a window showed of it last."""


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """One workshop as lists show it. `rev` counts its change sets; `created`, `changed`, `deleted_at` are UTC instants.

    `date` is the first session's local date (or empty), `title` is in the workshop's own language, `participants`
    those present, else those planned, else None; `notes` and `actions` count living records of those kinds, of
    the notes those that stand on canvases by themselves (`reading.stands`).
    `source_hash` names the content that was imported, `canonical_hash` its canonical form; both may be empty.
    """

    id: str
    code: str
    title: str
    rev: int
    created: str
    changed: str
    date: str = ""
    place: str = ""
    participants: int | None = None
    notes: int = 0
    actions: int = 0
    sample: bool = False
    source_hash: str = ""
    canonical_hash: str = ""
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A record with a date that is not over: an action, a follow-up meeting to come (the plan's `canvas`) or one that
    was begun or held (`review`). `due` is YYYY-MM-DD or YYYY-MM; `owner`, `place` and `reminders` {date, text} as they
    stand in the record; `workshop_title` is in the workshop's own language. `moved`: the row itself knows that its
    deadline was moved; `minutes`: which rows a meeting moved, as (code, new deadline).
    """

    workshop: str
    workshop_title: str
    sample: bool
    record: str
    kind: str
    canvas: str
    title: str
    due: str
    status: str
    owner: str = ""
    place: str = ""
    reminders: tuple[tuple[str, str], ...] = ()
    code: str = ""
    moved: bool = False
    minutes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the whole library as it was. `at` is the instant (UTC) by this machine's clock, `size` in bytes,
    `reason` one of auto, import, merge, delete, restore, hand. Order is `number`.
    """

    number: int
    at: datetime
    reason: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Text that somebody was typing. `place` is where (canvas id, "capture" …), `target` the edited record or empty."""

    workshop: str
    place: str
    target: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A whole workshop: its row, its records, the revision they stand at, the journal for `History`, drafts left open.

    `journal` holds this actor's own LOCAL, UNDO and REDO change sets, oldest first, as far back as the last 200 steps
    need. `view` is what a window showed of it when it was closed (`views/board/first_view.py`), at whatever revision.
    """

    row: WorkshopRow
    records: tuple[Record, ...]
    rev: int
    journal: tuple[ChangeSet, ...] = ()
    drafts: tuple[DraftRow, ...] = ()
    view: str = ""
    known: int | None = None
    """The server's revision that a copy on this computer follows; None for what was read from the library itself."""
    waiting: int = 0
    """How many steps in it wait for the server."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which every word of a search was found; `title` is its first line, at most 200 characters."""

    workshop: str
    workshop_title: str
    record: str
    kind: str
    canvas: str
    title: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the library that does not hold; `code` is stable, `text` is for people, `workshop` may be empty."""

    code: str
    text: str
    workshop: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found of a run that did not end properly: the last saved change and how many drafts are left."""

    started: str
    workshop_title: str
    saved_at: str
    drafts: int

    def line(self) -> str:
        """What a person reads about it, in one line of the interface's language."""
        told = _("The program did not end properly last time; everything that was saved is here.")
        if self.workshop_title:
            at = locale.date_time(from_instant(self.saved_at))
            told = _("The program did not end properly last time; “{title}” is as it was saved on {time}.")
            told = told.format(title=self.workshop_title, time=at)
        if self.drafts:
            half = ngettext("{count} half-typed text was kept.", "{count} half-typed texts were kept.", self.drafts)
            told = f"{told} {half.format(count=self.drafts)}"
        return told


@dataclass(frozen=True, slots=True)
class SalvagedWorkshop:
    """What was read of one workshop, and how much its row in the list says there was."""

    title: str
    notes: int
    stated_notes: int
    actions: int
    stated_actions: int

    def line(self) -> str:
        """``Title: 212 of 214 notes, 7 of 7 actions``."""
        notes = _("{found} of {count} notes").format(found=self.notes, count=max(self.notes, self.stated_notes))
        actions = _("{found} of {count} actions").format(
            found=self.actions, count=max(self.actions, self.stated_actions)
        )
        return f"{self.title}: {notes}, {actions}"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out of a damaged library; `aside` is where the damaged file is now."""

    workshops: tuple[SalvagedWorkshop, ...]
    aside: Path
