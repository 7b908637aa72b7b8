"""Every write, sync, open, rename and deletion fails once, and for good: nothing is lost, and it is told."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from koosloome_desktop.services import snapshots
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.services.settings import read as read_settings
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import KoosloomeError
from tests.drivers import editor as editors
from tests.drivers.editor import Editor, age
from tests.drivers.older import know_older
from tests.drivers.refusing import Disk, refusing
from tests.drivers.verify import look
from tests.drivers.witness import Witness, tell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the calls are those of Linux and macOS")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
LOG = "library/library.sqlite-wal"


@dataclass
class Sitting:
    """A short sitting with everything that writes, on a disk that may refuse."""

    folder: Path
    disk: Disk
    witness: Witness = field(default_factory=Witness)
    told: list[str] = field(default_factory=list)
    library: Library | None = None
    editor: Editor | None = None
    settings: Settings | None = None

    def say(self, *words: object) -> None:
        """What the driver says of its edits."""
        if words[0] == "ERR":
            self.told.append(str(words[1]))
        else:
            self.witness.hear([[str(word) for word in words]])

    def try_(self, work) -> None:
        """Do something; trouble of the world is told, anything else is a bug and is raised."""
        try:
            work()
        except KoosloomeError as error:
            self.told.append(error.line())

    def hold(self) -> None:
        """Everything that writes, in turn."""
        loop = LoopDispatcher()
        self.try_(lambda: age(self.folder / "library"))
        try:
            self.library = Library.open(self.folder / "library", post=loop.post)
            self.editor = Editor(self.library, loop, seed=3)
        except KoosloomeError as error:
            self.told.append(error.line())
            return
        steps = [self.editor.edit] * 3 + [self.editor.undo, self.editor.bring_in, self.editor.edit]
        for step in steps:
            self.try_(step)
            self.editor.catch_up()
        self.try_(lambda: snapshots.take(self.library.file, "hand"))
        self.try_(lambda: self.library.create(editors.imported("import-x")))
        for ending in (".json", ".koosloome"):
            self.try_(lambda ending=ending: self.export(ending))
        self.settings = Settings(self.folder / "settings" / "settings.json")
        self.settings.change(theme="dark")

    def export(self, ending: str) -> None:
        """A file over the one before."""
        folder = self.folder / "library" / editors.EXPORTS
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            return
        editors.export_workshop(self.editor.document, folder / f"kava{ending}")

    def close(self) -> bool:
        """End it; whether everything was written."""
        if self.settings is not None:
            self.settings.flush()
        if self.editor is not None:
            self.editor.workshop.close()
        written = self.library is None or self.library.close()
        if self.editor is not None:
            self.editor.loop.run_pending()
        return written


def must_tell(call: str, path: str) -> bool:
    """Whether people hear of it when this is refused for good: what they wrote or asked for is not on the disk."""
    in_log = path == LOG and call in {"write", "pwrite", "fsync"}
    return in_log or (path.startswith("library/") and path.endswith(".part"))


def sit(folder: Path, number: int, error: int, for_good: bool) -> Disk:
    """One sitting; after it, and after a kill in the middle of it, everything acknowledged is there."""
    folder.mkdir()
    sitting = Sitting(folder, Disk(folder, number, error, for_good))
    with pytest.MonkeyPatch.context() as patch, refusing(sitting.disk) as disk:
        patch.setattr(editors, "say", sitting.say)
        sitting.hold()
        refused = list(disk.refused)
        killed = folder.with_name("killed")
        shutil.rmtree(killed, ignore_errors=True)
        killed.mkdir()
        if (folder / "library").is_dir():
            shutil.copytree(folder / "library", killed, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*-shm"))
        disk.lift()
        assert sitting.close(), refused
    if for_good and any(must_tell(*call) for call in refused):
        assert sitting.told, refused
    if sitting.settings is not None:
        # Of settings nobody is told: they hold, and are written as soon as that can be.
        assert read_settings(sitting.settings.path).theme == "dark", refused
    seen = look(killed, steps=3)
    assert seen.wrong == (), refused
    assert seen.rev >= sitting.witness.acknowledged or not sitting.editor, refused
    after = look(folder / "library", steps=3)
    assert after.wrong == (), refused
    if sitting.editor is not None:
        assert after.digest == sitting.editor.document.digest(), refused
    shutil.rmtree(folder)
    return sitting.disk


def refuse_all(folder: Path, every: int, modes: list[tuple[int, bool]], first: int = 1) -> int:
    """Refuse every so many-th call in each of the modes; the number of refusals."""
    know_older()
    calls = sit(folder / "none", 0, 0, for_good=False).calls
    assert calls > 100
    done = 0
    for number in range(first, calls + 1, every):
        for error, for_good in modes if every == 1 else [modes[(number // every) % len(modes)]]:
            sit(folder / f"{number}-{error}-{for_good}", number, error, for_good)
            done += 1
    return done


MODES = [(error, for_good) for for_good in (False, True) for error in ERRORS]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_tenth_call_refused(tmp_path):
    done = refuse_all(tmp_path, 10, MODES)
    tell(f"{done} refused calls (every tenth; once and for good; ENOSPC, EIO, EROFS): 0 lost")


@pytest.mark.full
@pytest.mark.timeout(7200)
def test_every_call_refused(tmp_path):
    done = refuse_all(tmp_path, 1, MODES)
    tell(f"{done} refused calls (every call; once and for good; ENOSPC, EIO, EROFS): 0 lost")
