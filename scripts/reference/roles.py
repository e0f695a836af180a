"""The roles of every theme: what each sets, where it is found in CSS, and what Word calls it."""

from __future__ import annotations

from scripts.reference.markdown import code, plain, table

from docforge import resources
from docforge.build import registry
from docforge.theme.css import SELECTORS
from docforge.theme.load import lay
from docforge.theme.spec import ROLES, Role, Theme
from docforge.theme.word_names import style_names

INTRODUCTION = """# Roles of themes

A role is one kind of text. Sizes are in points, leading is a ratio to the size, indents are in em of the role, space
before and after in em of the body. [Themes](../themes.md) explains the keys.

"""
_HEAD = ("role", "font", "size (pt)", "leading", "weight", "first indent", "indent", "before / after", "align")


def page() -> str:
    """The page."""
    themes = [theme(name) for name in registry.names("themes")]
    base = themes[[one.name for one in themes].index("handout")]
    styles = style_names(base)
    out = [
        INTRODUCTION,
        "## Where roles are found\n\n",
        table(
            ("role", "CSS (PDF, EPUB, HTML)", "style in Word"),
            [(code(name), code(SELECTORS.get(name, "")), plain(styles.get(name, ""))) for name in ROLES],
        ),
    ]
    for one in themes:
        page = one.page
        out.append(f"## {one.name}\n\n{plain(one.description)}. Body {one.base_size:g} pt on {page.width:g} × ")
        out.append(f"{page.height:g} mm, margins {page.top:g}, {page.outer:g}, {page.bottom:g}, {page.inner:g} mm ")
        out.append("(top, outer, bottom, inner).\n\n")
        out.append(table(_HEAD, [_row(one, name, role) for name, role in one.roles.items()]))
    return "".join(out)


def theme(name: str) -> Theme:
    """A theme as it is shipped, its base laid below it."""
    base = lay(resources.text("styles/handout.toml"), {})
    layer = base if name == "handout" else lay(resources.text(f"styles/{name}.toml"), base.table)
    assert layer.theme is not None
    return layer.theme


def _row(one: Theme, name: str, role: Role) -> tuple[str, ...]:
    indents = ", ".join(f"{tag or 'others'} {value:g}" for tag, value in role.first_indent.items() if value)
    return (
        code(name),
        role.font,
        f"{one.size(name):.4g}",
        f"{role.leading:g}",
        role.weight,
        indents,
        f"{role.indent:g}" if role.indent else "",
        f"{role.before:g} / {role.after:g}",
        role.align,
    )
