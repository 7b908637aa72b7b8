"""Modules that others import at their top and need much later: read when something of them is first asked for.

Python's own modules, and those of the Qt binding, import what one of their functions may want (`zipfile` two ways of
compressing, the binding's generator of stubs a parser of command lines): a twentieth of the time until the first frame.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module with whoever imported it; all that is asked of it the module itself answers."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def later(*names: str) -> Iterator[None]:
    """While this lasts, `import name` of one that is not there yet reads nothing; `from name import …` reads it.

    Afterwards it is imported as always: only those who imported it meanwhile keep the stand-in. For modules that one
    thread imports, at the start.
    """
    stand_ins = [_Later(name) for name in names if name not in sys.modules]
    sys.modules.update((module.__name__, module) for module in stand_ins)
    try:
        yield
    finally:
        for module in stand_ins:
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
