"""Chinese texts: complete, with the fields of the English ones, and only where people read."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

from commandline import docforge
from docforge.cli import COMMANDS, MODULES, cli
from docforge.cli.language import language
from docforge.cli.spoken import CLICK, HELP, SAID, fold, paragraphs
from docforge.diagnostics import codes
from docforge.diagnostics.width import width
from docforge.diagnostics.wording import MESSAGES, fields, in_chinese, meaning_in_chinese, texts

SRC = Path(__file__).parents[2] / "src/docforge"
HAN = re.compile(r"[一-鿿]")
TYPED = r"--[a-z][a-z-]+|limits\.[a-z-]+|DOCFORGE_[A-Z_]+|\{#?[a-z_]+\}"
NAMES = re.compile(rf"{TYPED}|docforge (?:{'|'.join(COMMANDS)})\b")
"""What people type: the same in every language."""


@pytest.mark.parametrize("code", list(codes()))
def test_every_code_has_its_meaning_in_chinese(code: str) -> None:
    known = meaning_in_chinese(code)
    assert known is not None, (
        f"write [{code}] with title, what, why and fix into src/docforge/diagnostics/chinese/{code[2]}.toml"
    )
    for part in (known.title, known.what, known.why, known.fix):
        assert HAN.search(part), f"{code}: {part!r} is not Chinese"
    assert not set(NAMES.findall(codes()[code].fix)) - set(NAMES.findall(known.fix)), f"{code}: names in fix differ"


def test_there_is_no_meaning_of_a_code_that_is_gone() -> None:
    import tomllib

    folder = SRC / "diagnostics/chinese"
    found = {code for path in folder.glob("[0-9].toml") for code in tomllib.loads(path.read_text(encoding="utf-8"))}
    assert found == set(codes())


def _help() -> Iterator[str]:
    """Every text of the help of the command line: paragraphs, lines of examples, options, the list of commands."""
    yield from (cli.epilog or "", *COMMANDS.values())
    commands = [import_module(f"docforge.cli.{MODULES.get(name, name)}").command for name in COMMANDS]
    for command in (cli, *commands):
        for text in paragraphs(command.help or ""):
            yield from text.split("\n")[1:] if text.startswith("\b") else [text]
        for param in command.params:
            if isinstance(param, click.Option) and param.help:
                yield param.help


def _is_typed(text: str) -> bool:
    """Whether a line of help is a command as one types it."""
    return bool(re.match(r"\s*(docforge|pandoc|cat|vim|make|git|ls|man) ", text))


def test_all_help_is_there_in_chinese() -> None:
    missing = [text for text in dict.fromkeys(_help()) if not _is_typed(text) and text not in texts(HELP)]
    assert not missing, "write into src/docforge/cli/chinese/help.toml:\n" + "\n".join(
        f'{json.dumps(text, ensure_ascii=False)} = "…"' for text in missing
    )


def test_no_help_in_chinese_is_of_what_is_gone() -> None:
    assert set(texts(HELP)) - set(_help()) - {"Show this message and exit."} == set()


@cache
def _said() -> str:
    """Every string in the code, and the stretches of those with fields."""
    out = []
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                out.append("\x00".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                out.append(node.value)
    for path in (SRC.parents[1] / "styles").rglob("*.toml"):
        out += re.findall(r'^(?:description|use|detail) = "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    return "\x00".join(out)


OF_THE_SYSTEM = {
    "No such file or directory", "Is a directory", "Not a directory", "Permission denied", "File name too long",
    "No space left on device", "Read-only file system",
}  # fmt: skip


@pytest.mark.parametrize("table", [MESSAGES, SAID], ids=["messages", "said"])
def test_every_chinese_text_is_of_an_english_one_in_the_code(table: tuple[str, str]) -> None:
    # Some messages are put together of parts, so each stretch between fields is looked for.
    stale = [
        text
        for text in set(texts(table)) - OF_THE_SYSTEM
        if not all(part in _said() for part in re.split(r"\{\+?[a-z_]+\}", text))
    ]
    assert stale == []


@pytest.mark.parametrize("table", [MESSAGES, SAID, HELP, CLICK], ids=["messages", "said", "help", "click"])
def test_fields_agree(table: tuple[str, str]) -> None:
    for english, chinese in texts(table).items():
        # Where a field is told twice in English, once is enough.
        assert fields(chinese) <= fields(english), english
        assert fields(english) - fields(chinese) <= {"same"}, english
        assert re.findall(r"\{\w+!r\}", english) == re.findall(r"\{\w+!r\}", chinese), english


def test_click_says_what_is_put_into_chinese() -> None:
    folder = Path(click.__file__).parent
    sources = "".join((folder / f"{name}.py").read_text() for name in ("core", "decorators", "exceptions", "parser"))
    sources += "".join((folder / f"{name}.py").read_text() for name in ("types", "formatting", "termui"))
    assert [text for text in texts(CLICK) if json.dumps(text) not in sources] == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8", "DOCFORGE_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "DOCFORGE_LANG": "en"}, "en"),
        ({"DOCFORGE_LANG": "", "LANG": "zh"}, "zh"),
    ],
)
def test_the_environment_names_the_language(variables: dict[str, str], expected: str) -> None:
    assert language(variables.get) == expected


CHINESE = {"DOCFORGE_LANG": "zh"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--help"], 0, "把笔记变成 PDF 讲义"),
        (["convert", "--help"], 0, "示例："),
        (["convrt"], 2, "错误：没有命令“convrt”。是不是 convert？"),
        (["convert", "a.md", "-o", "a.pdf", "--spacing", "wide"], 2, "'--spacing' 的值不对：'wide' 不在"),
        (["convert", "a.md", "-o", "a.pdf", "--spacig", "wide"], 2, "没有选项 '--spacig'"),
        (["convert", "a.md", "-o", "a.pdff"], 2, "没有输出格式使用 a.pdff 的扩展名“.pdff”（是不是 .pdf？）"),
        (["convert", "b.md", "-o", "a.json"], 1, "b.md: 错误[DF101] 找不到源文件：没有这个文件或文件夹"),
        (["check", "a.md"], 1, "a.md:1:6: 错误[DF301] 引用没有着落：没有目标“nowhere”"),
        (["explain", "DF301"], 0, "怎么办：按提示改用正确的 id"),
        (["where", "a.pdf"], 2, "错误：用 --par 指明段落，或用 --page 和 --at 指明位置"),
    ],
)
def test_it_speaks_chinese(arguments: list[str], status: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text [x](#nowhere)\n")
    done = docforge(arguments, tmp_path, variables=CHINESE)
    assert done.status == status
    assert said in done.text + done.err
    assert said not in (again := docforge(arguments, tmp_path)).text + again.err, "English is spoken again"


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_what_machines_read_is_the_same_in_every_language(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text [x](#nowhere)\n\n1. one\n3. three\n")
    chinese, english = (
        docforge(["check", "a.md", "--format", form], tmp_path, variables=asked) for asked in (CHINESE, {})
    )
    assert chinese.out == english.out
    assert chinese.out


@pytest.mark.parametrize("name", list(COMMANDS))
def test_lines_of_chinese_help_fit_the_terminal(name: str, tmp_path: Path) -> None:
    lines = docforge([name, "--help"], tmp_path, variables={**CHINESE, "COLUMNS": "80"}).text.splitlines()
    assert [line for line in lines if width(line) > 80 and "docforge" not in line] == []


def test_lines_are_not_broken_before_a_mark_that_begins_none() -> None:
    for columns in range(8, 40):
        for line in fold("读回（默认）文件，并核对：“编号、文字、地址”。docforge verify 会说明。", columns).split("\n"):
            assert line[0] not in "，。：、）”"
            assert line[-1] not in "（“"
            assert width(line) <= columns + 2


def test_fields_that_are_phrases_are_put_into_chinese_too() -> None:
    assert in_chinese("cannot be read: Is a directory", MESSAGES) == "读不出来：是文件夹"
    assert in_chinese('no target "Is a directory"', MESSAGES) == "没有目标“Is a directory”"


def test_english_reads_no_chinese_text(tmp_path: Path) -> None:
    program = (
        "import os, docforge.cli as c; from docforge.diagnostics import wording as w;"
        "c.run(['convert', 'b.md', '-o', 'a.json']); c.run(['convrt']);"
        "print(w.texts.cache_info().currsize, w.meanings.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]
