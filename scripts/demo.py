"""Build every example into dist/ as PDF, EPUB and DOCX, read the files back, and print a table of them.

Usage: python scripts/demo.py [FOLDER]   (the folder to write into, by default dist)

Fails when an example has an error, when a file cannot be written, or when `docforge verify` finds a difference.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docforge
from docforge.cli import run as docforge_command
from docforge.diagnostics.render import render

SOURCE_SUFFIXES = (".md", ".txt")
FORMATS = ("pdf", "epub", "docx")

ON_TEMPLATE: tuple[Path, list[str], dict[str, Any]] = (
    Path("examples/gongwen.md"),
    ["gongwen-on-template.docx"],
    {"theme": "gov", "reference_doc": "examples/gongwen.dotx"},
)
"""An official document in a Word template of its own (scripts/gongwen_template.py)."""

Row = tuple[str, ...]
HEAD: Row = ("size", "pages", "numbered", "sha-256", "file")


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path("dist")
    folder.mkdir(parents=True, exist_ok=True)
    examples = sorted(path for path in Path("examples").iterdir() if path.suffix in SOURCE_SUFFIXES)
    if not examples:
        return fail("there are no examples to build")
    rows: list[Row] = []
    numbered = 0
    builds = [(example, [f"{example.stem}.{suffix}" for suffix in FORMATS], {}) for example in examples]
    for example, names, options in (*builds, ON_TEMPLATE):
        outcome = docforge.convert(example, [folder / name for name in names], **options)
        shown = [item for item in outcome.diagnostics if item.severity != "note"]
        sys.stderr.write(render(shown, "text", outcome.texts, version=docforge.__version__))
        if not outcome.ok or outcome.document is None:
            return fail(f"{example} could not be built")
        count = sum(series.count for series in outcome.document.runs)
        numbered += count
        files = [artifact.path for artifact in outcome.artifacts if Path(artifact.path).suffix[1:] in FORMATS]
        # The command itself, for its precise report: the difference, its place, and the exit status 4.
        if docforge_command(["verify", "--quiet", *files]) != 0:
            return fail(f"{example}: the files do not say what the source says")
        rows += [
            (
                f"{artifact.size / 1000:,.0f} kB",
                str(artifact.pages or ""),
                str(count),
                artifact.sha256[:12],
                artifact.path,
            )
            for artifact in outcome.artifacts
            if artifact.path in files
        ]
    sys.stdout.write(table([HEAD, *rows]))
    sys.stdout.write(
        f"verified: {len(rows)} files from {len(examples)} sources, {numbered} numbered paragraphs, "
        "the same in every format\n"
    )
    return 0


def table(rows: list[Row]) -> str:
    """The rows with aligned figures; the file's name comes last, so that its width does not matter."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    lines = []
    for row in rows:
        figures = [cell.rjust(wide) for cell, wide in zip(row[:-1], widths, strict=True)]
        lines.append("  ".join([*figures, row[-1]]) + "\n")
    return "".join(lines)


def fail(message: str) -> int:
    sys.stderr.write(f"error: {message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
