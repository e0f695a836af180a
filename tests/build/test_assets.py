"""Pictures of a document: what is loaded, what is refused, and what is said about it."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image as Pillow

from docforge.build.assets import load_assets
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.protocols import Asset, Result
from docforge.world import DiskWorld, MemoryWorld


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    stream = io.BytesIO()
    Pillow.effect_noise(size, 60).convert("RGB").save(stream, kind)
    return stream.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds hardly any data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def showing(*urls: str, source: str = "notes/a.md") -> n.Document:
    """A document with one paragraph a picture, on lines 1, 2, …"""
    return n.Document(
        blocks=tuple(
            n.Para((n.Image((n.Text("alt"),), url, at=n.Position(line, 3)),)) for line, url in enumerate(urls, 1)
        ),
        sources=(n.Source(source),),
    )


def load(document: n.Document, files: dict[str, bytes], **limits: int) -> Result[dict[str, Asset]]:
    return load_assets(document, Limits(**limits), MemoryWorld(files))


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_each_usable_format_is_loaded_with_its_size(kind: str, media_type: str) -> None:
    data = picture(kind)
    result = load(showing("img/p.bin"), {"notes/img/p.bin": data})
    asset = result.value["img/p.bin"]
    assert (asset.media_type, asset.width, asset.height, asset.data) == (media_type, 40, 30, data)
    assert result.diagnostics == ()


def test_a_percent_encoded_path_and_a_percent_sign_in_a_name_are_found() -> None:
    files = {"notes/图 1.png": picture(), "notes/100%.png": picture()}
    result = load(showing("%E5%9B%BE%201.png", "100%25.png"), files)
    assert sorted(result.value) == ["%E5%9B%BE%201.png", "100%25.png"]


def test_a_missing_picture_is_an_error_at_its_place_with_the_near_name() -> None:
    result = load(showing("ok.png", "img/mapp.png"), {"notes/ok.png": picture(), "notes/img/map.png": picture()})
    (problem,) = result.diagnostics
    assert (problem.code, problem.file, problem.line, problem.column) == ("DF511", "notes/a.md", 2, 3)
    assert problem.hint == "did you mean notes/img/map.png?"
    assert list(result.value) == ["ok.png"]


def test_a_picture_used_twice_is_loaded_and_reported_once() -> None:
    result = load(showing("gone.png", "gone.png"), {})
    assert [(item.code, item.line) for item in result.diagnostics] == [("DF511", 1)]


@pytest.mark.parametrize("url", ["https://img.example/1.png", "HTTP://img.example/1.png", "//img.example/1.png"])
def test_a_remote_picture_is_a_warning_and_not_fetched(url: str) -> None:
    (problem,) = load(showing(url), {}).diagnostics
    assert (problem.code, problem.severity) == ("DF512", "warning")
    assert url in problem.message


@pytest.mark.parametrize(
    "url", ["../secret.png", "/etc/secret.png", "%2e%2e/secret.png", "file:///etc/secret.png", "C:\\x.png"]
)
def test_a_path_out_of_the_folder_is_refused(url: str) -> None:
    (problem,) = load(showing(url), {"secret.png": picture(), "/etc/secret.png": picture()}).diagnostics
    assert problem.code == "DF513"


def test_a_symbolic_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "notes").mkdir()
    (folder / "secret.png").write_bytes(picture())
    (folder / "notes" / "link.png").symlink_to(folder / "secret.png")
    document = showing("link.png", source=str(folder / "notes" / "a.md"))
    (problem,) = load_assets(document, Limits(), DiskWorld()).diagnostics
    assert problem.code == "DF513"


def test_a_wider_root_lets_pictures_of_a_sister_folder_in() -> None:
    files = {"notes/pictures/p.png": picture()}
    document = showing("../pictures/p.png", source="notes/text/a.md")
    assert load(document, files).diagnostics[0].code == "DF513"
    widened = load_assets(document, Limits(), MemoryWorld(files), root="notes")
    assert list(widened.value) == ["../pictures/p.png"]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_half_a_picture_is_refused(kind: str) -> None:
    (problem,) = load(showing("p"), {"notes/p": _cut(picture(kind, (200, 200)))}).diagnostics
    assert problem.code == "DF514"


def test_half_a_picture_is_refused_even_where_another_library_asked_for_leniency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (problem,) = load(showing("p"), {"notes/p": _cut(picture("PNG", (200, 200)))}).diagnostics
    assert problem.code == "DF514"


@pytest.mark.parametrize("data", [b"", b"not a picture", b"%PDF-1.7\n", b"BM" + bytes(60)])
def test_what_is_no_usable_picture_is_refused(data: bytes) -> None:
    (problem,) = load(showing("p.png"), {"notes/p.png": data}).diagnostics
    assert problem.code == "DF514"


@pytest.mark.parametrize("size", [(9000, 9000), (60000, 60000)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(size: tuple[int, int]) -> None:
    (problem,) = load(showing("p.png"), {"notes/p.png": png_header(*size)}).diagnostics
    assert problem.code == "DF515"


def test_a_file_over_the_byte_limit_is_refused() -> None:
    (problem,) = load(showing("p.png"), {"notes/p.png": picture()}, image_bytes=100).diagnostics
    assert problem.code == "DF515"


def test_more_pictures_than_the_limit_are_left_out_and_said_so() -> None:
    files = {f"notes/{name}.png": picture() for name in "abc"}
    result = load(showing("a.png", "b.png", "c.png"), files, images=2)
    assert list(result.value) == ["a.png", "b.png"]
    assert [(item.code, item.line) for item in result.diagnostics] == [("DF518", 3)]


@pytest.mark.parametrize(
    "svg",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE svg>\n<svg/>"],
)
def test_svg_is_cleaned_and_has_a_size(svg: bytes) -> None:
    result = load(showing("plan.svg"), {"notes/plan.svg": svg})
    asset = result.value["plan.svg"]
    assert (asset.media_type, asset.width, asset.height) == ("image/svg+xml", 300, 150)
    assert not result.diagnostics


def test_svg_with_entities_is_a_warning() -> None:
    svg = b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"
    (problem,) = load(showing("plan.svg"), {"notes/plan.svg": svg}).diagnostics
    assert (problem.code, problem.severity) == ("DF516", "warning")


def test_a_data_url_is_decoded() -> None:
    data = picture()
    url = "data:image/png;base64," + base64.b64encode(data).decode()
    assert load(showing(url), {}).value[url].data == data


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: "data:image/png;base64", "DF517"),
        (lambda text: "data:image/png;base64,@@@@", "DF517"),
        (lambda text: text[: text.index(",") + 1 + len(text) // 8 * 4], "DF514"),
        (lambda text: "data:text/html,<b>x</b>", "DF514"),
    ],
)
def test_a_damaged_data_url_is_refused(change: Callable[[str], str], code: str) -> None:
    whole = "data:image/png;base64," + base64.b64encode(picture("PNG", (200, 200))).decode()
    (problem,) = load(showing(change(whole)), {}).diagnostics
    assert problem.code == code


def test_a_data_url_over_the_byte_limit_is_refused_before_decoding() -> None:
    url = "data:image/png;base64," + "A" * 4000
    (problem,) = load(showing(url), {}, image_bytes=1000).diagnostics
    assert problem.code == "DF515"


def test_pictures_in_notes_and_titles_are_found() -> None:
    image = n.Image((), "p.png")
    document = n.Document(
        blocks=(), title=(n.Image((), "t.png"),), notes={"1": (n.Para((image,)),)}, sources=(n.Source("a.md"),)
    )
    result = load(document, {"p.png": picture(), "t.png": picture()})
    assert sorted(result.value) == ["p.png", "t.png"]
