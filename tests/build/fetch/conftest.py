"""A running server of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from picturekit import PictureServer


@pytest.fixture
def server() -> Iterator[PictureServer]:
    """A running server."""
    made = PictureServer()
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
