"""The action plan."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.spec import CanvasSpec, Reader, Variant, Words, Writer, later

TABLE: Final = Variant(
    code="table_years",
    title=Words("Tegevuskava tabel", "Action plan table", "Таблица плана действий"),
    layout="table",
    question=Words(
        "Mida me teeme ja miks see probleemi vähendab?",
        "What do we do, and why would it help?",
        "Что мы делаем и почему это поможет?",
    ),
    minutes=40,
)


def _reader() -> Reader:
    from koosloome_desktop.canvases.action_plan import interchange

    return interchange.read


def _writer() -> Writer:
    from koosloome_desktop.canvases.action_plan import interchange

    return interchange.write


SPEC: Final = CanvasSpec(
    type="action_plan",
    title=Words("Tegevuskava", "Action plan", "План действий"),
    code="plan",
    icon="list-checks",
    variants=(TABLE,),
    read=later(_reader),
    write=later(_writer),
    board=board,
)
