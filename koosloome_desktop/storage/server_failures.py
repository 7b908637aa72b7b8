"""What a PostgreSQL server refused, as errors for people.

libpq gives no code for what happens before a connection stands, only the server's or its own sentence: those are
recognised by the words that PostgreSQL and OpenSSL use; whatever else fails before then counts as a server that does
not answer. Codes: PostgreSQL manual, appendix A.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.support.errors import KoosloomeError, ServerAway, StorageError
from koosloome_desktop.support.i18n import N_, _

_AWAY: Final = ("08", "57P")
"""Classes of codes for a connection that broke and a server that stops or starts."""

_SAID: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (
        ("28P01", "password authentication failed"),
        N_("The server did not take this name and password."),
        N_("Check both. A password can also have expired: whoever runs the server renews it."),
    ),
    (
        ("no password supplied", "password is missing"),
        N_("The server asks for a password."),
        N_("Type it; it is not kept."),
    ),
    (
        ("28000", "pg_hba.conf", "is not permitted to log in", 'role "'),
        N_("The server does not let this name in from this computer."),
        N_("Check the name, or ask whoever runs the server."),
    ),
    (
        ("3D000", 'database "'),
        N_("There is no such database on the server."),
        N_("Check the last part of the address."),
    ),
    (
        ("certificate", "does not support SSL", "SSL error", "no encryption"),
        N_("The server could not prove that it is the one that was meant; nothing was sent."),
        N_("Ask who runs the server for the file of its certificate authority; add ?sslrootcert=FILE to the address."),
    ),
    (
        ("42501",),
        N_("This name may not read and write in the library."),
        N_("Ask whoever runs the server for the rights."),
    ),
    (
        ("25006",),
        N_("The server takes no changes at the moment; your edits are kept on this computer."),
        N_("They are sent by themselves."),
    ),
)


def server_told(raw: BaseException, place: str, *, lost: bool = False) -> KoosloomeError:
    """The error for people that stands for one of psycopg; `lost` when the connection broke."""
    code, text = str(getattr(raw, "sqlstate", None) or ""), " ".join(str(raw).split())
    away = lost or code.startswith(_AWAY)
    if not away:
        for signs, message, hint in _SAID:
            if code in signs or (not code and any(sign in text for sign in signs)):
                return StorageError(_(message), place=place, hint=_(hint))
    if code == "53300":
        return ServerAway(_("The server has no free place."), place=place, hint=_("It is tried again by itself."))
    if away or (not code and type(raw).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"}):
        return ServerAway(
            _("The server does not answer."),
            place=place,
            hint=_("Check the address and the network. What was edited is kept on this computer."),
        )
    return StorageError(
        _("The server could not do it ({detail}); your edits are kept on this computer.").format(
            detail=code or type(raw).__name__
        ),
        place=place,
        hint=_("Saving is tried again by itself."),
    )
