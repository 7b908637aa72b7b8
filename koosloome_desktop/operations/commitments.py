"""Open-government commitments: what a row promises, and the principles it is tied to (an editable list of the plan).

The texts of a commitment follow the action plan template of the Open Government Partnership (domain notes 3.4, source
19): promise, problem, how it helps, further information, tie to a development plan. The default principles are that
partnership's four values. A row keeps the words themselves, in the workshop's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import plan_fields
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _, translator
from koosloome_desktop.support.text import clean

LABELS: Final = {
    "promise": N_("Commitment"),
    "problem": N_("Problem it solves"),
    "how": N_("How it helps"),
    "more": N_("Further information"),
    "plan_link": N_("Tie to the development plan"),
}
"""The texts of a commitment, as message ids, in the order of `plan_fields.COMMITMENT`."""
PRINCIPLES: Final = (
    N_("Access to information"),
    N_("Civic participation"),
    N_("Public accountability"),
    N_("Technology and innovation for openness"),
)
"""The four values of the partnership, as message ids."""


def principles_of(canvas: Canvas, lang: str) -> tuple[str, ...]:
    """The principles that rows of a plan can be tied to: its own list, else the default one in a language."""
    own = canvas.parts.get("principles")
    if isinstance(own, tuple):
        return tuple(str(one) for one in own)
    words = translator(lang)
    return tuple(words.gettext(one) for one in PRINCIPLES)


def set_principles(tx: Transaction, canvas: Canvas, principles: Iterable[str]) -> Canvas:
    """Give a plan its own list; rows keep principles that are not on it any more. An empty one is the default."""
    current = tx.document.get(canvas.id, Canvas)
    own = plan_fields.texts(principles)
    parts = current.parts.having("principles", own) if own else current.parts.without("principles")
    return current if parts == current.parts else tx.update(current, parts=parts)


def rename_principle(tx: Transaction, canvas: Canvas, old: str, new: str, lang: str) -> Canvas:
    """Word a principle otherwise, on the list and in all rows that are tied to it."""
    word = clean(new).text
    if not word:
        raise KoosloomeError(_("A principle needs words."))
    for action in tx.document.within(Action, canvas.id):
        if old in action.principles:
            set_fields(tx, action, {"principles": [word if one == old else one for one in action.principles]})
    current = tx.document.get(canvas.id, Canvas)
    return set_principles(tx, current, [word if one == old else one for one in principles_of(current, lang)])


def toggle_principle(tx: Transaction, action: Action, principle: str) -> Action:
    """Tie a row to a principle, or untie it."""
    current = tx.document.get(action.id, Action)
    kept = [one for one in current.principles if one != principle]
    return set_fields(tx, current, {"principles": kept if len(kept) < len(current.principles) else [*kept, principle]})


def set_commitment(tx: Transaction, action: Action, key: str, text: str) -> Action:
    """Set one text of a row's commitment ("" takes it away); ValueError for a key that is none."""
    if key not in plan_fields.COMMITMENT:
        raise ValueError(key)
    current = tx.document.get(action.id, Action)
    told = {**dict(current.commitment), key: clean(text).text}
    ordered = {name: told[name] for name in plan_fields.COMMITMENT if told.get(name)}
    rest = {name: value for name, value in told.items() if name not in plan_fields.COMMITMENT}
    return set_fields(tx, current, {"commitment": FrozenMap(ordered | rest)})
