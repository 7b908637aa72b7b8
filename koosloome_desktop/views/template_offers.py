"""What a new workshop can begin with, as a gallery shows it: own templates, the kinds of events, nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.services import own_templates
from koosloome_desktop.services.agenda_templates import TEMPLATES, AgendaTemplate
from koosloome_desktop.services.template_files import OWN
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.own_templates import OwnTemplate

EMPTY: Final = "empty"
_SHOWN_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry of the gallery, its words in the language now; `own` is the file it stands in, where it is an own
    one.
    """

    code: str
    title: str
    line: str
    agenda: AgendaTemplate | None = None
    own: OwnTemplate | None = None

    @property
    def canvases(self) -> tuple[tuple[str, str], ...]:
        """The canvases it brings, (type, variant)."""
        return self.agenda.canvases if self.agenda is not None else ()


def offers(library: LibraryService | None) -> list[Offer]:
    """Own templates first, then the kinds of events, an empty workshop last."""
    own = own_templates.all_of(library) if library is not None else []
    found = [Offer(f"{OWN}{t.path.stem}", t.title, t.line, t.agenda, t) for t in own]
    found += [Offer(t.code, _(t.title), _(t.line), t) for t in TEMPLATES]
    return [*found, Offer(EMPTY, _("Empty workshop"), _("Choose the canvases yourself"))]


def length_words(agenda: AgendaTemplate | None) -> str:
    """``240 min``, ``8 kohtumist × 360 min``; "" for what has no agenda."""
    if agenda is None or not agenda.meetings:
        return ""
    minutes = f"{agenda.minutes} {_('min')}"
    count = len(agenda.meetings)
    if count == 1:
        return minutes
    many = ngettext("{count} meeting", "{count} meetings", count).format(count=count)
    return f"{many} × {minutes}"


def canvas_words(canvases: Sequence[tuple[str, str]], lang: str) -> str:
    """The titles of the canvases that come along."""
    titles = []
    for kind, code in canvases:
        variant, spec = variant_of(kind, code), spec_of(kind)
        named = [n.title.get(lang) for n in (variant, spec) if n is not None]
        titles.append(next((t for t in named if t), kind))
    return ", ".join(titles)


def day_words(agenda: AgendaTemplate | None, first: date | None, lang: str) -> str:
    """The days of several meetings: ``15.10.2026, 22.10.2026 …``; "" for one meeting or without a first day."""
    if agenda is None or first is None or len(agenda.meetings) < 2:
        return ""
    days = sorted({m.day for m in agenda.meetings})
    told = [locale.date((first + timedelta(days=d)).isoformat(), lang) for d in days[:_SHOWN_DAYS]]
    return ", ".join(told) + (" …" if len(days) > _SHOWN_DAYS else "")
