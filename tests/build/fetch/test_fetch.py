"""Remote pictures brought home once, and what is refused on the way."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import docforge
from docforge.build.fetch import Network, Wanted, fetch, of_project, of_sources
from docforge.build.fetch.addresses import Refused
from docforge.build.fetch.download import download
from docforge.build.tree import prepare
from docforge.limits import Limits
from docforge.protocols import ReadOptions
from docforge.world import DiskWorld
from picturekit import PICTURE, PictureServer

WORLD = DiskWorld()
SECONDS = 5.0


def got(server: PictureServer, path: str, limit: int = 1 << 20, seconds: float = SECONDS) -> bytes:
    return download(server.url(path), server.network(), limit, seconds)


def refusal(server: PictureServer, path: str, limit: int = 1 << 20, seconds: float = SECONDS) -> str:
    with pytest.raises(Refused) as refused:
        got(server, path, limit, seconds)
    return str(refused.value)


def test_a_picture_comes_byte_for_byte_and_nothing_of_the_reader_is_sent(server: PictureServer) -> None:
    assert got(server, "good.png?w=2") == PICTURE
    path, headers = server.asked[0]
    assert path == "/good.png?w=2"
    assert headers["Host"] == server.host
    assert set(headers) <= {"Host", "Accept", "Accept-Encoding", "User-Agent", "Connection"}


def test_a_redirect_on_the_same_host_is_followed(server: PictureServer) -> None:
    assert got(server, "moved.png") == PICTURE


def test_redirects_obey_the_same_rules(server: PictureServer) -> None:
    assert refusal(server, "inward.png") == "the host inside.example is at 10.0.0.1, which is not public"
    assert refusal(server, "elsewhere.png") == "the host other.example is not on the list"
    assert refusal(server, "circle.png") == "it leads on more than 5 times"


def test_each_name_is_looked_up_once_so_that_a_second_answer_gains_nothing(server: PictureServer) -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])
    network = Network(
        (server.host,), resolve=lambda host, port: [next(answers)], is_public=lambda address: address == "127.0.0.1"
    )
    assert download(server.url("good.png"), network, 1 << 20, SECONDS) == PICTURE


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere.png", "the server answers 404 Not Found"),
        ("packed.png", "the answer is packed (gzip), which was not asked for"),
        ("endless.png", "over the limit of 1000 bytes"),
    ],
)
def test_what_is_no_answer_is_told(server: PictureServer, path: str, reason: str) -> None:
    assert refusal(server, path, limit=1000) == reason


def test_a_length_over_the_limit_is_not_waited_for(server: PictureServer) -> None:
    assert refusal(server, "good.png", limit=10) == f"{len(PICTURE)} bytes, over the limit of 10"


def test_a_picture_that_is_cut_off_is_not_taken(server: PictureServer) -> None:
    assert "20" in refusal(server, "cut.png")


@pytest.mark.parametrize("path", ["drip.png", "slowhead.png"])
def test_a_server_that_drips_is_left_when_the_time_is_over(server: PictureServer, path: str) -> None:
    began = time.monotonic()
    assert refusal(server, path, seconds=0.5) == "no whole answer within 0.5 s"
    assert time.monotonic() - began < 3  # ten seconds and more if every byte were waited for


# ---------------------------------------------------------------- documents


def notes(tmp_path: Path, server: PictureServer, *paths: str) -> Path:
    file = tmp_path / "a.md"
    shown = "\n\n".join(f"![图]({server.url(path)})" for path in paths)
    file.write_text(f"---\nlang: zh-Hans\n---\n\n# 题目\n\n正文。\n\n{shown}\n", encoding="utf-8")
    return file


def told(arguments: list[str], folder: Path) -> str:
    done = docforge(arguments, folder)
    return done.text + done.err


def wanted(file: Path) -> tuple[Wanted, ...]:
    return of_sources([str(file)], ReadOptions(), WORLD).value


def test_what_was_fetched_is_locked_and_every_build_takes_it(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "good.png", "drawing.svg", "good.png")
    done = fetch(wanted(file), WORLD, server.network(), Limits())
    assert (len(done.fetched), done.diagnostics) == (2, ())
    lock = json.loads((tmp_path / "remote-assets/lock.json").read_text())
    assert [entry["url"] for entry in lock["pictures"]] == [server.url("drawing.svg"), server.url("good.png")]
    assert [entry["media_type"] for entry in lock["pictures"]] == ["image/svg+xml", "image/png"]
    assert all(entry["date"] == datetime.now(UTC).date().isoformat() for entry in lock["pictures"])

    server.asked.clear()
    result = docforge(["convert", str(file), "-o", str(tmp_path / "a.epub")], tmp_path)
    assert result.status == 0, result.err
    assert "DF512" not in result.err
    assert server.asked == []


def test_what_is_there_is_not_asked_for_again_unless_told(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "good.png")
    fetch(wanted(file), WORLD, server.network(), Limits())
    again = fetch(wanted(file), WORLD, server.network(), Limits())
    assert (len(again.fetched), len(again.kept), len(server.asked)) == (0, 1, 1)
    fetch(wanted(file), WORLD, server.network(), Limits(), update=True)
    assert len(server.asked) == 2


def test_a_file_that_was_changed_is_not_printed_and_can_be_fetched_again(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "good.png")
    picture = fetch(wanted(file), WORLD, server.network(), Limits()).fetched[0]
    (tmp_path / "remote-assets" / picture.file).write_bytes(PICTURE + b"!")
    document = told(["check", str(file)], tmp_path)
    assert "error[DF523]" in document
    assert ":9:1" in document
    offline = fetch(wanted(file), WORLD, server.network(), Limits(), offline=True)
    assert [item.code for item in offline.diagnostics] == ["DF523"]
    assert len(fetch(wanted(file), WORLD, server.network(), Limits()).fetched) == 1
    assert "DF523" not in told(["check", str(file)], tmp_path)


def test_what_is_no_picture_is_not_kept(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "page.png", "good.png")
    done = fetch(wanted(file), WORLD, server.network(), Limits())
    assert [(item.code, item.line) for item in done.diagnostics] == [("DF522", 9)]
    assert "not a PNG, JPEG, GIF or WEBP picture" in done.diagnostics[0].message
    assert len(list((tmp_path / "remote-assets").glob("*.png"))) == 1


def test_hosts_nobody_allowed_are_told_once_each_and_not_asked(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "good.png", "drawing.svg")
    result = docforge(["fetch", str(file)], tmp_path)
    assert result.status == 1
    assert result.err.count("DF521") == 1
    assert "and 1 more" in result.err
    assert f"--allow-host {server.host}" in result.err
    assert server.asked == []
    assert not (tmp_path / "remote-assets").exists()


def test_without_the_network_check_says_what_is_missing(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "good.png")
    result = docforge(["fetch", "--check", str(file)], tmp_path)
    assert "warning[DF512]" in result.err
    assert server.asked == []


def test_a_project_has_one_lock_for_all_its_documents_and_its_own_list_of_hosts(
    tmp_path: Path, server: PictureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docforge.toml").write_text(f'language = "zh-Hans"\n[fetch]\nhosts = ["{server.host}"]\n')
    (tmp_path / "one").mkdir()
    notes(tmp_path / "one", server, "good.png")
    notes(tmp_path, server, "good.png")
    asked = of_project(prepare(str(tmp_path), WORLD), Limits())
    assert [one.url for one in asked.value] == [server.url("good.png")]
    public = server.network()
    monkeypatch.setattr("docforge.cli.fetch.Network", lambda hosts: Network(hosts, public.resolve, public.is_public))
    result = docforge(["fetch", str(tmp_path)], tmp_path)
    assert result.status == 0, result.err
    assert "1 fetched, 0 there already" in result.err
    built = docforge(["build", str(tmp_path), "--no-verify"], tmp_path)
    assert "DF512" not in built.err
    assert len(server.asked) == 1


def test_a_lock_that_cannot_be_read_is_told(tmp_path: Path, server: PictureServer) -> None:
    file = notes(tmp_path, server, "good.png")
    (tmp_path / "remote-assets").mkdir()
    (tmp_path / "remote-assets/lock.json").write_text(
        '{"pictures": [{"url": "u", "file": "../../secret", "sha256": "", "size": 1, "media_type": "", "date": ""}]}'
    )
    assert "no name of a fetched picture" in told(["check", str(file)], tmp_path)
    assert [item.code for item in fetch(wanted(file), WORLD, server.network(), Limits()).diagnostics] == ["DF523"]
