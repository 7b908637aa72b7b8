"""Trying the projector before people come: where the last row sits, how wide the picture is, what a remote sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from koosloome_desktop.layout.wall import LEAST, MOST, USUAL, note_size
from koosloome_desktop.services.settings import METRES
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.fields import Area, Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.wall.remote import WORDS, action_of
from koosloome_desktop.views.widgets import column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.wall.control import WallControl

_KEYS_KEPT: Final = frozenset({"next", "back", "blank", "leave", "wall"})


class WallSetup(Dialog):
    """While it is open the wall shows the picture to try it with, and takes what is changed here at once."""

    def __init__(self, control: WallControl) -> None:
        super().__init__(
            _("Projector check"), _("Go to the last row once, before people come."), parent=control.window, width=520
        )
        self._control = control
        values = control.window.ctx.settings.values
        lang = control.window.ctx.lang
        self.distance = self._metres(_("From the wall to the last row, m"), values.wall_distance, lang)
        self.width_ = self._metres(_("Width of the picture on the wall, m"), values.wall_width, lang)
        fields = row(self._titled(self.distance), self._titled(self.width_), gap=16)
        self.size_: QLabel = label("", "body", wrap=True)
        self.dark = QCheckBox(_("Dark wall"))
        self.calm = QCheckBox(_("Calm wall for a weak projector"))
        calm: QLabel = label(_("Black and white, thick lines, nothing moves."), "quiet", wrap=True)
        calm.setIndent(26)
        self.dark.setChecked(values.wall_dark)
        self.calm.setChecked(values.wall_calm)
        self.remote = RemoteField()
        self.told: QLabel = label(_("Press its buttons: here it says what each of them does."), "quiet", wrap=True)
        self.remote.pressed = self.told.setText
        self.body.addLayout(fields)
        self.body.addWidget(self.size_)
        self.body.addWidget(self.dark)
        self.body.addLayout(column(self.calm, calm, gap=2))
        self.body.addLayout(column(label(_("Presenter's remote"), "field"), self.remote, self.told, gap=4))
        for edit in (self.distance, self.width_):
            edit.textEdited.connect(lambda _text: self.take())
        self.dark.toggled.connect(lambda _on: self.take())
        self.calm.toggled.connect(lambda _on: self.take())
        self.add_buttons(_("Done"))
        self._before = control.show.face if control.show is not None else ""
        if control.wall is not None and control.show is not None:
            control.choose("check")
        self._tell()

    @staticmethod
    def _metres(name: str, value: float, lang: str) -> QLineEdit:
        edit = Field(None, locale.number(value, lang) if value else "")
        edit.setAccessibleName(name)
        return edit

    @staticmethod
    def _titled(edit: QLineEdit) -> QWidget:
        title = label(edit.accessibleName(), "field", wrap=True)
        title.setBuddy(edit)
        holder = QWidget()
        holder.setLayout(column(title, edit, gap=4))
        return holder

    def lengths(self) -> tuple[float | None, float | None]:
        """Distance and width in m; 0 for an empty field, None for what is no length."""
        return _length(self.distance.text(), "wall_distance"), _length(self.width_.text(), "wall_width")

    def take(self) -> None:
        """Let the wall look so at once; what is no length yet changes nothing."""
        distance, width = self.lengths()
        settings = self._control.window.ctx.settings
        settings.change(wall_dark=self.dark.isChecked(), wall_calm=self.calm.isChecked())
        if distance is not None and width is not None:
            settings.change(wall_distance=distance, wall_width=width)
        self._tell()

    def _tell(self) -> None:
        distance, width = self.lengths()
        if distance is None or width is None:
            told = _("Write metres as a number, for example 8 or 2,5.")
        elif not distance or not width:
            told = _("Notes are {size} px large on a wall of 1080 lines, as is usual.").format(size=round(USUAL))
        else:
            size = note_size(distance, width)
            told = _("Notes are {size} px large on a wall of 1080 lines; the last row reads them with ease.")
            if size >= MOST:
                told = _("Notes are {size} px large. From so far a larger picture would help: move the projector back.")
            elif size <= LEAST:
                told = _("Notes are {size} px large: smaller ones are never shown.")
            told = told.format(size=round(size))
        self.size_.setText(told)
        self.fit_height()

    def done(self, result: int) -> None:
        """The wall shows again what it showed before."""
        if self._before and self._control.show is not None and self._control.show.face == "check":
            self._control.choose(self._before)
        super().done(result)


def _length(text: str, name: str) -> float | None:
    try:
        found = float(text.strip().replace(",", ".") or 0)
    except ValueError:
        return None
    return found if 0.0 <= found <= METRES[name] else None


class RemoteField(QLineEdit):
    """Takes every key for itself and says what the wall would do with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(_("Presenter's remote"))
        self.setPlaceholderText(_("Click here, then press the remote"))
        self.pressed: Callable[[str], object] = lambda _told: None
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of remotes neither close the dialog nor do what they do elsewhere."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            asked = action_of(event)
            if asked in _KEYS_KEPT:
                if event.type() == QEvent.Type.KeyPress:
                    self.setText("✓")
                    self.pressed(_(WORDS[asked]))
                event.accept()
                return True
        return super().eventFilter(watched, event)


class TextForWall(Dialog):
    """A text of one's own for the wall."""

    def __init__(self, before: str, parent: QWidget) -> None:
        super().__init__(_("Write a text for the wall"), parent=parent, width=560)
        self.area = Area(None, before)
        self.area.setAccessibleName(_("Text for the wall"))
        self.area.setFixedHeight(140)
        self.area.selectAll()
        self.body.addWidget(self.area)
        self.add_buttons(_("Show on the wall"), _("Cancel"))
        self.area.setFocus()

    def text(self) -> str:
        """What was written."""
        return self.area.toPlainText().strip()
