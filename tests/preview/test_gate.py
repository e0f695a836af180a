"""Who is let in: a browser that has the token and means this server; all others are refused and told nothing."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest

from docforge.preview.session import Session


def ask(session: Session, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None):  # type: ignore[no-untyped-def]
    connection = http.client.HTTPConnection("127.0.0.1", session.server.gate.port, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for key, value in headers.items():
        connection.putheader(key, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), data


def own(session: Session, **more: str) -> dict[str, str]:
    gate = session.server.gate
    return {"Host": f"127.0.0.1:{gate.port}", "Cookie": f"{gate.cookie}={gate.token}", **more}


@pytest.mark.parametrize(
    "path", ["/", "/state", "/events", "/page/1/1.png", "/static/app.js", "/?token=wrong", "/?token="]
)
def test_without_the_token_nothing_is_told(session: Session, path: str) -> None:
    status, headers, data = ask(session, "GET", path, {"Host": f"127.0.0.1:{session.server.gate.port}"})
    assert (status, data) == (403, b"")
    assert set(headers) == {"Content-Length", "Connection"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil.example:{port}"]
)
def test_another_host_is_refused_even_with_the_token(session: Session, host: str) -> None:
    headers = own(session, Host=host.format(port=session.server.gate.port))
    assert ask(session, "GET", "/state", headers)[0] == 403
    assert ask(session, "GET", urlsplit(session.url).path + "?" + urlsplit(session.url).query, headers)[0] == 403


def test_another_page_cannot_ask(session: Session) -> None:
    headers = own(session, Origin="https://evil.example", **{"Content-Type": "application/json", "Content-Length": "2"})
    assert ask(session, "POST", "/choose", headers, b"{}")[0] == 403


def test_the_token_becomes_a_cookie_that_scripts_cannot_read(session: Session) -> None:
    status, headers, data = ask(session, "GET", "/?" + urlsplit(session.url).query, {"Host": own(session)["Host"]})
    assert (status, headers["Location"], data) == (303, "/", b"")
    assert headers["Set-Cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict")
    status, headers, _ = ask(session, "GET", "/", own(session))
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 200),
        (b"{}", "text/plain", 400),
        (b"{", "application/json", 400),
        (b'{"theme": "no-such"}', "application/json", 400),
        (b'{"document": "../secret.md"}', "application/json", 400),
        (b'{"presets": "compact"}', "application/json", 400),
        (b"[" * 9000, "application/json", 400),
        (b"1", "application/json", 400),
        (b" " * 70000, "application/json", 400),
    ],
)
def test_only_what_is_offered_can_be_chosen(session: Session, body: bytes, kind: str, status: int) -> None:
    headers = own(session, **{"Content-Type": kind, "Content-Length": str(len(body))})
    assert ask(session, "POST", "/choose", headers, body)[0] == status


@pytest.mark.parametrize(
    "path",
    [
        "/static/../index.html",
        "/static/%2e%2e/words.json",
        "/book/1/../../etc/passwd",
        "/page/1/99.png",
        "/layer/x",
        "/nothing",
        "/open",
    ],
)
def test_what_is_not_offered_is_not_there(session: Session, path: str) -> None:
    assert ask(session, "GET", path, own(session))[0] in (400, 404)


def test_no_editor_is_run_that_was_not_asked_for(session: Session) -> None:
    body = json.dumps({"file": "a.md", "line": 1}).encode()
    headers = own(session, **{"Content-Type": "application/json", "Content-Length": str(len(body))})
    assert ask(session, "POST", "/open", headers, body)[0] == 400
