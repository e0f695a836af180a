"""What every test shares: how hard Hypothesis looks, and where cases beside the checkout are, if there are any."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# A test run must give the same answer twice; `make fuzz` looks further with fresh seeds.
settings.register_profile(
    "test",
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
settings.register_profile("fuzz", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Commands that tests start as processes speak English, whatever the language of this machine.
os.environ["DOCFORGE_LANG"] = "en"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` takes what came out as what is expected; look at the difference before you commit it."""
    parser.addoption("--accept", action="store_true", help="write what came out into golden files and command cases")


ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path | None:
    """The folder of cases and samples beside the checkout, None where there is none."""
    folder = ROOT.parent / "shared"
    return folder if folder.is_dir() else None
