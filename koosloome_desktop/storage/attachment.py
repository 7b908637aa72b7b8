"""A document that is being saved: the main thread's side of the writer.

Every published change set is captured here, with the states of the records it touched, and handed to the writer; what
comes back through `post` are "saved", "failed" and, where others write too, the news that the document must take in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import ChangeSet, Origin, patched
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Record
from koosloome_desktop.storage.merge import News, own_columns
from koosloome_desktop.storage.writing import Step
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_

OnSaved = Callable[[int, str], object]
OnError = Callable[[KoosloomeError], object]


class Attachment:
    """One document's tie to the library; all methods belong to the thread that owns the document."""

    def __init__(
        self,
        document: Document,
        *,
        next_seq: Callable[[], int],
        hand_over: Callable[[Step], None],
        look: Callable[[frozenset[str]], None],
        on_saved: OnSaved | None,
        on_error: OnError | None,
    ) -> None:
        self._document = document
        self._next_seq = next_seq
        self._hand_over = hand_over
        self._look = look
        self._on_saved = on_saved
        self._on_error = on_error
        self._unsaved: deque[Step] = deque()
        self._held: tuple[Blob, ...] = ()
        self._epoch = 0
        self._taking_in = False
        self.heeds = 0
        """The number of the last erasure in the library that was heard of."""
        self.on_erased: Callable[[], object] | None = None
        """Hears that a person was erased elsewhere: what could be undone may name them."""
        self._unsubscribe: Callable[[], None] | None = document.subscribe(self._take)

    @property
    def workshop(self) -> str:
        """The id of the workshop."""
        return self._document.id

    @property
    def attached(self) -> bool:
        """Whether its changes are still being saved."""
        return self._unsubscribe is not None

    @property
    def unsaved(self) -> int:
        """How many change sets are not yet known to be on the disk."""
        return len(self._unsaved)

    def detach(self) -> None:
        """Stop saving the document; what was handed over is still written. May be called again."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def hold(self, *blobs: Blob) -> None:
        """Keep the pictures that the next change set brings, both written in one transaction; none: let go of them."""
        self._held = blobs

    def refresh(self) -> None:
        """Have the writer look for what others changed; it comes in as a REMOTE change set. Never waits."""
        self._look(frozenset())

    def reread(self) -> None:
        """The same, of everything: another file stands in the place of the one that was read."""
        self._look(frozenset(record.id for record in self._document.records()))

    def saved(self, upto: int, rev: int, at: str) -> None:
        """Hear from the writer that every step up to number `upto` is on the disk, as revision `rev`."""
        while self._unsaved and self._unsaved[0].seq <= upto:
            self._unsaved.popleft()
        if self._on_saved is not None:
            self._on_saved(rev, at)

    def failed(self, error: KoosloomeError) -> None:
        """Hear from the writer that saving failed; everything stays queued."""
        if self._on_error is not None:
            self._on_error(error)

    def erased(self, number: int) -> None:
        """Hear that a person was erased in the library; what was touched comes in as any change of others."""
        self.heeds = number
        if self.on_erased is not None and self._unsubscribe is not None:
            self.on_erased()
        self.refresh()

    def take_in(self, news: News) -> None:
        """Bring the document to what the database holds, with our steps that are still under way on top."""
        left = [step for step in self._unsaved if step.seq > news.upto]
        self._epoch = news.epoch
        if self._unsubscribe is None:
            return
        self._taking_in = True
        target = news.rev + len(left)
        self._document.rev = target - 1
        states = _overlaid(news.states, left)
        try:
            with self._document.transaction(N_("Changes by others"), origin=Origin.REMOTE) as tx:
                for record_id, record in states.items():
                    if record is None:
                        tx.drop(record_id)
                    else:
                        tx.put(record)
        finally:
            self._taking_in = False
            self._document.rev = target
        touched = tx.result.ids() if tx.result is not None else set()
        apart = {i for i in touched | states.keys() if i not in states or self._document.find(i) != states[i]}
        if apart and left:
            # Settling references with our steps on top (a circle that both made together) went its own way here: those
            # records are read once more when the steps are in.
            self._look(frozenset(apart))

    def _take(self, change: ChangeSet) -> None:
        if self._taking_in:
            return
        states = {record_id: self._document.find(record_id) for record_id in change.ids()}
        blobs, self._held = self._held, ()
        step = Step(
            change, states, own_columns(self._document, states), self._next_seq(), self._epoch, blobs, self.heeds
        )
        self._unsaved.append(step)
        self._hand_over(step)


def _overlaid(states: Mapping[str, Record | None], steps: list[Step]) -> dict[str, Record | None]:
    result = dict(states)
    for change in (step.change for step in steps):
        for record in change.created:
            if record.id in result and result[record.id] is None:
                result[record.id] = record
        for update in change.updated:
            current = result.get(update.id)
            if current is not None:
                result[update.id] = patched(current, update.after)
        for record in change.removed:
            if record.id in result:
                result[record.id] = None
    return result
