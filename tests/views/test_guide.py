"""The sample's seven steps: they tick themselves, take at most thirty events, go away for good and come back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.services.tour import STEPS
from koosloome_desktop.views.dialogs_export import ExportDialog
from koosloome_desktop.views.dialogs_start import StartDialog
from tests.drivers.hands import Hands
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


@pytest.fixture
def hands(open_window):
    driver = open_window()
    driver.window.home.focus_canvas()
    return Hands(driver)


def test_the_seven_steps_take_at_most_thirty_events_and_lead_to_a_workshop_of_ones_own(hands, tmp_path):
    driver = hands.driver
    driver.settings.change(export_folder=str(tmp_path))
    guide = driver.window.guide
    assert not guide.isVisible()
    with hands.counted(30):
        hands.keys("1")
        assert guide.isVisible()
        for text in ("Aknad ei käi kinni", "Võti on ühe inimese käes", "Kütte eest ei maksa keegi"):
            hands.write(text)
        assert guide.tour.now == "fix"
        hands.keys("Up")
        hands.write(" talvel")
        assert guide.tour.now == "undo"
        hands.keys("Ctrl+Z")
        assert guide.tour.now == "group"
        hands.keys("Alt+1")
        assert guide.tour.now == "hands"
        hands.palette("hääled")
        page = driver.view.page()
        if page.setup is None:
            hands.click(page.head.again)
        hands.click(page.setup.go)
        hands.write("5")
        assert guide.tour.now == "action"
        hands.keys("Ctrl+1")
        hands.keys("Ctrl+T", "Return")
        assert guide.tour.now == "paper"

        def paper(_dialog) -> None:
            hands.keys("Return")
            hands.keys("Return")

        hands.into(ExportDialog, paper, "Ctrl+E")
        assert guide.tour.done == set(STEPS)
    assert list(tmp_path.glob("*.pdf"))
    assert QApplication.focusWidget() is guide.real
    hands.into(StartDialog, lambda dialog: dialog.reject(), "Return")
    assert not guide.isVisible()
    assert driver.window.view is None


def test_a_step_done_by_mouse_ticks_as_well_and_esc_leaves_one_out(hands):
    driver = hands.driver
    hands.keys("1")
    guide = driver.window.guide
    hands.keys("Esc", "Esc")
    assert guide.tour.now == "undo"
    assert guide.tour.skipped == {"write", "fix"}
    driver.ctx.commands.run("window.undo")
    hands.write("Üks mõte")
    driver.window.actions_.undo()
    settle()
    assert guide.tour.now == "group"
    # Half-typed text is never touched, and no step is left out while there is some.
    hands.type("pool lauset")
    hands.keys("Esc")
    assert driver.view.page().bar.line.text() == "pool lauset"
    assert guide.tour.now == "group"


def test_closed_for_good_it_stays_away_until_the_palette_calls_it(hands):
    driver = hands.driver
    hands.keys("1")
    guide = driver.window.guide
    hands.click(guide._close)
    assert not guide.isVisible()
    driver.window.show_home()
    driver.window.actions_.try_sample()
    settle()
    assert not guide.isVisible()
    driver.ctx.commands.run("window.tour")
    settle()
    assert guide.isVisible()
    assert guide.tour.now == "write"
    # Another workshop has no strip; the sample has it again, with what was done.
    hands.keys("Esc")
    other = driver.library.create("Oma", lang="et")
    sample = driver.view.workshop.id
    driver.window.open_workshop(other)
    settle()
    assert not guide.isVisible()
    driver.window.open_workshop(sample)
    settle()
    assert guide.isVisible()
    assert guide.tour.now == "fix"
    press(driver.window, "Esc")
