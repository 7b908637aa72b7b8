"""A disk that hangs: it sends no error, and whoever asks it waits in the kernel, where nothing can fetch him back.

So what touches the disk is done in threads, and who must not wait looks whether they still do anything: a thread that
used no processor time for three seconds is taken to hang (quality.md D13). A slow but living disk is not, as every
page that is read costs a little.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Final, TypeVar

from koosloome_desktop.support.errors import NoAnswer
from koosloome_desktop.support.i18n import _

if TYPE_CHECKING:
    from koosloome_desktop.storage.library import Library

T = TypeVar("T")

_CLOCK: Final = getattr(time, "pthread_getcpuclockid", None)
SECONDS: Final = 3.0 if _CLOCK is not None else 15.0
"""After so long without an answer people are told; later where nobody can see whether anything is done."""
WORKING: Final = 0.02
"""The least processor time in these seconds of a thread that does something (s)."""
CHANGES: Final = 10
"""How many times as long somebody waits for a change that was begun, as nobody knows what becomes of it."""


def spent(thread: threading.Thread) -> float:
    """The processor time of a thread so far (s); 0.0 where it has ended or the system does not tell."""
    if _CLOCK is None or thread.ident is None or not thread.is_alive():
        return 0.0
    return float(time.clock_gettime(_CLOCK(thread.ident)))


def hurry(library: Library) -> None:
    """The calling thread waits for no disk of this library that hangs: NoAnswer. A server has ways of its own."""
    if library.file is not None:
        library._writer.hurries, library._writer.hurry = threading.get_ident(), SECONDS


def no_answer(place: str, *, begun: bool = False) -> NoAnswer:
    """What a person is told; `begun` says that a change may yet be made."""
    unsure = _("What you just did may be there when it answers again: look before you repeat it.")
    nothing = _("Put the disk back, or try again when it answers. Nothing was changed.")
    return NoAnswer(
        _("The disk that the library is on does not answer."), place=place, hint=unsure if begun else nothing
    )


def result_of(future: Future[T], thread: threading.Thread, seconds: float, place: str, *, changes: bool) -> T:
    """What a thread comes to; NoAnswer when it does nothing for so many seconds. What it was asked is not done then,
    unless it `changes` something and was begun: that is waited for ten times as long.
    """
    before, waited = spent(thread), 0
    while not wait((future,), seconds).done:
        now, waited = spent(thread), waited + 1
        if now - before < WORKING and (future.cancel() or not changes or waited >= CHANGES):
            raise no_answer(place, begun=changes and not future.cancelled())
        before = now
    return future.result()


def unless_it_hangs(work: Callable[[], T], place: str, late: Callable[[T], object], *, seconds: float = SECONDS) -> T:
    """Do something in a thread of its own and wait for it while it does anything. NoAnswer when for so many seconds it
    did nothing: it is left behind, and `late` gets in that thread what it comes to after all.
    """
    future: Future[T] = Future()
    left = threading.Lock()
    gone: list[bool] = []

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001  (who waits hears of it, whatever it is)
            future.set_exception(error)
            return
        with left:
            future.set_result(result)
        if gone:
            late(result)

    thread = threading.Thread(target=run, name="library-opener", daemon=True)
    thread.start()
    before = spent(thread)
    while not wait((future,), seconds).done:
        now = spent(thread)
        if now - before < WORKING:
            with left:
                if not future.done():
                    gone.append(True)
                    raise no_answer(place)
        before = now
    return future.result()
