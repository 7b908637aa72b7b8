"""Starting: the window before the database, one window per library, errors told, nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from koosloome_desktop.app import early
from koosloome_desktop.app.early import AfterFirstFrame, may_answer, server_name
from koosloome_desktop.app.instance import Doorbell, hand_over
from tests.drivers.waiting import PATIENCE, PATIENCE_MS, until
from tests.drivers.window import settle

pytestmark = pytest.mark.slow

HEAVY = (
    "sqlalchemy", "alembic", "reportlab", "openpyxl", "qrcode", "docx", "xlsxwriter", "starlette", "uvicorn", "sqlite3",
    "pysqlite3", "PySide6.QtNetwork", "zoneinfo", "hashlib", "html", "decimal", "koosloome_desktop.model.records",
    "koosloome_desktop.views.capture_line", "koosloome_desktop.views.spoken_list",
)  # fmt: skip

NOT_FOR_NOTES = (
    "PySide6.QtNetwork", "socket", "reportlab", "openpyxl", "zoneinfo",
    *(f"koosloome_desktop.{name}" for name in (
        "canvases.journey_map.spec", "canvases.resource_map.spec", "canvases.sending", "imports.photos",
        "operations.affinity", "operations.plan_line", "operations.rasci", "operations.review", "operations.steps",
        "services.workshop_file", "views.board.lifted", "views.board.touch", "views.fingers", "views.finding",
        "views.thumbs_draw", "views.unkept",
        "views.canvas_actions", "views.canvas_menu", "views.canvases.journey_map", "views.dialogs_canvas",
        "views.inspector_canvas", "views.inspector_note", "views.inspector_resource", "views.iteration",
        "views.journey_feelings", "views.match_panel", "views.moments.control", "views.parking_page",
        "views.photo_intake", "views.photo_pane", "views.plan.columns", "views.plan.page", "views.problem_commands",
        "views.rounds.desk", "views.timer_chip", "views.votes.page", "views.wall.control", "views.wall.show",
    )),
)  # fmt: skip
"""What is not loaded when the notes of a problem tree come into sight: it is there when somebody asks for it."""


def run_python(code: str, folder, timeout: float = PATIENCE * 2, **variables: str) -> subprocess.CompletedProcess:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "KOOSLOOME_LIBRARY": str(folder / "library"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        **variables,
    }
    call = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(call, capture_output=True, text=True, timeout=timeout, env=environment, check=False)


FIRST_FRAME = """
    import builtins, json, sys
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication
    from koosloome_desktop.app import main
    from koosloome_desktop.services.settings import Settings

    app = main.application()
    run = main.Run(app, Settings(), {library!r}, [])
    # Qt's own look at the source of every imported module is off.
    seen = {{"plain": builtins.__import__ is builtins.__orig_import__}}

    class Painted(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and "modules" not in seen:
                seen["modules"] = sorted(m for m in {heavy!r} if m in sys.modules)
            return False

    painted = Painted()
    run.window.installEventFilter(painted)
    run.window.show()
    def ready():
        if run.window.library is None:
            QTimer.singleShot(20, ready)
            return
        seen["after"] = "sqlalchemy" in sys.modules
        app.quit()
    QTimer.singleShot(20, ready)
    app.exec()
    run.end()
    print(json.dumps(seen))
"""


def test_the_first_frame_comes_before_the_database(tmp_path):
    done = run_python(FIRST_FRAME.format(library=str(tmp_path / "library"), heavy=HEAVY), tmp_path)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen == {"plain": True, "modules": [], "after": True}


NOTES = """
    import json, sys
    from PySide6.QtCore import QTimer
    from koosloome_desktop.app import main
    from koosloome_desktop.services.settings import Settings

    app = main.application()
    run = main.Run(app, Settings(), {library!r}, [])
    window, seen = run.window, {{}}
    window.show()
    def ready():
        if window.library is None:
            QTimer.singleShot(5, ready)
            return
        made = window.library.create("Proov", canvases=[("problem_map", "problem_tree")])
        before = set(sys.modules)
        window.open_workshop(made)
        seen["loaded"] = sorted((set(sys.modules) - before) & set({names!r}))
        seen["bound"] = any(a.objectName() == "window.wall" for a in window.actions())
        painted()
    def painted():
        if not any(a.objectName() == "window.wall" for a in window.actions()):
            QTimer.singleShot(5, painted)
            return
        seen["keys"] = sorted(window.ctx.commands.shortcuts())
        app.quit()
    QTimer.singleShot(5, ready)
    app.exec()
    run.end()
    print(json.dumps(seen))
"""


def test_notes_come_before_what_can_be_done_with_them(tmp_path):
    done = run_python(NOTES.format(library=str(tmp_path / "library"), names=NOT_FOR_NOTES), tmp_path)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert (seen["loaded"], seen["bound"]) == ([], False)
    assert {"F2", "F5", "Alt+1", "Ctrl+A"} <= set(seen["keys"])


@pytest.fixture
def short_path():
    """A folder with a name short enough for the sockets of Unix (108 bytes, unix(7))."""
    with tempfile.TemporaryDirectory(prefix="k") as name:
        yield Path(name)


def test_only_a_socket_of_ours_in_the_temporary_folder_may_answer(qapp, short_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(short_path))
    if not sys.platform.startswith("linux"):
        assert may_answer("library")
        return
    library = str(short_path / "library")
    assert not may_answer(library)
    (short_path / "koosloome-demo-1").mkdir()
    assert not may_answer(library), "the folder of a demo is no window"
    doorbell = Doorbell(library)
    assert may_answer(library)
    assert not may_answer(str(short_path / "another")), "what an ended program left behind is another library's"
    doorbell.close()
    monkeypatch.setenv("TMPDIR", str(short_path / "gone"))
    assert may_answer(library), "where it cannot be seen one has to ask"


def test_work_waits_for_the_first_frame_but_not_for_ever(qapp, monkeypatch):
    from PySide6.QtWidgets import QWidget

    shown, hidden = QWidget(), QWidget()
    order = []
    shown.paintEvent = lambda _event: order.append("painted")
    with monkeypatch.context() as patch:
        patch.setattr(early, "_LATEST_MS", 10 * PATIENCE_MS)
        AfterFirstFrame(shown, lambda: order.append("after"))
    shown.show()
    until(lambda: "after" in order, "the first frame called nobody")
    AfterFirstFrame(hidden, lambda: order.append("never painted"))
    until(lambda: len(order) > 2, "a window that nobody sees waits for ever")
    assert list(dict.fromkeys(order)) == ["painted", "after", "never painted"]
    for window in (shown, hidden):
        window.close()
        window.deleteLater()


def test_a_second_start_brings_the_first_to_the_front_and_hands_its_files_over(qapp, tmp_path):
    library = str(tmp_path / "library")
    heard = []
    doorbell = Doorbell(library)
    doorbell.rung.connect(heard.append)
    code = f"""
        from PySide6.QtCore import QCoreApplication
        app = QCoreApplication([])
        from koosloome_desktop.app.instance import hand_over
        raise SystemExit(0 if hand_over({library!r}, ["a.json"]) else 5)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)])
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up:
        settle(1)
    settle(2)
    doorbell.close()
    assert process.wait(PATIENCE) == 0
    assert len(heard) == 1
    assert heard[0][0].endswith("a.json")


def test_a_start_while_the_first_one_is_still_starting_waits_for_it_and_hands_its_files_over(qapp, tmp_path):
    from koosloome_desktop.services.library import LibraryService

    library = str(tmp_path / "library")
    held = LibraryService.open(library)
    code = f"""
        from koosloome_desktop.app import main
        from koosloome_desktop.services.settings import Settings
        main._LISTEN_MS = 200
        app = main.application()
        run = main.Run(app, Settings(), {library!r}, ["a.json"])
        run.window.show()
        busy = run.failed
        run.failed = lambda error: (print("busy", flush=True), busy(error))
        app.exec()
        run.end()
        from PySide6.QtWidgets import QApplication
        print(len([w for w in QApplication.topLevelWidgets() if w.isVisible()]))
    """
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    call = [sys.executable, "-c", textwrap.dedent(code)]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout.readline() == "busy\n"
    heard, doorbell = [], Doorbell(library)
    doorbell.rung.connect(heard.append)
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up:
        settle(1)
    settle(2)  # what was heard is told when the socket has been answered
    doorbell.close()
    held.close()
    assert process.wait(PATIENCE) == 0
    assert process.stdout.read().split()[-1] == "0"
    process.stdout.close()
    assert heard[0][0].endswith("a.json")


def test_nobody_answers_for_another_library(qapp, tmp_path):
    doorbell = Doorbell(str(tmp_path / "one"))
    assert not hand_over(str(tmp_path / "two"), [])
    doorbell.close()


def test_one_library_has_one_name_however_it_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert server_name("library") == server_name(str(tmp_path / "library"))
    (tmp_path / "library").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "library")
    assert server_name("link") == server_name("library")
    assert server_name("postgresql://a/b") != server_name("postgresql://a/c")


def test_rubbish_at_the_door_is_ignored(qapp, tmp_path):
    from PySide6.QtNetwork import QLocalSocket

    library = str(tmp_path / "library")
    doorbell, heard = Doorbell(library), []
    doorbell.rung.connect(heard.append)
    for rubbish in (b"nonsense\n", b'{"files": 3}\n', b"[]\n", b"\xff\xfe\n"):
        socket = QLocalSocket()
        socket.connectToServer(server_name(library))
        assert socket.waitForConnected(1000)
        socket.write(rubbish)
        socket.flush()
        settle(5)
        socket.abort()
        socket.deleteLater()
    doorbell.close()
    assert heard == []


def test_a_library_that_cannot_be_opened_is_told_and_the_window_stays(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(b"this is no database" * 400)
    code = f"""
        from PySide6.QtCore import QTimer
        from koosloome_desktop.app import main
        from koosloome_desktop.services.settings import Settings
        from koosloome_desktop.views.dialogs import Told
        from PySide6.QtWidgets import QApplication
        main._LISTEN_MS = 50
        app = main.application()
        run = main.Run(app, Settings(), {str(folder)!r}, [])
        run.window.show()
        tries = [0]
        def look():
            tries[0] += 1
            told = [w for w in QApplication.topLevelWidgets() if isinstance(w, Told) and w.isVisible()]
            if told:
                print(told[0].text.text())
                told[0].close()
                app.quit()
            elif run.window.library is not None:
                print("OPENED")
                app.quit()
            elif tries[0] < 3000:
                QTimer.singleShot(20, look)
            else:
                app.quit()
        QTimer.singleShot(20, look)
        app.exec()
        run.end()
    """
    done = run_python(code, tmp_path)
    assert done.returncode == 0, done.stderr
    said = done.stdout.strip()
    assert said
    assert said != "OPENED"
    assert "Traceback" not in done.stderr


@pytest.mark.qt_no_exception_capture
def test_a_bug_is_shown_once_with_its_text_and_trouble_is_only_said(qapp, tmp_path, open_window, monkeypatch, capsys):
    from koosloome_desktop.app.crash import CrashHook
    from koosloome_desktop.support.errors import KoosloomeError
    from koosloome_desktop.views.dialogs_crash import CrashDialog

    driver = open_window()
    hook = CrashHook(driver.window)
    shown = []
    monkeypatch.setattr(CrashDialog, "exec", lambda self: shown.append(self.details.toPlainText()))
    try:
        sys.excepthook(KoosloomeError, KoosloomeError("Ketas on täis.", hint="Tee ruumi."), None)
        assert driver.window.toast.text() == "Ketas on täis. Tee ruumi."
        assert shown == []
        try:
            raise RuntimeError("viga")
        except RuntimeError as error:
            sys.excepthook(RuntimeError, error, error.__traceback__)
        assert len(shown) == 1
        assert "builtins.RuntimeError\n  test_start.py:" in shown[0]
    finally:
        hook.remove()
    said = capsys.readouterr().err
    assert "builtins.RuntimeError" in said
    # What an exception quotes may be a note: it is nowhere that is copied or kept.
    assert "viga" not in shown[0] + said


CLOSE_AT_ONCE = """
    from PySide6.QtCore import QTimer
    from koosloome_desktop.app import main
    from koosloome_desktop.services.settings import Settings
    app = main.application()
    run = main.Run(app, Settings(), {library!r}, [])
    run.window.show()
    QTimer.singleShot({wait}, run.window.close)
    app.exec()
    run.end()
    import threading
    print([t.name for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon])
"""


@pytest.mark.parametrize("wait", [0, 400])
def test_a_window_that_is_closed_while_the_library_opens_leaves_nothing_running(tmp_path, wait):
    done = run_python(CLOSE_AT_ONCE.format(library=str(tmp_path / "library"), wait=wait), tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_window_stands_where_it_stood(qapp, open_window):
    from koosloome_desktop.app.main import keep_place, place_window

    driver = open_window()
    driver.resize(1234, 765)
    keep_place(driver.window)
    driver.resize(900, 600)
    place_window(driver.window)
    settle()
    assert (driver.window.width(), driver.window.height()) == (1234, 765) or driver.window.width() <= 1234
