"""``docforge completions``: scripts for shells."""

from __future__ import annotations

import click

_VARIABLE = "_DOCFORGE_COMPLETE"


@click.command("completions")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL.

    \b
    Examples:
      docforge completions bash > ~/.local/share/bash-completion/completions/docforge
      docforge completions zsh > "${fpath[1]}/_docforge"
      docforge completions fish > ~/.config/fish/completions/docforge.fish
    """
    from click.shell_completion import get_completion_class

    from docforge.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None, shell
    script = kind(cli, {}, "docforge", _VARIABLE)
    # source() of bash would start bash to ask its version; the template alone needs no program.
    click.echo(script.source_template % script.source_vars())
