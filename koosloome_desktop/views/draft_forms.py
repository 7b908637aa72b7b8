"""Drafts taken on one after another: who, by when and how much, then Enter, and the next one asks.

The room's quick way at the end of a vote: four presses a row. Esc stops; what is left stays a draft in the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from koosloome_desktop.model.frozen import EMPTY
from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import drafts, plan
from koosloome_desktop.operations.actions import set_fields
from koosloome_desktop.operations.plan_line import PlanRow
from koosloome_desktop.operations.plan_values import values_of
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.action_form import ActionForm, FormWords, Typed
from koosloome_desktop.views.context import PageContext

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class DraftForm(ActionForm):
    """The form for one draft of the plan."""

    def __init__(
        self, host: QWidget, workshop: OpenWorkshop, ctx: PageContext, action: Action, *, place: tuple[int, int]
    ) -> None:
        super().__init__(host, workshop, ctx, action.sources)
        self._action = action
        chip = _("Draft {number} of {total}").format(number=place[0], total=place[1])
        self.build(self._stands(action), FormWords(chip, _("Confirm"), _("confirms"), _("later")))

    def _stands(self, action: Action) -> Typed:
        lang = self.ctx.lang
        when = locale.date(action.deadline, lang) if action.deadline else action.time_text
        cents = plan.row_total(action)
        amount = locale.money(cents, lang, sign="").strip() if plan.has_amount(action) else action.budget_note
        return Typed(action.activity, action.owner_role, when, amount)

    def save(self, fields: PlanRow) -> None:
        """The draft becomes a row with these fields, one undo step."""
        old, typed, stood = self._action, self.typed(), self._stands(self._action)
        empty: dict[str, Any] = {"activity": fields.activity, "owner_role": ""}
        changed = {"activity", "owner_role"}
        if typed.when != stood.when:
            empty |= {"deadline": None, "time_text": ""}
            changed |= {"start", "deadline", "time_text", "table_year"}
        if typed.amount != stood.amount:
            empty |= {"budget": EMPTY, "budget_note": ""}
            changed |= {"budget", "budget_note"}

        def work(tx: Transaction) -> None:
            now = tx.document.get(old.id, Action)
            values = values_of(tx.document, now.canvas, fields, table=now.table_year, today=self.today)
            values = empty | {name: value for name, value in values.items() if name in changed}
            drafts.confirm_draft(tx, set_fields(tx, now, values))

        self.workshop.run(N_("Confirm draft"), work)


def ask_for(
    host: QWidget,
    workshop: OpenWorkshop,
    ctx: PageContext,
    ids: Sequence[str],
    done: Callable[[int], object] = lambda _count: None,
) -> DraftForm | None:
    """Ask for these drafts one after another; `done` is told how many were taken on. The first form."""
    return _ask(host, workshop, ctx, tuple(ids), 0, done)


def _ask(
    host: QWidget, workshop: OpenWorkshop, ctx: PageContext, ids: tuple[str, ...], at: int,
    done: Callable[[int], object],
) -> DraftForm | None:  # fmt: skip
    found = ((i, workshop.document.find(each)) for i, each in enumerate(ids[at:], at))
    at, action = next(((i, a) for i, a in found if isinstance(a, Action) and a.draft), (len(ids), None))
    if action is None:
        done(at)
        return None
    form = DraftForm(host, workshop, ctx, action, place=(at + 1, len(ids)))
    form.finished.connect(partial(_go_on, host, workshop, ctx, ids, at, done))
    form.come()
    return form


def _go_on(
    host: QWidget, workshop: OpenWorkshop, ctx: PageContext, ids: tuple[str, ...], at: int,
    done: Callable[[int], object], result: int,
) -> None:  # fmt: skip
    if result == QDialog.DialogCode.Accepted:
        # When this form is gone: it gives the keyboard back to the window, which must not take it from the next one.
        QTimer.singleShot(0, host, lambda: _ask(host, workshop, ctx, ids, at + 1, done))
    else:
        done(at)
