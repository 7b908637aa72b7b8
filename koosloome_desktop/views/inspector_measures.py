"""Figures that stand in a row's result or indicator, offered as an indicator of their own: a button each, one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from koosloome_desktop.operations.plan_measures import Measure
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector_row_parts import RowForm

_MOST: Final = 4


def offer_measures(form: RowForm, found: Sequence[Measure]) -> None:
    """The figures that could be lifted; nothing happens until one is chosen."""
    if not found:
        return
    form.layout.addWidget(label(_("Figures in the text – lift one into its own fields?"), "field", wrap=True))
    for one in found[:_MOST]:
        made = button(mnemonic_free(words(one)), icon="target", run=partial(_lift, form, one))
        made.setAccessibleName(_("Lift into its own fields: {figure}").format(figure=words(one)))
        made.setProperty("offer", one.target or one.baseline)
        form.layout.addWidget(made)


def words(one: Measure) -> str:
    """A figure in short: ``Ohtlikke olukordi: 12 → 4``, ``80 inimest``."""
    value = f"{one.baseline or '…'} → {one.target}" if one.baseline and one.target else one.baseline or one.target
    return value if not one.name or one.name in value else f"{one.name}: {value}"


def _lift(form: RowForm, one: Measure) -> None:
    form.run(N_("Lift a figure into the indicator"), lambda tx: set_fields(tx, form.action, one.fields()))
