"""Finding, choosing and replacing words: folded, never a pattern, one step for all."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import finding, merging, notes, parking, queries
from koosloome_desktop.operations.finding import Filter
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.paths import resource


@pytest.fixture
def document() -> Document:
    path = next(p for p in resource("samples").glob("01*.json"))
    read = workshop_file.read(json.loads(path.read_text(encoding="utf-8")))
    made = Document(read.id)
    made.load(read.records, 0)
    return made


def add(document: Document, text: str, **values: str) -> Note:
    canvas = queries.canvases(document)[0].id
    with document.transaction("Add") as tx:
        return notes.add_note(tx, canvas, text, zone="cause", **values)


def texts(document: Document, wanted: str) -> list[str]:
    return [h.text for h in finding.find(document, wanted)]


def test_case_does_not_matter_and_o_is_not_o_with_a_tilde(document: Document) -> None:
    add(document, "Õunapood on kinni")
    add(document, "Ounapuud")
    add(document, "Автобус не ходит")
    assert texts(document, "õunap") == ["Õunapood on kinni"]
    assert texts(document, "ounap") == ["Ounapuud"]
    assert texts(document, "АВТОБУС") == ["Автобус не ходит"]
    assert texts(document, "  ") == []


def test_what_changes_is_found_as_it_is_now(document: Document) -> None:
    history = History(document)
    note = add(document, "Tühi torn")
    assert texts(document, "torn") == ["Tühi torn"]
    with document.transaction("Edit") as tx:
        tx.update(note, text="Täis kelder")
    assert (texts(document, "torn"), texts(document, "kelder")) == ([], ["Täis kelder"])
    history.undo()
    assert (texts(document, "torn"), texts(document, "kelder")) == (["Tühi torn"], [])
    other = add(document, "Teine torn")
    with document.transaction("Merge") as tx:
        merging.merge(tx, note.id, [other.id])
    assert len(texts(document, "teine")) == 1


@pytest.mark.parametrize("strange", [".*", "((", "[a-z]", "\\", "$"])
def test_nothing_is_taken_for_a_pattern(document: Document, strange: str) -> None:
    assert texts(document, strange) == []
    add(document, f"hind {strange} eurot")
    assert texts(document, strange) == [f"hind {strange} eurot"]
    assert finding.replacements(document, strange, "\\1 X")[0].after == "hind \\1 X eurot"


def test_every_canvas_the_plan_clusters_and_the_lot_are_searched(document: Document) -> None:
    with document.transaction("Park") as tx:
        notes.add_note(tx, "", "Võtme kapp ootab", form="parking")
    kinds = {h.kind for h in finding.find(document, "võti")} | {h.kind for h in finding.find(document, "võtme")}
    assert {"note", "action", "cluster", "parking"} <= kinds
    assert finding.find(document, "P05")[0].kind == "note"
    places = [h.canvas for h in finding.find(document, "a")]
    order = [*(c.id for c in queries.canvases(document)), ""]
    assert places == sorted(places, key=order.index)


def test_a_merged_note_is_found_by_every_wording(document: Document) -> None:
    one, other = add(document, "Esimene sõnastus"), add(document, "Teine ütlemine")
    with document.transaction("Merge") as tx:
        made = merging.merge(tx, one.id, [other.id])
    assert [h.record for h in finding.find(document, "ütlemine")] == [made.id]


def test_notes_are_chosen_by_group_cluster_kind_and_dots(document: Document) -> None:
    canvas = queries.canvases(document)[0].id
    cluster = document.within(Cluster, canvas)[0]

    def chosen(**wanted: object) -> list[Note]:
        ids = finding.passing(document, canvas, Filter(**wanted), lambda n: n.zone)  # type: ignore[arg-type]
        return [document.get(i, Note) for i in ids]

    everything = queries.standing(document, canvas)
    assert chosen() == everything
    assert {n.id for n in chosen(cluster=cluster.id)} == set(cluster.notes)
    grouped = queries.cluster_of(document, canvas)
    assert chosen(cluster=finding.NO_CLUSTER) == [n for n in everything if n.id not in grouped]
    assert chosen(kind="effect") == [n for n in everything if n.zone == "effect"]
    votes = queries.votes(document, canvas)
    assert chosen(dotted=True) == [n for n in everything if votes.get(n.id)]
    said = add(document, "Grupi mõte", group="2")
    assert chosen(group="2") == [said]
    assert chosen(group="2", text="MÕTE") == [said]
    assert chosen(group="2", dotted=True) == []


def test_replacing_changes_every_text_as_one_step(document: Document) -> None:
    history, before = History(document), document.digest()
    found = finding.replacements(document, "MAJA", "hoone")
    assert {type(document.find(x.record)).__name__ for x in found} >= {"Note", "Action"}
    with document.transaction("Replace") as tx:
        places = finding.replace_all(tx, found)
    assert places == sum(x.count for x in found)
    assert finding.replacements(document, "maja", "hoone") == []
    history.undo()
    assert document.digest() == before


@pytest.mark.parametrize(("before", "after"), [("Maja", "Hoone"), ("MAJA", "HOONE"), ("maja", "hoone")])
def test_a_capital_stays_a_capital(document: Document, before: str, after: str) -> None:
    note = add(document, f"{before} seisab")
    found = finding.replacements(document, "maja", "hoone")
    assert next(x.after for x in found if x.record == note.id) == f"{after} seisab"


def test_replacing_once_more_changes_nothing_though_the_words_are_a_part_of_the_new_ones(document: Document) -> None:
    add(document, "Vanurikeskus ja vanurite ring")
    found = finding.replacements(document, "Vanuri", "Vanurisõbra")
    assert [(r.after, r.count) for r in found] == [("Vanurisõbrakeskus ja vanurisõbrate ring", 2)]
    with document.transaction("Replace") as tx:
        finding.replace_all(tx, found)
    assert finding.replacements(document, "Vanuri", "Vanurisõbra") == []
    # The case alone can be put right.
    assert [r.after for r in finding.replacements(document, "vanurisõbrate", "Vanurisõbrate")] == [
        "Vanurisõbrakeskus ja Vanurisõbrate ring"
    ]


def test_only_the_canvas_when_asked(document: Document) -> None:
    canvas = queries.canvases(document)[1].id
    for one in finding.replacements(document, "maja", "hoone", canvas):
        record = document.find(one.record)
        assert canvas in {one.record, getattr(record, "canvas", "")}


def test_a_text_is_never_left_empty_and_what_changed_meanwhile_stays(document: Document) -> None:
    note = add(document, "Buss")
    assert finding.replacements(document, "buss", " ") == []
    found = [x for x in finding.replacements(document, "Buss", "Rong") if x.record == note.id]
    with document.transaction("Edit") as tx:
        notes.reword(tx, document.get(note.id, Note), "Buss hilineb")
    with document.transaction("Replace") as tx:
        assert finding.replace_all(tx, found) == 0
    assert document.get(note.id, Note).text == "Buss hilineb"


def test_parked_topics_are_replaced_with_the_workshop_but_not_with_a_canvas(document: Document) -> None:
    note = add(document, "Zeppelin")
    canvas: Canvas = queries.canvases(document)[0]
    with document.transaction("Park") as tx:
        parking.park(tx, [note.id])
    assert finding.replacements(document, "zeppelin", "Õhulaev", canvas.id) == []
    assert [x.after for x in finding.replacements(document, "zeppelin", "Õhulaev")] == ["Õhulaev"]


def test_a_group_is_found_that_said_again_what_was_folded(document: Document) -> None:
    one, two = add(document, "Buss ei käi", group="4"), add(document, "Bussi pole", group="5")
    with document.transaction("Fold") as tx:
        tx.update(two, said_by=("Külakogu",))
        made = merging.merge(tx, one.id, [two.id])
    for group in ("4", "5", "Külakogu"):
        found = finding.passing(document, one.canvas, Filter(group=group), lambda _note: "")
        assert made.id in found


def test_a_text_that_would_be_too_long_stays(document: Document) -> None:
    add(document, "zzz" * 40)
    short = add(document, "z")
    found = finding.replacements(document, "z", "ž" * 900)
    assert [r.record for r in found] == [short.id]
