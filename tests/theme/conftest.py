"""The font store that all tests of fonts share, and a lock of two designs that is cut in a second."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from docforge.theme.fonts import FontStore
from docforge.theme.fonts.build import build_store
from docforge.theme.fonts.lock import Lock, load_lock


@pytest.fixture(scope="session")
def store() -> FontStore:
    """The machine's store, filled now if ``make setup`` has not done it."""
    store = FontStore.open()
    store.build()
    return store


@pytest.fixture(scope="session")
def small_lock() -> Lock:
    """The locked fonts, with a fixed-pitch and one small proportional design cut from them."""
    lock = load_lock()
    sans = msgspec.structs.replace(lock.find_design("sans-jp"), charset=("code",))
    return msgspec.structs.replace(lock, design=(sans, lock.find_design("mono")))


@pytest.fixture
def small_store(small_lock: Lock, tmp_path: Path) -> FontStore:
    """A store of its own for tests that damage it."""
    store = FontStore(tmp_path / "store", small_lock)
    build_store(small_lock, store.folder, (), 1, lambda _line: None)
    return store
