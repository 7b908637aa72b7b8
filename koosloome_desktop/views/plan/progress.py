"""How far a plan is: the numbers, the years, what is overdue, and what changed since a meeting or the adoption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import plan_changes
from koosloome_desktop.operations.plan_changes import Change
from koosloome_desktop.operations.plan_progress import OGP, Standing, overdue_first, standings
from koosloome_desktop.operations.review import reviews
from koosloome_desktop.operations.review_room import numbers
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.inspector_parts import Jump
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.plan.review_card import pill
from koosloome_desktop.views.plan.review_words import FIELD_NAMES, day, step_words
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.plan.words import STATUS_WORDS
from koosloome_desktop.views.widgets import button, clear, column, frame, row, rule, scroller

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage

_MONEY: Final = ("budget", "own_contribution", "spent")
_GROUPS: Final = (
    ("row", N_("Added and taken out")),
    ("done", N_("Done")),
    ("dropped", N_("Dropped")),
    ("deadline", N_("Moved in time")),
    ("status", N_("Other statuses")),
    ("money", N_("Money")),
    ("other", N_("Other changes")),
)


def group_of(change: Change) -> str:
    """Under which heading a change stands."""
    if change.field == "status":
        return str(change.new) if change.new in {"done", "dropped"} else "status"
    if change.field in {"deadline", "start"}:
        return "deadline"
    if change.field in _MONEY:
        return "money"
    return "row" if change.field == "row" else "other"


def change_words(document: Document, change: Change, lang: str) -> tuple[str, str]:
    """(what row, what changed) of one change."""
    action = document.find(change.row) if change.row else None
    name = action.activity if isinstance(action, Action) else str(change.old or "")
    if change.field == "row":
        return f"{change.code} {name}".strip(), _("added to the plan") if change.row else _("taken out of the plan")
    field = _(FIELD_NAMES[change.field]) if change.field in FIELD_NAMES else change.field
    told = f"{field}: {step_words(change.field, change.old, change.new, lang)}"
    return f"{change.code} {name}".strip(), f"{told} · {change.reason}" if change.reason else told


class ProgressView(PlanView):
    """Cards one under another; every row leads to itself in the table."""

    takes_line = False

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page = page
        self._since = ""
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 12)
        self._list.setSpacing(12)
        inside = QWidget()
        inside.setLayout(self._list)
        self.area = scroller(inside, bare=True)
        self.setLayout(column(self.area))
        self.choice = Combo()
        self.choice.setAccessibleName(_("What changed since"))
        self.choice.activated.connect(self._chosen)
        self.choice.setParent(self)
        self.choice.hide()

    # -- what is shown

    def since(self, review_id: str) -> None:
        """Show what changed since a meeting ended ("" = since the plan was adopted)."""
        self._since = review_id
        self.reload()

    def _chosen(self, place: int) -> None:
        self.since(str(self.choice.itemData(place)))
        self.choice.setFocus()

    def take(self, change: ChangeSet) -> None:
        """Bring a change in."""
        self.reload()

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self.choice.setAccessibleName(_("What changed since"))
        if self.page.views.current_name == "progress":
            self.reload()

    def reload(self) -> None:
        """Read the document anew."""
        document, canvas = self.page.workshop.document, self.page.canvas_id
        today = local(self.page.ctx.clock.now(), document.workshop.zone).date()
        self.choice.setParent(self)
        clear(self._list)
        found = [s for s in standings(document, canvas, today).values() if not s.action.draft]
        self._numbers(numbers(document, canvas, today).by_status, found)
        self._years(plan_changes.by_year(document, canvas, today))
        late = [s for s in overdue_first(found) if s.overdue]
        if late:
            self._overdue(late)
        self._changes(document, document.get(canvas, Canvas))
        self._list.addStretch(1)

    def _numbers(self, by_status: Mapping[str, int], found: Iterable[Standing]) -> None:
        lang = self.page.ctx.lang
        tiles = QWidget()
        flow = FlowLayout(tiles, gap=12)
        for status in STATUS_WORDS:
            if by_status.get(status):
                flow.addWidget(_tile(str(by_status[status]), pill(status)))
        rows = list(found)
        spent = sum(s.spent or 0 for s in rows)
        planned = sum(sum(s.action.budget.values()) for s in rows)
        words = _("spent of {planned}").format(planned=locale.money(planned, lang))
        flow.addWidget(_tile(locale.money(spent, lang), label(words, "muted")))
        levels = [sum(s.ogp == level for s in rows) for level in OGP]
        ogp = " · ".join(f"{n} {_(word)}" for n, word in zip(levels, OGP.values(), strict=True) if n)
        flow.addWidget(_tile(_("OGP"), label(ogp, "muted")))
        self._list.addWidget(tiles)

    def _years(self, years: Iterable[plan_changes.YearProgress]) -> None:
        lang = self.page.ctx.lang
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        heads = (
            _("Year"),
            _("Rows"),
            _("Done"),
            _("Overdue"),
            _("Dropped"),
            _("Planned €"),
            _("Spent €"),
            _("Done %"),
            _("OGP"),
        )
        for at, head in enumerate(heads):
            grid.addWidget(label(head, "field"), 0, at, _side(at))
        for line, one in enumerate(years, 1):
            share = "–" if one.share is None else f"{one.share} %"
            money = [locale.money(cents, lang, sign="").strip() for cents in (one.budget, one.spent)]
            level = "" if one.share is None else _(OGP[level_of(one.share)])
            cells = (one.year or _("no deadline"), one.rows, one.done, one.overdue, one.dropped, *money, share, level)
            for at, cell in enumerate(cells):
                bad = (at == 3 and one.overdue) or (at == 6 and one.spent > one.budget)
                grid.addWidget(label(str(cell), "bad" if bad else "strong" if at == 0 else "body"), line, at, _side(at))
        grid.setColumnStretch(len(heads), 1)
        self._card(_("Years"), grid)

    def _overdue(self, late: Iterable[Standing]) -> None:
        lang, body = self.page.ctx.lang, QVBoxLayout()
        for one in late:
            words = ngettext("{count} day late", "{count} days late", one.days_late).format(count=one.days_late)
            line = row(
                label(day(one.deadline, lang), "bad"),
                self._jump(one.action.id, one.action.activity),
                label(words, "bad"),
                None,
                gap=12,
            )
            line.addWidget(label(one.action.owner_role, "muted"))
            body.addLayout(line)
        self._card(_("Overdue"), body)

    def _changes(self, document: Document, canvas: Canvas) -> None:
        lang = self.page.ctx.lang
        held = reviews(document, canvas.id)
        review = document.find(self._since) if self._since else (held[-1] if held and not self._since else None)
        chosen = review if isinstance(review, Review) and self._since != "-" else None
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in reversed(held):
            told = _("since the meeting of {date}").format(date=day(one.content.get("date"), lang))
            self.choice.addItem(told, one.id)
        self.choice.addItem(_("since the adoption"), "-")
        self.choice.setCurrentIndex(self.choice.findData(chosen.id if chosen else "-"))
        self.choice.blockSignals(False)
        body = QVBoxLayout()
        body.setSpacing(6)
        top = row(self.choice, None)
        if held:
            run = partial(self.page.ctx.commands.run, "window.export.review")
            top.addWidget(button(_("Overview as PDF"), icon="file-down", run=run))
        body.addLayout(top)
        self.choice.show()
        if chosen is not None:
            in_it = plan_changes.in_meeting(document, chosen)
            found = plan_changes.since_review(document, chosen)
            self._groups(body, document, found, lang, _("Nothing has changed since then."))
            if in_it:
                body.addSpacing(8)
                said = _("What the meeting of {date} changed").format(date=day(chosen.content.get("date"), lang))
                body.addWidget(rule())
                body.addWidget(label(said, "strong"))
                self._groups(body, document, in_it, lang, "")
        else:
            found = plan_changes.since_adoption(document, canvas)
            self._groups(body, document, found, lang, _("Nothing has changed since then."))
        self._card(_("What changed"), body)

    def _groups(self, body: QVBoxLayout, document: Document, found: Iterable[Change], lang: str, nothing: str) -> None:
        by_group: dict[str, list[Change]] = {}
        for change in found:
            by_group.setdefault(group_of(change), []).append(change)
        for name, title in _GROUPS:
            changes = by_group.get(name, [])
            if not changes:
                continue
            body.addSpacing(4)
            body.addWidget(section_label(f"{_(title)} · {len(changes)}"))
            for change in changes:
                what, how = change_words(document, change, lang)
                lead = self._jump(change.row, what) if change.row else label(what, "strong", wrap=True)
                line = row(lead, label(how, "body", wrap=True), gap=16)
                line.setStretch(0, 5)
                line.setStretch(1, 6)
                body.addLayout(line)
        if not by_group and nothing:
            body.addWidget(label(nothing, "quiet"))

    # -- parts

    def _card(self, title: str, body: QVBoxLayout | QGridLayout) -> None:
        card = frame("card")
        card.setLayout(column(label(title, "card"), body, margins=(24, 16, 24, 16), gap=10))
        self._list.addWidget(card)

    def _jump(self, action_id: str, text: str) -> QWidget:
        made = Jump("→", text, _("to the row"))
        made.clicked.connect(partial(self._open, action_id))
        return made

    def _open(self, action_id: str, _checked: bool = False) -> None:
        self.page.show_view("table")
        self.page.go_to(action_id)

    # -- what the page asks

    def focus_view(self) -> bool:
        """The keyboard to the choice of what to compare with."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focused.emit("R")
        return True


def level_of(share: int) -> str:
    """The level of completion of a year by the share of its rows that are done, in percent (0, under 50, under 100)."""
    if share <= 0:
        return "not_started"
    if share >= 100:
        return "completed"
    return "substantial" if share >= 50 else "limited"


def _side(at: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignRight


def _tile(number: str, below: QWidget) -> QWidget:
    card = frame("card")
    card.setLayout(column(label(number, "number"), row(below, None), margins=(18, 10, 18, 12), gap=2))
    card.setFixedHeight(84)
    return card
