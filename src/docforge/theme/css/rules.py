"""Lengths and rules of CSS."""

from __future__ import annotations

from collections.abc import Mapping

from docforge.theme.spec import Role, Theme


class Unit:
    """Lengths in points (print), or in em of the element they are set on (book)."""

    def __init__(self, theme: Theme, *, points: bool) -> None:
        self._base = theme.base_size
        self.points = points

    def size(self, role: Role) -> str:
        """The size of a role's type; in a book relative to the type around it, which is the body's."""
        return f"{number(self._base * role.size)}pt" if self.points else f"{number(role.size)}em"

    def of_body(self, em: float, role: Role) -> str:
        """A length that the theme gives in em of the body size, to set on an element of a role."""
        if not em:
            return "0"
        return f"{number(self._base * em)}pt" if self.points else f"{number(em / role.size)}em"

    def points_of(self, role: Role) -> float:
        """The size of a role in points."""
        return self._base * role.size

    def points_of_body(self, em: float) -> float:
        """A length in em of the body, in points."""
        return self._base * em

    def em(self, em: float) -> str:
        """A length in em of the element it is set on."""
        return f"{number(em)}em" if em else "0"


def number(value: float) -> str:
    """A number without needless digits."""
    return f"{round(value, 4):.7g}"


def rule(selector: str, declarations: Mapping[str, str]) -> str:
    """One rule; declarations without a value are left out, and so is a rule without declarations."""
    body = "; ".join(f"{name}: {value}" for name, value in declarations.items() if value)
    return f"{selector} {{ {body} }}" if body else ""


def quoted(family: str) -> str:
    """A family name as CSS writes it."""
    return '"' + family.replace("\\", "\\\\").replace('"', '\\"') + '"'


def prefixed(name: str, value: str, *prefixes: str) -> dict[str, str]:
    """A property also under the names by which older readers know it; the plain one first (EPUB 3.3, 6.3.1.3).

    Without ``prefixes`` it is the one of EPUB 3.0.
    """
    return {name: value, **{f"{prefix}{name}": value for prefix in prefixes or ("-epub-",)}}
