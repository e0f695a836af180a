"""The pipeline with readers, passes and writers made for the test: what is written, what is not, what is said."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest

from docforge.build import registry
from docforge.build.convert import Options, Outcome, check, convert, read
from docforge.build.outputs import Output, plan_outputs
from docforge.build.registry import UsageError
from docforge.diagnostics import report
from docforge.model import nodes as n
from docforge.protocols import Pass, PassOptions, Reader, ReadOptions, Result, WriteContext
from docforge.resources import path, text
from docforge.world import MemoryWorld, World

THEME = str(path("styles/handout.toml"))


class Lines:
    """Reads a paragraph a line; ``!`` is a fault, ``?`` an error with a place, bytes that are not UTF-8 an error."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md",)

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[n.Document]:
        if b"!" in data:
            raise ZeroDivisionError("division by zero")
        sources = (n.Source(name),)
        try:
            lines = data.decode().splitlines()
        except UnicodeDecodeError:
            return Result(n.Document(blocks=(), sources=sources), (report("DF102", "not UTF-8", file=name),))
        found = [
            report("DF511", "asked for", at=n.Position(row, 1), file=name)
            for row, line in enumerate(lines, 1)
            if line == "?"
        ]
        blocks = tuple(n.Para((n.Text(line),)) for line in lines)
        return Result(n.Document(blocks=blocks, sources=sources), tuple(found))


class Finish:
    """A pass that sets ``final`` and a title."""

    name = "finish"
    after: tuple[str, ...] = ()

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        from msgspec.structs import replace

        return Result(replace(document, title=(n.Text("题"),), final=True), (report("DF606", "noted"),))


class Writes:
    """A writer that does what it is given."""

    def __init__(self, name: str, action: Callable[[n.Document, WriteContext], Result[bytes]]) -> None:
        self.name = name
        self.suffix = "." + name
        self.action = action

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        return self.action(document, context)


def _fault(document: n.Document, context: WriteContext) -> Result[bytes]:
    raise KeyError("glyph")


GOOD = Writes("good", lambda document, context: Result(b"good", (report("DF512", "the same"),)))
ALSO = Writes("also", lambda document, context: Result(b"also", (report("DF512", "the same"),)))
FAULTY = Writes("pdf", _fault)
LACKING = Writes("lacking", lambda document, context: Result(b"", (report("DF901", "no Pango"),)))


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    reader: Reader = Lines()
    finish: Pass = Finish()
    monkeypatch.setattr(registry, "reader_for", lambda path: reader if path.endswith(".md") else None)
    monkeypatch.setattr(registry, "reader", lambda name: reader)
    monkeypatch.setattr(registry, "passes", lambda: (finish,))
    monkeypatch.setattr(registry, "broken", lambda: ())


@pytest.fixture
def world() -> MemoryWorld:
    theme = text("styles/handout.toml").encode()
    return MemoryWorld(
        {THEME: theme, "a.md": b"one\n", "b.md": b"two\n", "fault.md": b"!", "bad.md": b"\xff", "ask.md": b"x\n?\n"}
    )


def run(world: World, sources: list[str], *outputs: Output, **options: object) -> Outcome:
    return convert(sources, outputs, Options(theme=THEME, **options), world)  # type: ignore[arg-type]  # by name


def codes(outcome: Outcome) -> list[str]:
    return [item.code for item in outcome.diagnostics]


def test_every_output_is_written_from_one_reading(world: MemoryWorld) -> None:
    outcome = run(world, ["a.md"], Output("h.good", GOOD), Output("h.also", ALSO))
    assert (world.files["h.good"], world.files["h.also"]) == (b"good", b"also")
    assert [(item.path, item.format, item.size) for item in outcome.artifacts] == [
        ("h.good", "good", 4),
        ("h.also", "also", 4),
    ]
    assert (outcome.ok, outcome.status(), outcome.status(strict=True)) == (True, 0, 3)


def test_what_two_writers_say_alike_is_said_once(world: MemoryWorld) -> None:
    outcome = run(world, ["a.md"], Output("h.good", GOOD), Output("h.also", ALSO))
    assert codes(outcome).count("DF512") == 1


def test_a_fault_in_one_writer_leaves_the_others_alone(world: MemoryWorld) -> None:
    world.files["h.pdf"] = b"yesterday's"
    outcome = run(world, ["a.md"], Output("h.pdf", FAULTY), Output("h.good", GOOD))
    assert world.files["h.good"] == b"good"
    assert world.files["h.pdf"] == b"yesterday's"
    (fault,) = [item for item in outcome.diagnostics if item.code == "DF999"]
    assert fault.message == "the pdf writer failed: KeyError: 'glyph'"
    assert "in _fault" in outcome.traces[0]
    assert outcome.status() == 1


def test_a_writer_that_lacks_a_library_writes_nothing_and_the_status_is_5(world: MemoryWorld) -> None:
    outcome = run(world, ["a.md"], Output("h.lacking", LACKING), Output("h.good", GOOD))
    assert "h.lacking" not in world.files
    assert world.files["h.good"] == b"good"
    assert outcome.status() == 5


@pytest.mark.parametrize(("source", "code"), [("fault.md", "DF999"), ("bad.md", "DF102"), ("missing.md", "DF101")])
def test_when_nothing_can_be_read_nothing_is_written(world: MemoryWorld, source: str, code: str) -> None:
    world.files["h.good"] = b"yesterday's"
    before = dict(world.files)
    outcome = run(world, ["a.md", source], Output("h.good", GOOD))
    assert codes(outcome) == [code]
    assert outcome.artifacts == ()
    assert world.files == before
    assert outcome.status() == 1


def test_an_error_in_the_text_does_not_keep_the_rest_from_being_converted(world: MemoryWorld) -> None:
    outcome = run(world, ["ask.md"], Output("h.good", GOOD))
    assert world.files["h.good"] == b"good"
    first = outcome.diagnostics[0]
    assert (first.code, first.file, first.line, outcome.status()) == ("DF511", "ask.md", 2, 1)


def test_a_missing_source_names_the_near_one(world: MemoryWorld) -> None:
    outcome = run(world, ["aa.md"], Output("h.good", GOOD))
    assert outcome.diagnostics[0].hint == "did you mean a.md?"


def test_a_source_over_the_limit_is_refused(world: MemoryWorld) -> None:
    outcome = run(world, ["a.md"], Output("h.good", GOOD), settings=("limits.source-bytes=3",))
    assert codes(outcome) == ["DF130"]


def test_standard_input_is_read_under_the_same_limit(world: MemoryWorld) -> None:
    options = Options(theme=THEME)
    outcome = convert(["-"], [Output("h.good", GOOD)], options, world, stdin=lambda: b"text")
    assert outcome.document is not None
    assert outcome.document.sources[0].name == "<stdin>"
    tight = Options(theme=THEME, settings=("limits.source-bytes=3",))
    assert codes(convert(["-"], [Output("h.good", GOOD)], tight, world, stdin=lambda: b"text")) == ["DF130"]


def test_an_unknown_suffix_is_read_as_markdown_and_said_so(world: MemoryWorld) -> None:
    world.files["README"] = b"x"
    outcome = run(world, ["README"], Output("h.good", GOOD))
    assert "DF191" in codes(outcome)
    assert world.files["h.good"] == b"good"


def test_a_wrong_setting_writes_nothing_and_the_status_is_2(world: MemoryWorld) -> None:
    outcome = run(world, ["a.md"], Output("h.good", GOOD), settings=("bas-size=3",))
    assert "h.good" not in world.files
    assert outcome.status() == 2


def test_a_fault_in_a_pass_writes_nothing(world: MemoryWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty(Finish):
        name = "faulty"

        def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
            raise IndexError("run")

    monkeypatch.setattr(registry, "passes", lambda: (Finish(), Faulty()))
    outcome = run(world, ["a.md"], Output("h.good", GOOD))
    assert "h.good" not in world.files
    assert [item.message for item in outcome.diagnostics if item.code == "DF999"] == [
        "the faulty pass failed: IndexError: run"
    ]


class FullDisk(MemoryWorld):
    """No file can be written but those whose name has ``good`` in it."""

    def write(self, path: str, data: bytes) -> None:
        if "good" not in path:
            raise OSError(errno.ENOSPC, "No space left on device", path)
        super().write(path, data)


def test_an_output_that_cannot_be_written_is_an_error_and_the_others_are_written(world: MemoryWorld) -> None:
    full = FullDisk(world.files)
    outcome = run(full, ["a.md"], Output("h.also", ALSO), Output("h.good", GOOD))
    assert full.files["h.good"] == b"good"
    (problem,) = [item for item in outcome.diagnostics if item.severity == "error"]
    assert (problem.code, problem.file, problem.message) == ("DF902", "h.also", "not written: No space left on device")


class FewFolders(MemoryWorld):
    """Only the current folder is there."""

    def has_folder(self, path: str) -> bool:
        return path == ""


def test_a_folder_that_is_not_there_is_said_once_and_the_other_outputs_are_written(world: MemoryWorld) -> None:
    few = FewFolders(world.files)
    outputs = (Output("new dir/h.also", ALSO), Output("new dir/g.good", GOOD), Output("h.good", GOOD))
    outcome = run(few, ["a.md"], *outputs)
    (problem,) = [item for item in outcome.diagnostics if item.severity == "error"]
    assert (problem.code, problem.file, problem.hint) == ("DF902", "new dir", "make it first: mkdir -p 'new dir'")
    assert [item.path for item in outcome.artifacts] == ["h.good"]


def test_nothing_is_read_when_no_output_has_a_folder(world: MemoryWorld) -> None:
    outcome = run(FewFolders(world.files), ["absent.md"], Output("new/h.good", GOOD))
    assert [item.code for item in outcome.diagnostics] == ["DF902"]


def test_the_epoch_comes_from_the_environment(world: MemoryWorld) -> None:
    seen: list[int | None] = []

    def remember(document: n.Document, context: WriteContext) -> Result[bytes]:
        seen.append(context.epoch)
        return Result(b"x")

    world.variables["SOURCE_DATE_EPOCH"] = "86400"
    run(world, ["a.md"], Output("h.x", Writes("x", remember)))
    world.variables["SOURCE_DATE_EPOCH"] = "tomorrow"
    outcome = run(world, ["a.md"], Output("h.y", Writes("y", remember)))
    assert seen == [86400]
    assert "h.y" not in world.files
    assert outcome.status() == 2


def test_facts_are_written_once_for_each_stem_and_not_for_other_formats(world: MemoryWorld) -> None:
    pdf, epub = Writes("pdf", GOOD.action), Writes("epub", GOOD.action)
    run(world, ["a.md"], Output("d/h.pdf", pdf), Output("d/h.epub", epub), Output("x.good", GOOD))
    assert [name for name in world.files if name.endswith(".facts.json")] == ["d/h.facts.json"]
    run(world, ["a.md"], Output("k.pdf", pdf), facts=False)
    assert "k.facts.json" not in world.files


def test_facts_do_not_depend_on_the_folder(world: MemoryWorld) -> None:
    pdf = Writes("pdf", GOOD.action)
    world.files["deep/down/a.md"] = world.files["a.md"]
    run(world, ["a.md"], Output("h.pdf", pdf))
    run(world, ["deep/down/a.md"], Output("other/h.pdf", pdf))
    assert world.files["h.facts.json"] == world.files["other/h.facts.json"]


def test_check_says_what_convert_would_and_writes_nothing(world: MemoryWorld) -> None:
    before = dict(world.files)
    outcome = check(["ask.md"], Options(theme=THEME, settings=("bas-size=3",)), world)
    assert codes(outcome) == ["DF511", "DF602", "DF606"]
    assert world.files == before


def test_reading_alone_runs_no_pass(world: MemoryWorld) -> None:
    outcome = read(["a.md"], Options(), world, final=False)
    assert outcome.document is not None
    assert not outcome.document.final


def test_output_to_standard_output_gets_the_bytes(world: MemoryWorld) -> None:
    got: list[bytes] = []
    options = Options(theme=THEME)
    outcome = convert(["a.md"], [Output("-", Writes("pdf", GOOD.action))], options, world, stdout=got.append)
    assert got == [b"good"]
    assert [name for name in world.files if name.endswith(".facts.json")] == []
    assert outcome.artifacts[0].path == "-"


@pytest.mark.parametrize(
    ("outputs", "format_name", "message"),
    [
        ([], "", "nothing to write"),
        (["-"], "", "standard output needs a format"),
        (["a.json", "./a.json"], "", "given twice"),
        (["a.md"], "json", "would be overwritten"),
        (["a.json", "b.json"], "json", "several outputs"),
        (["h.pfd"], "", "did you mean .pdf?"),
        (["h"], "", "has no suffix"),
        (["h.x"], "jsn", "did you mean json?"),
    ],
)
def test_an_impossible_output_is_refused_before_reading(outputs: list[str], format_name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")):
        plan_outputs(outputs, format_name, ["a.md"])
