"""Addresses of links and pictures that lead out: of the folder, to the machine, to the network, into a script."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.made.case import Case, page

LINKS = {
    "javascript": "javascript:alert(1)",
    "mixed-case": "JaVaScRiPt:alert(1)",
    "encoded-tab": "java%09script:alert(1)",
    "vbscript": "vbscript:x",
    "data": "data:text/html,x",
    "file": "file:///etc/passwd",
    "view-source": "view-source:http://a.example/",
    "smb": "smb://server/share",
    "unc": "//server/share/x",
    "backslashes": "\\\\\\\\server\\\\share",
    "windows": "C:\\\\Windows\\\\win.ini",
    "blob": "blob:http://a.example/x",
    "about": "about:blank",
    "launch": "ms-word:ofe|u|http://a.example/x.docx",
    "search-ms": "search-ms:query=x",
    "absolute": "/etc/passwd",
    "up": "../../../etc/passwd",
    "colon-only": ":x",
    "percent": "%",
    "bad-host": "http://[::1/",
    "bad-port": "http://a.example:99999999/",
    "quotes": 'http://a.example/"onclick="alert(1)',
    "angle": "http://a.example/%3Cscript%3E",
    "control": "http://a.example/&#1;x",
    "bidi": "http://a.example/\u202egpj.exe",
}

PICTURES = {
    "up": "../../../../etc/passwd",
    "encoded-up": "%2e%2e/%2e%2e/etc/passwd",
    "twice-encoded-up": "%252e%252e/etc/passwd",
    "absolute": "/etc/passwd",
    "file": "file:///etc/passwd",
    "file-host": "file://localhost/etc/passwd",
    "device": "/dev/zero",
    "process": "/proc/self/environ",
    "sibling": "../corpus-evil/a.png",
    "nul": "a%00.png",
    "newline": "a%0a.png",
    "long": "a" * 5_000 + ".png",
    "many-folders": "a/" * 3_000 + "b.png",
    "http": "http://127.0.0.1:9/a.png",
    "http-private": "http://169.254.169.254/latest/meta-data/",
    "ftp": "ftp://127.0.0.1/a.png",
    "relative-protocol": "//127.0.0.1:9/a.png",
    "javascript": "javascript:alert(1)",
    "data-html": "data:text/html,<script>alert(1)</script>",
    "data-svg": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "data-nothing": "data:image/png;base64,",
    "data-damaged": "data:image/png;base64,@@@@",
    "data-long": "data:image/png;base64," + "A" * 1_000_000,
    "unc": "\\\\\\\\server\\\\a.png",
    "itself": "itself.md",
    "folder": ".",
    "phar": "phar://a.phar/a.png",
    "resource": "docforge-res:0000",
}


def cases() -> Iterator[Case]:
    for name, url in LINKS.items():
        yield page(f"links/{name}.md", f"见[那里](<{url}>)。", keeps=("那里",))
    for name, url in PICTURES.items():
        yield page(f"addresses/{name}.md", f"![图示](<{url}>)", keeps=("图示",))
    yield page("addresses/cover.md", "![图](cover.png)")
