"""What every page is given: colours, language, settings, the command table and the bridge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.clock import Clock, SystemClock
from koosloome_desktop.support.dispatch import Executor, InlineExecutor
from koosloome_desktop.support.palette import LIGHT, Palette
from koosloome_desktop.views.bridge import Bridge

if TYPE_CHECKING:
    from koosloome_desktop.services.agenda_templates import AgendaTemplate
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.settings import Settings


def _nothing(_library: LibraryService) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Ways:
    """How libraries are opened: `own` is the folder of this computer's, `open` opens one by folder or address (slow: in
    the worker), `adopted` hears of one that is shown in place of another. `read` opens one to read only, where somebody
    else writes it or nobody may.
    """

    own: str
    open: Callable[[str], LibraryService]
    adopted: Callable[[LibraryService], object] = _nothing
    read: Callable[[str], LibraryService] | None = None


@dataclass(slots=True)
class PageContext:
    """Shared by the window and its pages; the window changes it in place and calls `refresh_words` or repaints.

    `lang` is the interface's language; a workshop's own is `document.workshop.language`. `fixed` stands still for
    pictures: no blinking cursor, no animation. `executor` does what must not stand in the window's way.
    """

    settings: Settings
    bridge: Bridge
    palette: Palette = LIGHT
    lang: str = "et"
    commands: CommandTable = field(default_factory=CommandTable)
    reduced_motion: bool = False
    fixed: bool = False
    clock: Clock = field(default_factory=SystemClock)
    executor: Executor = field(default_factory=InlineExecutor)
    ticking: Clock | None = None
    """What timers go by; None: `clock`."""
    own_agendas: Callable[[], Sequence[AgendaTemplate]] = tuple
    """The agendas of the person's own templates."""
    ways: Ways | None = None
    """None: there is one library and no other (the throw-away one of `demo`)."""

    @property
    def still(self) -> bool:
        """Whether nothing may glide: for pictures, by the desktop's wish, or by the person's."""
        return self.fixed or self.reduced_motion or self.settings.values.still
