"""The chain between canvases on paper."""

from __future__ import annotations

from koosloome_desktop.canvases.creating import add_objectives, new_workshop
from koosloome_desktop.canvases.sending import ACTION, WAYS, send
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import ballots, queries, tree
from koosloome_desktop.operations.notes import add_note
from tests.exports.reading import report, sample, squashed, texts


def printed(document) -> str:
    return squashed("".join(texts(report(document, "et"))))


def first(document, canvas: int, zone: str) -> Note:
    return next(n for n in queries.notes(document, queries.canvases(document)[canvas].id) if n.zone == zone)


def test_sent_notes_say_where_they_come_from_and_the_vote_list_is_printed():
    document = sample("01_kogukonnamaja")
    ways = {w.code: w for w in WAYS}
    pain, chance = first(document, 1, "pain"), first(document, 1, "opportunity")
    with document.transaction("Send") as tx:
        send(tx, ways["cause"], [pain], "et")
        send(tx, ways["vote"], [chance], "et")
        send(tx, ways["hmw"], [chance], "et")
    question = next(n for n in document.of(Note) if n.zone == "hmw")
    with document.transaction("Send") as tx:
        send(tx, ways["goal"], [question], "et")
        send(tx, ACTION, [pain], "et")
    told = printed(document)
    assert squashed(f"↖ {pain.text}") in told
    assert squashed(f"↖ {question.text}") in told
    assert squashed("Hääletusnimekiri") in told


def test_marks_are_words_in_the_list_and_folded_branches_are_printed_whole():
    document = sample("01_kogukonnamaja")
    canvas = queries.canvases(document)[0]
    notes = {n.code: n for n in queries.notes(document, canvas.id)}
    with document.transaction("Mark") as tx:
        tree.mark(tx, [notes["P02"].id], "reach", "partners")
        tree.mark(tx, [notes["P02"].id], "trend", "growing")
        tree.mark(tx, [notes["P08"].id], "bound", tree.OUT)
        tree.fold(tx, [notes["P05"].id, notes["P12"].id], closed=True)
    told = printed(document)
    assert squashed("koos partneritega · kasvab") in told
    assert told.count(squashed("jääb sellest töötoast välja")) == 4
    assert squashed("Töötoa piir") in told
    for note in notes.values():
        assert squashed(note.text) in told


def test_hands_are_called_hands_and_an_objective_tree_says_how_many_are_left():
    document = sample("01_kogukonnamaja")
    problems = queries.canvases(document)[0]
    with document.transaction("Turn") as tx:
        add_objectives(tx, problems, "et")
        core = next(n for n in queries.notes(document, problems.id) if n.zone == "core")
        other = add_note(tx, problems.id, "Teine lause", zone="core")
        tree.count_hands(tx, [core, other], core, 11)
    told = printed(document)
    assert squashed("11 kätt") in told
    assert squashed("kasutatud 45 täppi 45-st") in told
    assert squashed("16/23 pööramata") in told


def test_results_that_no_list_of_notes_tells_are_printed_by_themselves():
    document = new_workshop("Kuidas?", lang="et", canvases=(("problem_map", "problem_tree"),))
    canvas = queries.canvases(document)[0].id
    with document.transaction("Vote") as tx:
        few = [
            add_note(tx, canvas, text, zone="causes").id for text in ("Bussid ei sõida", "Raha ei ole", "Ruumi ei ole")
        ]
        strong = ballots.open_ballot(
            tx, canvas, voters=12, dots=0, targets=few, form=ballots.STRENGTH, title="Põhjused"
        )
        ballots.count_marks(tx, strong, few[1], (0, 0, 1, 3, 8))
        ballots.count_marks(tx, strong, few[0], (6, 4, 2, 0, 0))
        ballots.close_ballot(tx, strong)
    told = printed(document)
    assert squashed("Hääletuse tulemus – Põhjused") in told
    assert squashed("1. Raha ei ole – 4,6 (vastas 12)") in told
    assert squashed("2. Bussid ei sõida – 1,7 (vastas 12)") in told
    assert squashed("hääletas 12 inimest · ühest viieni") in told
    assert squashed("täpp") not in told
