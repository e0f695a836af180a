"""What swells, hangs or never ends when the libraries are used bare; each in a process of its own, within limits."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from hostile.made import drawings, pictures
from wordkit import word

LOADED = "from docforge.theme.fonts import FontStore; from docforge.writers.pdf.engine import engine\n"
LOADED += "engine(FontStore.open()); import weasyprint, resource; used = resource.getrusage(resource.RUSAGE_SELF)\n"
LOADED += "spent = int(used.ru_utime + used.ru_stime)\n"
LOADED += "resource.setrlimit(resource.RLIMIT_CPU, (spent + 2, -1))\n"


def run(code: str, folder: Path, megabytes: int = 2048, **options: int) -> subprocess.CompletedProcess[str]:
    """A program that may use so much memory; ``file_bytes`` of a file that it writes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        if "file_bytes" in options:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (options["file_bytes"], options["file_bytes"]))

    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        preexec_fn=limit,
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_device_never_ends(tmp_path: Path) -> None:
    assert "MemoryError" in run("open('/dev/zero', 'rb').read()", tmp_path, 200).stderr


def test_a_pipe_is_waited_for_without_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    waiting = "import signal, weasyprint; signal.setitimer(signal.ITIMER_REAL, 0.3)\n"
    done = run(f"{waiting}weasyprint.HTML(string='<img src=a.png>', base_url='.').write_pdf()", tmp_path)
    assert done.returncode == -signal.SIGALRM


def test_each_byte_of_a_slow_answer_begins_the_time_anew(tmp_path: Path) -> None:
    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            for _ in range(12):
                threading.Event().wait(0.1)
                self.wfile.write(b"a")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.handle_request).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        code = f"from urllib.request import urlopen; print(len(urlopen('{url}', timeout=0.5).read()))"
        assert run(code, tmp_path).stdout == "12\n"


def test_an_answer_leads_on_to_the_own_machine(tmp_path: Path) -> None:
    class Leading(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/secret":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"geheim")
            else:
                self.send_response(302)
                self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/secret")
                self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Leading) as server:
        for _ in range(2):
            threading.Thread(target=server.handle_request).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        done = run(f"from weasyprint.urls import URLFetcher; print(URLFetcher().fetch('{url}').read())", tmp_path)
    assert done.stdout == "b'geheim'\n"


def test_a_picture_of_a_few_kilobytes_is_hundreds_of_megabytes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(pictures.png(9_000, 9_000))
    assert (tmp_path / "a.png").stat().st_size < 300_000
    assert "MemoryError" in run("from PIL import Image; Image.open('a.png').load()", tmp_path, 220).stderr


def test_a_kilobyte_of_svg_is_drawn_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(drawings.svg(drawings.uses(6)))
    done = run(f"{LOADED}weasyprint.HTML(string='<img src=a.svg>', base_url='.').write_pdf()", tmp_path)
    assert done.returncode == -signal.SIGXCPU


@pytest.mark.parametrize(
    "html",
    [
        "'<p style=overflow-wrap:anywhere>' + 'x' * 100_000",
        "'<table><tr><td colspan=10000000>a</table>'",
    ],
)
def test_long_runs_and_wide_cells_are_laid_out_without_end(html: str, tmp_path: Path) -> None:
    done = run(f"{LOADED}weasyprint.HTML(string={html}).write_pdf()", tmp_path)
    assert done.returncode == -signal.SIGXCPU


def test_all_of_a_word_file_is_unpacked_whatever_it_says(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word("<w:p/>" * 1_500_000))
    assert (tmp_path / "a.docx").stat().st_size < 50_000
    measured = "import docx, resource as r; docx.Document('a.docx'); print(r.getrusage(r.RUSAGE_SELF).ru_maxrss)"
    assert int(run(measured, tmp_path).stdout) > 200_000


def test_a_disk_that_is_full_destroys_the_book_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"the old book" * 100)
    code = (
        "from ebooklib import epub; book = epub.EpubBook(); page = epub.EpubHtml(title='a', file_name='a.xhtml')\n"
        "page.content = '<p>a</p>'; book.add_item(page); book.spine = [page]; print(epub.write_epub('a.epub', book))"
    )
    done = run(code, tmp_path, file_bytes=500)
    assert b"the old book" not in (tmp_path / "a.epub").read_bytes()
    assert done.stdout == "False\n"
