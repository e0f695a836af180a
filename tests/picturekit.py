"""A server of pictures on loopback, and a network that reaches it under the names of hosts."""

from __future__ import annotations

import io
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

from docforge.build.fetch.addresses import Network


def png(size: tuple[int, int] = (20, 10)) -> bytes:
    """A picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "PNG")
    return out.getvalue()


PICTURE = png()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, PictureServer)
        server.asked.append((self.path, dict(self.headers)))
        answer = getattr(self, "_" + self.path.strip("/").partition("?")[0].partition(".")[0], None)
        answer() if answer else self._send(404, b"not here", "text/plain")

    def _send(self, status: int, body: bytes, kind: str = "image/png", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _good(self) -> None:
        self._send(200, PICTURE)

    def _drawing(self) -> None:
        svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>'
        self._send(200, svg, "image/svg+xml")

    def _page(self) -> None:
        self._send(200, b"<!doctype html><p>sign in", "text/html")

    def _packed(self) -> None:
        self._send(200, b"\x1f\x8b...", Content_Encoding="gzip")

    def _moved(self) -> None:
        self._send(302, b"", Location="/good.png")

    def _inward(self) -> None:
        self._send(302, b"", Location="http://inside.example/good.png")

    def _elsewhere(self) -> None:
        self._send(302, b"", Location="http://other.example/good.png")

    def _circle(self) -> None:
        self._send(302, b"", Location="/circle.png")

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self._pour(b"x" * 65536, 400)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(PICTURE)))
        self.end_headers()
        for place in range(len(PICTURE)):
            self._pour(PICTURE[place : place + 1], 1)
            time.sleep(0.1)

    def _slowhead(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            self._pour(b"X-Wait: 1\r\n", 1)
            time.sleep(0.1)

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(PICTURE)))
        self.end_headers()
        self.wfile.write(PICTURE[:20])
        self.close_connection = True

    def _pour(self, data: bytes, times: int) -> None:
        try:
            for _ in range(times):
                self.wfile.write(data)
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test says what it saw."""


class PictureServer(ThreadingHTTPServer):
    """The server; ``asked`` holds path and headers of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def host(self) -> str:
        """The name by which the network of tests knows it, with its port."""
        return f"img.example:{self.server_port}"

    def url(self, path: str) -> str:
        """The URL of a path."""
        return f"http://{self.host}/{path}"

    def network(self) -> Network:
        """A network in which the server's address is the public one, and ``inside.example`` is not."""
        inside = {"inside.example": "10.0.0.1"}
        return Network(
            (self.host, "inside.example"),
            resolve=lambda host, port: [inside.get(host, "127.0.0.1")],
            is_public=lambda address: address == "127.0.0.1",
        )
