"""`koosloome` and `python -m koosloome_desktop`: the command line, or the window when no command is named."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import argparse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call; gives the exit code (0 done, 1 could not, 2 wrong usage, 3 damaged or unreadable file)."""
    _quickly()
    from koosloome_desktop.support.errors import KoosloomeError
    from koosloome_desktop.support.i18n import _

    # The collector looks through everything whenever so many new things are alive. At Python's own number (700)
    # that doubles the time in which thousands of notes are read, laid out or written, and finds nothing.
    gc.set_threshold(50_000, 20, 20)
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # Estonian comes out whole whatever locale a terminal, a pipe or a service has.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _language_first(given)
    try:
        found = _call(given)
        if found.command in {"open", "demo", "shots"}:
            if found.command != "shots":
                # Hardly any of what starting makes is ever let go of, so nothing is looked through for it until the
                # first frame is there (`AfterFirstFrame`).
                gc.disable()
            from koosloome_desktop.app.binding import load_quickly

            load_quickly()
            from koosloome_desktop.app.main import run_window

            return run_window(found)
        return _without_window(cast("argparse.Namespace", found))
    except KoosloomeError as error:
        sys.stderr.write(error.line() + "\n")
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped.") + "\n")
        return 1


def _quickly() -> None:
    """Have what is imported from here on read quickly, and what others only may need, later."""
    from koosloome_desktop.support.later_modules import later

    with later("ipaddress", "tokenize"):
        from koosloome_desktop.support.kept_code import quick_classes
        from koosloome_desktop.support.kept_modules import quick_modules

        quick_classes()
        quick_modules()
        # It reads `inspect`, which reads `tokenize`.
        importlib.import_module("dataclasses")


def _call(given: list[str]) -> argparse.Namespace | SimpleNamespace:
    """What is asked for. Nothing, as an icon on the desktop does, needs no parser of command lines."""
    if not given:
        return SimpleNamespace(command="open", files=[], library=None, database=None, lang=None)
    from koosloome_desktop.cli.parser import parse

    return parse(given)


def _without_window(found: argparse.Namespace) -> int:
    from koosloome_desktop.support import kept_code, kept_modules, memory

    kept_code.no_frame_comes()
    kept_modules.no_frame_comes()
    memory.end_quickly()
    from koosloome_desktop.cli.commands import run

    try:
        return run(found)
    finally:
        kept_code.LATER.keep()


def _language_first(arguments: list[str]) -> None:
    """Take --lang before parsing, so that even a wrong call is told in the chosen language."""
    from koosloome_desktop.support.i18n import LANGUAGES, set_language

    for index, argument in enumerate(arguments):
        name, _sign, value = argument.partition("=")
        if name == "--lang":
            lang = value or (arguments[index + 1] if index + 1 < len(arguments) else "")
            if lang in LANGUAGES:
                set_language(lang)


if __name__ == "__main__":
    sys.exit(main())
