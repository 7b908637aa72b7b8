"""Work beside the window whose outcome somebody waits for, and the one rule for what comes too late.

An outcome may come when the window, the dialog or the page that asked is gone, when another library stands open, or
when something else was asked for since. Then nobody waits: a result is let go (what must be closed is closed), an error
is nobody's trouble any more. Everything in `views` that gives work to an executor goes through here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import shiboken6

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.support.dispatch import Executor
    from koosloome_desktop.views.main_window import MainWindow

T = TypeVar("T")
Still = Callable[[], bool]
"""Whether somebody still waits; asked in the window's thread."""


def always() -> bool:
    """Whoever asked waits as long as there is one."""
    return True


def let_go(_result: object) -> None:
    """What came too late holds nothing that must be closed."""


def ask_for(
    executor: Executor,
    asker: object,
    work: Callable[[], T],
    done: Callable[[T], object] = let_go,
    failed: Callable[[Exception], object] | None = None,
    *,
    still: Still = always,
    late: Callable[[T], object] = let_go,
) -> None:
    """Have `work` done beside the window; then, in its thread, `done(result)` or `failed(error)` (without one the error
    is raised) while `asker`, an object of Qt, is there and `still()` holds; else `late(result)`, and errors are let go.
    """

    def waits() -> bool:
        return shiboken6.isValid(asker) and still()

    def came(result: T) -> None:
        (done if waits() else late)(result)

    def wrong(error: Exception) -> None:
        if not waits():
            return
        if failed is None:
            raise error
        failed(error)

    executor.submit(work, came, wrong)


def ask_library(
    window: MainWindow,
    library: LibraryService,
    work: Callable[[], T],
    done: Callable[[T], object] = let_go,
    failed: Callable[[Exception], object] | None = None,
) -> None:
    """The same about a library: nobody waits once it is closed or another one stands open."""
    ask_for(window.executor, window, work, done, failed, still=lambda: window.library is library)


class Waiting:
    """What one asker waits for: `forget` lets go of all that was asked for until then."""

    def __init__(self, asker: object, executor: Executor) -> None:
        self._asker, self._executor = asker, executor
        self._token = 0

    def forget(self) -> None:
        """Nothing that was asked for comes any more: the asker closes, or asks for something else."""
        self._token += 1

    def forgotten(self) -> Still:
        """For work that is begun now: tells, in any thread, whether nobody waits for it any more."""
        token = self._token
        return lambda: token != self._token

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] = let_go,
        failed: Callable[[Exception], object] | None = None,
        *,
        still: Still = always,
        late: Callable[[T], object] = let_go,
    ) -> None:
        """Have work done, as `ask_for` says, for as long as nothing is forgotten."""
        forgotten = self.forgotten()
        ask_for(
            self._executor, self._asker, work, done, failed,
            still=lambda: not forgotten() and still(), late=late,
        )  # fmt: skip
