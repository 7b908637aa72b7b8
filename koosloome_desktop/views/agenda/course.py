"""What is on: the block, its time, pause and more minutes, how late the room is, and what could be shorter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations import running, steps
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.agenda.words import (
    back_words,
    course_words,
    left_words,
    minutes_words,
    step_words,
    wall_time,
)
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.widgets import button, column, frame, set_role

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.page import AgendaPage

_NAME: Final = 24
"""Letters of the next block's name on its button."""


def _flow(*buttons: QWidget) -> FlowLayout:
    """Not a row: in a language with long words the panel has no room for three side by side."""
    made = FlowLayout(gap=6)
    for each in buttons:
        made.addWidget(each)
    return made


class CoursePanel(QWidget):
    """The top of the right side; told anew every second while a block is on."""

    def __init__(self, page: AgendaPage) -> None:
        super().__init__()
        self._page = page
        self._caption, self._title = label("", "section"), label("", "heading", wrap=True)
        self.time = label("", "timer")
        self._pause = button("", icon="pause", run=page.leading.pause)
        more = (
            button("+1 " + _("min"), run=partial(page.leading.add_minutes, 1)),
            button("+5 " + _("min"), run=partial(page.leading.add_minutes, 5)),
        )
        self._part = label("", "warn", wrap=True)
        self._controls = QWidget()
        self._controls.setLayout(_flow(self._pause, *more))
        self.next = button("", "primary", run=page.leading.start_next)
        self._things = label("", "muted", wrap=True)
        self._parked = button("", icon="parking", run=lambda: page.leading.turns("parking"))
        self._late = label("", "warn", wrap=True)
        self._offer = frame("card")
        self._told = label("", "body", wrap=True)
        shorten = button(_("Shorten them"), "primary", run=page.leading.shorten)
        buttons = _flow(shorten, button(_("Not now"), "ghost", run=self._not_now))
        self._offer.setLayout(column(self._told, buttons, margins=(12, 10, 12, 10), gap=8))
        self._refused_at = -1
        self.setLayout(
            column(
                self._caption,
                self._title,
                self.time,
                self._controls,
                self._part,
                self.next,
                self._things,
                self._parked,
                self._late,
                self._offer,
                gap=8,
            )
        )

    def show_course(self) -> None:
        """Say where the session stands now."""
        page = self._page
        session, now = page.leading.session(), page.leading.now()
        item = running.running(page.workshop.document)
        found = running.course(page.workshop.document, session, now) if session is not None else None
        self._caption.setText(_("On now") if item is not None else _("Next"))
        following = found.following if found is not None else None
        shown = item or following
        self._title.setText(shown.title if shown is not None else _("Everything is done."))
        self._controls.setVisible(item is not None)
        self.time.setVisible(item is not None)
        if item is not None:
            clock = running.clock(item, now)
            self.time.setText(left_words(clock))
            set_role(self.time, "timer-bad" if clock.left < 0 else "timer-warn" if clock.warns else "timer")
            inner = steps.step(item, now)
            beside = (step_words(inner) if inner is not None else "", back_words(item, clock, now))
            self._part.setText(" · ".join(x for x in beside if x))
            self._pause.setText(_("Go on") if clock.paused else _("Pause"))
        self._part.setVisible(item is not None and bool(self._part.text()))
        topics = len(page.leading.parked()) if page.leading.closing() else 0
        self._parked.setVisible(bool(topics))
        self._parked.setText(
            " " + ngettext("{count} parked topic", "{count} parked topics", topics).format(count=topics)
        )
        self.next.setVisible(following is not None)
        if following is not None:
            self.next.setText(_("Start: {block}").format(block=short(following.title, _NAME)))
            tip(self.next, following.title)
        things = ", ".join(following.materials) if following is not None else ""
        self._things.setText(_("For that: {materials}").format(materials=things))
        self._things.setVisible(bool(things))
        late = course_words(found) if found is not None and (item is not None or found.behind) else ""
        if late and found is not None and found.ends is not None:
            ends = _("ends {time}").format(time=wall_time(found.ends))
            late = f"{late} · {ends}"
        self._late.setText(late)
        self._late.setVisible(bool(late))
        self._show_offer(found)

    def _show_offer(self, found: running.Course | None) -> None:
        cuts = self._page.leading.cuts() if found is not None and found.behind >= running.LATE_SECONDS else []
        minutes = found.behind // 60 if found is not None else 0
        running_now = found is not None and found.current is not None
        self._offer.setVisible(bool(cuts) and minutes > self._refused_at and running_now)
        if cuts:
            parts = [f"{c.item.title} −{minutes_words(c.minutes)}" for c in cuts]
            self._told.setText(_("Shorten which? {blocks}").format(blocks=", ".join(parts)))

    def _not_now(self) -> None:
        session = self._page.leading.session()
        if session is not None:
            found = running.course(self._page.workshop.document, session, self._page.leading.now())
            self._refused_at = found.behind // 60 + 2
        self.show_course()

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self.show_course()
