"""The site over real HTTP: a sheet by its address, and nothing else."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from html import unescape
from http.client import HTTPResponse
from pathlib import Path

import pytest
import uvicorn

from assistant.sheets.store import keep_sheet
from assistant.web.app import create_app


@pytest.fixture
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("PERSONAL_URL", raising=False)
    monkeypatch.setenv("RASA_PORT", "9")  # no server is there
    return tmp_path


@pytest.fixture
def site(kept_here: Path) -> Iterator[str]:
    """The site, served on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(), ws="none", access_log=False, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the site did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def get(url: str, method: str = "GET") -> tuple[int, HTTPResponse, str]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, method=method), timeout=10) as response:
            return response.status, response, response.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused, refused.read().decode()  # type: ignore[return-value]


def test_a_sheet_is_given_to_whoever_has_its_address_and_kept_by_nobody_on_the_way(site: str) -> None:
    kept = keep_sheet(b"%PDF-1.7", b"BEGIN:VCALENDAR", "anne")

    for name, body, kind, disposition in (
        ("pdf", "%PDF-1.7", "application/pdf", 'inline; filename="fiche-orientation.pdf"'),
        ("ics", "BEGIN:VCALENDAR", "text/calendar; charset=utf-8", 'attachment; filename="echeances.ics"'),
    ):
        status, answer, said = get(f"{site}/fiche/{kept.token}.{name}")

        assert (status, said) == (200, body)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"] == disposition
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_unknown_and_expired_get_the_same_page_in_french(site: str) -> None:
    long_ago = datetime.now(timezone.utc) - timedelta(days=40)
    expired = keep_sheet(b"%PDF", None, "anne", lambda: long_ago)

    pages = [get(f"{site}/fiche/{token}.pdf") for token in (expired.token, "inconnue")]

    assert [status for status, _, _ in pages] == [404, 404]
    assert pages[0][2] == pages[1][2]
    assert '<html lang="fr">' in pages[0][2]
    assert "n'est plus disponible" in unescape(pages[0][2])
    assert pages[0][1].headers["Cache-Control"] == "private, no-store"


def test_a_sheet_without_a_dated_deadline_has_no_calendar(site: str) -> None:
    kept = keep_sheet(b"%PDF", None, "anne")

    assert get(f"{site}/fiche/{kept.token}.ics")[0] == 404


@pytest.mark.parametrize(
    "path", ["/fiche/", "/fiche/x", "/fiche/..%2f..%2fpersonal.sqlite.pdf", "/fiche/../personal.sqlite", "/docs"]
)
def test_nothing_else_is_served(site: str, path: str) -> None:
    status, _, said = get(site + path)

    assert status == 404
    assert '<html lang="fr">' in said


def test_nothing_can_be_sent_to_it(site: str) -> None:
    assert get(f"{site}/fiche/x.pdf", "POST")[0] == 405


def test_it_says_that_it_is_there_and_the_assistant_not(site: str) -> None:
    assert get(f"{site}/api/health")[::2] == (503, '{"status":"degraded","assistant":"unavailable"}')


def test_a_base_that_cannot_be_read_is_no_missing_sheet(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONAL_URL", "sqlite:////proc/nowhere/personal.sqlite")

    status, _, said = get(f"{site}/fiche/x.pdf")

    assert status == 503
    assert "réessayez plus tard" in said
