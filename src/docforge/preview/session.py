"""One run of the preview: a desk, a server and a watch, until it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from docforge.build.convert import Options
from docforge.diagnostics import report
from docforge.preview.choices import Offer
from docforge.preview.desk import Desk
from docforge.preview.http import ADDRESS, Server
from docforge.preview.routes import Routes
from docforge.preview.watching import watch
from docforge.protocols import Result
from docforge.world import World


@dataclass
class Session:
    """A preview that is being shown. ``url`` is what its user opens."""

    desk: Desk
    server: Server
    stop: threading.Event

    @property
    def url(self) -> str:
        """The address with the token."""
        return self.server.gate.url

    def run(self, failed: Callable[[Exception], None]) -> None:
        """Serve until ``close``. The first view is made at once, while the browser comes."""
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
        self.desk.make()
        watch(self.desk, self.stop, failed)

    def close(self) -> None:
        """End the watch and the server."""
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()


def open_session(
    source: str, options: Options, world: World, *, port: int = 0, editor: str = "", language: str = ""
) -> Result[Session | None]:
    """A preview of a file, or of the documents of a folder. None with DF101 where there is none, with DF912 where the
    port (0: any) is taken."""
    offer = Offer(source, options, world)
    if not offer.documents or not any(offer.world.exists(name) for name in offer.documents[:1]):
        return Result(None, (report("DF101", "there is no document to show", file=source or "."),))
    desk = Desk(offer)
    try:
        server = Server(port, Routes(desk, editor, language).answer)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        hint = "leave --port out, and a free one is taken"
        return Result(None, (report("DF912", f"{ADDRESS}:{port}: {why}", file="--port", hint=hint),))
    return Result(Session(desk, server, threading.Event()))
