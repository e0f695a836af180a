"""Word files that are archives of bombs, lead out, run programs, or hide text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from hostile.made.case import LAST, Case
from hostile.made.pictures import picture, png
from wordkit import paragraph, run, word

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def outward(kind: str, target: str, id_: str = "rIdX") -> str:
    """A relationship to something outside of the archive."""
    return f'<Relationship Id="{id_}" Type="{_OFFICE}{kind}" Target="{target}" TargetMode="External"/>'


def drawn(id_: str, attribute: str = "r:embed") -> str:
    """A paragraph with a picture."""
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="99" cy="99"/><wp:docPr id="1" name="a" descr="图示"/>'
        '<a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip {attribute}="{id_}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )


def field(instruction: str, result: str = "果") -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}">{run(result)}</w:fldSimple></w:p>'


def packed(*members: tuple[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def with_part(name: str, change: tuple[bytes, bytes], body: str = "") -> bytes:
    """A Word file in one part of which bytes are changed."""
    whole = zipfile.ZipFile(io.BytesIO(word((body or paragraph("首段")) + paragraph(LAST))))
    return packed(
        *((one, whole.read(one).replace(*change) if one == name else whole.read(one)) for one in whole.namelist())
    )


def encrypted() -> bytes:
    """A Word file whose members say that they are encrypted."""
    data = bytearray(word(paragraph(LAST)))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def doubled() -> bytes:
    """A Word file with two members of one name."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return word(paragraph(LAST), members={"word/document.xml": b"<a/>"})


WHOLE = word(paragraph("首段") + paragraph(LAST))
DTD = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
DOCUMENT = "word/document.xml"
PICTURES = {
    "picture-of-the-machine": outward("image", "file:///etc/passwd"),
    "picture-of-a-server": outward("image", "http://127.0.0.1:9/a.png"),
    "picture-out-of-the-archive": f'<Relationship Id="rIdX" Type="{_OFFICE}image" Target="../../../etc/passwd"/>',
    "picture-that-is-missing": f'<Relationship Id="rIdX" Type="{_OFFICE}image" Target="media/gone.png"/>',
}
REFUSED = {
    "empty": b"",
    "cut": WHOLE[: len(WHOLE) // 2],
    "not-an-archive": b"PK\x03\x04" + bytes(300),
    "old-word": _CFB + bytes(600),
    "another-archive": packed(("a.txt", b"a")),
    "sheet": packed(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")),
    "bomb": word(paragraph(LAST), members={"word/bomb.xml": bytes(60 << 20)}),
    "many-members": word(paragraph(LAST), members={f"word/a{k}.xml": b"" for k in range(10_100)}),
    "member-out": word(paragraph(LAST), members={"../../evil": b"a"}),
    "member-absolute": word(paragraph(LAST), members={"/etc/evil": b"a"}),
    "encrypted": encrypted(),
    "doubled": doubled(),
    "entity": with_part(DOCUMENT, (b"<w:document", DTD + b"<w:document")),
    "entity-in-styles": with_part("word/styles.xml", (b"<w:styles", DTD + b"<w:styles")),
    "document-not-xml": with_part(DOCUMENT, (b"</w:body>", b"</w:bodie>")),
    "no-body": with_part(DOCUMENT, (b"w:body>", b"w:bodx>")),
    "deep-tables": word("<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 5_000),
    "flipped": WHOLE[:80] + bytes(byte ^ 0xFF for byte in WHOLE[80:200]) + WHOLE[200:],
}
BODIES = {
    "many-paragraphs": "<w:p/>" * 5_000,
    "content-controls": "<w:sdt><w:sdtContent>" * 80 + paragraph("底") + "</w:sdtContent></w:sdt>" * 80,
    "tables-30": "<w:tbl><w:tr><w:tc>" * 30 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 30,
    "wild-spans": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
    f"{paragraph('格')}</w:tc></w:tr></w:tbl>",
    "include-text": field("INCLUDETEXT &quot;/etc/passwd&quot;"),
    "include-picture": field("INCLUDEPICTURE &quot;http://127.0.0.1:9/a.png&quot; \\d"),
    "exchange": field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;"),
    "javascript-field": field("HYPERLINK &quot;javascript:alert(1)&quot;"),
    "endless-field": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 500,
    "huge-numbers": paragraph("甲", more='<w:ind w:left="99999999999999999999"/><w:spacing w:line="-1"/>'),
    "hidden": f"<w:p>{run('密', '<w:vanish/>')}</w:p>",
    "raw-html": paragraph("&lt;script&gt;alert(1)&lt;/script&gt;"),
    "bidi": paragraph("\u202e甲"),
    "deep-formula": "<w:p><m:oMath>"
    + "<m:sSup><m:e>" * 400
    + "<m:r><m:t>x</m:t></m:r>"
    + "</m:e></m:sSup>" * 400
    + "</m:oMath></w:p>",
    "alternative-content": "<w:p><mc:AlternateContent "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="x">{run("甲")}</mc:Choice><mc:Fallback>{run("乙")}</mc:Fallback>'
    "</mc:AlternateContent></w:p>",
    "foreign-chunk": '<w:altChunk r:id="rIdX"/>',
}


def cases() -> Iterator[Case]:
    for name, data in REFUSED.items():
        yield Case(f"word/refused-{name}.docx", data, keeps=())
    for name, relationship in PICTURES.items():
        attribute = "r:link" if "External" in relationship else "r:embed"
        body = drawn("rIdX", attribute) + paragraph(LAST)
        yield Case(f"word/{name}.docx", word(body, relationships=relationship))
    for name, data in (("bomb", png(9_000, 9_000)), ("cut", picture("PNG")[:500]), ("script", b"<script>")):
        members = {"word/media/a.png": data}
        inward = f'<Relationship Id="rIdX" Type="{_OFFICE}image" Target="media/a.png"/>'
        yield Case(
            f"word/picture-{name}.docx", word(drawn("rIdX") + paragraph(LAST), relationships=inward, members=members)
        )
    for name, body in BODIES.items():
        yield Case(
            f"word/{name}.docx", word(body + paragraph(LAST), relationships=outward("aFChunk", "http://127.0.0.1:9/"))
        )
    link = f'<w:p><w:hyperlink r:id="rIdX">{run("按我")}</w:hyperlink></w:p>'
    for name, target in (
        ("javascript", "javascript:alert(1)"),
        ("file", "file:///etc/passwd"),
        ("unc", "\\\\server\\a"),
    ):
        yield Case(f"word/link-{name}.docx", word(link + paragraph(LAST), relationships=outward("hyperlink", target)))
    macros = {"word/vbaProject.bin": _CFB, "word/embeddings/a.bin": _CFB, "customXml/item1.xml": b"<a/>"}
    yield Case("word/macros.docx", word(paragraph(LAST), members=macros))
    template = outward("attachedTemplate", "http://127.0.0.1:9/a.dotm")
    yield Case("word/template-of-a-server.docx", word(paragraph(LAST), relationships=template))
