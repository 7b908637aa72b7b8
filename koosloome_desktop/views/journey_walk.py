"""Walking through a journey: one stage large on the screen, arrows go on and back, letters write in that stage.

It is mode W: the keyboard stays in the line, and the next note lands in the stage that is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.key_parts import plain
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.canvases.journey_map import GridPresenter

_Key = Qt.Key
STEPS: Final = {
    _Key.Key_Right: 1, _Key.Key_Down: 1, _Key.Key_PageDown: 1,
    _Key.Key_Left: -1, _Key.Key_Up: -1, _Key.Key_PageUp: -1,
}  # fmt: skip


class Walking:
    """Where one is on the walk of a page. `active` from `start` until Esc."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page

    @property
    def active(self) -> bool:
        """Whether a stage is shown alone."""
        return bool(self._presenter and self._presenter.walked)

    @property
    def _presenter(self) -> GridPresenter | None:
        found = self.page.presenter
        return cast("GridPresenter", found) if found.staged else None

    def codes(self) -> list[str]:
        """The codes of the stages in order."""
        return [s.code for s in self._presenter.stages()] if self._presenter else []

    def start(self) -> None:
        """Show the stage one is at alone; the first when one is at none."""
        codes = self.codes()
        if not codes:
            return
        note = self.page.verbs.note(self.page.desk.current)
        here = note.stage if note is not None and self.page.desk.mode != Mode.WRITE else self.page.desk.target.stage
        self.page.mouse.settle()
        self.page.modes.write()
        self._show(here if here in codes else codes[0])

    def step(self, by: int) -> None:
        """Go on or back; at the ends one stays."""
        codes, presenter = self.codes(), self._presenter
        if presenter is None or not codes:
            return
        at = codes.index(presenter.walked) if presenter.walked in codes else 0
        self._show(codes[max(0, min(len(codes) - 1, at + by))])

    def stop(self) -> None:
        """The whole journey again."""
        if self._presenter is not None and self.active:
            self._presenter.walked = ""
            self._look()

    def look(self) -> None:
        """The stage that was shown is gone: the whole journey again."""
        if self._presenter is not None and self.active and self._presenter.walked not in self.codes():
            self.stop()

    def key(self, event: QKeyEvent) -> bool:
        """Look at a key of the line while one walks: arrows step while it is empty, Esc ends the walk."""
        desk = self.page.desk
        if not self.active or desk.job != Job.ADD or desk.mode != Mode.WRITE or plain(event):
            return False
        if event.key() == _Key.Key_Escape:
            self.stop()
            return True
        if event.key() in STEPS and not self.page.prefixes.text():
            self.step(STEPS[_Key(event.key())])
            return True
        return False

    def place(self) -> str:
        """What the chip says: ``Läbimine 2/6``."""
        codes = self.codes()
        at = codes.index(self._presenter.walked) if self._presenter and self._presenter.walked in codes else 0
        walk = _("Walk")
        return f"{walk} {at + 1}/{len(codes)}"

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter now."""
        return (("← →", _("stages")), ("Enter", _("adds")), ("Esc", _("the whole journey")))

    def _show(self, code: str) -> None:
        presenter = self._presenter
        if presenter is None:
            return
        presenter.walked = code
        desk = self.page.desk
        zone = desk.target.zone if desk.target.zone in presenter.codes() else presenter.start().zone
        desk.target = replace(presenter.start(), zone=zone, stage=code)
        self._look()
        stage = presenter.stage(code)
        if stage is not None:
            self.page.verbs.announce(f"{self.place()} {stage.name or stage.code}")

    def _look(self) -> None:
        self.page.stage.renew()
        self.page.fit()
        self.page.refresh()
