"""How the renderer starts: in a process of its own, quickly, and with nothing taken from it for good."""

from __future__ import annotations

import subprocess
import sys


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.strip()


START = """
from docforge.theme.fonts import FontStore
from docforge.writers.pdf.engine import engine
engine(FontStore.open())
"""


def test_importing_the_writer_starts_no_renderer() -> None:
    program = "import sys; from docforge.writers.pdf import WRITER; print(sorted(sys.modules))"
    loaded = _run(program)
    assert all(f"'{name}'" not in loaded for name in ("weasyprint", "jinja2", "pikepdf", "fontTools"))


def test_starting_it_imports_no_fonttools_and_starts_no_program() -> None:
    program = f"""
import subprocess, os, sys
def refused(*a, **k): raise AssertionError(a)
subprocess.Popen.__init__ = os.system = os.popen = refused
{START}
print([name for name in sys.modules if name.startswith("fontTools")])
"""
    assert _run(program) == "[]"


def test_fonttools_is_there_when_weasyprint_or_anyone_needs_it() -> None:
    program = f"""
{START}
import weasyprint.pdf.fonts as fonts, weasyprint.text.fonts as text, io
print(callable(fonts.subset.Options), callable(text.woff2.decompress), fonts.ttFont.__name__)
try:
    fonts.TTFont(io.BytesIO(b"x"))
except Exception as error:
    print(type(error).__name__)
from fontTools.ttLib import TTFont
import ctypes.util
print(TTFont.__module__, ctypes.util.find_library.__module__)
"""
    assert _run(program).split("\n") == [
        "True True fontTools.ttLib.ttFont",
        "TTLibError",
        "fontTools.ttLib.ttFont ctypes.util",
    ]
