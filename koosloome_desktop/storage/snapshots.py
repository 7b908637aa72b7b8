"""Snapshots of a library over time: numbered, thinned with age, each whole and checked before it is believed.

Their order is their number, never a clock: a laptop with a wrong battery clock neither loses its newest snapshots nor
keeps a false "newest" (quality.md D14). The instant is in the file's name and is only shown. All files lie in
``backups`` beside the library; those that a migration made are others' and are left alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from koosloome_desktop.storage import driver, reading, schema
from koosloome_desktop.storage.backup import backup_folder, make_backup, sync, verify
from koosloome_desktop.storage.blobs import blob_data
from koosloome_desktop.storage.engine import Place, file_line, file_uri
from koosloome_desktop.storage.failures import from_database, told
from koosloome_desktop.storage.rows import Loaded, Snapshot, WorkshopRow
from koosloome_desktop.support.clock import instant
from koosloome_desktop.support.errors import KoosloomeError, NotFound, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.support.versions import conflicts

LATEST: Final = 10
DAYS: Final = 7
WEEKS: Final = 4
"""How many snapshots stay: the latest, the last of each of so many days, and of so many weeks."""

_NAME: Final = pattern_of(r"snapshot-(\d{6,})-(\d{8}T\d{6})-([a-z]+)\.sqlite")
_STAMP: Final = "%Y%m%dT%H%M%S"


def snapshots(file: Path) -> list[Snapshot]:
    """The snapshots of a library file, newest first."""
    found: list[Snapshot] = []
    with contextlib.suppress(OSError):
        for path in backup_folder(file).iterdir():
            match = _NAME.fullmatch(path.name)
            if match is not None:
                at = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
                found.append(Snapshot(int(match[1]), at, match[3], path.stat().st_size, path))
    return sorted(found, key=lambda s: s.number, reverse=True)


def versions(file: Path) -> list[Snapshot]:
    """Other versions of a library file that lie beside it (a synchronised folder puts them there), last changed first.

    They are read like snapshots, and never changed, thinned or deleted.
    """
    found = []
    for path in conflicts(file):
        with contextlib.suppress(OSError):
            facts = path.stat()
            at = datetime.fromtimestamp(int(facts.st_mtime), UTC)
            found.append(Snapshot(0, at, "conflict", facts.st_size, path))
    return sorted(found, key=lambda s: (s.at, s.path.name), reverse=True)


def find_snapshot(file: Path, name: str) -> Snapshot:
    """The snapshot of a number or a file name, or a version beside the library; NotFound when there is none."""
    wanted = name.strip().removeprefix("#")
    if not wanted:
        raise NotFound(_("There is no such snapshot."), place=name)
    for one in (*snapshots(file), *versions(file)):
        if wanted in {str(one.number) if one.number else "", one.path.name, one.path.stem}:
            return one
    raise NotFound(_("There is no such snapshot."), place=name)


def take_snapshot(file: Path, at: datetime, reason: str, *, keep: int = LATEST) -> Snapshot:
    """Make a snapshot now, check it, and thin the older ones; the library is only read and may be in use.

    `reason` is a word of small letters (auto, import, merge, delete, restore, hand). Raises what `make_backup` raises.
    """
    sweep(file)
    number = max((s.number for s in snapshots(file)), default=0) + 1
    path = make_backup(file, f"snapshot-{number:06d}-{at.astimezone(UTC).strftime(_STAMP)}-{reason}")
    thin(file, keep=keep)
    return Snapshot(number, at.astimezone(UTC).replace(microsecond=0), reason, path.stat().st_size, path)


def sweep(file: Path) -> None:
    """Take away what a copy that was cut short has left."""
    with contextlib.suppress(OSError):
        for part in backup_folder(file).glob("snapshot-*.sqlite.part*"):
            part.unlink(missing_ok=True)


def kept(found: Iterable[Snapshot], *, keep: int = LATEST) -> set[int]:
    """The numbers that stay: the `keep` latest, and the newest one of each of the last days and weeks that have any."""
    ordered = sorted(found, key=lambda s: s.number, reverse=True)
    stay = {s.number for s in ordered[:keep]}
    days: dict[str, int] = {}
    weeks: dict[str, int] = {}
    for one in ordered:
        days.setdefault(one.at.strftime("%Y-%m-%d"), one.number)
        weeks.setdefault(one.at.strftime("%G-%V"), one.number)
    return stay | set(list(days.values())[:DAYS]) | set(list(weeks.values())[:WEEKS])


def thin(file: Path, *, keep: int = LATEST) -> None:
    """Delete the snapshots that need not stay; one that cannot be deleted stays until the next time."""
    found = snapshots(file)
    stay = kept(found, keep=keep)
    for one in found:
        if one.number not in stay:
            with contextlib.suppress(OSError):
                one.path.unlink()


def mark_of(file: Path) -> str:
    """What a library file holds, in one word: the same word, the same workshops at the same revisions."""
    connection = driver.connect(file_uri(file, mode="ro"))
    try:
        rows = connection.execute("SELECT id, rev, deleted_at FROM workshops ORDER BY id").fetchall()
    except driver.sqlite_module().Error as error:
        raise told(error, str(file)) from error
    finally:
        connection.close()
    return repr(rows)


def unchanged(file: Path) -> bool:
    """Whether the newest snapshot holds what the library holds; an empty library needs none."""
    now = mark_of(file)
    newest = next(iter(snapshots(file)), None)
    if newest is None:
        return now == "[]"
    with contextlib.suppress(KoosloomeError):
        return mark_of(newest.path) == now
    return False


class SnapshotReader:
    """Reads a snapshot, which is never written; use it as a context."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._path = snapshot.path

    def __enter__(self) -> Self:
        if schema.state_of(Place(self._path, "", str(self._path))) is not schema.State.CURRENT:
            raise StorageError(
                _("This snapshot was made by an older version of the program."),
                place=self._path.name,
                hint=_("Restore the whole library from it: it is brought up to date then."),
            )
        self._line = file_line(self._path, read_only=True)
        return self

    def __exit__(self, *_error: object) -> None:
        self._line.close()

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if from_database(error):
                raise told(error, str(self._path)) from error
            raise

    def workshops(self) -> list[WorkshopRow]:
        """The workshops in it, last changed first."""
        with self._telling():
            return reading.workshop_rows(self._line)

    def load(self, workshop: str) -> Loaded:
        """A whole workshop of it; NotFound when it is not there."""
        with self._telling():
            found = reading.load(self._line, workshop, "", str(self._path))
        if found is None:
            raise NotFound(_("There is no such workshop in the snapshot."), place=workshop)
        return found

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a picture of it."""
        with self._telling():
            return blob_data(self._line, sha256)

    def count(self) -> int:
        """How many workshops it holds, those in the bin too."""
        with self._telling():
            return int(self._line.ask("SELECT count(*) FROM workshops")[0][0])


def restore_library(file: Path, snapshot: Snapshot, at: datetime) -> Path | None:
    """Put a snapshot in the place of the library, which must be closed and locked by the caller.

    What stood there is kept: as a snapshot of its own (reason ``restore``), or when it is damaged as a file moved
    aside, whose path is given. A crash leaves the old library or the new one, never a mixture. Raises DamagedLibrary
    when the snapshot does not pass its check, StorageError when the disk refuses; the library is then unchanged.
    """
    import shutil

    verify(snapshot.path)
    part = file.with_name(f"{file.name}.part")
    aside: Path | None = None
    try:
        shutil.copyfile(snapshot.path, part)
        _end_runs(part, at)
        sync(part)
        if file.exists() and file.stat().st_size:
            aside = _keep_present(file, at)
        part.replace(file)
        sync(file.parent)
    except OSError as error:
        raise StorageError(
            _("The snapshot could not be put in place ({reason}).").format(reason=reason(error)),
            place=str(file),
            hint=_("The library is unchanged."),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return aside


def _end_runs(file: Path, at: datetime) -> None:
    # The snapshot was made in the middle of a run: that it did not end in the copy is no crash to tell of.
    connection = driver.connect(file_uri(file, mode="rw"))
    try:
        connection.execute("UPDATE runs SET stopped = ? WHERE stopped IS NULL", (instant(at),))
        connection.commit()
    except driver.sqlite_module().Error as error:
        raise told(error, str(file)) from error
    finally:
        connection.close()


def _keep_present(file: Path, at: datetime) -> Path | None:
    # Without its WAL a file stands for itself: only then may another take its name.
    try:
        take_snapshot(file, at, "restore")
        connection = driver.connect(file_uri(file, mode="rw"))
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    except (KoosloomeError, driver.sqlite_module().Error):
        return move_aside(file, at)
    if any(file.with_name(file.name + end).exists() for end in ("-wal", "-journal")):
        return move_aside(file, at)
    return None


def move_aside(file: Path, at: datetime) -> Path:
    """Keep a library file and its companions under a name that says it is damaged; gives that path. Raises OSError.

    The file stays under its own name too until another takes it, unless the disk has no room for both.
    """
    import shutil

    aside = file.with_name(f"{file.stem}-damaged-{at.astimezone(UTC).strftime(_STAMP)}{file.suffix}")
    # The companions first: a library without its WAL is older, a WAL beside a stranger destroys it.
    for end in ("-wal", "-shm", "-journal", ""):
        companion = file.with_name(file.name + end)
        if not companion.exists():
            continue
        name = aside.with_name(aside.name + end)
        if end:
            companion.rename(name)
            continue
        # The file itself is copied: what takes its place renames over it, and at no moment is there no library.
        try:
            shutil.copyfile(companion, name)
            sync(name)
        except OSError:
            name.unlink(missing_ok=True)
            companion.rename(name)
    sync(file.parent)
    return aside
