"""The Qt binding, loaded without doing again at every start what is the same every time.

PySide6 carries a dozen modules about signatures inside its library and compiles them whenever it is loaded: a fifth of
the time it takes. Their compiled form is kept (`support.kept_code`). Their regular expressions, another sixth, are
asked only when a call with wrong arguments is explained, and are made then. Nothing of the binding is changed.
"""

from __future__ import annotations

import builtins
import importlib
import re
import sys
from functools import partial
from typing import Any, Final

from koosloome_desktop.support.kept_code import FIRST
from koosloome_desktop.support.later_modules import later
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.quick_enums import quick_enumerations

_PACKAGE: Final = "shibokensupport."
_INSIDE: Final = ("shibokensupport/", "signature_bootstrap.py")
"""What the names of those modules, and of their files, begin with."""
_LATER: Final = ("argparse", "bz2", "lzma", "shutil", "tempfile")
"""What they import for what a window never does."""


def plain_imports() -> None:
    """Have Python import as it always does.

    PySide6 puts an import of its own in the place of Python's, which reads the source of every module that is imported
    later to see whether it asks for a `__feature__` (snake_case names). No module here does, and reading them all was
    a tenth of the time until the first frame.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def load_quickly() -> None:
    """Import PySide6's windows; a second call, or one after somebody else's import, does nothing."""
    if "PySide6.QtWidgets" in sys.modules:
        return
    quick_enumerations()
    real, real_pattern = builtins.compile, re.compile

    def compiled(source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        if more or named or mode != "exec" or not (isinstance(filename, str) and filename.startswith(_INSIDE)):
            return real(source, filename, mode, *more, **named)
        return FIRST.code(source, filename, partial(real, source, filename, mode))

    def pattern(given: Any, flags: Any = 0) -> Any:
        inside = sys._getframe(1).f_globals.get("__name__", "").startswith(_PACKAGE)
        return pattern_of(given, int(flags)) if inside else real_pattern(given, flags)

    builtins.compile, re.compile = compiled, pattern  # type: ignore[assignment]
    try:
        with later(*_LATER):
            importlib.import_module("PySide6.QtWidgets")
    finally:
        builtins.compile, re.compile = real, real_pattern
        plain_imports()
