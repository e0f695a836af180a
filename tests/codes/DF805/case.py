from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, paragraphs
from docforge.diagnostics import Diagnostic
from docforge.verify.facts import Paragraph


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    def swap(all: tuple[Paragraph, ...]) -> list[Paragraph]:
        places = {item.address: place for place, item in enumerate(all)}
        out = list(all)
        first, third = places["s1p1"], places["s1p3"]
        out[first], out[third] = out[third], out[first]
        return out

    return compared(converted(folder), paragraphs(swap))
