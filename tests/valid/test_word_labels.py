"""The labels that the reader finds are those that LibreOffice prints, in files that other programs made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import judges
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from docforge.readers.docx import READER
from docforge.world import DiskWorld
from wordkit import level, lists, paragraph, word

WORDS = ("甲段", "乙段", "丙段", "丁段", "戊段", "己段")

FORMATS = {
    "chineseCounting": "第%1条", "chineseCountingThousand": "（%1）", "ideographDigital": "%1、",
    "ideographTraditional": "%1、", "japaneseCounting": "第%1条", "aiueoFullWidth": "%1．", "irohaFullWidth": "%1．",
    "ganada": "%1.", "decimalEnclosedCircleChinese": "%1", "decimalFullWidth": "%1．", "decimalZero": "%1.",
    "chineseLegalSimplified": "%1、", "lowerLetter": "%1)", "upperRoman": "%1.",
}  # fmt: skip
"""Word's number formats that LibreOffice prints as Word does, with what stands around each."""

NPM_FORMATS = {
    "chineseCounting": "第%1条", "japaneseCounting": "第%1条", "ideographTraditional": "%1、",
    "koreanDigital": "제%1조", "ganada": "%1.", "aiueoFullWidth": "%1．", "irohaFullWidth": "%1．",
    "chineseLegalSimplified": "%1、", "decimalFullWidth": "%1．", "ideographZodiac": "%1、",
    "chosung": "%1.", "koreanLegal": "%1.", "chicago": "%1", "lowerRoman": "(%1)", "upperLetter": "%1.",
}  # fmt: skip

PANDOC = {
    "decimal": "1. 甲段\n2. 乙段\n3. 丙段\n",
    "from five": "5. 甲段\n6. 乙段\n",
    "letters": "a. 甲段\nb. 乙段\n",
    "Roman": "(i) 甲段\n(ii) 乙段\n(iii) 丙段\n",
    "capitals": "A) 甲段\nB) 乙段\n",
    "nested": "1. 甲段\n    a. 乙段\n    b. 丙段\n2. 丁段\n",
    "three deep": "1. 甲段\n    a. 乙段\n        i. 丙段\n        ii. 丁段\n2. 戊段\n",
    "two lists": "1. 甲段\n2. 乙段\n\n正文\n\n1. 丙段\n2. 丁段\n",
    "continued": "1. 甲段\n\n    补充\n\n2. 乙段\n",
    "in a quotation": "> 1. 甲段\n> 2. 乙段\n",
    "examples": "(@) 甲段\n\n正文\n\n(@) 乙段\n",
}


def by_pandoc(folder: Path) -> Iterator[Path]:
    for name, text in PANDOC.items():
        path = folder / f"pandoc {name}.docx"
        judges.pandoc("--from", "markdown", "--output", path, text_in=text)
        yield path


def by_hand(folder: Path) -> Iterator[Path]:
    """As Word writes lists: each format, restarts, levels that show the ones above.

    Legal numbers (w:isLgl) are left out: LibreOffice does not know them.
    """
    rows = "".join(paragraph(text, list_=(1, 0)) for text in WORDS)
    for style, text in FORMATS.items():
        yield _written(folder, f"word {style}", rows, lists([level(0, style, text)]))
    outline = [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")]
    depths = zip(WORDS, (0, 1, 2, 2, 1, 0), strict=True)
    yield _written(folder, "word outline", "".join(paragraph(x, list_=(1, d)) for x, d in depths), lists(outline))
    restart = "".join(paragraph(x, list_=(number, 0)) for x, number in zip(WORDS, (1, 1, 2, 2, 1, 1), strict=True))
    shared = lists([level(0, "decimal", "%1.")], restarts={2: (1, 7)})
    yield _written(folder, "word restart", restart, shared)
    two = lists([level(0, "decimal", "%1.")], [level(0, "upperLetter", "%1.")])
    woven = "".join(paragraph(x, list_=(number, 0)) for x, number in zip(WORDS, (1, 2, 1, 2, 1, 2), strict=True))
    yield _written(folder, "word woven", woven, two)


def _written(folder: Path, name: str, body: str, numbering: str) -> Path:
    path = folder / f"{name}.docx"
    path.write_bytes(word(body, numbering=numbering))
    return path


def by_python_docx(folder: Path) -> Iterator[Path]:
    """The list styles of python-docx's template: List Number and its levels."""
    import docx

    for name, styles in {
        "numbers": ["List Number"] * 4,
        "levels": ["List Number", "List Number 2", "List Number 2", "List Number"],
        "deep": ["List Number", "List Number 2", "List Number 3", "List Number 3"],
    }.items():
        document = docx.Document()
        for text, style in zip(WORDS, styles, strict=False):
            document.add_paragraph(text, style=style)
        path = folder / f"python-docx {name}.docx"
        document.save(str(path))
        yield path


def by_npm_docx(folder: Path) -> Iterator[Path]:
    """The npm library docx: its own numbering part, an instance of a list for each restart."""
    law = [_npm("chineseCountingThousand", "第%1条"), _npm("chineseCounting", "（%2）"), _npm("decimal", "%3.")]
    outline = [_npm("decimal", "%1."), _npm("decimal", "%1.%2"), _npm("lowerLetter", "%1.%2.%3")]
    exam = [_npm("decimal", "%1."), _npm("decimalEnclosedCircle", "%2")]
    depths = (0, 1, 2, 2, 1, 0)
    cases: dict[str, tuple[dict[str, list[dict[str, object]]], list[dict[str, object]]]] = {
        f"format {style}": ({"r": [_npm(style, text)]}, [{"list": "r"}] * 6) for style, text in NPM_FORMATS.items()
    }
    cases |= {
        "law": ({"r": law}, [{"list": "r", "level": depth} for depth in depths]),
        "outline": ({"r": outline}, [{"list": "r", "level": depth} for depth in depths]),
        "exam": ({"r": exam}, [{"list": "r", "level": depth % 2} for depth in range(6)]),
        "instances": ({"r": outline}, [{"list": "r", "instance": place // 2} for place in range(6)]),
        "levels of instances": (
            {"r": law},
            [{"list": "r", "instance": place // 3, "level": place % 3} for place in range(6)],
        ),
        "from five": ({"r": [_npm("decimal", "%1)", start=5)]}, [{"list": "r"}] * 6),
        "two lists": ({"a": exam, "b": law}, [{"list": "ab"[place % 2]} for place in range(6)]),
        "headings between": ({"r": exam}, [{"list": "r"} if place % 3 else {"heading": 1} for place in range(6)]),
    }
    files = []
    for name, (lists_, rows) in cases.items():
        worded = [{**row, "text": text} for row, text in zip(rows, WORDS, strict=True)]
        files.append({"path": str(folder / f"npm {name}.docx"), "lists": lists_, "rows": worded})
    judges.npm_docx(files)
    return (Path(str(file["path"])) for file in files)


def _npm(style: str, text: str, start: int = 1) -> dict[str, object]:
    return {"format": style, "text": text, "start": start}


def found_labels(path: Path) -> list[str]:
    """Label and text of each labelled paragraph, as the reader sees them."""
    document = READER.read(path.read_bytes(), path.name, ReadOptions(lang="en"), DiskWorld()).value
    lists_ = find(document.blocks, n.Ordered)
    rows = [
        (item.at.line if item.at else 0, f"{item.marker}{_first(item)}") for found in lists_ for item in found.items
    ]
    return [text for _line, text in sorted(rows)]


def _first(item: n.ListItem) -> str:
    first = item.blocks[0]
    assert isinstance(first, n.Para)
    return inline_text(first.content)


def printed_labels(text: str) -> list[str]:
    """What LibreOffice prints of the same paragraphs: a label, a blank or none, the words."""
    lines = [re.sub(r"\s", "", line) for line in text.splitlines()]
    return [line for line in lines if line.endswith(WORDS) and line not in WORDS]


MAKERS: Sequence[Callable[[Path], Iterator[Path]]] = (by_pandoc, by_hand, by_python_docx, by_npm_docx)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files of every maker, and those saved again by LibreOffice, which writes lists in its own way."""
    folder = tmp_path_factory.mktemp("made by other programs")
    paths = [path for maker in MAKERS for path in maker(folder)]
    again = judges.libreoffice_saved(paths[::2], tmp_path_factory.mktemp("saved by LibreOffice"))
    renamed = [path.rename(path.with_name(f"LibreOffice {path.name}")) for path in again.values()]
    return [*paths, *renamed]


def test_the_reader_finds_the_labels_that_libreoffice_prints(made: list[Path]) -> None:
    printed = judges.libreoffice_texts(made)
    assert len(made) >= 30
    wrong = {path.name: (found_labels(path), printed_labels(printed[path])) for path in made}
    wrong = {name: pair for name, pair in wrong.items() if pair[0] != pair[1] or not pair[0]}
    assert not wrong, wrong


def test_and_those_that_another_reader_of_word_files_computes(made: list[Path]) -> None:
    """betteroffice knows Western formats only, and gives no label for others. A list that goes on after another of its
    definition counts by itself there, in LibreOffice with the other: files that have such lists are left out."""
    compared = 0
    for path in (path for path in made if not re.search("LibreOffice|restart", path.stem)):
        theirs = {text.strip(): label.strip() for label, text in judges.word_labels(path)}
        ours = {text[-2:]: text[:-2] for text in found_labels(path)}
        western = [text for text, label in ours.items() if label.isascii() and theirs[text]]
        compared += len(western)
        assert [theirs[text] for text in western] == [ours[text] for text in western], path.name
    assert compared > 100
