"""The template for plug-ins (examples/plugin), installed into a clean environment by pip, as its users would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has docforge and what it requires, and the plug-in as pip installs it."""
    folder = tmp_path_factory.mktemp("clean environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    (packages,) = (folder / "venv").glob("lib/python3*/site-packages")
    here = [path for path in sys.path if Path(path).name == "site-packages"]
    (packages / "of-the-tests.pth").write_text("\n".join([str(ROOT / "src"), *here]) + "\n")
    shutil.copytree(ROOT / "examples/plugin", folder / "plugin")
    there = folder / "venv/bin/python"
    command = [sys.executable, "-m", "pip", "--python", there, "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--no-index", "--disable-pip-version-check", folder / "plugin"], check=True)
    return there


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([python, "-m", *arguments], cwd=folder, env=environment, capture_output=True, text=True)


def test_the_plug_in_converts_and_is_named_with_its_version(python: Path, tmp_path: Path) -> None:
    (tmp_path / "words.cards").write_text("# 生字\n山 :: shān\n水 :: shuǐ\nTODO\n", encoding="utf-8")
    done = run(python, tmp_path, "docforge", "convert", "words.cards", "-o", "w.pdf", "-o", "w.tsv", "--theme", "cards")
    assert done.returncode == 0, done.stderr
    assert "words.cards:4:1: warning[DF911] plugin-message: still to be written" in done.stderr
    assert (tmp_path / "w.tsv").read_text(encoding="utf-8") == "1.\t山\tshān\n2.\t水\tshuǐ\n"
    from pypdf import PdfReader

    page = PdfReader(tmp_path / "w.pdf").pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [105, 148]
    assert "shān" in page.extract_text()
    table = json.loads(run(python, tmp_path, "docforge", "formats", "--json").stdout)
    assert table["plugins"] == [
        {"package": "docforge-cards 0.1.0", "kind": kind, "name": name}
        for kind, name in (("pass", "todo"), ("reader", "cards"), ("theme", "cards"), ("writer", "tsv"))
    ]


def test_a_build_names_the_plug_in_in_its_manifest(python: Path, tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("1. 山\n\n   shān\n", encoding="utf-8")
    project = 'language = "zh-Hans"\n\n[target.cards]\nformats = ["tsv"]\ntheme = "cards"\n'
    (tmp_path / "docforge.toml").write_text(project, encoding="utf-8")
    done = run(python, tmp_path, "docforge", "build", "--no-verify")
    assert done.returncode == 0, done.stderr
    tools = json.loads((tmp_path / "dist/build.json").read_text(encoding="utf-8"))["tools"]
    assert tools["docforge.readers cards docforge-cards"] == "0.1.0"


def test_the_plug_in_passes_its_own_tests(python: Path) -> None:
    done = run(python, python.parents[2] / "plugin", "pytest", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout
