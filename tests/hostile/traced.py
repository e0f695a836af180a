"""``python -m hostile.traced FOLDER``: the build of the corpus below strace, which sees libraries in C as well.

Prints sockets, programs and files of elsewhere that were opened; 1 when there are any. It takes minutes
and needs strace, so it is no test; what Python opens is one, in ``test_build.py``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from docforge.theme.fonts import FontStore
from hostile import corpus
from hostile.test_build import PROJECT

_CALLS = "trace=%network,execve,execveat,open,openat,openat2,creat"
_OPENED = re.compile(r'open(?:at2?)?\((?:AT_FDCWD, )?"([^"]+)".*\) = \d+$')
_ASKED = re.compile(r"^\d+ +(?:socket|connect|bind|sendto|execve|execveat)\(")
_OF_THE_MACHINE = (
    *("/proc/self/", "/proc/filesystems", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types"),
    *("/lib/", "/usr/lib/", "/usr/share/locale/", "/usr/share/zoneinfo/", "/etc/locale.alias", "/etc/ssl/openssl.cnf"),
    *("/usr/share/fontconfig/", "/etc/fonts/", "/dev/null", "/dev/urandom", "/sys/devices/"),
)
"""What any process may look at."""


def main(folder: Path) -> int:
    """Write the corpus, build it below strace, and say what was asked of the machine."""
    corpus.write(folder / "corpus")
    (folder / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    log = folder.parent / f"{folder.name}.strace"
    command = ["strace", "-f", "-qq", "-e", _CALLS, "-o", str(log), sys.executable, "-m", "hostile.watched"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "TMPDIR": str(folder)}
    command += [str(folder), str(folder.parent / f"{folder.name}.json")]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return told(log.read_text(encoding="utf-8", errors="replace").splitlines(), folder)


def told(lines: Sequence[str], folder: Path) -> int:
    """Say what a log of strace holds that a build of the folder need not ask for; 1 when there is any."""
    asked = [line for line in lines[1:] if _ASKED.match(line)]  # the first starts Python itself
    paths = {found[1] for line in lines if (found := _OPENED.search(line)) and found[1].startswith("/")}
    opened = {os.path.realpath(path) for path in paths}
    store = FontStore.open().folder.parent
    packages = (path for path in sys.path if path.endswith("site-packages"))
    here = (folder, store, *packages, sys.prefix, sys.base_prefix, Path(__file__).parents[2], Path.home() / ".cache")
    own = (*(os.path.realpath(path) for path in here), *_OF_THE_MACHINE)
    elsewhere = sorted(path for path in opened if not path.startswith(own))
    sys.stdout.write("".join(f"{line}\n" for line in (*asked, *elsewhere)))
    counts = f"{len(asked)} for sockets and programs, {len(elsewhere)} files of elsewhere"
    sys.stdout.write(f"{len(lines)} calls: {counts}\n")
    return int(bool(asked or elsewhere))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
