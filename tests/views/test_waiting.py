"""What is done beside the window comes when nobody waits for it any more: no error, and nothing is touched by it."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QDialog

from koosloome_desktop.services.importing import TableInput
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.views import library_trouble
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.dialogs_export import ExportDialog
from koosloome_desktop.views.importing.dialog import ImportDialog, Target
from koosloome_desktop.views.photo_store import PhotoStore
from koosloome_desktop.views.plan import calendar
from koosloome_desktop.views.privacy import actions
from koosloome_desktop.views.privacy.person import PersonDialog
from koosloome_desktop.views.sharing import switching
from koosloome_desktop.views.sharing.dialog import SharedDialog
from koosloome_desktop.views.snapshot_preview import SnapshotPreview
from koosloome_desktop.views.thumbs import ThumbStore
from koosloome_desktop.views.waiting import Waiting
from tests.drivers.later import Later
from tests.drivers.pictures import phone_photo
from tests.drivers.window import WindowDriver, settle

pytestmark = pytest.mark.slow

OUTCOMES = {"result": None, "told": RefusedInput("nothing of the kind"), "bug": ZeroDivisionError("ours")}
ENDS = ("result", "bug")


@pytest.fixture(scope="module")
def shared(qapp, tmp_path_factory):
    """One window for all that does not end it."""
    made = WindowDriver(tmp_path_factory.mktemp("window"), ("01",))
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def driver(shared, tmp_path):
    """That window with its workshop open; what is given away waits in `later`."""
    if shared.window.view is None:
        shared.open(3)
    before = shared.window.executor
    shared.later = Later()
    shared.window.executor = shared.ctx.executor = shared.later
    shared.settings.change(export_folder=str(tmp_path))
    yield shared
    shared.window.executor = shared.ctx.executor = before


def outcome(later: Later, wrong: Exception | None) -> None:
    """All comes now; at least one thing was waited for, and no dialog opens over it."""
    QApplication.processEvents()
    assert later.run_all(wrong) >= 1
    settle()
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()] == []


# --- dialogs, pages and stores that are gone


def export_looked(driver) -> object:
    dialog = ExportDialog(driver.document, driver.ctx, driver.later, parent=driver.window)
    dialog.show()
    settle()
    return dialog


def export_turned(driver) -> object:
    dialog = export_looked(driver)
    dialog.preview._data, dialog.preview.pages = b"%PDF-", 2
    driver.later.waiting.clear()
    dialog.preview.turn(1)
    return dialog


def export_written(driver) -> object:
    dialog = export_looked(driver)
    driver.later.waiting.clear()
    dialog.accept()
    return dialog


def table_read(driver) -> object:
    given = TableInput("tabel", "Tegevus\tTähtaeg\nKoristada\t1.12.2026")
    made = ImportDialog(given, driver.ctx, driver.later, parent=driver.window, targets=[Target("", "uus")])
    made.show()
    return made


def person_looked_for(driver) -> object:
    dialog = PersonDialog(driver.library, driver.ctx, parent=driver.window)
    dialog.show()
    dialog.name.setText("P01")
    dialog.look()
    return dialog


def server_connected(driver) -> object:
    opened = []

    class Opened:
        def close(self) -> None:
            opened.clear()

    def open_(_place: str):
        opened.append(Opened())
        return opened[0]

    dialog = SharedDialog(Ways("", open_), driver.later, "postgresql://server/koosloome", parent=driver.window)
    dialog.show()
    dialog.user.setText("mari")
    dialog.password.setText("saladus")
    dialog.accept()
    dialog.connections = opened
    return dialog


def state_looked_into(driver) -> object:
    preview = SnapshotPreview(driver.library, driver.library.file, driver.later, 3)
    preview.show_workshop("no such state", driver.rows[0].workshop)
    return preview


def calendar_written(driver) -> object:
    driver.view.open_canvas(driver.view.canvases()[3].id)
    page = driver.view.page()
    calendar.save(page, Path(driver.settings.values.export_folder) / "kava.ics")
    return page


def photo_brought(driver) -> object:
    from koosloome_desktop.views.photo_mime import Given

    driver.view.open_canvas(driver.view.canvases()[0].id)
    page = driver.view.page()
    page.ctx.executor = driver.later
    page.photos.intake.bring([Given("tahvel", data=phone_photo(width=40, height=30))], _never)
    return page


def photo_decoded(driver) -> object:
    store = PhotoStore(driver.view.workshop, driver.later)
    store._read(_asset(), ("0" * 64, 320), phone_photo(width=40, height=30))
    return store


def miniature_drawn(driver) -> object:
    store = ThumbStore(Path(driver.settings.values.export_folder) / "miniatures")
    store.executor = driver.later
    store.set_library(driver.library)
    row = driver.library.list()[0]
    store.ask(row.id, row.changed)
    settle()
    return store


def _asset():
    from koosloome_desktop.model.records import Asset

    return Asset(id="a", code="F1", sha256="0" * 64, media_type="image/jpeg", width=40, height=30)


def _never(_photos) -> None:
    raise AssertionError("the page is gone")


ASKERS = [
    export_looked, export_turned, export_written, table_read, person_looked_for, server_connected, state_looked_into,
    calendar_written, photo_brought, photo_decoded, miniature_drawn,
]  # fmt: skip


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("asks", ASKERS, ids=lambda asks: asks.__name__)
def test_what_comes_when_its_asker_is_gone_is_let_go(driver, asks, kind):
    asker = asks(driver)
    if asks in {calendar_written, photo_brought}:
        driver.window.show_home()
        settle()
        assert not shiboken6.isValid(asker)
    else:
        shiboken6.delete(asker)
    outcome(driver.later, OUTCOMES[kind])
    assert getattr(asker, "connections", []) == [], "a connection that nobody waits for is closed"


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("asks", [export_looked, export_written, table_read, server_connected])
def test_what_comes_when_its_dialog_was_closed_is_let_go(driver, tmp_path, asks, kind):
    dialog = asks(driver)
    dialog.reject()
    folder = driver.settings.values.export_folder
    last = dict(driver.settings.values.export_last)
    QApplication.processEvents()
    outcome(driver.later, OUTCOMES[kind])
    assert (driver.settings.values.export_folder, driver.settings.values.export_last) == (folder, last)
    assert getattr(dialog, "connections", []) == []
    assert getattr(dialog, "library", None) is None
    assert list(tmp_path.glob("*.pdf")) == []
    dialog.deleteLater()


# --- the window: closed, or with another library


def every_question(driver) -> list[str]:
    """All that the window asks about its library; what it is called."""
    window, later = driver.window, driver.later
    asked = {
        "verify": lambda: library_trouble.verify(window),
        "look over": lambda: library_trouble.look_after(window, window.library),
        "names": lambda: actions.remind(window),
        "tidy": lambda: actions.tidy(window),
    }
    for run in asked.values():
        before = len(later.waiting)
        run()
        assert len(later.waiting) > before
    return list(asked)


def answers(later: Later, wrong: Exception | None) -> None:
    """Everything comes: the worst there is to tell, or an error."""
    for _work, done, failed in later.waiting:
        if wrong is None:
            done(["something that is wrong"])
        else:
            failed(wrong)
    later.waiting.clear()
    settle()


@pytest.mark.parametrize("kind", OUTCOMES)
def test_what_was_asked_about_a_library_says_nothing_over_another(driver, tmp_path, kind):
    window = driver.window
    every_question(driver)
    mine, window.library = window.library, LibraryService.open(tmp_path / "other", post=driver.dispatcher.post)
    try:
        window.toast.hide()
        answers(driver.later, OUTCOMES[kind])
        assert window.home.notice.isHidden()
        assert window.toast.isHidden()
        assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()] == []
    finally:
        window.library.close()
        window.library = mine


class Openings:
    """Ways to libraries; every one that was opened and not closed."""

    def __init__(self) -> None:
        self.open: list[object] = []
        self.ways = Ways("own", self._new, read=self._new)

    def _new(self, _place: str) -> object:
        made = _Opened(self)
        self.open.append(made)
        return made


class _Opened:
    def __init__(self, all_: Openings) -> None:
        self._all = all_

    def close(self) -> None:
        self._all.open.remove(self)


@pytest.mark.parametrize("kind", OUTCOMES)
def test_what_comes_when_the_window_was_closed_is_let_go_and_its_library_closed_again(open_window, kind):
    made = open_window()
    later, window, openings = Later(), made.window, Openings()
    window.executor = made.ctx.executor = made.later = later
    window.ctx.ways = openings.ways
    every_question(made)
    actions.erase_due(window, ())
    switching.own(window)
    library_trouble.open_to_read(window)
    library_trouble.do_and_open(window, "own", lambda: None, lambda _window, _came: None)
    openers = later.waiting[-3:]
    del later.waiting[-3:]
    window.close()
    answers(later, OUTCOMES[kind])
    later.waiting += openers
    assert later.run_all(OUTCOMES[kind]) == 3
    settle()
    assert openings.open == []
    assert window.library is None
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()] == []


# --- the mechanism


def test_who_asks_anew_waits_for_the_newest_only(qapp):
    from PySide6.QtCore import QObject

    asker, later, heard, gone = QObject(), Later(), [], []
    waiting = Waiting(asker, later)
    waiting.ask(lambda: 1, heard.append, late=gone.append)
    stopped = waiting.forgotten()
    assert not stopped()
    waiting.forget()
    assert stopped(), "the work may look whether anybody still waits"
    waiting.ask(lambda: 2, heard.append)
    later.run_all()
    assert (heard, gone) == ([2], [1])
    waiting.ask(lambda: 3, heard.append)
    with pytest.raises(ZeroDivisionError):
        later.run(ZeroDivisionError("ours"))
    shiboken6.delete(asker)
    waiting.ask(lambda: 4, heard.append)
    later.run_all(ZeroDivisionError("ours"))
    assert heard == [2]


def test_no_view_gives_work_away_but_through_here():
    """One mechanism, one rule: a new place that forgets it would be wrong once in a hundred closings."""
    root = Path(__file__).resolve().parents[2] / "koosloome_desktop"
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for folder in ("views", "app")
        for path in sorted((root / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "xecutor.submit(" in line or "worker.submit(" in line
    ]
    assert [line for line in found if "waiting.py" not in line] == [
        'app/main.py: self.worker.submit(lambda: importlib.import_module("koosloome_desktop.canvases.drawing"))',
        "app/main.py: QTimer.singleShot(_KEPT_MS, self.window, lambda: self.worker.submit(_keep))",
    ], "neither has an outcome"
