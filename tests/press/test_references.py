"""Page numbers in text are set anew when the page that they name has moved."""

from __future__ import annotations

from types import SimpleNamespace

import pytest


class Item:
    """A text that names pages: of these targets, on this page."""

    def __init__(self, page: int | None, *targets: str | None) -> None:
        self.page_maker_index = page
        self.missing_target_counters = {target: ["page"] for target in targets}
        self.cached_page_counter_values: dict[str, list[int]] = {}
        self.read = 0

    def parse_again(self, _values: object) -> None:
        self.read += 1


@pytest.mark.parametrize(("target", "read"), [("moved", 1), ("stays", 0), (None, 1)])
def test_a_text_that_names_a_page_that_moved_is_read_again_and_its_page_made_anew(target, read, monkeypatch):
    from docforge.press import references

    item = Item(0, target)
    context = SimpleNamespace(
        page_maker=[], target_collector=SimpleNamespace(counter_lookup_items={("box", "content"): item})
    )

    def layout(places: list[list[str]]) -> None:
        """A pass that finds anchors on pages."""
        states = [{"anchors": anchors, "content_changed": False} for anchors in places]
        monkeypatch.setattr(references, "_make_all_pages", lambda *_: iter(places))
        context.page_maker = [(state,) for state in states]
        assert list(references.make_all_pages(context, None, None, [])) == places

    layout([["stays"], ["moved"]])
    layout([["stays"], ["moved"]])
    assert item.read == 0
    layout([["stays"], [], ["moved"]])
    assert item.read == read
    assert context.page_maker[0][0]["content_changed"] == bool(read)
