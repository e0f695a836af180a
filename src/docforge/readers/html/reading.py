"""One reading of a page, from its characters to a document."""

from __future__ import annotations

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.model.walk import find
from docforge.protocols import ReadOptions, Result
from docforge.readers.elements.context import Context
from docforge.readers.elements.tree import DEEPEST, Branch, parse
from docforge.readers.findings import Findings
from docforge.readers.gate import checked
from docforge.readers.html.article import Article
from docforge.readers.html.locate import locate
from docforge.readers.html.selectors import first
from docforge.readers.html.sites import Site, site_of
from docforge.readers.spacing import summarise

_TITLE_ENDS = (" | ", " – ", " — ", " - ", "_", "丨", "｜")
"""What parts a page's title from the site's name in ``<title>``."""


def read_page(source: SourceText, options: ReadOptions, earlier: tuple[Diagnostic, ...] = ()) -> Result[n.Document]:
    """The document in a decoded page, with ``earlier`` diagnostics before its own."""
    findings = Findings(source)
    text = checked(source.text, findings)
    context = Context(source=source, findings=findings, options=options)
    if source.encoding not in ("utf-8", "ascii"):
        findings.add("DF152", f"the page was read as {source.encoding}, as it declares", n.Position(1, 1))
    parsed = parse(text)
    if parsed.too_deep is not None:
        problem = f"elements nested deeper than {DEEPEST} levels: their text is kept without the element"
        findings.add("DF114", problem, source.position(parsed.too_deep))
    known = site_of(parsed.root)
    site, content = known if known else (None, locate(parsed.root))
    article = Article(context, site, _targets(content))
    blocks = article.read(content)
    _meta(context, parsed.root, site, blocks)
    _said(context, parsed.root, site, content, article)
    document = n.Document(
        blocks=blocks,
        lang=options.lang or _lang(parsed.root),
        meta=context.meta,
        edits=findings.ordered_edits(),
        sources=(n.Source(source.name, source.sha256, source.encoding),),
    )
    summarise(findings)
    context.say_blank()
    context.layout.model(document.blocks)
    context.layout.report(findings)
    return Result(document, (*earlier, *findings.finish()))


def _targets(content: Branch) -> frozenset[str]:
    """The ids that links of the article lead to."""
    urls = (element.attributes.get("href", "") for element in content.iterate() if element.name == "a")
    return frozenset(url[1:] for url in urls if url.startswith("#"))


def _lang(root: Branch) -> str:
    html = next((element for element in root.iterate() if element.name == "html"), None)
    return html.attributes.get("lang", "").strip() if html else ""


def _meta(context: Context, root: Branch, site: Site | None, blocks: n.Blocks) -> None:
    """Title, author and date, where the site says them; a title only when the article has none of its own."""
    headed = any(heading.level == 1 for heading in find(blocks, n.Heading))
    wanted = {"author": site.author if site else (), "date": site.date if site else ()}
    if not headed:
        wanted["title"] = (*(site.title if site else ()), "meta=ArticleTitle", "h1", "meta=og:title", "title")
    for key, places in wanted.items():
        found = _value(root, places)
        if found:
            at = context.place(found[1])
            text = _bare_title(found[0], root) if key == "title" else found[0]
            context.meta[key] = n.MetaString(text=text, at=at)


def _value(root: Branch, places: tuple[str, ...]) -> tuple[str, int] | None:
    """The first text at one of the places, and its offset. ``meta=NAME`` is the content of that ``<meta>``."""
    for place in places:
        if place.startswith("meta="):
            name = place[5:]
            for element in root.iterate():
                named = (element.attributes.get("name"), element.attributes.get("property"))
                if element.name == "meta" and name in named and element.attributes.get("content", "").strip():
                    return " ".join(element.attributes["content"].split()), element.offset
        elif found := first(root, (place,)):
            text = " ".join(found.text().replace("\u200b", "").split())
            if text:
                return text, found.offset
    return None


def _bare_title(text: str, root: Branch) -> str:
    """A title without the site's name behind it, which ``<meta property="og:site_name">`` or a sign shows."""
    title = _value(root, ("title",))
    if not title or title[0] != text:
        return text
    cut = max((text.rfind(end) for end in _TITLE_ENDS), default=-1)
    return text[:cut].strip() if cut > 0 else text


def _said(context: Context, root: Branch, site: Site | None, content: Branch, article: Article) -> None:
    """Say how the article was found and what was left out."""
    at = context.place(content.offset)
    if site is None:
        context.findings.add("DF151", f"the article was found by its text: <{content.name}> here", at)
    body = next((element for element in root.iterate() if element.name == "body"), root)
    around = _letters(body) - _letters(content)
    parts = [f"{count} {kind}" for kind, count in sorted(article.left_out.items())]
    parts += [f"{around} characters around the article"] if around else []
    if parts:
        context.findings.add("DF150", f"page furniture left out: {', '.join(parts)}", at)


def _letters(element: Branch) -> int:
    return sum(not char.isspace() for char in element.text())
