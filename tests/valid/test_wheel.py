"""The wheel carries all that the checkout has: what it builds is the same to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Protocol

import pytest


class Built(Protocol):
    """What the fixture `built_examples` gives (tests/valid/conftest.py)."""

    sources: tuple[Path, ...]
    pdf: tuple[Path, ...]
    epub: tuple[Path, ...]
    docx: tuple[Path, ...]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("docforge-*.whl")
    return path


def test_the_wheel_holds_every_template_style_and_schema(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("templates", "styles", "schema"):
        files = [path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file()]
        assert files, f"{folder} is empty"
        assert {f"docforge/_share/{file}" for file in files} <= names
    assert "docforge/py.typed" in names


def test_the_wheel_builds_the_same_bytes_as_the_checkout(wheel: Path, built_examples: Built, tmp_path: Path) -> None:
    # Unpacked elsewhere and put before the checkout: a wheel of pure Python is installed when it is unpacked.
    installed = tmp_path / "site packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONHASHSEED": "7", "TZ": "Asia/Seoul"}

    def python(*arguments: str | Path) -> str:
        command = [sys.executable, *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    home = python("-c", "import docforge; print(docforge.__file__)").strip()
    assert Path(home).is_relative_to(installed), "the wheel was not the one that was tried"

    expected = (built_examples.pdf[0], built_examples.epub[0], built_examples.docx[0])
    outputs = [tmp_path / path.name for path in expected]
    python("-m", "docforge", "convert", built_examples.sources[0], *(f"-o{path}" for path in outputs))
    assert [path.read_bytes() for path in outputs] == [path.read_bytes() for path in expected]
