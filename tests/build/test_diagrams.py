"""Diagrams as code become the pictures that lie beside their source."""

from docforge.build.diagrams import drawn
from docforge.build.traced import TracedWorld
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.world import MemoryWorld


class Folder:
    """A world of nothing but the names of files."""

    def __init__(self, *names):
        self.names = names

    def exists(self, path):
        return path in self.names


def diagram(text, language="mermaid", identifier=""):
    return n.CodeBlock(text, n.Attr(id=identifier, classes=(language,)))


def test_a_picture_named_after_the_source_and_the_diagrams_place_is_shown():
    document = n.Document(blocks=(diagram("甲 --> 乙"), n.CodeBlock("x = 1", n.Attr(classes=("py",))), diagram("丙")))
    done = drawn(document, "a/notes.md", Folder("a/notes-1.svg", "a/notes-2.svg"))
    assert [image.url for image in find(done.value, n.Image)] == ["notes-1.svg", "notes-2.svg"]
    assert [code.text for code in find(done.value, n.CodeBlock)] == ["x = 1"]
    assert done.diagnostics == ()


def test_a_diagram_with_an_id_has_a_picture_of_that_name_and_keeps_the_id():
    done = drawn(n.Document(blocks=(diagram("甲", "dot", "flow"),)), "notes.md", Folder("flow.svg"))
    (figure,) = find(done.value, n.Figure)
    assert figure.attr.id == "flow"
    assert [image.url for image in find(figure, n.Image)] == ["flow.svg"]


def test_the_source_of_a_diagram_is_the_alternative_text_of_its_picture():
    done = drawn(n.Document(blocks=(diagram("graph TD\n  甲 --> 乙\n"),)), "notes.md", Folder("notes-1.svg"))
    (image,) = find(done.value, n.Image)
    assert [node.text for node in image.content] == ["graph TD 甲 --> 乙"]


def test_diagrams_without_a_picture_stay_code_and_are_told_once():
    document = n.Document(blocks=(diagram("甲"), diagram("乙", "plantuml")))
    done = drawn(document, "notes.md", Folder())
    assert done.value == document
    (said,) = done.diagnostics
    assert (said.code, said.message) == ("DF520", "2 diagrams are printed as code")
    assert "notes-1.svg" in said.hint


def test_a_diagram_of_an_included_file_is_told_in_that_file():
    at = n.Position(5, 1, source=1)
    document = n.Document(
        blocks=(n.CodeBlock("甲", n.Attr(classes=("mermaid",)), at=at),),
        sources=(n.Source("a.md"), n.Source("part.md")),
    )
    (said,) = drawn(document, "a.md", Folder()).diagnostics
    assert (said.file, said.line) == ("part.md", 5)


def test_what_the_source_says_of_a_diagram_is_said_of_its_figure():
    attr = n.Attr(classes=("mermaid", "wide"), lang="ja", pairs=(("info", "title=x"),))
    done = drawn(n.Document(blocks=(n.CodeBlock("甲", attr),)), "notes.md", Folder("notes-1.svg"))
    (figure,) = find(done.value, n.Figure)
    assert figure.attr == n.Attr(classes=("wide",), lang="ja", pairs=(("info", "title=x"),))


def test_a_picture_that_is_added_changes_the_key_of_reading():
    asked = []
    for files in ({"notes.md": b""}, {"notes.md": b"", "notes-1.svg": b"<svg/>"}):
        world = TracedWorld(MemoryWorld(files))
        drawn(n.Document(blocks=(diagram("甲"),)), "notes.md", world)
        asked.append(world.seen)
    assert [seen["notes-1.svg"] for seen in asked] == ["", "there"]


def test_an_id_that_leads_to_another_folder_names_no_file():
    done = drawn(n.Document(blocks=(diagram("甲", identifier="../x"),)), "a/notes.md", Folder("a/../x.svg", "x.svg"))
    assert list(find(done.value, n.Image)) == []
