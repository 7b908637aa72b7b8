"""Deleted workshops: which there are and for how long, back again, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.support.errors import NotFound, UsageError
from koosloome_desktop.support.i18n import _, ngettext

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.bin import BinRow


def in_bin(service: LibraryService) -> list[BinRow]:
    """What is in the bin, last changed first."""
    from koosloome_desktop.storage import bin as stored

    return stored.look(service.store, service.now())


def find_in_bin(service: LibraryService, name: str) -> BinRow:
    """The deleted workshop that an id, a code or an unambiguous beginning of either names."""
    wanted = name.strip().casefold()
    rows = in_bin(service) if wanted else []
    exact = [r for r in rows if wanted in {r.row.id, r.row.code.casefold()}]
    fits = exact or [r for r in rows if r.row.id.startswith(wanted) or r.row.code.casefold().startswith(wanted)]
    if not fits:
        raise NotFound(_("There is no such workshop in the bin."), place=name)
    if len(fits) > 1:
        raise UsageError(_("{count} workshops fit this name.").format(count=len(fits)), place=name)
    return fits[0]


def delete_for_good(service: LibraryService, *ids: str) -> int:
    """Delete workshops of the bin with their history and pictures; gives how many were there."""
    from koosloome_desktop.storage import bin as stored

    return stored.purge(service.store, ids)


def empty_what_is_due(service: LibraryService) -> int:
    """Delete what has been in the bin for its thirty days; gives how many went."""
    due = [one.row.id for one in in_bin(service) if not one.days_left]
    return delete_for_good(service, *due) if due else 0


def left_words(days: int) -> str:
    """How long a workshop still stays in the bin."""
    if not days:
        return _("goes at the next start")
    return ngettext("stays for {count} more day", "stays for {count} more days", days).format(count=days)
