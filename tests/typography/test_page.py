"""docs/typography.md tells the truth."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path


def test_the_tables_of_the_page_are_those_docforge_works_by(root: Path) -> None:
    command = [sys.executable, str(root / "scripts/typography_tables.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_examples_of_the_page_print_what_it_says(root: Path) -> None:
    failed, tried = doctest.testfile(str(root / "docs/typography.md"), module_relative=False)
    assert failed == 0
    assert tried >= 7
