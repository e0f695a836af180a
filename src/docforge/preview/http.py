"""A web server for one person on this machine: loopback only, and only for a browser that has the token.

Every request must name this server as its host, so that no other site can be pointed here (DNS rebinding), and must
have the token, in the address the first time and in a cookie from then on. What has not is refused, and told nothing.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ADDRESS = "127.0.0.1"

_LONGEST = 1 << 16
"""Bytes of a request's body; choices take a few hundred."""

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing is loaded but from here, and nothing is sent elsewhere."""

BOOK_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""The e-book's own pages: no script runs, no form is sent, nothing comes from elsewhere."""


@dataclass(frozen=True)
class Request:
    """What a browser asks: method, path, the values of its query, the JSON of its body, and the language it likes best
    (a tag)."""

    method: str
    path: str
    query: dict[str, str]
    body: Any = None
    language: str = ""


@dataclass(frozen=True)
class Response:
    """An answer. ``stream`` gives pieces as they come, in place of ``data``."""

    data: bytes = b""
    kind: str = "application/json"
    status: int = 200
    policy: str = _PAGE_POLICY
    stream: Iterable[bytes] | None = None


Answer = Callable[[Request], Response]


@dataclass
class Gate:
    """Who may come in: the token, and the port that the cookie is named after, since cookies know no ports."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"docforge-{self.port}"

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{ADDRESS}:{self.port}/?token={self.token}"

    def knows_host(self, host: str | None) -> bool:
        """Whether a request was meant for this server by name."""
        return host in (f"{ADDRESS}:{self.port}", f"localhost:{self.port}")

    def knows_origin(self, origin: str | None) -> bool:
        """Whether a page of this server asks, where a browser says which page does."""
        return origin is None or self.knows_host(urlsplit(origin).netloc)

    def fits(self, token: str | None) -> bool:
        """Whether it is the token, in a time that tells nothing of it."""
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def token_of(self, cookies: str | None) -> str | None:
        """The token in the header of cookies."""
        try:
            found = SimpleCookie(cookies or "").get(self.cookie)
        except CookieError:
            return None
        return found.value if found else None


class Server(ThreadingHTTPServer):
    """The server. Raises OSError where the port is taken."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, port: int, answer: Answer) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.gate = Gate(self.server_address[1])
        self.answer = answer

    def server_bind(self) -> None:
        # Not that of http.server, which asks the network for this machine's name.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: browsers leave in the middle of an answer whenever a page is left."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def _handle(self, method: str) -> None:
        gate = self.server.gate
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if not gate.knows_host(self.headers.get("Host")) or not gate.knows_origin(self.headers.get("Origin")):
            self._refuse()
        elif method == "GET" and parts.path == "/" and gate.fits(query.get("token")):
            self._let_in()
        elif not gate.fits(gate.token_of(self.headers.get("Cookie"))):
            self._refuse()
        else:
            body, well_formed = self._body() if method == "POST" else (None, True)
            if well_formed:
                liked = re.match(r"[A-Za-z-]+", self.headers.get("Accept-Language") or "")
                asked = Request(method, parts.path, query, body, liked[0] if liked else "")
                self._send(self.server.answer(asked))
            else:
                self._send(Response(status=400))

    def _let_in(self) -> None:
        """The token goes from the address, where others may see it, into a cookie that scripts cannot read."""
        self._begin(303, 0, "", _PAGE_POLICY)
        self.send_header("Location", "/")
        cookie = f"{self.server.gate.cookie}={self.server.gate.token}; Path=/; HttpOnly; SameSite=Strict"
        self.send_header("Set-Cookie", cookie)
        self.end_headers()

    def _refuse(self) -> None:
        self.close_connection = True
        self._begin(403, 0, "", "")
        self.end_headers()

    def _body(self) -> tuple[Any, bool]:
        """The JSON of a request, and whether it is some. A page elsewhere cannot send this type unasked."""
        length = self.headers.get("Content-Length") or ""
        kind = (self.headers.get("Content-Type") or "").partition(";")[0]
        if not length.isdecimal() or int(length) > _LONGEST or kind != "application/json":
            self.close_connection = True
            return None, False
        try:
            return json.loads(self.rfile.read(int(length))), True
        except (ValueError, RecursionError):
            return None, False

    def _send(self, response: Response) -> None:
        if response.stream is None:
            self._begin(response.status, len(response.data), response.kind, response.policy)
            self.end_headers()
            self.wfile.write(response.data)
            return
        self.close_connection = True
        self._begin(response.status, None, response.kind, response.policy)
        self.end_headers()
        for piece in response.stream:
            self.wfile.write(piece)
            self.wfile.flush()

    def _begin(self, status: int, length: int | None, kind: str, policy: str) -> None:
        self.send_response_only(status)  # neither a date nor the name of a program
        if length is not None:
            self.send_header("Content-Length", str(length))
        if kind:
            self.send_header("Content-Type", kind)
        if self.close_connection:
            self.send_header("Connection", "close")
        if policy:
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: requests would hide what is said of the document."""
