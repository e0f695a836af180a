"""Native numbering: ``numbering.xml`` and the list and level of every numbered paragraph.

Word keeps one counter per level for each *abstract* definition, however many lists (``w:num``) point to it; a list may
override the start of a level, which takes effect when the list is first used there (ECMA-376 Part 1, 17.9.15 to
17.9.27). So each scheme has an abstract definition, each run a list of its own that restarts it, and a gap is another
list. ``Numbering`` counts along as Word does: a list is used only if it would print the wanted number.

Nested labels are deeper levels of their parent's definition. Runs that are broken off and taken up again get separate
definitions, so that a paragraph inserted in Word renumbers what follows in its own run only.
"""

from __future__ import annotations

from collections.abc import Collection

from docforge.theme.word import LEVELS, WordTheme
from docforge.theme.word_styles import BULLET_COLUMN
from docforge.writers.docx.definitions import (
    DEPTH,
    NOTHING_BORROWED,
    Abstract,
    Borrowed,
    Column,
    Kind,
    ListPlace,
    place_in,
)
from docforge.writers.docx.formats import NativeLabel
from docforge.writers.docx.headings import HeadingNumbers
from docforge.writers.docx.levels import Level, level_xml
from docforge.writers.docx.list_styles import ListNames, list_style
from docforge.writers.docx.style_lists import LINKED, heading_levels, list_property, silent_levels
from docforge.writers.docx.xml import val

_BULLETS = ("•", "◦", "▪")
_TASK = {False: "☐", True: "☑"}

BODY_SERIES = -1
"""The run of numbered body paragraphs."""


class Numbering:
    """The lists of one document. Ask in document order."""

    def __init__(
        self,
        theme: WordTheme,
        left_in_run: dict[int, int],
        headings: HeadingNumbers,
        borrowed: Borrowed = NOTHING_BORROWED,
        numbered: Collection[str] = (),
    ) -> None:
        """``left_in_run`` counts how many items of each run are still to come; ``met`` counts them down.

        ``numbered``: styles of a template that bring lists of its own, to which those of the headings cannot belong.
        """
        self._theme = theme
        self._borrowed = borrowed
        self._column = Column(theme.number_indent)
        self._bullet_column = Column(round(theme.em * BULLET_COLUMN))
        self._left = left_in_run
        self._abstracts: list[Abstract] = []
        self._nums: list[tuple[int, dict[int, int]]] = []
        self._used: set[tuple[int, int]] = set()
        self._silent: int | None = None
        self._reserve()
        self._reserve_headings(headings, numbered)

    def _reserve(self) -> None:
        """List 1 and 2 belong to the styles List Number and List Bullet, whether the document has such lists or not."""
        numbers = self._abstract()
        numbers.kinds[0] = ("decimal", "", ".", None)
        self._new_list(numbers, {})
        bullets = self._abstract()
        for level in range(DEPTH):
            mark = _BULLETS[level % len(_BULLETS)]
            self._define(bullets, level, ("bullet", mark, "", None), self._bullet_column)
        self._new_list(bullets, {})

    def _reserve_headings(self, headings: HeadingNumbers, numbered: Collection[str]) -> None:
        """The lists of headings, which are counted before the text is written; no paragraph may share them."""
        numbers = []
        for place, levels in enumerate(headings.definitions):
            if place in self._borrowed.headings:
                numbers.append(self._borrowed.headings[place])
                continue
            abstract = self._abstract()
            abstract.levels = heading_levels(levels, numbered, DEPTH)
            abstract.kinds = dict.fromkeys(range(DEPTH), ("heading", "", "", None))
            numbers.append(abstract.number)
        self._nums += [(numbers[definition], starts) for definition, starts in headings.lists]

    # ------------------------------------------------------------ asking

    def met(self, run: int) -> None:
        """One more item of a run was written."""
        if run:
            self._left[run] = self._left.get(run, 0) - 1

    def place(
        self,
        label: NativeLabel,
        level: int,
        run: int,
        column: Column,
        parent: Abstract | None = None,
        margin: int | None = None,
    ) -> ListPlace:
        """The list and level that print ``label``.

        ``run``: of an outermost item; 0 for deeper ones and for lists that belong to no run. ``parent``: the definition
        that numbers the item around this one. ``margin``: labels stand, faint, this far (twips) outside the text area,
        not in a column at the text of the level above.
        """
        level = min(level, DEPTH - 1)
        kind: Kind = (label.format, label.before, label.after, margin)
        abstract = self._fitting(kind, level, run, parent, label.value)
        if level not in abstract.levels:
            self._define(abstract, level, kind, column)
        number = self._list_for(abstract, level, run, label.value)
        self._count(abstract, number, level)
        return place_in(number, level, abstract)

    def bullet(self, level: int, checked: bool | None) -> ListPlace:
        """The list of a bullet, or of a box that is ticked or not."""
        level = min(level, DEPTH - 1)
        if checked is None:
            own, place, base = self._borrowed.bullets.get(level, (self._abstracts[1], level, None))
            if own.is_borrowed and not own.lists:
                own.lists[0] = self._new_list(own, {})
            return place_in(own.lists[0] if own.is_borrowed else 2, place, own, base)
        kind: Kind = ("bullet", _TASK[checked], "", None)
        found = next((item for item in self._abstracts if item.kinds.get(0) == kind), None)
        if found is None:
            found = self._abstract()
            for each in range(DEPTH):
                self._define(found, each, kind, self._bullet_column)
            found.lists[0] = self._new_list(found, {})
        return place_in(found.lists[0], level, found)

    def no_list(self) -> str:
        """``w:numPr`` of a paragraph that has no number although its style brings one: a list that prints nothing.

        The number 0 would say the same (17.9.18), but judges of Word files take it for a list that is missing.
        """
        if self._silent is None:
            abstract = self._abstract()
            abstract.levels = silent_levels(DEPTH)
            abstract.kinds = dict.fromkeys(range(DEPTH), ("none", "", "", None))
            self._silent = self._new_list(abstract, {})
        return list_property(0, self._silent)

    # ------------------------------------------------------------ choosing a definition

    def _fitting(self, kind: Kind, level: int, run: int, parent: Abstract | None, value: int) -> Abstract:
        if parent is not None and parent.kinds.get(level, kind) == kind and value <= parent.most:
            return parent
        known = (*self._borrowed.numbers, *self._abstracts)
        fitting = [abstract for abstract in known if abstract.kinds.get(level) == kind and value <= abstract.most]
        own = (abstract for abstract in fitting if abstract.run == run)
        free = (abstract for abstract in fitting if self._is_free(abstract, run))
        return next(own, None) or next(free, None) or self._abstract()

    def _is_free(self, abstract: Abstract, run: int) -> bool:
        """Whether a definition may begin to serve a run: it is unused, or the run it served is over."""
        if abstract.run is None:
            return True
        return bool(abstract.run and run) and self._left.get(abstract.run, 0) <= 0

    def _abstract(self) -> Abstract:
        abstract = Abstract(len(self._abstracts))
        self._abstracts.append(abstract)
        return abstract

    def _define(self, abstract: Abstract, level: int, kind: Kind, column: Column) -> None:
        format_name, before, after, margin = kind
        number = "" if format_name == "bullet" else f"%{level + 1}"
        if margin is not None:
            base = -margin
        else:
            above = abstract.levels.get(level - 1)
            base = above.left if above else column.width * level
        style = ""
        if abstract.number < len(LINKED) and level < LEVELS:
            style = LINKED[abstract.number] + (str(level + 1) if level else "")
        text = f"{before}{number}{after}"
        abstract.kinds[level] = kind
        left = base + column.width
        abstract.levels[level] = Level(format_name, text, left, column.width, column.suffix, style, margin is not None)

    # ------------------------------------------------------------ choosing a list

    def _list_for(self, abstract: Abstract, level: int, run: int, value: int) -> int:
        if abstract.run is None and abstract.number == 0:
            abstract.lists = {0: 1}
        if level == 0 and abstract.run != run and abstract.run is not None:
            return self._restart(abstract, level, run, value)
        if not abstract.lists:
            begins_anew = value != 1 or abstract.is_borrowed
            return self._restart(abstract, level, run, value) if begins_anew else self._first(abstract, run)
        abstract.run = run if level == 0 or abstract.run is None else abstract.run
        for number in dict.fromkeys((abstract.lists.get(level, abstract.lists[0]), abstract.lists[0])):
            if self._would_print(abstract, number, level) == value:
                abstract.lists[level] = number
                return number
        return self._restart(abstract, level, abstract.run if level else run, value)

    def _first(self, abstract: Abstract, run: int) -> int:
        abstract.run = run
        number = self._new_list(abstract, {})
        abstract.lists = {0: number}
        return number

    def _restart(self, abstract: Abstract, level: int, run: int | None, value: int) -> int:
        number = self._new_list(abstract, {level: value})
        abstract.run = run
        if level == 0 or not abstract.lists:
            abstract.lists = {0: number}
        abstract.lists[level] = number
        return number

    def _new_list(self, abstract: Abstract, starts: dict[int, int]) -> int:
        self._nums.append((abstract.number, starts))
        return len(self._nums)

    # ------------------------------------------------------------ counting as Word does

    def _would_print(self, abstract: Abstract, number: int, level: int) -> int:
        start = self._nums[number - 1][1].get(level)
        if start is not None and (number, level) not in self._used:
            return start
        current = abstract.counters[level]
        return (start or 1) if current is None else current + 1

    def _count(self, abstract: Abstract, number: int, level: int) -> None:
        abstract.counters[level] = self._would_print(abstract, number, level)
        self._used.add((number, level))
        for deeper in range(level + 1, DEPTH):
            abstract.counters[deeper] = None
            abstract.lists.pop(deeper, None)

    # ------------------------------------------------------------ writing

    def xml(self) -> str:
        """The children of ``w:numbering``: all definitions, then all lists, as the schema wants them. Definitions that
        are borrowed are not among them."""
        abstracts = "".join(self._abstract_xml(abstract) for abstract in self._abstracts)
        lists = []
        for number, (abstract, starts) in enumerate(self._nums, 1):
            overrides = "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for level, start in sorted(starts.items())
            )
            lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
        return abstracts + "".join(lists)

    def list_styles(self) -> str:
        """Give each definition that prints something a list style of its own; the styles as XML."""
        names = ListNames()
        out = []
        for abstract in self._abstracts:
            used = tuple(abstract.kinds)
            self._complete(abstract)
            level = min((level for level in used if abstract.levels[level].text), default=None)
            if level is not None:
                abstract.style = f"ListStyle{abstract.number + 1}"
                out.append(list_style(abstract.style, names.of(abstract.levels, level), self._plain_list(abstract)))
        return "".join(out)

    def _plain_list(self, abstract: Abstract) -> int:
        """A list of a definition that begins at one everywhere."""
        lists = (number for number, each in enumerate(self._nums, 1) if each == (abstract.number, {}))
        return next(lists, None) or self._new_list(abstract, {})

    def _complete(self, abstract: Abstract) -> None:
        """Define the levels that no paragraph has."""
        for level in range(DEPTH):
            if level not in abstract.levels:
                self._define(abstract, level, abstract.kinds.get(level, ("decimal", "", ".", None)), self._column)

    def _abstract_xml(self, abstract: Abstract) -> str:
        self._complete(abstract)
        levels = "".join(
            level_xml(self._theme, abstract.number * DEPTH + level, level, abstract.levels[level])
            for level in range(DEPTH)
        )
        number, style = abstract.number, val("styleLink", abstract.style) if abstract.style else ""
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x1DF00000 + number:08X}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x2DF00000 + number:08X}"/>{style}'
            f"{levels}</w:abstractNum>"
        )
