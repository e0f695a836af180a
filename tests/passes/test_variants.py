"""Sides of a switch."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.passes.variants import PASS
from docforge.protocols import PassOptions


def side(name: str, text: str) -> n.Div:
    return n.Div((n.Para((n.Text(text),)),), attr=n.Attr(classes=("variant",), pairs=(("variant", name),)))


BOTH = (side("甲式", "子"), side("乙式", "丑"), n.Para((n.Text("间"),)), side("乙式", "独"))


def test_all_sides_are_shown_with_their_names_when_none_is_chosen() -> None:
    done = PASS.run(n.Document(BOTH), PassOptions())
    assert block_text(done.value.blocks) == "甲式\n子\n乙式\n丑\n间\n乙式\n独"
    assert PASS.run(done.value, PassOptions()).value is done.value


def test_the_chosen_side_is_shown_alone_and_what_is_left_out_is_counted() -> None:
    done = PASS.run(n.Document(BOTH), PassOptions(variants=("甲式",)))
    assert block_text(done.value.blocks) == "子\n间"
    assert [(item.code, "2 times" in item.message) for item in done.diagnostics] == [("DF235", True)]


def test_a_choice_that_is_no_side_of_a_switch_hides_nothing() -> None:
    assert "丑" in block_text(PASS.run(n.Document(BOTH), PassOptions(variants=("别的",))).value.blocks)
