"""The Python packages that docforge runs on, with their licences as they say themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from docforge.build.requirements import required

_LICENCE_FILE = re.compile(r"(licen[cs]es?|copying|copyright|notice|authors|ofl)([.\-_].*)?", re.IGNORECASE)

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Trove classifiers (License :: OSI Approved :: …) and SPDX's names, for packages that say nothing newer."""

WORDS = {"Apache License 2.0": "Apache-2.0"}
"""Free words of the field License and SPDX's names."""


class Component(Struct, frozen=True, order=True):
    """A package: name, version, licence as an SPDX expression or its own words ("" where it says none)."""

    name: str
    version: str
    licence: str


def components() -> tuple[Component, ...]:
    """docforge and every installed package that it requires, directly or through others, extras left out; by name."""
    return tuple(
        Component(package.metadata["Name"], package.version, licence_of(package))
        for _, package in sorted(required(), key=lambda pair: pair[0])
        if package is not None
    )


def of_versions(packages: Mapping[str, str]) -> tuple[Component, ...]:
    """The packages of a build by name and version. The licence is told where this machine has the same version."""
    here = {(item.name, item.version): item.licence for item in components()}
    return tuple(Component(name, version, here.get((name, version), "")) for name, version in packages.items())


def licence_of(package: metadata.Distribution) -> str:
    """The licence that a package names: its expression (PEP 639), else its classifiers, else a field of one line."""
    about = package.metadata
    expression = _field(about, "License-Expression")
    if expression:
        return expression
    named = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    known = dict.fromkeys(CLASSIFIERS[name] for name in named if name in CLASSIFIERS)
    if known:
        return " OR ".join(known)
    field = _field(about, "License")
    return WORDS.get(field, field) if field and "\n" not in field and field != "UNKNOWN" else ""


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return about[name].strip() if name in about else ""


def licence_files(name: str) -> list[Path]:
    """The licence texts that came with a package."""
    package = metadata.distribution(name)
    paths = (Path(str(package.locate_file(file))) for file in package.files or () if _LICENCE_FILE.fullmatch(file.name))
    return sorted(path for path in paths if path.is_file())
