"""What people do with the notes of one canvas, each as one undo step: add, split, reword, delete, move, group, count.

Knows no Qt. A verb gives back what the page says about it; errors of the family that is told to people are told, not
raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import groups, queries
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations.clusters import rename
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import seen
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.canvas_said import Said, finish, zone_for
from koosloome_desktop.views.canvases.presenter import Change, Target
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.verbs_clusters import ClusterVerbs
from koosloome_desktop.views.verbs_links import LinkVerbs
from koosloome_desktop.views.verbs_merge import MergeVerbs
from koosloome_desktop.views.verbs_park import ParkVerbs
from koosloome_desktop.views.verbs_titles import TitleVerbs

MOST_CLUSTERS: Final = 99
"""As many as two digits reach."""


class Verbs(MergeVerbs, LinkVerbs, ParkVerbs, ClusterVerbs, TitleVerbs):
    """The verbs of one canvas."""

    # -- texts

    def add(self, texts: Sequence[str], target: Target, said: Said = Said()) -> list[str]:  # noqa: B008 - frozen
        """Add notes at a target, one undo step; their ids. Nothing is added when one of them is refused."""
        made: list[str] = []
        spot = target

        def work(tx: Transaction) -> None:
            nonlocal spot
            if said.zone:
                spot = Target(zone=zone_for(tx, self.presenter, said.zone), stage=target.stage)
            for text in wanted:
                note = self.presenter.add(tx, spot, text)
                made.append(note.id)
                spot = follow_on(spot, note.id)
            finish(tx, self.presenter, made, said)

        wanted = [t for t in texts if seen(t)]
        if not wanted or not self.presenter.writable:
            return []
        done = self._run(N_("Add note") if len(wanted) == 1 else N_("Add notes"), work)
        if done is None:
            return []
        self.announce(_("Added: {text}").format(text=wanted[0]) if len(made) == 1 else note_words(len(made)))
        self.tell_replaced(wanted)
        return made

    def reword(self, note_id: str, text: str, target: Target | None = None) -> bool:
        """Give a note another text, and another place; an empty text leaves the old one. False when it was refused."""
        note = self.note(note_id)
        if note is None or not seen(text):
            return True

        def work(tx: Transaction) -> None:
            verbs.reword(tx, note, text)
            if target is not None and target != self.presenter.of_note(note):
                self.presenter.rehome(tx, self.workshop.document.get(note_id, Note), target)

        try:
            self.workshop.run(N_("Edit note"), work)
        except KoosloomeError as error:
            self.say(error.line())
            return False
        self.tell_replaced([text])
        return True

    def split(self, note_id: str, head: str, tail: str) -> str:
        """Two notes of one: the second keeps zone, stage, parent, group and cluster, dots stay on the first. Its id."""
        note = self.note(note_id)
        if note is None or not head or not tail:
            return ""
        made: list[str] = []

        def work(tx: Transaction) -> None:
            verbs.reword(tx, note, head)
            second = verbs.add_note(
                tx, self.canvas, tail, zone=note.zone, stage=note.stage, parent=note.parent, form=note.form,
                group=note.group, after=note.id,
            )  # fmt: skip
            made.append(second.id)
            cluster = queries.cluster_of(self.workshop.document, self.canvas).get(note.id)
            if cluster is not None:
                verbs.put_in_cluster(tx, self.canvas, [second.id], cluster)

        return made[0] if self._run(N_("Split note"), work) is not None and made else ""

    def delete(self, ids: Sequence[str]) -> bool:
        """Delete notes; undo brings them back, so nobody is asked."""
        there = [n for i in ids if (n := self.note(i)) is not None]
        if not there:
            return False
        label = N_("Delete note") if len(there) == 1 else N_("Delete notes")
        done = self._run(label, lambda tx: verbs.delete_notes(tx, [n.id for n in there]))
        told = there[0].text if len(there) == 1 else note_words(len(there))
        self.announce(_("Deleted: {text}").format(text=told))
        return done is not None

    def say_again(self, note_id: str, group: str = "") -> bool:
        """The same was said once more: counted, not written a second time."""
        note = self.note(note_id)
        if note is None or self._run(N_("Same again"), lambda tx: groups.say_again(tx, note, group)) is None:
            return False
        self.say(_("Same thought, ×{times}: {text}").format(times=max(1, note.times) + 1, text=short(note.text)))
        return True

    def set_group(self, ids: Sequence[str], group: str) -> bool:
        """Say which group notes come from."""
        there = [n for i in ids if (n := self.note(i)) is not None]
        if not there:
            return False
        self._run(N_("Set the group"), lambda tx: groups.set_group(tx, there, group))
        return True

    # -- places

    def nudge(self, ids: Sequence[str], change: Change | None) -> bool:
        """Move notes by one step; several quick steps are one undo step."""
        if change is None:
            return False
        label = N_("Move note") if len(ids) == 1 else N_("Move notes")
        return self._run(label, change, merge_key="nudge:" + ",".join(ids)) is not None

    def drop(self, ids: Sequence[str], drop: Drop) -> bool:
        """Put dragged notes where they were dropped; those that are gone by now are left out."""
        ids = [i for i in ids if self.note(i) is not None]
        if not ids:
            return False
        label = N_("Match") if drop.how == "match" else N_("Move note") if len(ids) == 1 else N_("Move notes")
        cluster = self.workshop.document.find(drop.cluster) if drop.cluster else None

        def work(tx: Transaction) -> None:
            self.presenter.place(tx, ids, drop)
            if drop.cluster == "" or isinstance(cluster, Cluster):
                verbs.put_in_cluster(tx, self.canvas, ids, cluster if isinstance(cluster, Cluster) else None)

        return self._run(label, work) is not None

    def bump(self, note_id: str, delta: int) -> bool:
        """+ and −: the one scalar of the canvas."""
        note = self.note(note_id)
        found = self.presenter.bump(note, delta) if note is not None else None
        if found is None:
            return False
        change, told = found
        done = self._run(N_("Change value"), change, merge_key=f"bump:{note_id}")
        self.announce(told)
        return done is not None

    # -- clusters

    def clusters(self) -> list[Cluster]:
        """The clusters in order."""
        return self.workshop.document.within(Cluster, self.canvas)

    def cluster(self, ids: Sequence[str], number: int) -> bool:
        """Put notes into cluster `number` (0 = none); the number after the last makes a new one."""
        known = self.clusters()
        ids = [i for i in ids if self.note(i) is not None]
        if not ids or number > min(len(known) + 1, MOST_CLUSTERS):
            return False

        def work(tx: Transaction) -> None:
            chosen = None
            if number:
                chosen = known[number - 1] if number <= len(known) else verbs.add_cluster(tx, self.canvas)
            verbs.put_in_cluster(tx, self.canvas, ids, chosen)

        self._run(N_("Group notes"), work)
        name = known[number - 1].label if 0 < number <= len(known) else ""
        told = _("Cluster {number} {name}").format(number=number, name=name).strip()
        self.announce(told if number else _("no cluster"))
        return True

    def name_cluster(self, cluster_id: str, label: str) -> bool:
        """Name a cluster; False when it said why the name cannot be kept."""
        found = self.workshop.document.find(cluster_id)
        if isinstance(found, Cluster) and label.strip():
            try:
                self.workshop.run(N_("Name cluster"), lambda tx: rename(tx, found, label))
            except KoosloomeError as error:
                self.say(error.line())
                return False
            self.tell_replaced([label])
        return True

    def unnamed(self) -> Cluster | None:
        """The first cluster without a name."""
        return next((c for c in self.clusters() if not c.label), None)

    def ungrouped(self) -> list[str]:
        """The notes in no cluster, in reading order."""
        inside = queries.cluster_of(self.workshop.document, self.canvas)
        return [i for i in self.presenter.reading_order() if i not in inside]


def follow_on(target: Target, note_id: str) -> Target:
    """Where the note after a new one lands: under it on a ladder, behind it where an order was chosen."""
    if target.ladder:
        return Target(zone=target.zone, stage=target.stage, under=note_id, ladder=True)
    if target.before or target.after:
        return Target(zone=target.zone, stage=target.stage, under=target.under, after=note_id)
    return target
