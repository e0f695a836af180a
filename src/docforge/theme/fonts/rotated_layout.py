"""Layout features of a rotated face, added to those that its sideways letters keep.

``halt`` (GPOS) takes half an em off turned punctuation. ``TCYK`` (GSUB, docforge's own) sets up to four narrow
characters upright in one em, and ``locl`` for Latin script gives words their apostrophe back where the face draws it
as a vertical quotation mark.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .combine import MOST, SLOTS

COMBINE = "TCYK"
"""The feature that sets a whole run of at most four characters upright in one em."""


class RotatedLayout(NamedTuple):
    """What is added, by glyph ids."""

    halved: Mapping[int, tuple[int, int]]
    """For turned punctuation: change of the glyph's x, and of its advance, in font units."""
    combining: Mapping[int, tuple[int, ...]]
    """For a narrow character: its glyph for each of ``SLOTS``."""
    starts: frozenset[int]
    """Those of ``combining`` that may begin a combination."""
    latin: Mapping[int, int]
    """Glyphs that Latin script replaces."""


def layout_tables(data: bytes, layout: RotatedLayout) -> dict[str, bytes]:
    """GSUB and GPOS of the font ``data`` with the features added."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    tables = {}
    for tag, add in (("GSUB", _add_substitutions), ("GPOS", _add_positions)):
        table = font[tag] if tag in font else _empty(tag)
        add(font, table.table, layout)
        tables[tag] = bytes(table.compile(font))
    return tables


def _empty(tag: str) -> Any:
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables import otTables as ot

    table = newTable(tag)
    content = table.table = getattr(ot, tag)()
    content.Version = 0x00010000
    content.ScriptList, content.FeatureList, content.LookupList = ot.ScriptList(), ot.FeatureList(), ot.LookupList()
    content.FeatureList.FeatureRecord, content.LookupList.Lookup = [], []
    record = ot.ScriptRecord()
    record.ScriptTag, record.Script = "DFLT", ot.Script()
    record.Script.DefaultLangSys, record.Script.LangSysRecord = ot.DefaultLangSys(), []
    record.Script.DefaultLangSys.ReqFeatureIndex, record.Script.DefaultLangSys.FeatureIndex = 0xFFFF, []
    content.ScriptList.ScriptRecord = [record]
    return table


def _add_substitutions(font: Any, table: Any, layout: RotatedLayout) -> None:
    name = font.getGlyphName
    singles = {}
    for slot, place in enumerate(SLOTS):
        mapping = {name(glyph): name(variants[slot]) for glyph, variants in layout.combining.items()}
        if mapping:
            singles[place] = _append(table, _single(mapping))
    if singles:
        every = sorted(map(name, layout.combining), key=font.getGlyphID)
        first = sorted(map(name, layout.starts), key=font.getGlyphID)
        rules = [
            _in_context(font, [first] + [every] * (count - 1), [singles[count, place] for place in range(count)])
            for count in range(MOST, 0, -1)
        ]
        _declare(table, COMBINE, _append(table, _lookup(5, rules)), None)
    if layout.latin:
        apostrophe = {name(glyph): name(other) for glyph, other in layout.latin.items()}
        _declare(table, "locl", _append(table, _single(apostrophe)), ("latn",))
    _sort_features(table)


def _add_positions(font: Any, table: Any, layout: RotatedLayout) -> None:
    if layout.halved:
        from fontTools.otlLib.builder import buildSinglePos, buildValue

        values = {
            font.getGlyphName(glyph): buildValue({"XPlacement": x, "XAdvance": advance})
            for glyph, (x, advance) in sorted(layout.halved.items())
        }
        subtables = buildSinglePos(values, font.getReverseGlyphMap())
        _declare(table, "halt", _append(table, _lookup(1, subtables)), None)
    _sort_features(table)


def _lookup(kind: int, subtables: Iterable[Any]) -> Any:
    from fontTools.ttLib.tables import otTables as ot

    lookup = ot.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = kind, 0, list(subtables)
    lookup.SubTableCount = len(lookup.SubTable)
    return lookup


def _single(mapping: Mapping[str, str]) -> Any:
    from fontTools.ttLib.tables import otTables as ot

    subtable = ot.SingleSubst()
    subtable.mapping = dict(mapping)
    return _lookup(1, [subtable])


def _in_context(font: Any, glyphs: list[list[str]], lookups: list[int]) -> Any:
    """A contextual substitution by coverage (format 3): the n-th glyph is changed by the n-th lookup."""
    from fontTools.otlLib.builder import buildCoverage
    from fontTools.ttLib.tables import otTables as ot

    rule = ot.ContextSubst()
    rule.Format, rule.GlyphCount, rule.SubstCount = 3, len(glyphs), len(lookups)
    rule.Coverage = [buildCoverage(names, font.getReverseGlyphMap()) for names in glyphs]
    rule.SubstLookupRecord = []
    for place, lookup in enumerate(lookups):
        record = ot.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = place, lookup
        rule.SubstLookupRecord.append(record)
    return rule


def _append(table: Any, lookup: Any) -> int:
    table.LookupList.Lookup.append(lookup)
    count = table.LookupList.LookupCount = len(table.LookupList.Lookup)
    return count - 1


def _declare(table: Any, tag: str, lookup: int, scripts: tuple[str, ...] | None) -> None:
    """A feature with one lookup, in the given scripts or in all."""
    from fontTools.ttLib.tables import otTables as ot

    record = ot.FeatureRecord()
    record.FeatureTag, record.Feature = tag, ot.Feature()
    record.Feature.FeatureParams, record.Feature.LookupListIndex = None, [lookup]
    record.Feature.LookupCount = 1
    table.FeatureList.FeatureRecord.append(record)
    place = len(table.FeatureList.FeatureRecord) - 1
    for language in _languages(table, scripts):
        language.FeatureIndex.append(place)


def _languages(table: Any, scripts: tuple[str, ...] | None) -> list[Any]:
    found = []
    for record in table.ScriptList.ScriptRecord:
        if scripts is None or record.ScriptTag in scripts:
            found += [record.Script.DefaultLangSys] if record.Script.DefaultLangSys else []
            found += [language.LangSys for language in record.Script.LangSysRecord]
    return found


def _sort_features(table: Any) -> None:
    """Features stand in the order of their tags (OpenType, chapter 2)."""
    records = table.FeatureList.FeatureRecord
    order = sorted(range(len(records)), key=lambda place: (records[place].FeatureTag, place))
    places = {old: new for new, old in enumerate(order)}
    table.FeatureList.FeatureRecord = [records[place] for place in order]
    table.FeatureList.FeatureCount = len(records)
    for language in _languages(table, None):
        language.FeatureIndex = sorted(places[place] for place in language.FeatureIndex)
        language.FeatureCount = len(language.FeatureIndex)
