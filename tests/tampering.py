"""Change one thing in a finished file, in a place chosen by a seed, as a careless or dishonest hand would."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import Any

from lxml import etree

from docforge.verify.pdf.cmap import CMap

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
        spots = _glyph_strings(page, instructions)
        index, part, places = rng.choice(spots)
        codes = bytes(instructions[index].operands[0][part])
        here = {codes[place : place + 2] for place in range(0, len(codes), 2)}
        others = {bytes(instructions[a].operands[0][b])[at : at + 2] for a, b, found in spots for at in found} - here
        place = rng.choice(places)
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


def _glyph_strings(page: Any, instructions: list[Any]) -> list[tuple[int, int, list[int]]]:
    """Strings of glyphs outside artifacts, and where visible ones are in them; dots of a contents table are left out.

    So are glyphs for which other text is said (ActualText): what is said stays, as it does under a changed outline.
    """
    import pikepdf

    fonts = page.Resources.get("/Font", {})
    maps = {name: CMap(font.ToUnicode.read_bytes()) for name, font in fonts.items() if "/ToUnicode" in font}
    spots = []
    artifacts: list[bool] = []
    cmap: CMap | None = None
    for index, instruction in enumerate(instructions):
        name = str(instruction.operator)
        if name in ("BDC", "BMC"):
            artifacts.append(str(instruction.operands[0]) == "/Artifact" or _says_other_text(instruction))
        elif name == "EMC":
            artifacts.pop()
        elif name == "Tf":
            cmap = maps.get(str(instruction.operands[0]))
        elif name == "TJ" and cmap is not None and not any(artifacts):
            for place, part in enumerate(instruction.operands[0]):
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    seen = [at for at in range(0, len(codes), 2) if _is_visible(cmap.decode(codes[at : at + 2]))]
                    if seen:
                        spots.append((index, place, seen))
    return spots


def _is_visible(text: str) -> bool:
    return bool(text.strip(" \u00a0\u3000\u00ad\u200b.·…"))


def _says_other_text(instruction: Any) -> bool:
    return len(instruction.operands) > 1 and "/ActualText" in instruction.operands[1]


def tamper_html(data: bytes, rng: random.Random) -> bytes:
    """A page of HTML with one changed character in its text."""
    page = data.decode()
    begin, end = page.index("<main"), page.index("</main>")
    spots = [
        spot
        for spot in re.finditer(r"(?<=>)[^<>&]*[^<>&\s][^<>&]*(?=<)", page[begin:end])
        if not page[: begin + spot.start()].endswith("<rp>")
        and "backlink" not in page[begin + spot.start() - 120 :][:120]
    ]
    spot = rng.choice(spots)
    return (page[: begin + spot.start()] + alter(spot[0], rng) + page[begin + spot.end() :]).encode()


def tamper_site(data: bytes, rng: random.Random) -> bytes:
    """A site with one changed character in the text of a page."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = rng.choice([name for name in archive.namelist() if name.endswith(".html")])
    return rezip(data, {name: tamper_html(member(data, name), rng)})
