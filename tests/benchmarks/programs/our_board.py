"""`koosloome` from its start until the notes of the one workshop in the library are painted: the first card of home is
opened as soon as it is there. Ends then and tells where the time went, and the most memory it held (MiB). With
BENCH_WHOLE it goes on until the whole board is laid out, also what is out of sight. With BENCH_STAY it tells nothing
and closes its window after so many ms: somebody looks at the screen.
"""

import builtins
import os
import sys

from first_frame import since_start

marks = [("python", since_start())]
kept = []
real_build = builtins.__build_class__


def build(body, name, *bases, **named):
    """Whoever makes the class `Run` has our window in its hands when one is made."""
    made = real_build(body, name, *bases, **named)
    if name == "Run" and body.__module__ == "koosloome_desktop.app.main":
        builtins.__build_class__ = real_build
        loaded = made.loaded
        load = made.load

        def load_begun(run):
            marks.append(("first_frame", since_start()))
            load(run)

        def opened(run, library):
            marks.append(("library", since_start()))
            loaded(run, library)
            marks.append(("home", since_start()))
            (stay if "BENCH_STAY" in os.environ else watch)(run.window, library)

        made.loaded, made.load = opened, load_begun
    return made


def stay(window, library):
    """Open the workshop, or stay at home with BENCH_HOME, and close after a while."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(int(os.environ["BENCH_STAY"]), window.close)
    if "BENCH_HOME" not in os.environ:
        window.open_workshop(library.list()[0].id)


def watch(window, library):
    """Open the workshop; end when its board has been painted with notes on it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    window.open_workshop(library.list()[0].id)
    marks.append(("opened", since_start()))
    page = window.view.page()

    def done():
        area = page.view.camera.seen()
        if not any(in_sight(area, note) for note in page.view.board.notes):
            raise SystemExit("no notes in sight")
        if "BENCH_WHOLE" in os.environ and not page.stage.up_to_date():
            QTimer.singleShot(1, done)
            return
        print(since_start(), told(), flush=True)
        if "BENCH_SUDDEN" in os.environ:
            os._exit(0)
        end()

    def end():
        # In order and with all laid out, as before every second start: after a sudden end the next start says what it
        # recovered, with all that this takes.
        if page.stage.up_to_date():
            window.close()
        else:
            QTimer.singleShot(1, end)

    class Seen(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and page.view.board.notes:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, done)
            return False

    kept.append(Seen())
    page.view.viewport().installEventFilter(kept[-1])


def in_sight(area, note):
    """Whether some of a note can be seen."""
    return (
        note.x < area.right()
        and note.x + note.w > area.left()
        and note.y < area.bottom()
        and note.y + note.h > area.top()
    )


def told():
    """Peak memory, then the parts as `name:milliseconds`, and the processor's time of all."""
    from time import process_time

    with open("/proc/self/status") as status:  # noqa: PTH123  (pathlib would be one import more)
        peak = next(int(x.split()[1]) / 1024 for x in status if x.startswith("VmHWM"))
    spans, before = [], 0.0
    for name, at in [*marks, ("painted", since_start())]:
        spans.append(f"{name}:{(at - before) * 1000:.1f}")
        before = at
    return f"{peak:.1f} " + " ".join([*spans, f"processor:{process_time() * 1000:.1f}"])


builtins.__build_class__ = build
sys.argv = ["koosloome"]

from koosloome_desktop.__main__ import main  # noqa: E402

main()
