"""The face of the wall that reads a plan out: one row as a sentence, as large as it goes, and how many are agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.plan_progress import deadline_of, minutes
from koosloome_desktop.operations.plan_sentence import sentence
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.plan.readback_words import agreed_words, to_read
from koosloome_desktop.views.plan.sentence_sheet import typeset
from koosloome_desktop.views.wall.drawing import Sheet, Time, centred, head, text

if TYPE_CHECKING:
    from koosloome_desktop.views.wall.scene import Scene


def row_of(scene: Scene) -> Action | None:
    """The row that is read: the one that the scribe has before them, else the first that is not agreed to."""
    found = scene.document.find(scene.shown.row)
    if isinstance(found, Action) and found.status != "dropped":
        return found
    plans = [c for c in queries.canvases(scene.document) if c.type == "action_plan" and c.raw is None]
    rows = [a for c in plans for a in to_read(queries.actions(scene.document, c.id))]
    return next((a for a in rows if not a.agreed_at), rows[0] if rows else None)


def readback_face(painter: QPainter, sheet: Sheet, scene: Scene, time: Time) -> int:
    """Title and time, the sentence, and below it whether the row is agreed and how many are."""
    action = row_of(scene)
    if action is None:
        centred(painter, sheet, _("No action yet"), 72)
        return 1
    canvas = scene.document.get(action.canvas, Canvas)
    area = head(painter, sheet, canvas.goal or canvas_title(canvas, scene.words), time)
    below = sheet.pt(64)
    room = area.adjusted(0, 0, 0, -below)
    deadline = deadline_of(action, minutes(scene.document, canvas.id).get(action.code, ()))
    told = sentence(action, deadline, scene.words)
    made = typeset(told, room.width(), room.height(), sheet.theme, most=sheet.pt(110), least=sheet.pt(30))
    made.layout.draw(painter, QPointF(room.left(), room.top() + max(0.0, (room.height() - made.height) / 2)))
    sheet.said.append(told.text)
    rows = to_read(queries.actions(scene.document, canvas.id))
    agreed = sum(1 for a in rows if a.agreed_at)
    words, colour = agreed_words(action, scene.lang)
    foot = QRect(room.left(), room.bottom() + sheet.px(14), room.width() // 2, below)
    count = _("{agreed}/{count} agreed").format(agreed=agreed, count=len(rows))
    text(painter, sheet, f"{action.code} · {count}", foot, 34, lines=1, colour=sheet.theme.muted)
    if words:
        ink = sheet.theme.colours()[colour]
        text(painter, sheet, words, foot.translated(room.width() // 2, 0), 34, lines=1, colour=ink)
    return 1
