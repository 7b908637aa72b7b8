"""The journey on the real widgets: stages and lanes, feelings asked in a word, marks, widened notes, the persona."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QWidget

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.persona import persona, persona_text
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.asking import Ask, ask
from koosloome_desktop.views.canvas_menu import show_menu
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.inspector import Inspector
from koosloome_desktop.views.inspector_parts import EditText
from koosloome_desktop.views.journey_mouse import title_commands
from tests.drivers.board import BoardDriver, sample


@pytest.fixture
def make(qtbot, tmp_path):
    """Makes a board of the journey of a sample, or of a fresh workshop's variant."""
    made: list[BoardDriver] = []

    def board(variant: str = "", beginning: str = "01") -> BoardDriver:
        document = new_workshop("Proov", canvases=[("journey_map", variant)]) if variant else sample(beginning)
        made.append(BoardDriver(tmp_path, document, "journey_map"))
        return made[-1]

    yield board
    for one in made:
        one.close()


def run(board: BoardDriver, command: str) -> bool:
    done = board.page.ctx.commands.run(command)
    board.settle()
    return done


def names(board: BoardDriver, axis: str = "stage") -> list[str]:
    return [t.name or t.code for t in queries.tracks(board.document, board.canvas.id, axis)]


def stage(board: BoardDriver, code: str) -> Track:
    return next(t for t in queries.tracks(board.document, board.canvas.id, "stage") if t.code == code)


# -- feelings


def test_plus_raises_the_curve_and_asks_for_one_word(make):
    board = make()
    board.click(board.note("Räägib naabritega ja loeb kokku kaheksa huvilist"))
    before = board.document.digest()
    board.sign("-")
    assert (board.mode, stage(board, "S1").value) == ("W", 1)
    assert "Tekib mõte +1" in board.chip
    assert board.line == "elevil", "the word that is there stands selected"
    board.sign("-")
    board.sign("-")
    assert (stage(board, "S1").value, board.line) == (-1, "elevil"), "+ and − go on until one types"
    assert "−1" in board.chip
    board.type("väsinud")
    board.press("Return")
    assert (stage(board, "S1").value, stage(board, "S1").word) == (-1, "väsinud")
    assert board.ring == "Räägib naabritega ja loeb kokku kaheksa huvilist", "the ring is back where it was"
    while board.workshop.history.undo_step is not None:
        board.undo()
    assert board.document.digest() == before


def test_esc_skips_the_word_and_it_is_not_asked_again(make):
    board = make("current_state")
    note = board.type_note("Helistab valda")
    board.click(note)
    board.sign("+")
    assert board.page.desk.asked is not None
    board.press("Esc")
    assert (board.mode, stage(board, "S1").value, stage(board, "S1").word) == ("A", 1, "")
    board.sign("+")
    assert (board.mode, stage(board, "S1").value) == ("A", 2), "asked once"
    run(board, "feeling.word")
    board.type("lootusrikas")
    board.press("Return")
    assert stage(board, "S1").word == "lootusrikas"


def test_the_question_keeps_what_was_typed_before(make):
    board = make("current_state")
    board.type("pooleli lause")
    run(board, "feeling.more")
    assert board.line == ""
    board.type("+ rõõmus")
    board.press("Return")
    assert stage(board, "S1").word == "+ rõõmus"
    assert (board.mode, board.line) == ("W", "pooleli lause")


def test_a_click_elsewhere_keeps_the_word(make):
    board = make("current_state")
    note = board.type_note("Helistab valda")
    run(board, "feeling.less")
    board.type("mures")
    board.click(note)
    assert (stage(board, "S1").value, stage(board, "S1").word) == (-1, "mures")
    assert board.ring == "Helistab valda"


def test_an_emptied_word_is_taken_away(make):
    board = make()
    run(board, "feeling.word")
    assert board.line == "elevil"
    board.press("Backspace", "Return")
    assert stage(board, "S1").word == ""


def test_wished_feelings_are_drawn_on_a_wished_journey_or_when_one_wants_to(make):
    board = make()
    run(board, "feeling.wish")
    run(board, "feeling.more")
    board.type("kindel")
    board.press("Return")
    assert (stage(board, "S1").to_be, stage(board, "S1").to_be_word, stage(board, "S1").value) == (1, "kindel", 2)
    board.page.stage.fresh()
    assert {"feeling"} <= {c.role for c in board.page.view.board.curves}
    assert [m.key for m in board.page.view.board.marks if m.kind == "to_be"] == ["S1"]


def test_on_a_wished_journey_plus_draws_the_wish(make):
    board = make("future_state")
    run(board, "feeling.more")
    board.press("Esc")
    assert (stage(board, "S1").to_be, stage(board, "S1").value) == (1, None)


# -- stages and lanes


def test_a_stage_is_inserted_by_name_after_the_one_one_is_at(make):
    board = make()
    board.press("Alt+Right")
    run(board, "stage.insert")
    assert "Otsin infot" in board.chip
    board.type("Küsin naabrilt")
    board.press("Return")
    assert names(board)[:4] == ["Tekib mõte", "Otsin infot", "Küsin naabrilt", "Lepin aja kokku"]
    note = board.type_note("Naaber teab")
    assert note.stage == stage(board, "S7").code, "the next note lands in the new stage"
    run(board, "stage.insert")
    board.press("Esc")
    assert len(names(board)) == 7, "no name, no stage"


def test_stages_move_with_their_notes_and_take_names(make):
    board = make()
    texts = [(n.text, n.stage) for n in board.notes()]
    run(board, "stage.right")
    assert names(board)[:2] == ["Otsin infot", "Tekib mõte"]
    assert not run(board, "stage.left") or names(board)[0] == "Tekib mõte"
    assert not run(board, "stage.left"), "there is nothing before the first"
    assert [(n.text, n.stage) for n in board.notes()] == texts
    run(board, "stage.rename")
    board.type("Mõte tekib")
    board.press("Return")
    assert names(board)[0] == "Mõte tekib"


def test_notes_of_a_deleted_stage_wait_where_one_sees_them(make):
    board = make()
    before = board.document.digest()
    inside = [n.id for n in board.notes() if n.stage == "S1"]
    run(board, "stage.delete")
    assert "S1" not in [t.code for t in queries.tracks(board.document, board.canvas.id, "stage")]
    assert board.toasts
    board.page.stage.fresh()
    drawn = board.page.view.board
    loose = next(p for p in drawn.panels if p.role == "loose")
    assert loose.texts[0].text
    assert all(loose.x - 1 <= drawn.note(i).x <= loose.x + loose.w for i in inside)
    assert board.overlaps() == []
    assert board.page.desk.target.stage == "S2"
    board.undo()
    assert board.document.digest() == before


def test_lanes_come_and_go_too(make):
    board = make()
    run(board, "lane.insert")
    board.type("Sõbrad")
    board.press("Return")
    code = queries.tracks(board.document, board.canvas.id, "lane")[1].code
    assert board.page.presenter.zone(code).title == "Sõbrad"
    note = board.type_note("Sõber aitab")
    assert note.zone == code
    run(board, "lane.up")
    assert queries.tracks(board.document, board.canvas.id, "lane")[0].code == code
    run(board, "lane.rename")
    board.press("Ctrl+A", "Backspace", "Return")
    run(board, "lane.delete")
    board.page.stage.fresh()
    assert board.page.view.board.note(note.id) is not None, "the note waits in the tray"
    assert board.document.get(note.id, Note).text == "Sõber aitab"


def test_the_last_lane_stays(make):
    board = make("current_state")
    for _lane in range(5):
        assert run(board, "lane.delete")
    assert not run(board, "lane.delete")


# -- marks and widened notes


def test_evidence_and_level_are_marked_and_shown(make):
    board = make("engagement")
    run(board, "stage.evidence.interview")
    run(board, "stage.level.consult")
    board.page.stage.fresh()
    head = next(p for p in board.page.view.board.panels if p.key == "S1")
    told = " ".join(t.text for t in head.texts).replace("\u00a0", " ")
    assert "intervjuu" in told
    assert "2 konsulteerimine" in told
    run(board, "stage.evidence.interview")
    assert stage(board, "S1").evidence == "", "the same again takes it away"
    other = make("current_state")
    assert not run(other, "stage.level.consult"), "levels belong to engagement"


def test_a_note_is_widened_as_far_as_there_are_stages(make):
    board = make("current_state")
    note = board.type_note("Helistab mitu korda")
    board.click(note)
    board.press("Ctrl+Shift+Right", "Ctrl+Shift+Right")
    assert board.document.get(note.id, Note).span == 3
    board.page.stage.fresh()
    heads = [p for p in board.page.view.board.panels if p.role == "stage"]
    box = board.page.view.board.note(note.id)
    assert box.x + box.w == pytest.approx(heads[2].x + heads[2].w)
    for _time in range(5):
        board.press("Ctrl+Shift+Right")
    assert board.document.get(note.id, Note).span == 5
    board.press("Ctrl+Shift+Left")
    assert board.document.get(note.id, Note).span == 4
    assert board.mode == "A"
    board.press("Esc")
    board.type("sõna teine")
    board.press("Ctrl+Shift+Left")
    assert board.page.bar.line.selectedText(), "in the line the same keys select words"
    assert board.document.get(note.id, Note).span == 4


# -- the panel


def panel_of(board: BoardDriver, qtbot, *ids: str) -> Inspector:
    panel = Inspector(board.workshop, board.ctx)
    qtbot.addWidget(panel)
    panel.resize(288, 1200)
    panel.show()
    panel.show_canvas(board.canvas.id)
    if ids:
        panel.show_selection(ids)
    board.settle()
    return panel


def field(panel: Inspector, name: str) -> EditText:
    return next(e for e in panel.findChildren(EditText) if e.accessibleName() == _(name))


def test_the_persona_is_a_form_that_keeps_what_it_does_not_know(make, qtbot):
    board = make()
    canvas = board.canvas_record()
    odd = {**persona(canvas), "quote": "„Keegi ei vasta“"}
    board.workshop.run("odd", lambda tx: tx.update(canvas, parts=canvas.parts.having("persona", odd)))
    before = board.document.digest()
    panel = panel_of(board, qtbot)
    for name, text in (("Need", "Soe saal"), ("Age", "42"), ("Starts when", "loeb kuulutust"), ("Barrier", "")):
        edit = field(panel, name)
        edit.setPlainText(text)
        edit.keep()
        board.settle()
    now = board.document.get(canvas.id, Canvas)
    assert persona(now)["quote"] == "„Keegi ei vasta“"
    assert (persona_text(now, "need"), persona(now)["age"], persona_text(now, "start")) == (
        "Soe saal", 42, "loeb kuulutust",
    )  # fmt: skip
    assert "barrier" not in persona(now)
    board.page.stage.fresh()
    caption = next(p for p in board.page.view.board.panels if p.role == "caption")
    assert "loeb kuulutust" in " ".join(t.text for t in caption.texts)
    for _step in range(4):
        board.undo()
    assert board.document.digest() == before
    panel.close_panel()


def test_tab_goes_on_in_the_form_though_the_panel_is_built_anew(make, qtbot):
    board = make()
    panel = panel_of(board, qtbot)
    edit = field(panel, "Situation")
    edit.setFocus()
    edit.setPlainText("Uus olukord")
    field(panel, "Need").setFocus()
    board.settle()
    assert panel.focusWidget().accessibleName() == _("Need")
    assert persona_text(board.canvas_record(), "description") == "Uus olukord"
    panel.close_panel()


def test_the_stage_of_a_note_is_changed_in_the_panel(make, qtbot):
    board = make("engagement")
    note = board.type_note("Kuuleb naabrilt")
    panel = panel_of(board, qtbot, note.id)
    higher = _("{feeling}: higher").format(feeling=_("Feeling as wished"))
    for name in ("intervjuu", "osalemine", higher):
        next(w for w in panel.findChildren(QWidget) if w.accessibleName() == name).click()
        board.settle()
    word = field(panel, _("{feeling}: in one word").format(feeling=_("Feeling as wished")))
    word.setPlainText("oodatud")
    word.keep()
    now = stage(board, "S1")
    assert (now.evidence, now.level, now.to_be, now.to_be_word) == ("interview", "participate", 1, "oodatud")
    board.settle()
    title = field(panel, _("Name of stage {code}").format(code="S1"))
    title.setPlainText("Kuulen naabrilt")
    title.keep()
    assert names(board)[0] == "Kuulen naabrilt"
    panel.close_panel()


# -- the question itself


def test_a_question_that_was_answered_with_the_same_changes_nothing(make):
    board = make()
    before = board.document.digest()
    kept: list[str] = []
    ask(board.page, Ask("Küsimus", "kus", "Mis?", kept.append, text="sama"))
    board.press("Return")
    assert kept == []
    assert board.document.digest() == before
    ask(board.page, Ask("Küsimus", "kus", "Mis?", kept.append, text="sama"))
    ask(board.page, Ask("Küsimus", "kus", "Mis veel?", kept.append))
    board.type("vastus")
    board.press("Return")
    assert kept == ["vastus"]
    assert board.mode == "W"


# -- the low point


def causes(board: BoardDriver) -> list[Note]:
    other = next((c for c in queries.canvases(board.document) if c.type == "problem_map"), None)
    return [n for n in queries.notes(board.document, other.id) if n.zone == "cause"] if other is not None else []


def test_the_lowest_point_asks_why_and_the_answer_is_a_pain_and_a_cause(make):
    board = make("current_state")
    sent: list[str] = []
    board.page.sent.connect(lambda told, _where: sent.append(told))
    for _time in range(2):
        run(board, "feeling.less")
        board.press("Esc")
        board.page.presenter.skipped.clear()
    before = board.document.digest()
    run(board, "feeling.word")
    board.type("tüdinud")
    board.press("Return")
    assert board.page.desk.asked is not None, "the line asks why"
    board.type("Vastust ei tule neli kuud")
    board.press("Return")
    pain = board.note("Vastust ei tule neli kuud")
    assert (pain.zone, pain.stage) == ("pain", "S1")
    assert [(n.text, n.sources) for n in causes(board)] == [("Vastust ei tule neli kuud", (pain.id,))]
    assert sent
    board.undo()
    assert not causes(board)
    board.undo()
    assert board.document.digest() == before


def test_why_is_asked_once_and_never_where_it_feels_well(make):
    board = make("current_state")
    run(board, "feeling.more")
    board.type("rõõmus")
    board.press("Return")
    assert board.page.desk.asked is None
    assert not board.page.ctx.commands.by_id("stage.why").when()
    for _time in range(3):
        run(board, "feeling.less")
    board.type("kurb")
    board.press("Return")
    assert board.page.desk.asked is not None
    board.press("Esc")
    run(board, "feeling.word")
    board.type("väga kurb")
    board.press("Return")
    assert board.page.desk.asked is None


def test_pains_of_the_lowest_stage_go_to_the_problem_map_together(make):
    board = make()
    low = min(board.page.presenter.stages(), key=lambda s: s.value)
    there = [n for n in board.notes() if (n.zone, n.stage) == ("pain", low.code)]
    count = len(causes(board))
    assert run(board, "stage.why")
    assert [n.text for n in causes(board)[count:]] == [n.text for n in there]
    run(board, "stage.why")
    assert len(causes(board)) == count + len(there), "never twice"


# -- the walk


def test_a_walk_shows_one_stage_large_and_arrows_go_on(make):
    board = make()
    whole = board.page.view.camera.scale
    run(board, "walk.start")
    assert board.chip.startswith(f"{_('Walk')} 1/6")
    shown = {n.id for n in board.page.view.board.notes}
    assert shown == {n.id for n in board.notes() if n.stage == "S1"}
    sizes = [n.size for n in board.page.view.board.notes]
    assert min(sizes) * board.page.view.camera.scale > 16 * whole, "large"
    board.press("Right", "Right")
    assert board.chip.startswith(f"{_('Walk')} 3/6")
    note = board.type_note("Kuhu see kaob?")
    assert note.stage == "S3", "letters write in the stage that is shown"
    assert board.page.view.board.note(note.id) is not None
    board.type("poo")
    board.press("Left")
    assert board.chip.startswith(f"{_('Walk')} 3/6"), "with text in the line the arrow moves the caret"
    board.press("Backspace", "Backspace", "Del", "PgUp", "PgUp", "PgUp")
    assert board.chip.startswith(f"{_('Walk')} 1/6"), "at the end one stays"
    board.press("Esc")
    assert not board.page.walking.active
    assert len(board.page.view.board.notes) == len(board.notes())
    assert board.mode == "W"


def test_a_walk_survives_what_happens_to_its_stage(make):
    board = make()
    run(board, "walk.start")
    run(board, "walk.next")
    board.page.workshop.run("gone", lambda tx: tx.remove(stage(board, "S2").id))
    board.settle()
    board.page.stage.fresh()
    assert len(board.page.view.board.notes) == len(board.notes()), "the whole journey is back"
    run(board, "walk.stop")
    assert not board.page.walking.active


def test_widened_notes_are_there_in_every_stage_they_reach(make):
    board = make("current_state")
    note = board.type_note("Kogu tee")
    board.workshop.run("wide", lambda tx: tx.update(note, span=2))
    run(board, "walk.start")
    assert board.page.view.board.note(note.id) is not None
    board.press("Down")
    assert board.page.view.board.note(note.id) is not None
    board.press("Down")
    assert board.page.view.board.note(note.id) is None
    assert board.overlaps() == []


# -- as it is and as wished


def test_side_by_side_makes_the_wished_journey_once(make):
    board = make()
    sent: list[str] = []
    board.page.sent.connect(lambda _told, where: sent.append(where))
    before = board.document.digest()
    assert run(board, "journey.beside")
    wished = [c for c in queries.canvases(board.document) if c.variant == "future_state"]
    assert [c.id for c in wished] == sent
    assert run(board, "journey.beside")
    assert len([c for c in queries.canvases(board.document) if c.variant == "future_state"]) == 1
    board.undo()
    assert board.document.digest() == before


def test_the_other_journey_is_drawn_beside_and_cannot_be_touched(make, tmp_path, qtbot):
    first = make()
    run(first, "journey.beside")
    wished = next(c for c in queries.canvases(first.document) if c.variant == "future_state")
    page = CanvasPage(first.workshop, wished.id, first.ctx)
    qtbot.addWidget(page)
    page.resize(1310, 712)
    page.show()
    first.settle()
    beside = next(c for c in page.commands() if c.id == "journey.beside")
    alone = next(c for c in page.commands() if c.id == "journey.alone")
    assert beside.when()
    assert not alone.when()
    beside.run()
    assert page.view.board.ghosts
    assert not beside.when()
    lane = next(z for z in page.view.board.zones if z.code == "as_is:action")
    assert page.presenter.drop_at(page.view.board, (), lane.x + lane.w / 2, lane.y + lane.h / 2) is None
    alone.run()
    assert not page.view.board.ghosts
    page.close_page()


# -- anything, undone


COMMANDS = (
    "stage.insert", "stage.rename", "stage.left", "stage.right", "stage.delete", "stage.why", "stage.evidence.guess",
    "stage.level.decide", "lane.insert", "lane.rename", "lane.up", "lane.down", "lane.delete", "feeling.more",
    "feeling.less", "feeling.word", "feeling.wish", "note.wider", "note.narrower", "note.delete", "journey.beside",
    "walk.start", "walk.next", "walk.stop",
)  # fmt: skip
KEYS = ("Return", "Esc", "Down", "Right", "Alt+Right", "Alt+Down", "Tab", "Home")
ANY = st.one_of(
    st.sampled_from(COMMANDS).map(lambda c: ("run", c)),
    st.sampled_from(KEYS).map(lambda k: ("press", k)),
    st.sampled_from(("sõna", "Uus etapp")).map(lambda t: ("type", t)),
    st.sampled_from("+-").map(lambda s: ("sign", s)),
    st.just(("foreign", "")),
)
MOST = {"quick": 5, "ci": 25, "full": 120}[os.environ.get("KOOSLOOME_TEST_TIER", "quick")]


@settings(max_examples=MOST, deadline=None, suppress_health_check=list(HealthCheck))
@given(variant=st.sampled_from(("current_state", "future_state", "service_blueprint", "engagement")),
       steps=st.lists(ANY, min_size=3, max_size=14))  # fmt: skip
def test_anything_done_on_a_journey_is_undone_to_the_same_document(tmp_path_factory, qapp, variant, steps):
    data = sample_workshop("journey_map", variant)
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    board = BoardDriver(tmp_path_factory.mktemp("journey"), document, "journey_map")
    try:
        digest, foreign = document.digest(), 0
        for what, value in steps:
            if what == "run":
                run(board, value)
            elif what == "foreign":
                foreign += 1
                with document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
                    add_note(tx, board.canvas.id, f"telefonist {foreign}", zone="action", stage="S2")
                board.settle()
            else:
                getattr(board, what)(value)
            assert board.overlaps() == []
            assert len(board.rings()) == 1, (what, value)
            assert list(integrity.problems(document)) == []
        assert workshop_file.write(document) == workshop_file.write(reread(document))
        while board.workshop.history.undo_step is not None:
            board.undo()
        left = [n for n in board.document.of(Note) if n.text.startswith("telefonist")]
        assert len(left) == foreign, "what came from elsewhere stays"
        with document.transaction("Away", origin=Origin.REMOTE) as tx:
            for note in left:
                tx.remove(note.id)
        assert document.digest() == digest
    finally:
        board.close()


def reread(document: Document) -> Document:
    again = Document(document.id)
    again.load(workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document)))).records, 0)
    return again


def test_whose_journey_it_is_is_asked_in_the_line(make):
    board = make("current_state")
    run(board, "journey.persona")
    board.type("Eakas, kes vajab sõitu")
    board.press("Return")
    assert persona_text(board.canvas_record(), "label") == "Eakas, kes vajab sõitu"
    board.undo()
    assert not persona(board.canvas_record())


def test_a_screen_reader_hears_the_feeling_and_how_far_a_note_reaches(make):
    board = make()
    note = next(n for n in board.notes() if n.stage == "S1")
    board.workshop.run("wide", lambda tx: tx.update(note, span=2))
    told = board.page.view.spoken.description(note.id)
    assert "+2 elevil" in told
    assert _("over {count} stages").format(count=2) in told


# -- the mouse


def test_the_field_behind_the_last_stage_adds_one(make):
    board = make()
    add = next(p for p in board.page.view.board.panels if p.role == "add")
    at = board.page.view.from_board(QRectF(add.x + add.w / 2, add.y + add.h / 2, 0, 0)).topLeft()
    board.mouse(QEvent.Type.MouseButtonPress, at)
    board.mouse(QEvent.Type.MouseButtonRelease, at)
    board.type("Hiljem")
    board.press("Return")
    assert names(board)[-1] == "Hiljem"


def test_the_menu_of_a_title_acts_on_that_stage_or_lane(make):
    board = make()
    head = next(p for p in board.page.view.board.panels if p.key == "S3")
    found = [c.id for c in title_commands(board.page, head.x + 5, head.y + 5)]
    assert {"stage.insert", "stage.delete", "stage.left", "feeling.more"} <= set(found)
    run(board, "stage.left")
    assert [t.code for t in board.page.presenter.stages()][:3] == ["S1", "S3", "S2"]
    lane = board.page.view.board.zone("pain")
    assert "lane.rename" in [c.id for c in title_commands(board.page, lane.x + 20, lane.y + 20)]
    assert board.page.desk.target.zone == "pain"
    assert title_commands(board.page, lane.x + lane.w - 30, lane.y + 3) == []
    menu = show_menu(board.page, board.page.view.from_board(QRectF(head.x + 9, head.y + 9, 0, 0)).topLeft().toPoint())
    assert "stage.rename" in [a.objectName() for a in menu.actions()]
    menu.close()
