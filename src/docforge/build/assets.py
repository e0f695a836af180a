"""The pictures of a document: found, confined, checked and loaded once for all writers.

A local path is taken from the folder of its source and may not leave the root. Nothing is fetched from the network: a
remote picture is there when ``docforge fetch`` brought it.
A picture that cannot be used is reported here and drawn as a placeholder by the writers.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from docforge.build.join import is_local, source_folder, source_name
from docforge.build.remote import LockError, picture_path, read_lock, read_picture
from docforge.build.sources import near_file
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.patterns import lazy_pattern
from docforge.protocols import Asset, Result
from docforge.world import OutsideRootError, TooLargeError, World

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""The picture formats that can be used, by Pillow's name: what PDF and EPUB readers and Word all understand."""

_REMOTE = re.compile(r"(?i)(?:https?:)?//")
_DATA = re.compile(r"(?is)data:(?P<type>[^;,]*)(?P<parameters>(?:;[^;,]*)*),(?P<payload>.*)")
_SVG = lazy_pattern(
    rb"(?s)\A\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?>\s*)*<svg\b"
)


class Unusable(Exception):
    """Why a picture cannot be used: a code, a message and a hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class Public(NamedTuple):
    """Where a site keeps the files that it names from its top (``/logo.png``): folders, in the order they are looked
    in, and the path below its address (``/docs/``)."""

    folders: tuple[str, ...] = ()
    base: str = "/"


NOWHERE = Public()
"""For documents that stand in no site."""


def load_assets(
    document: n.Document, limits: Limits, world: World, root: str = "", public: Public = NOWHERE
) -> Result[dict[str, Asset]]:
    """Every usable picture of a document by its URL in the document.

    ``root``: the folder that local pictures must be in; "" is each source's own folder. ``public``: where those are
    that a site names from its top. A picture used several times
    is loaded once and, if it is unusable, reported at its first place.
    """
    assets: dict[str, Asset] = {}
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for image in pictures(document):
        if image.url in seen:
            continue
        seen.add(image.url)
        file = source_name(document, image.at.source if image.at else 0)
        if len(seen) > limits.images:
            found.append(
                report(
                    "DF518",
                    f"over the limit images of {limits.images}: this picture and later ones are left out",
                    at=image.at,
                    file=file,
                )
            )
            break
        try:
            seen_now = checked(_bytes(document, image, limits, world, root, public), limits)
            assets[image.url] = seen_now.asset
            if seen_now.without:
                said = f"left out of {_short(image.url)}: {seen_now.without}"
                found.append(report("DF519", said, at=image.at, file=file))
        except Unusable as problem:
            found.append(report(problem.code, str(problem), at=image.at, file=file, hint=problem.hint))
    return Result(assets, tuple(found))


class Checked(NamedTuple):
    """A picture that can be used, and what was left out of it in words."""

    asset: Asset
    without: str = ""


def checked(data: bytes, limits: Limits) -> Checked:
    """The picture in some bytes, whatever its format. Raises Unusable."""
    if _SVG.match(data[:4096]):
        return Checked(*check_svg(data, limits))
    return Checked(check_picture(data, limits))


def is_remote(url: str) -> bool:
    """Whether a picture lives on a server."""
    return bool(_REMOTE.match(url))


def pictures(document: n.Document) -> Iterator[n.Image]:
    """Every picture of a document, its cover last."""
    yield from find((document.title, document.blocks, document.notes), n.Image)
    cover = meta.text(document, "cover").strip()
    if cover:
        yield n.Image(content=(), url=cover)


def _bytes(document: n.Document, image: n.Image, limits: Limits, world: World, root: str, public: Public) -> bytes:
    url = image.url
    if url[:5].lower() == "data:":
        return _data_url(url, limits)
    if not url:
        raise Unusable("DF511", "the picture has no path")
    own = source_folder(document, image.at.source if image.at else 0)
    if is_remote(url):
        folders = (root or own, root or source_folder(document, 0))
        return _fetched(url, dict.fromkeys(folder or os.curdir for folder in folders), limits, world)
    if url.startswith("/") and public.folders:
        return _published(url, limits, world, root, public)
    # URLs of a joined document are relative to its first source; confined is by the source that shows the picture.
    path = os.path.normpath(os.path.join(source_folder(document, 0), unquote(url.split("#")[0].split("?")[0])))
    if image.at is None and root and os.path.basename(path) not in world.names(os.path.dirname(path)):
        path = os.path.normpath(os.path.join(root, unquote(url)))  # a cover that the project names is relative to it
    folder = root or own
    confined = ""
    # Text that was included belongs to the page that includes it as well as to its own file.
    for allowed in dict.fromkeys((folder, root or source_folder(document, 0))):
        try:
            confined = confined or (
                world.confined(allowed, _escaped(os.path.relpath(path, allowed or "."))) if is_local(url) else ""
            )
        except OutsideRootError:
            continue
        except ValueError as error:  # a NUL byte in the path
            raise Unusable("DF511", f"{url!r} is not a path: {error}") from error
    if not confined:
        raise Unusable("DF513", f"{url} leads out of {folder or 'the current folder'}")
    try:
        return world.read(confined, limits.image_bytes)
    except TooLargeError as error:
        raise Unusable("DF515", f"{url}: {error.strerror} (limit image-bytes)") from error
    except FileNotFoundError as error:
        raise Unusable("DF511", f"no file {path}", near_file(path, world)) from error
    except OSError as error:
        raise Unusable("DF511", f"{path}: {error.strerror or error}") from error


def _published(url: str, limits: Limits, world: World, root: str, public: Public) -> bytes:
    """The bytes of a picture that is named from the top of the site."""
    whole = url.split("#")[0].split("?")[0].lstrip("/")
    below = whole.removeprefix(public.base.strip("/") + "/")
    for folder in public.folders:
        for bare in dict.fromkeys((whole, below)):
            try:
                path = world.confined(root or ".", os.path.relpath(os.path.join(folder, bare), root or "."))
            except (OutsideRootError, ValueError):
                continue
            if world.exists(path):
                try:
                    return world.read(path, limits.image_bytes)
                except TooLargeError as error:
                    raise Unusable("DF515", f"{url}: {error.strerror}") from error
                except OSError as error:
                    raise Unusable("DF511", f"{path}: {error.strerror or error}") from error
    looked = ", ".join(folder or "." for folder in public.folders)
    raise Unusable("DF511", f"no file {url} in {looked}")


def _fetched(url: str, folders: Iterable[str], limits: Limits, world: World) -> bytes:
    """The bytes of a remote picture as they were fetched, from the first folder whose lock has it."""
    for folder in folders:
        try:
            picture = read_lock(folder, world).find(url)
        except LockError as error:
            raise Unusable("DF523", str(error), "remove it and fetch again") from error
        if picture is None:
            continue
        path = picture_path(folder, picture)
        try:
            data = read_picture(folder, picture, limits.image_bytes, world)
        except OSError as error:
            problem = f"{path}: {error.strerror or error}"
            raise Unusable("DF523", problem, "docforge fetch downloads it again") from error
        if data is None:
            raise Unusable("DF523", f"{path} is not what was fetched from {url}", "docforge fetch downloads it again")
        return data
    raise Unusable("DF512", f"not fetched: {url}", "docforge fetch downloads it once, for all builds")


def _escaped(path: str) -> str:
    """``World.confined`` decodes percent signs; a decoded path must survive that."""
    return path.replace("%", "%25")


def _data_url(url: str, limits: Limits) -> bytes:
    match = _DATA.fullmatch(url)
    if match is None:
        raise Unusable("DF517", "the data: URL has no comma before its data")
    if len(match["payload"]) > limits.image_bytes * 4 // 3 + 4:
        raise Unusable("DF515", f"the embedded picture is over the limit image-bytes of {limits.image_bytes}")
    try:
        if match["parameters"].lower().endswith(";base64"):
            return base64.b64decode(re.sub(r"\s+", "", unquote(match["payload"])), validate=True)
        return unquote_to_bytes(match["payload"])
    except (binascii.Error, ValueError) as error:
        raise Unusable("DF517", f"the data: URL cannot be decoded: {error}") from error


def check_svg(data: bytes, limits: Limits) -> tuple[Asset, str]:
    """A cleaned SVG picture, and what was left out of it in words."""
    from docforge.vector.clean import SvgError, SvgTooLargeError, clean

    def usable(inner: bytes) -> bool:
        try:
            check_picture(inner, limits)
        except Unusable:
            return False
        return True

    try:
        made = clean(data, limits.drawing_elements, usable)
    except SvgTooLargeError as error:
        raise Unusable("DF515", str(error), "save it as PNG") from error
    except SvgError as error:
        raise Unusable("DF516", str(error), "save it again as plain SVG, or as PNG") from error
    if made.width * made.height > limits.image_pixels:
        raise Unusable(
            "DF515", f"{made.width} × {made.height} pixels, over the limit image-pixels of {limits.image_pixels}"
        )
    without = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in made.left_out)
    digest = hashlib.sha256(made.data).hexdigest()
    return Asset(made.data, "image/svg+xml", made.width, made.height, digest), without


def _short(url: str) -> str:
    return url if len(url) <= 60 else url[:60] + "…"


def check_picture(data: bytes, limits: Limits) -> Asset:
    """A picture that was decoded to its last byte, within the limit on pixels."""
    if not data:
        raise Unusable("DF514", "the file is empty")
    from PIL import Image as Pillow
    from PIL import ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # our own limit is checked below
            with Pillow.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as picture:
                width, height = picture.size
                if width * height > limits.image_pixels:
                    raise Unusable(
                        "DF515", f"{width} × {height} pixels, over the limit image-pixels of {limits.image_pixels}"
                    )
                kind = picture.format or ""
                picture.load()
    except UnidentifiedImageError as error:
        raise Unusable("DF514", "not a PNG, JPEG, GIF or WEBP picture") from error
    except Pillow.DecompressionBombError as error:
        raise Unusable("DF515", f"over the limit image-pixels of {limits.image_pixels}") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow's decoders raise on damaged data
        raise Unusable("DF514", f"the picture is damaged: {error}") from error
    return Asset(data, MEDIA_TYPES[kind], width, height, hashlib.sha256(data).hexdigest())
