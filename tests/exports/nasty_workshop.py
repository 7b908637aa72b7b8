"""A workshop in which every place that takes a text holds one that breaks programs."""

from __future__ import annotations

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from tests.drivers.nasty import KEPT, NASTY

MARKUP = (
    "<r><t>x</t></r>",
    "_x0041_",
    "http://example.org ja www.example.org ja mari@example.org",
    "[link](javascript:alert) ![pilt](file:///etc/passwd) `kood` **paks** ~~maha~~",
    "# pealkiri",
    "- punkt",
    "1. esimene",
    "| a | b |",
    "***",
    "===",
    "&lt;b&gt; &#60;",
    "'=1",
    "+1",
    "-1",
    "@x",
    "007",
    "1e5",
    "${x} $x$ %1 {{ 7*7 }}",
    "</text><script>alert(1)</script>",
    'nii "öeldud" ja; veel, ja\ttaane',
    "esimene rida\nteine rida",
)
TEXTS = (*NASTY.values(), *MARKUP)
KEPT_TEXTS = (*KEPT.values(), *MARKUP)
"""What comes of them in the document."""


def nasty_workshop() -> Document:
    """Each text as a note, as an action with a result and a sentence for money, as an agreement and a title."""
    document = new_workshop('=HYPERLINK("x") & [*]:/\\? <b>')
    canvases = queries.canvases(document)
    plan = next(c for c in canvases if c.type == "action_plan")
    with document.transaction("x") as tx:
        tx.update(document.workshop, agreements=MARKUP, goal=MARKUP[3], place="</w:t> & <x>")
        for text in TEXTS:
            verbs.add_note(tx, canvases[0].id, text, zone="cause")
            verbs.add_note(tx, canvases[2].id, text, zone="places")
            add_action(tx, plan.id, text, owner_role="=1+1")
        for action in tx.document.within(type(queries.actions(document, plan.id)[0]), plan.id):
            tx.update(action, result=action.activity, budget_note=action.activity, budget=FrozenMap({}))
    return document
