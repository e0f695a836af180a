from collections.abc import Sequence
from pathlib import Path

from docforge import resources
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.theme.load import parse
from docforge.writers.html import HtmlLowering, HtmlSettings


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    """A page for a renderer that cannot draw beside its lines."""
    ruby = n.Ruby(pairs=(("漢字", "かんじ"),), at=n.Position(7, 1))
    document = n.Document(blocks=(n.Para((ruby,)),), lang="ja", final=True)
    theme = parse(resources.text("styles/handout.toml"))
    low = HtmlLowering(document, HtmlSettings(theme, "print", beside=False, file="in.md"))
    low.blocks(document.blocks)
    return low.diagnostics
