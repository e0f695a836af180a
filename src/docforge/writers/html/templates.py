"""Jinja2 templates: the skeletons around lowered markup. They hold structure, never sizes, fonts or words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docforge import resources

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(resources.path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def render(name: str, **values: object) -> str:
    """Fill the template ``name`` ("html/page.html"). Text is escaped; lowered markup goes through ``| safe``."""
    return _environment().get_template(name).render(**values)
