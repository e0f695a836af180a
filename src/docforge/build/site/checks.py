"""What every navigation goes through: do its pages exist, stand once, are they published, is any left over."""

from __future__ import annotations

import difflib

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.build.site.pages import Pages, join
from docforge.build.site.shape import Entry, Place, Report

_SHOWN = 20


class Checked(Struct):
    """The entries of a book, and what was met on the way."""

    entries: tuple[Entry, ...] = ()
    listed: set[str] = field(default_factory=set)
    unpublished: list[str] = field(default_factory=list)
    drafts_without_page: int = 0


def checked(
    entries: tuple[Entry, ...], pages: Pages, report: Report, *, drafts: bool, whole: bool
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries that make a book, and the pages that no entry names.

    A page without a file stays as an entry with ``missing``; the second of two equal ones goes; drafts go unless asked
    for, their published children stay. With ``whole`` the navigation was made of all pages, so none can be left over.
    """
    state = Checked()
    state.entries = _all(entries, pages, report, drafts, state)
    left = len(state.unpublished) + state.drafts_without_page
    if left:
        first = state.unpublished[0] if state.unpublished else ""
        report.add(
            "DF645",
            f"{left} unpublished page{'s' if left > 1 else ''} left out{f' (the first is {first})' if first else ''}",
            file=join(pages.source, first) if first else _file(entries),
            hint="ask for drafts to have them in",
        )
    unlisted = () if whole else tuple(page for page in pages.tree.every if page not in state.listed)
    _left_over(unlisted, pages, report)
    index = pages.tree.index
    if whole and index and index not in state.listed:
        report.add("DF647", "a landing page is no page of a book", Place(join(pages.source, index), 1, 1))
    return state.entries, unlisted


def _file(entries: tuple[Entry, ...]) -> str:
    return next((entry.place.file for entry in entries if entry.place), "")


def _all(entries: tuple[Entry, ...], pages: Pages, report: Report, drafts: bool, state: Checked) -> tuple[Entry, ...]:
    found = (_one(entry, pages, report, drafts, state) for entry in entries)
    return tuple(entry for entry in found if entry is not None)


def _one(entry: Entry, pages: Pages, report: Report, drafts: bool, state: Checked) -> Entry | None:
    path = entry.path
    missing = entry.missing
    draft = entry.draft
    if path and path not in pages.paths:
        near = difflib.get_close_matches(path, sorted(pages.paths), n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else ""
        outside = path == ".." or path.startswith(("../", "/"))
        code, words = (
            ("DF646", "leads out of the folder of the pages") if outside else ("DF642", "there is no such page")
        )
        report.add(code, f"{path}: {words}", entry.place, file=pages.source, hint=hint)
        path, missing = "", path
    elif path and path in state.listed:
        report.add("DF643", f"{path} stands in the navigation again", entry.place, file=pages.source)
        path = ""
    elif path:
        state.listed.add(path)
        draft = draft or pages.front(path).draft
        if draft and not drafts:
            state.unpublished.append(path)
            path = ""
    elif draft and not drafts:
        state.drafts_without_page += 1
    children = _all(entry.children, pages, report, drafts, state)
    if not path and not missing and not children:
        return entry if draft and drafts else None
    role = entry.role if path or missing or not children else "part"
    return replace(entry, path=path, missing=missing, draft=draft and bool(path), children=children, role=role)


def _left_over(unlisted: tuple[str, ...], pages: Pages, report: Report) -> None:
    for page in unlisted[:_SHOWN]:
        report.add("DF644", "no navigation names this page", Place(join(pages.source, page), 1, 1))
    if len(unlisted) > _SHOWN:
        report.add("DF644", f"nor {len(unlisted) - _SHOWN} more", Place(join(pages.source, unlisted[_SHOWN]), 1, 1))
