"""Pictures that are bombs, cut off, mislabelled or of a format that no page needs."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from hostile.made.case import Case, page


def picture(kind: str, size: tuple[int, int] = (200, 200)) -> bytes:
    """A picture of noise."""
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *further: bytes, rows: bytes | None = None) -> bytes:
    """A PNG of one colour, with further chunks before its data."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = rows if rows is not None else (b"\0" + bytes(3 * width)) * height
    parts = (chunk(b"IHDR", header), *further, chunk(b"IDAT", zlib.compress(data, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def gif(frames: int) -> bytes:
    """A GIF of many frames of one pixel."""
    frame = b"\x21\xf9\x04\0\0\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6) + frame * frames + b";"


def _claims() -> dict[str, bytes]:
    """Pictures that claim a size: some bytes long, gigabytes when decoded."""
    return {
        "bomb-9000.png": png(9_000, 9_000),
        "bomb-claimed.png": png(60_000, 60_000, rows=bytes(100)),
        "bomb-line.png": png(2_000_000_000, 1, rows=bytes(100)),
        "bomb.gif": b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0) + b"\x2c" + bytes(20),
        "bomb.webp": b"RIFF"
        + struct.pack("<I", 30)
        + b"WEBPVP8 "
        + struct.pack("<I", 18)
        + b"\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f"
        + bytes(8),
    }


def cases() -> Iterator[Case]:
    def shown(name: str, data: bytes) -> Case:
        stem = name.replace(".", "-")
        return page(f"pictures/{stem}.md", f"![图示]({name})", beside={name: data})

    for name, data in _claims().items():
        yield shown(name, data)
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        whole = picture(kind)
        yield shown(f"whole.{kind.lower()}", whole)
        yield shown(f"half.{kind.lower()}", whole[: len(whole) // 2])
        yield shown(f"header.{kind.lower()}", whole[:20])
        yield shown(f"followed.{kind.lower()}", whole + b"<script>alert(1)</script>" * 10)
    for kind in ("BMP", "TIFF", "PPM", "ICO", "TGA", "EPS", "PDF", "PCX"):
        yield shown(f"{kind.lower()}-called.png", picture(kind, (40, 40)))
    yield shown("script.png", b"%!PS\n(/etc/passwd) (r) file")
    yield shown("page.jpg", b"<html><script>alert(1)</script>")
    yield shown("empty.png", b"")
    yield shown("no-size.png", png(0, 0, rows=b""))
    yield shown("text-bomb.png", png(10, 10, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100 << 20), 9))))
    yield shown("profile-bomb.png", png(10, 10, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(100 << 20), 9))))
    yield shown("many-chunks.png", png(10, 10, *[chunk(b"tEXt", b"a\0b")] * 50_000))
    yield shown("wrong-checksum.png", png(10, 10)[:-6] + b"\0\0\0\0\0\0")
    yield shown("rows-bomb.png", png(10, 10, rows=bytes(100 << 20)))
    yield shown("frames.gif", gif(20_000))
    embedded = base64.b64encode(png(9_000, 9_000)).decode()
    yield page("pictures/embedded-bomb.md", f"![图示](data:image/png;base64,{embedded})", keeps=("图示",))
    many = "".join(f"![图{k}](gone-{k}.png)\n\n" for k in range(300))
    yield page("pictures/many-missing.md", many)
