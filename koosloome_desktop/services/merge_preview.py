"""Teams' files before they are united with a workshop: what each would bring, tried on a copy; then all in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note, Record
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.services import merge_files, workshop_file
from koosloome_desktop.services.importing import Content, read_file
from koosloome_desktop.services.library import as_told
from koosloome_desktop.services.merge_files import MergePlan
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import N_, _

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


@dataclass(frozen=True, slots=True)
class TeamFile:
    """One file: its name, what is in it (`records`), and what it would bring or why it cannot. `said` are the texts of
    its new notes.
    """

    name: str
    content: Content | None = None
    records: tuple[Record, ...] = ()
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
    """Read one file and understand it, in any thread; what is in the way is told in it and not raised."""
    try:
        content = read_file(path)
        if content.data is None:
            raise RefusedInput(_("only workshop files can be merged"))
        records = as_told(workshop_file.read(content.data), content)
    except KoosloomeError as error:
        return TeamFile(path.name, wrong=f"{error.message} {error.hint}".strip())
    return TeamFile(path.name, content, records)


def preview(document: Document, files: Sequence[TeamFile]) -> Preview:
    """Unite the files with a copy of a workshop, one after another; the workshop itself is only read."""
    trial = Document(document.id, rev=document.rev)
    trial.load(document.records(), document.rev)
    return Preview(document.rev, tuple(_tried(trial, one) for one in files))


def _tried(trial: Document, one: TeamFile) -> TeamFile:
    if one.content is None:
        return one
    try:
        records = one.records or as_told(workshop_file.read(one.content.data), one.content)
        manifest = one.content.manifest
        told: Any = manifest.get("records") if manifest is not None else None
        plan = merge_files.plan_merge(trial, records, told if isinstance(told, Mapping) else None)
    except KoosloomeError as error:
        return replace(one, wrong=f"{error.message} {error.hint}".strip())
    with trial.transaction(N_("Merge")) as tx:
        merge_files.apply_merge(plan, tx)
    return replace(one, plan=plan)


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
