"""The reference of the handbook, made from the code: ``python -m scripts.reference [FOLDER]`` (docs/reference).

A page for each thing that the code knows best: commands with their options, keys of docforge.toml, roles of themes,
diagnostic codes, what each language asks for and what each format is asked for.
"""
