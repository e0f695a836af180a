"""Documents of every node, in every theme and with typed numbers, before the three judges of Word files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import constructs
import docforge
import judges
import lawkit
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER


@pytest.fixture(scope="module")
def files(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("judged")
    made = []
    for theme in lawkit.THEMES:
        made.append(folder / f"{theme}.docx")
        made[-1].write_bytes(WRITER.write(constructs.everything(), lawkit.context(theme), MemoryWorld()).value)
    made.append(folder / "official.docx")
    assert docforge.convert(root / "examples" / "gongwen.md", made[-1], theme="gov").ok
    return made


@pytest.mark.parametrize("judge", [judges.ooxml_sdk, judges.openxml_audit, judges.ooxml_integrity])
def test_the_judges_are_silent(judge: Callable[[Path], list[judges.Finding]], files: list[Path]) -> None:
    assert judges.judge_each(judge, files) == []
