import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic

_RUN = """
import cffi, sys

def refuse(*arguments):
    raise OSError("cannot load library 'libpango-1.0.so.0'")

cffi.FFI.dlopen = refuse
from docforge.cli import run
sys.exit(run(["convert", "in.md", "-o", "out.pdf", "--lang", "zh-Hans", "--format", "json"]))
"""


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    """In a process of its own, where the loader finds no Pango."""
    (folder / "in.md").write_text("# 题目\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", _RUN], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 5, done.stderr
    return [Diagnostic(**fields) for fields in json.loads(done.stderr)["diagnostics"] if fields.pop("name")]
