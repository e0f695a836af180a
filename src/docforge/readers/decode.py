"""From bytes to text: byte order mark, then declaration, then strict UTF-8; never a silent guess."""

from __future__ import annotations

import codecs
import hashlib
import re
from difflib import get_close_matches

from msgspec import Struct

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Position
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks. UTF-32 comes before UTF-16, whose mark it begins with."""

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive (a DOCX or EPUB?)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)

_DECLARATIONS = (
    re.compile(rb"\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)", re.IGNORECASE),
    re.compile(rb"<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE),
    re.compile(rb"\A---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,60}?encoding[ \t]*:[ \t]*[\"']?([A-Za-z0-9._:-]+)"),
    re.compile(rb"\A(?:[^\r\n]{0,300}\r?\n)?[^\r\n]{0,300}?-\*-[^\r\n]{0,200}?coding[ \t]*:[ \t]*([A-Za-z0-9._-]+)"),
    re.compile(
        rb"\A(?:[^\r\n]{0,300}\r?\n){0,4}?[^\r\n]{0,300}?\bvim?:[^\r\n]{0,200}?\b(?:fileencoding|fenc)=([A-Za-z0-9._-]+)"
    ),
)
"""Where a text says its encoding: XML, HTML, front matter, Emacs, Vim. Looked for in the first ``_HEAD`` bytes."""

_HEAD = 4096
_GUESSED = 1 << 17
"""Bytes that a guess looks at."""

_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
}
"""What files labelled so really are (WHATWG Encoding): the superset decodes every file of the smaller set."""

_CANDIDATES = [
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *("utf_16", "utf_16_le", "utf_16_be", "cp1252", "koi8_r", "cp1251"),
]
"""What a guess may be."""

_USUAL = ("utf-8", "gb18030", "big5", "shift-jis", "euc-jp", "euc-kr", "utf-16", "gbk", "gb2312", "cp932", "cp949")
"""Names to suggest, the usual ones first."""

_NO_ENCODINGS = frozenset({"undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode"})
"""Python codecs that are no encodings of text."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(Struct, frozen=True):
    """A source as text with line feeds only, or None with the reason among the diagnostics."""

    source: SourceText | None
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, name: str, options: ReadOptions) -> Decoded:
    """The text of a file. ``options.encoding`` is a codec's name, ``auto``, or "" for the file's own word."""
    if len(data) > options.limits.source_bytes:
        limit = options.limits.source_bytes
        return _refused("DF130", f"{len(data)} bytes, over the limit source-bytes of {limit}", name)
    mark, encoding = next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", ""))
    asked = options.encoding if options.encoding != "auto" else ""
    if not encoding:
        binary = _binary(data, bool(asked))
        if binary:
            return _refused("DF104", f"this is {binary}, not text", name)
    for word, where in ((asked, "given"), (encoding, "of the byte order mark"), (_declared(data), "declared")):
        if word:
            return _strictly(data, mark, word, where, name)
    try:
        return _source(data.decode("utf-8"), "utf-8", data, name)
    except UnicodeDecodeError as error:
        return _undeclared(data, error, name, options)


def _source(text: str, encoding: str, data: bytes, name: str, *diagnostics: Diagnostic) -> Decoded:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    source = SourceText(name, lines, encoding, hashlib.sha256(data).hexdigest())
    diagnostics = (*diagnostics, *_mixed_ends(text, source))
    if not lines.strip("\ufeff \t\n\u3000"):
        diagnostics = (*diagnostics, report("DF105", "there is nothing in this file", file=name))
    return Decoded(source, diagnostics)


_END = re.compile(r"\r\n|\n|\r")
_ENDS = {"\r\n": "CR LF", "\n": "LF", "\r": "CR"}


def _mixed_ends(text: str, source: SourceText) -> tuple[Diagnostic, ...]:
    """DF108 at the first line that ends otherwise than the lines before it."""
    if "\r" not in text:
        return ()
    ends = _END.findall(text)
    first = next((line for line, end in enumerate(ends) if end != ends[0]), 0)
    if not first:
        return ()
    at = Position(first + 1, len(source.line(first + 1)) + 1)
    message = f"this line ends in {_ENDS[ends[first]]}, those before it in {_ENDS[ends[0]]}; each ends its line"
    return (report("DF108", message, at=at, file=source.name),)


def _refused(code: str, message: str, name: str, *, at: Position | None = None, hint: str = "") -> Decoded:
    return Decoded(None, (report(code, message, file=name, at=at, hint=hint),))


def _declared(data: bytes) -> str:
    """The encoding a text names itself, "" when it names none."""
    head = data[:_HEAD]
    for pattern in _DECLARATIONS:
        found = pattern.search(head)
        if found:
            return found[1].decode("ascii")
    return ""


def _strictly(data: bytes, mark: bytes, word: str, where: str, name: str) -> Decoded:
    """Decode as told, and say where it fails."""
    codec = _codec(word)
    if not codec:
        return _refused("DF107", f"“{word}” ({where}) is no encoding that docforge knows", name, hint=_near(word))
    body = data.removeprefix(mark) if _codec(word) != "utf-16" else data
    try:
        return _source(body.decode(codec), codec, data, name)
    except UnicodeDecodeError as error:
        at = _byte_position(body, error.start, codec)
        return _refused("DF106", f"byte 0x{body[error.start]:02X} is not valid in {word} ({where})", name, at=at)
    except UnicodeError as error:
        return _refused("DF106", f"the text is not valid in {word} ({where}): {error}", name)


def _near(word: str) -> str:
    """What may have been meant by an encoding's name that is none."""
    near = get_close_matches(word.lower().replace("_", "-"), _USUAL, n=3)
    return f"did you mean {' or '.join(near)}?" if near else f"usual names are {', '.join(_USUAL[:7])}"


def _codec(word: str) -> str:
    """The codec for a name, "" when there is none for text."""
    try:
        found = codecs.lookup(word)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in _NO_ENCODINGS:
        return ""
    return _SUPERSETS.get(found.name, found.name)


def _binary(data: bytes, told: bool) -> str:
    """What a file is that is not text, "" for text. A few stray control characters do not make it binary."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if told or b"\x00" not in data:
        return ""
    head = data[:_GUESSED]
    if len(_CONTROLS.findall(head)) * 50 <= len(head) and _is_utf8(data):
        return ""
    if _utf16_without_mark(head):
        return ""
    return "a binary file (it holds NUL bytes)"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(head: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` when the ASCII characters of a text give that away."""
    for codec, low in (("utf-16-le", 0), ("utf-16-be", 1)):
        ends = head.count(b"\n\x00" if low == 0 else b"\x00\n")
        if ends > 1 or (ends and len(head) % 2 == 0):
            try:
                text = head[: len(head) // 2 * 2].decode(codec)
            except UnicodeDecodeError:
                continue
            if sum(char.isprintable() or char in "\r\n\t" for char in text) * 50 > len(text) * 49:
                return codec
    return ""


def _undeclared(data: bytes, error: UnicodeDecodeError, name: str, options: ReadOptions) -> Decoded:
    at = _byte_position(data, error.start, "utf-8")
    guess = _utf16_without_mark(data[:_GUESSED]) or _guess(data)
    problem = f"byte 0x{data[error.start]:02X} is not UTF-8, and the file names no other encoding"
    if _mostly_utf8(data):
        hint = "nearly all of the file is UTF-8: mend the damaged place"
        return _refused("DF102", problem, name, at=at, hint=hint)
    if not guess:
        return _refused("DF102", problem, name, at=at, hint="save it as UTF-8, or pass --encoding NAME")
    if options.encoding != "auto":
        hint = f"it looks like {guess}: pass --encoding {guess}, or --encoding auto to accept the guess"
        return _refused("DF102", problem, name, at=at, hint=hint)
    try:
        text = data.decode(guess)
    except UnicodeError:
        return _refused("DF102", f"{problem}; nor is all of it {guess}", name, at=at)
    hint = f"--encoding {guess} if it is right"
    warning = report("DF103", f"read as {guess}, which is a guess", file=name, hint=hint)
    return _source(text, guess, data, name, warning)


def _mostly_utf8(data: bytes) -> bool:
    """Whether a text is UTF-8 but for a few damaged bytes."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - damaged > 10 * damaged


def _guess(data: bytes) -> str:
    """The likely encoding of a text, "" without one."""
    from charset_normalizer import from_bytes

    head = data[:_GUESSED]
    if len(data) > _GUESSED and b"\n" in head:
        head = head[: head.rindex(b"\n")]
    best = from_bytes(head, cp_isolation=_CANDIDATES, preemptive_behaviour=False, threshold=0.3).best()
    return _codec(best.encoding) if best else ""


def _byte_position(data: bytes, offset: int, codec: str) -> Position:
    """Line and column of the byte that could not be decoded; what stands before it could."""
    before = data[:offset].decode(codec, "ignore").replace("\r\n", "\n").replace("\r", "\n")
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
