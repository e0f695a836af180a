"""Plug-ins that are wrong: each is named with its package in a coded diagnostic, and the rest goes on."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commandline import docforge
from docforge.build import keys, registry

CACHES = (registry._groups, registry._points, registry._load, registry._waiting_for_themselves, keys._below)

GOOD = """
from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document, Para, Text
from docforge.protocols import Result

class Reader:
    name = "wiki"
    suffixes = (".wiki",)
    def read(self, data, name, options, world):
        return Result(Document(blocks=(Para(content=(Text(data.decode()),)),)))

class Pass:
    name = "wiki"
    after = ()
    def run(self, document, options):
        return Result(document)

class Writer:
    name = "wiki"
    suffix = ".wikitext"
    def write(self, document, context, world):
        return Result(b"text")
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a package ``acme`` with a module and entry points on the path of Python."""

    def clear() -> None:
        for cache in CACHES:
            cache.cache_clear()

    def put(module: str, points: str, name: str = "acme") -> None:
        folder = tmp_path / "packages"
        about = folder / f"{name}-1.4.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.4\n")
        (about / "entry_points.txt").write_text(points)
        (folder / f"{name}_{tmp_path.name}.py").write_text(GOOD + textwrap.dedent(module))
        monkeypatch.syspath_prepend(folder)
        clear()

    yield put
    clear()


def _point(group: str, tmp_path: Path, name: str = "wiki", target: str = "IT", package: str = "acme") -> str:
    return f"[docforge.{group}]\n{name} = {package}_{tmp_path.name}:{target}\n"


UNUSABLE = [
    ("readers", "import no_such_package", "ModuleNotFoundError: No module named 'no_such_package'"),
    ("readers", "raise SystemExit('I end it all')", "SystemExit: I end it all"),
    ("readers", "pass", "AttributeError"),
    ("readers", "IT = Reader", "gives the class Reader, not an instance of it"),
    ("readers", "IT = Reader(); IT.protocol = 9", "made for version 9 of docforge's protocols; this docforge has"),
    ("readers", "IT = Reader(); IT.name = 'wike'", "its name is 'wike', and the name of its entry point 'wiki'"),
    ("readers", "IT = Reader(); IT.suffixes = '.wiki'", "its suffixes are '.wiki', not a tuple of strings"),
    ("readers", "IT = Reader(); IT.suffixes = ('wiki',)", "its suffix is 'wiki', not one like '.txt'"),
    ("readers", "IT = Pass()", "it has no method read()"),
    ("passes", "IT = Pass(); IT.after = ('wiki',)", "it waits for itself: wiki → wiki"),
    ("passes", "IT = Pass(); IT.after = None", "its after are None, not a tuple of strings"),
    ("writers", "IT = Writer(); IT.suffix = None", "its suffix is None, not one like '.txt'"),
    ("writers", "IT = 7", "its name is None"),
    ("themes", "IT = '/nowhere/a.toml'", "there is no file /nowhere/a.toml"),
    ("themes", "IT = 7", "a theme is the path of a TOML file, not int"),
]


@pytest.mark.parametrize(("group", "module", "why"), UNUSABLE)
def test_what_cannot_be_used_is_named_and_left_out(
    group: str, module: str, why: str, install: Install, tmp_path: Path
) -> None:
    install(module, _point(group, tmp_path))
    (tmp_path / "a.md").write_text("text\n")
    done = docforge(["convert", "a.md", "-o", "a.json", "--no-facts"], tmp_path)
    assert done.status == 0
    (line,) = (line for line in done.err.splitlines() if "DF607" in line)
    assert " wiki of acme 1.4 (" in line
    assert why in line
    assert (tmp_path / "a.json").exists()
    assert docforge(["formats"], tmp_path).status == 0


@pytest.mark.parametrize(
    ("group", "arguments"),
    [
        ("readers", ["convert", "a.md", "--from", "wiki", "-o", "a.json"]),
        ("writers", ["convert", "a.md", "--to", "wiki", "-o", "-"]),
        ("themes", ["convert", "a.md", "--theme", "wiki", "-o", "a.json"]),
    ],
)
def test_asking_for_what_cannot_be_used_says_why(
    group: str, arguments: list[str], install: Install, tmp_path: Path
) -> None:
    install("import no_such_package", _point(group, tmp_path))
    (tmp_path / "a.md").write_text("text\n")
    done = docforge(arguments, tmp_path)
    assert done.status == 2
    assert "of acme 1.4" in done.err
    assert "No module named 'no_such_package'" in done.err
    assert "Traceback" not in done.err


def test_a_name_that_is_taken_is_told_and_the_other_serves(install: Install, tmp_path: Path) -> None:
    reader = "IT = Reader(); IT.name = 'markdown'; IT.suffixes = ('.md',)"
    install(reader, _point("readers", tmp_path, "markdown"))
    (tmp_path / "a.md").write_text("# T\n")
    done = docforge(["inspect", "a.md"], tmp_path)
    assert "the reader markdown of acme 1.4" in done.err
    assert "docforge itself has a reader of that name" in done.err
    assert '"title"' in done.text


FAILING = [
    ("readers", "read", "raise KeyError('x')", "the wiki reader of acme 1.4 failed: KeyError: 'x'"),
    ("readers", "read", "return 'text'", "TypeError: it gave str, not docforge.protocols.Result"),
    ("readers", "read", "return Result('text')", "the value of its result is str, not Document"),
    ("readers", "read", "return Result(Document(blocks=('text',)))", "its document is none: Expected `object`"),
    ("readers", "read", "return Result(Document(blocks=()), ('oh',))", "a diagnostic of it is str"),
    ("readers", "read", "return Result(Document(blocks=()), (Diagnostic('W1', 'oh'),))", "reports the code 'W1'"),
    ("readers", "read", "return Result(Document(blocks=()), (report('W1', 'oh'),))", "KeyError: 'W1'"),
    ("passes", "run", "raise SystemExit(3)", "the wiki pass of acme 1.4 failed: SystemExit: 3"),
    ("passes", "run", "return None", "it gave NoneType"),
    ("writers", "write", "raise OSError(28, 'no space')", "the wiki writer of acme 1.4 failed: OSError"),
    ("writers", "write", "return Result('text')", "the value of its result is str, not bytes"),
]


@pytest.mark.parametrize(("group", "method", "body", "said"), FAILING)
def test_what_fails_is_the_fault_of_its_package(
    group: str, method: str, body: str, said: str, install: Install, tmp_path: Path
) -> None:
    kind = {"readers": "Reader", "passes": "Pass", "writers": "Writer"}[group]
    module = f"def fault(self, *given):\n    {body}\n{kind}.{method} = fault\nIT = {kind}()\n"
    install(module, _point(group, tmp_path))
    (tmp_path / "a.wiki").write_text("text\n")
    source = "a.wiki" if group == "readers" else "a.md"
    (tmp_path / "a.md").write_text("text\n")
    outputs = ["-o", "a.wikitext"] if group == "writers" else []
    done = docforge(["convert", source, "-o", "a.json", *outputs], tmp_path)
    assert done.status == 1
    (line,) = (line for line in done.err.splitlines() if "DF910" in line)
    assert said in line
    assert "acme 1.4" in line
    assert "DF999" not in done.err
    assert "Traceback" not in done.err
    assert (tmp_path / "a.json").exists() == (group == "writers")


def test_versions_and_code_of_plug_ins_are_in_the_keys(install: Install, tmp_path: Path) -> None:
    def below() -> str:
        keys._below.cache_clear()
        keys.libraries.cache_clear()
        return keys._below()

    try:
        before = below()
        install("IT = Reader()", _point("readers", tmp_path))
        with_it = below()
        assert "docforge.readers wiki acme 1.4" in with_it
        (tmp_path / "packages" / f"acme_{tmp_path.name}.py").write_text(GOOD + "IT = Reader()  # mended\n")
        assert len({before, with_it, below()}) == 3
    finally:
        keys.libraries.cache_clear()
        keys._below.cache_clear()


def test_the_template_says_what_the_page_about_plug_ins_says() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs/plugins.md").read_text(encoding="utf-8")
    points = (root / "examples/plugin/pyproject.toml").read_text(encoding="utf-8").split("[project.entry-points.")[1:]
    for point in points:
        assert f"[project.entry-points.{point.split(chr(10) * 2)[0]}" in page
