"""Lists of a canvas: every note with votes, zone, cluster and code; clusters, questions, needs, links, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from koosloome_desktop.canvases.badges import told as badge_words
from koosloome_desktop.canvases.links import link_word
from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf_frame import BODY, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_parts import told_lines
from koosloome_desktop.exports.pdf_report import place_of
from koosloome_desktop.exports.pdf_resources import note_words
from koosloome_desktop.exports.pdf_table import PAD_Y, Column, Part, Row, Table, cell, snug, widths
from koosloome_desktop.exports.pdf_words import ATTITUDES, PARTS, PINS, RINGS, joined
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import merging, queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT, note_kind

META = Style(8.6, "regular", LIGHT.muted, 1.28)
_LINKED = Style(8.2, "regular", LIGHT.accent_text, 1.28)
VOTES = Style(9.5, "bold", LIGHT.dot, 1.32)


@dataclass(slots=True)
class _Group:
    title: str
    notes: list[Note] = field(default_factory=list)


def note_list(facts: CanvasFacts) -> None:
    """Every note of a canvas: by votes where there was a vote, else by zone; a journey by its stages."""
    report, words = facts.report, facts.report.words
    if not facts.notes:
        return
    by_votes = facts.voted and not facts.journey
    title = words.gettext("Notes by votes") if by_votes else words.gettext("Notes")
    report.book.heading(title, keep=70.0)
    groups = _by_votes(facts) if by_votes else _by_place(facts)
    _NoteTable(facts, by_votes=by_votes).write(groups)


def _by_votes(facts: CanvasFacts) -> list[_Group]:
    ordered = sorted(facts.notes, key=lambda n: -facts.votes.get(n.id, 0))
    return [_Group("", ordered)]


def _by_place(facts: CanvasFacts) -> list[_Group]:
    """By stage (journeys) or zone, in the canvas's own order; notes without a known place come last."""
    report, canvas, words = facts.report, facts.canvas, facts.report.words
    document = report.document
    axis = "stage" if facts.journey else "zone"
    groups = {t.code: _Group(facts.zones.get(f"stage/{t.code}" if axis == "stage" else t.code, t.code))
              for t in queries.tracks(document, canvas.id, axis)}  # fmt: skip
    if facts.journey:
        from koosloome_desktop.exports.pdf_journey import stage_words

        for number, track in enumerate(queries.tracks(document, canvas.id, "stage"), start=1):
            groups[track.code].title = f"{number}. {joined([track.name or track.code, *stage_words(report, track)])}"
    rest = _Group("")
    for note in facts.notes:
        groups.get(note.stage if facts.journey else note.zone, rest).notes.append(note)
    if rest.notes and any(g.notes for g in groups.values()):
        rest.title = words.gettext("Without a place")
    return [g for g in (*groups.values(), rest) if g.notes]


class _NoteTable:
    """The table of notes: votes, sign, text, zone, cluster, code; columns that would be empty are left out."""

    def __init__(self, facts: CanvasFacts, *, by_votes: bool) -> None:
        self.facts = facts
        words = facts.report.words
        notes = facts.notes
        self.with_votes = facts.voted
        self.with_zone = by_votes or facts.journey or not any(n.zone in facts.zones for n in notes)
        self.with_cluster = bool(facts.cluster_names)
        wanted: list[tuple[str, float, str]] = []
        roomy = max(facts.report.book.width / 500.0, 1.0)  # larger paper, wider columns
        if self.with_votes:
            shown = [f"● {facts.votes.get(n.id, 0)}" for n in notes[:500]]
            wanted.append((words.gettext("Votes"), snug(shown, VOTES, title=words.gettext("Votes")), "left"))
        wanted.append((words.gettext("Note"), -1.0, "left"))
        if self.with_zone:
            zones = dict.fromkeys(self._zone(n) for n in notes[:500])
            wanted.append((words.gettext("Kind"), snug(zones, META, most=132.0 * roomy), "left"))
        if self.with_cluster:
            names = dict.fromkeys(facts.cluster_names.values())
            wanted.append((words.gettext("Group of notes"), snug(names, META, most=104.0 * roomy), "left"))
        # Later codes are the longer ones (P1000): one that is too wide for its column would be cut in two.
        codes = [n.code for n in (*notes[:500], max(notes, key=lambda n: len(n.code)))] if notes else []
        wanted.append(("", snug(codes, META, most=64.0), "right"))
        book = facts.report.book
        sizes = widths(book.width - 6.0, [w for _, w, _ in wanted])
        columns = [
            Column(title, size, "right" if align == "right" else "left")
            for (title, _, align), size in zip(wanted, sizes, strict=True)
        ]
        self.table = Table(book, columns, bars=True, pad=1.8 if facts.journey else PAD_Y)

    def write(self, groups: Sequence[_Group]) -> None:
        """All groups with their notes."""
        self.table.write(self._rows(groups))

    def _rows(self, groups: Sequence[_Group]) -> Iterator[Row]:
        for group in groups:
            if group.title:
                yield Row([cell(group.title, STRONG)], role="group")
            yield from map(self._row, group.notes)

    def _zone(self, note: Note) -> str:
        sign = note_kind(self.facts.kind(note)).sign
        return f"{sign} {self.facts.zone(note)}".strip()

    def _row(self, note: Note) -> Row:
        facts = self.facts
        cells = []
        if self.with_votes:
            count = facts.votes.get(note.id, 0)
            cells.append(cell(f"● {count}", VOTES) if count else cell("–", META))
        text = [Part(note.text, BODY), *([Part(note.second, SMALL)] if note.second else [])]
        told = note_told(facts, note)
        if told:
            text.append(Part(told, SMALL))
        text += _wordings(facts, note)
        led_to = facts.report.actions_of.get(note.id, ())
        text += [Part(f"→ {joined([a.code, a.activity])}", _LINKED, place_of(a.id)) for a in led_to]
        cells.append(text)
        if self.with_zone:
            cells.append(cell(self._zone(note), META))
        if self.with_cluster:
            cells.append(cell(facts.cluster_names.get(note.id, ""), META))
        cells.append(cell(note.code, META))
        return Row(cells, bar=note_kind(facts.kind(note)).bar, name=place_of(note.id) if facts.linked(note) else "")


def note_told(facts: CanvasFacts, note: Note) -> str:
    """What else is known of a note: groups, ring, pin, place on the axes, attitude, strength, where it comes from."""
    words = facts.report.words
    parts = ["✓ " + words.gettext("chosen")] if note.chosen else []
    heard = merging.told(facts.report.document, note)
    if heard.times > 1:
        parts.append(f"×{heard.times}")
    said = dict.fromkeys(g for g in (heard.group, *heard.said_by) if g)
    if said:
        parts.append(words.gettext("group {name}").format(name=", ".join(said)))
    if note.ring:
        parts.append(words.named(RINGS, note.ring))
    if note.pin:
        parts.append(words.named(PINS, note.pin))
    parts += [words.gettext(word) for word in badge_words(note)]
    if note.id in facts.outside:
        parts.append(words.gettext("left aside in this workshop"))
    if note.attitude:
        parts.append(words.named(ATTITUDES, note.attitude))
    if note.span > 1:
        parts.append(words.gettext("over {count} stages").format(count=note.span))
    if note.strength is not None:
        parts.append(words.gettext("strength {number}").format(number=note.strength))
    parts += note_words(facts, note)
    if note.sources:
        from koosloome_desktop.exports.pdf_chain import source_words

        parts += source_words(facts.report.document, note.sources, note.canvas)
    return joined(parts)


def _wordings(facts: CanvasFacts, note: Note) -> list[Part]:
    """The wordings that were folded into a note, each with its group, dots and code."""
    words, document = facts.report.words, facts.report.document
    result = []
    for one in queries.wordings(document, note.id):
        group = words.gettext("group {name}").format(name=one.group) if one.group else ""
        dots = facts.own_votes.get(one.id, 0)
        result.append(Part(joined([f"= {one.text}", group, f"● {dots}" if dots else "", one.code]), SMALL))
    return result


def cluster_list(facts: CanvasFacts) -> None:
    """The clusters with the votes of their notes together, and which notes stand in them."""
    if not facts.clusters:
        return
    report, words = facts.report, facts.report.words
    report.book.heading(words.gettext("Groups of notes"), keep=60.0)
    notes = {n.id: n for n in (*facts.notes, *facts.needs)}
    ordered = (
        sorted(facts.clusters, key=lambda c: -sum(facts.votes.get(n, 0) for n in c.notes))
        if facts.voted
        else facts.clusters
    )
    rows = []
    for cluster in ordered:
        total = sum(facts.votes.get(n, 0) for n in cluster.notes)
        inside = "; ".join(notes[n].text for n in cluster.notes if n in notes)
        first = [cell(f"● {total}" if total else "–", VOTES if total else META)] if facts.voted else []
        rows.append(Row([*first, cell(cluster.label or cluster.code, STRONG), cell(inside, BODY)]))
    wanted = ([("", 44.0)] if facts.voted else []) + [("", 130.0), ("", -1.0)]
    sizes = widths(report.book.width, [w for _, w in wanted])
    Table(report.book, [Column("", s) for s in sizes]).write(rows)


def question_list(facts: CanvasFacts) -> None:
    """How might we …? questions of the canvas."""
    report = facts.report
    questions = queries.notes(report.document, facts.canvas.id, "hmw")
    if questions:
        report.book.heading(report.words.gettext("How might we …?"))
        report.book.bullets([q.text for q in questions], BODY, numbered=len(questions) > 1)


def need_list(facts: CanvasFacts) -> None:
    """Needs with whose they are, their priority and the resources that answer them; then those without an answer."""
    if not facts.needs:
        return
    report, words = facts.report, facts.report.words
    document = report.document
    matches: dict[str, list[str]] = {}
    for link in queries.links(document, facts.canvas.id, "match"):
        matches.setdefault(link.source, []).append(document.get(link.target, Note).text)
    report.book.heading(words.gettext("Needs and what answers them"), keep=80.0)
    rows = [_need_row(facts, need, matches.get(need.id, [])) for need in facts.needs]
    titles = [words.gettext(t) for t in (N_("Need"), N_("Whose"), N_("Priority"), N_("What answers it"))]
    priority = snug(["1"], NUMBER, title=titles[2])
    sizes = widths(report.book.width - 6.0, [-1.0, 88.0, priority, -1.15])
    columns = [Column(t, s, "centre" if i == 2 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    Table(report.book, columns, bars=True).write(rows)
    unmatched = queries.unmatched_needs(document, facts.canvas.id)
    if unmatched:
        report.book.heading(words.gettext("Needs without an answer yet"))
        report.book.bullets([n.text for n in unmatched], STRONG)


def _need_row(facts: CanvasFacts, need: Note, answers: Sequence[str]) -> Row:
    words = facts.report.words
    count = facts.votes.get(need.id, 0)
    told = joined([need.code, f"● {count}" if count else ""])
    text = [Part(need.text, STRONG), *([Part(told, SMALL)] if told else []), *_wordings(facts, need)]
    missing = Part(words.gettext("unmatched"), Style(9.5, "semibold", LIGHT.bad, 1.32))
    found = [Part(answer, BODY) for answer in answers] or [missing]
    priority = "" if need.priority is None else str(need.priority)
    bar = note_kind("need").bar if answers else LIGHT.bad
    led_to = facts.report.actions_of.get(need.id, ())
    text += [Part(f"→ {joined([a.code, a.activity])}", _LINKED, place_of(a.id)) for a in led_to]
    name = place_of(need.id) if facts.linked(need) else ""
    return Row([text, cell(need.whose, META), cell(priority, NUMBER), found], bar=bar, name=name)


def relation_list(facts: CanvasFacts) -> None:
    """Connections between notes with their words."""
    report, document = facts.report, facts.report.document
    links = queries.links(document, facts.canvas.id, "relation")
    if not links:
        return
    report.book.heading(report.words.gettext("Connections"))
    lines = []
    for link in links:
        ends = [document.get(i, Note).text for i in (link.source, link.target)]
        word = link_word(facts.canvas, link.label, report.words.lang)
        lines.append(f"{ends[0]} → {ends[1]}" + (f": {word}" if word else ""))
    report.book.bullets(lines, BODY)


def part_lists(facts: CanvasFacts, *, told: Sequence[str] = ()) -> None:
    """Parts of a canvas that are no records, with all their texts; those named in `told` were printed elsewhere."""
    for key, value in facts.canvas.parts.items():
        if key in {"emotion_scale", "rasci", "next_review", *told} or value in (None, "", ()):
            continue
        if key == "objective_tree" and isinstance(value, Mapping):
            _objectives(facts, value)
            continue
        lines = list(told_lines(facts.report.words, value))
        if lines:
            facts.report.book.heading(_part_title(facts, key))
            facts.report.book.bullets(lines, BODY)


def _part_title(facts: CanvasFacts, key: str) -> str:
    found = facts.report.words.named(PARTS, key)
    return found[:1].upper() + found[1:]


def _objectives(facts: CanvasFacts, value: Mapping[str, Any]) -> None:
    """The objective tree: the goal, and each problem beside what it becomes."""
    report, words = facts.report, facts.report.words
    report.book.heading(words.gettext("Objectives"), keep=70.0)
    by_code = {n.code: n.text for n in facts.notes}
    rows = []
    core = value.get("core")
    if isinstance(core, str) and core:
        first = next((n.text for n in facts.notes if facts.kind(n) == "core"), "")
        rows.append(Row([cell(first, BODY), cell(core, STRONG)]))
    pairs = value.get("pairs")
    for pair in pairs if isinstance(pairs, tuple) else ():
        if isinstance(pair, Mapping):
            code = str(pair.get("note", ""))
            rows.append(Row([cell(by_code.get(code, code), BODY), cell(str(pair.get("positive", "")), STRONG)]))
    titles = [words.gettext("As it is"), words.gettext("As it shall be")]
    sizes = widths(report.book.width, [-1.0, -1.0])
    Table(report.book, [Column(t, s) for t, s in zip(titles, sizes, strict=True)]).write(rows)
    rest = {k: v for k, v in value.items() if k not in {"core", "pairs"}}
    if rest:
        report.book.bullets(list(told_lines(facts.report.words, rest)), BODY)
