"""Every command with its arguments and options, as ``--help`` of each has them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click
from scripts.reference.markdown import code, plain, table

from docforge.cli import COMMANDS, cli


def page() -> str:
    """The page."""
    context = click.Context(cli, info_name="docforge")
    out = ["# Commands and options\n\n", f"{plain(inspect.cleandoc(cli.help or '').split(chr(10))[0])}\n\n"]
    out += [
        "What holds for all of them (sources, outputs, exit status, diagnostics) is in [commands](../commands.md).\n\n"
    ]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        out += _command(command, name, context)
    return "".join(out)


def _command(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above)
    yield f"## docforge {context.command_path.removeprefix('docforge ')}\n\n"
    words, examples = _help(command)
    yield f"```\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```\n\n"
    yield from (f"{plain(paragraph)}\n\n" for paragraph in words)
    rows = [row for parameter in command.params if (row := _option(parameter, context))]
    if rows:
        yield table(("option", "means", "default"), rows)
    if examples:
        yield f"```sh\n{examples}\n```\n\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _command(found, inner, context)


def _help(command: click.Command) -> tuple[list[str], str]:
    """Paragraphs of help, and the examples in it."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    words, examples = [], ""
    for paragraph in paragraphs:
        if "Examples:" in paragraph:
            examples = "\n".join(line.strip() for line in paragraph.splitlines() if line.strip().startswith("docforge"))
        else:
            words.append(paragraph.replace("\b", ""))
    return [text for text in words if text.strip()], examples


def _option(parameter: click.Parameter, context: click.Context) -> tuple[str, str, str] | None:
    if not isinstance(parameter, click.Option) or parameter.hidden:
        return None
    names = ", ".join(code(name) for name in (*parameter.opts, *parameter.secondary_opts))
    if not parameter.is_flag and not parameter.count:
        names += f" {code(parameter.make_metavar(context))}"
    default = parameter.get_default(context)
    shown = (
        "" if callable(default) or default in (None, "", False, ()) or repr(default).startswith("Sentinel") else default
    )
    return names, plain(parameter.help or ""), code(str(shown)) if shown != "" else ""
