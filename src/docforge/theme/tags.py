"""Language tags as keys of a theme: which are languages at all, and which one was meant."""

from __future__ import annotations

import difflib
import re

_ISO_639_1 = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""Two-letter languages of ISO 639-1."""

_MEANT = {"cn": "zh-Hans", "jp": "ja", "kr": "ko", "hk": "zh-Hant", "gb": "en", "us": "en", "chs": "zh-Hans"}
"""What people write for a language and is none."""

_TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_USUAL = ("zh-Hans", "zh-Hant", "zh-Hant-HK", "ja", "ko", "en")


def is_language(tag: str) -> bool:
    """Whether a key of a theme's tables is a language in its usual spelling (zh-Hans, zh-TW, ja, fr); "" is every
    language."""
    match = _TAG.fullmatch(tag)
    if not match:
        return not tag
    if match[1] == "zh" and match[2] not in (None, "-Hans", "-Hant"):
        return False
    return match[1] in _ISO_639_1.split() or len(match[1]) == 3


def meant(tag: str) -> str:
    """``did you mean zh-Hans?``, else what a language looks like."""
    by_case = {name.lower(): name for name in _USUAL}
    found = _MEANT.get(tag.lower()) or by_case.get(tag.lower().replace("_", "-"))
    near = [found] if found else difflib.get_close_matches(tag, _USUAL, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"languages are written {', '.join(_USUAL)}"
