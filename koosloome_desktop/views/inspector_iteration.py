"""The inspector about iterations: which one this is, the way back and forth, and what changed since the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.operations import iterations
from koosloome_desktop.operations.iterations import Difference
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import canvas_title, zone_title
from koosloome_desktop.views.inspector_parts import Jump, section
from koosloome_desktop.views.plain import label

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_MOST: Final = 12
"""So many of one kind are listed; a longer list is counted."""
_GROUPS: Final = (
    ("added", "+", N_("New: {count}")),
    ("changed", "≠", N_("Changed: {count}")),
    ("removed", "−", N_("Left out: {count}")),
)
_NOTE_WORDS: Final = {"zone": N_("Place"), "stage": N_("Stage"), "parent": N_("Hangs under")}


def iteration_facts(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """Nothing for a canvas that stands alone; else its iteration, its neighbours and what is different."""
    document = panel.workshop.document
    before, after = iterations.earlier(document, canvas), iterations.later(document, canvas.id)
    if not before and after is None:
        return
    lang = document.workshop.language
    section(layout, _("Iteration"))
    if after is not None:
        _go(layout, panel, Jump("→", canvas_title(after, lang), _("goes on in")), after.id)
    if before:
        _go(layout, panel, Jump("←", canvas_title(before[0], lang), _("goes on from")), before[0].id)
    if before:
        _differences(layout, panel, canvas, iterations.since_last(document, canvas))


def _differences(layout: QVBoxLayout, panel: Inspector, canvas: Canvas, found: list[Difference]) -> None:
    section(layout, _("Since the last iteration"))
    if not found:
        layout.addWidget(label(_("Nothing has changed yet."), "muted", wrap=True))
    for what, sign, title in _GROUPS:
        of_kind = [one for one in found if one.what == what]
        if not of_kind:
            continue
        caption = _(title).format(count=len(of_kind))
        layout.addWidget(label(caption, "field"))
        for one in of_kind[:_MOST]:
            name = " ".join(x for x in (one.code, one.text) if x)
            _go(layout, panel, Jump(sign, name, caption), one.new or one.old)
            if words := _changed_words(panel, canvas, one):
                layout.addWidget(label("\n".join(words), "muted", wrap=True))
        if len(of_kind) > _MOST:
            layout.addWidget(label(_("and {count} more").format(count=len(of_kind) - _MOST), "muted"))


def _changed_words(panel: Inspector, canvas: Canvas, one: Difference) -> list[str]:
    """What is different, a line each; the new text of a note stands as its name already."""
    from koosloome_desktop.views.plan.review_words import FIELD_NAMES, step_words
    from koosloome_desktop.views.plan.words import FIELD_WORDS

    if "merged_into" in one.fields:
        return [_("folded into {code}").format(code=one.fields["merged_into"][1])]
    result = []
    for field, (old, new) in one.fields.items():
        if one.kind == "row":
            name = FIELD_NAMES.get(field) or FIELD_WORDS.get(field)
            told = step_words(field, _plain(old), _plain(new), panel.ctx.lang)
        else:
            name = _NOTE_WORDS.get(field)
            told = _note_words(panel, canvas, field, old, new)
        result.append(f"{_(name)}: {told}" if name else told)
    return list(dict.fromkeys(line for line in result if line))


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def _note_words(panel: Inspector, canvas: Canvas, field: str, old: object, new: object) -> str:
    document, lang = panel.workshop.document, panel.workshop.document.workshop.language
    if field == "text":
        return _("before: {text}").format(text=old)
    if field == "zone":
        names = [zone_title(document, canvas, str(z), lang) or "–" if z else "–" for z in (old, new)]
        return " → ".join(names)
    if field in {"stage", "parent"}:
        return f"{old or '–'} → {new or '–'}"
    return _("marked otherwise")


def carried_from(layout: QVBoxLayout, panel: Inspector, record: Note | Action) -> None:
    """The note or row of the iteration before, as it was then."""
    earlier = panel.workshop.document.find(record.continues)
    if isinstance(earlier, Note | Action):
        section(layout, _("In the last iteration"))
        text = earlier.text if isinstance(earlier, Note) else earlier.activity
        _go(layout, panel, Jump("←", text, _("In the last iteration")), earlier.id)


def _go(layout: QVBoxLayout, panel: Inspector, jump: Jump, record_id: str) -> None:
    jump.clicked.connect(lambda _checked=False: panel.jump.emit(record_id))
    layout.addWidget(jump)
