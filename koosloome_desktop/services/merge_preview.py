"""Teams' files before they are united with a workshop: what each would bring, tried on a copy; then all in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.services import merge_files, workshop_file
from koosloome_desktop.services.importing import Content, read_file
from koosloome_desktop.services.library import as_told, canonical, digest, same_as_now
from koosloome_desktop.services.merge_files import MergePlan
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import N_, _

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.workshop import OpenWorkshop


@dataclass(frozen=True, slots=True)
class TeamFile:
    """One file: its name, and what it would bring or why it cannot. `said` are the texts of its new notes."""

    name: str
    content: Content | None = None
    plan: MergePlan | None = None
    wrong: str = ""

    @property
    def said(self) -> list[str]:
        """The texts of the notes that it brings."""
        return [r.text for r in self.plan.create if isinstance(r, Note) and r.text] if self.plan is not None else []


@dataclass(frozen=True, slots=True)
class Preview:
    """What all files together would do to a workshop as it stood at revision `rev`."""

    rev: int
    files: tuple[TeamFile, ...] = field(default_factory=tuple)

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return all(f.plan is None or f.plan.empty for f in self.files)

    def recurring(self) -> list[tuple[str, int]]:
        """What several teams wrote anew: (one wording, how many teams)."""
        return merge_files.recurring([f.said for f in self.files if f.plan is not None])


def read_team(path: Path) -> TeamFile:
    """Read one file; what is in the way is told in it and not raised."""
    try:
        content = read_file(path)
        if content.data is None:
            raise RefusedInput(_("only workshop files can be merged"))
    except KoosloomeError as error:
        return TeamFile(path.name, wrong=f"{error.message} {error.hint}".strip())
    return TeamFile(path.name, content)


def preview(document: Document, files: Sequence[TeamFile]) -> Preview:
    """Unite the files with a copy of a workshop, one after another; the workshop itself is only read."""
    trial = Document(document.id, rev=document.rev)
    trial.load(document.records(), document.rev)
    return Preview(document.rev, tuple(_tried(trial, one) for one in files))


def _tried(trial: Document, one: TeamFile) -> TeamFile:
    if one.content is None:
        return one
    try:
        read = workshop_file.read(one.content.data)
        records = as_told(read, one.content)
        manifest = one.content.manifest
        told: Any = manifest.get("records") if manifest is not None else None
        plan = merge_files.plan_merge(trial, records, told if isinstance(told, Mapping) else None)
    except KoosloomeError as error:
        return TeamFile(one.name, one.content, wrong=f"{error.message} {error.hint}".strip())
    with trial.transaction(N_("Merge")) as tx:
        merge_files.apply_merge(plan, tx)
    return TeamFile(one.name, one.content, plan)


def unite(workshop: OpenWorkshop, seen: Preview) -> ChangeSet | None:
    """Do what was shown, as one undo step; where the workshop went on since, it is looked at anew first."""
    if workshop.document.rev != seen.rev:
        seen = preview(workshop.document, seen.files)
    plans = [f.plan for f in seen.files if f.plan is not None and not f.plan.empty]
    pictures = [p for f in seen.files if f.content is not None and f.plan is not None for p in f.content.pictures]
    return workshop.run(N_("Merge"), partial(_apply, plans), blobs=pictures) if plans else None


def _apply(plans: Sequence[MergePlan], tx: Transaction) -> None:
    for plan in plans:
        merge_files.apply_merge(plan, tx)


def mergeable(library: LibraryService, path: Path, read: Callable[[Path], TeamFile] = read_team) -> TeamFile | None:
    """A workshop file whose workshop is in the library (not in its bin) with other content: it can be united with it
    or brought in beside it. None for every other file, also for one that cannot be read.
    """
    one = read(path)
    if one.content is None:
        return None
    try:
        found = workshop_file.read(one.content.data)
        text = canonical(found.id, as_told(found, one.content))
    except KoosloomeError:
        return None
    there = any(row.id == found.id for row in library.list())
    known = library.store.find_source(digest(text)) or same_as_now(library, found.id, text)
    return one if there and known is None else None
