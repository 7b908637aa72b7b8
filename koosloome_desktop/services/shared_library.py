"""The shared library that a person connects to: its address, put together and taken apart, remembered without a
password.

The password is never written: it is asked for at each start unless libpq finds one by itself (``~/.pgpass``,
``PGPASSWORD``, a certificate, the system's own name).
"""

from __future__ import annotations

import os

from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import DATABASE_VARIABLE


def named_database(library: str | None, database: str | None) -> str:
    """The address of a shared library that a call (`--library`, `--database`) or the environment names; empty when a
    folder is meant. UsageError for both flags at once, and for what is no address.
    """
    given = (database or "").strip()
    if given and library:
        raise UsageError(_("A library is either a folder or a database: give one of --library and --database."))
    if given and "://" not in given:
        raise UsageError(_("The address of a shared library begins with postgresql://"))
    return given or ("" if library else os.environ.get(DATABASE_VARIABLE, "").strip())


def taken_apart(text: str) -> tuple[str, str, str]:
    """(address without a person's part, name, password); UsageError when it is no address of a database."""
    from koosloome_desktop.storage.addresses import split_address

    return split_address(_with_scheme(text))


def address_of(text: str, user: str = "", password: str = "") -> str:
    """The whole address. ``server/database`` is enough; a name or password given beside it counts for more than one
    inside. UsageError when it is none.
    """
    from koosloome_desktop.storage.addresses import joined_address

    if not text.strip():
        raise UsageError(_("Write the address of the shared library first."))
    bare, named, secret = taken_apart(text)
    return joined_address(bare, user or named, password or secret)


def without_password(text: str) -> str:
    """The address with the name, but not the password: what may be remembered."""
    bare, user, _password = taken_apart(text)
    return address_of(bare, user)


def _with_scheme(text: str) -> str:
    clean = text.strip()
    return clean if "://" in clean else f"postgresql://{clean}"


def remembered(settings: Settings) -> str:
    """The address that was connected to last, without a password; empty when there was none."""
    kept = settings.values.shared.get("address")
    return kept if isinstance(kept, str) else ""


def to_open(settings: Settings) -> str:
    """The address of the shared library that a start opens; empty when it is one's own library."""
    return remembered(settings) if settings.values.shared.get("open") is True else ""


def remember(settings: Settings, address: str = "") -> None:
    """Open this library at the next start, one's own where the address is empty; the last address is kept for the
    dialog.
    """
    kept = address or remembered(settings)
    settings.change(shared={"address": kept, "open": bool(address)} if kept else {})
