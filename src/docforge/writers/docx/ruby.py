"""Readings above their base text: Word's own phonetic guide (ECMA-376 Part 1, 17.3.3.24)."""

from __future__ import annotations

import re

from docforge.model import nodes as n
from docforge.theme.word import WORD_LANGUAGES, cjk_language
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.looks import Look, run_properties
from docforge.writers.docx.xml import text_elements, val

_ZHUYIN = re.compile("[\u3105-\u312f\u31a0-\u31bf]")
_ALIGN = {"mono": "center", "group": "distributeSpace", "jukugo": "distributeSpace"}


def ruby(draft: Draft, node: n.Ruby, look: Look) -> str:
    """Each base with its reading. A base without a reading is plain text."""
    return "".join(_pair(draft, base, reading, node.kind, look) for base, reading in node.pairs)


def _pair(draft: Draft, base: str, reading: str, kind: str, look: Look) -> str:
    formatting = run_properties(draft, look)
    base_run = f"<w:r>{formatting}{text_elements(base)}</w:r>"
    if not reading:
        return base_run
    if _ZHUYIN.search(reading) and not draft.vertical:
        draft.say_once("DF738", "Word sets zhuyin above the characters, not at their right")
    size = draft.theme.size
    cjk = cjk_language(look.lang) if look.lang else draft.theme.cjk
    small = f"{val('sz', size // 2)}{val('szCs', size // 2)}"
    properties = (
        f"<w:rubyPr>{val('rubyAlign', _ALIGN[kind])}{val('hps', size // 2)}{val('hpsRaise', size - 2)}"
        f"{val('hpsBaseText', size)}{val('lid', WORD_LANGUAGES.get(cjk, draft.theme.lang))}</w:rubyPr>"
    )
    reading_run = f"<w:r><w:rPr>{small}</w:rPr>{text_elements(reading)}</w:r>"
    outer = f"<w:ruby>{properties}<w:rt>{reading_run}</w:rt><w:rubyBase>{base_run}</w:rubyBase></w:ruby>"
    return f"<w:r>{outer}</w:r>"
