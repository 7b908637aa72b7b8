"""The look back as data: its zones with questions and examples, in three languages."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases import plain
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.spec import CanvasSpec, Variant, Words, ZoneSpec, labels

LOOK_BACK: Final = Variant(
    code="keep_change_try",
    title=Words("Hoiame, muudame, proovime", "Keep, change, try", "Сохраняем, меняем, пробуем"),
    layout="blocks",
    question=Words("Mida me sellest kohtumisest õppisime?", "What did we learn?", "Чему мы научились?"),
    minutes=20,
    first_zone="keep",
    zones=(
        ZoneSpec(
            "keep",
            Words("Hoiame", "Keep", "Сохраняем"),
            Words("Mis läks hästi?", "What went well?", "Что удалось?"),
            kind="opportunity",
            ghosts=(Words("Alustasime õigel ajal", "We began on time", "Начали вовремя"),),
        ),
        ZoneSpec(
            "change",
            Words("Muudame", "Change", "Меняем"),
            Words("Mis segas?", "What was in the way?", "Что мешало?"),
            kind="pain",
            ghosts=(Words("Ruum oli kitsas", "The room was small", "Было тесно"),),
        ),
        ZoneSpec(
            "try",
            Words("Proovime", "Try", "Пробуем"),
            Words("Mida teeme järgmine kord teisiti?", "What shall we do differently?", "Что сделаем иначе?"),
            kind="action",
            ghosts=(Words("Kutsume noored kaasa", "Invite young people", "Пригласим молодых"),),
        ),
    ),
)
VARIANTS: Final = (LOOK_BACK,)
_LABELS: Final = labels(VARIANTS)

SPEC: Final = CanvasSpec(
    type="look_back",
    title=Words("Tagasivaade", "Look back", "Взгляд назад"),
    code="look-back",
    icon="history",
    variants=VARIANTS,
    read=plain.reader(_LABELS),
    write=plain.writer(_LABELS),
    board=board,
)
