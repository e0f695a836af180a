"""A Fontconfig configuration without the system's fonts and rules, kept in the store.

Declaring faces with ``@font-face`` alone does not keep others out. Pango asks for emoji under the family "emoji" and
nothing else, whatever the style sheet says; on one machine that is a colour font, on another some symbols, and in a
process that sets many documents a face left by an earlier one. So a face of our own answers to that name. It also is
the font that WeasyPrint wants to see before any is declared. Hinting is off because it rounds advances.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .files import write_atomically
from .manifest import CutEntry

_FILE = "fontconfig/fonts.conf"
_EMOJI = "emoji-"
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <description>docforge: the fonts of the store and no others</description>
  <dir prefix="relative">faces</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="strong"><family>emoji</family><prefer><family>Docforge Emoji</family></prefer></alias>
  <match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>
"""


def configuration_file(store: Path) -> Path:
    """Where the configuration is."""
    return store / _FILE


def write_configuration(store: Path, cuts: Iterable[CutEntry]) -> None:
    """Writes the configuration and the emoji faces among ``cuts``. Raises FontStoreError DF547."""
    folder = configuration_file(store).parent
    for cut in cuts:
        if cut.key.startswith(_EMOJI):
            write_atomically(folder / "faces" / f"{cut.key}.ttf", (store / cut.file).read_bytes())
    write_atomically(configuration_file(store), _CONFIGURATION.encode("utf-8"))
