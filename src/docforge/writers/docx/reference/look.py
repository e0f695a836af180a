"""A template as the writer uses it: its looks for the text, and the styles that it lacks from the theme."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from msgspec.structs import replace

from docforge.diagnostics import Diagnostic, report
from docforge.protocols import ReferenceDocument
from docforge.theme.spec import Theme
from docforge.theme.word import TWIPS_PER_MM, WordPage, WordStyle, WordTheme, style_id
from docforge.theme.word_names import TABLE, style_names
from docforge.writers.docx.headings import HeadingNumbers
from docforge.writers.docx.numbering import Numbering
from docforge.writers.docx.reference.fit import fit
from docforge.writers.docx.reference.lists import TemplateLists
from docforge.writers.docx.reference.names import Names
from docforge.writers.docx.reference.parts import Contents, kept
from docforge.writers.docx.reference.section import Section
from docforge.writers.docx.reference.settings import merged
from docforge.writers.docx.reference.styles import TemplateStyles
from docforge.writers.docx.reference.tree import W, attribute_of, elements, serialised, tree
from docforge.writers.docx.style_lists import STYLE_LISTS, list_property
from docforge.writers.docx.styles import SUPPORTING, fonts_xml, language, rfonts, style_xml
from docforge.writers.docx.xml import val

_DEFAULTS = {"Normal": "paragraph", "DefaultParagraphFont": "character", "TableNormal": "table", "NoList": "numbering"}
"""Styles that are the defaults of their kinds, whatever a template calls them."""

_BASES = {"TableGrid": "TableNormal"}
"""What styles beside the theme's are based on."""

_TEXT = 9
"""The outline level of text (ECMA-376 Part 1, 17.3.1.20)."""

FINISHED = ("word/numbering.xml", "word/styles.xml", "word/fontTable.xml")
"""The parts that ``finish`` fills."""


def _size(page: WordPage) -> str:
    """A page in words: 210 × 297 mm, vertical."""
    across, down = (round(side / TWIPS_PER_MM) for side in (page.width, page.height))
    return f"{across} × {down} mm" + (", vertical lines" if page.vertical else "")


class Reference:
    """A template while one document is written on it.

    ``theme``: the theme's measures, where the template has none. ``numbered``: styles that bring numbers of their own
    there; ``outlines``: outline levels that paragraphs of some styles must say themselves. ``borrowed``: lists that the
    document goes on with. ``names`` gives pieces of text the names of the file. ``parts``: the parts of the file;
    lists, styles and faces are filled by ``finish``.
    """

    def __init__(
        self,
        given: ReferenceDocument,
        theme: Theme,
        lang: str,
        own: WordTheme,
        base: Mapping[str, str],
        numbers: HeadingNumbers,
    ) -> None:
        """``own``: the theme's styles; ``base``: the parts of the base template; ``numbers``: what Word counts of the
        document's headings."""
        self.diagnostics: list[Diagnostic] = []
        self._file = given.file
        self._base = base
        taken = kept(given, base)
        self._kept = taken.own
        self.parts: Contents = taken.contents
        self.parts["word/settings.xml"] = merged(self._kept.get("settings"), base["word/settings.xml"])
        self._styles = TemplateStyles(self._kept["styles"])
        self._ids = self._known(given.styles, theme, own)
        self.section = Section(given.parts[given.main].data, taken.furniture, own.page)
        self._compare(own.page, self.section.page)
        fitted = fit(theme, lang, self._styles, self._ids, self.section.page)
        self.theme = fitted.theme
        self._added = fitted.added
        self._lists = TemplateLists(self._kept.get("numbering"), self._styles, self._ids)
        self.borrowed = self._lists.borrowed(numbers)
        same = self.borrowed.headings
        self._counts = {f"Heading{level + 1}" for place in same for level in numbers.definitions[place]}
        """Heading styles whose numbers in the template are those of the text."""
        self._normal = self._styles.default("paragraph")
        self.outlines = {style.id: level for style in self.theme.styles if (level := self._outline(style)) is not None}
        self.names = Names(self._styles, self._ids, self._lists, (*self._added, *SUPPORTING))
        self.numbered = frozenset(
            style.id
            for style in self.theme.styles
            if style.id in self._ids
            and style.kind == "paragraph"
            and style.id not in self._counts
            and self._brings_number(style.id)
        )

    def _known(self, chosen: Mapping[str, str], theme: Theme, own: WordTheme) -> dict[str, str]:
        """Identifiers of docforge's styles → those of the template's that stand for them."""
        names = style_names(theme)
        wanted = {names[key]: (key, name) for key, name in chosen.items() if key in names}
        defaults = {key: self._styles.default(kind) for key, kind in _DEFAULTS.items()}
        out = {key: found for key, found in defaults.items() if found}
        for name, kind in [*((style.name, style.kind) for style in own.styles), (TABLE, "table")]:
            found = self._styles.find(kind, wanted[name][1]) if name in wanted else ""
            if name in wanted and not found:
                self._missing(*wanted[name], kind)
            found = found or self._styles.find(kind, name)
            if found:
                out[style_id(name)] = found
        return out

    def _compare(self, own: WordPage, page: WordPage) -> None:
        """Tell where the page is another than the theme's."""
        sides = zip((own.width, own.height), (page.width, page.height), strict=True)
        if own.vertical != page.vertical or any(abs(ours - theirs) > TWIPS_PER_MM for ours, theirs in sides):
            self._say("DF748", f"the page is the template's ({_size(page)}), not the theme's ({_size(own)})")

    def _missing(self, key: str, name: str, kind: str) -> None:
        near = difflib.get_close_matches(name, self._styles.names(kind), n=1)
        message = f'docx-styles: {key} is "{name}", and the template has no {kind} style of that name'
        hint = f'did you mean "{near[0]}"?' if near else ""
        self.diagnostics.append(report("DF616", message, file=self._file, hint=hint))

    def indent(self, identifier: str) -> str:
        """``w:ind`` of a paragraph that is to stand as a style of the template says, "" for an added style."""
        return self._styles.effective(self._ids[identifier]).indent if identifier in self._ids else ""

    def _outline(self, style: WordStyle) -> int | None:
        """The outline level (from 0, 9 for text) that paragraphs must say themselves, since the template's style has
        another name than docforge's and another level; None where the style says it."""
        own = self._ids.get(style.id, "")
        if not own or style.kind != "paragraph" or own in (self._styles.find("paragraph", style.name), self._normal):
            return None
        wanted = _TEXT if style.outline is None else style.outline
        said = self._styles.effective(own).outline
        return None if (_TEXT if said is None else said) == wanted else wanted

    def _brings_number(self, identifier: str) -> bool:
        return self._styles.effective(self._ids[identifier]).list is not None

    # ------------------------------------------------------------ what is filled last

    def finish(self, numbering: Numbering, overruled: set[str], headings: Mapping[str, tuple[int, int]]) -> None:
        """Fill lists, styles and faces once all text is written, and say what the template lacked.

        ``numbering``: the document's own lists. ``overruled``: styles whose numbers in the template were not used.
        ``headings``: the list and level of each heading style that the document numbers.
        """
        needed = self._needed()
        links = {**STYLE_LISTS, **headings}
        linked: dict[str, str] = {}
        for style in headings.keys() & self._ids.keys() - self.numbered - self._counts:
            number, level = headings[style]
            linked[self._ids[style]] = self.names.own(list_property(level, number))
        self._styles.number(linked, lambda: self.names.own(numbering.no_list()))
        self.parts["word/numbering.xml"] = self._lists.part(self.names.own(self._own_lists(numbering.xml(), needed)))
        added = [style for style in self._added.values() if style.id in needed]
        written = [style_xml(self._closed(style, needed), links.get(style.id)) for style in added]
        written += [xml for identifier, xml in SUPPORTING.items() if identifier in needed]
        self._styles.speak(language(self.theme))
        self._styles.add(self.names.own("".join(written)))
        self.parts["word/styles.xml"] = serialised(self._styles.root)
        self.parts["word/fontTable.xml"] = self._faces(added)
        if added:
            self._say("DF745", f"styles added to those of the template: {', '.join(style.name for style in added)}")
        if overruled:
            names = ", ".join(style.name for style in self.theme.styles if style.id in overruled)
            self._say("DF746", f"the template numbers {names} otherwise than the text, whose labels are printed")

    def _say(self, code: str, message: str) -> None:
        self.diagnostics.append(report(code, message, file=self._file))

    def _needed(self) -> set[str]:
        """The styles that the text uses and the template lacks, with those they are based on."""
        needed: set[str] = set()
        waiting = [*self.names.used, *_DEFAULTS]
        while waiting:
            identifier = waiting.pop()
            if identifier in self._ids or identifier in needed:
                continue
            needed.add(identifier)
            style = self._added.get(identifier)
            based_on = style_id(style.based_on) if style else _BASES.get(identifier, "")
            waiting += [based_on] if based_on else []
        return needed

    def _closed(self, style: WordStyle, needed: set[str]) -> WordStyle:
        """A style without mention of styles that the file does not have."""
        there = {*self._ids, *needed}
        return replace(
            style,
            next=style.next if style_id(style.next) in there else "",
            linked=style.linked if style_id(style.linked) in there else "",
        )

    def _own_lists(self, lists: str, needed: set[str]) -> str:
        """The document's lists: in the template's faces, and belonging to styles only that are the document's too."""
        lists = lists.replace(rfonts(self.theme.faces, "eastAsia"), '<w:rFonts w:hint="eastAsia"/>')
        for style in STYLE_LISTS:
            if style not in needed:
                lists = lists.replace(val("pStyle", style), "")
        return lists

    def _faces(self, added: list[WordStyle]) -> bytes:
        """The template's table of faces with those of the styles that were added."""
        given = self._kept.get("fontTable")
        if given is None:
            return str(self.parts["word/fontTable.xml"]).encode()
        root = tree(given)
        known = {attribute_of(each, "name") for each in root}
        new = elements(fonts_xml(replace(self.theme, styles=tuple(added))))
        root.extend(each for each in new if attribute_of(each, "name") not in known)
        for charset in root.iter(f"{W}charset"):
            # LibreOffice writes names here that the schema does not know; the number beside it says the same.
            if f"{W}val" in charset.attrib:
                charset.attrib.pop(f"{W}characterSet", None)
        return serialised(root)
