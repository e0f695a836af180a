"""Write requirements.lock: every package that docforge and its tests need, with version and SHA-256.

``python scripts/lock_requirements.py`` asks pip what it would install for this interpreter and platform, and for every
file of those versions that pip could choose there. No address of a package index is written.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "requirements.lock"
HEAD = """\
# What CI installs: python -m pip install --require-hashes -r requirements.lock, then pip install --no-deps -e .
# Made by scripts/lock_requirements.py for Python {version} on {platform}.
"""


def main() -> None:
    """Ask pip and write the file."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run"]
    command += ["--ignore-installed", "--report", "-", "-e", f"{ROOT}[test]"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    lines = sorted(
        f"{one['metadata']['name'].lower()}=={one['metadata']['version']} \\\n"
        f"    --hash=sha256:{one['download_info']['archive_info']['hashes']['sha256']}"
        for one in report["install"]
        if "archive_info" in one["download_info"]
    )
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    head = HEAD.format(version=version, platform=sys.platform)
    TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
