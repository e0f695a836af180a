"""The store on disk: what is wrong with it is said by code, and it is never half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from docforge.diagnostics import codes
from docforge.theme.fonts import FontRequest, FontStore, FontStoreError
from docforge.theme.fonts.__main__ import main
from docforge.theme.fonts.build import build_store
from docforge.theme.fonts.lock import Lock, load_lock
from docforge.theme.fonts.manifest import MANIFEST_FILE


def refused(store: FontStore) -> str:
    with pytest.raises(FontStoreError) as caught:
        store.plan([FontRequest("sans", "jp", 400, frozenset([0x61]))])
    assert caught.value.fix
    return caught.value.code


def quiet(_line: str) -> None:
    pass


def test_a_store_that_was_never_filled_is_refused(small_lock: Lock, tmp_path: Path) -> None:
    store = FontStore(tmp_path, small_lock)
    assert refused(store) == "DF541"
    assert not store.is_ready()
    assert [problem.code for problem in store.problems()] == ["DF541"]


def test_a_store_made_from_another_lock_is_refused(small_store: FontStore, small_lock: Lock) -> None:
    mono = small_lock.find_design("mono")
    other = msgspec.structs.replace(small_lock, design=(msgspec.structs.replace(mono, cell=600),))
    assert refused(FontStore(small_store.root, other)) == "DF542"


def test_a_filled_store_is_ready_and_filling_it_again_does_nothing(small_store: FontStore) -> None:
    assert small_store.is_ready()
    assert small_store.problems() == []
    before = {path: path.stat().st_mtime_ns for path in small_store.folder.rglob("*") if path.is_file()}
    small_store.build(1, quiet)
    assert before == {path: path.stat().st_mtime_ns for path in small_store.folder.rglob("*") if path.is_file()}


def test_a_face_that_is_gone_or_cut_short_is_refused_and_made_again(small_store: FontStore) -> None:
    path = Path(small_store.face("sans-jp-regular").path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    assert refused(small_store) == "DF543"
    path.unlink()
    assert refused(small_store) == "DF543"
    assert not small_store.is_ready()
    small_store.build(1, quiet)
    assert path.read_bytes() == whole


def test_a_face_changed_in_place_is_found_by_its_hash(small_store: FontStore) -> None:
    path = Path(small_store.face("mono-regular").path)
    data = bytearray(path.read_bytes())
    data[2000] ^= 1
    path.write_bytes(data)
    assert [problem.code for problem in small_store.problems()] == ["DF543"]


def test_a_damaged_manifest_is_refused(small_store: FontStore) -> None:
    manifest = small_store.folder / MANIFEST_FILE
    manifest.write_bytes(manifest.read_bytes()[:1000])
    assert refused(FontStore(small_store.root, small_store.lock)) == "DF543"


def test_a_source_font_that_is_not_there_is_named_with_what_to_install(small_lock: Lock, tmp_path: Path) -> None:
    lock = msgspec.structs.replace(small_lock, folders=(str(tmp_path / "nowhere"),))
    with pytest.raises(FontStoreError) as caught:
        FontStore(tmp_path, lock).build(1, quiet)
    assert caught.value.code == "DF544"
    assert "fonts-noto-cjk=1:20220127+repack1-1" in caught.value.fix


def test_a_source_font_with_another_hash_is_not_used(small_lock: Lock, tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"another version")
    lock = msgspec.structs.replace(small_lock, folders=(str(tmp_path),))
    sources = tuple(source for source in lock.source if "Sans" in source.file)
    with pytest.raises(FontStoreError) as caught:
        FontStore(tmp_path / "store", msgspec.structs.replace(lock, source=sources)).build(1, quiet)
    assert caught.value.code == "DF545"


def test_fonts_unpacked_into_another_folder_are_used_and_found_again(
    small_lock: Lock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked = tmp_path / "unpacked" / "usr" / "share"
    unpacked.mkdir(parents=True)
    for source in load_lock().source:
        installed = next(Path(folder, source.file) for folder in small_lock.folders if Path(folder).is_dir())
        (unpacked / source.file).symlink_to(installed)
    monkeypatch.setenv("DOCFORGE_FONT_SOURCES", os.pathsep.join([str(tmp_path / "none"), str(tmp_path / "unpacked")]))
    monkeypatch.setenv("DOCFORGE_FONTS", str(tmp_path / "store"))
    opened = FontStore.open()
    assert opened.root == tmp_path / "store"
    elsewhere = msgspec.structs.replace(small_lock, folders=())
    store = FontStore(opened.root, elsewhere, (tmp_path / "unpacked",))
    build_store(elsewhere, store.folder, (tmp_path / "unpacked",), 1, quiet)
    later = FontStore(store.root, elsewhere)  # the variable is not set any more
    plan = later.plan([FontRequest("sans", "jp", 400, frozenset([0x9F98]))])
    assert [face.kind for face in plan.faces] == ["cut", "supplement"]


def test_a_store_that_cannot_be_written_is_said(small_lock: Lock, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FontStoreError) as caught:
        FontStore(tmp_path / "file", small_lock).build(1, quiet)
    assert caught.value.code == "DF547"


def test_a_lock_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fonts.toml"
    path.write_text('version = 1\ncolour = "red"\n', encoding="utf-8")
    with pytest.raises(FontStoreError) as caught:
        load_lock(path)
    assert caught.value.code == "DF546"


def test_a_spoilt_supplement_is_made_again(small_store: FontStore) -> None:
    request = [FontRequest("sans", "jp", 400, frozenset([0x9F98]))]
    face = next(face for face in small_store.plan(request).faces if face.kind == "supplement")
    Path(face.path).write_bytes(b"spoilt")
    assert small_store.plan(request) == small_store.plan(request)
    assert Path(face.path).stat().st_size > 1000


FILL = """
import sys
from pathlib import Path
import msgspec
from docforge.theme.fonts import FontRequest, FontStore
from docforge.theme.fonts.lock import load_lock

lock = load_lock()
lock = msgspec.structs.replace(lock, design=tuple(
    msgspec.structs.replace(design, charset=("code",)) for design in lock.design if design.key in ("sans-jp", "mono")))
store = FontStore(Path(sys.argv[1]), lock)
store.build(1, print, force=True)
plan = store.plan([FontRequest("sans", "jp", 700, frozenset(range(0x4e00, 0x4e20)))])
print([(face.key, face.sha256) for face in plan.faces])
"""


def test_two_processes_may_fill_one_store_at_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", FILL, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120)[0].splitlines()[-1] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert outputs[0] == outputs[1]
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()], "no temporary files are left"


def test_planning_common_text_loads_no_font_library(store: FontStore) -> None:
    script = (
        "import sys; from docforge.theme.fonts import FontRequest, FontStore\n"
        "FontStore.open().plan([FontRequest('serif', 'sc', 400, frozenset(map(ord, '中文abc')))])\n"
        "print([name for name in ('fontTools', 'uharfbuzz', 'weasyprint', 'lxml', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_command_lists_the_faces(store: FontStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith(("serif-", "sans-", "mono-", "emoji-")) for line in lines) == 28


def test_the_command_says_what_is_missing_and_exits_with_5(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCFORGE_FONTS", str(tmp_path / "empty"))
    assert main(["list"]) == 5
    assert "error[DF541]" in capsys.readouterr().err


def test_every_code_of_the_store_is_explained_and_exits_with_5() -> None:
    for number in range(541, 548):
        assert codes()[f"DF{number}"].exit == 5
    assert codes()["DF501"].severity == codes()["DF502"].severity == "warning"
