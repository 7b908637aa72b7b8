"""What is to be written, and how one commit of it is made: in one transaction, merging where we were overtaken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.storage.attachment import Attachment
from koosloome_desktop.storage.blobs import put_blobs
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.listening import announce
from koosloome_desktop.storage.merge import News, catch_up, look
from koosloome_desktop.storage.writing import Overtaken, Step, put_draft, stop_run, write_steps


@dataclass
class Stream:
    """What the writer knows of one attached document; only its thread touches `known` and `epoch`."""

    workshop: str
    known: int
    attachment: Attachment | None = None
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class StepJob:
    """A change set to write."""

    stream: Stream
    step: Step


@dataclass(frozen=True, slots=True)
class SyncJob:
    """Look whether others changed the workshop, and read the records `also` in any case."""

    stream: Stream
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DraftJob:
    """A draft to keep, or with an empty text to forget."""

    workshop: str
    place: str
    target: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class EndJob:
    """Note that a run ended properly; written with or after everything before it, never without."""

    run: int
    at: str


Job = StepJob | SyncJob | DraftJob | EndJob


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a commit means for one stream: it stands at `rev`, steps up to `upto` are in; the document needs `news`."""

    stream: Stream
    rev: int
    upto: int
    news: News | None = None
    since: int = 0
    """The revision that it was written on."""
    steps: tuple[Step, ...] = ()
    """What was written as it is; what was merged is in the news."""
    pictures: tuple[Blob, ...] = ()
    """What these steps brought, also those that were merged."""


@dataclass(slots=True)
class _Batch:
    # The jobs of one commit, sorted by stream; `overtaken` streams have to be merged.
    streams: dict[int, tuple[Stream, list[Step]]] = field(default_factory=dict)
    overtaken: set[int] = field(default_factory=set)
    also: dict[int, set[str]] = field(default_factory=dict)
    drafts: list[DraftJob] = field(default_factory=list)
    ends: list[EndJob] = field(default_factory=list)


class _Behind(Exception):
    def __init__(self, key: int) -> None:
        super().__init__(key)
        self.key = key


def write(
    line: Line, jobs: Sequence[Job], *, actor: str, uncertain: bool, check: Callable[[Line], object] | None = None
) -> list[Outcome]:
    """Write and commit `jobs`; what it means is for the caller to tell, nothing of it has reached the streams yet.

    `uncertain` says that a former commit of these jobs failed and may have landed all the same; `check` is asked first
    in each transaction.
    """
    batch = _sorted(jobs)
    while True:
        try:
            with line.begin():
                if check is not None:
                    check(line)
                landed = _landed(line, jobs, actor) if uncertain else set()
                for draft in batch.drafts:
                    put_draft(line, draft.workshop, draft.place, draft.target, draft.text, draft.at)
                for end in batch.ends:
                    stop_run(line, end.run, end.at)
                found = [_write_stream(line, key, batch, landed, actor) for key in batch.streams]
                for stream, steps in batch.streams.values():
                    if steps:
                        announce(line, stream.workshop, actor)
                return found
        except _Behind as behind:
            # The whole batch was rolled back: once more, with this stream merged.
            batch.overtaken.add(behind.key)


def _sorted(jobs: Sequence[Job]) -> _Batch:
    batch = _Batch()
    last_draft: dict[tuple[str, str, str], DraftJob] = {}
    for job in jobs:
        if isinstance(job, DraftJob):
            last_draft[job.workshop, job.place, job.target] = job
        elif isinstance(job, EndJob):
            batch.ends.append(job)
        else:
            key = id(job.stream)
            steps = batch.streams.setdefault(key, (job.stream, []))[1]
            if isinstance(job, StepJob):
                steps.append(job.step)
            else:
                batch.also.setdefault(key, set()).update(job.also)
            if isinstance(job, SyncJob) or job.step.epoch != job.stream.epoch:
                batch.overtaken.add(key)
    batch.drafts = list(last_draft.values())
    return batch


def _landed(line: Line, jobs: Sequence[Job], actor: str) -> set[int]:
    # Journal numbers of steps that a failed COMMIT wrote all the same: only its answer was lost.
    numbers = [job.step.seq for job in jobs if isinstance(job, StepJob)]
    found = line.ask(
        "SELECT actor_seq FROM changes WHERE actor = :actor AND actor_seq BETWEEN :first AND :last",
        actor=actor, first=min(numbers, default=0), last=max(numbers, default=-1),
    )  # fmt: skip
    return {number for (number,) in found} & set(numbers)


def _write_stream(line: Line, key: int, batch: _Batch, landed: set[int], actor: str) -> Outcome:
    stream, steps = batch.streams[key]
    left = [step for step in steps if step.seq not in landed]
    for step in left:
        put_blobs(line, step.blobs, step.change.at)
    upto = steps[-1].seq if steps else 0
    # Where part has landed already, what came with it is not known any more: read it again.
    if key in batch.overtaken or len(left) < len(steps):
        merged = _merge(line, stream, left, upto, actor, batch.also.get(key, set()))
        return replace(merged, pictures=_pictures(steps))
    try:
        rev = write_steps(line, stream.workshop, stream.known, left, actor)
    except Overtaken as error:
        raise _Behind(key) from error
    return Outcome(stream, rev, upto, since=stream.known, steps=tuple(left), pictures=_pictures(steps))


def _pictures(steps: Sequence[Step]) -> tuple[Blob, ...]:
    return tuple(picture for step in steps for picture in step.blobs)


def _merge(line: Line, stream: Stream, steps: Sequence[Step], upto: int, actor: str, also: set[str]) -> Outcome:
    workshop, known, epoch = stream.workshop, stream.known, stream.epoch + 1
    if steps:
        news = catch_up(line, workshop, known, steps, actor=actor, epoch=epoch, also=also)
    else:
        news = look(line, workshop, known, upto, epoch=epoch, also=also)
    if not news.states:
        return Outcome(stream, news.rev, upto, since=known)
    return Outcome(stream, news.rev, upto, replace(news, upto=upto), since=known)
