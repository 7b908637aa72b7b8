"""The strip of the sample's seven steps: the next one with its key; each ticks itself when it is done, by any means.

It takes no keys of its own and is never modal: Esc in the line leaves a step out, the cross closes the strip for good,
the palette brings it back. It stands over the sample that was opened from the first screen, over nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from koosloome_desktop.services.tour import NOTES, STEPS, Tour
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.widgets import button, row, set_role

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from koosloome_desktop.model.changes import ChangeSet
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView

_WORDS: Final = {
    "write": (N_("Write three notes"), "Enter"),
    "fix": (N_("Correct the last one"), "↑"),
    "undo": (N_("Take a step back"), "Ctrl+Z"),
    "group": (N_("Put the last note into the first group"), "Alt+1"),
    "hands": (N_("Count raised hands: open “Votes”"), "Ctrl+K"),
    "action": (N_("Make an action of a note"), "Ctrl+T"),
    "paper": (N_("Everything onto paper, as PDF"), "Ctrl+E"),
}
_DOTTED: Final = 840
"""From this width on (px) there is room for a mark for each step."""
_ON_CANVAS: Final = frozenset({"write", "fix", "group", "action"})


class Guide(QFrame):
    """Follows the window; `tour` is what is done. Hidden unless the sample of the first screen is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("guide")
        self.window_ = window
        self.tour = Tour()
        self._marks = [label("", "tick") for _step in STEPS]
        self._count, self._words, self._key = label("", "strong"), label("", "body"), label("", "kbd")
        self._skip = button("", "ghost", run=self.skip)
        self.real = button("", "primary", run=self.begin_really)
        self._close = button("", "icon", icon="x", name=_("Close these steps for good"), run=self.close_for_good)
        dots = row(*self._marks, gap=4)
        self.setLayout(
            row(self._count, dots, 8, self._words, self._key, None, self._skip, self.real, self._close,
                margins=(18, 6, 12, 6), gap=10)
        )  # fmt: skip
        window.ctx.bridge.changed.connect(self._changed)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the number of the step is enough."""
        super().resizeEvent(event)
        for mark in self._marks:
            mark.setVisible(self.width() >= _DOTTED)

    # -- when it is there

    def start(self, workshop: str) -> None:
        """The sample was opened from the first screen: its steps stand over it, unless they were closed for good."""
        kept = self.window_.ctx.settings.values.tour
        if not kept.get("off"):
            self._keep(workshop=workshop)
            self.follow()

    def again(self) -> None:
        """From the palette: all steps once more, over the sample."""
        self.window_.ctx.settings.change(tour={})
        self.tour = Tour()
        view = self.window_.view
        if view is not None and view.workshop.document.workshop.sample:
            self.start(view.workshop.id)
        else:
            self.window_.actions_.try_sample()

    def follow(self) -> None:
        """Be there or not, for what the window shows now."""
        kept, view = self.window_.ctx.settings.values.tour, self.window_.view
        here = view is not None and not kept.get("off") and kept.get("workshop") == view.workshop.id
        if here and self.isHidden():
            self.tour = Tour.of(kept)
        if view is not None:
            view.skip = self.skip if here else _nothing
        self.setVisible(here)
        if here:
            self.show_steps()

    def _keep(self, *, workshop: str = "", off: bool = False) -> None:
        settings = self.window_.ctx.settings
        place = workshop or settings.values.tour.get("workshop", "")
        settings.change(tour={"workshop": place, "off": off, **self.tour.as_kept()})

    # -- what is done

    def _changed(self, change: ChangeSet) -> None:
        if not self.isHidden() and self.tour.see(change):
            self._keep()
            self.show_steps()

    def exported(self) -> None:
        """A file was written: the last step."""
        if not self.isHidden():
            self.tour.done.add("paper")
            self._keep()
            self.show_steps()
            if not self.tour.now:
                self.real.setFocus()

    def skip(self) -> None:
        """Leave the next step out."""
        if self.tour.skip():
            self._keep()
            self.show_steps()

    def close_for_good(self) -> None:
        """The strip goes and stays away until somebody calls it from the palette."""
        self._keep(off=True)
        self.hide()
        self.window_.toast.say(_("The steps come back from all commands: {key}.").format(key="Ctrl+K"))

    def begin_really(self) -> None:
        """All is tried: now a workshop of one's own."""
        self._keep(off=True)
        self.hide()
        self.window_.show_home()
        self.window_.actions_.start_now()

    # -- what is seen

    def show_steps(self) -> None:
        """Show ticks, the next step and its key."""
        tour, now = self.tour, self.tour.now
        number = STEPS.index(now) + 1 if now else len(STEPS)
        self._count.setText(f"{_('Sample')} {number}/{len(STEPS)}")
        for i, (step, mark) in enumerate(zip(STEPS, self._marks, strict=True), 1):
            state = "done" if step in tour.done else "now" if step == now else ""
            mark.setText("✓" if state == "done" else "–" if step in tour.skipped else str(i))
            set_role(mark, f"tick-{state}" if state else "tick")
            words = _(_WORDS[step][0])
            tip(mark, words)
            mark.setAccessibleName(f"{words}: {_('done')}" if state == "done" else words)
        words, key = self._said(now)
        self._words.setText(words)
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self._skip.setText(_("Leave out") + "  Esc")
        tip(self._skip, _("Leave this step out: {key}").format(key="Esc"))
        self._skip.setVisible(bool(now))
        self.real.setText(_("Now for real"))
        self.real.setVisible(not now)
        self._close.setAccessibleName(_("Close these steps for good"))
        self.setAccessibleName(" ".join(x for x in (self._count.text(), words, key) if x))

    def _said(self, step: str) -> tuple[str, str]:
        if not step:
            return _("That is the whole way: from a note to paper."), ""
        view = self.window_.view
        words, key = _(_WORDS[step][0]), _WORDS[step][1]
        if step == "write" and self.tour.written:
            words = f"{words}: {self.tour.written}/{NOTES}"
        if step in _ON_CANVAS and view is not None and not _on_canvas(view):
            return f"{words} – {_('back to the first canvas')}", "Ctrl+1"
        return words, key


def _nothing() -> None:
    pass


def _on_canvas(view: WorkshopView) -> bool:
    # Pages are loaded with the first workshop, not with the window.
    from koosloome_desktop.views.canvas_page import CanvasPage

    return isinstance(view.page(), CanvasPage)
