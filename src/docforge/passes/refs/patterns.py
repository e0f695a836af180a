"""How prose refers to numbered paragraphs: patterns by language, as data."""

from __future__ import annotations

import re

from docforge.passes.labels import IDEOGRAPHS
from docforge.patterns import lazy_pattern

_N = f"(?:[{IDEOGRAPHS}]+|[0-9]+|[０-９]+)"
NUMBER = lazy_pattern(_N)
"""A number as references have it."""

_PARENS = r"[（(]?{}[）)]?"

_CUE = "[见見参參上前述如同据據即照到看]"
"""Characters after which 第二点 speaks of a numbered paragraph rather than counting arguments."""

ARTICLE = (
    rf"第(?P<article>{_N})[条條](?:[之の](?P<inserted>{_N}))?+"
    rf"(?:第(?P<paragraph>{_N})[款項](?!目))?+(?:第{_PARENS.format(f'(?P<item>{_N})')}[项項号號])?+"
)
"""第二条第一款第（三）项, 第二条の三第一項第二号."""

ARTICLE_KO = (
    r"제(?P<article_ko>[0-9]+)조(?:의(?P<inserted_ko>[0-9]+))?+"
    r"(?:\s?제(?P<paragraph_ko>[0-9]+)항)?+(?:\s?제(?P<item_ko>[0-9]+)호)?+"
)

_UNIT = "(?:自然段落?|段落?|条|條)"
RANGE = (
    rf"(?P<from>第(?P<from_n>{_N})(?P<from_unit>{_UNIT})?)(?P<to>(?:至|到|—{{1,2}}|[–~～\-、和与與及]))"
    rf"(?P<until>第?(?P<until_n>{_N})(?P<unit>{_UNIT}))"
)
"""第1至3段, 第五条至第七条, 第1、3段."""

PARAGRAPH = rf"第(?P<n>{_N})(?:自然段落?|段落?)(?![时時路情婚历歷旅感经經])"
POINT = rf"(?<={_CUE})第(?P<point>{_N})[点點]"
OWN_PARAGRAPH = rf"(?:本条|本條)?第(?P<own_paragraph>{_N})款"
HEADING = rf"(?P<heading>第{_N}[编編篇部章节節讲講课課回])"
PILCROW = r"[¶§]{1,2}[ \u00a0]?(?P<pilcrow>[0-9]+)"
ENGLISH = (
    r"\b[Pp]ara(?:graph)?s?\.?[ \u00a0](?P<english>[0-9]+)"
    r"(?:(?P<dash>[–-]| to | and )(?P<english_until>[0-9]+))?(?!\.?[0-9])"
)
KOREAN = r"제?(?P<korean>[0-9]+)(?:번째? ?)?(?:단락|문단)"

_ALL = (RANGE, ARTICLE, ARTICLE_KO, PARAGRAPH, POINT, OWN_PARAGRAPH, HEADING, PILCROW, ENGLISH, KOREAN)
REFERENCE = lazy_pattern("|".join(_ALL))
"""Every way of referring; the named groups say which it was."""

HINT = re.compile(r"[第제¶§]|[Pp]ara|단락|문단")
"""What every reference has somewhere: text without it need not be searched for one."""

SENT = lazy_pattern(r"(?:[见見参參]|看|照|\b[Ss]ee|\bcf\.)[“‘「『（(]?\s*$")
"""What stands before a reference that surely sends the reader there."""

EXTERNAL = lazy_pattern(
    r"》(?:[（(][^（）()]*[）)])?的?$|[」』]$"
    r"|(?:法|法典|条例|條例|办法|辦法|章程|公约|公約|通则|通則|法律)$"
    r"|(?<![이본] )(?<![이본])(?:법|법률|령|규칙) ?$"
)
"""What stands before a reference to another work: 《某法》第三条, 刑法第三条."""

OWN_WORK = lazy_pattern(r"[本这這此该該](?:法|法典|条例|條例|办法|辦法|章程|公约|公約|通则|通則|法律)$")
"""本法 is the work itself."""

CHAINED = lazy_pattern(r"[条條款项項目号號段点點章节節][、，,和及与與或至]$")
"""Before the second of two references that go together: 《某法》第三条、第五条."""
