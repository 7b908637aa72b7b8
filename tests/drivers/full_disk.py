"""A disk of 64 MB, full to its last byte: as library, export, temporary and backup folder in turn (quality.md D5).

`python -m tests.drivers.full_disk FOLDER` mounts it below the folder, so it has to run where it may mount (`mounting`
gives the words before the command). Prints one JSON object of what was seen, by role; an exception is a failure.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from koosloome_desktop.operations import notes
from koosloome_desktop.services import snapshots
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.workshop import OpenWorkshop
from koosloome_desktop.storage.backup import verify
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import KoosloomeError
from tests.drivers.editor import beginning
from tests.drivers.verify import look

SIZE = 64
ENDINGS = (".json", ".koosloome", ".pdf", ".docx", ".xlsx")


def mounting() -> list[str] | None:
    """The words before a command that may mount; None where nobody may."""
    for words in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        with contextlib.suppress(OSError):
            tried = [*words, "mount", "-t", "tmpfs", "none", tempfile.gettempdir()]
            if subprocess.run(tried, capture_output=True, check=False).returncode == 0:
                return words
    return None


@contextlib.contextmanager
def disk(place: Path) -> Iterator[Path]:
    """A disk of its own at `place`."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "none", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """Fill a disk to its last byte; gives the file that fills it."""
    filler = place / "filler"
    with filler.open("ab", buffering=0) as file:
        for step in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * step) == step:
                    pass
    return filler


class Desk:
    """A library with one workshop open, as the window has it, and what a person would be told."""

    def __init__(self, folder: Path) -> None:
        self.loop = LoopDispatcher()
        self.library = LibraryService.open(folder, post=self.loop.post)
        self.library.keep_reserve()
        row = self.library.store.create(beginning())
        self.workshop: OpenWorkshop = self.library.open_workshop(row.id)
        self.canvas = next(r.id for r in beginning() if r.kind == "canvas")
        self.told: list[str] = []
        self.workshop.on_save(lambda state: self.told.append(state.error) if state.error else None)

    @property
    def document(self):
        """What is being edited."""
        return self.workshop.document

    def edit(self, size: int = 4000) -> bool:
        """Add a note; whether it is on the disk."""
        self.workshop.run("Add note", lambda tx: notes.add_note(tx, self.canvas, "õ" * size, zone="core"))
        return self.saved()

    def saved(self) -> bool:
        """Whether everything is on the disk now."""
        done = self.library.store.flush()
        self.loop.run_pending()
        return done

    def close(self) -> str:
        """End it; the hash of what was edited."""
        self.workshop.close()
        assert self.library.close()
        return self.document.digest()


def refused(work) -> str:
    """What a person is told of work that does not succeed; anything but a KoosloomeError is a bug."""
    try:
        work()
    except KoosloomeError as error:
        return error.line()
    return ""


def library_role(place: Path) -> dict[str, object]:
    """The library's disk is full: the reserve goes, saving and deleting go on; then they wait, in memory."""
    with disk(place):
        desk = Desk(place / "library")
        reserve = place / "library" / "library.reserve"
        laid = reserve.exists()
        more = desk.library.store.create([r for r in beginning() if r.kind == "workshop"][:0] or _another())
        filler = fill(place)
        with_reserve = 0
        while reserve.exists() and with_reserve < 300:
            assert desk.edit(), desk.told
            with_reserve += 1
        desk.library.delete(more.id)
        fill(place)
        while desk.edit():
            pass
        refused_edit, known = desk.told[-1], desk.document.rev
        for _ in range(5):
            assert not desk.edit()
        assert desk.workshop.saved.rev < known <= desk.document.rev
        deleting = refused(lambda: desk.library.restore(more.id))
        filler.unlink()
        again = desk.saved()
        digest = desk.close()
        seen = look(place / "library", steps=3)
        return {
            "laid": laid, "edits_on_the_reserve": with_reserve, "told": refused_edit, "deleting": deleting,
            "saved_again": again, "same": seen.digest == digest, "wrong": seen.wrong, "laid_again": reserve.exists(),
        }  # fmt: skip


def _another() -> list:
    from tests.drivers.editor import imported

    return imported("import-second")


def export_role(place: Path, folder: Path) -> dict[str, object]:
    """Files are written over older ones: each is the old one, and the person hears why."""
    with disk(place):
        desk = Desk(folder / "library")
        desk.edit()
        files = {ending: place / f"töötuba{ending}" for ending in ENDINGS}
        for file in files.values():
            export_workshop(desk.document, file)
        old = {ending: file.read_bytes() for ending, file in files.items()}
        desk.edit()
        fill(place)
        told = {ending: refused(lambda f=file: export_workshop(desk.document, f)) for ending, file in files.items()}
        whole = all(files[ending].read_bytes() == data for ending, data in old.items())
        return {"told": told, "whole": whole, "stray": sorted(p.name for p in place.glob(".*")), "saved": desk.edit(),
                "closed": bool(desk.close())}  # fmt: skip


def temp_role(place: Path, folder: Path) -> dict[str, object]:
    """The disk for temporary files is full: everything goes on, or says why it does not."""
    with disk(place):
        fill(place)
        os.environ["TMPDIR"] = tempfile.tempdir = str(place)
        try:
            desk = Desk(folder / "library")
            saved = all(desk.edit() for _ in range(5))
            told = [refused(lambda e=e: export_workshop(desk.document, folder / f"a{e}")) for e in ENDINGS]
            told.append(refused(lambda: snapshots.take(desk.library.file)))
            problems = len(desk.library.check())
            digest = desk.close()
        finally:
            tempfile.tempdir = None
            os.environ.pop("TMPDIR")
    return {"saved": saved, "told": told, "problems": problems, "same": look(folder / "library").digest == digest}


def backup_role(place: Path, folder: Path) -> dict[str, object]:
    """No snapshot fits any more: older ones stay, the person hears it, editing goes on."""
    with disk(place / "library" / "backups") as backups:
        desk = Desk(place / "library")
        desk.edit()
        first = snapshots.take(desk.library.file)
        filler = fill(backups)
        desk.edit()
        told = refused(lambda: snapshots.take(desk.library.file))
        verify(first.path)
        left = sorted(p.name for p in backups.iterdir() if p not in {filler, first.path})
        saved = desk.edit()
        filler.unlink()
        snapshots.take(desk.library.file)
        return {"told": told, "left": left, "saved": saved, "again": len(snapshots.snapshots(desk.library.file)),
                "closed": bool(desk.close())}  # fmt: skip


def main(folder: Path) -> int:
    """All four roles."""
    seen = {
        "library": library_role(folder / "one"),
        "export": export_role(folder / "two" / "disk", folder / "two"),
        "temp": temp_role(folder / "three" / "disk", folder / "three"),
        "backup": backup_role(folder / "four", folder / "four"),
    }
    sys.stdout.write(json.dumps(seen, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
