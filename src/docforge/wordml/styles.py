"""Paragraph and character styles by inheritance: names, lists, languages, single properties."""

from __future__ import annotations

from typing import Any

from docforge.wordml.names import W, value


class Styles:
    """The styles part. An unknown style inherits nothing."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self.default_paragraph = ""
        self.lang = ""
        self.latin_lang = ""
        if root is None:
            return
        for element in root.iter(W + "style"):
            identifier = element.get(W + "styleId", "")
            self._styles[identifier] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self.default_paragraph = identifier
        lang = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.lang = value(lang, "eastAsia") or ""
        self.latin_lang = value(lang) or ""

    def name(self, identifier: str) -> str:
        """The built-in or given name of a style in lower case ("heading 1"), "" if there is no such style."""
        element = self._styles.get(identifier)
        return "" if element is None else (value(element.find(W + "name")) or "").lower()

    def chain(self, identifier: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        out: list[Any] = []
        while identifier in self._styles and self._styles[identifier] not in out:
            element = self._styles[identifier]
            out.append(element)
            identifier = value(element.find(W + "basedOn")) or ""
        return out

    def names(self, identifier: str) -> list[str]:
        """The names of a style and of those it is based on, in lower case, nearest first."""
        return [(value(element.find(W + "name")) or "").lower() for element in self.chain(identifier)]

    def setting(self, identifier: str, group: str, name: str) -> Any | None:
        """The element of a property (``pPr``/``outlineLvl``) that a style brings, None where none of its chain does."""
        for element in self.chain(identifier):
            found = element.find(f"{W}{group}/{W}{name}")
            if found is not None:
                return found
        return None

    def numbering(self, identifier: str) -> tuple[str | None, str | None, str]:
        """List (``numId``) and level that a paragraph style brings, and the style that says so."""
        for element in self.chain(identifier):
            found = element.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return value(found.find(W + "numId")), value(found.find(W + "ilvl")), element.get(W + "styleId", "")
        return None, None, ""

    def language(self, identifier: str, script: str) -> str:
        """The language of a style for ``eastAsia`` or Latin (``val``) text, else the file's."""
        for element in self.chain(identifier):
            lang = value(element.find(f"{W}rPr/{W}lang"), script)
            if lang:
                return lang
        return self.lang if script == "eastAsia" else self.latin_lang
