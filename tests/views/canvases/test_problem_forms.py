"""Force field, problem statement, questions and chain, as people use them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF

from koosloome_desktop.layout.fishbone import joint_of
from koosloome_desktop.layout.forces import AIR, MOST, STEP
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file


def arrow(driver, text):
    note = driver.note(text)
    return next(p for p in driver.page.view.board.panels if p.key == f"arrow:{note.id}")


def test_plus_and_minus_grow_the_arrow_and_tip_the_balance(open_variant):
    driver = open_variant("force_field")
    text = "Naaberküla eeskuju töötab"
    driver.click(driver.note(text))
    before, balance = arrow(driver, text).w, _share(driver)
    driver.sign("+")
    assert driver.note(text).strength == 3
    assert arrow(driver, text).w > before
    assert _share(driver) > balance
    for _time in range(9):
        driver.sign("-")
    assert driver.note(text).strength == 1
    driver.undo()
    assert driver.note(text).strength == 2


def _share(driver):
    left = next(p for p in driver.page.view.board.panels if p.key == "balance:enabler")
    return left.w / driver.page.view.board.width


def test_sums_are_written_anew_into_the_file(open_variant):
    driver = open_variant("force_field")
    canvas = workshop_file.write(driver.document)["canvases"][0]
    assert canvas["force_totals"] == {"enabler": 19, "obstacle": 18}
    driver.click(driver.note("Naaberküla eeskuju töötab"))
    driver.sign("+")
    canvas = workshop_file.write(driver.document)["canvases"][0]
    assert canvas["force_totals"]["enabler"] == 20


def test_a_new_factor_starts_at_one(open_variant):
    driver = open_variant("force_field", empty=True)
    driver.type_note("Maja on lahti viis päeva")
    assert driver.page.desk.target.zone == "enabler", "the one change is said, helpers follow"
    note = driver.type_note("Külaselts hoiab võtit")
    assert arrow(driver, note.text).role == "empty"
    driver.press("Down")
    driver.sign("+")
    assert driver.note(note.text).strength == 1
    assert arrow(driver, note.text).role == "force"


def test_what_if_a_factor_were_weaker_answers_and_changes_nothing(open_variant):
    driver = open_variant("force_field")
    before, share = driver.document.digest(), _share(driver)
    text = "Vastutus on ühe inimese õlul"
    driver.click(driver.note(text))
    driver.press("Ctrl+B")
    assert arrow(driver, text).role == "empty"
    assert _share(driver) > share
    told = "Mis siis, kui: Soodustavad kaaluvad 6 võrra üles"
    assert told in [t.text for t in driver.page.view.board.texts]
    assert told == driver.page.presenter.verdict()
    assert driver.document.digest() == before
    driver.press("Ctrl+B")
    assert _share(driver) == share
    assert arrow(driver, text).role == "force"


def test_a_sentence_is_written_part_by_part_with_enter_alone(open_variant):
    driver = open_variant("problem_statement", empty=True)
    for text in ("Eakas", "kindlust", "sõit jääb ära", "visiit lükkub edasi", "Hooldaja", "ühte kõnet"):
        driver.type_note(text)
    assert [(n.zone, n.level) for n in driver.notes()][:4] == [
        ("who", 1), ("what", 1), ("why_not", 1), ("leads_to", 1),
    ]  # fmt: skip
    assert [(n.zone, n.level) for n in driver.notes()][4:] == [("who", 2), ("what", 2)]
    said = ["".join(t.text for t in p.texts) for p in driver.page.view.board.panels if p.role == "sentence"]
    assert said[0] == "1. Eakas vajab kindlust, aga ei saa, sest sõit jääb ära ja selle tagajärjel visiit lükkub edasi."
    assert said[1].startswith("2. Hooldaja vajab ühte kõnet, aga ei saa, sest …")


def test_one_candidate_is_chosen_in_place_of_another(open_variant):
    driver = open_variant("problem_statement")
    assert {n.level for n in driver.notes() if n.chosen} == {1}
    driver.click(driver.note("Perearstikeskus"))
    driver.sign("+")
    assert {n.level for n in driver.notes() if n.chosen} == {3}
    strip = next(p for p in driver.page.view.board.panels if p.key == "sentence:2")
    assert strip.kind == "chosen"
    assert strip.texts[0].text.startswith("✓ valitud: Perearstikeskus vajab")
    driver.undo()
    assert {n.level for n in driver.notes() if n.chosen} == {1}


def test_a_question_gets_dots_with_plus_and_is_chosen_by_command(open_variant):
    driver = open_variant("hmw")
    note = driver.note("Kuidas me saaksime noored juhid appi kutsuda?")
    driver.click(note)
    driver.sign("+")
    assert queries.votes(driver.document, driver.canvas.id)[note.id] == 2
    driver.press("Ctrl+B")
    assert driver.note(note.text).chosen
    assert "✓ valitud" in driver.page.view.board.note(note.id).footer
    driver.press("Ctrl+B")
    assert not driver.note(note.text).chosen


def test_the_chosen_mark_is_kept_in_the_file(open_variant):
    driver = open_variant("hmw")
    rows = workshop_file.write(driver.document)["canvases"][0]["notes"]
    assert [r["text"] for r in rows if r.get("chosen")] == ["Kuidas me saaksime sõidu kokku leppida ühe kõnega?"]


def test_whys_follow_each_other_with_enter(open_variant):
    driver = open_variant("five_whys", empty=True)
    for text in (
        "Lõunat raisatakse",
        "Aega on vähe",
        "Kõik söövad korraga",
        "Tunniplaan",
        "Bussiajad",
        "Keegi ei kutsu",
    ):
        driver.type_note(text)
    assert [n.zone for n in driver.notes()] == ["core", *["why"] * 5]
    assert [t.text for t in driver.page.view.board.texts] == [f"{i}. Miks?" for i in range(1, 6)]


def test_a_fishbone_note_moves_to_the_bone_beside_and_below(open_variant):
    driver = open_variant("fishbone")
    note = driver.note("Vabatahtlikke on kutsutud ainult suvel")
    driver.click(note)
    for _time in range(4):
        driver.press("Alt+Down")
    assert driver.note(note.text).zone == "money"
    driver.press("Alt+Right")
    assert driver.note(note.text).zone == "information"
    assert driver.overlaps() == []


def test_a_drag_lands_on_the_leaning_bone_under_the_mouse(open_variant):
    driver = open_variant("fishbone")
    note = driver.note("Vabatahtlikke on kutsutud ainult suvel")
    target = driver.note("Sündmused jõuavad lehte pärast toimumist")
    driver.drag(note, driver.place(target, (0.5, 0.9)))
    assert driver.note(note.text).zone == "information"


def test_whose_voice_is_missing_says_what_it_can(open_variant):
    driver = open_variant("iceberg")
    driver.ctx.commands.run("canvas.voices")
    assert driver.toasts == ["Märgetel pole veel rühma või osalejatel sektorit, seega pole teada, kelle hääl on puudu."]


def test_a_screen_reader_hears_strength_and_candidate(open_variant):
    driver = open_variant("force_field")
    note = driver.note("Vastutus on ühe inimese õlul")
    spoken = driver.page.view.spoken
    assert "Tugevus 5/5" in spoken.description(note.id)
    driver.click(note)
    driver.press("Ctrl+B")
    assert "Tugevus 5/5, kõrvale jäetud" in spoken.description(note.id)
    driver = open_variant("problem_statement")
    note = driver.note("Üksi elav üle 75-aastane maainimene")
    assert "1. kandidaat, valitud" in driver.page.view.spoken.description(note.id)


def test_a_click_in_the_reach_of_an_arrow_sets_its_length(open_variant):
    driver = open_variant("force_field")
    for text, share in (("Naaberküla eeskuju töötab", 0.9), ("Vana tüli seltside vahel", 0.5)):
        note = driver.note(text)
        box = driver.page.view.board.note(note.id)
        reach = AIR + MOST * STEP * share
        x = box.x + box.w + reach if note.zone == "enabler" else box.x - reach
        at = driver.page.view.from_board(QRectF(x, box.y + box.h / 2, 0, 0)).topLeft()
        driver.mouse(QEvent.Type.MouseButtonPress, at)
        driver.mouse(QEvent.Type.MouseButtonRelease, at)
        assert driver.note(text).strength == {0.9: 5, 0.5: 3}[share]
    driver.undo()
    assert driver.note("Vana tüli seltside vahel").strength == 2


def test_a_click_elsewhere_in_a_column_writes_there(open_variant):
    driver = open_variant("force_field")
    at = driver.paper("obstacle", (0.97, 0.97))
    driver.mouse(QEvent.Type.MouseButtonPress, at)
    driver.mouse(QEvent.Type.MouseButtonRelease, at)
    assert (driver.mode, driver.page.desk.target.zone) == ("W", "obstacle")


def test_a_bone_of_ones_own_is_added_from_the_line(open_variant):
    driver = open_variant("fishbone")
    driver.type("!Ajalugu")
    driver.press("Return")
    note = driver.type_note("Vana tüli seltside vahel")
    board = driver.page.view.board
    assert joint_of(board, note.zone) is not None
    assert [t.text for t in board.zone(note.zone).texts] == ["Ajalugu"]
    assert board.note(note.id).kind == "cause"
    assert driver.overlaps() == []
    driver.undo()
    assert board.zone(note.zone) is not None
    assert driver.page.view.board.zone(note.zone) is None


def test_the_line_says_what_plus_and_minus_change(open_variant):
    for variant, word in (("force_field", "tugevus"), ("stakeholder_map", "hoiak"), ("hmw", "")):
        driver = open_variant(variant)
        driver.click(driver.notes()[2])
        hints = dict(driver.page.bar._hints)
        assert hints.get("+ −", "") == word


def test_factors_and_questions_are_ordered_on_demand_as_one_step(open_variant):
    driver = open_variant("force_field")
    before = driver.texts("enabler")
    driver.ctx.commands.run("canvas.order")
    driver.settle()
    assert [n.strength for n in driver.notes("enabler")] == [5, 4, 3, 3, 2, 2]
    assert [n.strength for n in driver.notes("obstacle")] == [5, 4, 3, 3, 2, 1]
    driver.undo()
    assert driver.texts("enabler") == before
    driver = open_variant("hmw")
    driver.ctx.commands.run("canvas.order")
    driver.settle()
    votes = queries.votes(driver.document, driver.canvas.id)
    counts = [votes.get(n.id, 0) for n in driver.notes()]
    assert counts == sorted(counts, reverse=True)
    command = next(c for c in driver.page.commands() if c.id == "canvas.order")
    assert not command.when(), "they stand so already"


def test_the_line_asks_why_of_the_last_answer(open_variant):
    driver = open_variant("five_whys", empty=True)
    driver.type_note("Lõunat raisatakse")
    assert driver.page.bar.line.placeholderText() == "Miks? – Lõunat raisatakse"
    driver.type_note("Aega on vähe")
    assert driver.page.bar.line.placeholderText() == "Miks? – Aega on vähe"
    driver.press("Tab")
    assert driver.page.bar.line.placeholderText() == "Mida saame siin ise muuta?"
