"""What rail, top bar, inspector and home say about workshops and canvases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.canvases.inputs import kind_of as shown_kind
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Cluster, Note, Record, Track, Workshop
from koosloome_desktop.operations import iterations, queries
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.palette import NoteKind, note_kind
from koosloome_desktop.support.text import clean, isolate
from koosloome_desktop.views.count_words import action_words, note_words, plain_title, short

PLAN: Final = "action_plan"


def words(value: FrozenMap | None, lang: str) -> str:
    """A text kept in several languages, in `lang` or the first there is."""
    if not value:
        return ""
    return str(value.get(lang) or value.get("et") or next(iter(value.values()), ""))


def workshop_title(workshop: Workshop, lang: str = "") -> str:
    """The workshop's title in its own language, without the mark of a sample (that is a chip of its own)."""
    return plain_title(words(workshop.title, lang or workshop.language), sample=workshop.sample)


def canvas_title(canvas: Canvas, lang: str) -> str:
    """The title of a canvas: its own, else its variant's, else its kind's."""
    if canvas.title:
        return canvas.title
    spec = spec_of(canvas.type)
    variant = variant_of(canvas.type, canvas.variant)
    titles = [named.title.get(lang) for named in (variant, spec) if named is not None]
    return next((t for t in titles if t), canvas.type or _("Canvas"))


def canvas_icon(canvas: Canvas) -> str:
    """The icon of a canvas's kind."""
    spec = spec_of(canvas.type)
    return spec.icon if spec else "layout-grid"


def canvas_count(document: Document, canvas: Canvas) -> int:
    """How many notes stand on a canvas, or actions in a plan."""
    if canvas.type == PLAN:
        return len(queries.actions(document, canvas.id))
    return len(queries.notes(document, canvas.id)) + len(queries.notes(document, canvas.id, "need"))


def place_and_date(document: Document, lang: str) -> str:
    """Where and when: ``Sooääre kogukonnamaja · 15. oktoober 2026``."""
    days = [s.date for s in queries.sessions(document) if s.date]
    return " · ".join(x for x in (document.workshop.place, locale.date_long(days[0], lang) if days else "") if x)


def kind_of(document: Document, note: Note) -> NoteKind:
    """How a note looks by where it stands."""
    return note_kind(kind_code(document, note))


def kind_code(document: Document, note: Note) -> str:
    """The kind of a note: by its form, else by its zone's."""
    if note.form in {"need", "parking"}:
        return note.form
    canvas = document.find(note.canvas)
    if not isinstance(canvas, Canvas):
        return ""
    return shown_kind(canvas, note)


def zone_title(document: Document, canvas: Canvas, code: str, lang: str) -> str:
    """The title of a zone or lane: its own label, else the variant's, else that of the form it comes from."""
    for track in document.within(Track, canvas.id):
        if track.code == code and track.axis != "stage" and (track.label or track.name):
            return words(track.label, lang) or track.name
    variant = variant_of(canvas.type, canvas.variant)
    zone = variant.zone(code) if variant else None
    if zone is not None:
        return zone.title.get(lang)
    from koosloome_desktop.canvases import inputs

    return inputs.zone_title(canvas, code, None, lang) if code else ""


def stage_title(document: Document, canvas: Canvas, code: str) -> str:
    """The name of a stage."""
    found = next((t for t in queries.tracks(document, canvas.id, "stage") if t.code == code), None)
    return (found.name or code) if found else code


def step_words(change: ChangeSet) -> str:
    """What a step was about: ``märge „…“`` for one thing, ``3 märget`` for several, else its label."""
    records: list[Record] = [*change.created, *change.removed]
    notes = [r for r in records if isinstance(r, Note)]
    for found, one, many in (
        (notes, _("note “{text}”"), note_words),
        ([r for r in records if isinstance(r, Action)], _("action “{text}”"), action_words),
    ):
        if len(found) == 1:
            return one.format(text=_quoted(_text(found[0])))
        if found:
            return many(len(found))
    named = next((r for r in records if isinstance(r, Canvas)), None)
    if named is not None:
        return _("canvas “{text}”").format(text=_quoted(named.title))
    cluster = next((r for r in records if isinstance(r, Cluster) and r.label), None)
    if cluster is not None:
        return _("cluster “{text}”").format(text=_quoted(cluster.label))
    return _label(change)


def _quoted(text: str) -> str:
    """The beginning of a text for a sentence; its direction cannot spill into the words around it."""
    return isolate(short(text))


def _text(record: Record) -> str:
    return str(getattr(record, "text", "") or getattr(record, "activity", ""))


def _label(change: ChangeSet) -> str:
    texts = [str(u.after.get("text") or u.after.get("activity") or "") for u in change.updated]
    told = next(filter(None, texts), "")
    label = _(change.label)
    return _("{step} “{text}”").format(step=label, text=_quoted(told)) if told else label


def replaced_words(texts: Sequence[str]) -> str:
    """How many characters of texts that were kept stand as � now; "" when all are as they were."""
    count = sum(clean(text).replaced for text in texts)
    return unkept_words(count) if count else ""


def unkept_words(count: int) -> str:
    """So many characters stand as � now."""
    told = ngettext(
        "{count} character could not be kept and is shown as �",
        "{count} characters could not be kept and are shown as �",
        count,
    )
    return told.format(count=count)


def in_sprint(document: Document, canvas: Canvas | None = None) -> str:
    """``iteratsioon 2/3``: the one a canvas belongs to, else the one the workshop is in. "" for a workshop that is no
    sprint, and for a canvas whose title says it already.
    """
    number, total = iterations.number_of(document) if canvas is None else iterations.number_of_canvas(document, canvas)
    if total < 2 or (canvas is not None and canvas.title.endswith(f" {number}/{total}")):
        return ""
    return _("iteration {number}/{total}").format(number=number, total=total)
