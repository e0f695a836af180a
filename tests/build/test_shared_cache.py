"""A cache at an address serves builds in other folders, as on other machines."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import docforge
from docforge.build.store import DiskStore, RemoteStore, Storeyed

TOML = '[target.h]\nformats = ["epub", "json"]\noutput = "dist/{name}.{format}"\n'
KEY = "ab" * 32


def pages(folder: Path) -> Path:
    folder.mkdir()
    (folder / "docforge.toml").write_text(TOML)
    for number in range(3):
        (folder / f"{number}.md").write_text(f"# 第{number}讲\n\n1. 段。\n", encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


@pytest.fixture(params=["memory://cache", "file://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RemoteStore]:
    made = RemoteStore(request.param if "memory" in request.param else f"file://{tmp_path}/cache")
    yield made
    made.clear()


def test_entries_are_kept_told_and_removed(store: RemoteStore) -> None:
    assert (store.get(KEY), store.info().entries, store.problem) == (None, 0, "")
    store.put(KEY, b"x" * 100)
    assert store.get(KEY) == b"x" * 100
    assert (store.info().entries, store.info().size) == (1, 132)
    assert store.clear() == 1
    assert store.get(KEY) is None


def test_a_damaged_entry_is_none(tmp_path: Path) -> None:
    store = RemoteStore(f"file://{tmp_path}/cache")
    store.put(KEY, b"x" * 100)
    path = tmp_path / "cache" / KEY[:2] / KEY[2:]
    path.write_bytes(path.read_bytes()[:-1])
    assert store.get(KEY) is None


def test_a_place_that_does_not_answer_is_asked_once_and_told(tmp_path: Path) -> None:
    for url in ("nosuch://cache", "file:///proc/docforge"):
        store = RemoteStore(url)
        store.put(KEY, b"x")
        assert store.problem
        assert store.get(KEY) is None
    outcome = docforge.build(pages(tmp_path / "a"), cache="nosuch://cache")
    assert [item.code for item in outcome.diagnostics if item.severity == "warning"] == ["DF907"]
    assert outcome.ok


def test_what_was_fetched_is_near_from_then_on(store: RemoteStore, tmp_path: Path) -> None:
    store.put(KEY, b"x")
    near = DiskStore(tmp_path / "near")
    both = Storeyed(near, store)
    assert both.get(KEY) == b"x"
    assert near.get(KEY) == b"x"
    both.put("cd" * 32, b"y")
    assert (near.get("cd" * 32), store.get("cd" * 32)) == (b"y", b"y")


def test_a_build_in_another_folder_takes_what_the_first_made(store: RemoteStore, tmp_path: Path) -> None:
    first = docforge.build(pages(tmp_path / "one"), cache=store.url)
    count = store.info().entries
    second = docforge.build(pages(tmp_path / "two"), cache=store.url)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert [item.sha256 for item in first.artifacts] == [item.sha256 for item in second.artifacts]
    assert store.info().entries == count
    # Only whole units came over, no step of one: three records, their files and facts.
    assert DiskStore(tmp_path / "two/.docforge/cache").info().entries == 3 * (1 + 3)


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment in which ``s3://shelf`` is a bucket of an emulator on this machine."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{found.getsockname()[1]}"
    log = tmp_path_factory.mktemp("s3") / "log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", address.rpartition(":")[2]]
    with log.open("wb") as stream, subprocess.Popen(command, stdout=stream, stderr=stream) as server:
        try:
            make_bucket(f"{address}/shelf", 60)
            secrets = dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "testing")
            yield {**os.environ, **secrets, "AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": "us-east-1"}
        finally:
            server.terminate()


def make_bucket(url: str, patience: float) -> None:
    """Make a bucket as soon as the server is there, within so many seconds."""
    while True:
        try:
            urllib.request.urlopen(urllib.request.Request(url, method="PUT")).close()
        except urllib.error.URLError:
            patience -= 0.2
            if patience < 0:
                raise
            time.sleep(0.2)
        else:
            return


def run(arguments: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "docforge", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "DF907" not in done.stderr
    return done.stdout


def test_machines_share_a_bucket(bucket: dict[str, str], tmp_path: Path) -> None:
    for name in ("one", "two"):
        pages(tmp_path / name)
    run(["build", "--jobs", "2", "--cache", "s3://shelf/cache"], tmp_path / "one", bucket)
    told = ["cache", "info", "--cache", "s3://shelf/cache", "--format", "json"]
    before = json.loads(run(told, tmp_path, bucket))
    run(["build", "--cache", "s3://shelf/cache"], tmp_path / "two", bucket)
    assert json.loads(run(told, tmp_path, bucket)) == before
    assert before["entries"] > 12
    assert files(tmp_path / "two") == files(tmp_path / "one")
    assert DiskStore(tmp_path / "two/.docforge/cache").info().entries == 3 * (1 + 3)


def test_what_was_damaged_in_a_bucket_is_made_again(bucket: dict[str, str], tmp_path: Path) -> None:
    pages(tmp_path / "one")
    run(["build", "--cache", "s3://shelf/damaged"], tmp_path / "one", bucket)
    kept = files(tmp_path / "one")
    damage = (
        "import fsspec\n"
        "shelf = fsspec.filesystem('s3')\n"
        "shelf.pipe({path: b'garbage' * 9 for path in shelf.find('shelf/damaged')})\n"
    )
    subprocess.run([sys.executable, "-c", damage], env=bucket, check=True)
    shutil.rmtree(tmp_path / "one/.docforge")
    shutil.rmtree(tmp_path / "one/dist")
    run(["build", "--cache", "s3://shelf/damaged"], tmp_path / "one", bucket)
    assert files(tmp_path / "one") == kept
    shutil.rmtree(tmp_path / "one/.docforge")
    run(["build", "--cache", "s3://shelf/damaged"], tmp_path / "one", bucket)
    assert DiskStore(tmp_path / "one/.docforge/cache").info().entries == 3  # records; the files were there
