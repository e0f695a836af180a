"""Every diagnostic code: what it says, why it matters, an example, what to do."""

from __future__ import annotations

from scripts.reference.markdown import code, plain

from docforge.diagnostics import codes

INTRODUCTION = """# Diagnostic codes

The {count} things that docforge may say. Codes are permanent; `docforge explain DF301` prints one. A *note* loses
nothing, replaced or dropped content is at least a *warning*, an *error* means that something asked for could not be
done.

"""
FAMILIES = {
    "DF1": "Reading",
    "DF2": "Structure and numbers",
    "DF3": "References",
    "DF4": "Text",
    "DF5": "Pictures and faces",
    "DF6": "Settings and projects",
    "DF7": "Writing",
    "DF8": "Proof",
    "DF9": "The machine",
}


def page() -> str:
    """The page."""
    found = codes()
    out = [INTRODUCTION.format(count=len(found))]
    for prefix, title in FAMILIES.items():
        out.append(f"## {title}: {prefix}xx\n\n")
        for name, one in sorted(found.items()):
            if name.startswith(prefix):
                out.append(f"### {name} {one.name} {{#{name.lower()}}}\n\n")
                out.append(f"**{one.severity}** · {plain(one.what)}\n\n{plain(one.why)}\n\n")
                out.append(f"Example: {code(' '.join(one.example.split()))}\n\n" if one.example.strip("— ") else "")
                out.append(f"What to do: {plain(one.fix)}\n\n")
    return "".join(out)
