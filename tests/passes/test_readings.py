"""Readings: which ideographs have one, by phrase and by word, and what goes before the libraries."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import docforge
from docforge.build.renderings import dictionary
from docforge.model import nodes as n
from docforge.model.renderings import Readings, Script
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, Result
from docforge.typography.readings import level
from docforge.world import MemoryWorld
from docxkit import pdf_text


def read(folder: Path, text: str, readings: Readings, lang: str = "zh-Hans", **more: object) -> Result[n.Document]:
    path = folder / "in.md"
    path.write_text(f"---\nlang: {lang}\n---\n\n# 題\n\n{text}\n", encoding="utf-8")
    document = docforge.read(path, final=False).document
    assert document is not None
    return run_all(document, PassOptions(readings=readings, **more))  # type: ignore[arg-type]


def shown(document: n.Document) -> str:
    return " ".join(f"{base}:{said}" for ruby in find(document.blocks, n.Ruby) for base, said in ruby.pairs)


def test_characters_of_several_sounds_are_read_by_their_phrase(tmp_path: Path) -> None:
    document = read(tmp_path, "重庆很重要，银行行走，`重` [重]{lang=ja}。", Readings("pinyin")).value
    assert shown(document) == "重:chóng 庆:qìng 很:hěn 重:zhòng 要:yào 银:yín 行:háng 行:xíng 走:zǒu"
    assert block_text(document.blocks) == "重庆很重要，银行行走，重 重。"
    assert not list(find(document.title, n.Ruby))


def test_zhuyin_reads_the_other_script(tmp_path: Path) -> None:
    document = read(tmp_path, "头发", Readings("zhuyin"), script=Script("tw")).value
    assert shown(document) == "頭:ㄊㄡˊ 髮:ㄈㄚˋ"


def test_furigana_stand_above_the_ideographs_of_a_word_only(tmp_path: Path) -> None:
    text = "今日は食べ物を取り扱う。人々"
    document = read(tmp_path, text, Readings("furigana"), "ja").value
    assert shown(document) == "今日:きょう 食:た 物:もの 取:と 扱:あつか 人々:ひとびと"
    assert block_text(document.blocks) == text


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (Readings("pinyin", "first"), "明:míng 天:tiān 饕:tāo 餮:tiè"),
        (Readings("pinyin", "rare"), "饕:tāo 餮:tiè 饕:tāo"),
        (Readings("pinyin", "rare", 2), ""),
    ],
)
def test_the_first_or_rare_ones_alone(tmp_path: Path, readings: Readings, expected: str) -> None:
    assert shown(read(tmp_path, "1. 明天饕餮\n2. 明天饕", readings).value) == expected


def test_levels_are_those_of_the_national_sets() -> None:
    assert [level(char, "zh-Hans") for char in "一饕㐂"] == [1, 2, 3]
    assert [level(char, "zh-Hant") for char in "一饕㐂"] == [1, 1, 3]
    assert [level(char, "ja") for char in "一饕㐂"] == [1, 2, 3]


def test_readings_of_the_source_stay_and_a_dictionary_goes_before_the_libraries(tmp_path: Path) -> None:
    words = (("行长", "háng zhǎng"), ("乐山", "lèshān"))
    document = read(tmp_path, "{重庆|zhong qing}行长去乐山", Readings("pinyin", words=words)).value
    assert shown(document) == "重庆:zhong qing 行:háng 长:zhǎng 去:qù 乐山:lèshān"


def test_readings_are_given_once(tmp_path: Path) -> None:
    for of in ("all", "first", "rare"):
        options = Readings("pinyin", of)  # type: ignore[arg-type]
        once = read(tmp_path, "1. 明天饕餮\n2. 明天饕", options).value
        assert run_all(once, PassOptions(readings=options)).value == once


def test_a_dictionary_of_toml_tells_its_errors_at_their_lines() -> None:
    world = MemoryWorld({"r.toml": '"重庆" = "chóng qìng"\n"银行" = 3\n"行长" = "háng"\n"北京" = "ペキン"\n'.encode()})
    result = dictionary("r.toml", "pinyin", world)
    assert result.value == (("重庆", "chóng qìng"), ("行长", "háng"))
    assert [(item.code, item.line) for item in result.diagnostics] == [("DF653", 2), ("DF653", 4)]


def test_without_the_analyser_the_line_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docforge.typography import readings

    readings._analyser.cache_clear()
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    done = read(tmp_path, "今日", Readings("furigana"), "ja")
    assert [(item.code, item.hint) for item in done.diagnostics if item.severity == "error"] == [
        ("DF901", "pip install 'docforge[furigana]'")
    ]


@pytest.mark.parametrize(
    ("lang", "kind", "text"),
    [("zh-Hans", "pinyin", "重庆银行，明天见。"), ("ja", "furigana", "今日は図書館で食べる。")],
)
def test_readings_are_in_every_format_and_copied_text_is_the_base(
    tmp_path: Path, lang: str, kind: str, text: str
) -> None:
    source = tmp_path / "in.md"
    source.write_text(f"---\nlang: {lang}\n---\n\n# 題\n\n1. {text}\n", encoding="utf-8")
    (tmp_path / "docforge.toml").write_text(f'[edition.read]\nreadings = "{kind}"\n', encoding="utf-8")
    files = [tmp_path / f"out.{suffix}" for suffix in ("pdf", "epub", "docx")]
    assert docforge.convert(source, files, editions=["read"]).ok
    assert docforge.verify(files).ok
    assert text in pdf_text(files[0]).replace("\n", "")
