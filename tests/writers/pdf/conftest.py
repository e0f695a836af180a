"""The font store that pages are set from, filled once for a test run."""

from __future__ import annotations

import pytest

from docforge.theme.fonts import FontStore


@pytest.fixture(scope="session", autouse=True)
def store() -> FontStore:
    """The machine's store, filled now if ``make setup`` has not done it."""
    store = FontStore.open()
    store.build()
    return store
