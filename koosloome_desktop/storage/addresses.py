"""Addresses of shared libraries: taken apart and put together, and what libpq is told on the way to them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from koosloome_desktop.storage.engine import is_address
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.i18n import _

_PATIENCE: Final[dict[str, Any]] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "koosloome",
}
"""libpq's own words: after 10 s without an answer (seconds; tcp_user_timeout in ms) the server counts as gone."""
_AUTHORITIES: Final = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
"""Where systems keep the certificates that they trust: the libpq of the wheel does not know the system's own place."""


def url_of(text: str) -> URL:
    """An address as SQLAlchemy takes it; UsageError when it is none."""
    try:
        return make_url("postgresql+psycopg://" + text.partition("://")[2])
    except (ArgumentError, ValueError) as error:
        raise UsageError(_("This is neither a folder nor the address of a PostgreSQL database.")) from error


def split_address(text: str) -> tuple[str, str, str]:
    """A database's address as (address without a person's part, user, password); UsageError when it is none."""
    if not is_address(text):
        raise UsageError(_("The address of a shared library begins with postgresql://"))
    url = url_of(text)
    bare = URL.create("postgresql", host=url.host, port=url.port, database=url.database, query=url.query)
    query_password = str(url.query.get("password") or "")
    bare = bare.difference_update_query(("password",))
    return bare.render_as_string(hide_password=False), url.username or "", url.password or query_password


def joined_address(bare: str, user: str, password: str = "") -> str:
    """The address with a person's part, as `split_address` took it apart."""
    url = url_of(bare).set(drivername="postgresql", username=user or None, password=password or None)
    return url.render_as_string(hide_password=False)


def short_address(text: str) -> str:
    """An address as people know it: ``raamatukogu.vald.ee/koosloome``."""
    url = url_of(text)
    host = "localhost" if on_this_machine(url) else _host(url)
    return f"{host}/{url.database or url.username or ''}"


def _host(url: URL) -> str:
    return url.host or str(url.query.get("host") or "")


def on_this_machine(url: URL) -> bool:
    """Whether nothing between here and the server could listen: loopback, or a socket file."""
    host = _host(url)
    return host in {"", "localhost", "::1"} or host.startswith(("/", "127."))


def security_of(url: URL) -> dict[str, str]:
    """What libpq is told about TLS: elsewhere the server has to prove who it is, unless the address (or libpq's own
    environment) says otherwise.
    """
    if "sslmode" in url.query or os.environ.get("PGSSLMODE") or on_this_machine(url):
        return {}
    found = {"sslmode": "verify-full"}
    own = Path("~/.postgresql/root.crt").expanduser().exists() or bool(os.environ.get("PGSSLROOTCERT"))
    if "sslrootcert" not in url.query and not own:
        found["sslrootcert"] = next((f for f in _AUTHORITIES if Path(f).exists()), "system")
    return found


def connecting(address: str) -> dict[str, Any]:
    """What libpq is told on the way to an address, but for those that it names itself."""
    url = make_url(address)
    told = {**_PATIENCE, **security_of(url)}
    return {name: value for name, value in told.items() if name not in url.query}
