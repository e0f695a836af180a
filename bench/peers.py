"""The peers, all of them from PyPI: pandoc (pypandoc-binary), and what it gives its PDF to, typst or WeasyPrint.

Typst writes tagged PDF by itself, and sets in docforge's own face, which it finds in the font store beside those of
the system; WeasyPrint takes the face that this was cut from, if the system has it (fonts-noto-cjk).

``python -m bench.peers KIND FORMATS JOBS FILE…`` makes each format of each file beside it, ``JOBS`` files at a time:
``typst`` and ``weasyprint`` with a process each, ``typst-warm`` with typst in processes that stay.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.measure import Figures, once

KINDS = {
    "typst": "pandoc + typst, a process each",
    "typst-warm": "pandoc + warm typst workers",
    "weasyprint": "pandoc + WeasyPrint",
}
FACE = "Docforge Serif SC"
SYSTEM_FACE = "Noto Serif CJK SC"
_WEASYPRINT = "from weasyprint.__main__ import main; main()"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:])"


def together(kind: str, formats: Sequence[str], files: Sequence[str], folder: Path, jobs: int) -> Figures:
    """What a peer takes for formats of many files in a folder."""
    _program(folder)
    return once([sys.executable, "-m", "bench.peers", kind, ",".join(formats), str(jobs), *files], folder)


def alone(kind: str, formats: Sequence[str], file: str, folder: Path) -> Figures:
    """What a peer takes for formats of one file: its own processes, and nothing else."""
    _program(folder)
    commands = [command for suffix in formats for command in _commands(kind, suffix, file)]
    columns = list(zip(*(once(command, folder) for command in commands), strict=True))
    return sum(columns[0]), sum(columns[1]), max(columns[2])


def main(arguments: Sequence[str]) -> None:
    """Make the files."""
    kind, formats, jobs, *files = arguments
    make = partial(_make, kind, formats.split(","))
    if kind == "typst-warm":
        with ProcessPoolExecutor(int(jobs)) as workers:
            list(workers.map(make, files))
    else:
        with ThreadPoolExecutor(int(jobs)) as threads:
            list(threads.map(make, files))


def _make(kind: str, formats: Sequence[str], file: str) -> None:
    for suffix in formats:
        commands = _commands(kind, suffix, file)
        if kind == "typst-warm" and suffix == "pdf":
            _call(commands[0])
            _compiler().compile(_beside(file, "typ"), output=_beside(file, "pdf"))
        else:
            for command in commands:
                _call(command)


def _commands(kind: str, suffix: str, file: str) -> list[list[str]]:
    """The processes that make a format of a file."""
    target = _beside(file, suffix)
    pandoc = [_pandoc(), file, "-s", "-M", "lang=zh-Hans", "-o"]
    if suffix != "pdf":
        return [[*pandoc, target]]
    if kind == "weasyprint":
        return [[*pandoc, target, "-V", f"mainfont={SYSTEM_FACE}", "--pdf-engine=./weasyprint"]]
    source = _beside(file, "typ")
    typst = [sys.executable, "-c", _TYPST, source, target, _faces()]
    return [[*pandoc, source, "-V", f"mainfont={FACE}"], typst]


def _beside(file: str, suffix: str) -> str:
    return str(Path(file).with_suffix(f".{suffix}"))


def _call(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def _program(folder: Path) -> None:
    """WeasyPrint's program under its name, as pandoc asks for it."""
    program = folder / "weasyprint"
    program.write_text(f"#!{sys.executable}\n{_WEASYPRINT}\n", encoding="utf-8")
    program.chmod(0o755)


@cache
def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@cache
def _faces() -> str:
    from docforge.theme.fonts import FontStore

    return os.fspath(FontStore.open().folder / "cuts")


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(font_paths=[_faces()], ignore_system_fonts=True)


if __name__ == "__main__":
    main(sys.argv[1:])
