"""Programmes: which one a workshop belongs to; the meetings of one, held and planned, with figures over all of them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.operations import programme as operations
from koosloome_desktop.services import programmes as services
from koosloome_desktop.services.programmes import Meeting, Programme
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext, pgettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.count_words import plain_title, short
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.people.model import sector_word
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, clear, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

_ROW: Final = 58
_MOST_ROWS: Final = 5
_LOW: Final = 700
"""In a window that is lower (px) only three rows are shown at a time."""
_TITLE: Final = 60
_OFFERED: Final = 5


class ProgrammeName(Dialog):
    """One field and the programmes there are; an empty name takes the workshop out."""

    def __init__(self, name: str, known: list[str], *, parent: QWidget | None = None) -> None:
        sub = _(
            "Workshops of one programme stand together, with their meetings and figures. The next meeting stays in it."
        )
        super().__init__(_("The programme that the workshop belongs to"), sub, parent=parent, width=520)
        self.name = self.field(_("Name of the programme"), name, hint=_("Village lab, spring 2027"))
        self.written = name
        self.known = [button(f"{short(one, _TITLE)}", icon="calendar", name=one, run=partial(self._take, one))
                      for one in known if one != name][:_OFFERED]  # fmt: skip
        if self.known:
            self.body.addWidget(label(_("Or one that is there:"), "field"))
            for each in self.known:
                each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                self.body.addLayout(row(each, None))
        if name:
            self.buttons.insertWidget(0, button(_("Take out of the programme"), run=partial(self._take, "")))
        self.add_buttons(_("Keep"), _("Cancel"))
        self.name.setFocus()
        self.name.selectAll()

    def _take(self, name: str) -> None:
        self.name.setText(name)
        self.accept()

    def accept(self) -> None:
        """Take what is written, or say what is wrong with it."""
        try:
            self.written = operations.named(self.name.text())
        except KoosloomeError as error:
            self.refuse(error.line(), self.name)
            return
        super().accept()


class ProgrammeDialog(Dialog):
    """The meetings of a programme, of another one by the box above; Enter opens the marked one (`chosen`)."""

    def __init__(self, found: list[Programme], name: str, lang: str, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Programmes"), parent=parent, width=760)
        self._found, self._lang, self.chosen = found, lang, ""
        self.which = Combo()
        self.which.setAccessibleName(_("Programme"))
        self.which.addItems([one.name for one in found])
        self.which.setCurrentIndex(max(0, self.which.findText(name)))
        self.which.currentIndexChanged.connect(lambda _at: self._fill())
        self._facts = column(gap=8)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Meetings of the programme"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.accept())
        told = _(
            "No workshop belongs to a programme yet. A workshop is put into one from its menu here or from its agenda."
        )
        none = label(told, "quiet", wrap=True)
        none.setHidden(bool(found))
        for widget in (self.which, self.list):
            widget.setVisible(bool(found))
        self.body.addWidget(none)
        self.body.addWidget(self.which)
        self.body.addLayout(self._facts)
        self.body.addWidget(self.list)
        if found:
            self.add_buttons(_("Open the workshop"), _("Close"))
            self._fill()
            self.list.setFocus()
        else:
            self.add_buttons(_("Close"))

    def shown(self) -> Programme:
        """The programme that is shown."""
        return self._found[self.which.currentIndex()]

    def _fill(self) -> None:
        programme = self.shown()
        clear(self._facts)
        self._facts.addLayout(_figures(programme))
        for text in fact_lines(programme):
            self._facts.addWidget(label(text, "quiet", wrap=True))
        self.list.clear()
        for meeting in programme.meetings:
            sign, colour = ("circle-check", tokens().ok) if meeting.held else ("calendar", tokens().accent_text)
            self.list.addItem(QListWidgetItem(icon(sign, colour), "\n".join(meeting_lines(meeting, self._lang))))
        window = self.parentWidget()
        low = window is not None and window.height() < _LOW
        self.list.setFixedHeight(_ROW * min(3 if low else _MOST_ROWS, len(programme.meetings)) + 8)
        ahead = [at for at, meeting in enumerate(programme.meetings) if not meeting.held]
        self.list.setCurrentRow(ahead[0] if ahead else len(programme.meetings) - 1)
        self.fit_height()

    def accept(self) -> None:
        """Open the workshop of the marked meeting."""
        at = self.list.currentRow()
        if self._found and at >= 0:
            self.chosen = self.shown().meetings[at].workshop
        super().accept()


def _figures(programme: Programme) -> QHBoxLayout:
    """The numbers, large, each over its word."""
    told = [
        (programme.held, ngettext("meeting held", "meetings held", programme.held)),
        (programme.planned, ngettext("meeting planned", "meetings planned", programme.planned)),
        (programme.people, ngettext("participant", "participants", programme.people)),
        (programme.plans, ngettext("plan", "plans", programme.plans)),
        (programme.done, _("of {count} actions done").format(count=programme.rows)),
    ]
    made = row(gap=24)
    for number, words in told:
        each = QWidget()
        each.setLayout(column(label(str(number), "number"), label(words, "quiet", wrap=True), gap=0))
        made.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
    return made


def fact_lines(programme: Programme) -> list[str]:
    """What else is counted: visits and sectors, municipalities, finished plans."""
    sectors = [f"{sector_word(code)}\u00a0{count}" for code, count in programme.sectors]
    visits = ngettext("{count} visit in all", "{count} visits in all", programme.visits).format(count=programme.visits)
    plans = ngettext("{count} plan is done", "{count} plans are done", programme.plans_done)
    undated = sum(not (m.held or m.date) for m in programme.meetings)
    open_days = ngettext("{count} meeting has no day yet", "{count} meetings have no day yet", undated)
    towns = ", ".join(programme.towns)
    lines = [
        " · ".join([visits, *sectors] if programme.visits != programme.people else sectors),
        _("Municipalities: {names}").format(names=towns) if towns else "",
        " · ".join([
            *([plans.format(count=programme.plans_done)] if programme.plans_done else []),
            *([open_days.format(count=undated)] if undated else []),
        ]),
    ]  # fmt: skip
    return [line for line in lines if line]


def meeting_lines(meeting: Meeting, lang: str) -> tuple[str, str]:
    """When and what a meeting is; whether it was held, and where."""
    when = locale.date(meeting.date, lang) if meeting.date else _("no day yet")
    title = short(plain_title(meeting.title, sample=meeting.sample), _TITLE)
    state = _("held") if meeting.held else pgettext("meeting", "planned")
    return f"{when} · {title}", " · ".join(x for x in (state, meeting.place) if x)


# --- what the window does


def ask_programme(window: MainWindow, workshop: str = "") -> None:
    """Ask for the programme of a workshop (the open one unless it is named), and put it there."""
    library, view = window.library, window.view
    if library is None or (view is None and not workshop):
        return
    try:
        found = services.programmes(library, _today(window))
        now = next((one.name for one in found if workshop in one.workshops), "")
        if view is not None:
            now = view.workshop.document.workshop.programme
    except KoosloomeError as error:
        window.actions_.refused(error)
        return
    dialog = ProgrammeName(now, [one.name for one in found], parent=window)
    sure, name = bool(dialog.exec()), dialog.written
    dialog.deleteLater()
    if sure and name != now and _put(window, workshop, name) and view is None:
        window.toast.say(_told(name), _("Undo"), partial(_put, window, workshop, now))
    elif sure and name != now:
        window.toast.say(_told(name))


def _put(window: MainWindow, workshop: str, name: str) -> bool:
    library, view = window.library, window.view
    try:
        if view is not None:
            view.workshop.run(services.LABEL, lambda tx: operations.set_programme(tx, name))
        elif library is not None:
            services.put_into(library, workshop, name)
            window.home.reload()
    except KoosloomeError as error:
        window.actions_.refused(error)
        return False
    return True


def _told(name: str) -> str:
    if not name:
        return _("The workshop belongs to no programme any more.")
    return _("The workshop belongs to the programme “{name}”.").format(name=short(name, _TITLE))


def show_programmes(window: MainWindow, name: str = "") -> None:
    """Show the programmes, one of them first; open the workshop that is chosen."""
    library = window.library
    if library is None:
        return
    try:
        found = services.programmes(library, _today(window))
    except KoosloomeError as error:
        window.actions_.refused(error)
        return
    if not name and window.view is not None:
        name = window.view.workshop.document.workshop.programme
    dialog = ProgrammeDialog(found, name, window.ctx.lang, parent=window)
    sure, chosen = bool(dialog.exec()), dialog.chosen
    dialog.deleteLater()
    if sure and chosen:
        window.actions_.open_from_home(chosen, "")


def _today(window: MainWindow) -> date:
    return local(window.ctx.clock.now()).date()
