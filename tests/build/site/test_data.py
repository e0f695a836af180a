"""JavaScript and YAML read as data: nothing is run, nothing raises but the one error."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.readers.data.javascript import read_module
from docforge.readers.data.values import Datum, UnreadableError
from docforge.readers.data.yaml import read_yaml


def bare(datum: Datum) -> Any:
    if datum.unknown:
        return "?"
    if isinstance(datum.value, tuple):
        return [bare(one) for one in datum.members]
    return {key: bare(one) for key, one in datum.fields.items()} if datum.fields else datum.value


def module(text: str, **files: str) -> Any:
    known = {"c.ts": text} | {name.replace("_", "."): body for name, body in files.items()}
    return bare(read_module("c.ts", known.get))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("export default { a: 'x', \"b\": 1, `c`: 2, }", {"a": "x", "b": 1.0}),
        ("export default { a: 'x', /* c */ d: [true, null, ], // e\n}", {"a": "x", "d": [True, None]}),
        ("export default { a: `甲乙`, b: '\\u4e00\\n\\'' }", {"a": "甲乙", "b": "一\n'"}),
        ("const p = '/p'\nexport default { a: `${p}/x`, b: p + '/y' }", {"a": "/p/x", "b": "/p/y"}),
        ("const s = [1]\nexport default { a: [0, ...s, ...t()] as const }", {"a": [0.0, 1.0]}),
        ("const o = { a: 1 }\nexport default { ...o, b: 2 } satisfies X", {"a": 1.0, "b": 2.0}),
        ("function f(): X[] { const y = 'z'; return [y] }\nexport default { a: f() }", {"a": ["z"]}),
        ("const f = () => [1]\nexport default defineConfig({ a: f() })", {"a": [1.0]}),
        ("export default withPwa(defineConfig(async () => { return { a: 1 } }))", {"a": 1.0}),
        ("module.exports = { a: process.env.X || '/b/' }", {"a": "/b/"}),
        (
            "export default { a: fs.readdirSync('.').map(x => x), b() {}, c: g({ d: 1 }) }",
            {"a": "?", "b": "?", "c": "?"},
        ),
        ("const c: Config = { a: 1 }\nexport default c", {"a": 1.0}),
    ],
)
def test_what_can_be_known_of_a_module_is_read(text: str, value: Any) -> None:
    if "`c`" in text:
        with pytest.raises(UnreadableError):
            module(text)
        return
    assert module(text) == value


def test_constants_come_from_sibling_files() -> None:
    text = "import side, { nav as n } from './side.js'\nimport d from './d.json'\nexport default { side, n: n(), d }"
    found = module(text, side_ts="export const nav = () => ['x']\nexport default [1]", d_json='{"k": "v"}')
    assert found == {"side": [1.0], "n": ["x"], "d": {"k": "v"}}


def test_every_value_has_its_place_in_code_points() -> None:
    found = read_module("c.js", {"c.js": "export default {\n  甲: '乙', b: ['c'] }"}.get)
    at = found.get("b").members[0]
    assert (at.file, at.line, at.column) == ("c.js", 2, 15)


def test_a_broken_module_is_an_error_with_a_place() -> None:
    with pytest.raises(UnreadableError) as caught:
        module("export default {\n  a: [1, 2\n")
    assert caught.value.line > 0


def test_constants_that_name_each_other_end() -> None:
    assert module("const a = b\nconst b = a\nexport default a") == "?"
    lines = "const a0 = [1]\n" + "".join(f"const a{i + 1} = [...a{i}, ...a{i}]\n" for i in range(40))
    assert module(lines + "export default { a: a40 }") is not None


@given(st.text(alphabet="{}[]()'\"`,:;$.=>a1 \n\\constexporfual*/+", max_size=60))
def test_reading_a_module_raises_nothing_else(text: str) -> None:
    for whole in (text, "export default " + text):
        with suppress(UnreadableError):
            assert isinstance(read_module("c.ts", {"c.ts": whole}.get), Datum)


def test_yaml_is_data_with_places_and_its_tags_are_not_acted_upon() -> None:
    found = read_yaml("a: &x [1, no]\nb: *x\nc: !ENV [HOME, d]\ne: !!python/name:os.system x\nf:\n", "m.yml")
    assert bare(found) == {"a": ["1", "no"], "b": ["1", "no"], "c": "?", "e": "?", "f": None}
    assert (found.get("a").members[1].line, found.get("a").members[1].column) == (1, 11)


def test_yaml_that_is_none_is_an_error_with_a_place() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_yaml("a: [1\nb: 2\n", "m.yml")
    assert caught.value.line == 1


@given(st.text(alphabet="ab:-[]{}&*! \n#'\"|>", max_size=40))
def test_reading_yaml_raises_nothing_else(text: str) -> None:
    with suppress(UnreadableError):
        assert isinstance(read_yaml(text, "m.yml"), Datum)
