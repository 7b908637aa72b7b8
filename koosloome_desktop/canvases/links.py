"""What links between notes mean on a canvas: the kinds that its variant names, their words, and links as drawings."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.spec import LinkKind
from koosloome_desktop.layout.inputs import RelationIn
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries

PLAIN = "link"
"""The role of a kind that is drawn like any link."""


def kinds_of(canvas: Canvas) -> Sequence[LinkKind]:
    """The kinds of links that can be drawn on a canvas, in the order of their digits; none means plain links only."""
    variant = variant_of(canvas.type, canvas.variant)
    return variant.links if variant is not None else ()


def kind_of_label(canvas: Canvas, label: str) -> LinkKind | None:
    """The kind that a label names by its code or by its word in any language; None for somebody's own label."""
    for kind in kinds_of(canvas):
        if label and label in {kind.code, kind.title.et, kind.title.en, kind.title.ru}:
            return kind
    return None


def link_word(canvas: Canvas, label: str, lang: str) -> str:
    """What is said of a link: the word of its kind, else its own label, "" for a plain one."""
    kind = kind_of_label(canvas, label)
    return kind.title.get(lang) if kind is not None else label


def links_in(document: Document, canvas: Canvas, lang: str) -> list[RelationIn]:
    """The links of a canvas as a layout draws them (matches are drawn by their own layout)."""
    found = []
    for link in queries.links(document, canvas.id, "relation"):
        kind = kind_of_label(canvas, link.label)
        role = kind.role if kind is not None and kind.role != PLAIN else "relation"
        found.append(RelationIn(link.source, link.target, role, link_word(canvas, link.label, lang)))
    return found
