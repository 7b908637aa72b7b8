"""Workshop files: nothing of a file is lost, writing is stable, and what cannot be read is refused by place."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports.workshop_json import parse
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Asset, Canvas, Note, Tally, Track
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.paths import resource

SAMPLES = sorted(resource("samples").glob("0*.json"))


def sample(name: str = "01") -> dict:
    path = next(p for p in SAMPLES if p.name.startswith(name))
    return json.loads(path.read_text(encoding="utf-8"))


def document_of(data: dict) -> Document:
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    assert list(integrity.problems(document)) == []
    return document


def lost(before: object, after: object, place: str = "") -> list[str]:
    """Every value of `before` that `after` does not have at the same place (new keys are fine)."""
    if isinstance(before, dict):
        if not isinstance(after, dict):
            return [place]
        return [
            x
            for k, v in before.items()
            for x in (lost(v, after[k], f"{place}.{k}") if k in after else [f"{place}.{k}"])
        ]
    if isinstance(before, list):
        if not isinstance(after, list) or len(before) != len(after):
            return [place]
        return [x for i, (b, a) in enumerate(zip(before, after, strict=True)) for x in lost(b, a, f"{place}[{i}]")]
    return [] if before == after and type(before) is type(after) else [place]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_comes_back_whole_and_the_second_time_as_the_same_bytes(path: Path) -> None:
    data, replaced = parse(path.read_bytes())
    document = document_of(data)
    text = workshop_file.dumps(workshop_file.write(document))
    again = document_of(json.loads(text))

    assert replaced == 0
    assert lost(data, json.loads(text)) == []
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert again.digest() == document.digest()


def test_keys_come_in_schema_order_and_text_is_canonical() -> None:
    text = workshop_file.dumps(workshop_file.write(document_of(sample())))

    assert list(json.loads(text))[:9] == [
        "schema", "sample", "sample_notice", "id", "title", "theme", "format", "workshop", "participants",
    ]  # fmt: skip
    assert text.startswith('{\n "schema": "koosloome-workshop/1",\n')
    assert text.endswith("}\n")
    assert "õ" in text


def test_unknown_keys_stay_with_their_objects_and_go_and_come_with_their_record() -> None:
    data = sample()
    data["hoidla"] = {"sügav": [1, 2.5, None, {"a": True}]}
    data["canvases"][0]["oma"] = "väli"
    data["canvases"][0]["notes"][3]["oma_võti"] = ["sinine"]
    data["canvases"][0]["voting"]["viis"] = "salaja"
    data["canvases"][3]["rows"][0]["milestones"][0]["kes"] = "vald"
    data["workshop"]["x"] = 0
    document = document_of(data)
    history = History(document)
    note = next(n for n in queries.notes(document, queries.canvases(document)[0].id) if n.code == "P04")

    assert lost(data, workshop_file.write(document)) == []
    with document.transaction("Delete") as tx:
        verbs.delete_notes(tx, [note.id])
    assert "oma_võti" not in json.dumps(workshop_file.write(document), ensure_ascii=False)
    history.undo()
    assert lost(data, workshop_file.write(document)) == []


def test_an_unknown_canvas_type_and_an_unknown_variant_are_kept_whole() -> None:
    data = sample()
    odd = {"id": "uus", "type": "mood_board", "variant": "x", "title": "Meeleolu", "pildid": [{"a": 1}]}
    data["canvases"].insert(1, odd)
    data["canvases"].append({"id": "p2", "type": "problem_map", "variant": "spiraal", "notes": "hoopis tekst"})
    document = document_of(data)

    written = workshop_file.write(document)
    assert written["canvases"][1] == odd
    assert written["canvases"][-1] == data["canvases"][-1]
    assert lost(data, written) == []
    read = workshop_file.read(data)
    assert [w.code for w in read.warnings].count("import.unknown_canvas") == 2


def test_a_stated_value_that_differs_is_kept_beside_the_computed_one() -> None:
    data = sample()
    data["workshop"]["total_minutes"] = 300
    data["canvases"][3]["totals"]["grand_total_eur"] = 15000
    data["canvases"][3]["rows"][1]["budget_total_eur"] = 333
    data["feedback"]["questions"][0]["average"] = 4.9
    read = workshop_file.read(data)
    document = document_of(data)
    written = workshop_file.write(document)

    assert written["workshop"]["total_minutes"] == 240
    assert written["workshop"]["stated"] == {"total_minutes": 300}
    plan = written["canvases"][3]
    assert plan["totals"]["grand_total_eur"] == 14570
    assert plan["stated"]["totals"]["grand_total_eur"] == 15000
    assert plan["rows"][1]["stated"] == {"budget_total_eur": 333}
    assert written["feedback"]["questions"][0] == {
        **data["feedback"]["questions"][0],
        "average": 4.43,
        "stated": {"average": 4.9},
    }
    assert sorted(w.place for w in read.warnings) == [
        "canvases[3].rows[1].budget_total_eur",
        "canvases[3].totals",
        "feedback.questions[0].average",
        "workshop.total_minutes",
    ]
    text = workshop_file.dumps(written)
    assert workshop_file.dumps(workshop_file.write(document_of(json.loads(text)))) == text


def test_votes_become_one_tally_and_other_methods_go_to_ballots() -> None:
    document = document_of(sample())
    canvas = queries.canvases(document)[0]
    note = next(n for n in queries.notes(document, canvas.id) if n.code == "P02")
    assert [t.method for t in document.of(Tally) if t.target == note.id] == ["imported"]
    with document.transaction("Count") as tx:
        verbs.set_votes(tx, canvas.id, note.id, 3, "hands")

    written = workshop_file.write(document)["canvases"][0]
    assert written["notes"][1]["votes"] == 10
    assert {"target": "P02", "method": "hands", "count": 3} in written["ballots"][0]["tallies"]
    again = document_of(json.loads(workshop_file.dumps(workshop_file.write(document))))
    assert queries.votes(again, queries.canvases(again)[0].id)[note.id] == 10
    assert workshop_file.write(again) == workshop_file.write(document)


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda d: d["canvases"][1]["notes"][7].update(stage="S99"), "canvases[1].notes[7].stage"),
        (lambda d: d["canvases"][1]["notes"][7].update(stage=5), "canvases[1].notes[7].stage"),
        (lambda d: d["canvases"][0]["notes"][3].update(text=["a"]), "canvases[0].notes[3].text"),
        (lambda d: d["canvases"][0]["notes"][3].pop("text"), "canvases[0].notes[3]"),
        (lambda d: d["canvases"][0]["notes"][3].update(id="P02"), "canvases[0].notes[3].id"),
        (lambda d: d["canvases"][0]["notes"][1].update(parent="P03"), "canvases[0].notes[1].parent"),
        (lambda d: d["canvases"][0]["notes"][1].update(votes=-1), "canvases[0].notes[1].votes"),
        (lambda d: d["canvases"][0].update(notes={}), "canvases[0].notes"),
        (lambda d: d["canvases"][2]["matches"][0].update(need="N99"), "canvases[2].matches[0].need"),
        (lambda d: d["canvases"][3]["rows"][0].update(deadline="2026-13-40"), "canvases[3].rows[0].deadline"),
        (
            lambda d: d["canvases"][3]["rows"][0]["budget_eur"].update({"2026": "palju"}),
            "canvases[3].rows[0].budget_eur.2026",
        ),
        (lambda d: d["sessions"][0].update(date="eile"), "sessions[0].date"),
        (lambda d: d.update(canvases=7), "canvases"),
        (lambda d: d.update(schema="koosloome-workshop/2"), "schema"),
        (lambda d: d.update(schema="muu/1"), "schema"),
        (lambda d: d.pop("schema"), "schema"),
        (lambda d: d["title"].update(et=5), "title.et"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_place_is_named(spoil, place: str) -> None:
    data = sample()
    spoil(data)
    with pytest.raises(RefusedInput) as refused:
        workshop_file.read(data)
    assert refused.value.place == place
    assert refused.value.exit_code == 3
    assert "\n" not in refused.value.line()


def test_new_money_forms_and_the_three_states_of_an_amount() -> None:
    data = sample()
    rows = data["canvases"][3]["rows"]
    rows[0]["budget_eur"] = {"2026": "12.50", "2027": 3}
    rows[1]["budget_eur"] = {}
    rows[2]["budget_eur"] = {"2026": 0}
    rows[3]["budget_eur"] = {}
    rows[3]["budget_note"] = "Leiame teised vahendid"
    document = document_of(data)
    written = workshop_file.write(document)["canvases"][3]

    assert [r["budget_eur"] for r in written["rows"][:4]] == [{"2026": "12.50", "2027": 3}, {}, {"2026": 0}, {}]
    assert written["rows"][0]["budget_total_eur"] == "15.50"
    assert written["totals"]["rows_without_amount"] == ["A2", "A4", "A8"]
    assert next(a.budget for a in document.of(Action))["2026"] == 1250


def test_the_same_file_names_the_same_records() -> None:
    one, two = workshop_file.read(sample()), workshop_file.read(sample())
    assert one.records == two.records
    other = workshop_file.read(sample(), workshop_id="0190b7a8-0000-7000-8000-000000000000")
    assert not {r.id for r in one.records} & {r.id for r in other.records}


def test_notes_of_two_canvases_may_have_one_id() -> None:
    data = sample()
    twin = copy.deepcopy(data["canvases"][0])
    twin["id"] = "problem-2"
    data["canvases"].append(twin)
    document = document_of(data)
    assert lost(data, {**workshop_file.write(document), "counts": data["counts"]}) == []
    assert len([n for n in document.of(Note) if n.code == "P02"]) == 2


def test_built_in_labels_are_not_stored_but_own_ones_are() -> None:
    data = sample()
    data["canvases"][0]["zones"][1]["label"] = {"et": "Meie põhjused"}
    document = document_of(data)
    canvas = document.of(Canvas)[0]
    labels = {t.code: t.label for t in queries.tracks(document, canvas.id, "zone")}
    assert labels["core"] is None
    assert dict(labels["cause"]) == {"et": "Meie põhjused"}
    assert [t.value for t in document.of(Track) if t.axis == "stage"] == [2, -1, -2, 0, -1, 1]


def _paths(value: object, path: tuple = ()) -> list[tuple]:
    found = []
    if isinstance(value, dict):
        for key, one in value.items():
            found += [(*path, key), *_paths(one, (*path, key))]
    elif isinstance(value, list):
        for index, one in enumerate(value):
            found += [(*path, index), *_paths(one, (*path, index))]
    return found


PATHS = {p.name: _paths(json.loads(p.read_text(encoding="utf-8"))) for p in SAMPLES}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.slow
@given(st.data())
def test_any_spoiled_sample_is_refused_by_place_or_read_without_loss(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SAMPLES))
    value = json.loads(path.read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 3))):
        steps = data.draw(st.sampled_from(PATHS[path.name]))
        holder = value
        try:
            for step in steps[:-1]:
                holder = holder[step]
            action = data.draw(st.sampled_from(["drop", "replace", "null", "add"]))
            if action == "drop":
                del holder[steps[-1]]
            elif action == "add" and isinstance(holder, dict):
                holder[data.draw(st.text(max_size=6))] = data.draw(JSON)
            else:
                holder[steps[-1]] = None if action == "null" else data.draw(JSON)
        except (KeyError, IndexError, TypeError):
            continue
    try:
        cleaned, _replaced = parse(json.dumps(value).encode())
        document = document_of(cleaned)
    except RefusedInput:
        return
    written = workshop_file.write(document)
    text = workshop_file.dumps(written)
    again = document_of(json.loads(text))
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert [p for p in lost(cleaned, written) if not _told_or_derived(p, written)] == []


DERIVED = (
    "counts", "_label_et", "weekday_et", "minutes", "total_minutes", "available", "cast", "average", "budget_total_eur",
    "totals", "unmatched_needs", "order", "year", "budget_eur", "stated",
)  # fmt: skip


def _told_or_derived(place: str, _written: object) -> bool:
    """Derived values may differ (they are then kept under `stated`), and amounts have one canonical form."""
    return any(part in place for part in DERIVED)


def test_a_note_tells_what_it_came_from_also_across_canvases_and_further_down() -> None:
    data = sample("01")
    problem, journey = data["canvases"][0]["notes"], data["canvases"][1]["notes"]
    problem[1]["sources"] = ["journey/J07", "P05"]
    problem[1]["group"] = "2"
    journey[0]["sources"] = []
    document = document_of(data)
    note = next(n for n in document.of(Note) if n.code == "P02")
    assert [document.get(i, Note).code for i in note.sources] == ["J07", "P05"]
    written = workshop_file.write(document)
    assert written["canvases"][0]["notes"][1] == problem[1]
    assert written["canvases"][1]["notes"][0] == journey[0]

    history = History(document)
    with document.transaction("Delete") as tx:
        verbs.delete_notes(tx, [note.sources[0]])
    assert [document.get(i, Note).code for i in document.get(note.id, Note).sources] == ["P05"]
    history.undo()
    assert workshop_file.write(document) == written

    problem[1]["sources"] = ["journey/J99"]
    with pytest.raises(RefusedInput) as refused:
        document_of(data)
    assert refused.value.place == "canvases[0].notes[1].sources[0]"


def test_how_often_something_was_said_and_by_which_groups_stays_in_the_file() -> None:
    data = sample("01")
    note = data["canvases"][0]["notes"][1]
    note |= {"group": "1", "times": 3, "said_by": ["2", "3"]}
    data["canvases"][0]["notes"][2]["times"] = 1
    document = document_of(data)
    read = next(n for n in document.of(Note) if n.code == note["id"])
    assert (read.group, read.times, read.said_by) == ("1", 3, ("2", "3"))
    assert workshop_file.write(document)["canvases"][0]["notes"][1:3] == data["canvases"][0]["notes"][1:3]


PHOTO = {"id": "F1", "sha256": "ab" * 32, "media_type": "image/jpeg", "name": "tahvel", "width": 2560, "height": 1920}


def test_photos_stand_at_the_top_and_notes_name_them() -> None:
    data = sample()
    data["photos"] = [{**PHOTO, "taken_by": "rühm 2"}, {"id": "F2", "sha256": "cd" * 32}]
    data["canvases"][0]["notes"][0]["photo"] = "F2"
    data["canvases"][2]["map_image"] = {"photo": "F1", "source": "Maa-amet"}
    document = document_of(data)
    first = queries.notes(document, queries.canvases(document)[0].id)[0]
    assert document.get(first.photo, Asset).code == "F2"
    written = workshop_file.write(document)
    assert lost(data, written) == []
    again = workshop_file.dumps(workshop_file.write(document_of(written)))
    assert again == workshop_file.dumps(written)


@pytest.mark.parametrize(
    ("photos", "note", "place"),
    [
        ([{**PHOTO, "sha256": "../../etc/passwd"}], None, r"photos\[0\]\.sha256"),
        ([{**PHOTO, "sha256": "AB" * 32}], None, r"photos\[0\]\.sha256"),
        ([PHOTO, PHOTO], None, r"photos\[1\]\.id"),
        ([PHOTO], "F9", r"canvases\[0\]\.notes\[0\]\.photo"),
        ([{"id": "F1"}], None, r"photos\[0\]"),
    ],
)
def test_photos_that_cannot_be_meant_are_refused_by_place(photos, note, place) -> None:
    data = sample()
    data["photos"] = photos
    if note:
        data["canvases"][0]["notes"][0]["photo"] = note
    with pytest.raises(RefusedInput, match=place):
        workshop_file.read(data)
