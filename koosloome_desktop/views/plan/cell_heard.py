"""What a screen reader says of a cell: the column, its text, and quietly what the checks noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import action_words
from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.plan.texts import group_title

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model import PlanModel


def spoken(model: PlanModel, row: int, column: int) -> str:
    """The words for a cell or a heading."""
    line, lang = model.lines[row], model.ctx.lang
    if isinstance(line, Heading):
        title = group_title(line.key, model.shape.grouping, tables=bool(model.tables()))
        return f"{title}: {action_words(line.count)}, {locale.money(line.total, lang)}"
    parts = [f"{model.columns[column].words}: {model.text(row, column) or _('empty')}"]
    parts += [m.text for m in model.marks.at(line, model.columns[column].field)]
    if line.draft:
        parts.append(_("draft"))
    return ". ".join(parts)
