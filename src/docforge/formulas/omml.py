"""MathML to Word's formulas (Office Math Markup Language, ECMA-376 Part 1, 22.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from docforge.formulas.mathml import parsed

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
APPLY = "\u2061"
"""Function application (U+2061): what stands before it is a function's name."""
_NARY = frozenset("∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆")
_INTEGRALS = frozenset("∫∬∭∮∯∰")
_OPENING = {
    "(": "(",
    "[": "[",
    "{": "{",
    "⟨": "⟨",
    "⌈": "⌈",
    "⌊": "⌊",
    "|": "|",
    "‖": "‖",
    "∥": "‖",
    "": "",
    "\u2063": "",
}
_CLOSING = {
    ")": ")",
    "]": "]",
    "}": "}",
    "⟩": "⟩",
    "⌉": "⌉",
    "⌋": "⌋",
    "|": "|",
    "‖": "‖",
    "∥": "‖",
    "": "",
    "\u2063": "",
}
_RELATIONS = frozenset("=≠≈≡≤≥<>≪≫∈∉⊂⊃⊆⊇→⇒⇔↔,;，；、")
"""What ends the operand of a sum or an integral."""
_ACCENTS = {
    "^": "\u0302",
    "~": "\u0303",
    "\u02d9": "\u0307",
    "\u00a8": "\u0308",
    "\u2192": "\u20d7",
    "\u2190": "\u20d6",
}
"""Accents as the combining characters that Word names them by (22.1.2.20)."""
_ACCENTS |= {"\u02c7": "\u030c", "\u02d8": "\u0306", "\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302"}
_ACCENTS |= {"\u02dc": "\u0303", "\u2322": "\u0311", "\u02da": "\u030a"}
_BARS = frozenset("\u00af\u203e_\u0332")
_BRACES = frozenset("⏞⏟⏜⏝⎴⎵")
_STRIKES = {
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
}
_SCRIPTS = {
    "script": "script",
    "fraktur": "fraktur",
    "double-struck": "double-struck",
    "sans-serif": "sans-serif",
    "monospace": "monospace",
}
_SPACES = (
    (1.5, "\u2003\u2003"),
    (0.75, "\u2003"),
    (0.4, "\u2002"),
    (0.25, "\u2004"),
    (0.19, "\u2005"),
    (0.1, "\u2009"),
)
"""The blank for a space of at least so many em."""


def omml_of(mathml: str, *, display: bool = False, font: str = "Cambria Math") -> str:
    """Canonical MathML as ``m:oMath`` (``display``: within ``m:oMathPara``), with the prefixes ``m`` and ``w``.

    ``font`` is the face of every run that is not plain text; Word sets formulas only in one with a MATH table.
    Raises FormulaError for what is no MathML.
    """
    inner = f"<m:oMath>{_Conversion(font).row(tuple(parsed(mathml)))}</m:oMath>"
    return f"<m:oMathPara>{inner}</m:oMathPara>" if display else inner


class _Conversion:
    """One formula on its way."""

    def __init__(self, font: str) -> None:
        self._fonts = f"<w:rPr><w:rFonts w:ascii={quoteattr(font)} w:hAnsi={quoteattr(font)}/></w:rPr>"

    # ------------------------------------------------------------ rows

    def row(self, children: Sequence[Element]) -> str:
        """Elements side by side. Sums take their operand, names of functions their argument."""
        out: list[str] = []
        place = 0
        while place < len(children):
            child = children[place]
            place += 1
            if place + 1 < len(children) and _text(children[place]) == APPLY and children[place].tag == "mo":
                out.append(_box("func", _part("fName", self.one(child)) + _part("e", self.one(children[place + 1]))))
                place += 2
            elif _nary(child):
                end = place
                while end < len(children) and _text(children[end]) not in _RELATIONS and not _nary(children[end]):
                    end += 1
                end = max(end, place + 1) if place < len(children) and _nary(children[place]) else end
                out.append(self._sum(child, children[place:end]))
                place = end
            else:
                out.append(self.one(child))
        return "".join(out)

    def one(self, element: Element) -> str:
        """One element."""
        rule = _RULES.get(element.tag)
        return rule(self, element) if rule else self.group(element)

    def group(self, element: Element) -> str:
        """An element that only groups: fences at both ends become Word's delimiters, which grow."""
        children = tuple(element)
        if len(children) > 1 and _fence(children[0], _OPENING) and _fence(children[-1], _CLOSING):
            first, last = _OPENING[_text(children[0])], _CLOSING[_text(children[-1])]
            return self._delimited(first, last, [self.row(children[1:-1])])
        return self.row(children)

    def _delimited(self, first: str, last: str, parts: list[str], separator: str = "") -> str:
        between = f"<m:sepChr m:val={quoteattr(separator)}/>" if separator else ""
        look = f"<m:begChr m:val={quoteattr(first)}/>{between}<m:endChr m:val={quoteattr(last)}/>"
        return _box("d", _part("dPr", look) + "".join(_part("e", part) for part in parts))

    # ------------------------------------------------------------ tokens

    def _run(self, text: str, look: str) -> str:
        shown = text.replace(APPLY, "").replace("\u2062", "").replace("\u2063", "")
        if not shown:
            return ""
        return f'<m:r>{look}{self._fonts}<m:t xml:space="preserve">{escape(shown)}</m:t></m:r>'

    def token(self, element: Element) -> str:
        """A name, number or operator."""
        text = _text(element)
        variant = element.get("mathvariant", "italic" if element.tag == "mi" and len(text) == 1 else "normal")
        bold, slanted = "bold" in variant, "italic" in variant
        style = {(True, True): "bi", (True, False): "b", (False, True): "i", (False, False): "p"}[bold, slanted]
        script = next((name for key, name in _SCRIPTS.items() if key in variant), "")
        look = (f'<m:scr m:val="{script}"/>' if script else "") + f'<m:sty m:val="{style}"/>'
        return self._run(text, _part("rPr", look))

    def words(self, element: Element) -> str:
        """Plain text: in the face of the paragraph, not that of formulas."""
        text = _text(element).replace("\u00a0", " ")
        return f'<m:r><m:rPr><m:nor/></m:rPr><m:t xml:space="preserve">{escape(text)}</m:t></m:r>' if text else ""

    def space(self, element: Element) -> str:
        """A blank of about the width that is asked for."""
        width = _em(element.get("width", "0"))
        blank = next((blank for least, blank in _SPACES if width >= least), "")
        return self._run(blank, '<m:rPr><m:sty m:val="p"/></m:rPr>')

    # ------------------------------------------------------------ fractions and roots

    def fraction(self, element: Element) -> str:
        """One over the other; without a line where its thickness is 0."""
        over, under = _parts(element, 2)
        bare = element.get("linethickness", "") in ("0", "0em", "0pt", "0px")
        look = _part("fPr", '<m:type m:val="noBar"/>') if bare else ""
        return _box("f", look + self._as("num", over) + self._as("den", under))

    def square_root(self, element: Element) -> str:
        """A root without a degree."""
        return _box("rad", '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>' + _part("e", self.group(element)))

    def root(self, element: Element) -> str:
        """A root of a degree."""
        base, degree = _parts(element, 2)
        return _box("rad", self._as("deg", degree) + self._as("e", base))

    # ------------------------------------------------------------ scripts and limits

    def _as(self, name: str, element: Element | None) -> str:
        return _part(name, self.one(element) if element is not None else "")

    def sub(self, element: Element) -> str:
        base, low = _parts(element, 2)
        if base is not None and _is_function(base):  # Word sets the limit of lim below it in a line, too
            return self._marked(base, low, top=False)
        return _box("sSub", self._as("e", base) + self._as("sub", low))

    def sup(self, element: Element) -> str:
        base, high = _parts(element, 2)
        return _box("sSup", self._as("e", base) + self._as("sup", high))

    def sub_sup(self, element: Element) -> str:
        base, low, high = _parts(element, 3)
        return _box("sSubSup", self._as("e", base) + self._as("sub", low) + self._as("sup", high))

    def under(self, element: Element) -> str:
        base, mark = _parts(element, 2)
        return self._marked(base, mark, top=False)

    def over(self, element: Element) -> str:
        base, mark = _parts(element, 2)
        return self._marked(base, mark, top=True)

    def under_over(self, element: Element) -> str:
        base, low, high = _parts(element, 3)
        inner = _box("limLow", self._as("e", base) + self._as("lim", low))
        return _box("limUpp", _part("e", inner) + self._as("lim", high))

    def _marked(self, base: Element | None, mark: Element | None, *, top: bool) -> str:
        """A base with an accent, a line, a brace or a limit over or under it."""
        text = _text(mark) if mark is not None and mark.tag == "mo" else ""
        place = "top" if top else "bot"
        if text in _BARS and text:
            return _box("bar", _part("barPr", f'<m:pos m:val="{place}"/>') + self._as("e", base))
        if top and text in _ACCENTS:
            return _box("acc", _part("accPr", f"<m:chr m:val={quoteattr(_ACCENTS[text])}/>") + self._as("e", base))
        if text in _BRACES and text:
            align = "bot" if top else "top"
            look = f'<m:chr m:val={quoteattr(text)}/><m:pos m:val="{place}"/><m:vertJc m:val="{align}"/>'
            return _box("groupChr", _part("groupChrPr", look) + self._as("e", base))
        return _box("limUpp" if top else "limLow", self._as("e", base) + self._as("lim", mark))

    def _sum(self, element: Element, operand: Sequence[Element]) -> str:
        """A large operator with its limits and what it is taken of."""
        parts = tuple(element) if len(element) else (element,)
        low = parts[1] if element.tag in ("msub", "munder", "msubsup", "munderover") else None
        high = parts[-1] if element.tag in ("msup", "mover", "msubsup", "munderover") else None
        sign = _text(parts[0])
        place = "undOvr" if element.tag.startswith("mu") or element.tag == "mover" else "subSup"
        look = f"<m:chr m:val={quoteattr(sign)}/>"
        look += f'<m:limLoc m:val="{"subSup" if sign in _INTEGRALS and place == "subSup" else place}"/>'
        look += '<m:subHide m:val="1"/>' if low is None else ""
        look += '<m:supHide m:val="1"/>' if high is None else ""
        limits = self._as("sub", low) + self._as("sup", high)
        return _box("nary", _part("naryPr", look) + limits + _part("e", self.row(operand)))

    def before(self, element: Element) -> str:
        """Scripts before a base, as of an isotope; with others too they follow each other."""
        children = tuple(element)
        names = [child.tag for child in children]
        if names.count("mprescripts") == 1 and names.index("mprescripts") == 1 and len(children) == 4:
            base, _, low, high = children
            return _box("sPre", self._as("sub", low) + self._as("sup", high) + self._as("e", base))
        return self.row([child for child in children if child.tag not in ("mprescripts", "none")])

    # ------------------------------------------------------------ tables and boxes

    def table(self, element: Element) -> str:
        """Rows and columns."""
        rows = [tuple(row) for row in element if row.tag in ("mtr", "mlabeledtr")]
        columns = max((len(row) for row in rows), default=0)
        looks = "".join(
            f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{_alignment(element, rows, column)}"/></m:mcPr></m:mc>'
            for column in range(columns)
        )
        body = "".join(
            _part("mr", "".join(_part("e", self.group(cell)) for cell in row) + "<m:e/>" * (columns - len(row)))
            for row in rows
        )
        return _box("m", _part("mPr", f"<m:mcs>{looks}</m:mcs>") + body) if columns else ""

    def fenced(self, element: Element) -> str:
        """``mfenced``: its first separator stands between all parts."""
        separators = element.get("separators", ",").replace(" ", "")[:1]
        parts = [self.one(child) for child in element]
        return self._delimited(element.get("open", "("), element.get("close", ")"), parts or [""], separators)

    def enclosed(self, element: Element) -> str:
        """A box or strokes around or through a part."""
        notations = element.get("notation", "").split()
        strikes = [_STRIKES[name] for name in notations if name in _STRIKES]
        if "radical" in notations:
            return self.square_root(element)
        hidden = (
            ""
            if "box" in notations or "roundedbox" in notations
            else "".join(
                f'<m:hide{side} m:val="1"/>'
                for side, name in (("Top", "top"), ("Bot", "bottom"), ("Left", "left"), ("Right", "right"))
                if name not in notations
            )
        )
        look = hidden + "".join(f'<m:{name} m:val="1"/>' for name in _STRIKES.values() if name in strikes)
        return _box("borderBox", _part("borderBoxPr", look) + _part("e", self.group(element)))

    def phantom(self, element: Element) -> str:
        """Room for what is not shown."""
        return _box("phant", '<m:phantPr><m:show m:val="0"/></m:phantPr>' + _part("e", self.group(element)))


def _box(name: str, content: str) -> str:
    return f"<m:{name}>{content}</m:{name}>"


def _part(name: str, content: str) -> str:
    return f"<m:{name}>{content}</m:{name}>" if content else f"<m:{name}/>"


def _text(element: Element) -> str:
    return (element.text or "") if not len(element) else ""


def _parts(element: Element, count: int) -> list[Element | None]:
    """So many children; what is missing is None, what is too much stays with the last."""
    return [*list(element)[:count], *[None] * (count - len(element))]


def _is_function(element: Element) -> bool:
    """Whether an element is the name of a function in several letters: lim, max."""
    names = [part for part in element.iter() if part.text]
    return len(names) == 1 and names[0].tag == "mi" and len(_text(names[0])) > 1


def _nary(element: Element) -> bool:
    base = element[0] if len(element) and element.tag in _SCRIPTED else element
    return base.tag == "mo" and _text(base) in _NARY and _text(base) != ""


def _fence(element: Element, known: dict[str, str]) -> bool:
    return element.tag == "mo" and element.get("stretchy") != "false" and _text(element) in known


def _em(length: str) -> float:
    number = length.removesuffix("em")
    try:
        return float(number) if number != length else 0.0
    except ValueError:
        return 0.0


def _alignment(table: Element, rows: list[tuple[Element, ...]], column: int) -> str:
    """How most of a column stands: what its first cell says, else the table."""
    cells = [row[column] for row in rows if column < len(row)]
    said = next((cell.get("columnalign", "") for cell in cells if cell.get("columnalign")), "")
    whole = table.get("columnalign", "").split()
    found = said or (whole[min(column, len(whole) - 1)] if whole else "center")
    return found if found in ("left", "right", "center") else "center"


_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_RULES: dict[str, Callable[[_Conversion, Element], str]] = {
    "mi": _Conversion.token,
    "mn": _Conversion.token,
    "mo": _Conversion.token,
    "mtext": _Conversion.words,
    "ms": _Conversion.words,
    "mspace": _Conversion.space,
    "mfrac": _Conversion.fraction,
    "msqrt": _Conversion.square_root,
    "mroot": _Conversion.root,
    "msub": _Conversion.sub,
    "msup": _Conversion.sup,
    "msubsup": _Conversion.sub_sup,
    "munder": _Conversion.under,
    "mover": _Conversion.over,
    "munderover": _Conversion.under_over,
    "mmultiscripts": _Conversion.before,
    "mtable": _Conversion.table,
    "mfenced": _Conversion.fenced,
    "menclose": _Conversion.enclosed,
    "mphantom": _Conversion.phantom,
}
