"""Formulas: TeX becomes MathML once, and MathML becomes what each format shows.

``tex`` reads TeX, ``mathml`` keeps of MathML what is known to be harmless, ``drawing`` sets it as vector outlines for
print, ``omml`` writes Word's own formulas.
"""
