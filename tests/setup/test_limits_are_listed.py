"""SECURITY.md lists every limit with its default, from where the limits are defined."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from docforge import limits

FILE = Path(__file__).parents[2] / "SECURITY.md"


def table() -> str:
    """The limits as a table: name, default, and the words that stand below each in the code."""
    (definition,) = (node for node in ast.parse(inspect.getsource(limits)).body if isinstance(node, ast.ClassDef))
    rows = ["| limit | default | of |", "|---|---|---|"]
    for field, words in zip(definition.body[1::2], definition.body[2::2], strict=True):
        assert isinstance(field, ast.AnnAssign)
        assert isinstance(field.target, ast.Name)
        assert isinstance(words, ast.Expr)
        default = getattr(limits.Limits(), field.target.id)
        text = " ".join(ast.literal_eval(words.value).replace("``", "`").split())
        rows.append(f"| `{field.target.id.replace('_', '-')}` | {default:,} | {text} |")
    return "\n".join(rows)


def test_every_limit_stands_in_the_list(request: pytest.FixtureRequest) -> None:
    text = FILE.read_text(encoding="utf-8")
    before, _, rest = text.partition("<!-- limits -->\n")
    after = rest[rest.index("<!-- end -->") :]
    wanted = f"{before}<!-- limits -->\n{table()}\n{after}"
    if request.config.getoption("--accept"):
        FILE.write_text(wanted, encoding="utf-8")
        text = wanted
    assert text == wanted
