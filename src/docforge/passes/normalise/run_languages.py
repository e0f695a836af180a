"""The language of every run and block that has one of its own, as a BCP 47 tag."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import WITH_ATTR, Rule, iterate, rewrite
from docforge.passes.findings import Findings
from docforge.passes.normalise.language import REGISTERED, canonical_tag, is_registered, meant_by


def settle(document: n.Document, findings: Findings) -> n.Document:
    """Tags in canonical form (``zh_CN`` is zh-Hans); what is none is reported, and read as what was meant or left out.

    A run without a language has that of what it stands in.
    """
    tags = _settled_tags(document, findings)
    if all(tag == settled for tag, settled in tags.items()):
        return document
    rules: dict[type, Rule] = dict.fromkeys(WITH_ATTR, partial(_retagged, tags))
    return rewrite(document, rules)


def _settled_tags(document: n.Document, findings: Findings) -> dict[str, str]:
    """What each tag of the document becomes; each wrong one is reported where it stands first."""
    found: dict[str, str] = {}
    for node in iterate(document, *WITH_ATTR):
        tag = _tag(node)
        if not tag or tag in found:
            continue
        meant = meant_by(tag, document)
        found[tag] = meant or canonical_tag(tag)
        if found[tag] == "zh":
            found[tag] = document.lang if document.lang.startswith("zh-") else "zh-Hans"
        at = getattr(node, "at", None)
        if meant:
            findings.add("DF207", f'"{tag}" is no language; read as {meant}', at, hint=f"write {meant}")
        elif found[tag] and not is_registered(found[tag]):
            findings.add("DF207", f'the language "{tag}" is not registered; it is kept', at, hint=REGISTERED)
        elif not found[tag]:
            findings.add("DF207", f'the language "{tag}" is not a BCP 47 tag', at, hint="write zh-Hans, ja, ko, en …")
    return found


def _tag(node: msgspec.Struct) -> str:
    attr = getattr(node, "attr", None)
    return attr.lang if isinstance(attr, n.Attr) else ""


def _retagged(tags: dict[str, str], node: Any) -> Any:
    tag = _tag(node)
    return replace(node, attr=replace(node.attr, lang=tags[tag])) if tag and tags[tag] != tag else node
