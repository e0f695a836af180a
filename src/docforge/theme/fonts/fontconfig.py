"""A Fontconfig configuration without the system's fonts and rules, kept in the store.

Declaring faces with ``@font-face`` alone does not keep others out: Pango takes emoji, and any character it likes, from
whatever fonts a machine has. WeasyPrint in turn wants at least one font that is not declared, so the configuration has
the fixed-pitch cut. Hinting is off because it rounds advances.
"""

from __future__ import annotations

from pathlib import Path

from .files import write_atomically

_FILE = "fontconfig/fonts.conf"
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <description>docforge: the fonts of the store and no others</description>
  <dir prefix="relative">faces</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>
"""


def configuration_file(store: Path) -> Path:
    """Where the configuration is."""
    return store / _FILE


def write_configuration(store: Path, face: bytes) -> None:
    """Writes the configuration with one face. Raises FontStoreError DF547."""
    folder = configuration_file(store).parent
    write_atomically(folder / "faces" / "mono.ttf", face)
    write_atomically(configuration_file(store), _CONFIGURATION.encode("utf-8"))
