"""The inspector for several notes: what they have in common, set for all of them at once; what differs says "mixed"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.badges import REACH, TREND
from koosloome_desktop.canvases.inputs import NEEDS
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import groups, queries
from koosloome_desktop.operations.notes import put_in_cluster
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import stage_title
from koosloome_desktop.views.canvases.generic import presenter_for
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.inspector_parts import section
from koosloome_desktop.views.plain import label, mnemonic_free, tip
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_SHOWN: Final = 6
_WIDEST: Final = 120
"""Px of what all have, beside its caption; a longer one is whole in the tooltip."""
Set = Callable[[Transaction, Any], object]


@dataclass(frozen=True, slots=True)
class Common:
    """One thing that notes share or not: caption, the values they have, (value, words) to choose from, how to set."""

    caption: str
    values: frozenset[Any]
    choices: tuple[tuple[Any, str], ...]
    put: Set

    @property
    def words(self) -> str:
        """What all have, or that they differ."""
        if len(self.values) > 1:
            return _("mixed")
        value = next(iter(self.values), None)
        return next((words for known, words in self.choices if known == value), str(value or "–"))


def several_facts(layout: QVBoxLayout, panel: Inspector, notes: Sequence[Note]) -> None:
    """Fill the panel with several notes of one canvas."""
    layout.addWidget(label(note_words(len(notes)), "card"))
    for note in notes[:_SHOWN]:
        layout.addWidget(label(f"·  {short(note.text, 60)}", "body", wrap=True))
    if len(notes) > _SHOWN:
        layout.addWidget(label(_("and {count} more").format(count=len(notes) - _SHOWN), "muted"))
    canvas = panel.workshop.document.find(notes[0].canvas) if notes else None
    if isinstance(canvas, Canvas) and all(n.canvas == canvas.id for n in notes):
        section(layout, _("For all of them"))
        for common in commons(panel, canvas, notes):
            _line(layout, panel, common)
    panel.add_commands()


def _line(layout: QVBoxLayout, panel: Inspector, common: Common) -> None:
    made = button("", "chip", name=f"{common.caption}: {common.words}")
    shown = made.fontMetrics().elidedText(common.words, Qt.TextElideMode.ElideRight, _WIDEST)
    made.setText(mnemonic_free(f"{shown}  ▾"))
    tip(made, common.words if shown != common.words else "")
    made.clicked.connect(lambda _checked=False: _menu(panel, common, made.mapToGlobal(QPoint(0, made.height() + 2))))
    line = row(label(common.caption, "field", wrap=True), made)
    line.setStretch(0, 1)
    layout.addLayout(line)


def _menu(panel: Inspector, common: Common, at: QPoint) -> None:
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for value, words in common.choices:
        act = menu.addAction(mnemonic_free(words))
        act.setCheckable(True)
        act.setChecked(common.values == {value})
        act.triggered.connect(partial(_put, panel, common, value))
    menu.popup(at)


def _put(panel: Inspector, common: Common, value: Any, _checked: bool = False) -> None:
    panel.workshop.run(N_("Edit notes"), lambda tx: common.put(tx, value))


def commons(panel: Inspector, canvas: Canvas, notes: Sequence[Note]) -> list[Common]:
    """What can be set for these notes together."""
    document, ids = panel.workshop.document, [n.id for n in notes]
    presenter = presenter_for(document, canvas.id)
    needs = {n.form == "need" for n in notes}
    found: list[Common] = []

    def place(tx: Transaction, zone: str | None, stage: str | None) -> None:
        for note_id in ids:
            note = tx.document.get(note_id, Note)
            now = presenter.of_note(note)
            target = Target(zone=now.zone if zone is None else zone, stage=now.stage if stage is None else stage)
            presenter.rehome(tx, note, target)

    zones = [(z.code, z.title) for z in presenter.zones() if z.code != NEEDS]
    if needs == {False} and len(zones) > 1:
        here = frozenset(presenter.zones_of(notes))
        found.append(Common(_("Zone"), here, tuple(zones), lambda tx, code: place(tx, code, None)))
    stages = [(t.code, stage_title(document, canvas, t.code)) for t in queries.tracks(document, canvas.id, "stage")]
    if stages:
        at = frozenset(n.stage for n in notes)
        found.append(Common(_("Stage"), at, tuple(stages), lambda tx, code: place(tx, None, code)))
    return [*found, _cluster(panel, canvas, ids), *_group(panel, notes), *_fields(canvas, notes, needs)]


def _cluster(panel: Inspector, canvas: Canvas, ids: Sequence[str]) -> Common:
    document = panel.workshop.document
    inside = queries.cluster_of(document, canvas.id)
    every = document.within(Cluster, canvas.id)
    choices = (("", _("no cluster")), *((c.id, c.label or _("unnamed cluster")) for c in every))

    def put(tx: Transaction, cluster: str) -> None:
        put_in_cluster(tx, canvas.id, ids, tx.document.get(cluster, Cluster) if cluster else None)

    have = frozenset(c.id if (c := inside.get(i)) is not None else "" for i in ids)
    return Common(_("Cluster"), have, choices, put)


def _group(panel: Inspector, notes: Sequence[Note]) -> list[Common]:
    names = groups.group_names(panel.workshop.document)
    if not names:
        return []
    choices = (("", _("no group")), *((g, _("group {name}").format(name=g) if g.isdigit() else g) for g in names))

    def put(tx: Transaction, group: str) -> None:
        groups.set_group(tx, [tx.document.get(n.id, Note) for n in notes], group)

    return [Common(_("Group"), frozenset(n.group for n in notes), choices, put)]


def _fields(canvas: Canvas, notes: Sequence[Note], needs: set[bool]) -> list[Common]:
    """The fields that notes of this kind of canvas have."""
    variant = variant_of(canvas.type, canvas.variant)
    numbers = tuple((n, str(n)) for n in range(1, 6))
    wanted: list[tuple[str, str, tuple[tuple[Any, str], ...]]] = []
    if needs == {True}:
        wanted.append(("priority", _("Priority"), ((None, "–"), *numbers[:3])))
    if variant is not None and variant.scalar == "strength":
        wanted.append(("strength", _("Strength"), ((None, "–"), *numbers)))
    if canvas.type == "problem_map" and variant is not None and variant.layout == "tree":
        for field, caption, looks in (("reach", _("Who can change it"), REACH), ("trend", _("How it develops"), TREND)):
            signs = ((code, f"{sign}  {_(word)}") for code, (sign, word) in looks.items())
            wanted.append((field, caption, (("", _("not asked")), *signs)))
    return [
        Common(caption, frozenset(getattr(n, field) for n in notes), choices, partial(_set, notes, field))
        for field, caption, choices in wanted
    ]


def _set(notes: Sequence[Note], field: str, tx: Transaction, value: Any) -> None:
    for note in notes:
        tx.update(tx.document.get(note.id, Note), **{field: value})
