"""A follow-up meeting by keyboard alone: a digit a row, reasons, new dates, money, the end, and all of it undone."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.dialogs_export import ExportDialog
from koosloome_desktop.views.home_deadlines import DeadlineRow
from koosloome_desktop.views.home_hero import Hero
from koosloome_desktop.views.inspector_parts import Jump
from koosloome_desktop.views.plan import calendar
from tests.drivers.window import WindowDriver, press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow

CODES = ["A6", "A5", "A7", "A8", "A2", "A1", "A3", "A4", "A9"]
"""The order of the meeting: open rows by deadline, then those that were over."""


def held():
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(name: str) -> None:
    press(held(), name)
    settle()


def whole(driver) -> str:
    """The workshop as its file holds it."""
    return workshop_file.dumps(workshop_file.write(driver.document))


def write(text: str) -> None:
    type_text(held(), text)
    settle()


class Meeting:
    """The follow-up of a sample's plan, driven by keys."""

    def __init__(self, driver: WindowDriver) -> None:
        self.driver = driver
        self.page = driver.plan()
        self.before = whole(driver)
        driver.ctx.commands.run("plan.review")
        settle()
        self.view = self.page.views.current()

    @property
    def document(self):
        return self.driver.document

    def action(self, code: str) -> Action:
        return next(a for a in self.document.of(Action) if a.code == code)

    @property
    def canvas(self) -> Canvas:
        return self.document.get(self.page.canvas_id, Canvas)

    @property
    def review(self):
        return verbs.open_review(self.document, self.page.canvas_id)

    def noted(self, code: str):
        return verbs.row_noted(verbs.reviews(self.document, self.page.canvas_id)[-1], self.action(code))

    def at(self) -> str:
        line = self.view.rows.current()
        return line.row.action.code if line.row else "end"


@pytest.fixture
def driver(open_window):
    return open_window("03")


@pytest.fixture
def meeting(driver):
    return Meeting(driver)


def test_the_command_begins_a_meeting_and_begins_no_second_one(meeting):
    assert meeting.review.content["date"] == "2026-10-15"
    assert meeting.view.rows.hasFocus()
    assert [x.row.action.code for x in meeting.view.rows.lines.lines[:-1]] == CODES
    meeting.driver.ctx.commands.run("plan.review")
    settle()
    assert len(verbs.reviews(meeting.document, meeting.page.canvas_id)) == 2
    assert meeting.page.bar.isHidden()
    assert meeting.view.head.progress.text() == "4/9"


def test_a_whole_meeting_by_keyboard_and_back_again(meeting):
    key("2")  # A6 in progress: goes on
    assert meeting.at() == "A5"
    key("4")  # A5 delayed: asks why, then until when
    write("Riigitee haldaja palus lisamõõtmist")
    key("Return")
    write("veebr 2027")
    assert "veebruar 2027" in meeting.view.card.when.told.text()
    key("Return")
    assert meeting.at() == "A7"
    write("projekt on valmis")  # letters go to the remark
    assert held() is meeting.view.card.remark.field
    key("Tab")
    write("90 000")
    assert "90" in meeting.view.card.cost.told.text()
    key("Tab")
    write("40 %")
    key("Esc")
    assert meeting.view.rows.hasFocus()
    key("2")
    assert meeting.at() == "A8"
    key("5")  # postponed: a reason, no new date
    write("Kaart tehakse koos uue õpetajaga")
    key("Return")
    key("Return")
    assert meeting.at() == "A2"
    key("6")  # dropped: asks no date
    write("Andmeid kogub nüüd vald")
    key("Return")
    assert meeting.at() == "end"
    for code in CODES[5:]:  # the rows that were over are there to be looked at
        any(meeting.at() == code or key("Up") for _step in CODES)
        assert meeting.at() == code
        key("3" if code != "A9" else "6")
        if code == "A9":
            key("Return")
    assert meeting.view.head.progress.text() == "9/9"
    assert meeting.at() == "end"
    key("Return")
    write("14.10.2027")
    key("Return")
    key("Return")
    write("vallavanem")
    key("Return")
    key("Return")  # the last Enter
    assert meeting.review is None
    check_whole(meeting)
    for _step in range(60):
        if meeting.driver.view.workshop.history.undo_step is None:
            break
        meeting.driver.window.actions_.undo()
        settle()
    assert whole(meeting) == meeting.before


def check_whole(meeting) -> None:
    late = meeting.action("A5")
    assert (late.status, late.deadline, late.reason) == ("delayed", "2027-02", "Riigitee haldaja palus lisamõõtmist")
    assert meeting.noted("A5")["old_deadline"] == "2026-09-01"
    road = meeting.action("A7")
    assert (road.spent, road.percent, road.status) == (9_000_000, 40, "in_progress")
    assert meeting.noted("A7")["note"] == "projekt on valmis"
    assert meeting.action("A8").reason == "Kaart tehakse koos uue õpetajaga"
    assert meeting.action("A2").status == "dropped"
    assert meeting.action("A9").status == "dropped"
    assert dict(meeting.canvas.parts["next_review"])["date"] == "2027-10-14"
    assert dict(meeting.canvas.parts["next_review"])["owner_role"] == "vallavanem"


def test_rows_do_not_jump_when_something_is_said(meeting):
    key("4")
    key("Esc")
    key("Down")
    key("3")
    assert [x.row.action.code for x in meeting.view.rows.lines.lines[:-1]] == CODES


def test_escape_converges_and_loses_nothing(meeting):
    write("pool lauset")
    key("Esc")
    assert meeting.view.rows.hasFocus()
    assert meeting.noted("A6")["note"] == "pool lauset"
    key("Down")
    key("Esc")
    key("Esc")
    assert meeting.at() == "A6"
    assert meeting.view.rows.hasFocus()


def test_what_is_no_date_stays_and_says_why(meeting):
    key("4")
    key("Return")
    write("varsti")
    key("Return")
    assert meeting.at() == "A6"
    assert held() is meeting.view.card.when.field
    assert "varsti" in meeting.view.card.when.told.text()
    assert meeting.action("A6").deadline == "2026-10-30"


def test_a_refused_deadline_says_why(meeting):
    key("4")
    key("Return")
    write("1.1.2020")
    key("Return")
    assert meeting.page.reason.text()
    assert meeting.action("A6").deadline == "2026-10-30"


def test_undo_shows_the_row_it_changed(meeting):
    key("2")
    key("2")
    assert meeting.at() == "A7"
    meeting.driver.window.actions_.undo()
    settle()
    assert meeting.at() == "A5"
    assert not verbs.row_noted(meeting.review, meeting.action("A5"))


def test_a_running_meeting_is_there_after_the_program_was_killed(open_window, tmp_path, qapp):
    folder = tmp_path / "killed"
    driver = WindowDriver(folder, ("03",))
    meeting = Meeting(driver)
    key("2")
    write("poolik märkus")
    meeting.view.drafts.flush()
    driver.saved()
    workshop = driver.rows[0].workshop
    driver.close()
    again = WindowDriver(folder, ())
    try:
        again.open(3, workshop)
        view = again.view.page().views.current()
        assert again.view.page().views.current_name == "review"
        assert view.rows.hasFocus()
        assert view.head.progress.text() == "5/9"
        assert view.rows.current().row.action.code == "A5"
        assert view.card.remark.field.text() == "poolik märkus"
    finally:
        again.close()


def test_the_row_shows_its_source_and_what_became_of_it(open_window):
    driver = open_window("01")
    driver.open(0)
    note = queries.notes(driver.document, driver.view.current)[0]
    plan = next(c for c in driver.document.of(Canvas) if c.type == "action_plan")
    driver.view.workshop.run("Add", lambda tx: add_action(tx, plan.id, "Uus tegevus", sources=(note.id,)))
    meeting = Meeting(driver)
    meeting.view.rows.choose(next(a.id for a in driver.document.of(Action) if a.activity == "Uus tegevus"))
    settle()
    jumps = meeting.view.card.facts.findChildren(Jump)
    assert [j.text().split(" · ")[0] for j in jumps] == [note.text]
    jumps[0].click()
    settle()
    assert driver.view.current == note.canvas


def test_meetings_before_stand_in_the_row_and_in_its_inspector(meeting):
    meeting.view.rows.choose(meeting.action("A5").id)
    settle()
    texts = " ".join(x.text() for x in meeting.view.card.facts.findChildren(type(meeting.view.head.title)))
    assert "08.10.2026" in texts
    assert "lisamõõtmist" in texts
    assert "oli 01.09.2026" in texts


def test_everything_has_a_name_and_plain_text(meeting):
    assert not rich_labels(meeting.driver.window)
    for entry in (*meeting.view.card.entries().values(), meeting.view.end.date, meeting.view.head.facts.present):
        assert entry.field.accessibleName()
    assert meeting.view.rows.accessibleName()
    model = meeting.view.rows.lines
    spoken = [model.data(model.index(i), 0) for i in range(model.rowCount())]
    assert "A6" in spoken[0]
    assert "läbi vaadatud" in spoken[5]


def test_who_is_there_is_kept(meeting):
    meeting.driver.ctx.commands.run("plan.review.facts")
    settle()
    for text in ("", "", "koolidirektor"):
        if text:
            write(text)
        key("Return")
    write("õpetaja, kaardiring, , politsei")
    key("Return")
    assert meeting.review.content["present"] == ("õpetaja", "kaardiring", "politsei")
    assert meeting.review.content["owner_role"] == "koolidirektor"
    assert meeting.view.rows.hasFocus()
    assert "3 rolli kohal" in meeting.view.head.line.text()


def test_the_clock_of_the_workshops_zone_counts(open_window):
    driver = open_window("03")
    driver.clock.at = FixedClock().at.replace(day=14, hour=22)
    assert Meeting(driver).review.content["date"] == "2026-10-15"


def test_the_inspector_tells_what_became_of_a_row(meeting):
    meeting.page.show_view("table")
    meeting.page.go_to(meeting.action("A5").id)
    settle()
    if not meeting.driver.view.inspector_open():
        meeting.driver.view.toggle_inspector()
    settle()
    labels = meeting.driver.view.inspector.findChildren(type(meeting.view.head.title))
    assert any("lisamõõtmist" in x.text() for x in labels)


def test_the_dates_go_into_a_calendar_file(meeting, tmp_path):
    calendar.save(meeting.page, tmp_path / "kava.ics")
    settle()
    found = Calendar.from_ical((tmp_path / "kava.ics").read_bytes())
    assert len(found.walk("VEVENT")) == 10
    calendar.save(meeting.page, tmp_path / "ei ole" / "kava.ics")
    settle()
    assert "kava.ics" in meeting.page.reason.text()


def test_home_leads_to_the_follow_up_of_the_last_plan(open_window):
    driver = open_window("01", "03")
    hero = driver.window.home.findChildren(Hero)[0]
    assert hero.row.title.endswith("kooli?")
    hero.review.click()
    settle()
    page = driver.view.page()
    assert page.views.current_name == "review"
    assert QApplication.focusWidget() is page.views.current().start.primary
    key("Return")
    assert page.views.current().minutes.review is not None
    driver.window.show_home()
    settle()
    rows = driver.window.home.findChildren(DeadlineRow)
    begun = next(r for r in rows if r.deadline.kind == "review" and r.isVisible())
    press(begun, "Return")
    settle()
    assert driver.view.page().views.current().rows.hasFocus()
    driver.window.show_home()
    settle()
    other = driver.library.find("kogukonnamaja").id
    driver.ctx.commands.run(f"window.review.{other}")
    settle()
    assert driver.view.workshop.id == other
    assert driver.view.page().views.current_name == "review"


def test_the_overview_goes_onto_paper_from_the_page_of_meetings(meeting):
    meeting.view.minutes.finish()
    settle()
    paper = next(b for b in meeting.view.start.findChildren(QPushButton) if b.text().strip() == "Ülevaade PDF-ina")
    seen = []
    meeting.driver.answer(
        ExportDialog, lambda d: seen.append((d.choices.what.chosen, d.choices.format.chosen)), paper.click
    )
    assert seen == [("review", ".pdf")]


def test_another_language_says_everything_anew_where_one_was(meeting):
    key("2")
    write("poolik")
    meeting.driver.window.actions_.set_language("ru")
    settle()
    view = meeting.page.views.current()
    assert meeting.at() == "A5"
    assert view.head.title.text() == "Контрольная встреча"
    assert view.card.remark.field.accessibleName() == "Замечание"
    assert view.card.remark.field.text() == "poolik"
    texts = [x.text() for x in view.findChildren(type(view.head.title)) if x.isVisible()]
    assert "Märkus" not in texts
    key("3")
    assert meeting.noted("A5")["status"] == "done"


def test_minutes_are_opened_again_and_deleted_and_undone(driver):
    page = driver.plan()
    page.show_view("review")
    settle()
    view = page.views.current()
    texts = " ".join(x.text() for x in view.start.findChildren(QLabel))
    assert "5 rida on lahti" in texts
    buttons = {b.accessibleName(): b for b in view.start.findChildren(QPushButton)}
    buttons["Ava 08.10.2026 protokoll uuesti"].click()
    settle()
    assert view.minutes.review.content["date"] == "2026-10-08"
    assert view.head.progress.text() == "9/9"
    view.minutes.finish()
    settle()
    before = whole(driver)
    buttons = {b.accessibleName(): b for b in view.start.findChildren(QPushButton)}
    buttons["Kustuta kohtumine 08.10.2026"].click()
    settle()
    assert verbs.reviews(driver.document, page.canvas_id) == []
    driver.window.actions_.undo()
    settle()
    assert whole(driver) == before
