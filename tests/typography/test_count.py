from __future__ import annotations

import re
from pathlib import Path

import pytest

from docforge.model import nodes as n
from docforge.typography import count


def _minutes(document):
    return count.minutes(document, count.words(document))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("，。！", 0),
        ("4月22日", 4),
        ("GDP增长5.2%", 5),
        ("two words", 2),
        ("naïve façade", 2),
        ("ひらがなとカタカナ", 9),
        ("한국어 문서", 5),
        ("𠮷野家", 3),
        ("Это слово", 2),
    ],
)
def test_ideographs_kana_and_syllables_count_one_and_words_one(text: str, words: int) -> None:
    assert count.count_words(text) == words


def _document(*blocks: n.Block) -> n.Document:
    return n.Document(blocks=blocks, title=(n.Text("标题"),))


def _para(*content: n.Inline) -> n.Para:
    return n.Para(content)


def test_labels_pictures_formulas_and_the_title_are_not_words_of_the_body() -> None:
    picture = n.Image((n.Text("说明"),), url="a.png")
    item = n.Item(blocks=(_para(n.Text("正文"), picture, n.Math("x^2")),), label="1.", value=(1,))
    assert count.words(_document(item)) == 2
    assert count.words(_document(item), title=True) == 4


def test_minutes_are_rounded_up_and_pictures_take_time() -> None:
    assert _minutes(_document()) == 0
    assert _minutes(_document(_para(n.Text("字")))) == 1
    assert _minutes(_document(_para(n.Text("字" * 275)))) == 1
    assert _minutes(_document(_para(n.Text("字" * 276)))) == 2
    pictures = tuple(_para(n.Image((), url=str(number))) for number in range(12))
    # 13 + 14 + … + 22 seconds for ten, 23 for each further one: 221 s
    assert _minutes(_document(*pictures)) == 4


def test_the_real_page_has_1975_words_and_22_in_its_title(shared: Path | None) -> None:
    if shared is None:
        return
    (path,) = (shared / "samples").glob("*.txt")
    text = path.read_text(encoding="utf-8").split("\n")
    body = "\n".join(re.sub(r"^\d+\.\s+", "", line) for line in text[4:] if re.match(r"\d+\.", line))
    assert count.count_words(body) == 1975
    assert count.count_words(text[0].partition("[")[0]) == 22
