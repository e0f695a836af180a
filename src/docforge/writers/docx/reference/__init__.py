"""DOCX on a template (``--reference-doc``): styles, page, heads, feet and lists of a Word file, and docforge's text.

``styles``, ``section``, ``settings`` and ``lists`` say what a template has; ``fit`` lays the theme under it; ``names``
gives the writer's text the template's names; ``parts`` puts the parts in their places; ``look`` is all of it together.
"""
