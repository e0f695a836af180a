"""What programs copy from a PDF, and the same text set by typst to compare with."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import pypdf
import pypdfium2
import typst

import linekit
from docforge.theme.fonts import FontStore

REGIONS = {
    "zh-Hans": ("zh", "cn", "sc"),
    "zh-Hant": ("zh", "tw", "tc"),
    "ja": ("ja", "jp", "jp"),
    "ko": ("ko", "kr", "kr"),
}
"""Language and region of a tag as typst names them, and the face of the font store."""


def by_pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_mupdf(data: bytes) -> str:
    return _program(data, "mutool", "draw", "-q", "-F", "txt", "h.pdf")


def by_poppler(data: bytes) -> str:
    return _program(data, "pdftotext", "h.pdf", "-")


def _program(data: bytes, *command: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "h.pdf").write_bytes(data)
        return subprocess.run(command, check=True, capture_output=True, cwd=folder).stdout.decode()


def body(copied: str, texts: Sequence[str]) -> list[str]:
    """The lines of the text that was copied, from the first paragraph on, without running heads and page numbers."""
    lines = [line.strip() for line in re.split(r"[\r\n\f\ufffe\u2028]+", copied)]
    whole = "".join("".join(texts).split())
    kept = [line for line in lines if line and "".join(line.split()) in whole and not re.fullmatch(r"[\d /]+", line)]
    missing = [line for line in lines if line and line not in kept]
    assert not [line for line in missing if not re.fullmatch(r"[\d /]+|※|0?字.*|0?語.*|.*分.*", line)], missing
    return kept


def lines_with_blanks(copied: str, texts: Sequence[str]) -> dict[str, int]:
    """Lines of a text copied that have blanks which the texts have not, and how many; the lines without any blanks.

    Raises AssertionError where a character is lost or changed. Blanks at line ends are not drawn.
    """
    expected = "\n".join(texts)
    found: dict[str, int] = {}
    place = 0
    for line in body(copied, texts):
        count = 0
        while place < len(expected) and expected[place].isspace():
            place += 1
        for index, character in enumerate(line):
            if character.isspace():
                if place < len(expected) and expected[place].isspace():
                    place += 1
                else:
                    count += 1
                continue
            assert not expected[place].isspace(), f"a blank is lost before {line[index : index + 8]!r} in {line!r}"
            assert expected[place] == character, f"{line!r} where {expected[place : place + 12]!r} should be"
            place += 1
        if count:
            found["".join(line.split())] = count
    assert not expected[place:].strip(), f"lost: {expected[place:]!r}"
    return found


def added(copied: str, texts: Sequence[str]) -> int:
    """How many blanks a text copied has that the texts have not; no character is lost or changed."""
    return sum(lines_with_blanks(copied, texts).values())


def blanks_of_lines(copied: str, texts: Sequence[str]) -> tuple[int, int]:
    """How many blanks the copied lines have too many and too few, in whatever order a program copies them.

    For programs that take wide word spaces for columns. Each line must be a piece of the texts, and all characters be
    there. A line that stands in the texts several times is compared with the place that it fits best.
    """
    whole = "\n".join(texts)
    bare = "".join(whole.split())
    parted = list(accumulate(len("".join(word.split())) for word in whole.split()))
    characters: Counter[str] = Counter()
    more = fewer = 0
    for line in body(copied, texts):
        flat = "".join(line.split())
        characters.update(flat)
        ends = set(accumulate(map(len, line.split())))
        places = [match.start() for match in re.finditer(f"(?={re.escape(flat)})", bare)]
        assert places, f"not in the text: {line!r}"
        wanted = ({end - at for end in parted if at < end < at + len(flat)} for at in places)
        lost, extra = min((len(real - ends), len(ends - real - {len(flat)})) for real in wanted)
        fewer, more = fewer + lost, more + extra
    assert characters == Counter(bare), characters - Counter(bare) or Counter(bare) - characters
    return more, fewer


@cache
def _fonts() -> Path:
    return FontStore.open().folder / "cuts"


def set_by_typst(texts: Sequence[str], lang: str, width: float) -> bytes:
    """The paragraphs in a justified column, in the face that docforge sets them in."""
    code, region, face = REGIONS[lang]
    family = f"Docforge Serif {face.upper()}"
    escaped = (re.sub(r"([\\#$*_@<>`\[\]\"'=\-+/~])", r"\\\1", text) for text in texts)
    source = (
        f"#set page(width: {width * 10 + 40}pt, height: 800pt, margin: 20pt)\n"
        f'#set text(font: "{family}", size: 10pt, lang: "{code}", region: "{region}")\n'
        "#set par(justify: true, leading: 5pt, spacing: 10pt)\n" + "\n\n".join(escaped)
    )
    return typst.compile(source.encode(), font_paths=[_fonts()], ignore_system_fonts=True, format="pdf")


def set_by_docforge(texts: Sequence[str], lang: str, width: float) -> bytes:
    return linekit.set_in(linekit.column(width), texts, lang)
