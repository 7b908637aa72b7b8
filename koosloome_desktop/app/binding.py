"""The Qt binding, loaded without compiling its own Python again at every start.

PySide6 carries a dozen modules about signatures inside its library and compiles them whenever it is loaded: a fifth of
the time it takes. What Python does for every other module is done for them here: the compiled form is kept in the
cache, under the content it was made from. Nothing of the binding is changed, and without a cache it loads as always.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import marshal
import sys
import zlib
from types import CodeType
from typing import Any, Final

from koosloome_desktop.support import kept
from koosloome_desktop.support.paths import cache_dir

_INSIDE: Final = "shibokensupport/"
"""What the names of those modules begin with."""

Codes = dict[tuple[str, int, int], CodeType]
"""By name, length and checksum of the source."""


def load_quickly() -> None:
    """Import PySide6's windows; a second call, or one after somebody else's import, does nothing."""
    if "PySide6.QtWidgets" in sys.modules:
        return
    real = builtins.compile
    place = cache_dir() / "binding" / f"{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"
    known = _known(kept.read(place))
    fresh: Codes = {}

    def compiled(source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        if more or named or not (isinstance(filename, str) and filename.startswith(_INSIDE)):
            return real(source, filename, mode, *more, **named)
        raw = source if isinstance(source, bytes) else str(source).encode()
        key = (filename, len(raw), zlib.crc32(raw))
        code = known.get(key)
        if code is None:
            code = fresh[key] = real(source, filename, mode)
        return code

    builtins.compile = compiled
    try:
        importlib.import_module("PySide6.QtWidgets")
    finally:
        builtins.compile = real
    if fresh and not sys.dont_write_bytecode:
        kept.write(place, importlib.util.MAGIC_NUMBER + marshal.dumps({**known, **fresh}), "*.bin")


def _known(body: bytes | None) -> Codes:
    magic = importlib.util.MAGIC_NUMBER
    if body is None or not body.startswith(magic):
        return {}
    try:
        found: Codes = marshal.loads(body[len(magic) :])  # noqa: S302  (written by us, as Python's own compiled files)
    except (ValueError, EOFError, TypeError):
        return {}
    return found
