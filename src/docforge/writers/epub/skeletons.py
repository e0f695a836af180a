"""What stands around the text of an e-book: its pages, the page of the cover, and both tables of contents.

They hold structure, never sizes, fonts or words. Few and small, they are written out here: a library for templates
would take longer to load than a book of some chapters takes to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docforge.writers.html.markup import quoted
from docforge.writers.html.navigation import Point, depth

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html{spaces} lang="{lang}" xml:lang="{lang}"{kind}>
<head>
<meta charset="utf-8"/>
<title>{title}</title>
{sheets}</head>
"""
_SPACES = ' xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def text_page(
    body: str, *, lang: str, direction: str, title: str, sheets: Iterable[str], matter: str, kind: str = ""
) -> str:
    """A page of text. ``body`` is markup; ``matter`` and ``kind`` are the EPUB types of page and section."""
    role = f' epub:type="{quoted(kind)}" role="doc-{quoted(kind)}"' if kind else ""
    return (
        f'{_head(lang, title, sheets, direction)}<body epub:type="{quoted(matter)}">\n'
        f'<section{role} aria-label="{quoted(title)}">\n{body}\n</section>\n</body>\n</html>\n'
    )


def cover_page(image: str, *, lang: str, label: str, title: str, sheets: Iterable[str]) -> str:
    """The page that shows the cover; ``image`` is its file name."""
    return (
        f'{_head(lang, label, sheets)}<body epub:type="frontmatter">\n'
        f'<section epub:type="cover" aria-label="{quoted(label)}">'
        f'<img role="doc-cover" src="{quoted(image)}" alt="{quoted(title)}"/></section>\n</body>\n</html>\n'
    )


def contents_page(
    points: Sequence[Point],
    *,
    lang: str,
    direction: str,
    shown: int,
    title: str,
    landmarks: Iterable[tuple[str, str, str]],
    landmarks_title: str,
    pages: Iterable[tuple[str, str]],
    pages_title: str,
    sheets: Iterable[str],
) -> str:
    """The navigation document: contents (entries below level ``shown`` hidden), landmarks (EPUB type, URL, words) and,
    where there are any, the pages of the printed book (number, URL)."""
    places = "".join(
        f'<li><a epub:type="{quoted(kind)}" href="{quoted(href)}">{quoted(words)}</a></li>\n'
        for kind, href, words in landmarks
    )
    numbers = "".join(f'<li><a href="{quoted(href)}">{quoted(number)}</a></li>\n' for number, href in pages)
    begin = f'<nav epub:type="page-list" role="doc-pagelist" hidden="hidden" aria-label="{quoted(pages_title)}">\n'
    printed = f"{begin}<ol>\n{numbers}</ol>\n</nav>\n" if numbers else ""
    return (
        f'{_head(lang, title, sheets, direction)}<body epub:type="frontmatter">\n'
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title" class="df-heading-1">{quoted(title)}</h1>\n{_entries(points, shown)}</nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden" aria-label="{quoted(landmarks_title)}">\n'
        f"<ol>\n{places}</ol>\n</nav>\n{printed}</body>\n</html>\n"
    )


def old_contents(points: Sequence[Point], *, lang: str, title: str, identifier: str) -> str:
    """The table of contents of EPUB 2 (NCX), which some readers still look for."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" '
        f'xml:lang="{quoted(lang)}">\n<head>\n'
        f'<meta name="dtb:uid" content="{quoted(identifier)}"/>\n'
        f'<meta name="dtb:depth" content="{depth(points)}"/>\n'
        '<meta name="dtb:totalPageCount" content="0"/>\n<meta name="dtb:maxPageNumber" content="0"/>\n</head>\n'
        f"<docTitle><text>{quoted(title)}</text></docTitle>\n<navMap>\n{_points(points)}</navMap>\n</ncx>\n"
    )


def _head(lang: str, title: str, sheets: Iterable[str], direction: str = "") -> str:
    links = "".join(f'<link rel="stylesheet" type="text/css" href="{quoted(sheet)}"/>\n' for sheet in sheets)
    kind = f' class="{quoted(direction)}"' if direction else ""
    return _HEAD.format(spaces=_SPACES, lang=quoted(lang), kind=kind, title=quoted(title), sheets=links)


def _entries(points: Iterable[Point], shown: int) -> str:
    return "<ol>\n" + "".join(_entry(point, shown) for point in points) + "</ol>\n"


def _entry(point: Point, shown: int) -> str:
    hidden = ' hidden="hidden"' if point.level > shown else ""
    inner = f"\n{_entries(point.inner, shown)}" if point.inner else ""
    return f'<li{hidden}><a href="{quoted(point.href)}">{quoted(point.text)}</a>{inner}</li>\n'


def _points(points: Iterable[Point]) -> str:
    return "".join(
        f'<navPoint id="p{point.order}" playOrder="{point.order}">'
        f'<navLabel><text>{quoted(point.text)}</text></navLabel><content src="{quoted(point.href)}"/>\n'
        f"{_points(point.inner)}</navPoint>\n"
        for point in points
    )
