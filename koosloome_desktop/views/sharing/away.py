"""The first screen while the server of a shared library is away: what can be opened, and from when that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import row

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.rows import WorkshopRow
    from koosloome_desktop.views.home import Home

STRIP: Final = "away"
"""The notice of the first screen."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Which workshops are on this computer: until when each was seen; `away` whether that matters now."""

    away: bool = False
    seen: Mapping[str, str] = field(default_factory=dict)

    def first(self, rows: Sequence[WorkshopRow]) -> list[WorkshopRow]:
        """What can be opened before what cannot."""
        return sorted(rows, key=lambda r: r.id not in self.seen) if self.away else list(rows)

    def near(self, rows: Sequence[WorkshopRow]) -> list[WorkshopRow]:
        """Those that can be opened."""
        return [r for r in rows if not self.away or r.id in self.seen]

    def far(self, rows: Sequence[WorkshopRow]) -> list[WorkshopRow]:
        """Those that wait for the server."""
        return [r for r in rows if self.away and r.id not in self.seen]

    def word(self, workshop: str) -> str:
        """What a card says of its workshop; nothing while the server answers."""
        if not self.away:
            return ""
        if workshop not in self.seen:
            return _("Opens when the server is back")
        return _("As seen on {time}").format(time=seen_at(self.seen[workshop]))


def kept_of(library: LibraryService | None) -> Kept:
    """What is known of this library now."""
    if library is None or not library.store.away:
        return Kept()
    return Kept(True, dict(library.store.seen()))


def seen_at(instant: str) -> str:
    """The instant of a copy as people say it."""
    return locale.date_time(from_instant(instant))


def tell(home: Home) -> None:
    """Put the strip that says so on the first screen, or take it away."""
    kept = home.kept
    if not kept.away:
        home.notice.put(STRIP, None)
        return
    strip = QFrame()
    strip.setObjectName("notice")
    strip.setLayout(row(label(words(kept), "body", wrap=True), margins=(16, 12, 16, 12)))
    home.notice.put(STRIP, strip)


def words(kept: Kept) -> str:
    """What the strip says: what can be opened, from when that is, what becomes of changes."""
    told = _(
        "The server does not answer. Workshops that were opened on this computer before can be opened as they were "
        "seen here last, the latest on {time}. What you change waits here and is sent by itself when the server is "
        "back."
    )
    return told.format(time=seen_at(max(kept.seen.values(), default="")))
