"""Characters and encodings: what XML cannot hold, what reorders lines, what no face has, what is no UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.made.case import LAST, Case, page, refused

CONTROLS = {
    "nul": "\x00",
    "start-of-heading": "\x01",
    "backspace": "\x08",
    "vertical-tab": "\x0b",
    "form-feed": "\x0c",
    "shift-out": "\x0e",
    "escape": "\x1b",
    "unit-separator": "\x1f",
    "delete": "\x7f",
    "fffe": "\ufffe",
    "ffff": "\uffff",
}
"""Outside XML's ``Char``, and DEL."""

KEPT = {
    "next-line": "\x85",
    "c1-control": "\x9b",
    "line-separator": "\u2028",
    "paragraph-separator": "\u2029",
    "noncharacter-fdd0": "\ufdd0",
    "noncharacter-1fffe": "\U0001fffe",
    "private-use": "\ue000",
    "private-use-plane-16": "\U0010fffd",
    "variation-sequence": "葛\U000e0100",
    "variation-of-emoji": "❤\ufe0f",
    "extension-a": "\u3400",
    "extension-b": "\U00020000",
    "extension-c": "\U0002a700",
    "extension-g": "\U00030000",
    "extension-h": "\U00031350",
    "extension-i": "\U0002ebf0",
    "extension-j": "\U000323b0",
    "tibetan": "ཀྵ",
    "unassigned": "\u0378",
    "tags": "🏴\U000e0067\U000e0062\U000e007f",
    "joiners": "👨\u200d👩\u200d👧" * 50,
    "combining-marks": "a" + "\u0301" * 2000,
    "zero-width": "甲\u200b\u200c\u200d\u2060乙" * 100,
    "soft-hyphens": "co\u00adop\u00aderate" * 50,
    "byte-order-mark-inside": "甲\ufeff乙",
    "replacement": "\ufffd",
    "interlinear": "\ufff9甲\ufffa乙\ufffb",
}

BIDI = {
    "embedding": "\u202b甲\u202c",
    "override": "abc\u202edef\u202c",
    "isolate": "\u2067甲\u2069",
    "unbalanced": "\u202e甲",
    "marks": "甲\u200f乙\u200e丙",
    "arabic-mark": "甲\u061c乙",
}

SAMPLE = "读书会的讲义。段落是思想的最小单位，每一段只说一件事。\n\n"
ENCODINGS = {
    "gb18030": (SAMPLE, "gb18030"),
    "gb2312": (SAMPLE, "gb2312"),
    "big5": ("讀書會的講義。段落是思想的最小單位。\n\n", "big5"),
    "shift-jis": ("読書会の資料です。段落は思想の最小単位である。\n\n", "shift_jis"),
    "euc-jp": ("読書会の資料です。段落は思想の最小単位である。\n\n", "euc_jp"),
    "euc-kr": ("독서 모임의 자료입니다. 문단은 생각의 가장 작은 단위이다.\n\n", "euc_kr"),
    "cp1252": ("Ein Absatz über größere Dinge – «mehr» nicht.\n\n", "cp1252"),
    "koi8-r": ("Абзац есть наименьшая единица мысли.\n\n", "koi8_r"),
    "utf-16-le-bare": (SAMPLE, "utf-16-le"),
}
MARKED = ("utf-8-sig", "utf-16", "utf-32")

ENDS = {
    "cr": "甲行。\r\r乙行。\r\r",
    "crlf": "甲行。\r\n\r\n乙行。\r\n\r\n",
    "mixed": "甲行。\r\n\r\n乙行。\r\r丙行。\n\n",
    "vertical-tab-and-form-feed": "甲行。\x0b乙行。\x0c丙行。\n\n",
}


def cases() -> Iterator[Case]:
    for name, char in CONTROLS.items():
        long = SAMPLE * 3 if name == "nul" else ""  # a short file with a NUL is no text
        yield page(f"text/control-{name}.md", f"{long}甲{char}乙。", keeps=("甲\ufffd乙",))
        yield page(f"text/entity-{name}.md", f"甲&#{ord(char)};乙。", keeps=("甲",))
    for name, char in KEPT.items():
        yield page(f"text/kept-{name}.md", f"前{char}后。")
    for name, char in BIDI.items():
        yield page(f"text/bidi-{name}.md", f"{char}。\n\n`if {char}:`")
    for name, (text, codec) in ENCODINGS.items():
        for size, count in (("short", 1), ("long", 300)):
            yield refused(f"text/bytes-{name}-{size}.md", (text * count).encode(codec))
    for codec in MARKED:
        yield Case(f"text/marked-{codec}.md", f"# 题目\n\n{SAMPLE}{LAST}\n".encode(codec))
    for name, text in ENDS.items():
        yield Case(f"text/ends-{name}.md", f"# 题目\n\n{text}{LAST}\n".encode())
    yield refused("text/surrogates.md", f"# 题\n\n甲\ud800乙\udfff。\n\n{LAST}".encode("utf-8", "surrogatepass"))
    yield refused("text/overlong.md", b"# a\n\n\xc0\xaf\xc1\x81 b\n")
    yield refused("text/beyond-unicode.md", b"# a\n\n\xf4\x90\x80\x80 b\n")
    yield refused("text/half-a-character.md", f"# 题\n\n{LAST}".encode()[:-2])
    yield refused("text/gb18030-among-utf-8.md", SAMPLE.encode() * 20 + SAMPLE.encode("gb18030"))
    yield refused("text/wrong-declaration.md", b"---\nencoding: ascii\n---\n\xb6\xc1\n")
    yield refused("text/no-such-encoding.md", b"---\nencoding: rot13\n---\na\n")
    yield refused("text/pickle-as-encoding.md", b"---\nencoding: unicode_escape\n---\na\\x41\n")
    yield refused("text/program.md", b"\x7fELF" + bytes(200))
    yield refused("text/archive.md", b"PK\x03\x04" + bytes(200))
    yield refused("text/zeros.md", bytes(4096))
    yield refused("text/empty.md", b"")
    yield page("text/long-line.md", "长" * 20_000)
    yield page("text/long-word.md", "x" * 5_000)
    yield page("text/many-paragraphs.md", "\n\n".join(f"{k}" for k in range(1_000)))
    yield page("text/many-lines.md", "甲\n" * 5_000)
    yield page("text/blanks.md", " " * 40 + "甲")
    yield page("text/tabs.md", "甲" + "\t" * 10_000 + "乙")
