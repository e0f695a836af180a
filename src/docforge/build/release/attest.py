"""``docforge attest``: the bill of materials and the provenance of a published folder, named in its sums."""

from __future__ import annotations

import hashlib
import posixpath

from docforge.build.release import provenance, sbom
from docforge.build.release.check import changed_files, load_manifest
from docforge.build.release.make import checksums
from docforge.build.release.manifest import SUMS, Manifest, Named
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.world import World


def attest(path: str, builder: str, world: World) -> list[Diagnostic]:
    """Write ``sbom.cdx.json`` and ``provenance.json`` beside the manifest at a path, and name them in ``SHA256SUMS``.

    Nothing is attested of a folder that is not what the build wrote (DF828, DF829), or without the library that
    writes bills (DF901).
    """
    manifest, found = load_manifest(path, world)
    if manifest is None:
        return found
    folder, name = posixpath.split(path)
    wrong = changed_files(manifest, folder, world)
    if wrong:
        return wrong
    data = world.read(path, Limits().archive_bytes)
    own = Named(name, hashlib.sha256(data).hexdigest())
    try:
        bill = sbom.bill(manifest, own.sha256)
    except sbom.MissingLibraryError as error:
        return [report("DF901", str(error), hint="pip install 'docforge[release]'")]
    listed = Named(sbom.FILE, hashlib.sha256(bill).hexdigest())
    statement = provenance.statement(manifest, _subjects(manifest, own, listed), builder, world)
    written = [listed, Named(provenance.FILE, hashlib.sha256(statement).hexdigest())]
    try:
        world.write(posixpath.join(folder, sbom.FILE), bill)
        world.write(posixpath.join(folder, provenance.FILE), statement)
        world.write(posixpath.join(folder, SUMS), checksums(manifest, name, data, written))
    except OSError as error:
        return [report("DF902", f"not written: {error.strerror or error}", file=folder)]
    return []


def _subjects(manifest: Manifest, *others: Named) -> list[Named]:
    """Every file that is published, by name."""
    files = {item.path: item.sha256 for item in manifest.artifacts}
    files |= {item.facts.path: item.facts.sha256 for item in manifest.artifacts if item.facts}
    files |= {item.path: item.sha256 for item in others}
    return [Named(path, digest) for path, digest in sorted(files.items())]
