"""What comes with a typed text besides its place: who says it, its cluster, a zone that is made for it. Knows no Qt.

Also the short signs at the beginning of a line that say such things: ``#name`` or ``№name`` a cluster, ``>`` a child of
the last note, ``!name`` a new zone. A name ends at the first space; ``_`` stands for a space in it, and the beginning
of an existing name is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from koosloome_desktop.canvases.inputs import axis_of
from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import tracks
from koosloome_desktop.operations.groups import set_group
from koosloome_desktop.support.text import fold

if TYPE_CHECKING:
    from koosloome_desktop.views.canvases.presenter import Presenter

CLUSTER: Final = frozenset("#№")
CHILD: Final = ">"
ZONE: Final = "!"
SIGNS: Final = CLUSTER | {CHILD, ZONE}


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with new notes: the group that speaks, the name of their cluster, the name of a zone for them, the
    note they were typed from (one with a photo).
    """

    group: str = ""
    cluster: str = ""
    zone: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """A sign at the beginning of a line, and the name after it once a space has ended it (a child has none)."""

    sign: str
    name: str = ""
    named: bool = False

    @property
    def literal(self) -> str:
        """The prefix as it was typed."""
        return f"{self.sign}{self.name} " if self.named and self.sign != CHILD else self.sign

    def taken(self, text: str) -> tuple[Prefix, str]:
        """The prefix and what is left of the text: while the name is open, a space ends it."""
        if self.named:
            return self, text
        name, space, rest = text.partition(" ")
        return (replace(self, name=name, named=True), rest) if space and name else (self, text)

    @property
    def words(self) -> str:
        """The name as it is meant."""
        return self.name.replace("_", " ")


def begun(text: str, allowed: Collection[str]) -> tuple[Prefix, str] | None:
    """The prefix at the beginning of a typed text and the rest, None where the sign is only a sign: at the end, before
    a space or before another sign.
    """
    if len(text) < 2 or text[0] not in allowed or text[1].isspace() or text[1] in SIGNS:
        return None
    return Prefix(text[0], named=text[0] == CHILD).taken(text[1:])


_Named = TypeVar("_Named")


def by_name(known: Iterable[tuple[str, _Named]], wanted: str) -> _Named | None:
    """What is called so, else the only one whose name begins so (both folded)."""
    named = [(fold(name), thing) for name, thing in known if name]
    name = fold(wanted)
    exact = next((thing for known_name, thing in named if known_name == name), None)
    beginning = [thing for known_name, thing in named if known_name.startswith(name)]
    return exact if exact is not None else beginning[0] if name and len(beginning) == 1 else None


def cluster_named(presenter: Presenter, name: str) -> Cluster | None:
    """The cluster that a name means: its own, its beginning, or its number in the strip."""
    known = presenter.document.within(Cluster, presenter.canvas_id)
    found = by_name(((c.label, c) for c in known), name)
    if found is None and name.isascii() and name.isdigit() and 0 < int(name) <= len(known):
        return known[int(name) - 1]
    return found


def zone_for(tx: Transaction, presenter: Presenter, name: str) -> str:
    """The code of the zone that a name means; a new one where there is none of it."""
    found = by_name(((z.title, z.code) for z in presenter.zones()), name)
    if found is not None:
        return found
    axis = axis_of(presenter.variant)
    tracks.ensure(tx, presenter.canvas_id, axis, [z.code for z in presenter.variant.zones] if presenter.variant else [])
    return tracks.insert(tx, presenter.canvas_id, axis, name, lang=presenter.lang).code


def finish(tx: Transaction, presenter: Presenter, made: list[str], said: Said) -> None:
    """Give new notes the group that speaks, what they were typed from, and the cluster that was named."""
    if said.group:
        set_group(tx, [tx.document.get(i, Note) for i in made], said.group)
    if said.source:
        for note_id in made:
            tx.update(tx.document.get(note_id, Note), sources=(said.source,))
    if said.cluster:
        cluster = cluster_named(presenter, said.cluster) or verbs.add_cluster(tx, presenter.canvas_id, said.cluster)
        verbs.put_in_cluster(tx, presenter.canvas_id, made, cluster)
