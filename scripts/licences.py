"""Gather the licences of everything that docforge runs on: a table, and each package's own texts.

Usage: python scripts/licences.py FOLDER [--source PACKAGE]…

``--source`` fetches the source of a package in the version that is installed, into FOLDER/source. Fails when a package
brings neither a licence text nor says under which licence it is.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from docforge.build.release.components import Component, components, licence_files


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Gather the licences of everything that docforge runs on.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", action="append", default=[], metavar="PACKAGE")
    asked = parser.parse_args(arguments)
    found = components()
    rows = ["# Licences of what docforge runs on", "", "| package | version | licence | texts |", "|---|---|---|---|"]
    unknown = []
    for item in found:
        texts = gathered(item, asked.folder / item.name)
        if not texts and not item.licence:
            unknown.append(item.name)
        rows.append(f"| {item.name} | {item.version} | {item.licence or 'see texts'} | {', '.join(texts) or 'none'} |")
    asked.folder.mkdir(parents=True, exist_ok=True)
    (asked.folder / "THIRD-PARTY.md").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name in asked.source:
        fetch_source(next(item for item in found if item.name.lower() == name.lower()), asked.folder / "source")
    if unknown:
        sys.stderr.write(f"error: no licence is known of {', '.join(unknown)}\n")
    return 1 if unknown else 0


def gathered(item: Component, folder: Path) -> list[str]:
    """Copy the licence texts of a package; their names."""
    names = []
    for path in licence_files(item.name):
        folder.mkdir(parents=True, exist_ok=True)
        name = path.name if path.name not in names else f"{len(names)}-{path.parent.name}-{path.name}"
        shutil.copyfile(path, folder / name)
        names.append(name)
    return sorted(set(names))


def fetch_source(item: Component, folder: Path) -> None:
    """The source archive of a package, from where packages come from."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--no-deps", "--no-binary", item.name, "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), f"{item.name}=={item.version}"]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
