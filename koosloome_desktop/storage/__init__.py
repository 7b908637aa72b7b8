"""The library on disk: one SQLite file (or a PostgreSQL database), one writer thread, one lock; all SQL is here.

`open_library` is the way in. It imports SQLAlchemy (0.3 s) when it is called and not before, so that a window can
paint first; `rows`, `driver` and `lock` are light. May import `model`, `support` and what they may; never canvases,
services or Qt. No ORM instance, connection or SQL type leaves the room: what comes out are records, change sets and
the frozen values of `rows`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koosloome_desktop.storage.library import Library
    from koosloome_desktop.storage.writer import Post
    from koosloome_desktop.support.clock import Clock


def open_library(
    place: str | os.PathLike[str],
    *,
    actor: str | None = None,
    clock: Clock | None = None,
    post: Post | None = None,
    read_only: bool = False,
    without_server: bool = False,
) -> Library:
    """Open the library in a folder, or in a database by URL; see `library.Library.open` for arguments and errors."""
    from koosloome_desktop.storage.library import Library

    return Library.open(place, actor=actor, clock=clock, post=post, read_only=read_only, without_server=without_server)
