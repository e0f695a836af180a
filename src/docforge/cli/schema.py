"""``docforge schema``: the shapes of docforge's JSON and TOML files."""

from __future__ import annotations

import click

from docforge.cli.console import write_stdout


@click.command("schema")
@click.argument("which", type=click.Choice(["document", "facts", "manifest", "theme", "project"]), default="document")
def command(which: str) -> None:
    """Print the JSON Schema of docforge's documents (default), of facts files, of the manifest of a build, of themes,
    or of docforge.toml.

    \b
    Examples:
      docforge schema > document.schema.json
      docforge schema facts
      docforge schema manifest
      docforge schema theme
      docforge schema project
    """
    write_stdout(schema(which))


def schema(which: str) -> bytes:
    """The JSON Schema of a kind of file, indented."""
    if which == "document":
        from docforge.model.jsonform import schema as document_schema

        return document_schema()
    if which == "facts":
        from docforge.verify.facts import schema as facts_schema

        return facts_schema()
    if which == "manifest":
        from docforge.build.release.manifest import schema as manifest_schema

        return manifest_schema()
    import msgspec

    if which == "project":
        from docforge.build.project.schema import project_schema

        return msgspec.json.format(msgspec.json.encode(project_schema()), indent=1) + b"\n"
    from docforge.theme.schema import theme_schema

    return msgspec.json.format(msgspec.json.encode(theme_schema()), indent=1) + b"\n"
