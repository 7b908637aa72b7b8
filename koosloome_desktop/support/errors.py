"""Two families of errors: what the world does, and what we did wrong.

`KoosloomeError` is the first family: it is told to a person in one line that says what happened, where, and what to do
next. Everything else that is raised is a bug and ends in the crash dialog (or a traceback in tests).
"""

from __future__ import annotations

_ENDS = (*".!?:;…", "")


class KoosloomeError(Exception):
    """Something in the world went wrong; the text is for people.

    Args:
        message: one sentence, already in the reader's language.
        place: where in the input it is, e.g. ``canvases[1].notes[7].stage`` or a path.
        hint: what to do next, one sentence.
    """

    exit_code = 1

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def line(self) -> str:
        """The whole told text as one line, without line breaks."""
        parts = [f"{self.place}: {self.message}" if self.place else self.message]
        if self.hint:
            # Without a full stop two sentences would run into each other.
            if parts[0][-1:] not in _ENDS:
                parts[0] += "."
            parts.append(self.hint)
        return " ".join(" ".join(parts).split())

    def __str__(self) -> str:
        return self.line()


class UsageError(KoosloomeError):
    """The call itself is wrong (exit code 2)."""

    exit_code = 2


class RefusedInput(KoosloomeError):
    """A file that is damaged, unreadable, of another kind, too large or too new (exit code 3); the library is
    unchanged."""

    exit_code = 3


class NotFound(KoosloomeError):
    """What was asked for is not in the library."""


class StorageError(KoosloomeError):
    """The disk or the database refused; what was edited is kept in memory."""


class NoAnswer(StorageError):
    """The disk hangs: it gives neither what was asked nor an error."""


class ServerAway(StorageError):
    """The database server of a shared library does not answer; what is edited is kept on this computer until then."""


class OnlyRead(StorageError):
    """The library is open for reading only; nothing is written, and nothing that was asked for was done."""


class UnsuitablePlace(StorageError):
    """A folder in which a database gets damaged: on a network, in a cloud's folder, on a stick."""


class LibraryBusy(KoosloomeError):
    """Another program has this library open for writing."""


class NewerLibrary(KoosloomeError):
    """The library was written by a newer version of the program; `readable` says that this one may read it."""

    exit_code = 3
    readable = False


class DamagedLibrary(KoosloomeError):
    """The library file cannot be read as it should be."""

    exit_code = 3
