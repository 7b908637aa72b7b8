"""Erasing in files: the library without remains in free pages and its log, and every copy of it rewritten.

A copy is rewritten beside itself, checked, and takes its own place: a crash leaves the old copy or the new one, and
what it was writing is taken away by the next attempt. A copy that cannot be read any more is deleted, since nothing
could be erased in it.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.operations.erasing import Order
from koosloome_desktop.storage import driver, erasures, reading, schema
from koosloome_desktop.storage.backup import backup_folder, sync, verify
from koosloome_desktop.storage.engine import Place, file_line
from koosloome_desktop.storage.erasing import (
    Erased,
    RecordHit,
    count_cells,
    erase_cells,
    erase_rows,
    find_records,
    names_by_person,
    people_with_code,
)
from koosloome_desktop.storage.failures import told
from koosloome_desktop.storage.library import CLOSE_SECONDS, Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.listening import ERASED, announce
from koosloome_desktop.support.clock import instant
from koosloome_desktop.support.errors import DamagedLibrary, KoosloomeError, NewerLibrary, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.support.versions import conflicts

_PART: Final = ".erasing.part"
_COMPANIONS: Final = ("", "-wal", "-shm", "-journal")


def find(library: Library, order: Order) -> tuple[list[RecordHit], dict[str, str], int]:
    """The living records that name the person, names by participant, and how many cells of all tables would change."""
    return library._writer.call(lambda c: (find_records(c, order), names_by_person(c), count_cells(c, order)))


def names(library: Library) -> dict[str, str]:
    """Names that are kept, by the participant's id."""
    return library._writer.call(names_by_person)


def with_code(library: Library, code: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(workshop, id, payload) of the participants who have this code."""
    return library._writer.call(lambda c: people_with_code(c, code))


def erase(library: Library, order: Order) -> Erased:
    """Erase in the living library, in one transaction; documents that are open still hold what was there."""

    def work(line: Line) -> Erased:
        if line.server:
            # Computers that are away now, and what others are writing at this moment, hear of it by this.
            erasures.hold(line, alone=True)
            number = erasures.note(line, order, library._now())
            if isinstance(library._writer.heed, erasures.Heed):
                # What is here is cleaned by whoever asked for this.
                library._writer.heed.known = number
            announce(line, ERASED, library.actor)
        return erase_rows(line, order, at=library._now(), actor=library.actor, next_seq=lambda: next(library._numbers))

    return library._change(work)


def compact(library: Library) -> bool:
    """Write the library anew without free pages; a file's log is emptied, that of a server is its own (ADR 0026).

    False when somebody reads the library at this moment, so that its log could not be emptied.
    """
    return library._writer.call(lambda line: line.compact(), bare=True)


def find_waiting(folder: Path, order: Order) -> int:
    """In how many places what waits for shared libraries on this computer, or was seen of them last, names the person;
    a file that cannot be read is one: it would be deleted.
    """
    found = len(list(folder.glob("*.damaged")))
    for path in sorted(folder.glob("*.sqlite")):
        try:
            line = file_line(path, read_only=True)
            try:
                found += count_cells(line, order)
            finally:
                line.close()
        except driver.sqlite_module().Error:
            found += 1
    return found


def wait_for_snapshot(library: Library) -> None:
    """Wait for the snapshot that is being made: it may have begun before the erasure."""
    if library._keeper is not None:
        library._keeper.wait(CLOSE_SECONDS)


def copies(file: Path) -> list[Path]:
    """Every whole copy of a library that is kept beside it: snapshots, backups of migrations, damaged ones, versions
    that a synchronised folder made.
    """
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found += sorted(backup_folder(file).glob("*.sqlite"))
    with contextlib.suppress(OSError):
        found += sorted(file.parent.glob(f"{file.stem}-damaged-*{file.suffix}"))
    return found + [path for path in conflicts(file) if path not in found]


def names_in_copy(path: Path, order: Order) -> bool | None:
    """Whether a copy names the person; None when it cannot be read."""
    try:
        line = file_line(path, read_only=True)
    except driver.sqlite_module().Error:
        return None
    try:
        return count_cells(line, order) > 0 or _in_bytes(path, order)
    except (driver.sqlite_module().Error, ValueError, TypeError, KoosloomeError):
        return None
    finally:
        line.close()


def _in_bytes(path: Path, order: Order) -> bool:
    # Free pages of a file are no cells; they are looked through as they are.
    data = path.read_bytes()
    return any(needle in data for needle in needles(order.spellings))


def needles(spellings: Iterable[str]) -> list[bytes]:
    """The bytes of these spellings as files may hold them: UTF-8 and both UTF-16, composed and decomposed."""
    forms = {unicodedata.normalize(form, s) for s in spellings for form in ("NFC", "NFD")}
    return [form.encode(code) for form in sorted(forms) for code in ("utf-8", "utf-16-le", "utf-16-be")]


def erase_copy(path: Path, order: Order, at: datetime, actor: str) -> bool:
    """Rewrite a copy of a library without the person; False when it could not be read and was deleted.

    Raises StorageError when the disk refuses; the copy is then as it was.
    """
    part = path.with_name(f"{path.name}{_PART}")
    try:
        _remove(part)
        shutil.copyfile(path, part)
        for end in _COMPANIONS[1:]:
            if path.with_name(path.name + end).exists():
                shutil.copyfile(path.with_name(path.name + end), part.with_name(part.name + end))
        if not _rewritten(part, order, at, actor):
            _remove(path)
            return False
        sync(part)
        part.replace(path)
        for end in _COMPANIONS[1:]:
            path.with_name(path.name + end).unlink(missing_ok=True)
        sync(path.parent)
    except OSError as error:
        raise StorageError(
            _("The earlier state could not be rewritten ({reason}).").format(reason=reason(error)),
            place=path.name,
            hint=_("Free some space or check the folder; erasing goes on at the next start."),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            _remove(part)
    return True


def _rewritten(part: Path, order: Order, at: datetime, actor: str) -> bool:
    """Whether a copy could be read and rewritten; StorageError when only the disk was in the way."""
    try:
        _rewrite(part, order, at, actor)
        verify(part)
    except (KoosloomeError, driver.sqlite_module().Error) as error:
        known = told(error, part.name)
        if not isinstance(known, DamagedLibrary):
            raise known from error
        return False
    except (ValueError, TypeError, KeyError):
        # What stands in it is not what we write: then nobody can say where a name is.
        return False
    return True


def _rewrite(part: Path, order: Order, at: datetime, actor: str) -> None:
    try:
        current = schema.state_of(Place(part, "", part.name)) is schema.State.CURRENT
    except NewerLibrary:
        current = False
    line = file_line(part)
    try:
        with line.begin():
            if current:
                numbers = itertools.count(reading.last_seq(line, actor) + 1)
                erase_rows(line, order, at=instant(at), actor=actor, next_seq=lambda: next(numbers))
            else:
                erase_cells(line, order)
        line.compact()
        line.leave_wal()
    finally:
        line.close()


def _remove(path: Path) -> None:
    for end in _COMPANIONS:
        path.with_name(path.name + end).unlink(missing_ok=True)


def erase_outboxes(folder: Path, order: Order) -> int:
    """Erase in what waits for shared libraries on this computer; gives the number of files. One that cannot be read is
    deleted, since nothing could be erased in it. Raises StorageError when the disk refuses or somebody holds a file.
    """
    changed = 0
    for path in sorted(folder.glob("*.damaged")):
        _remove(path)
        changed += 1
    for path in sorted(folder.glob("*.sqlite")):
        try:
            line = file_line(path)
            try:
                with line.begin():
                    changed += bool(erase_cells(line, order).cells)
                line.compact()
            finally:
                line.close()
        except driver.sqlite_module().Error as error:
            raise told(error, path.name) from error
    return changed


def sweep(file: Path) -> None:
    """Take away what a rewriting that was cut short has left."""
    for folder in (backup_folder(file), file.parent):
        with contextlib.suppress(OSError):
            for left in folder.glob(f"*{_PART}*"):
                left.unlink(missing_ok=True)
            # A rescue that was cut short holds all of it, too; none is going on, since the library is open.
            for rescue in folder.glob("rescue-*"):
                shutil.rmtree(rescue, ignore_errors=True)
            # A snapshot that was being made holds what was there.
            for left in folder.glob("*.sqlite.part*"):
                left.unlink(missing_ok=True)
