"""Which faces a document gets."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.ttLib import TTFont

from docforge.theme.fonts import Coverage, Face, FontRequest, FontStore, Generic, Region, Weight, sequences_in


def ask(text: str, generic: Generic = "serif", region: Region = "sc", weight: Weight = 400) -> FontRequest:
    return FontRequest(generic, region, weight, frozenset(map(ord, text)), sequences_in(text))


def read(face: Face) -> TTFont:
    return TTFont(io.BytesIO(Path(face.path).read_bytes()), checkChecksums=2)


def test_common_text_needs_the_cut_alone(store: FontStore) -> None:
    plan = store.plan([ask("重庆考察，“西部大开发”。abc\n\t\u200b")])
    assert [face.key for face in plan.faces] == ["serif-sc-regular"]
    assert plan.faces[0].kind == "cut"
    assert plan.families == {("serif", "sc"): ("Docforge Serif SC",)}
    assert (plan.missing, plan.missing_sequences) == ((), ())


def test_each_weight_and_design_asked_for_gets_its_face_and_no_other(store: FontStore) -> None:
    plan = store.plan([ask("あ", "sans", "jp", 700), ask("가", "serif", "kr"), ask("가", "serif", "kr", 700)])
    assert [face.key for face in plan.faces] == ["sans-jp-bold", "serif-kr-bold", "serif-kr-regular"]
    assert set(plan.families) == {("sans", "jp"), ("serif", "kr")}


def test_a_rare_character_comes_from_a_supplement_of_the_full_face(store: FontStore) -> None:
    plan = store.plan([ask("中\U00020bb7龘")])
    cut, supplement = plan.families["serif", "sc"]
    assert cut == "Docforge Serif SC"
    assert supplement.startswith("Docforge Serif SC x")
    face = next(face for face in plan.faces if face.kind == "supplement")
    font = read(face)
    ideographs = {point for point in font.getBestCmap() if point > 0x3000}
    assert ideographs == {0x20BB7, 0x9F98}
    assert font.sfntVersion == "\0\1\0\0"
    assert font["name"].getDebugName(1) == supplement
    assert 0x20 in font.getBestCmap(), "a blank after a rare character is set in its font"
    assert plan.missing == ()


def test_a_supplement_holds_the_characters_of_this_document_only(store: FontStore) -> None:
    first = store.plan([ask("龘")])
    store.plan([ask("龘靐")])
    again = store.plan([ask("中龘")])
    assert [face for face in first.faces if face.kind == "supplement"] == [
        face for face in again.faces if face.kind == "supplement"
    ]


def test_a_supplement_has_every_weight_of_its_design_under_one_family(store: FontStore) -> None:
    plan = store.plan([ask("龘"), ask("中", weight=700)])
    supplements = [face for face in plan.faces if face.kind == "supplement"]
    assert {face.weight for face in supplements} == {400, 700}
    assert len({face.family for face in supplements}) == 1


def test_a_character_of_the_other_design_is_better_than_a_box(store: FontStore) -> None:
    coverages = store.manifest().coverages
    serif, sans = (set(Coverage.unpack(coverages[store.entry(f"{name}-sc-bold").full])) for name in ("serif", "sans"))
    assert sans - serif, "the test needs a character that one design lacks"
    plan = store.plan([ask(chr(min(sans - serif)), "serif", weight=700)])
    assert plan.missing == ()
    assert plan.families["serif", "sc"][0] == "Docforge Serif SC"
    assert plan.families["serif", "sc"][1].startswith("Docforge Sans SC x")


def test_a_character_no_face_has_is_listed_and_gets_a_box(store: FontStore) -> None:
    plan = store.plan([ask("中😀😀", weight=400), ask("ก", weight=700)])
    assert plan.missing == (0xE01, 0x1F600)
    boxes = [face for face in plan.faces if face.kind == "last-resort"]
    assert {face.weight for face in boxes} == {400, 700}
    assert plan.families["serif", "sc"][-1] == boxes[0].family
    font = read(boxes[0])
    mapping = font.getBestCmap()
    assert {point for point in mapping if point > 0x3000} == {0x1F600}
    assert mapping[0xE01] != mapping[0x1F600] != ".notdef"
    assert font["glyf"][mapping[0x1F600]].numberOfContours > 2, "a box and digits"


def test_private_use_characters_are_always_listed(store: FontStore) -> None:
    assert store.plan([ask("\ue000中\U00100000")]).missing == (0xE000, 0x100000)


def test_characters_that_are_never_drawn_are_never_missing(store: FontStore) -> None:
    plan = store.plan([ask("中\u200d\ufeff\u00ad\u200e\u202c\ufe0e\U000e0041\u2028\r\n")])
    assert plan.missing == ()
    assert len(plan.faces) == 1


def test_every_space_of_unicode_is_there(store: FontStore) -> None:
    spaces = "\u0020\u00a0" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
    for generic in ("serif", "mono"):
        plan = store.plan([ask(spaces, generic)])
        assert all(face.kind == "cut" for face in plan.faces)


def test_code_is_fixed_pitch_with_ideographs_from_the_sans_face_of_its_region(store: FontStore) -> None:
    plan = store.plan([ask("print('é')  # 注释 龘", "mono", "tc")])
    families = plan.families["mono", "tc"]
    assert families[:2] == ("Docforge Mono", "Docforge Sans TC")
    assert families[2].startswith("Docforge Sans TC x")


def test_latin_text_is_set_in_the_latin_face_and_its_ideographs_in_sc(store: FontStore) -> None:
    plan = store.plan([ask("Don’t 汉字 龘", region="latin")])
    families = plan.families["serif", "latin"]
    assert families[:2] == ("Docforge Serif Latin", "Docforge Serif SC")
    assert families[2].startswith("Docforge Serif SC x")
    assert [face.key for face in plan.faces][:1] == ["serif-latin-regular"]


def test_italic_is_another_style_of_the_first_family(store: FontStore) -> None:
    plan = store.plan(
        [FontRequest("serif", "jp", 700, frozenset(map(ord, "aあ")), italic=True), ask("あ", region="jp")]
    )
    italic = [face for face in plan.faces if face.style == "italic"]
    assert [(face.family, face.weight) for face in italic] == [("Docforge Serif JP", 700)]
    assert italic[0].sha256 == store.face("serif-italic-bold").sha256
    assert plan.families == {("serif", "jp"): ("Docforge Serif JP",)}


def test_a_japanese_form_asked_for_by_a_selector_is_in_the_japanese_cut(store: FontStore) -> None:
    plan = store.plan([ask("葛\U000e0100飾", "serif", "jp")])
    assert [face.kind for face in plan.faces] == ["cut"]
    assert plan.missing_sequences == ()


def test_a_sequence_of_a_rare_character_comes_from_a_supplement_tried_first(store: FontStore) -> None:
    # U+9B2D is outside JIS X 0208; the full Japanese face has U+9B2D U+E0100.
    rare = "鬭\U000e0100"
    plan = store.plan([ask(rare, "serif", "jp")])
    assert plan.missing_sequences == ()
    families = plan.families["serif", "jp"]
    assert families[0].startswith("Docforge Serif JP x")
    assert families[1] == "Docforge Serif JP"
    table = next(
        table
        for face in plan.faces
        if face.kind == "supplement"
        for table in read(face)["cmap"].tables
        if table.format == 14
    )
    assert [base for base, _glyph in table.uvsDict[0xE0100]] == [ord("鬭")]


def test_a_sequence_that_no_face_has_is_listed(store: FontStore) -> None:
    plan = store.plan([ask("葛\U000e0100", region="sc"), ask("中\ufe0f", region="sc", weight=700)])
    assert plan.missing_sequences == ((0x4E2D, 0xFE0F), (0x845B, 0xE0100))
    assert plan.missing == ()


def test_a_sequence_of_a_missing_character_is_listed_once_as_missing(store: FontStore) -> None:
    plan = store.plan([ask("❤\ufe0f")])
    assert plan.missing == (0x2764,)
    assert plan.missing_sequences == ()


def test_equal_requests_in_any_order_give_equal_plans(store: FontStore) -> None:
    requests = [ask("中龘😀"), ask("中靐", weight=700), ask("あ", "sans", "jp"), ask("x", "mono", "jp")]
    assert store.plan(requests) == store.plan(requests[::-1])


def test_requests_may_be_split(store: FontStore) -> None:
    assert store.plan([ask("中龘"), ask("国😀")]) == store.plan([ask("中龘国😀")])
