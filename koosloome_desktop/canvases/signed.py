"""Sign and word of a kind said once, in the title of the zone that holds only notes of that kind.

A third denser than on each note, and as clear: a journey's lanes always hold one kind, and so do most zones on paper.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from koosloome_desktop.layout.inputs import NoteIn, ZoneIn
from koosloome_desktop.support.i18n import translator
from koosloome_desktop.support.palette import note_kind


def signed(notes: Sequence[NoteIn], zones: Sequence[ZoneIn], lang: str) -> tuple[list[NoteIn], list[ZoneIn]]:
    """Notes without sign and word of their zone's kind at their foot, and zones with the sign before the title."""
    own = {z.code: z.kind for z in zones}
    bare = [replace(n, footer=_without(n.footer, n.kind, lang)) if own.get(n.zone) == n.kind else n for n in notes]
    return bare, [_signed(z) for z in zones]


def _signed(zone: ZoneIn) -> ZoneIn:
    sign = note_kind(zone.kind).sign if zone.kind else ""
    # A space that never breaks: the sign stays with its word.
    return replace(zone, title=f"{sign}\u00a0{zone.title}" if sign else zone.title)


def _without(footer: str, kind: str, lang: str) -> str:
    """A footer without the word of the note's kind; of sign and level what tells something stays: ``▼2``."""
    look = note_kind(kind)
    first, *rest = footer.split(" · ")
    sign = first.removesuffix(translator(lang)(look.word)).strip()
    return sys.intern(" · ".join(p for p in ("" if sign == look.sign else sign, *rest) if p))
