"""Site rules, read from ``sites.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from docforge.readers.elements.tree import Branch
from docforge.readers.html.selectors import first
from docforge.readers.html.unscripted import is_plea


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a site's pages have their article, its title, author and date; ``furniture`` is selectors by kind."""

    name: str
    content: tuple[str, ...]
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    furniture: dict[str, tuple[str, ...]] = {}


class Everywhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is furniture on any page: elements, words of pleas for scripts, roles, and classes or ids of one word."""

    elements: frozenset[str]
    pleas: frozenset[str]
    roles: frozenset[str]
    marks: frozenset[str]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``sites.toml``. ``boxes`` are classes of notes and warnings, ``titles`` (among them) their titles."""

    everywhere: Everywhere
    boxes: dict[str, str | tuple[str, ...]]
    site: tuple[Site, ...]


@cache
def rules() -> Rules:
    """The rules that come with docforge."""
    text = files("docforge.readers.html").joinpath("sites.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Rules)


def site_of(root: Branch) -> tuple[Site, Branch] | None:
    """The rule that fits a page, and the element that holds its article."""
    for site in rules().site:
        found = first(root, site.content)
        if found is not None and found.text().strip():
            return site, found
    return None


def is_furniture(element: Branch) -> bool:
    """Whether an element is furniture on any page: navigation, search, share bars, scripts."""
    every = rules().everywhere
    if element.name in every.elements or element.attributes.get("role") in every.roles or is_plea(element, every.pleas):
        return True
    return any(mark in every.marks for mark in (*element.classes, element.attributes.get("id", "")))
