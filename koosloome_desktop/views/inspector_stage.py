"""The inspector for a journey: the stage of the selected note, and with nothing selected all stages and the lines.

Everything here is a command or an operation that the keyboard has too; the panel only writes it down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from koosloome_desktop.canvases.good import Point
from koosloome_desktop.canvases.journey import lines_in
from koosloome_desktop.canvases.journey_check import points
from koosloome_desktop.canvases.stages import ENGAGEMENT, EVIDENCE, LEAST, LEVELS, MOST, Choice
from koosloome_desktop.layout.feelings import signed
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import queries, tracks
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import clean
from koosloome_desktop.views.board.looks import LANE_LINES
from koosloome_desktop.views.inspector_parts import EditText, section
from koosloome_desktop.views.inspector_persona import persona_form
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_VERBS: Final = ("stage.insert", "stage.left", "stage.right", "stage.delete")
_LANE_VERBS: Final = ("lane.insert", "lane.rename", "lane.up", "lane.down", "lane.delete")
_FEELINGS: Final = (("value", "word", N_("Feeling as it is")), ("to_be", "to_be_word", N_("Feeling as wished")))


def stage_facts(layout: QVBoxLayout, panel: Inspector, note: Note) -> None:
    """Add the stage of a note; nothing on canvases without stages."""
    canvas = panel.workshop.document.find(note.canvas)
    stages = queries.tracks(panel.workshop.document, note.canvas, "stage")
    stage = next((t for t in stages if t.code == note.stage), None)
    if stage is None or not isinstance(canvas, Canvas):
        return
    section(layout, _("Stage {number}").format(number=stages.index(stage) + 1))
    layout.addWidget(_name(panel, stage))
    _verbs(layout, panel, _VERBS)
    for field, word, caption in _FEELINGS:
        _feeling(layout, panel, stage, (field, word, _(caption)))
    ask = panel.ctx.commands.find("stage.why")
    if (stage.value or 0) < 0 and ask is not None:
        layout.addWidget(
            button(_("Why so? To the problem map"), icon=ask.icon, run=lambda: panel.ctx.commands.run(ask.id))
        )
    lang = panel.workshop.document.workshop.language
    _choices(layout, panel, stage, ("evidence", _("How it is known"), EVIDENCE), lang)
    if canvas.variant == ENGAGEMENT or stage.level:
        _choices(layout, panel, stage, ("level", _("Level of engagement"), LEVELS), lang)
    section(layout, _("Lane"))
    _verbs(layout, panel, _LANE_VERBS)


def _verbs(layout: QVBoxLayout, panel: Inspector, ids: tuple[str, ...]) -> None:
    """A row of buttons for those commands that can be done now."""
    commands = (c for i in ids if (c := panel.ctx.commands.find(i)) is not None)
    verbs = [
        button("", "sign", icon=c.icon, name=c.title, run=partial(panel.ctx.commands.run, c.id))
        for c in commands if c.when()
    ]  # fmt: skip
    layout.addLayout(row(*verbs, None, gap=6))


def journey_facts(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """Whose journey it is, its stages, and what makes it a good one; nothing on other canvases."""
    persona_form(layout, panel, canvas)
    stages_list(layout, panel, canvas)
    good_journey(layout, panel, canvas)


def stages_list(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """All stages of a journey, each to be renamed; nothing on canvases without stages."""
    stages = queries.tracks(panel.workshop.document, canvas.id, "stage")
    if not stages:
        return
    section(layout, _("Stages"))
    for stage in stages:
        layout.addWidget(_name(panel, stage))
    insert = panel.ctx.commands.find("stage.insert")
    if insert is not None:
        layout.addWidget(button(insert.title, icon=insert.icon, run=partial(panel.ctx.commands.run, insert.id)))


def good_journey(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """What a good journey has, and in which stages it still lacks; nothing on other canvases."""
    if canvas.type == "journey_map" and canvas.raw is None:
        section(layout, _("A good journey"))
        found = points(panel.workshop.document, canvas)
        _points(layout, found)


def good_map(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """What a good problem or resource map has, and which groups still lack it; nothing on other canvases."""
    from koosloome_desktop.canvases.map_check import map_points

    found = map_points(panel.workshop.document, canvas)
    if found:
        problems = canvas.type == "problem_map"
        section(layout, _("A good problem map") if problems else _("A good resource map"))
        _points(layout, found)


def _points(layout: QVBoxLayout, found: Sequence[Point]) -> None:
    """One line a point: whether it holds, its words, and where it does not."""
    for point in found:
        where = ", ".join(point.lacking)
        told = f"{_(point.text)} ({where})" if where else _(point.text)
        mark = label("✓" if point.holds else "○", "body")
        mark.setAccessibleName(_("yes") if point.holds else _("not yet"))
        mark.setFixedWidth(20)
        line = row(mark, label(told, "muted" if point.holds else "body", wrap=True), gap=4)
        line.setStretch(1, 1)
        layout.addLayout(line)


def lines_legend(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """The lines between the lanes, drawn as on the board, with their names."""
    document = panel.workshop.document
    for role, word in lines_in(document, canvas, document.workshop.language):
        layout.addWidget(LineSign(role, word))


class LineSign(QWidget):
    """A piece of a line between lanes and its name."""

    def __init__(self, role: str, word: str) -> None:
        super().__init__()
        self._role, self._word = role, word
        self.setFixedHeight(26)
        self.setAccessibleName(word)
        line = row(46, label(word, "body", wrap=True), gap=0)
        line.setStretch(1, 1)
        self.setLayout(line)

    def sizeHint(self) -> QSize:
        """The line and its word."""
        return QSize(200, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the piece of line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent_text), 2, LANE_LINES.get(self._role, Qt.PenStyle.SolidLine)))
        middle = self.height() / 2
        painter.drawLine(QPointF(2, middle), QPointF(34, middle))
        painter.end()


def _name(panel: Inspector, stage: Track) -> EditText:
    def keep(text: str) -> None:
        panel.workshop.run(N_("Rename stage"), lambda tx: tracks.rename(tx, stage, text))

    caption = _("Name of stage {code}").format(code=stage.code)
    return _edit(panel, caption, stage.name, keep)


def _edit(panel: Inspector, caption: str, text: str, keep: Callable[[str], object]) -> EditText:
    made = EditText(panel.ctx.commands, caption, text, keep)
    made.left.connect(panel.closing.emit)
    return made


def _feeling(layout: QVBoxLayout, panel: Inspector, stage: Track, field: tuple[str, str, str]) -> None:
    name, word, caption = field
    value: Any = getattr(stage, name)
    shown = label("?" if value is None else signed(round(value)), "strong")
    shown.setMinimumWidth(30)
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    less = _step(panel, stage, name, -1, _("{feeling}: lower").format(feeling=caption))
    more = _step(panel, stage, name, 1, _("{feeling}: higher").format(feeling=caption))

    def keep(text: str) -> None:
        values = {word: clean(text).text}
        panel.workshop.run(N_("Name the feeling"), lambda tx: tx.update(stage, **values))

    in_words = _("{feeling}: in one word").format(feeling=caption)
    layout.addWidget(label(caption, "field"))
    layout.addLayout(row(less, shown, more, None, gap=6))
    layout.addWidget(_edit(panel, in_words, getattr(stage, word), keep))


def _step(panel: Inspector, stage: Track, field: str, delta: int, spoken: str) -> QPushButton:
    now = getattr(stage, field)
    value = max(LEAST, min(MOST, round(now or 0) + delta))

    def change() -> None:
        panel.workshop.run(N_("Change value"), lambda tx: tx.update(stage, **{field: value}))

    made = button("+" if delta > 0 else "−", "sign", name=spoken, hint=spoken, run=change)
    made.setEnabled(value != now)
    return made


def _choices(
    layout: QVBoxLayout, panel: Inspector, stage: Track, field: tuple[str, str, tuple[Choice, ...]], lang: str
) -> None:  # fmt: skip
    name, caption, choices = field
    now = getattr(stage, name)
    buttons = []
    for choice in choices:
        value, word = "" if now == choice.code else choice.code, choice.word.get(lang)
        made = button(choice.sign, "sign", name=word, hint=word, run=partial(_mark, panel, stage, name, value))
        made.setAccessibleDescription(caption)
        made.setCheckable(True)
        made.setChecked(now == choice.code)
        buttons.append(made)
    told = next((c.word.get(lang) for c in choices if c.code == now), now) or _("not said yet")
    layout.addLayout(column(label(caption, "field"), row(*buttons, None, gap=6), label(told, "quiet"), gap=4))


def _mark(panel: Inspector, stage: Track, field: str, value: str) -> None:
    panel.workshop.run(N_("Mark stage"), lambda tx: tx.update(stage, **{field: value}))
