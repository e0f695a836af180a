"""The typography proof: how the lines of a finished PDF are set, read from where its glyphs stand."""

from docforge.verify.typeset.findings import Finding, Options
from docforge.verify.typeset.proof import Setting, prove_setting
from docforge.verify.typeset.report import Row, as_data, prove_files
from docforge.verify.typeset.tables import LevelError

__all__ = ["Finding", "LevelError", "Options", "Row", "Setting", "as_data", "prove_files", "prove_setting"]
