"""Which resources may answer a need: ranked by the words they share, for a person to choose from. Nothing is decided.

Words are compared by their groups of letters (see `alike`), rare groups weighing more: "sõit arsti juurde" finds
"sõidutan eakaid". A resource nobody uses comes a little earlier, one that answers other needs already a little later.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Cluster, Link, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import linking, queries
from koosloome_desktop.operations.alike import grams
from koosloome_desktop.operations.notes import free_code
from koosloome_desktop.operations.parking import with_folded
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import fold

_NEED_ONLY: Final[dict[str, Any]] = {"whose": "", "priority": None}
_RESOURCE_ONLY: Final[dict[str, Any]] = {"x": None, "y": None, "ring": "", "pin": "", "unused": False, "stage": ""}
"""What only one of the two has in files."""
UNUSED_FIRST: Final = 0.04
USED_LATER: Final = 0.02
"""What being unused, and every other need that is answered already, moves a resource in the ranking (shares of 1)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A resource to rank: its text, further words said of it (cluster, group), how many needs it answers already."""

    id: str
    text: str
    tags: str = ""
    used: int = 0
    unused: bool = False


def ranked(need: str, offers: Sequence[Offer]) -> list[str]:
    """The ids of all offers, the best first; those that share nothing stay in their order at the end.

    `need` is the need's text with whatever else is known of it (whose it is).
    """
    parts = [grams(f"{o.text} {o.tags}") for o in offers]
    holders = Counter(g for part in parts for g in part)
    wanted = grams(need)
    weights = {g: math.log(1.0 + len(offers) / holders[g]) for g in wanted if holders[g]}
    total = sum(weights.values()) or 1.0
    scored = []
    for place, (offer, part) in enumerate(zip(offers, parts, strict=True)):
        shared = sum(weights[g] for g in part & weights.keys())
        score = shared / total / math.sqrt(max(len(part), 8) / 8)
        score += (UNUSED_FIRST if offer.unused else 0.0) - USED_LATER * min(offer.used, 5)
        scored.append((-score, place, offer.id))
    return [i for _score, _place, i in sorted(scored)]


def found(text: str, offers: Sequence[Offer]) -> list[Offer]:
    """The offers whose words begin with what was typed, in their order; all of them for nothing."""
    parts = fold(text).split()
    return [o for o in offers if all(any(w.startswith(p) for w in _words(o)) for p in parts)]


def _words(offer: Offer) -> list[str]:
    return fold(f"{offer.text} {offer.tags}").split()


def offers(document: Document, canvas: str) -> list[Offer]:
    """The resources of a map as offers, in order."""
    answers = Counter(x.target for x in queries.links(document, canvas, linking.MATCH))
    clusters: dict[str, Cluster] = queries.cluster_of(document, canvas)
    return [
        Offer(n.id, n.text, clusters[n.id].label if n.id in clusters else "", answers[n.id], n.unused)
        for n in queries.standing(document, canvas)
        if n.form == "note"
    ]


def needs_to_match(document: Document, canvas: str) -> list[Note]:
    """The needs of a map: those without an answer first, the urgent ones of them before the others."""
    open_ = {n.id for n in queries.unmatched_needs(document, canvas)}
    found_ = [n for n in queries.standing(document, canvas) if n.form == "need"]
    return sorted(found_, key=lambda n: (n.id not in open_, 9 if n.priority is None else n.priority))


def answers(document: Document, need: Note) -> list[str]:
    """The ids of what a need is matched with."""
    return [x.target for x in queries.links(document, need.canvas, linking.MATCH) if x.source == need.id]


def toggle(tx: Transaction, need: Note, resource: Note) -> Link | None:
    """Match a need with a resource, or take the match away; the match, None when it was taken away."""
    return linking.toggle(tx, need, resource)


def become(tx: Transaction, note: Note, zone: str) -> Note:
    """A need that was meant as a resource goes into a zone; a resource that was meant as a need ("") becomes one.

    It gets the short id that such notes have. Refused while it is linked: a match joins a need and a resource.
    """
    if any(isinstance(tx.document.find(link), Link) for link, _field in tx.document.pointing_at(note.id)):
        hint = _("Take its links away first.")
        raise KoosloomeError(_("“{text}” is matched or linked.").format(text=" ".join(note.text.split())), hint=hint)
    form = "note" if zone else "need"
    gone = _NEED_ONLY if zone else _RESOURCE_ONLY
    for one in with_folded(tx.document, note):
        tx.update(one, form=form, zone=zone, code=free_code(tx.document, note.canvas, form), **gone)
    return tx.document.get(note.id, Note)
