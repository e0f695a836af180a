"""``python -m docforge.theme.fonts build|list``: fill the font store, or say what is in it."""

from __future__ import annotations

import argparse
import os
import sys
import time

from .store import FontStore
from .types import FontStoreError

_EXIT_MISSING = 5


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0, or 5 when the store or its sources cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        store = FontStore.open()
        if options.command == "build":
            _build(store, options.jobs, options.force)
        else:
            _list(store)
    except FontStoreError as error:
        _say(f"error[{error.code}]: {error.message}\n  {error.fix}")
        return _EXIT_MISSING
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m docforge.theme.fonts", description="docforge's font store")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="cut every face of the lock (styles/fonts.toml)")
    build.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="processes (default: one a core)")
    build.add_argument("--force", action="store_true", help="cut again what is there")
    commands.add_parser("list", help="faces of the store, with size, glyphs, characters and hash")
    return parser


def _build(store: FontStore, jobs: int, force: bool) -> None:
    started = time.monotonic()
    manifest = store.build(jobs, _say, force=force)
    size = sum(entry.size for entry in manifest.cuts) / 1e6
    _say(f"{len(manifest.cuts)} faces, {size:.0f} MB in {store.folder} ({time.monotonic() - started:.1f} s)")


def _list(store: FontStore) -> None:
    manifest = store.manifest()
    sys.stdout.write(f"{store.folder}\nfrom {manifest.package} ({manifest.licence})\n")
    for entry in manifest.cuts:
        characters = len(store.coverage(entry.key))
        sys.stdout.write(
            f"{entry.key:18} {entry.size / 1e6:5.1f} MB {entry.glyphs:6} glyphs {characters:6} characters "
            f"{entry.sha256[:16]}\n"
        )


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
