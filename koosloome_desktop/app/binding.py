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
from koosloome_desktop.support.patterns import pattern_of

_PACKAGE: Final = "shibokensupport."
_INSIDE: Final = "shibokensupport/"
"""What the names of those modules, and of their files, begin with."""


def load_quickly() -> None:
    """Import PySide6's windows; a second call, or one after somebody else's import, does nothing."""
    if "PySide6.QtWidgets" in sys.modules:
        return
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
        importlib.import_module("PySide6.QtWidgets")
    finally:
        builtins.compile, re.compile = real, real_pattern
