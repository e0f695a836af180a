"""What a book is for each reader: every rule of the table, in what is written."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree
from PIL import Image

from docforge import resources
from docforge.formulas.mathml import canonical
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.protocols import EPUB_TARGETS, Asset, Result, WriteContext
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.epub import WRITER
from docforge.writers.epub.budget import within
from docforge.writers.epub.pictures import fitted
from docforge.writers.epub.targets import Target, rules, target

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SUM = canonical('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>+</mo><mn>1</mn></math>')


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def para(words: str) -> n.Para:
    return n.Para(text(words))


def heading(level: int, words: str) -> n.Heading:
    return n.Heading(level, text(words), attr=n.Attr(id=f"h{words}"))


def made(document: n.Document, name: str, **changes: Any) -> Result[bytes]:
    style = parse(resources.text("styles/handout.toml"))
    return WRITER.write(document, WriteContext(style, epub_target=name, **changes), MemoryWorld())


def book(document: n.Document, name: str, **changes: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made(document, name, **changes).value))


def document(*blocks: n.Block, lang: str = "zh-Hans") -> n.Document:
    return n.Document(blocks, text("书"), lang, final=True)


def only(word: str) -> list[str]:
    """The targets of which a rule has this value."""
    return [name for name in EPUB_TARGETS if rules()[word][name]]


def picture(kind: str, mode: str, size: tuple[int, int], **options: Any) -> Asset:
    buffer = io.BytesIO()
    Image.new(mode, size, (200, 30, 30, 0)[: len(mode)]).save(buffer, kind, **options)
    media = f"image/{kind.lower()}"
    return Asset(buffer.getvalue(), media, *size, hashlib.sha256(buffer.getvalue()).hexdigest())


def with_picture(asset: Asset) -> dict[str, Any]:
    return {"assets": {"p": asset}}


def test_every_rule_has_a_meaning_a_source_and_a_value_for_each_target() -> None:
    assert {key.replace("-", "_") for key in rules()} == {*Target.__struct_fields__} - {"name"}
    for key, rule in rules().items():
        assert set(rule) == {"means", "source", *EPUB_TARGETS}, key
        assert len(rule["source"]) > 20, key
        assert rule["means"].endswith("."), key


def test_an_unknown_target_is_no_target() -> None:
    with pytest.raises(ValueError, match="nook"):
        target("nook")


def test_the_manual_has_the_table(root: Path) -> None:
    manual = (root / "docs/epub.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `([\w-]+)` \|.*\| (.*) \| (.*) \|$", manual)
    assert rows == [(key, rule["means"], rule["source"]) for key, rule in rules().items()]


# ------------------------------------------------------------ formulas


def formula(name: str) -> etree._Element:
    page = etree.fromstring(book(document(n.Para((n.Math("x+1", mathml=SUM),))), name).read("EPUB/c001.xhtml"))
    return next(page.iter("{http://www.w3.org/1998/Math/MathML}math", f"{XHTML}img"))


@pytest.mark.parametrize("name", ["generic", "kobo", "apple"])
def test_a_formula_is_mathml_with_tex_and_a_picture_beside_it(name: str) -> None:
    found = formula(name)
    assert found.tag.endswith("}math")
    assert found.get("alttext") == "x+1"
    archive = book(document(n.Para((n.Math("x+1", mathml=SUM),))), name)
    assert archive.read(f"EPUB/{found.get('altimg')}").startswith(b"<svg")
    assert [float(str(found.get(f"altimg-{side}")).removesuffix("em")) > 0.4 for side in ("width", "height")] == [
        True
    ] * 2
    assert str(found.get("altimg-valign")).startswith("-")


def test_kindle_gets_the_picture_alone_on_white_with_the_tex_in_words() -> None:
    found = formula("kindle")
    assert (found.tag, found.get("alt"), found.get("data-formula")) == (f"{XHTML}img", "x+1", "x+1")
    drawn = etree.fromstring(
        book(document(n.Para((n.Math("x+1", mathml=SUM),))), "kindle").read(f"EPUB/{found.get('src')}")
    )
    paper = drawn[0]
    assert (paper.tag.rpartition("}")[2], paper.get("fill")) == ("rect", "#ffffff")
    assert drawn.get("viewBox") == " ".join(str(paper.get(name)) for name in ("x", "y", "width", "height"))


def test_a_formula_that_cannot_be_drawn_keeps_its_mathml_without_a_picture() -> None:
    odd = canonical('<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>\U0001f9ff</mtext></math>')
    page = book(document(n.Para((n.Math("x", mathml=odd),))), "generic").read("EPUB/c001.xhtml")
    assert b"<math" in page
    assert b"altimg" not in page
    said = made(document(n.Para((n.Math("x", mathml=odd),))), "kindle").diagnostics
    assert [item.code for item in said] == ["DF501"]


# ------------------------------------------------------------ navigation

LEVELS = document(*(heading(level, f"{place}") for place, level in enumerate((1, 2, 3, 4, 2), 1)))


def outline(archive: zipfile.ZipFile) -> list[tuple[int, str, bool]]:
    page = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    nav = next(page.iter(f"{XHTML}nav"))
    return [
        (sum(1 for _ in link.iterancestors(f"{XHTML}ol")), str(link.text), link.getparent().get("hidden") is not None)
        for link in nav.iter(f"{XHTML}a")
    ]


@pytest.mark.parametrize(
    ("name", "levels"), [("generic", [1, 1, 2, 3, 4, 2]), ("apple", [1, 1, 2, 3, 4, 2]), ("kobo", [1, 1, 2, 3, 3, 2]),
                         ("kindle", [1, 1, 2, 2, 2, 2])],
)  # fmt: skip
def test_deep_entries_stand_at_the_deepest_level_a_reader_has(name: str, levels: list[int]) -> None:
    archive = book(LEVELS, name)
    found = outline(archive)
    assert [level for level, _, _ in found] == levels
    assert [words for _, words, _ in found] == ["书", "1", "2", "3", "4", "5"]
    ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    points = list(ncx.iter("{http://www.daisy.org/z3986/2005/ncx/}navPoint"))
    assert [sum(1 for _ in point.iterancestors(point.tag)) + 1 for point in points] == levels


def test_the_page_of_contents_hides_what_lies_deep() -> None:
    assert [words for _, words, hidden in outline(book(LEVELS, "generic")) if hidden] == ["4"]
    assert [words for _, words, hidden in outline(book(LEVELS, "kindle")) if hidden] == ["3", "4"]


# ------------------------------------------------------------ cover and package


def package(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("EPUB/content.opf"))


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_the_cover_has_a_page_but_for_kindle(name: str) -> None:
    archive = book(document(para("文")), name)
    assert ("EPUB/cover.xhtml" in archive.namelist()) == (name in only("cover-page")) == (name != "kindle")
    opf = package(archive)
    assert [item.get("id") for item in opf.iter(f"{OPF}item") if item.get("properties") == "cover-image"] == [
        "cover-image"
    ]
    assert [meta.get("content") for meta in opf.iter(f"{OPF}meta") if meta.get("name") == "cover"] == ["cover-image"]
    assert ("cover.xhtml" in archive.read("EPUB/nav.xhtml").decode()) == (name != "kindle")


def test_a_cover_too_small_for_kindle_is_told() -> None:
    small = picture("PNG", "RGB", (300, 420))
    named = msgspec.structs.replace(document(para("文")), meta={"cover": n.MetaString(text="p")})
    assert [item.code for item in made(named, "kindle", **with_picture(small)).diagnostics] == ["DF724"]
    assert not made(named, "generic", **with_picture(small)).diagnostics


def test_a_language_that_a_shop_does_not_list_is_told() -> None:
    assert [item.code for item in made(document(para("글"), lang="ko"), "kindle").diagnostics] == ["DF725"]
    assert not made(document(para("글"), lang="ko"), "kobo").diagnostics
    assert not made(document(para("文"), lang="ja"), "kindle").diagnostics


def vertical_book(name: str) -> zipfile.ZipFile:
    style = parse(resources.text("styles/handout.toml"))
    style = msgspec.structs.replace(style, page=msgspec.structs.replace(style.page, writing="vertical"))
    result = WRITER.write(document(para("本文"), lang="ja"), WriteContext(style, epub_target=name), MemoryWorld())
    return zipfile.ZipFile(io.BytesIO(result.value))


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_only_kindle_is_told_the_direction_of_lines_by_the_package(name: str) -> None:
    opf = package(vertical_book(name))
    told = [meta.get("content") for meta in opf.iter(f"{OPF}meta") if meta.get("name") == "primary-writing-mode"]
    assert told == (["vertical-rl"] if name == "kindle" else [])
    spine = opf.find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"


# ------------------------------------------------------------ style sheet


def sheets(name: str) -> str:
    archive = book(document(para("文")), name)
    return "".join(archive.read(f"EPUB/{sheet}").decode() for sheet in ("style.css", "more.css"))


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_labels_hang_but_for_kindle(name: str) -> None:
    negative = re.findall(r"(?:text-indent|margin[a-z-]*): [^;}]*-[0-9]", sheets(name))
    assert bool(negative) == (name != "kindle")
    columns = re.findall(r"label-line[^{]*\{[^}]*min-width: ([^;} ]*)", sheets(name))
    assert set(columns) == {"0"} or name != "kindle"


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_nothing_is_drawn_behind_text_or_pictures_where_a_reader_should_not(name: str) -> None:
    drawn = re.findall(r"background[a-z-]*: (?!none)", sheets(name))
    assert bool(drawn) == (name in ("generic", "apple"))


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_the_first_sheet_has_no_function_that_would_make_old_engines_drop_it(name: str) -> None:
    css = book(document(para("文")), name).read("EPUB/style.css").decode()
    values = re.findall(r":([^:;{}]*)[;}]", css)
    assert len(values) > 200
    assert not [value for value in values if re.search(r"\b(calc|min|max|clamp|var|env|linear-gradient)\(", value)]
    assert not [mark for mark in ("@media", "@supports", "--") if mark in css]


# ------------------------------------------------------------ pictures


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_webp_is_png_where_a_reader_knows_none(name: str) -> None:
    webp = picture("WEBP", "RGB", (8, 6))
    found = fitted(webp, target(name))
    assert found.media_type == ("image/webp" if name == "generic" else "image/png")
    assert (found is webp) == (name == "generic")
    inside = document(n.Para((n.Image(text("图"), "p"),)))
    kinds = [item.get("media-type") for item in package(book(inside, name, **with_picture(webp))).iter(f"{OPF}item")]
    assert ("image/webp" in kinds) == (name == "generic")


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_transparent_pictures_are_flattened_onto_white_where_nothing_is_drawn_behind_them(name: str) -> None:
    clear = picture("PNG", "RGBA", (4, 4))
    found = fitted(clear, target(name))
    with Image.open(io.BytesIO(found.data)) as shown:
        if name in ("kindle", "kobo"):
            assert (shown.mode, shown.getpixel((1, 1))) == ("RGB", (255, 255, 255))
        else:
            assert found is clear


def test_opaque_pictures_and_outlines_stay_byte_for_byte() -> None:
    outlines = Asset(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "image/svg+xml", 0, 0, "0" * 64)
    for name in EPUB_TARGETS:
        for asset in (picture("PNG", "RGB", (4, 4)), picture("JPEG", "RGB", (4, 4)), outlines):
            assert fitted(asset, target(name)) is asset


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_outlines_go_into_the_book_as_they_are(name: str) -> None:
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><linearGradient id="g"/><path d="M0 0h4v4z"/></svg>'
    )
    outlines = Asset(data, "image/svg+xml", 4, 4, "ab" * 32)
    archive = book(document(n.Para((n.Image(text("图"), "p"),))), name, **with_picture(outlines))
    assert archive.read(f"EPUB/images/{'ab' * 8}.svg") == data
    (item,) = [item for item in package(archive).iter(f"{OPF}item") if item.get("href") == f"images/{'ab' * 8}.svg"]
    assert item.get("media-type") == "image/svg+xml"


def test_a_picture_of_too_many_pixels_is_made_smaller_for_apple() -> None:
    wide = picture("PNG", "L", (4000, 2000))
    found = fitted(wide, target("apple"))
    assert found.width * found.height <= 5_600_000
    assert abs(found.width / found.height - 2) < 0.01
    assert fitted(wide, target("generic")) is wide


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_too_many_bytes_is_made_smaller(kind: str) -> None:
    noise = Image.effect_noise((500, 400), 90)
    buffer = io.BytesIO()
    noise.save(buffer, kind, **({"quality": 100} if kind == "JPEG" else {}))
    asset = Asset(buffer.getvalue(), f"image/{kind.lower()}", 500, 400, "1" * 64)
    small = msgspec.structs.replace(target("kobo"), image_bytes=len(asset.data) // 3)
    found = fitted(asset, small)
    assert len(found.data) <= small.image_bytes
    assert (found.media_type, found.width < 500) == (asset.media_type, True)
    assert fitted(asset, small).data == found.data


def noise(width: int, height: int, name: str) -> Asset:
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 90).save(buffer, "PNG")
    return Asset(buffer.getvalue(), "image/png", width, height, hashlib.sha256(name.encode()).hexdigest())


def test_the_largest_pictures_become_smaller_until_all_together_are_within_the_budget() -> None:
    row = {name: noise(side, side, name) for name, side in (("a", 900), ("b", 300), ("c", 1200), ("d", 1100))}
    for share in (0.9, 0.6, 0.45):
        budget = int(share * sum(len(asset.data) for asset in row.values()))
        found = within(row, budget, target("generic"))
        assert sum(len(asset.data) for asset in found.values()) <= budget
        assert found["b"] is row["b"]
        assert found["c"].width < 1200
        assert (found["a"] is row["a"]) == (share == 0.9)
        sizes = sorted(len(asset.data) for name, asset in found.items() if asset is not row[name])
        assert sizes[0] > 0.7 * sizes[-1]
        again = within(row, budget, target("generic"))
        assert [asset.data for asset in again.values()] == [asset.data for asset in found.values()]
    assert within(row, 10**9, target("generic")) == row


def test_pictures_keep_what_a_narrow_page_shows_and_outlines_and_animations_stay() -> None:
    frames = [Image.effect_noise((700, 700), 40 + k) for k in range(2)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    animation = Asset(buffer.getvalue(), "image/gif", 700, 700, "9" * 64)
    outlines = Asset(b"<svg " + b" " * 9000 + b"/>", "image/svg+xml", 900, 900, "8" * 64)
    row = {"a": noise(900, 450, "a"), "b": animation, "c": outlines}
    found = within(row, 1000, target("generic"))
    assert (found["a"].width, found["a"].height) == (600, 300)
    assert (found["b"], found["c"]) == (animation, outlines)


def test_what_became_smaller_is_told_and_what_cannot_too() -> None:
    shown = document(n.Para((n.Image(text("图"), "p"),)))
    style = {"assets": {"p": noise(1000, 1000, "p")}}
    whole = made(shown, "generic", **style)
    assert not whole.diagnostics
    tight = made(shown, "generic", limits=Limits(all_images_bytes=600_000), **style)
    assert [item.code for item in tight.diagnostics] == ["DF726"]
    assert len(tight.value) < 600_000 < len(whole.value)
    least = made(shown, "generic", limits=Limits(all_images_bytes=100_000), **style)
    assert [item.code for item in least.diagnostics] == ["DF726", "DF727"]


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_a_picture_without_words_is_called_a_figure_where_none_may_be_empty(name: str) -> None:
    inside = document(n.Para((n.Image((), "p"),)))
    page = etree.fromstring(book(inside, name, **with_picture(picture("PNG", "RGB", (4, 4)))).read("EPUB/c001.xhtml"))
    assert [image.get("alt") for image in page.iter(f"{XHTML}img")] == (["图"] if name == "kindle" else [""])
