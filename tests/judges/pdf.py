"""Judges of PDF: qpdf (syntax), pdffonts (fonts in the file) and page-validation (PDF/UA-1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from judges.programs import Finding, JudgeMissing, program, run

# page-validation misjudges the widths of CFF fonts, and of no others.
_MISJUDGED_ON_CFF = "FONT-GLYPH-WIDTH-001"

# One line of `pdffonts`. A long font name pushes the columns to the right, so they are told apart by their values.
_FONT_LINE = re.compile(
    r"(?P<name>.+?) +(?P<type>(?:CID )?(?:Type [013]C?|TrueType)(?: \(OT\))?) +(?P<encoding>\S+) +"
    r"(?P<embedded>yes|no) +(?P<subset>yes|no) +(?P<unicode>yes|no) +(?:\d+ +\d+|\[none\])"
)


@dataclass(frozen=True)
class PdfFont:
    """One font of a PDF: its name with the subset prefix, its kind, and whether it is in the file, cut, readable."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    to_unicode: bool


def qpdf_check(path: Path) -> list[Finding]:
    """Everything `qpdf --check` complains about: damaged structure, and what it had to repair."""
    done = run([program("qpdf"), "--check", path], ok=(0, 2, 3))
    if done.returncode == 0:
        return []
    severity = "error" if done.returncode == 2 else "warning"
    complaints = [line for line in done.stderr.splitlines() if line.strip()]
    return [Finding("qpdf", severity, "", line) for line in complaints or [done.stdout]]


def pdf_fonts(path: Path) -> list[PdfFont]:
    """The fonts that `pdffonts` lists."""
    lines = run([program("pdffonts"), path]).stdout.splitlines()
    fonts = []
    for line in lines[2:]:  # the first two are the head of the table
        found = _FONT_LINE.fullmatch(line.rstrip())
        if found is None:
            raise ValueError(f"pdffonts printed a line of an unknown shape: {line!r}")
        yes = {column: found[column] == "yes" for column in ("embedded", "subset", "unicode")}
        fonts.append(PdfFont(found["name"].strip(), found["type"], yes["embedded"], yes["subset"], yes["unicode"]))
    return fonts


def unembedded_fonts(path: Path) -> list[Finding]:
    """The fonts that are not in the file, are there whole, or cannot be mapped back to text."""
    findings = []
    for font in pdf_fonts(path):
        for fine, code in ((font.embedded, "not-embedded"), (font.subset, "not-subset"), (font.to_unicode, "no-text")):
            if not fine:
                findings.append(Finding("pdffonts", "error", code, f"{font.name} ({font.kind})"))
    return findings


def pdf_ua(path: Path) -> list[Finding]:
    """The checks of PDF/UA-1 that fail, without the one check known to be wrong (widths of CFF fonts)."""
    try:
        import page
    except ImportError as missing:
        raise JudgeMissing("page-validation") from missing
    findings = []
    for failure in page.validate_pdf(path, profile="ua1").failures:
        number = failure.object_id.object_number if failure.object_id else None
        if failure.rule_id == _MISJUDGED_ON_CFF and number is not None and _is_cff_font(path, number):
            continue
        findings.append(
            Finding("pdf/ua-1", "error", failure.rule_id, failure.message, f"object {number}" if number else "")
        )
    return findings


def pdf_profile(path: Path, profile: str) -> list[Finding]:
    """The checks of PDF/A that fail, for a level of it (``2a``)."""
    try:
        import page
    except ImportError as missing:
        raise JudgeMissing("page-validation") from missing
    failures = page.validate_pdf(path, profile=profile).failures
    return [Finding(f"pdf/a-{profile}", "error", failure.rule_id, failure.message) for failure in failures]


def _is_cff_font(path: Path, number: int) -> bool:
    """Is object `number` a font, or a font's descendant, whose glyphs are CFF (a FontFile3)?"""
    import pikepdf

    with pikepdf.open(path) as pdf:
        font = pdf.get_object(number, 0)
        for descendant in font.get("/DescendantFonts", ()):
            font = descendant
        return "/FontFile3" in font.get("/FontDescriptor", {})
