"""Templates damaged at random: each is refused in words, or the DOCX on it is proved like any other."""

from __future__ import annotations

import copy
import io
import random
import zipfile

import pytest
from lxml import etree

from docforge.build.facts import document_facts
from docforge.build.reference import load_reference
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.protocols import WriteContext
from docforge.verify import verify_files
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from docxkit import handout, item, para
from referencekit import FILE, by_python_docx, chinese, numbering_headings, with_letterhead
from wordkit import level

SEEDS = (
    by_python_docx(with_letterhead),
    chinese(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")),
    numbering_headings("第%1章", "%1.%2"),
)
JUNK = ("", "0", "-1", "99999999999999999999", "a", "1.5pt", "%1", "一", "true", "NaN")
DOCUMENT = n.Document(
    blocks=(
        n.Heading(1, (n.Text("第1章 总则"),), attr=n.Attr(id="h1")),
        n.Heading(2, (n.Text("1.1 目的"),), attr=n.Attr(id="h2")),
        item(1, "甲", para("续")),
        item(2, "乙"),
        n.Quote((para("引文"),)),
        n.Bullets((n.ListItem((para("点"),)),)),
        item(1, "丙", scheme="chinese:第{}条", run=2),
    ),
    runs=(n.Run(1, scheme="decimal:{}."), n.Run(2, scheme="chinese:第{}条")),
    lang="zh-Hans",
    title=(n.Text("章程"),),
    final=True,
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file in one part of which some elements and attributes are not what they were."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    names = [name for name in source.namelist() if name.endswith((".xml", ".rels")) and "docProps" not in name]
    chosen = chance.choice(names)
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == chosen:
                root = etree.fromstring(content)
                for _ in range(chance.randint(1, 6)):
                    _damage(root, chance)
                content = etree.tostring(root)
            target.writestr(name, content)
    return out.getvalue()


def _damage(root: etree._Element, chance: random.Random) -> None:
    elements = [each for each in root.iter() if isinstance(each.tag, str) and each is not root]
    if not elements:
        return
    element, other = chance.choice(elements), chance.choice(elements)
    kind = chance.randint(0, 4)
    if kind == 0:
        element.getparent().remove(element)
    elif kind == 1 and element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(JUNK))
    elif kind == 2 and element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]
    elif kind == 3 and other not in list(element.iter()):
        other.append(copy.deepcopy(element))
    elif kind == 4:
        element.tag = other.tag


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_template_is_refused_or_used(seed: int) -> None:
    chance = random.Random(seed)
    data = damaged(chance.choice(SEEDS), chance)
    result = load_reference(FILE, Limits(), MemoryWorld({FILE: data}))
    if result.value is None:
        assert [found.code for found in result.diagnostics] == ["DF615"]
        return
    written = WRITER.write(DOCUMENT, WriteContext(handout(), reference=result.value), MemoryWorld())
    facts = document_facts(DOCUMENT, handout(), {})
    verdict = verify_files(["on.docx"], facts, MemoryWorld({"on.docx": written.value}), Limits())
    assert verdict.ok, [found.message for found in verdict.diagnostics]
