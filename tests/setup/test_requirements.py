"""requirements.lock: what it names satisfies pyproject.toml, each with the digest that pip asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"([\w.-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}\n")


def locked() -> dict[str, str]:
    """Versions by name."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in _PIN.findall(text)}


def asked() -> list[Requirement]:
    """What docforge and its tests ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["test"])]


def test_every_line_is_a_version_with_its_digest() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    body = re.sub(r"(?m)^#.*\n", "", text)
    assert _PIN.sub("", body) == ""
    assert len(locked()) == body.count("==")


def test_what_is_locked_is_what_the_project_asks_for() -> None:
    versions = locked()
    wanted = [one for one in asked() if one.marker is None or one.marker.evaluate()]
    wrong = [str(one) for one in wanted if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))]
    assert wrong == []
