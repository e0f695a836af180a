"""TeX notation to MathML."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from docforge.formulas.mathml import FormulaError, canonical

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = re.compile(r"input:(\d+):(\d+)")


@lru_cache(maxsize=1024)
def mathml_of(tex: str, *, display: bool = False) -> str:
    """A formula in TeX (as KaTeX and MathJax read it) as canonical MathML. Raises FormulaError with the place in it."""
    try:
        return canonical(_converter().convert_with_local_state(tex, displaystyle=display))
    except _error() as error:
        lines = _COLOURS.sub("", str(error)).strip().splitlines()
        place = next((match for line in lines if (match := _PLACE.search(line))), None)
        column = int(place[2]) if place and place[1] == "1" else 0
        raise FormulaError(lines[0].removeprefix("Error: ").rstrip("."), column) from error


@cache
def _converter() -> Any:
    from math_core import LatexToMathML

    return LatexToMathML(xml_namespace=True, unicode_substitution="conventional")


def _error() -> type[Exception]:
    from math_core import LatexError

    return LatexError
