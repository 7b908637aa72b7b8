"""`koosloome` as it is called, looked over the shoulder: ends at its first painted frame and tells where time went."""

import builtins
import sys

from first_frame import end_at_first_frame, since_start

marks = [("python", since_start())]
kept = []
real_build = builtins.__build_class__


def build(body, name, *bases, **named):
    """Whoever makes the class `Run` has our window in its hands when one is made."""
    made = real_build(body, name, *bases, **named)
    if name == "Run" and body.__module__ == "koosloome_desktop.app.main":
        builtins.__build_class__ = real_build
        begin = made.__init__

        def begun(run, *words, **more):
            marks.append(("modules and application", since_start()))
            begin(run, *words, **more)
            marks.append(("window", since_start()))
            kept.append(end_at_first_frame(run.window, told))

        made.__init__ = begun
    return made


def told():
    """The parts as `name:milliseconds`."""
    spans, before = [], 0.0
    for name, at in [*marks, ("painting", since_start())]:
        spans.append(f"{name.replace(' ', '_')}:{(at - before) * 1000:.1f}")
        before = at
    return " ".join(spans)


builtins.__build_class__ = build
sys.argv = ["koosloome", *sys.argv[1:]]

from koosloome_desktop.__main__ import main  # noqa: E402

main()
