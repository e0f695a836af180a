"""One picture from one address: within a size and a time, redirects followed by the same rules. urllib3 lives here."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from urllib.parse import quote, urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from docforge.build.fetch.addresses import Network, Place, Refused

_REDIRECTS = 5
_REDIRECTED = (301, 302, 303, 307, 308)
_CHUNK = 64 << 10
_AGENT = "docforge (+https://pypi.org/project/docforge/)"
_KEPT = "/?&=%+,;:@!$()*~'[]"
"""Characters of a path and query that go over the line as they are (RFC 3986), percent signs of escapes among them."""

_HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": _AGENT}


def download(url: str, network: Network, limit: int, seconds: float) -> bytes:
    """The bytes at an address: at most ``limit`` of them, within ``seconds`` in all. Raises Refused.

    Nothing is sent but the address: no cookies, no credentials, no referrer.
    """
    end = time.monotonic() + seconds
    for _ in range(_REDIRECTS + 1):
        place = network.place(_quoted(url))
        try:
            with _answer(place, end) as response:
                if response.status not in _REDIRECTED:
                    body = _body(response, limit)
                    if time.monotonic() >= end:  # a line that is cut among the headers looks like the end of them
                        raise TimeoutError
                    return body
                onward = urljoin(url, response.headers.get("Location", ""))
        except (HTTPError, OSError) as error:
            if time.monotonic() >= end:
                raise Refused(f"no whole answer within {seconds:g} s") from error
            raise Refused(f"no answer: {_reason(error)}") from error
        if place.scheme == "https" and onward.startswith("http:"):
            raise Refused("it leads on to an address that is not encrypted")
        url = onward
    raise Refused(f"it leads on more than {_REDIRECTS} times")


@contextmanager
def _answer(place: Place, end: float) -> Iterator[BaseHTTPResponse]:
    """The answer of a server, asked at the address that was looked at; cut off when the time has come."""
    left = max(end - time.monotonic(), 0.01)
    connection = _connection(place, left)
    try:
        connection.connect()
        # A server that sends a byte now and then keeps every single wait short: the line itself is cut.
        clock = Timer(max(end - time.monotonic(), 0.01), _cut, (connection,))
        clock.daemon = True
        clock.start()
        try:
            connection.request(
                "GET", place.target, headers={**_HEADERS, "Host": place.authority}, preload_content=False
            )
            response = connection.getresponse()
            try:
                yield response
            finally:
                response.close()
        finally:
            clock.cancel()
    finally:
        connection.close()


def _connection(place: Place, timeout: float) -> HTTPConnection:
    if place.scheme == "http":
        return HTTPConnection(place.address, place.port, timeout=timeout)
    return HTTPSConnection(
        place.address,
        place.port,
        timeout=timeout,
        ssl_context=ssl.create_default_context(),
        server_hostname=place.host,
        assert_hostname=place.host,
    )


def _cut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the other side was faster


def _body(response: BaseHTTPResponse, limit: int) -> bytes:
    if response.status != 200:
        raise Refused(f"the server answers {response.status} {response.reason or ''}".rstrip())
    encoding = response.headers.get("Content-Encoding", "identity")
    if encoding != "identity":
        raise Refused(f"the answer is packed ({encoding}), which was not asked for")
    told = response.headers.get("Content-Length", "")
    if told.isdigit() and int(told) > limit:
        raise Refused(f"{told} bytes, over the limit of {limit}")
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        size += len(part)
        if size > limit:
            raise Refused(f"over the limit of {limit} bytes")
        parts.append(part)
    if told.isdigit() and size < int(told):
        raise Refused(f"cut off after {size} of {told} bytes")
    return b"".join(parts)


def _quoted(url: str) -> str:
    """A URL as it goes over the line: what is not ASCII escaped, what is escaped already left."""
    scheme, mark, rest = url.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host}{slash}{quote(path.partition('#')[0], safe=_KEPT)}"


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", "") or error or type(error).__name__)
