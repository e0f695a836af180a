"""``python -m fuzz.target READER [options of libFuzzer]``: one reader, fed by atheris until it breaks its law."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["docforge", "markdown_it", "mdit_py_plugins", "tinyhtml5"]):
    from docforge.build import registry
    from fuzz.law import NAMES, OPTIONS, WORLD, law


def main(reader: str, arguments: list[str]) -> None:
    """Hand the reader to libFuzzer."""
    registry.reader(reader).read(b"", NAMES[reader], OPTIONS[0], WORLD)
    atheris.Setup([sys.argv[0], *arguments], lambda data: law(reader, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
