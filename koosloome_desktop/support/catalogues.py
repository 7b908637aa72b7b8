"""Catalogues of words, kept in the user's cache in a form that is read at once.

Reading the .po files took a tenth of the time until the first frame, unpacking compiled ones still a thirtieth. A kept
file is named after the content it was made from.
"""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from koosloome_desktop.support import kept
from koosloome_desktop.support.paths import cache_dir

_VERSION: Final = 2
"""Raised when `_unpacked` gives something else for the same catalogue."""

Words = dict[str | tuple[str, int], str]
"""By message, ``context\\x04message``, or (the same, number of the plural form)."""


class Catalogue:
    """The words of one .po or .mo file; what it has no word for comes back as it was given."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._plural: Callable[[int], int] | None = None

    def gettext(self, message: str) -> str:
        """The word for a message; for one with plural forms that of one."""
        found = self._words.get(message)
        if found is None and (message, 0) in self._words:
            found = self._words.get((message, self._form(1)))
        return message if found is None else found

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form that fits `count`."""
        return self._words.get((one, self._form(count)), one if count == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        """The word for a message in a context."""
        key = f"{context}\x04{message}"
        found = self.gettext(key)
        return message if found == key else found

    def npgettext(self, context: str, one: str, many: str, count: int) -> str:
        """The form that fits `count`, in a context."""
        return self._words.get((f"{context}\x04{one}", self._form(count)), one if count == 1 else many)

    def _form(self, count: int) -> int:
        if self._plural is None:
            from gettext import c2py

            head = dict(line.partition(":")[::2] for line in self._words.get("", "").splitlines())
            rule = head.get("Plural-Forms", "").partition("plural=")[2].strip(" ;")
            self._plural = c2py(rule or "n != 1")
        return self._plural(count)


def catalogue(source: Path) -> Catalogue:
    """The words of a .po or .mo file, from the cache where it has them; unpacked and kept where it has not.

    Raises OSError and `po.PoSyntaxError` where the source cannot be read.
    """
    raw = source.read_bytes()
    stem = f"{source.stem}-{source.parent.parent.name}"
    place = cache_dir() / "words" / f"{stem}-{_VERSION}-{len(raw):x}-{zlib.crc32(raw):08x}.words"
    found = kept.read(place)
    if found is None:
        words = _unpacked(raw if source.suffix == ".mo" else _compiled(raw))
        kept.write(place, marshal.dumps(words), f"{stem}-*")
        return Catalogue(words)
    return Catalogue(marshal.loads(found))  # noqa: S302  (written by us, whole by its checksum)


def _compiled(raw: bytes) -> bytes:
    from koosloome_desktop.support.po import mo_bytes, parse_po

    return mo_bytes(parse_po(raw.decode("utf-8")))


def _unpacked(data: bytes) -> Words:
    """A .mo file's pairs (GNU gettext manual, "The Format of GNU MO Files"), as our own builds write it:
    little-endian, UTF-8.
    """
    _magic, _revision, count, ids, words, *_rest = struct.unpack_from("<7I", data)
    found: Words = {}
    for number in range(count):
        key, word = (
            data[at : at + size].decode("utf-8")
            for size, at in (struct.unpack_from("<2I", data, table + 8 * number) for table in (ids, words))
        )
        one, counted, _many = key.partition("\0")
        if counted:
            found.update({(one, form): text for form, text in enumerate(word.split("\0"))})
        else:
            found[one] = word
    return found
