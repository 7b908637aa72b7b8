"""The system ends the program, or the program ends itself in an instant: what was entered is there at the next start.

Real processes with a real window over a real library, ended by real signals.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from koosloome_desktop.app.ending import Ending
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.storage.driver import connect
from koosloome_desktop.storage.engine import file_uri
from tests.drivers.waiting import PATIENCE, bar
from tests.drivers.window import type_text

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals; there the session's own word counts"),
]

WINDOW = """
    import sys
    from PySide6.QtCore import QTimer
    from koosloome_desktop.app import main
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.operations import notes
    from koosloome_desktop.services.settings import Settings
    from tests.drivers.window import type_text
    main._LISTEN_MS = 0
    app = main.application()
    run = main.Run(app, Settings(), {library!r}, [])
    run.window.show()
    begun = []

    def act():
        library = run.window.library
        if library is None or run.log is None:
            QTimer.singleShot(20, act)
            return
        if begun:
            return
        begun.append(1)
        if library.recovery is None:
            run.window.open_workshop(library.create("Õnne koosolek"))
        view = run.window.view
        {work}

    QTimer.singleShot(0, act)
    code = app.exec()
    sys.exit(code if run.end() else 9)
"""

BUSY = """
        for number in range(300):
            view.workshop.run("Add note", lambda tx, n=number: notes.add_note(tx, view.current, f"lõpus {n}"))
        type_text(view.page().bar.line, "pooleli jäänud lause")
        QTimer.singleShot(0, lambda: print("open", flush=True))
        # A question that nobody answers, and behind it what asks the next one.
        run.window.actions_.tell("Küsimus", "Kas nii?")
        run.window.actions_.tell("Küsimus", "Kas ikka nii?")
        print("answered", flush=True)
"""

STUCK = """
        import os
        held = {held!r}
        view.workshop.run("Add note", lambda tx: notes.add_note(tx, view.current, "enne"))
        library.store.flush()
        print("open", flush=True)

        def edit():
            if not os.path.exists(held):
                QTimer.singleShot(20, edit)
                return
            view.workshop.run("Add note", lambda tx: notes.add_note(tx, view.current, "kettani ei jõua"))
            print("edited", flush=True)

        edit()
"""

CRASH = """
        def fault():
            raise ValueError("Näidismaasikas slotis")

        import threading
        beside = threading.Thread(target=fault)
        beside.start()
        beside.join()

        def read_and_close():
            from koosloome_desktop.views.dialogs_crash import CrashDialog
            found = [w for w in app.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]
            if not found:
                QTimer.singleShot(20, read_and_close)
                return
            (shown,) = found
            print(shown.details.toPlainText().splitlines()[1], flush=True)
            shown.reject()
            view.workshop.run("Add note", lambda tx: notes.add_note(tx, view.current, "Näidismaasikas pärast viga"))
            library.store.flush()
            import ctypes
            ctypes.string_at(0)

        view.workshop.run("Add note", lambda tx: notes.add_note(tx, view.current, "Näidismaasikas enne viga"))
        QTimer.singleShot(0, fault)
        QTimer.singleShot(20, read_and_close)
"""

NEXT = """
        print(run.window.toast.text(), flush=True)
        print([note.text for note in library.document(library.list()[-1].id).of(Note)], flush=True)
        app.quit()
"""


def window(folder: Path, work: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    indented = textwrap.indent(textwrap.dedent(work), " " * 4)
    code = textwrap.dedent(WINDOW).format(library=str(folder / "library"), work=indented.lstrip())
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def test_the_end_of_the_session_saves_everything_and_asks_nobody(tmp_path):
    with window(tmp_path, BUSY) as process:
        assert process.stdout.readline() == "open\n", process.stderr.read()
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        said, wrong = process.communicate(timeout=PATIENCE)
        took = time.monotonic() - begun
    assert (process.returncode, said) == (0, "answered\n"), wrong
    assert took < bar(5)
    library = LibraryService.open(tmp_path / "library")
    assert library.recovery is None, "the run ended properly"
    workshop = library.open_workshop(library.list()[0].id)
    assert len(workshop.document.of(Note)) == 300
    assert "pooleli jäänud lause" in workshop.drafts.values()
    workshop.close()
    library.close()


def test_a_disk_that_does_not_answer_holds_the_end_of_the_session_up_for_less_than_five_seconds(tmp_path):
    held = tmp_path / "held"
    with window(tmp_path, STUCK.format(held=str(held))) as process:
        assert process.stdout.readline() == "open\n", process.stderr.read()
        # Whoever holds SQLite's own lock makes the writer wait as a disk does that hangs.
        stuck = connect(file_uri(tmp_path / "library" / "library.sqlite", mode="rw"))
        stuck.execute("BEGIN IMMEDIATE")
        held.touch()
        assert process.stdout.readline() == "edited\n"
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
        took = time.monotonic() - begun
        stuck.execute("ROLLBACK")
        stuck.close()
    assert took < bar(5)
    library = LibraryService.open(tmp_path / "library")
    texts = [note.text for note in library.document(library.list()[0].id).of(Note)]
    assert texts == ["enne"]
    library.close()


def test_a_session_that_may_yet_go_on_has_everything_on_the_disk_and_stays_open(open_window, qapp):
    driver = open_window("01")
    driver.open(0)
    ending = Ending(qapp, driver.window)
    try:
        type_text(driver.view.page().bar.line, "pooleli")
        add = notes.add_note
        driver.view.workshop.run("Add note", lambda tx: add(tx, driver.view.current, "viimane", zone="cause"))
        ending.commit()
        reader = LibraryService.open(driver.window.library.folder, read_only=True)
        there = reader.store.load(driver.view.workshop.id)
        reader.close()
    finally:
        ending.remove()
    assert "viimane" in [record.text for record in there.records if isinstance(record, Note)]
    assert [draft.text for draft in there.drafts] == ["pooleli"]
    assert driver.view.page().bar.line.text() == "pooleli"
    assert not ending.asked


def test_a_fault_of_ours_and_a_crash_of_the_interpreter_lose_nothing_and_are_told_in_one_line(tmp_path):
    with window(tmp_path, CRASH) as process:
        said, wrong = process.communicate(timeout=PATIENCE * 2)
    assert process.returncode == -signal.SIGSEGV, wrong
    assert said == "builtins.ValueError\n", "the dialog names the kind of the fault, not what it quotes"
    (faults,) = (tmp_path / "state").rglob("fault.log")
    assert "Segmentation fault" in faults.read_text(encoding="utf-8")
    logs = "".join(p.read_text(encoding="utf-8") for p in faults.parent.iterdir())
    assert logs.count("a fault of ours") == logs.count("builtins.ValueError") == 2, "the one in a thread too"
    assert not [name for name in ("Näidismaasikas", "Õnne") if name in logs + wrong + said]
    with window(tmp_path, NEXT) as process:
        said, wrong = process.communicate(timeout=PATIENCE * 2)
    assert process.returncode == 0, wrong
    notice, texts = said.splitlines()
    assert "ei lõpetanud programm korralikult; „Õnne koosolek“ on nii, nagu" in notice
    assert texts == "['Näidismaasikas enne viga', 'Näidismaasikas pärast viga']"
