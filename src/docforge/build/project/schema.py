"""Every key of ``docforge.toml``: its type, its default, and what it means.

``docforge schema project`` prints this as JSON Schema, and ``docs/project.md`` lists it. A key that is left out is
UNSET, so that the layer below speaks: docforge's own defaults, then the project, the target, folders from the outermost
in, a document's front matter, the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from docforge.diagnostics.policy import Weight
from docforge.model.renderings import Quotes, ReadingKind, ReadingsOf, ScriptName

FILE = "docforge.toml"

Notation = Literal["aozora", "denden", "mark"]
"""The names of ``docforge.protocols.NOTATIONS``."""

Spacing = Literal["keep", "tidy", "strip"]
Number = Literal["source", "all", "none"]
Restart = Literal["auto", "never"]
ShowRun = Literal["head", "beside", "none"]
Orientation = Literal["portrait", "landscape"]
Writing = Literal["horizontal", "vertical"]
Scope = Literal["chapter", "book"]
Captions = Literal["none", "auto", "chapter", "book"]
Listed = Literal["figures", "tables"]
Details = Literal["inline", "chapter", "book", "omit"]
EpubTarget = Literal["generic", "kindle", "kobo", "apple"]
"""The names of ``docforge.protocols.EPUB_TARGETS``."""

DocxNumbering = Literal["native", "text"]
"""The names of ``docforge.protocols.DOCX_NUMBERINGS``."""

DocxPages = Literal["none", "libreoffice"]
"""The names of ``docforge.protocols.DOCX_PAGES``."""

PdfVariant = Literal["ua-1", "a-2a", "a-3a"]
"""The names of ``docforge.protocols.PDF_VARIANTS``."""

Index = Literal["pinyin", "stroke", "kana", "hangul", "none"]
Answers = Literal["inline", "end", "apart", "none"]
Each = Literal["document", "folder", "book"]
Setting: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any]"

DEFAULT_OUTPUT = "dist/{target}/{path}.{format}"
HANDOUT_OUTPUT = "dist/{target}.{format}"


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", omit_defaults=True):
    """A table of the file; keys are written with hyphens."""


class Settings(Table, frozen=True):
    """What may be said for the whole project, for a target, and for a folder."""

    language: Annotated[
        str | UnsetType,
        Meta(
            description="Language of documents that name none themselves, as a BCP 47 tag.",
            examples=["zh-Hans", "zh-Hant", "ja", "ko", "en"],
        ),
    ] = UNSET
    encoding: Annotated[
        str | UnsetType,
        Meta(
            description='Encoding of the sources; "auto" accepts a guess with a warning. '
            "Without it: byte order mark, declaration, else UTF-8.",
            examples=["auto", "gb18030", "shift_jis"],
        ),
    ] = UNSET
    notations: Annotated[
        list[Notation] | UnsetType,
        Meta(description="Further syntax to read, beside what front matter names.", examples=[["aozora", "mark"]]),
    ] = UNSET
    spacing: Annotated[
        Spacing | UnsetType,
        Meta(
            description='Typed blanks: "keep" all; "tidy" (default) indents and dates; '
            '"strip" also those between Han characters.'
        ),
    ] = UNSET
    number: Annotated[
        Number | UnsetType,
        Meta(
            description="Numbers of paragraphs: those of the source (default), "
            'a series of every body paragraph beside them ("all"), or none.'
        ),
    ] = UNSET
    restart: Annotated[
        Restart | UnsetType,
        Meta(description='A new series where the source starts again ("auto", default), or number on ("never").'),
    ] = UNSET
    show_run: Annotated[
        ShowRun | UnsetType,
        Meta(
            description="How series are told apart on paper where numbers repeat: "
            "in the running head (default), beside the number, or not."
        ),
    ] = UNSET
    theme: Annotated[
        str | UnsetType,
        Meta(
            description="Theme by name, or a TOML file relative to this one.",
            examples=["handout", "book", "large-print", "themes/ours.toml"],
        ),
    ] = UNSET
    presets: Annotated[
        list[str] | UnsetType,
        Meta(
            description="What handouts are for, laid over the theme in this order (docforge presets lists the names).",
            examples=[["compact"], ["note-margin", "double-spaced"]],
        ),
    ] = UNSET
    fit: Annotated[
        Annotated[int, Meta(ge=1, le=1000)] | UnsetType,
        Meta(description="Pages that each document is to fit, as far as its theme allows (default: any number)."),
    ] = UNSET
    set: Annotated[
        dict[str, Setting] | UnsetType,
        Meta(
            description="Single keys of the theme, and limits: as after --set on the command line, "
            "dotted and in quotes or as tables.",
            examples=[{"base-size": 12, "roles.body.leading": 1.8, "limits.image-pixels": 90000000}],
        ),
    ] = UNSET
    page_size: Annotated[
        str | UnsetType, Meta(description="Paper by name.", examples=["A4", "A5", "B5", "16开", "文庫"])
    ] = UNSET
    orientation: Annotated[Orientation | UnsetType, Meta(description="The paper upright or across.")] = UNSET
    writing: Annotated[Writing | UnsetType, Meta(description="Lines from left to right, or from top to bottom.")] = (
        UNSET
    )
    font_path: Annotated[
        list[str] | UnsetType,
        Meta(description="Folders of further faces that a theme may name, relative to this file."),
    ] = UNSET
    metadata: Annotated[
        dict[str, Any] | UnsetType,
        Meta(
            description="Metadata as in front matter, for documents that do not say it themselves "
            "(author, date, publisher, rights, keywords …).",
            examples=[{"author": ["王某"], "publisher": "某社"}],
        ),
    ] = UNSET

    scope: Annotated[
        Scope | UnsetType,
        Meta(description='Numbers of a book\'s paragraphs: anew in each "chapter" (default), or through the "book".'),
    ] = UNSET
    notes: Annotated[
        Scope | UnsetType,
        Meta(description='Numbers of footnotes: through the "book" (default), or anew in each "chapter".'),
    ] = UNSET
    captions: Annotated[
        Captions | UnsetType,
        Meta(
            description='Numbers of figures and tables: "none" (default for documents), through the "book", '
            'anew in each "chapter", or "auto" (default for books): in each where the chapters are numbered.'
        ),
    ] = UNSET
    lists: Annotated[
        list[Listed] | UnsetType,
        Meta(
            description='Lists after a book\'s table of contents: of "figures", of "tables" (default: none).',
            examples=[["figures", "tables"]],
        ),
    ] = UNSET
    details: Annotated[
        Details | UnsetType,
        Meta(
            description='Folded boxes: "inline" where they stand (default for documents), at the end of their '
            '"chapter" (default for books) or of the "book" with links there and back, or left out ("omit"). '
            "Numbers of paragraphs are the same whatever is chosen."
        ),
    ] = UNSET
    variants: Annotated[
        list[str] | UnsetType,
        Meta(
            description="Sides of switches to show alone, by name; a switch of which none is named shows all.",
            examples=[["npm"], ["简体"]],
        ),
    ] = UNSET
    editions: Annotated[
        list[str] | UnsetType,
        Meta(
            description="Editions to make of every document: student, teacher, key, or those of [edition.NAME] "
            "(default: the whole document once).",
            examples=[["student", "teacher"]],
        ),
    ] = UNSET
    script: Annotated[
        ScriptName | UnsetType,
        Meta(
            description='Chinese script that documents are converted to: "hans", "hant", as in Taiwan "tw" or Hong '
            'Kong "hk", with the words of Taiwan "twp" or of the mainland "hansp". It needs docforge[opencc].'
        ),
    ] = UNSET
    script_quotes: Annotated[
        Quotes | UnsetType,
        Meta(
            description='Quotation marks of converted text: of the script ("auto", default), "corner", "curly", "keep".'
        ),
    ] = UNSET
    script_keep: Annotated[
        list[str] | UnsetType,
        Meta(description="Names and words that are not converted.", examples=[["后羿", "范围"]]),
    ] = UNSET
    readings: Annotated[
        ReadingKind | UnsetType,
        Meta(
            description='Readings above ideographs: "pinyin", "zhuyin", or "furigana", which needs docforge[furigana] '
            "(default: those of the source)."
        ),
    ] = UNSET
    readings_of: Annotated[
        ReadingsOf | UnsetType,
        Meta(description='Of "all" ideographs (default), of the "first" of each, or of "rare" ones.'),
    ] = UNSET
    readings_level: Annotated[
        Annotated[int, Meta(ge=1, le=2)] | UnsetType,
        Meta(
            description="What is rare: not in the first level of GB/T 2312, Big5 or JIS X 0208 (1, default), or in no "
            "level of it (2)."
        ),
    ] = UNSET
    readings_file: Annotated[
        str | UnsetType,
        Meta(
            description="Reviewed dictionary of readings, relative to this file, which goes before the libraries: "
            "TOML, or lines of word, tab and reading.",
            examples=["readings.tsv"],
        ),
    ] = UNSET
    index: Annotated[
        Index | UnsetType, Meta(description="How marked terms are sorted in an index (default: by the language).")
    ] = UNSET
    title_page: Annotated[
        bool | UnsetType,
        Meta(
            description="Whether a book's makers stand under its title, on a page of their own "
            "(default: if any is named)."
        ),
    ] = UNSET
    colophon: Annotated[
        bool | UnsetType,
        Meta(
            description="Whether a book ends with a colophon (版权页, 奥付, 판권) made of its metadata "
            "(default: if there is a publisher, edition, ISBN or line of rights)."
        ),
    ] = UNSET
    epub_target: Annotated[
        EpubTarget | UnsetType,
        Meta(description='What e-books are made for: any reader ("generic", default), Kindle, Kobo or Apple Books.'),
    ] = UNSET
    pdf_variant: Annotated[
        PdfVariant | UnsetType,
        Meta(
            description='Kind of PDF: accessible, PDF/UA-1 ("ua-1", default), and for archives as well '
            '("a-2a", "a-3a": PDF/A-2a, PDF/A-3a).'
        ),
    ] = UNSET
    docx_numbering: Annotated[
        DocxNumbering | UnsetType,
        Meta(
            description='Numbers of a DOCX: counted by Word ("native"), or typed ("text"), which survives pasting into '
            "other systems (default: as the theme says; gov types them, all others let Word count)."
        ),
    ] = UNSET
    docx_pages: Annotated[
        DocxPages | UnsetType,
        Meta(
            description='Page numbers in the contents and references of a DOCX: none ("none", default), or as '
            'LibreOffice sets its pages ("libreoffice"; the build runs it).'
        ),
    ] = UNSET
    reference_doc: Annotated[
        str | UnsetType,
        Meta(
            description="Word file, relative to this one, that a DOCX takes styles, page, heads and feet from "
            "(default: none, the theme's).",
            examples=["corporate.dotx"],
        ),
    ] = UNSET
    docx_styles: Annotated[
        dict[str, str] | UnsetType,
        Meta(
            description="Which style of reference-doc stands for a role, where that has another name than Word's own "
            "(docs/word-templates.md lists the roles).",
            examples=[{"heading-1": "公司标题", "quote": "Zitat"}],
        ),
    ] = UNSET
    embed_fonts: Annotated[
        bool | UnsetType,
        Meta(description="Put the faces of an e-book's characters into it (default false: the reader's own faces)."),
    ] = UNSET


class EditionTable(Settings, frozen=True):
    """One edition of every document (``[edition.NAME]``): what it shows, and settings of its own."""

    shows: Annotated[
        list[str] | UnsetType,
        Meta(
            description='Whose parts it shows, of those that are "only" for some (default: its own name).',
            examples=[["teacher", "parents"]],
        ),
    ] = UNSET
    answers: Annotated[
        Answers | UnsetType,
        Meta(
            description='Where answers stand: with their questions ("inline", default), at the "end", alone without '
            'the questions ("apart"), or nowhere ("none").'
        ),
    ] = UNSET
    title_suffix: Annotated[
        str | dict[str, str] | UnsetType,
        Meta(description="What follows the title, or a table of that by language.", examples=["（教师版）"]),
    ] = UNSET
    file_name: Annotated[
        str | UnsetType,
        Meta(
            description="The word in the names of its files: for {edition} in output, else before the suffix "
            "(default: its name).",
            examples=["教师版"],
        ),
    ] = UNSET
    renumber: Annotated[
        bool | UnsetType,
        Meta(
            description="Numbers that follow each other, without gaps for what the edition leaves out (default false: "
            "numbers are the same in all editions)."
        ),
    ] = UNSET


class Folder(Settings, frozen=True):
    """What holds for the documents below one folder of the sources (``[folder."drafts/"]``), whatever the target."""


class Target(Settings, frozen=True):
    """One way of building the sources (``[target.NAME]``)."""

    each: Annotated[
        Each | UnsetType,
        Meta(
            description='What becomes one file: every "document" (default), the documents of every "folder", '
            'or all of them ("book").'
        ),
    ] = UNSET
    formats: Annotated[
        list[str] | UnsetType,
        Meta(description='Output formats (default ["pdf"]).', examples=[["pdf", "epub", "docx"]]),
    ] = UNSET
    output: Annotated[
        str | UnsetType,
        Meta(
            description=f'Name of each file, relative to this one (default "{DEFAULT_OUTPUT}"). '
            "{target}; {edition}; {format}: the suffix; "
            "{path}: the source without its suffix (a folder's path, a book's name); "
            "{folder} and {name}: its two parts; {number}: its place in the navigation.",
            examples=[DEFAULT_OUTPUT, "public/{path}.{format}", "dist/{number}-{name}.{format}"],
        ),
    ] = UNSET
    include: Annotated[
        list[str] | UnsetType,
        Meta(
            description="Patterns of the documents to take, relative to the sources "
            "(* within a folder, ** across folders; a folder means all below it). Default: all.",
            examples=[["notes/**/*.md", "appendix/"]],
        ),
    ] = UNSET
    exclude: Annotated[
        list[str] | UnsetType,
        Meta(description="Patterns of documents to leave out, after include.", examples=[["README.md", "**/_*.md"]]),
    ] = UNSET
    page_list: Annotated[
        Annotated[str, Meta(pattern="^pdf:.+$")] | UnsetType,
        Meta(
            description="Whose pages an e-book lists: pdf: and the name of a target that makes a PDF of the same text "
            "(this one too).",
            examples=["pdf:book"],
        ),
    ] = UNSET
    title: Annotated[
        str | UnsetType,
        Meta(description="Title of the book (of each folder's: the folder's name goes behind it)."),
    ] = UNSET
    name: Annotated[
        str | UnsetType, Meta(description="{path} of a book: the file's name without suffix (default: the target's).")
    ] = UNSET
    drafts: Annotated[bool | UnsetType, Meta(description="Take drafts and unpublished pages too (default false).")] = (
        UNSET
    )


class Handout(Settings, frozen=True):
    """Paragraphs that are picked from several sources (``[handout.NAME]``)."""

    pick: Annotated[
        list[str] | UnsetType,
        Meta(
            description="What is taken: files, relative to this one, with # and numbers, ranges, series or headings "
            "(docs/handouts.md). Needed.",
            examples=[["notes/a.md#3-7", "notes/b.md#s2"]],
        ),
    ] = UNSET
    formats: Annotated[list[str] | UnsetType, Meta(description='Output formats (default ["pdf"]).')] = UNSET
    output: Annotated[
        str | UnsetType,
        Meta(
            description=f'Name of each file, relative to this one (default "{HANDOUT_OUTPUT}"). {{target}} is its NAME.'
        ),
    ] = UNSET
    title: Annotated[str | UnsetType, Meta(description="Its title (default: those of the sources).")] = UNSET
    headings: Annotated[
        bool | UnsetType, Meta(description="Print the headings that stand over what is picked (default false).")
    ] = UNSET
    origins: Annotated[
        bool | UnsetType, Meta(description="Say over what is picked where it comes from (default true).")
    ] = UNSET
    codes: Annotated[
        bool | UnsetType,
        Meta(description="Print QR codes to the pages on the web, where their address is known (default true)."),
    ] = UNSET
    base_url: Annotated[
        str | UnsetType, Meta(description="Address that the pages are published at (default: the project's).")
    ] = UNSET


class SiteTable(Table, frozen=True):
    """Where the sources are and what orders them (``[site]``)."""

    kind: Annotated[
        Literal["vitepress", "vuepress", "mdbook", "mkdocs", "zenn", "folder"] | UnsetType,
        Meta(description="What made the folder; found by its files when left out. folder: order of names."),
    ] = UNSET
    source: Annotated[
        str | UnsetType,
        Meta(description="Folder of the sources, relative to this file; by default what the site's own files say."),
    ] = UNSET
    url: Annotated[
        str | UnsetType,
        Meta(description="Address the site is published at: links to it become links within the book."),
    ] = UNSET
    exclude: Annotated[
        list[str] | UnsetType,
        Meta(description="Patterns of files that are no documents of any target.", examples=[["README.md"]]),
    ] = UNSET


class DiagramsTable(Table, frozen=True):
    """Programs that ``docforge draw`` runs (``[diagrams]``), a list of words each; no build runs one."""

    mermaid: Annotated[
        list[str] | UnsetType,
        Meta(description="Command that draws Mermaid.", examples=[["mmdc", "-i", "{input}", "-o", "{output}"]]),
    ] = UNSET
    plantuml: Annotated[list[str] | UnsetType, Meta(description="Command that draws PlantUML (plantuml, puml).")] = (
        UNSET
    )
    dot: Annotated[
        list[str] | UnsetType,
        Meta(
            description="Command that draws Graphviz (dot, graphviz).",
            examples=[["dot", "-Tsvg", "{input}", "-o", "{output}"]],
        ),
    ] = UNSET
    d2: Annotated[list[str] | UnsetType, Meta(description="Command that draws D2.")] = UNSET


class FetchTable(Table, frozen=True):
    """What ``docforge fetch`` may download (``[fetch]``); no build asks the network."""

    hosts: Annotated[
        list[str] | UnsetType,
        Meta(
            description='Hosts that pictures are fetched from: a name, "*.example" for all below one, "*" for any.',
            examples=[["img.example", "*.cdn.example"]],
        ),
    ] = UNSET


class CacheTable(Table, frozen=True):
    """Where builds keep what they made (``[cache]``)."""

    place: Annotated[
        str | UnsetType,
        Meta(
            description="Folder of the cache, relative to this file (default .docforge/cache), or an address for "
            "several machines (s3://bucket/cache), which is then asked after that folder.",
            examples=[".docforge/cache", "s3://bucket/cache"],
        ),
    ] = UNSET
    megabytes: Annotated[
        Annotated[int, Meta(ge=1)] | UnsetType,
        Meta(description="Size that the cache is kept below, what was of no use for longest going first (2000)."),
    ] = UNSET


class Project(Settings, frozen=True):
    """The whole file."""

    title: Annotated[str | UnsetType, Meta(description="Title of the whole, for books without one.")] = UNSET
    facts: Annotated[
        bool | UnsetType, Meta(description="Write NAME.facts.json beside the files for docforge verify (default true).")
    ] = UNSET
    manifest: Annotated[
        str | UnsetType,
        Meta(
            description='Where the build writes its manifest, SHA256SUMS beside it (default "build.json" in the folder '
            'that holds the files of all targets); "" for none.',
            examples=["dist/build.json"],
        ),
    ] = UNSET
    base_url: Annotated[
        str | UnsetType,
        Meta(
            description="Address that the pages are published at, which handouts lead to (default: that of [site]).",
            examples=["https://notes.example/"],
        ),
    ] = UNSET
    root: Annotated[
        str | UnsetType,
        Meta(description="Folder that pictures and includes must be in, relative to this file (default: its folder)."),
    ] = UNSET
    diagnostics: Annotated[
        dict[str, Weight] | UnsetType,
        Meta(
            description='How much a diagnostic code weighs: "error", "warning", "note", or "off". Errors that tell of '
            "lost content are warnings at least; those after which there is no file stay errors.",
            examples=[{"DF401": "error", "DF512": "off"}],
        ),
    ] = UNSET
    diagrams: Annotated[DiagramsTable | UnsetType, Meta(description="Programs that docforge draw runs.")] = UNSET
    fetch: Annotated[FetchTable | UnsetType, Meta(description="What docforge fetch may download.")] = UNSET
    cache: Annotated[CacheTable | UnsetType, Meta(description="Where builds keep what they made.")] = UNSET
    site: Annotated[SiteTable | UnsetType, Meta(description="Where the sources are and what orders them.")] = UNSET
    target: Annotated[
        dict[str, Target] | UnsetType, Meta(description="Ways of building the sources, each under a name.")
    ] = UNSET
    edition: Annotated[
        dict[str, EditionTable] | UnsetType,
        Meta(description="Editions of every document, each under its name."),
    ] = UNSET
    handout: Annotated[
        dict[str, Handout] | UnsetType, Meta(description="Handouts of picked paragraphs, each under a name.")
    ] = UNSET
    folder: Annotated[
        dict[str, Folder] | UnsetType,
        Meta(description="What holds for the documents below a folder of the sources."),
    ] = UNSET


def given_settings(table: Mapping[str, object]) -> Settings:
    """Settings from a table with the keys of the file. Raises ValueError (msgspec's) for what it cannot be."""
    return msgspec.convert(dict(table), Settings)


def project_schema() -> dict[str, Any]:
    """The JSON Schema of ``docforge.toml``."""
    table = msgspec.json.schema(Project)
    table["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    table["title"] = "docforge project"
    return table
