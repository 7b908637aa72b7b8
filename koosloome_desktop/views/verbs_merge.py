"""Folding selected notes into one, and taking one apart again: each one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import merging, queries
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.verbs_base import VerbBase


class MergeVerbs(VerbBase):
    """Merge and separate."""

    def can_merge(self, ids: Sequence[str]) -> bool:
        """Whether these notes can become one."""
        return self.presenter.writable and merging.can_merge(self.workshop.document, ids)

    def merge(self, ids: Sequence[str]) -> str:
        """Fold notes into one with the words of the first; its id, "" (with a sentence) when they cannot become one."""
        if not self.can_merge(ids):
            if len(ids) > 1:
                self.say(_("A need and a resource cannot become one note; match them instead."))
            return ""
        made: list[str] = []

        def work(tx: Transaction) -> None:
            made.append(merging.merge(tx, ids[0], ids).id)

        if self._run(N_("Merge notes"), work) is None:
            return ""
        text = self.workshop.document.find(made[0])
        told = _("{count} became one: {text}")
        self.say(told.format(count=note_words(len(set(ids))), text=short(getattr(text, "text", ""))))
        return made[0]

    def can_separate(self, ids: Sequence[str]) -> bool:
        """Whether one of these notes is made of several."""
        return any(queries.folded(self.workshop.document, i) for i in ids)

    def separate(self, ids: Sequence[str]) -> list[str]:
        """Bring back what was folded into these notes; the ids of what came back."""
        wanted = [i for i in ids if self.note(i) is not None and queries.folded(self.workshop.document, i)]
        back: list[str] = []

        def work(tx: Transaction) -> None:
            for note_id in wanted:
                back.extend(n.id for n in merging.separate(tx, note_id))

        if not wanted or self._run(N_("Separate notes"), work) is None:
            return []
        self.announce(_("Separated: {what}").format(what=note_words(len(back))))
        return back
