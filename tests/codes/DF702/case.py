from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.writers.html import HtmlLowering, HtmlSettings
from pagekit import handout


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    low = HtmlLowering(n.Document(()), HtmlSettings(handout(), "print"))
    low.inlines((n.Math("\\frac1", mathml="<math><mfrac><mn>1</mn></mfrac></math>"),))
    return low.diagnostics
