"""The Python packages that docforge stands on: what it and its plug-ins require, what that requires, and so on, extras
left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from docforge.build.registry import plugins

ROOT = "docforge"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def required() -> Iterator[tuple[str, Distribution | None]]:
    """docforge, its plug-ins and each of these packages once, by the name that all its spellings have (PEP 503); None
    for one that is not installed, since it is wanted on other systems only."""
    seen: set[str] = set()
    waiting = [ROOT, *(point.dist.name for point in plugins() if point.dist)]
    while waiting:
        key = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if key in seen:
            continue
        seen.add(key)
        try:
            package = distribution(key)
        except PackageNotFoundError:
            yield key, None
            continue
        yield key, package
        waiting += direct(package)


@cache
def versions() -> Mapping[str, str]:
    """Name, as the package spells it, and version of every one of them that is installed."""
    about = [package.metadata for _, package in required() if package is not None]
    return {item["Name"]: item["Version"] for item in sorted(about, key=lambda item: item["Name"].casefold())}


def direct(package: Distribution) -> Iterator[str]:
    """The names of the packages that one requires itself."""
    for line in package.requires or ():
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0]
