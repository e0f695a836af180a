"""Word's formulas (ECMA-376 Part 1, 22.1) to MathML, and to a line that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TOKENS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]|.", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]{2,}")
_SCRIPTS = {"script": "script", "fraktur": "fraktur", "double-struck": "double-struck", "sans-serif": "sans-serif",
            "monospace": "monospace"}  # fmt: skip
_ACCENT = "\u0302"
_SUM = "∫"
"""What ``m:nary`` and ``m:acc`` show when they name nothing (22.1.2.20)."""
_SPACING = {"\u0302": "^", "\u0303": "~", "\u0307": "˙", "\u0308": "¨", "\u20d7": "→", "\u20d6": "←", "\u030c": "ˇ",
            "\u0306": "˘", "\u0301": "´", "\u0300": "`", "\u0311": "⌢", "\u030a": "˚"}  # fmt: skip


class Formula(NamedTuple):
    """MathML without its root, and the same in a line."""

    markup: str
    line: str


_EMPTY = Formula("", "")


def mathml_of(element: Any) -> tuple[str, str]:
    """The line and the MathML of an ``m:oMath`` element of lxml or ElementTree."""
    found = _row(element)
    return found.line.strip(), f'<math xmlns="http://www.w3.org/1998/Math/MathML">{found.markup}</math>'


def _row(element: Any | None) -> Formula:
    if element is None:
        return _EMPTY
    parts = [_one(child) for child in element if isinstance(child.tag, str)]
    return Formula("".join(part.markup for part in parts), "".join(part.line for part in parts))


def _one(element: Any) -> Formula:
    if not element.tag.startswith(M):
        return _row(element)  # a tracked change or a content control around a part
    name = element.tag[len(M) :]
    if name.endswith("Pr"):
        return _EMPTY
    rule = _RULES.get(name)
    return rule(element) if rule else _row(element)


def _part(element: Any, name: str) -> Formula:
    """A part of a structure as one element."""
    found = _row(element.find(M + name))
    return Formula(f"<mrow>{found.markup}</mrow>", found.line)


def _said(element: Any, path: str, default: str = "") -> str:
    """The value of a property; ``default`` where it is not said."""
    found = element.find("/".join(M + name for name in path.split("/")))
    return default if found is None else str(found.get(M + "val", ""))


def _is_on(element: Any, path: str) -> bool:
    found = element.find("/".join(M + name for name in path.split("/")))
    return found is not None and found.get(M + "val", "1") not in ("0", "off", "false")


def _grouped(line: str) -> str:
    return line if len(line) <= 1 or line.isalnum() else f"({line})"


# ---------------------------------------------------------------- runs


def _run(element: Any) -> Formula:
    text = "".join(found.text or "" for found in element.iter(M + "t"))
    if _is_on(element, "rPr/nor"):
        return Formula(f"<mtext>{escape(text)}</mtext>", text)
    style, script = _said(element, "rPr/sty"), _SCRIPTS.get(_said(element, "rPr/scr"), "")
    if style == "p" and _WORD.fullmatch(text):
        return Formula(f"<mi>{text}</mi>", text)
    return Formula("".join(_token(found[0], style, script) for found in _TOKENS.finditer(text)), text)


def _token(text: str, style: str, script: str) -> str:
    if text.isspace():
        return '<mspace width="0.25em"/>'
    name = "mn" if text[0].isdigit() else "mi" if text.isalpha() else "mo"
    variant = script
    if name == "mi" and not script:
        variant = {"p": "normal", "b": "bold", "bi": "bold-italic"}.get(style, "")
    elif name != "mi" and style in ("b", "bi"):
        variant = "bold"
    said = f' mathvariant="{variant}"' if variant else ""
    return f"<{name}{said}>{escape(text)}</{name}>"


# ---------------------------------------------------------------- structures


def _fraction(element: Any) -> Formula:
    over, under = _part(element, "num"), _part(element, "den")
    bare = ' linethickness="0"' if _said(element, "fPr/type") == "noBar" else ""
    line = f"{_grouped(over.line)}/{_grouped(under.line)}"
    return Formula(f"<mfrac{bare}>{over.markup}{under.markup}</mfrac>", line)


def _root(element: Any) -> Formula:
    base, degree = _part(element, "e"), _part(element, "deg")
    if _is_on(element, "radPr/degHide") or not degree.line:
        return Formula(f"<msqrt>{base.markup}</msqrt>", f"√({base.line})")
    return Formula(f"<mroot>{base.markup}{degree.markup}</mroot>", f"{degree.line}√({base.line})")


def _scripts(name: str, *parts: tuple[str, str]) -> Callable[[Any], Formula]:
    """A base with scripts: the MathML element, and each part with the sign before it in a line."""

    def rule(element: Any) -> Formula:
        base = _part(element, "e")
        found = [(_part(element, part), sign) for part, sign in parts]
        inner = base.markup + "".join(part.markup for part, _sign in found)
        line = base.line + "".join(sign + _grouped(part.line) for part, sign in found)
        return Formula(f"<{name}>{inner}</{name}>", line)

    return rule


def _before(element: Any) -> Formula:
    base, low, high = _part(element, "e"), _part(element, "sub"), _part(element, "sup")
    inner = f"{base.markup}<mprescripts/>{low.markup}{high.markup}"
    return Formula(f"<mmultiscripts>{inner}</mmultiscripts>", f"_{low.line}^{high.line} {base.line}")


def _sum(element: Any) -> Formula:
    sign = _said(element, "naryPr/chr", _SUM)
    low, high, operand = _part(element, "sub"), _part(element, "sup"), _part(element, "e")
    beside = _said(element, "naryPr/limLoc", "subSup" if sign == _SUM else "undOvr") == "subSup"
    names = ("msub", "msup", "msubsup") if beside else ("munder", "mover", "munderover")
    has_low = not _is_on(element, "naryPr/subHide") and bool(low.line)
    has_high = not _is_on(element, "naryPr/supHide") and bool(high.line)
    inner = f"<mo>{escape(sign)}</mo>" + low.markup * has_low + high.markup * has_high
    name = {(True, False): names[0], (False, True): names[1], (True, True): names[2]}.get((has_low, has_high))
    head = f"<{name}>{inner}</{name}>" if name else inner
    line = sign + f"_{_grouped(low.line)}" * has_low + f"^{_grouped(high.line)}" * has_high + f" {operand.line}"
    return Formula(head + operand.markup, line)


def _delimited(element: Any) -> Formula:
    first, last = _said(element, "dPr/begChr", "("), _said(element, "dPr/endChr", ")")
    between = _said(element, "dPr/sepChr", "|")
    parts = [_row(part) for part in element.findall(M + "e")]
    middle = f"<mo>{escape(between)}</mo>".join(part.markup for part in parts)
    line = first + between.join(part.line for part in parts) + last
    return Formula(f"<mrow>{_fence(first)}{middle}{_fence(last)}</mrow>", line)


def _fence(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>" if sign else ""


def _function(element: Any) -> Formula:
    name, argument = _part(element, "fName"), _part(element, "e")
    return Formula(f"{name.markup}<mo>\u2061</mo>{argument.markup}", f"{name.line} {argument.line}")


def _accent(element: Any) -> Formula:
    base = _part(element, "e")
    sign = _said(element, "accPr/chr", _ACCENT)
    shown = _SPACING.get(sign, sign)
    return Formula(f'<mover accent="true">{base.markup}<mo>{escape(shown)}</mo></mover>', base.line + sign)


def _bar(element: Any) -> Formula:
    name = "mover" if _said(element, "barPr/pos", "bot") == "top" else "munder"
    base = _part(element, "e")
    return Formula(f"<{name}>{base.markup}<mo>\u00af</mo></{name}>", base.line)


def _brace(element: Any) -> Formula:
    name = "mover" if _said(element, "groupChrPr/pos", "bot") == "top" else "munder"
    base, sign = _part(element, "e"), _said(element, "groupChrPr/chr", "⏟")
    return Formula(f"<{name}>{base.markup}<mo>{escape(sign)}</mo></{name}>", base.line)


def _table(element: Any) -> Formula:
    rows = [[_row(cell) for cell in row.findall(M + "e")] for row in element.findall(M + "mr")]
    return _rows(rows)


def _array(element: Any) -> Formula:
    return _rows([[_row(row)] for row in element.findall(M + "e")])


def _rows(rows: Iterable[list[Formula]]) -> Formula:
    rows = list(rows)
    cells = ["".join(f"<mtd>{cell.markup}</mtd>" for cell in row) for row in rows]
    line = "; ".join(", ".join(cell.line for cell in row) for row in rows)
    return Formula("<mtable>" + "".join(f"<mtr>{row}</mtr>" for row in cells) + "</mtable>", line)


def _boxed(element: Any) -> Formula:
    base = _part(element, "e")
    strikes = {"strikeBLTR": "updiagonalstrike", "strikeTLBR": "downdiagonalstrike", "strikeH": "horizontalstrike",
               "strikeV": "verticalstrike"}  # fmt: skip
    sides = {"hideTop": "top", "hideBot": "bottom", "hideLeft": "left", "hideRight": "right"}
    said = [name for key, name in strikes.items() if _is_on(element, f"borderBoxPr/{key}")]
    drawn = [name for key, name in sides.items() if not _is_on(element, f"borderBoxPr/{key}")]
    notation = " ".join([*(["box"] if len(drawn) == 4 else drawn), *said])
    return Formula(f'<menclose notation="{notation}">{base.markup}</menclose>', base.line)


def _phantom(element: Any) -> Formula:
    base = _part(element, "e")
    if _said(element, "phantPr/show", "1") in ("0", "off", "false"):
        return Formula(f"<mphantom>{base.markup}</mphantom>", "")
    return base


_RULES: dict[str, Callable[[Any], Formula]] = {
    "r": _run,
    "f": _fraction,
    "rad": _root,
    "sSub": _scripts("msub", ("sub", "_")),
    "sSup": _scripts("msup", ("sup", "^")),
    "sSubSup": _scripts("msubsup", ("sub", "_"), ("sup", "^")),
    "limLow": _scripts("munder", ("lim", "_")),
    "limUpp": _scripts("mover", ("lim", "^")),
    "sPre": _before,
    "nary": _sum,
    "d": _delimited,
    "func": _function,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _brace,
    "m": _table,
    "eqArr": _array,
    "borderBox": _boxed,
    "phant": _phantom,
}
