"""Change one thing in a finished file, in a place chosen by a seed, as a careless or dishonest hand would."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rezip(data: bytes, changes: dict[str, bytes]) -> bytes:
    """An archive with some members replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        assert set(changes) <= set(old.namelist())
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


def member(data: bytes, name: str) -> bytes:
    """A member of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def alter(text: str, rng: random.Random) -> str:
    """A text in which one character was replaced, removed, added, or swapped with the next."""
    place = rng.randrange(len(text))
    if text[place].isspace():
        return text[:place] + "空" + text[place + 1 :]
    how = rng.choice(("replace", "remove", "add", "swap"))
    if how == "swap" and place + 1 < len(text) and text[place] != text[place + 1]:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if how == "remove":
        return text[:place] + text[place + 1 :]
    if how == "add":
        return text[:place] + "增" + text[place:]
    return text[:place] + ("改" if text[place] != "改" else "变") + text[place + 1 :]


def tamper_docx(data: bytes, rng: random.Random) -> bytes:
    """A Word file with one changed character in the body or in a footnote."""
    name = rng.choice(("word/document.xml",) * 4 + ("word/footnotes.xml",))
    return _tamper_part(data, rng, name)


def tamper_body(data: bytes, rng: random.Random) -> bytes:
    """A Word file, with footnotes or without, with one changed character in the body."""
    return _tamper_part(data, rng, "word/document.xml")


def _tamper_part(data: bytes, rng: random.Random, name: str) -> bytes:
    root = etree.fromstring(member(data, name))
    texts = [element for element in root.iter(W + "t") if (element.text or "").strip() and not _page_number(element)]
    element = rng.choice(texts)
    element.text = alter(element.text, rng)
    return rezip(data, {name: etree.tostring(root)})


def _page_number(element: Any) -> bool:
    """Whether a text is the cached page number of an entry in a table of contents."""
    paragraph = next(element.iterancestors(W + "p"))
    return paragraph.find(f".//{W}instrText") is not None and (element.text or "").isdecimal()


def tamper_epub(data: bytes, rng: random.Random) -> bytes:
    """An EPUB with one changed character in the body or in a note."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = [name for name in archive.namelist() if re.search(r"/c[0-9]+\.xhtml$", name)]
    name = rng.choice(pages)
    root = etree.fromstring(member(data, name))
    body = root.find("{*}body")
    spots = []
    for element in body.iter():
        drawn = not element.tag.endswith("}rp") and "backlink" not in element.get("class", "")
        if drawn and (element.text or "").strip():
            spots.append((element, "text"))
        if element is not body and (element.tail or "").strip():
            spots.append((element, "tail"))
    element, field = rng.choice(spots)
    setattr(element, field, alter(getattr(element, field), rng))
    return rezip(data, {name: etree.tostring(root)})


def tamper_pdf(data: bytes, rng: random.Random) -> bytes:
    """A PDF in which one glyph of the body was replaced, removed or added in the content of a page."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = rng.choice(list(pdf.pages))
        instructions: list[Any] = list(pikepdf.parse_content_stream(page))
        spots = _glyph_strings(instructions)
        index, part = rng.choice([spot for spot in spots if len(bytes(instructions[spot[0]].operands[0][spot[1]])) > 1])
        codes = bytes(instructions[index].operands[0][part])
        dots = {codes[place : place + 2] for place in range(0, len(codes), 2)}
        others = {bytes(instructions[a].operands[0][b])[:2] for a, b in spots} - dots
        place = rng.randrange(len(codes) // 2) * 2
        other = rng.choice(sorted(others))
        how = rng.choice(("replace", "remove", "add"))
        fresh = codes[:place] + (b"" if how == "remove" else other) + codes[place + (0 if how == "add" else 2) :]
        parts = list(instructions[index].operands[0])
        parts[part] = pikepdf.String(fresh)
        instructions[index] = pikepdf.ContentStreamInstruction([pikepdf.Array(parts)], instructions[index].operator)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _glyph_strings(instructions: list[Any]) -> list[tuple[int, int]]:
    """Strings of glyphs outside artifacts; the dots of a table of contents and blanks alone are left out.

    So are glyphs for which other text is said (ActualText): what is said stays, as it does under a changed outline.
    """
    import pikepdf

    spots = []
    artifacts: list[bool] = []
    for index, instruction in enumerate(instructions):
        name = str(instruction.operator)
        if name in ("BDC", "BMC"):
            artifacts.append(str(instruction.operands[0]) == "/Artifact" or _says_other_text(instruction))
        elif name == "EMC":
            artifacts.pop()
        elif name == "TJ" and not any(artifacts):
            parts = list(instruction.operands[0])
            strings = [place for place, part in enumerate(parts) if isinstance(part, pikepdf.String)]
            if sum(len(bytes(parts[place])) for place in strings) > 2:
                spots.extend((index, place) for place in strings)
    return spots


def _says_other_text(instruction: Any) -> bool:
    return len(instruction.operands) > 1 and "/ActualText" in instruction.operands[1]
