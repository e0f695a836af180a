"""LibreOffice, the second reader of DOCX, and pandoc, a second reader of nearly everything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from judges.programs import JudgeFailed, JudgeMissing, program, run


def libreoffice_texts(paths: Iterable[Path]) -> dict[Path, str]:
    """The text of each DOCX as LibreOffice prints it, with the numbers of its lists."""
    with tempfile.TemporaryDirectory(prefix="libreoffice-") as folder:
        written = _convert(list(paths), "txt:Text (encoded):UTF8", ".txt", Path(folder))
        return {path: text.read_text("utf-8-sig") for path, text in written.items()}


def libreoffice_pdfs(paths: Iterable[Path], folder: Path, env: Mapping[str, str] | None = None) -> dict[Path, Path]:
    """Each DOCX as a PDF drawn by LibreOffice, written into `folder`."""
    return _convert(list(paths), "pdf:writer_pdf_Export", ".pdf", folder, env)


def libreoffice_saved(paths: Iterable[Path], folder: Path, suffix: str = ".docx") -> dict[Path, Path]:
    """Each file opened in LibreOffice and saved again, as DOCX or in another of its formats, into `folder`."""
    target = "docx:MS Word 2007 XML" if suffix == ".docx" else suffix[1:]
    return _convert(list(paths), target, suffix, folder)


def _convert(
    paths: list[Path], target: str, suffix: str, folder: Path, env: Mapping[str, str] | None = None
) -> dict[Path, Path]:
    """Convert all files in one start of LibreOffice (about 3 s each). File names must differ in their stems."""
    written = {path: folder / f"{path.stem}{suffix}" for path in paths}
    if len(set(written.values())) != len(paths):
        raise ValueError(f"two of these files would be written to one name: {sorted(map(str, paths))}")
    # A profile of its own: with a shared one a second LibreOffice hands its work to the first and returns at once.
    with tempfile.TemporaryDirectory(prefix="libreoffice-profile-") as profile:
        command = [program("soffice"), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        run(
            [*command, "--convert-to", target, "--outdir", str(folder), *map(str, paths)],
            env={"HOME": profile, **(env or {})},
        )
    for path, result in written.items():
        if not result.is_file():
            raise JudgeFailed(f"LibreOffice could not convert {path}")
    return written


def pandoc(*arguments: str | Path, text_in: str | None = None) -> str:
    """What pandoc prints, for instance `pandoc("--to", "plain", path)` or with the input as `text_in`."""
    try:
        import pypandoc
    except ImportError as missing:
        raise JudgeMissing("pandoc") from missing
    return run([pypandoc.get_pandoc_path(), *arguments], text_in=text_in).stdout
