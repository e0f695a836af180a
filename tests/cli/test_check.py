"""``docforge check``: severities of a project, the threshold, a baseline, repeats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import docforge

PAGE = "# 甲\n\n1. 见[那里](#nowhere)。\n\n![图](none.png)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docforge.toml").write_text('language = "zh-Hans"\n', encoding="utf-8")
    (tmp_path / "a.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def weigh(folder: Path, **weights: str) -> None:
    table = "".join(f'{code} = "{weight}"\n' for code, weight in weights.items())
    (folder / "docforge.toml").write_text('language = "zh-Hans"\n[diagnostics]\n' + table, encoding="utf-8")


def test_a_folder_is_checked_as_it_would_be_built(folder: Path) -> None:
    for command in (["check"], ["check", "."], ["check", "docforge.toml"]):
        done = docforge(command, folder)
        assert done.status == 1
        assert "a.md:3:5: error[DF301]" in done.text
        assert "a.md:5:1: error[DF511]" in done.text
    assert not (folder / "dist").exists()


def test_severities_of_the_project_hold_for_folders_and_for_sources(folder: Path) -> None:
    weigh(folder, DF301="warning", DF511="warning")
    for command in (["check"], ["check", "a.md", "--lang", "zh-Hans"]):
        done = docforge(command, folder)
        assert done.status == 0
        assert "warning[DF301]" in done.text
        assert docforge([*command, "--fail-on", "warning"], folder).status == 3
        assert docforge([*command, "--strict"], folder).status == 3
    assert docforge(["build", "--jobs", "0", "--no-verify", "-q"], folder).status == 0
    manifest = json.loads((folder / "dist/build.json").read_text(encoding="utf-8"))
    assert {item["severity"] for item in manifest["diagnostics"]} == {"warning"}


def test_lost_content_cannot_be_switched_off(folder: Path) -> None:
    weigh(folder, DF511="off", DF999="warning", DF51="note", DF402="of")
    (folder / "docforge.toml").write_text(
        (folder / "docforge.toml").read_text(encoding="utf-8") + 'image-not-found = "off"\n', encoding="utf-8"
    )
    done = docforge(["build", "--jobs", "0"], folder)
    assert done.status == 2
    assert "docforge.toml:3:9: error[DF622] bad-project-value: DF511 (image-not-found) tells of lost" in done.err
    assert "DF999 (internal-error) stays an error" in done.err
    assert 'docforge.toml:5:1: error[DF621] unknown-project-key: no code "DF51"' in done.err
    assert 'docforge.toml:6:9: error[DF622] bad-project-value: DF402 is "error", "warning", "note" or "off"' in done.err
    assert "did you mean DF511?" in done.err.split('no code "image-not-found"')[1]


def test_only_new_findings_fail_with_a_baseline(folder: Path) -> None:
    made = docforge(["check", "--baseline", "known.json", "--update-baseline"], folder)
    assert (made.status, made.text) == (0, "")
    assert made.err == "2 known by the baseline\n"
    (folder / "a.md").write_text(PAGE.replace("1. 见", "新的一段。\n\n1. 见"), encoding="utf-8")
    assert docforge(["check", "--baseline", "known.json"], folder).status == 0
    (folder / "a.md").write_text(PAGE + "\n![图](other.png)\n", encoding="utf-8")
    done = docforge(["check", "--baseline", "known.json"], folder)
    assert done.status == 1
    assert done.text.startswith("a.md:7:1: error[DF511] image-not-found: ")
    assert done.err == "1 error\n2 known by the baseline\n"
    (folder / "a.md").write_text("# 甲\n\n1. 好。\n", encoding="utf-8")
    done = docforge(["check", "--baseline", "known.json"], folder)
    assert (done.status, done.err) == (0, "2 of the baseline are gone (--update-baseline takes them out)\n")


def test_machines_are_told_what_the_baseline_knows(folder: Path) -> None:
    docforge(["check", "--baseline", "known.json", "--update-baseline"], folder)
    (folder / "a.md").write_text(PAGE + "\n![图](other.png)\n", encoding="utf-8")
    run = json.loads(docforge(["check", "--baseline", "known.json", "--format", "sarif"], folder).text)["runs"][0]
    assert [item["baselineState"] for item in run["results"]] == ["unchanged", "unchanged", "new"]
    table = json.loads(docforge(["check", "--baseline", "known.json", "--format", "json"], folder).text)
    assert (len(table["diagnostics"]), table["known"]) == (1, 2)


def test_a_baseline_that_is_missing_or_damaged_is_a_usage_error(folder: Path) -> None:
    assert docforge(["check", "--baseline", "known.json"], folder).status == 2
    (folder / "known.json").write_text("[]", encoding="utf-8")
    assert docforge(["check", "--baseline", "known.json"], folder).status == 2
    assert docforge(["check", "--update-baseline"], folder).status == 2


def test_repeats_are_counted_by_rule_unless_all_is_asked_for(folder: Path) -> None:
    for name in ("a.md", "b.md"):
        pictures = "\n\n".join(f"![图](none{number}.png)" for number in range(8))
        (folder / name).write_text(f"# 甲\n\n{pictures}\n", encoding="utf-8")
    done = docforge(["check"], folder)
    assert done.text.count("error[DF511]") == 3
    assert done.text.splitlines()[-1] == "… and 13 more of DF511 image-not-found in 2 files (-v shows all)"
    assert done.err == "16 errors\n"
    assert docforge(["check", "-v"], folder).text.count("error[DF511]") == 16


def test_a_run_that_could_not_be_made_leaves_the_baseline_as_it_is(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    update = ["check", "--baseline", "known.json", "--update-baseline"]
    docforge(update, folder)
    before = (folder / "known.json").read_bytes()
    (folder / "docforge.toml").unlink()
    done = docforge(update, folder)
    assert (done.status, (folder / "known.json").read_bytes()) == (2, before)
    assert done.err.endswith("known.json is not written\n")
    empty = tmp_path_factory.mktemp("empty")
    done = docforge(update, empty)
    assert (done.status, list(empty.iterdir())) == (2, [])
    assert "error[DF620]" in done.text


def test_a_source_that_cannot_be_read_is_never_known(folder: Path) -> None:
    done = docforge(["check", "none.md", "--baseline", "known.json", "--update-baseline"], folder)
    assert done.status == 1
    assert "DF101" in done.text
    assert "known.json is not written" in done.err
    assert not (folder / "known.json").exists()
