from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import commitments, plan_fields
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import LANGUAGES
from tests.operations.plan_steps import plan_of
from tests.operations.test_plan_undo import survives


def test_the_default_principles_are_there_in_three_languages_until_a_plan_has_its_own() -> None:
    document, canvas = plan_of(1)
    assert len({commitments.principles_of(canvas, lang) for lang in LANGUAGES}) == 3
    assert commitments.principles_of(canvas, "et")[1] == "Kaasamine ja osalus"
    with document.transaction("Own") as tx:
        changed = commitments.set_principles(tx, canvas, [" avatus ", "", "usaldus", "avatus"])
        assert commitments.principles_of(changed, "et") == ("avatus", "usaldus")
        changed = commitments.set_principles(tx, canvas, [])
    assert len(commitments.principles_of(changed, "et")) == 4


def test_rows_are_tied_to_principles_and_follow_their_wording() -> None:
    document, canvas = plan_of(2)
    first, second = document.within(Action, canvas.id)
    word = commitments.principles_of(canvas, "et")[0]
    with document.transaction("Tie") as tx:
        commitments.toggle_principle(tx, first, word)
        commitments.toggle_principle(tx, second, word)
        commitments.toggle_principle(tx, second, word)
        commitments.rename_principle(tx, canvas, word, "Teave kõigile", "et")
    assert [a.principles for a in document.within(Action, canvas.id)] == [("Teave kõigile",), ()]
    assert commitments.principles_of(document.get(canvas.id, Canvas), "et")[0] == "Teave kõigile"
    survives(document)
    with pytest.raises(KoosloomeError, match="sõna"), document.transaction("Bad") as tx:
        commitments.rename_principle(tx, canvas, "Teave kõigile", " ", "et")


def test_the_texts_of_a_commitment_stand_in_their_order_and_others_stay() -> None:
    document, canvas = plan_of(1)
    row = document.within(Action, canvas.id)[0]
    with document.transaction("Promise") as tx:
        row = tx.update(row, commitment=plan_fields.checked(row, {"commitment": {"own": "x"}})["commitment"])
        row = commitments.set_commitment(tx, row, "problem", "Õhtul koju ei saa")
        row = commitments.set_commitment(tx, row, "promise", "Õhtubuss")
        row = commitments.set_commitment(tx, row, "how", "")
    assert dict(row.commitment) == {"promise": "Õhtubuss", "problem": "Õhtul koju ei saa", "own": "x"}
    assert list(row.commitment) == ["promise", "problem", "own"]
    assert set(commitments.LABELS) == set(plan_fields.COMMITMENT)
    with pytest.raises(ValueError, match="muu"), document.transaction("Bad") as tx:
        commitments.set_commitment(tx, row, "muu", "x")
    survives(document)
