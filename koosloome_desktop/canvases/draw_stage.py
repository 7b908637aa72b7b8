"""One stage of a journey large on the screen, for walking through it: its feeling in the middle, lanes as blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.inputs import parts_in
from koosloome_desktop.canvases.signed import signed as said_once
from koosloome_desktop.canvases.stages import stages_in
from koosloome_desktop.layout.blocks import layout_blocks
from koosloome_desktop.layout.feelings import signed
from koosloome_desktop.layout.inputs import CaptionIn, NoteIn, StageIn
from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import N_, translator

#: How much larger notes are than on the whole journey, and the sizes their text steps down from.
_LARGER: Final = 1.35
_LADDER: Final = (28.0, 26.0, 24.0, 22.0)


def stage_board(document: Document, canvas: Canvas, code: str, profile: LayoutProfile, lang: str) -> Board:
    """The notes of one stage (and widened ones that reach over it), lane by lane, none smaller than on the journey."""
    stages = stages_in(document, canvas, lang, asks=False)
    notes, zones = parts_in(document, canvas, lang)
    at = next((i for i, s in enumerate(stages) if s.code == code), 0)
    inside, _zones = said_once([n for n in notes if _over(n, stages, at)], zones, lang)
    large = replace(
        profile,
        note_width=profile.note_width * _LARGER,
        note_height=profile.note_height * _LARGER,
        ladder=(*_LADDER, *(s for s in profile.ladder if s < _LADDER[-1])),
    )
    caption = CaptionIn(f"{stages[at].title} ({at + 1}/{len(stages)})", _told(stages[at], lang)) if stages else None
    return layout_blocks(inside, said_once((), zones, lang)[1], large, place=caption)


def _over(note: NoteIn, stages: list[StageIn], at: int) -> bool:
    first = next((i for i, s in enumerate(stages) if s.code == note.stage), -1)
    return 0 <= first <= at < first + max(1, note.span)


def _told(stage: StageIn, lang: str) -> str:
    """Both feelings in value and word, then what else is said of a stage."""
    felt = [] if stage.value is None else [f"{signed(stage.value)} {stage.label}".strip()]
    if stage.to_be is not None:
        wished = translator(lang)(N_("as wished"))
        felt.append(f"{wished} {signed(stage.to_be)} {stage.to_be_label}".strip())
    return " · ".join([*felt, *stage.marks])
