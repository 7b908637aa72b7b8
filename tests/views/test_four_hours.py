"""A whole workshop of four hours on the real window, the wall beside it, a clock that runs ahead: with keys and mouse,
and by the keyboard alone. Nothing that is done may keep the next key waiting (quality.md, W8; issue 6).

The long form (`full`) has as many notes, votes and rows as an evening brings; the short one does everything once.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from koosloome_desktop.app import early  # noqa: F401  (imports go as they do in the program)
from koosloome_desktop.model.records import Action, Ballot, Note
from koosloome_desktop.operations import agenda, ballots, queries, rounds
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.views.ahead import ReadAhead
from koosloome_desktop.views.dialogs_export import ExportDialog
from koosloome_desktop.views.dialogs_new import NewWorkshopDialog
from koosloome_desktop.views.dialogs_palette import CommandPalette
from koosloome_desktop.views.home_cards import TemplateCard
from koosloome_desktop.views.people.dividing import DivideDialog
from tests.drivers.stalls import BAR_MS, Lap, TimedHands
from tests.drivers.window import press

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton
QUESTION = "Kuidas noored õhtul koju jõuavad?"
PEOPLE = ("noor, kogukond", "lapsevanem, kogukond", "noorsootöötaja, omavalitsus, noortekeskus",
          "bussifirma juht, ettevõte", "külavanem, vabaühendus, külaselts", "õpetaja, omavalitsus, kool")  # fmt: skip
SAID = ("buss ei sõida pärast kella üheksat", "keegi ei tea sõiduaegu", "peatus on pime", "pilet on kallis",
        "trenn lõpeb liiga hilja", "vanemad viivad ise ja iga kord eraldi", "kool ja noortekeskus ei räägi omavahel",
        "rattateed ei ole", "sõidugraafik on tehtud töölkäijatele", "taksot maapiirkonda ei tule")  # fmt: skip
DONE = ("Õhtune noortebuss reedeti", "Valgustus peatusesse", "Ühine sõidugrupp", "Graafik noortekeskuse seinale",
        "Rattahoidla kooli juurde")  # fmt: skip
ROLES = ("vallavanem", "noorsootöötaja", "külavanem")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is said and done."""

    people: int
    notes: int
    votes: int
    rows: int


SHORT, LONG = Size(6, 4, 4, 2), Size(24, 50, 50, 30)


@pytest.fixture
def few_collections():
    """The collector goes as seldom as the program has it (`__main__`)."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    yield
    gc.set_threshold(*before)


class Evening:
    """The people who lead: what they do, part by part. `mouse`: they use it wherever it is the usual way."""

    def __init__(self, driver, size: Size, *, mouse: bool) -> None:
        self.driver, self.size, self.mouse = driver, size, mouse
        self.hands = TimedHands(driver)

    @property
    def page(self):
        return self.driver.view.page()

    @property
    def document(self):
        return self.driver.document

    def go(self, place: str, words: str) -> None:
        """To a side page: by its entry of the rail, or by the palette."""
        if self.mouse:
            self.hands.click(self.driver.window.rail.item(place))
        else:
            self.command(words)
        assert self.driver.view.current == place

    def command(self, words: str, *then) -> None:
        """Ctrl+K, the words, Enter; `then` answers the dialogs that the command opens."""

        def choose(_dialog) -> None:
            self.hands.type(words)
            self.hands.keys("Return")

        self.hands.asked(f"Ctrl+K {words}", lambda: press(self.hands.target(), "Ctrl+K"), (CommandPalette, choose),
                         *then)  # fmt: skip

    def block(self, kind: str) -> None:
        """The next block of the agenda, when the one that is on has half a minute left."""
        leading, clock = self.driver.view.leading, self.driver.clock
        on = leading.current()
        if on is not None:
            over = from_instant(on.began) + timedelta(minutes=agenda.length(on.start, on.end), seconds=-30)
            clock.at = max(clock.at, over)
        self.hands.keys("F8")
        now = leading.current()
        assert now is not None
        assert (now.type, now.id != (on.id if on else "")) == (kind, True)

    # -- the evening

    def begin(self) -> None:
        """From an empty library to the agenda's first block, with the wall up."""
        ahead = ReadAhead(self.driver.window)
        while True:
            self.hands.meter.on("reading ahead")
            more = ahead.step()
            self.hands.meter.off()
            if not more:
                break
        self.driver.window.home.focus_canvas()

        def fill(dialog) -> None:
            self.hands.type(QUESTION)
            if self.mouse:
                self.hands.click(dialog.buttons.itemAt(dialog.buttons.count() - 1).widget())
            else:
                self.hands.keys("Return")

        window = self.driver.window
        if self.mouse:
            card = window.home.findChildren(TemplateCard)[2]
            self.hands.asked("click", lambda: QTest.mouseClick(card, LEFT), (NewWorkshopDialog, fill))
        else:
            self.hands.into(NewWorkshopDialog, fill, "3")
        self.command("sein aknas")
        assert window.wall.wall is not None
        self.driver.clock.at = agenda.moment("2026-10-15", "16:30", "Europe/Tallinn")
        self.block("arrival")

    def arrive(self) -> None:
        """Who is there, and who sits with whom."""
        self.go("people", "osalejad ja rühmad")
        self.page.focus_line()
        for n in range(self.size.people):
            self.hands.write(PEOPLE[n % len(PEOPLE)])

        def divide(dialog) -> None:
            assert dialog.groups.hasFocus()
            self.hands.keys("Ctrl+A")
            self.hands.write("2")

        self.command("juhuslikud rühmad", (DivideDialog, divide))
        assert len({p.group for p in queries.people(self.document)}) == 2

    def rounds(self) -> None:
        """The opening circle and the agreements."""
        self.block("check_in")
        for n in range(self.size.rows):
            self.hands.write(SAID[n % len(SAID)].capitalize())
        self.block("agreements")
        self.command("alusta tavapäraste")
        self.hands.write("Telefonid jäävad kotti")
        assert "Telefonid jäävad kotti" in rounds.lines(self.document, rounds.AGREEMENTS)

    def said(self, n: int) -> str:
        return f"{SAID[n % len(SAID)]} {n // len(SAID) + 1 if n >= len(SAID) else ''}".strip()

    def problem(self) -> None:
        """Causes and effects of a core, mended, grouped, moved, taken back and done again."""
        hands = self.hands
        self.block("canvas")
        page = self.page
        for n in range(self.size.notes):
            hands.write(self.said(n))
            if n % 5 == 4:
                hands.keys("Tab")
            if n % 4 == 1:
                hands.keys("Up")
                hands.write(" õhtul")
            if n % 6 == 3:
                hands.keys("Ctrl+Z", "Ctrl+Y")
        for n in range(self.size.notes // 2):
            hands.keys("Down") if n == 0 else None
            hands.keys(str(1 + n % 4))
        hands.keys("Esc", "Esc", "Esc")
        self.look_around(page)

    def look_around(self, page) -> None:
        """Nearer, further, the whole; by mouse a note is taken along and another one double-clicked."""
        hands = self.hands
        hands.keys("Ctrl++", "Ctrl++", "Ctrl+-", "Ctrl+0")
        if not self.mouse:
            return
        view = page.view
        boxes = view.board.notes
        first, last = (view.from_board(QRectF(b.x + b.w / 2, b.y + b.h / 2, 0, 0)).topLeft()
                       for b in (boxes[0], boxes[-1]))  # fmt: skip
        hands.drag(view.viewport(), first, last)
        hands.keys("Ctrl+Z")
        at = view.from_board(QRectF(boxes[-1].x + boxes[-1].w / 2, boxes[-1].y + boxes[-1].h / 2, 0, 0)).topLeft()
        hands.click(view.viewport(), at.toPoint())
        hands.keys("F2")
        hands.write(" tegelikult")
        page.focus_line()

    def vote(self) -> None:
        self.block("vote")
        self.go("votes", "hääled")
        self.hands.keys("Return")
        ballot = self.page.round()
        for n in range(min(len(ballot.targets), self.size.votes)):
            self.hands.write(str(n % 3))
        self.command("lõpeta hääletus")
        assert self.page.round().closed

    def canvas(self, *between: str) -> None:
        """Another canvas is filled."""
        self.block("canvas")
        for n in range(self.size.notes):
            self.hands.write(self.said(n + 3))
            if n % 3 == 2:
                self.hands.keys(*between)
            if n % 7 == 3:
                self.hands.keys("Ctrl+Z", "Ctrl+Y")
        self.hands.keys("Down", "Right", "Down", "Esc")
        for _n in range(self.size.notes // 4):
            # Some are looked at again: one up, a word more, elsewhere and back.
            self.hands.keys("Up")
            self.hands.write(" ikka")
            self.hands.keys("Down", "Alt+Down", "Ctrl+Z", "Esc")
        self.look_around(self.page)

    def pause(self) -> None:
        self.block("break")
        self.hands.keys("F9", "F7")
        self.driver.clock.forward(600)
        self.hands.keys("F7", "F9", "Ctrl+.", "Ctrl+.")

    def plan(self) -> None:
        hands = self.hands
        self.block("canvas")
        hands.keys("Ctrl+1", "Ctrl+Shift+T", "Return", "Ctrl+4", "Esc")  # from the row that came, to the line
        for n in range(self.size.rows):
            hands.write(f"{DONE[n % len(DONE)]}, {ROLES[n % 3]} {1 + n % 28}.3 {200 + 50 * n} eur")
        hands.keys("Down", "Down", "Right", "F2")
        hands.write("lapsevanem")
        hands.keys("Ctrl+Z", "Ctrl+Y", "Esc")

    def close(self) -> None:
        self.block("check_out")
        self.hands.write("Aitäh, bussist on nüüd päriselt juttu")
        self.block("feedback")
        self.command("alusta tavapäraste")
        self.hands.keys("Up", "Up", "Up", "Up", "Right")
        for n in range(min(self.size.rows, 12)):
            self.hands.write(str(n % 4))
        found = rounds.statements(self.document)
        assert len(found) == 4
        assert sum(s.given for s in found) > 0

    def report(self, folder) -> None:
        """The report as a PDF while everything is open, then back to all workshops."""

        def write(dialog) -> None:
            self.hands.keys("Return")
            self.hands.until("the report was not written", lambda: dialog.made is not None, 240)
            self.hands.keys("Return")

        export = self.driver.window.top.button("export")
        if self.mouse:
            self.hands.asked("click", lambda: QTest.mouseClick(export, LEFT), (ExportDialog, write))
        else:
            self.hands.into(ExportDialog, write, "Ctrl+E")
        assert [p.suffix for p in folder.iterdir() if p.is_file()].count(".pdf") == 1
        self.driver.saved()

    def home(self) -> None:
        if self.mouse:
            self.hands.click(self.driver.window.rail.item("home"))
        else:
            self.command("kõik töötoad")
        assert self.driver.window.view is None


def evening_of(driver, size: Size, folder, *, mouse: bool) -> Evening:
    """All of it; what is in the document in the end is what was done."""
    evening = Evening(driver, size, mouse=mouse)
    parts = {
        "begin": evening.begin, "arrive": evening.arrive, "rounds": evening.rounds, "problem": evening.problem,
        "vote": evening.vote, "journey": partial(evening.canvas, "Tab", "Alt+Right"), "pause": evening.pause,
        "resources": partial(evening.canvas, "Tab"), "plan": evening.plan, "close": evening.close,
        "report": partial(evening.report, folder),
    }  # fmt: skip
    for evening.hands.meter.part, do in parts.items():
        do()
    document = evening.document
    blocks = [i for s in queries.sessions(document) for i in agenda.blocks(document, s.id)]
    assert all(b.began for b in blocks)
    hours = (from_instant(blocks[-1].began) - from_instant(blocks[0].began)).total_seconds() / 3600
    assert 3.7 < hours < 4.3
    assert len(queries.people(document)) == size.people
    assert len(document.of(Note)) >= 3 * size.notes
    assert ballots.cast(document, document.of(Ballot)[0]) > 0
    assert len([a for a in document.of(Action) if not a.draft]) == size.rows
    assert [a for a in document.of(Action) if a.draft]
    evening.hands.meter.part = "home"
    evening.home()
    return evening


def told(laps) -> str:
    return "\n".join(f"{lap.blocked:6.0f} ms ({lap.worked:.0f} at work)  {lap.part}: {lap.what}" for lap in laps)


@pytest.mark.usefixtures("few_collections")
def test_an_evening_in_short_by_the_keyboard_alone(open_window, tmp_path):
    """Other people share this machine: only what anybody would notice is a fault here, the long form has the bar."""
    driver = open_window(threads=True)
    driver.settings.change(export_folder=str(tmp_path))
    evening = evening_of(driver, SHORT, tmp_path, mouse=False)
    assert not evening.hands.meter.over(3 * BAR_MS), told(evening.hands.meter.longest())


@pytest.mark.full
@pytest.mark.usefixtures("few_collections")
@pytest.mark.parametrize("mouse", [False, True], ids=["keys", "mouse"])
def test_a_whole_evening_keeps_no_key_waiting(open_window, tmp_path, mouse, capsys):
    """A lap over the bar is looked at again in a second evening: what this machine did beside us does not come twice at
    the same place, what we do does. Twice the bar is too long even once.
    """
    first = laps_of(open_window, tmp_path / "1", mouse=mouse)
    with capsys.disabled():
        longest = sorted(first.values(), key=lambda lap: -lap.blocked)[:8]
        sys.stdout.write(f"\n{len(first)} laps; the longest:\n{told(longest)}\n")
    over = {at: lap for at, lap in first.items() if lap.blocked > BAR_MS}
    assert all(lap.blocked <= 2 * BAR_MS for lap in over.values()), told(over.values())
    if over:
        second = laps_of(open_window, tmp_path / "2", mouse=mouse)
        again = [lap for at, lap in over.items() if at in second and second[at].blocked > BAR_MS]
        assert not again, told(again)


def laps_of(open_window, folder, *, mouse: bool) -> dict[tuple[str, str, int], Lap]:
    """The laps of a long evening by part of the evening, what was done, and the how manieth of these it was."""
    folder.mkdir()
    driver = open_window(threads=True)
    driver.settings.change(export_folder=str(folder))
    evening = evening_of(driver, LONG, folder, mouse=mouse)
    assert evening.hands.events > 600
    found: dict[tuple[str, str, int], Lap] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for lap in evening.hands.meter.laps:
        place = (lap.part, lap.what)
        seen[place] += 1
        found[(*place, seen[place])] = lap
    return found
