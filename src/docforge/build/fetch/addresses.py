"""Which addresses of the web may be asked: hosts on a list, at public addresses, each looked up once.

A document from elsewhere may name any address, those inside the reader's own network among them. So a host must be on
the list that the user gave, every address it has must be public (RFC 6890), and the connection goes to the address that
was looked at: a name server that answers otherwise the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TUNNELS = (_NAT64, ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("2002::/16"))
"""IPv6 networks behind which any IPv4 address may stand."""


class Refused(Exception):
    """An address that is not asked, or an answer that is not taken; the message says why.

    ``unlisted`` is the host when it is only missing from the list of allowed ones.
    """

    def __init__(self, message: str, unlisted: str = "") -> None:
        super().__init__(message)
        self.unlisted = unlisted


class Place(Struct, frozen=True):
    """Where to connect: a host by name, the address that it has now, and what to ask for there."""

    scheme: str
    host: str
    port: int
    address: str
    target: str

    @property
    def authority(self) -> str:
        """The value of the ``Host`` header."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, by the machine's name service. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the open Internet: not private, local, reserved, nor a way round to such a one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in network for network in _TUNNELS) or found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


class Network(Struct, frozen=True):
    """The network as a fetch may see it.

    ``hosts``: names that may be asked (``img.example``, with a port ``img.example:8080``, all below a name
    ``*.example``, any ``*``).
    """

    hosts: Sequence[str] = ()
    resolve: Callable[[str, int], list[str]] = resolve
    is_public: Callable[[str], bool] = is_public

    def place(self, url: str) -> Place:
        """Where a URL leads. Raises Refused."""
        try:
            parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
            host, port = parts.hostname, parts.port
            name = host.encode("idna").decode("ascii") if host and not host.isascii() else host
        except (ValueError, UnicodeError) as error:
            raise Refused(f"not an address: {error}") from error
        if parts.scheme not in _PORTS or not name:
            raise Refused("only http and https addresses are fetched")
        if parts.username is not None or parts.password is not None:
            raise Refused("an address with a user name or password is not fetched")
        own_port = port or _PORTS[parts.scheme]
        shown = name if own_port in _PORTS.values() else f"{name}:{own_port}"
        if not any(_fits(shown, pattern) for pattern in self.hosts):
            raise Refused(f"the host {shown} is not on the list", shown)
        path = parts.path or "/"
        return Place(parts.scheme, name, own_port, self._address(name, own_port), path + _query(parts.query))

    def _address(self, host: str, port: int) -> str:
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Refused(f"the host {host} has no address: {error}") from error
        for address in found:
            if not self.is_public(address):
                raise Refused(f"the host {host} is at {address}, which is not public")
        if not found:
            raise Refused(f"the host {host} has no address")
        return found[0]


def _fits(host: str, pattern: str) -> bool:
    wanted = pattern.lower()
    if wanted == "*":
        return ":" not in host
    return host.endswith(wanted[1:]) if wanted.startswith("*.") else host == wanted


def _query(query: str) -> str:
    return f"?{query}" if query else ""
