"""The hooks know the WeasyPrint that is installed, and keep out of any other."""

from __future__ import annotations

import sys

import pytest

from docforge.writers.pdf import engine as room
from presskit import Page, started


def test_weasyprint_is_as_the_press_knows_it() -> None:
    started()
    from docforge.press.hooks import changes

    assert changes() == []


def test_a_changed_function_is_named_and_nothing_is_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    started()
    from docforge.press import hooks

    def other(text: str) -> None: ...

    monkeypatch.setattr(hooks.line_break, "get_log_attrs", other)
    monkeypatch.setattr(hooks.inline, "justify_line", other)
    assert hooks.install() == ["weasyprint.text.line_break.get_log_attrs"]
    assert hooks.inline.justify_line is other


def test_a_press_that_cannot_be_loaded_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    started()
    monkeypatch.setitem(sys.modules, "docforge.press.hooks", None)
    (said,) = room._press()
    assert "docforge.press.hooks" in said


def test_two_documents_in_one_process_are_the_same_bytes_as_one_alone() -> None:
    body = "<p>他说：“好。”（这是书里的一句话）" * 5
    alone = Page(body).pdf
    Page("<p lang=ja>ほかの文書、「前」に。" * 5, lang="ja")
    assert Page(body).pdf == alone
