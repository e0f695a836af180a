"""A paragraph that was published is known again after it was edited and others were put in, taken out and moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docforge.model import nodes as n
from docforge.model.locked import Locked, likeness, sketch, text_digest
from docforge.passes.ids import PASS, own_text, wanted
from docforge.passes.locked import kind_of
from docforge.protocols import PassOptions


def item(text: str, identifier: str = "") -> n.Item:
    return n.Item((n.Para((n.Text(text),)),), label="1.", attr=n.Attr(identifier))


def named(*items: n.Item, lock: tuple[Locked, ...] = ()) -> n.Document:
    return PASS.run(n.Document(blocks=items), PassOptions(locked=lock)).value


def lock_of(document: n.Document) -> tuple[Locked, ...]:
    return tuple(
        Locked(kind_of(node), node.attr.id, "s1p1", "1.", text_digest(own_text(node)), sketch(own_text(node)))
        for node in wanted(document)
    )


def ids(document: n.Document) -> list[str]:
    return [node.attr.id for node in wanted(document)]


TEXTS = (
    "段落是思想的最小单位，每段只说一件事。",
    "读书会在图书馆举行，请提前十分钟到场。",
    "第二次活动改在下午，地点不变。",
    "书目见附录，讲义可以自行打印。",
)


def test_edits_and_insertions_at_once_change_no_id() -> None:
    before = named(*map(item, TEXTS))
    changes = {"段落": "节目", "读书会": "茶话会", "下午": "上午", "附录": "目录"}
    edited = list(TEXTS)
    for old, now in changes.items():
        edited = [text.replace(old, now) for text in edited]
    new = "一段谁也没有见过的文字，与别的都不相干。"
    after = named(item(new), item(edited[0]), item(edited[1]), item(new), *map(item, edited[2:]), lock=lock_of(before))
    found = ids(after)
    assert [found[1], found[2], found[4], found[5]] == ids(before)
    assert not {found[0], found[3]} & set(ids(before))


def test_without_a_lock_only_the_words_decide() -> None:
    before, after = named(item(TEXTS[0])), named(item(TEXTS[1]), item(TEXTS[0][:-1] + "！"))
    assert not set(ids(before)) & set(ids(after))


def test_what_was_moved_is_known_by_its_words() -> None:
    before = named(*map(item, TEXTS))
    after = named(*map(item, (TEXTS[2], TEXTS[0], TEXTS[3], TEXTS[1])), lock=lock_of(before))
    assert ids(after) == [ids(before)[place] for place in (2, 0, 3, 1)]


def test_a_paragraph_that_took_the_place_of_another_is_not_taken_for_it() -> None:
    before = named(*map(item, TEXTS))
    after = named(item(TEXTS[0]), item("完全不同的话，说的是天气和收成。"), *map(item, TEXTS[2:]), lock=lock_of(before))
    assert ids(after)[1] not in ids(before)


def test_equal_paragraphs_keep_their_order() -> None:
    before = named(*map(item, ("同上。", "甲。", "同上。")))
    after = named(*map(item, ("新来的一句。", "同上。", "甲。", "乙。", "同上。")), lock=lock_of(before))
    assert [ids(after)[place] for place in (1, 2, 4)] == ids(before)


def test_a_new_paragraph_with_the_words_that_another_had_gets_an_id_of_its_own() -> None:
    first = named(item(TEXTS[0]))
    lock = lock_of(named(item(TEXTS[0].replace("段", "节")), lock=lock_of(first)))
    after = named(item(TEXTS[0].replace("段", "节")), item("别的。"), item(TEXTS[0]), lock=lock)
    assert ids(after)[0] == ids(first)[0]
    assert len(set(ids(after))) == 3


def test_an_id_that_the_author_gave_goes_before_words_and_the_earlier_one_leads_to_it() -> None:
    before = named(*map(item, TEXTS))
    after = named(item(TEXTS[0], "scope"), *map(item, TEXTS[1:]), lock=lock_of(before))
    assert ids(after) == ["scope", *ids(before)[1:]]
    assert after.aliases[ids(before)[0]] == "scope"
    written_anew = named(item("整段重写，一个字也不留。", "scope"), item(TEXTS[0]), lock=lock_of(after))
    assert ids(written_anew)[0] == "scope"


def test_kinds_are_not_mixed() -> None:
    heading = n.Heading(2, (n.Text(TEXTS[0]),))
    before = PASS.run(n.Document(blocks=(heading,)), PassOptions()).value
    after = named(item(TEXTS[0][:-1] + "！"), lock=lock_of(before))
    assert not set(ids(after)) & set(ids(before))


LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"


@given(st.lists(st.text(LETTERS, min_size=12, max_size=60), min_size=1, max_size=12, unique=True), st.data())
def test_equal_words_are_always_known_wherever_others_are_put_in(texts: list[str], data: st.DataObject) -> None:
    before = named(*map(item, texts))
    kept = list(zip(texts, ids(before), strict=True))
    mixed: list[tuple[str, str]] = []
    for number, pair in enumerate(kept):
        if data.draw(st.booleans()):
            mixed.append((f"new paragraph {number} in another script", ""))
        mixed.append(pair)
    after = named(*(item(text) for text, _ in mixed), lock=lock_of(before))
    assert [found for found, (_, known) in zip(ids(after), mixed, strict=True) if known] == ids(before)
    assert len(set(ids(after))) == len(mixed)


@given(st.text(min_size=1), st.text(min_size=1))
def test_likeness_is_a_share_and_whole_for_equal_words(one: str, two: str) -> None:
    assert likeness(sketch(one), sketch(one)) == 1
    assert 0 <= likeness(sketch(one), sketch(two)) == likeness(sketch(two), sketch(one)) <= 1


def test_a_sketch_that_was_edited_by_hand_is_like_nothing() -> None:
    assert likeness("nonsense!", sketch("abc")) == likeness("", "") == likeness("AAAA", "AAAA") == 0


def test_likeness_follows_the_words() -> None:
    text = TEXTS[0]
    assert likeness(sketch(text), sketch(text.replace("最", "较"))) > 0.6
    assert max(likeness(sketch(text), sketch(other)) for other in TEXTS[1:]) < 0.2


def test_a_document_without_a_lock_is_what_it_was() -> None:
    document = n.Document(blocks=tuple(map(item, TEXTS)))
    assert PASS.run(document, PassOptions()) == PASS.run(document, PassOptions(locked=()))
    assert ids(named(*map(item, TEXTS), lock=lock_of(named(*map(item, TEXTS))))) == ids(named(*map(item, TEXTS)))


def test_a_long_document_that_was_edited_everywhere_is_known_paragraph_by_paragraph() -> None:
    texts = [f"第{number}段说的是第{number * 7919}件事，与第{number * 104729}件无关。" for number in range(700)]
    before = named(*map(item, texts))
    edited = [f"{text[:-1]}了。" for text in texts]
    after = named(item("新的开头，谁也没见过。"), *map(item, edited), lock=lock_of(before))
    assert ids(after)[1:] == ids(before)
