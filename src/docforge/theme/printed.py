"""Fields of the front matter that official documents print (``styles/gov.toml``), for whoever reads them back."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from docforge import resources
from docforge.theme.spec import Element


@cache
def printed_fields() -> dict[str, Element]:
    """The elements of the theme ``gov`` by their names."""
    table = tomllib.loads(resources.text("styles/gov.toml"))["elements"]
    return msgspec.convert(table, dict[str, Element])
