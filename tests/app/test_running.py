"""A program that runs: files that are double-clicked meanwhile come into its window."""

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
