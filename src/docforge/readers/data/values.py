"""A value of a configuration file and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct


class Unknown:
    """The value of something that only running a program could tell."""


UNKNOWN = Unknown()
Value: TypeAlias = "str | float | bool | tuple[Datum, ...] | Mapping[str, Datum] | Unknown | None"


class Datum(Struct, frozen=True):
    """A value with the file, the 1-based line and the column (code points) where it begins.

    ``partial`` marks a list or map of which some members could not be known.
    """

    value: Value
    file: str = ""
    line: int = 0
    column: int = 0
    partial: bool = False

    @property
    def unknown(self) -> bool:
        """Whether only a program could tell this value."""
        return isinstance(self.value, Unknown)

    @property
    def text(self) -> str:
        """The text of a string, "" for anything else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def members(self) -> tuple[Datum, ...]:
        """The members of a list, none for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def fields(self) -> Mapping[str, Datum]:
        """The fields of a map, none for anything else."""
        return self.value if isinstance(self.value, Mapping) else {}

    def get(self, *path: str) -> Datum:
        """The value at a path of field names; a datum of None where there is none."""
        here = self
        for name in path:
            if here.unknown:
                return here
            here = here.fields.get(name, NOTHING)
        return here


NOTHING = Datum(None)


class UnreadableError(ValueError):
    """A file is not of its format; ``line`` and ``column`` count from 1, 0 unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
