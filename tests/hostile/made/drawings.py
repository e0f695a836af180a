"""SVG that runs, loads, grows without end or is drawn for ever."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from hostile.made.case import Case, page
from hostile.made.pictures import picture, png

_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100"'
RECT = '<rect width="9" height="9"/>'


def svg(inner: str, before: str = "", more: str = "") -> bytes:
    return f"{before}<svg {_SVG} {more}>{inner}</svg>".encode()


def uses(depth: int, times: int = 10) -> str:
    """A picture in a picture in a picture, each ``times`` times: 10 to the power of ``depth`` rectangles."""
    out = f'<defs><g id="g0">{RECT}</g>'
    for k in range(1, depth + 1):
        out += f'<g id="g{k}">' + f'<use href="#g{k - 1}"/>' * times + "</g>"
    return out + f'</defs><use href="#g{depth}"/>'


def patterns(depth: int) -> str:
    """Patterns filled with patterns."""
    size = 'width="1" height="1" patternUnits="userSpaceOnUse"'
    out = f'<pattern id="p0" {size}>{RECT}</pattern>'
    for k in range(1, depth + 1):
        out += f'<pattern id="p{k}" {size}>' + f'<rect width="9" height="9" fill="url(#p{k - 1})"/>' * 10 + "</pattern>"
    return f'<defs>{out}</defs><rect width="99" height="99" fill="url(#p{depth})"/>'


def laughs() -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    return f"<!DOCTYPE svg [{entities}]>"


def _numbers(depth: int) -> str:
    return "<g>" * depth + RECT + "</g>" * depth


DROPPED = {
    "script": "<script>alert(1)</script>",
    "script-of-a-server": '<script xlink:href="http://127.0.0.1:9/x.js"/>',
    "foreign-object": "<foreignObject><p>甲</p></foreignObject>",
    "event": '<rect width="9" height="9" onclick="alert(1)"/>',
    "image-of-a-server": '<image href="http://127.0.0.1:9/a.png" width="9" height="9"/>',
    "image-of-the-machine": '<image href="file:///etc/passwd" width="9" height="9"/>',
    "use-of-a-server": '<use href="http://127.0.0.1:9/a.svg#a"/>',
    "import": "<style>@import 'http://127.0.0.1:9/x.css';</style>",
    "fill-of-a-server": '<rect width="9" height="9" fill="url(http://127.0.0.1:9/a.svg#a)"/>',
    "animated-link": '<a><animate attributeName="href" values="javascript:alert(1)"/><text>甲</text></a>',
    "set": '<set attributeName="onclick" to="alert(1)"/>',
    "iframe": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/>',
    "handler": '<handler type="application/ecmascript">alert(1)</handler>',
    "svg-in-data": '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>',
}
"""What is left out, with a diagnostic; the rest is drawn."""

REFUSED = {
    "laughs": svg("<text>&a9;</text>", laughs()),
    "external-entity": svg("<text>&a;</text>", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "parameter-entity": svg("", '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>'),
    "external-subset": svg("", '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/x.dtd" [<!ATTLIST svg a CDATA "b">]>'),
    "cut": svg(RECT)[:-8],
    "not-svg": b"<svgx/>",
    "nul": svg("<text>\0</text>"),
    "utf-7": b'<?xml version="1.0" encoding="UTF-7"?>' + svg(RECT),
}
"""What is no picture for a page."""

TOO_LARGE = {
    "use-8": svg(uses(8)),
    "use-5": svg(uses(5)),
    "patterns-7": svg(patterns(7)),
    "elements": svg(RECT * 300_000),
}
"""What would be drawn for ever."""

DRAWN = {
    "whole": svg(RECT),
    "use-3": svg(uses(3)),
    "long-path": svg('<path d="M0 0' + " L1 1" * 100_000 + '"/>'),
    "dashes": svg('<path d="M0 0H1000000" stroke="red" stroke-dasharray="0.0001"/>'),
    "singular": svg('<g transform="scale(0) matrix(0 0 0 0 0 0)"><rect width="9" height="9"/></g>'),
    "text": svg("<text>" + "甲" * 5_000 + "</text>"),
    "tiny": svg(RECT).replace(b'width="100" height="100"', b'width="1e-9" height="1e-9"'),
}


RINGS = {
    "use-itself": svg('<g id="a"><use href="#a"/></g>'),
    "use-ring": svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "pattern-itself": svg('<pattern id="p" width="1" height="1"><rect fill="url(#p)" width="9" height="9"/></pattern>'),
    "mask-itself": svg(
        '<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>'
    ),
    "gradient-ring": svg(
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
        '<rect width="9" height="9" fill="url(#a)"/>'
    ),
    "clip-itself": svg(
        '<clipPath id="c"><rect width="9" height="9" clip-path="url(#c)"/></clipPath>'
        '<rect width="9" height="9" clip-path="url(#c)"/>'
    ),
    "marker-itself": svg(
        '<marker id="m"><path d="M0 0L9 9" marker-end="url(#m)"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/>'
    ),
}
"""What is drawn without the reference that would never end."""

OUT_OF_RANGE = {
    "filter": svg(
        '<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter><rect width="99" height="99" filter="url(#f)"/>'
    ),
    "transform": svg('<g transform="scale(1e300) rotate(1e300)"><rect width="1e300" height="1"/></g>'),
    "wide-stroke": svg('<path d="M0 0H9" stroke="red" stroke-width="1e30"/>'),
    "no-numbers": svg('<rect x="NaN" y="inf" width="1e400" height="-1e400"/><path d="M 1e999 nan L , , z"/>'),
    "huge": svg(RECT, more='viewBox="0 0 1e9 1e9"').replace(b'width="100" height="100"', b""),
    "image-bomb": svg(
        f'<image width="9" height="9" href="data:image/png;base64,{base64.b64encode(png(9_000, 9_000)).decode()}"/>'
    ),
}
"""What is drawn without the number or the picture that no page could have."""


def cases() -> Iterator[Case]:
    def shown(name: str, data: bytes) -> Case:
        return page(f"drawings/{name}.md", f"![图示]({name}.svg)", beside={f"{name}.svg": data})

    for name, inner in DROPPED.items():
        yield shown(f"dropped-{name}", svg(RECT + inner))
    for name, data in REFUSED.items():
        yield shown(f"refused-{name}", data)
    for name, data in TOO_LARGE.items():
        yield shown(f"too-large-{name}", data)
    for name, data in OUT_OF_RANGE.items():
        yield shown(f"out-of-range-{name}", data)
    for name, data in RINGS.items():
        yield shown(f"ring-{name}", data)
    for name, data in DRAWN.items():
        yield shown(f"drawn-{name}", data)
    for depth in (100, 250, 20_000):
        yield shown(f"groups-{depth}", svg(_numbers(depth)))
    yield shown(
        "raster-inside",
        svg(f'<image width="9" height="9" href="data:image/png;base64,{base64.b64encode(picture("PNG")).decode()}"/>'),
    )
