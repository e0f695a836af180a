"""A bill of materials of what was published, in CycloneDX 1.6: the files, the faces in them with their licences, the
tools that made them. CycloneDX's own library writes it; it is used in this file only.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from docforge.build.release.components import Component, of_versions
from docforge.build.release.fonts import UNKNOWN
from docforge.build.release.manifest import Artifact, Font, Manifest

FILE = "sbom.cdx.json"
_SPACE = uuid.UUID("8f0d3c5e-6d0a-5c55-9b1c-2f4f2d1d9a10")
"""Namespace of serial numbers (RFC 9562, 5.5): the same manifest has the same."""


class MissingLibraryError(ImportError):
    """cyclonedx-python-lib is not installed."""


def bill(manifest: Manifest, digest: str) -> bytes:
    """The bill of a manifest whose bytes have a SHA-256. Raises ``MissingLibraryError``."""
    try:
        from cyclonedx.model.bom import Bom
        from cyclonedx.output.json import JsonV1Dot6
    except ImportError as error:
        raise MissingLibraryError("cyclonedx-python-lib is not installed") from error
    bom = Bom(serial_number=uuid.uuid5(_SPACE, digest))
    whole = _whole(manifest)
    bom.metadata.component = whole
    bom.metadata.tools.components.update(_tool(item) for item in of_versions(manifest.packages))
    if manifest.epoch is not None:
        bom.metadata.timestamp = datetime.fromtimestamp(manifest.epoch, UTC)
    faces = {font.name: _face(font) for font in manifest.fonts}
    files = [(item, _file(item)) for item in manifest.artifacts]
    bom.components.update([*faces.values(), *(file for _, file in files)])
    bom.register_dependency(whole, [file for _, file in files])
    for item, file in files:
        bom.register_dependency(file, [faces[name] for name in item.fonts if name in faces])
    table = json.loads(JsonV1Dot6(bom).output_as_string())
    if manifest.epoch is None:
        del table["metadata"]["timestamp"]  # the library reads the clock
    return (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _whole(manifest: Manifest) -> Any:
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType

    return Part(name=manifest.title or "documents", type=ComponentType.DATA, bom_ref="release")


def _file(item: Artifact) -> Any:
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType

    return Part(name=item.path, type=ComponentType.FILE, bom_ref=f"file:{item.path}", hashes=_hashes(item.sha256))


def _face(font: Font) -> Any:
    """A face: of the font file that it was cut from, version and hash."""
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType

    return Part(
        name=font.name,
        type=ComponentType.FILE,
        bom_ref=f"font:{font.name}",
        version=font.version or None,
        description=f"cut from {font.source}" if font.source else None,
        licenses=_licences(font.licence),
        hashes=_hashes(font.source_sha256),
    )


def _tool(item: Component) -> Any:
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType
    from packageurl import PackageURL

    return Part(
        name=item.name,
        type=ComponentType.LIBRARY,
        bom_ref=f"tool:{item.name}",
        version=item.version,
        licenses=_licences(item.licence),
        purl=PackageURL("pypi", name=item.name.lower().replace("_", "-"), version=item.version),
    )


def _hashes(sha256: str) -> Iterable[Any]:
    from cyclonedx.model import HashAlgorithm, HashType

    return [HashType(alg=HashAlgorithm.SHA_256, content=sha256)] if sha256 else []


def _licences(licence: str) -> Iterable[Any]:
    from cyclonedx.contrib.license.factories import LicenseFactory

    return [LicenseFactory().make_from_string(licence)] if licence and licence != UNKNOWN else []
