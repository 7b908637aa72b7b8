"""A program that runs: files that are double-clicked meanwhile come into its window, its log names nobody."""

from __future__ import annotations

import pytest

from tests.app.test_start import run_python

pytestmark = pytest.mark.slow


RUNNING = """
    import subprocess, sys
    from PySide6.QtCore import QTimer
    from koosloome_desktop.app import main
    from koosloome_desktop.services.settings import Settings
    app = main.application()
    run = main.Run(app, Settings(), {library!r}, [])
    run.window.show()
    second = []
    def look():
        if run.doorbell is not None and not second:
            words = [sys.executable, "-m", "koosloome_desktop", {file!r}]
            second.append(subprocess.Popen(words, stderr=subprocess.PIPE, text=True))
        if second and second[0].poll() is not None and run.window.view is not None:
            print(second[0].returncode, len(run.window.library.list()), run.window.view.workshop.document.workshop.code)
            app.quit()
            return
        QTimer.singleShot(20, look)
    QTimer.singleShot(20, look)
    app.exec()
    run.end()
"""


def test_a_double_click_on_a_file_opens_it_in_the_window_that_is_there(tmp_path):
    from koosloome_desktop.support.paths import resource

    file = resource("samples", "01_kogukonnamaja.json")
    done = run_python(RUNNING.format(library=str(tmp_path / "library"), file=str(file)), tmp_path)
    assert done.returncode == 0, done.stderr
    code, count, workshop = done.stdout.splitlines()[-1].split()
    assert (code, count) == ("0", "1")
    assert workshop


def test_the_log_is_written_and_names_nobody(tmp_path):
    log = tmp_path / "state"
    code = FAULT.format(library=str(tmp_path / "library"))
    done = run_python(code, tmp_path, XDG_STATE_HOME=str(log))
    assert done.returncode == 0, done.stderr
    texts = "".join(p.read_text(encoding="utf-8") for p in log.rglob("*") if p.is_file())
    assert "a fault of ours" in texts
    assert texts.count("builtins.ValueError") == 2
    assert "Näidismaasikas" not in texts + done.stdout + done.stderr


FAULT = """
    import sys, threading
    from PySide6.QtCore import QTimer
    from koosloome_desktop.app import main
    from koosloome_desktop.services.settings import Settings
    from koosloome_desktop.views import dialogs_crash
    dialogs_crash.CrashDialog.exec = lambda self: print(self.details.toPlainText())
    app = main.application()
    run = main.Run(app, Settings(), {library!r}, [])
    run.window.show()
    def fault():
        raise ValueError("Õnne Näidismaasikas tuleb homme")
    def look():
        if run.log is None or run.window.library is None:
            QTimer.singleShot(20, look)
            return
        run.window.library.create("Koosolek: Õnne Näidismaasikas")
        thread = threading.Thread(target=fault)
        thread.start()
        thread.join()
        QTimer.singleShot(0, app.quit)
        fault()
    QTimer.singleShot(20, look)
    app.exec()
    run.end()
"""
