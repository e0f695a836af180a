"""Options that several commands share, and how they become ``build`` options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click
from click.shell_completion import CompletionItem

from docforge.build.convert import DEFAULT_THEME, Options, known_epub_target, known_notations
from docforge.build.registry import UsageError
from docforge.diagnostics import SEVERITIES
from docforge.model.renderings import ReadingKind, ReadingsOf, ScriptName
from docforge.protocols import DOCX_NUMBERINGS, DOCX_PAGES, EPUB_TARGETS, NOTATIONS, PDF_VARIANTS

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "github", "sarif", "junit")


def complete_names(group: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Completion of the names in a registry group."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from docforge.build import registry

        return [CompletionItem(name) for name in registry.names(group) if name.startswith(incomplete)]

    return complete


def complete_notations(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completion of the last name in ``aozora,den``."""
    before, comma, last = incomplete.rpartition(",")
    given = before.split(",")
    return [CompletionItem(before + comma + name) for name in NOTATIONS if name.startswith(last) and name not in given]


def split_notations(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in ``--notation aozora,denden --notation mark``, each once. An unknown one is a usage error."""
    names = (name.strip() for value in values for name in value.split(","))
    try:
        return known_notations(dict.fromkeys(name for name in names if name))
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def complete_epub_targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completion of what e-books are made for."""
    return [CompletionItem(name) for name in EPUB_TARGETS if name.startswith(incomplete.lower())]


def check_epub_target(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The name of a target. An unknown one is a usage error that names the nearest."""
    try:
        return known_epub_target(value.lower()) if value else value
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def file_options(*, layered: bool) -> list[Callable[[F], F]]:
    """Options of single formats. ``layered``: none has a default of its own, the layers below say."""
    default = "" if layered else EPUB_TARGETS[0]
    return [
        click.option(
            "--docx-numbering",
            type=click.Choice(DOCX_NUMBERINGS),
            default=None,
            help="Numbers of a DOCX: counted by Word, or typed (default: as the theme says).",
        ),
        click.option(
            "--docx-pages",
            type=click.Choice(DOCX_PAGES),
            default=None,
            help="Page numbers in the contents of a DOCX: none (default), or as LibreOffice sets its pages.",
        ),
        click.option(
            "--reference-doc",
            default="",
            metavar="FILE",
            help="Word file (.docx, .dotx) that a DOCX takes styles, page, heads and feet from.",
        ),
        click.option(
            "--pdf-variant",
            type=click.Choice(PDF_VARIANTS),
            default=None if layered else PDF_VARIANTS[0],
            show_default=not layered,
            help="Kind of PDF: accessible (PDF/UA-1), or PDF/A-2a or 3a for archives as well.",
        ),
        click.option(
            "--epub-target",
            default=default,
            show_default=bool(default),
            callback=check_epub_target,
            metavar="|".join(EPUB_TARGETS),
            help="What e-books are made for.",
            shell_complete=complete_epub_targets,
        ),
        click.option(
            "--embed-fonts/--no-embed-fonts",
            default=False if default else None,
            help="Put the faces of an e-book's characters into it, or leave them to the reader (default).",
        ),
    ]


def complete_papers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completion of the names of papers."""
    from docforge.theme.papers import papers

    names = (paper.name.replace(" ", "-") for paper in papers())
    return [CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())]


def reading_options(command: F) -> F:
    """How sources are read and numbered."""
    options = [
        click.option(
            "--from",
            "reader",
            default="",
            metavar="FORMAT",
            help="Input format (default: by suffix; Markdown for standard input).",
            shell_complete=complete_names("readers"),
        ),
        click.option("--lang", default="", metavar="TAG", help="Language: zh-Hans, zh-Hant, ja, ko, en …"),
        click.option(
            "--encoding",
            default="",
            metavar="NAME",
            help="Encoding of the sources; auto accepts a guess with a warning.",
        ),
        click.option(
            "--spacing",
            type=click.Choice(["keep", "tidy", "strip"]),
            default="tidy",
            show_default=True,
            help="Typed blanks: keep all; tidy indents and dates; strip also blanks between Han characters.",
        ),
        click.option(
            "--notation",
            "notations",
            multiple=True,
            callback=split_notations,
            metavar="NAME,…",
            help="Further syntax to read: aozora (《ruby》, ［＃notes］), denden (^^12^^), mark (==text==).",
            shell_complete=complete_notations,
        ),
        click.option(
            "--track",
            type=click.Choice(["accept", "reject", "all"]),
            default="accept",
            show_default=True,
            help="Tracked changes of a Word file: accept them, reject them, or mark all.",
        ),
        click.option(
            "--number",
            type=click.Choice(["source", "all", "none"]),
            help="Numbers: the source's (default), every body paragraph as well, or none.",
        ),
        click.option(
            "--restart",
            type=click.Choice(["auto", "never"]),
            help="A new series where the source starts again (default), or number on.",
        ),
        click.option(
            "--show-run",
            type=click.Choice(["head", "beside", "none"]),
            help="How series are told apart where numbers repeat: running head (default), beside the number, not.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def complete_presets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completion of the names of presets."""
    from docforge.theme.presets import presets

    return [CompletionItem(name) for name in presets() if name.startswith(incomplete)]


def preset_option(text: str) -> Callable[[F], F]:
    """``--preset``, with its line of help."""
    return click.option(
        "--preset", "presets", multiple=True, metavar="NAME", help=text, shell_complete=complete_presets
    )


def split_names(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in ``--edition student,teacher --edition key``, each once."""
    return tuple(dict.fromkeys(name for value in values for name in value.replace(",", " ").split()))


def rendering_options(command: F) -> F:
    """The other Chinese script, and readings above ideographs."""
    options = [
        click.option(
            "--script",
            type=click.Choice(get_args(ScriptName)),
            help="Convert Chinese: hans, hant, tw, hk, twp and hansp with regional words (needs docforge[opencc]).",
        ),
        click.option(
            "--readings",
            type=click.Choice(get_args(ReadingKind)),
            help="Readings above ideographs (furigana needs docforge[furigana]).",
        ),
        click.option(
            "--readings-of",
            type=click.Choice(get_args(ReadingsOf)),
            help="Of all ideographs (default), of the first of each, or of rare ones.",
        ),
        click.option(
            "--readings-file", default="", metavar="FILE", help="Reviewed dictionary of readings (TSV or TOML)."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def edition_option(command: F) -> F:
    """``--edition``."""
    return click.option(
        "--edition",
        "editions",
        multiple=True,
        callback=split_names,
        metavar="NAME,…",
        help="Editions to make: student, teacher, key, or those of docforge.toml. Each has files of its own.",
    )(command)


def theme_options(command: F) -> F:
    """Theme, single settings, the page, and where pictures may be."""
    options = [
        click.option(
            "--theme",
            default=DEFAULT_THEME,
            show_default=True,
            metavar="NAME|FILE",
            help="Theme by name, or a TOML file.",
            shell_complete=complete_names("themes"),
        ),
        preset_option("What the handout is for: compact, note-margin … (docforge presets). Repeatable."),
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="KEY=VALUE",
            help="Change one setting: roles.body.leading=1.6, base-size=12, limits.image-pixels=90000000. Repeatable.",
        ),
        click.option(
            "--page-size",
            default="",
            metavar="NAME",
            help="Paper: A4, A5, B5, Letter, 16开, 32开, 文庫, 新書, 四六判 …",
            shell_complete=complete_papers,
        ),
        click.option(
            "--orientation",
            type=click.Choice(["portrait", "landscape"]),
            help="The paper upright or across.",
        ),
        click.option(
            "--writing",
            type=click.Choice(["horizontal", "vertical"]),
            help="Lines from left to right, or from top to bottom in columns from the right.",
        ),
        click.option(
            "--font-path",
            multiple=True,
            metavar="DIR",
            help="Folder of further faces that a theme may name (static TTF, OTF, TTC). Repeatable.",
        ),
        click.option(
            "--root",
            default="",
            metavar="DIR",
            help="Folder that pictures must be in (default: the folder of their source).",
        ),
        *file_options(layered=False),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def layer_options(command: F) -> F:
    """What goes before a project's layers and front matter: none of these has a default of its own."""
    options = [
        click.option("--lang", "language", default="", metavar="TAG", help="Language of every document."),
        click.option("--encoding", default="", metavar="NAME", help="Encoding of the sources, or auto."),
        click.option("--spacing", type=click.Choice(["keep", "tidy", "strip"]), help="Typed blanks."),
        click.option(
            "--notation",
            "notations",
            multiple=True,
            callback=split_notations,
            metavar="NAME,…",
            help="Further syntax to read: aozora, denden, mark.",
            shell_complete=complete_notations,
        ),
        click.option("--number", type=click.Choice(["source", "all", "none"]), help="Numbers of paragraphs."),
        click.option("--restart", type=click.Choice(["auto", "never"]), help="Whether series begin anew."),
        click.option(
            "--show-run", type=click.Choice(["head", "beside", "none"]), help="How series are told apart on paper."
        ),
        click.option("--scope", type=click.Choice(["chapter", "book"]), help="Where a book's numbers begin anew."),
        click.option("--notes", type=click.Choice(["chapter", "book"]), help="Where footnotes' numbers begin anew."),
        click.option(
            "--captions",
            type=click.Choice(["none", "auto", "chapter", "book"]),
            help="Numbers of figures and tables.",
        ),
        click.option(
            "--details",
            type=click.Choice(["inline", "chapter", "book", "omit"]),
            help="Where folded boxes are printed.",
        ),
        click.option("--variant", "variants", multiple=True, metavar="NAME", help="Side of switches to show alone."),
        edition_option,
        rendering_options,
        click.option(
            "--theme",
            default="",
            metavar="NAME|FILE",
            help="Theme by name, or a TOML file.",
            shell_complete=complete_names("themes"),
        ),
        preset_option("What handouts are for (docforge presets). Repeatable."),
        click.option("--fit", type=click.IntRange(min=1), metavar="PAGES", help="Pages that each document is to fit."),
        click.option("--set", "set", multiple=True, metavar="KEY=VALUE", help="Change one setting. Repeatable."),
        click.option("--page-size", default="", metavar="NAME", help="Paper.", shell_complete=complete_papers),
        click.option(
            "--orientation", type=click.Choice(["portrait", "landscape"]), help="The paper upright or across."
        ),
        click.option("--writing", type=click.Choice(["horizontal", "vertical"]), help="Direction of lines."),
        click.option("--font-path", multiple=True, metavar="DIR", help="Folder of further faces. Repeatable."),
        *file_options(layered=True),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def report_options(command: F) -> F:
    """How diagnostics are shown and what they do to the exit status."""
    options = [
        click.option(
            "--fail-on",
            type=click.Choice(SEVERITIES),
            default="error",
            show_default=True,
            help="The least that makes the exit status other than 0 (3 for warnings and notes).",
        ),
        click.option("--strict", is_flag=True, help="The same as --fail-on warning."),
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="Form of the diagnostics.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        click.option("-v", "--verbose", count=True, help="Print notes and steps as well; -vv tracebacks of faults."),
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours (default: auto)."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def build_options(values: dict[str, Any]) -> Options:
    """``Options`` from the parameters of a command; parameters that it does not know are left out."""
    known = {name: values[name] for name in Options.__struct_fields__ if name in values}
    return Options(**known)
