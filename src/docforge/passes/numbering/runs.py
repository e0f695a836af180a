"""Runs: which sequence each numbered paragraph belongs to, where it restarts, and its address."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from docforge.model import nodes as n
from docforge.model.divisions import role_of
from docforge.passes.findings import Findings
from docforge.passes.labels import Label, label_of
from docforge.passes.numbering.addresses import Addresses, run_name
from docforge.passes.numbering.options import Gone
from docforge.passes.numbering.relabel import relabelled
from docforge.passes.numbering.sequence import Value, follows, missing
from docforge.passes.numbering.settings import Scopes, Settings
from docforge.passes.tree import map_blocks, updated

Restart = Literal["", "start", "rule", "heading", "value", "scheme", "explicit"]

COUNTING = ("paragraph", "question")
"""Kinds of items that take part in runs."""


class _Run(Struct):
    """A run: its last label and value as typed, the value printed for it, and the heading level the run began under."""

    number: int
    label: Label
    typed: Value
    printed: Value
    under: int
    summary: n.Run


class Runs:
    """Walks the main flow in reading order and fills ``run``, ``restart``, ``gap``, ``level`` and ``address``."""

    def __init__(self, document: n.Document, settings: Settings, findings: Findings, gone: Gone) -> None:
        self._document = document
        self._settings = settings
        self._findings = findings
        self._gone = gone
        self._last_at: n.Position | None = None
        self._scopes = Scopes(settings.number, findings)
        self._addresses = Addresses()
        self._runs: list[_Run] = []
        self._current: _Run | None = None
        self._rule = False
        self._heading_above: int | None = None
        self._between = False
        self._level = 0
        self._divided = False
        self._first_of_scope = 0
        self._labels: dict[str, set[int]] = {}

    def settle(self) -> n.Document:
        """The document with its runs, and how they are told apart."""
        blocks = self._row(self._document.blocks)
        return updated(
            self._document, blocks=blocks, runs=tuple(run.summary for run in self._runs), show_run=self._show()
        )

    def _row(self, blocks: n.Blocks) -> n.Blocks:
        out = tuple(self._block(block) for block in blocks)
        return blocks if all(new is old for new, old in zip(out, blocks, strict=True)) else out

    def _block(self, block: n.Block) -> n.Block:
        match block:
            case n.Rule():
                self._rule = True
                return block
            case n.Heading():
                self._level = block.level
                self._heading_above = min(block.level, self._heading_above or block.level)
                self._scopes.enter(block)
                if role_of(block):
                    self._divided = True
                    if self._settings.by_chapter:
                        self._first_of_scope = len(self._runs)
                return block
            case n.Div():
                return updated(block, blocks=self._row(block.blocks))
            case n.Item():
                return self._item(block)
            case _:
                self._between = True
                return map_blocks(block, lambda row: self._outside_row(row, 1))

    def _item(self, item: n.Item) -> n.Item:
        """An item of the main flow's first level."""
        if item.kind not in COUNTING or not item.value or self._scopes.number == "none":
            return self._outside(item, 1)
        label = label_of(item.scheme, item.label, item.value, self._document.lang)
        reason = self._reason(label)
        self._rule, self._heading_above, self._between, self._divided = False, None, False, False
        earlier = self._to_continue(label) if self._settings.numbers_on else None
        if earlier is not None:
            restarts = reason or item.restart
            item, reason = self._numbered_on(item, label, earlier, bool(reason)), ""
            restart = restarts if item.marker else ""
            run = earlier
        else:
            run = self._begin(label, reason) if reason else self._going_on()
            restart = reason
        gap = 0 if reason else missing(run.printed, item.value)
        if self._last_at is None or gap != self._gone.get(self._last_at):
            self._report_gap(item, gap, run.label)
        self._last_at = item.at
        run.label, run.typed, run.printed = label, label.value, item.value
        run.summary = updated(
            run.summary, first=run.summary.first or item.label, last=item.label, count=run.summary.count + 1
        )
        self._current = run
        self._labels.setdefault(item.label.strip("()（）.．、 "), set()).add(run.number)
        address = self._addresses.of_first_level(run.number, item)
        return self._filled(item, run.number, 1, address, gap, restart)

    def _going_on(self) -> _Run:
        assert self._current is not None  # _reason gives "start" when there is no run yet
        return self._current

    def _begin(self, label: Label, reason: Restart) -> _Run:
        number = len(self._runs) + 1
        summary = n.Run(number, name=run_name(number, self._document.lang), scheme=label.scheme, reason=reason)
        run = _Run(number, label, label.value, label.value, self._level, summary)
        self._runs.append(run)
        return run

    def _reason(self, label: Label) -> Restart:
        """Why an item begins a new run, "" when it goes on with the one before."""
        run = self._current
        if run is None:
            return "start"
        if label.series == run.label.series and label.family.article and follows(run.typed, label.value):
            return ""  # articles are counted through a statute, whatever its chapters
        if self._divided and self._settings.by_chapter:
            return "heading"
        if self._divided and label.series == run.label.series and follows(run.typed, label.value):
            return ""  # the next chapter counts on
        if self._rule:
            return "rule"
        if self._heading_above is not None and self._heading_above <= run.under:
            return "heading"
        if label.series != run.label.series:
            return "scheme"
        apart = self._heading_above is not None or (self._between and label.value == (1,))
        begins = label.value == run.typed and apart
        if label.value < run.typed or begins:
            return "value" if self._heading_above is None else "heading"
        return ""

    def _to_continue(self, label: Label) -> _Run | None:
        """Under ``--restart never``: the run of the same series that an item continues."""
        runs = self._runs[self._first_of_scope :]
        return next((run for run in reversed(runs) if run.label.series == label.series), None)

    def _numbered_on(self, item: n.Item, label: Label, run: _Run, restarts: bool) -> n.Item:
        """The item with the number that comes next in its run, where its own falls back."""
        if len(label.value) != 1 or len(run.printed) != 1:
            return item
        if restarts:
            if label.value > run.printed:
                return item
            number = run.printed[0] + 1
            self._findings.add("DF214", f'numbers go on: "{item.label}" is paragraph {number}', item.at)
        else:
            number = run.printed[0] + label.value[0] - run.typed[0]
        return relabelled(item, number, self._document.lang, self._findings)

    def _report_gap(self, item: n.Item, gap: int, before: Label) -> None:
        length = max(len(item.marker or item.label), 1)
        if gap > 0:
            self._findings.add("DF210", f'"{item.label}" comes after "{before.text}"', item.at, length=length)
        elif gap < 0:
            self._findings.add("DF211", f'"{item.label}" comes a second time', item.at, length=length)

    def _filled(self, item: n.Item, run: int, level: int, address: str, gap: int, restart: Restart) -> n.Item:
        item = updated(item, run=run, level=level, address=address, gap=gap, restart=restart)
        return updated(item, blocks=self._children(item, item.blocks))

    def _children(self, parent: n.Item, blocks: n.Blocks) -> n.Blocks:
        """Items inside an item: numbered within it."""
        last: dict[str, Label] = {}
        out: list[n.Block] = []
        for block in blocks:
            if isinstance(block, n.Item):
                out.append(self._child(parent, block, last))
            elif isinstance(block, n.Div):
                out.append(updated(block, blocks=self._children(parent, block.blocks)))
            else:
                out.append(map_blocks(block, lambda row: self._outside_row(row, parent.level + 1)))
        return blocks if all(new is old for new, old in zip(out, blocks, strict=True)) else tuple(out)

    def _child(self, parent: n.Item, item: n.Item, last: dict[str, Label]) -> n.Item:
        level = parent.level + 1
        if item.kind not in COUNTING or not item.value:
            return self._outside(item, level)
        label = label_of(item.scheme, item.label, item.value, self._document.lang)
        before = last.get(label.series)
        last[label.series] = label
        restart: Restart = "value" if before is not None and label.value < before.value else ""
        gap = missing(before.value, label.value) if before is not None and not restart else 0
        self._report_gap(item, gap, before or label)
        return self._filled(item, parent.run, level, self._addresses.of_child(parent, item), gap, restart)

    def _outside_row(self, blocks: n.Blocks, level: int) -> n.Blocks:
        out = tuple(
            self._outside(block, level)
            if isinstance(block, n.Item)
            else map_blocks(block, lambda row: self._outside_row(row, level))
            for block in blocks
        )
        return blocks if all(new is old for new, old in zip(out, blocks, strict=True)) else out

    def _outside(self, item: n.Item, level: int) -> n.Item:
        """An item that takes part in no run, with everything in it."""
        item = updated(item, run=0, level=level, address="", gap=0, restart="")
        return updated(item, blocks=self._outside_row(item.blocks, level + 1))

    def _show(self) -> Literal["head", "beside", "none"]:
        """How runs are told apart: as asked, else in the running head where a label occurs in two of them."""
        if len(self._runs) < 2:
            return "none"
        if self._settings.show_run is not None:
            return self._settings.show_run
        return "head" if any(len(runs) > 1 for runs in self._labels.values()) else "none"
