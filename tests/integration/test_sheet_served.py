"""The sheet through the real servers: made in the conversation, served at its address, erased with it."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from assistant.serving.client import PATH, send
from tests.integration.test_serving import Assistant, assistant

__all__ = ["assistant"]

PROJECT = "nous sommes une commune de Haute-Loire et nous voulons nous jumeler avec une ville italienne, 20 000 euros"
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


@pytest.fixture(autouse=True)
def kept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PERSONAL_URL", "SITE_URL", "SHEET_DAYS", "RETENTION_DAYS"):
        monkeypatch.delenv(name, raising=False)


def from_a_page(url: str, text: str) -> list[dict[str, Any]]:
    """What a page is answered, rich content too."""
    body = json.dumps({"sender": "page", "message": text}).encode()
    request = urllib.request.Request(url + PATH, body, {"Content-Type": "application/json"})
    with _open(request, timeout=60) as response:
        return list(json.loads(response.read()))


def get(url: str) -> tuple[int, bytes]:
    try:
        with _open(url, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def test_a_sheet_is_made_served_and_erased(kept_here: None, assistant: Assistant) -> None:
    assistant.wait_until_ready()
    site = f"http://127.0.0.1:{assistant.environment['PORT']}"
    assert get(f"{site}/api/health")[0] == 200

    # WHEN a person on a page asks for the sheet of their project
    from_a_page(assistant.url, PROJECT)
    from_a_page(assistant.url, "oui")
    answers = from_a_page(assistant.url, "je voudrais une fiche en PDF")

    # THEN its addresses, on the site, lead to the files
    (sheet,) = [one["custom"] for one in answers if one.get("custom", {}).get("type") == "sheet"]
    assert sheet["pdf"].startswith(f"{site}/fiche/")
    assert any(sheet["pdf"] in one.get("text", "") for one in answers)
    assert get(sheet["pdf"])[1].startswith(b"%PDF-1.7")
    assert b"BEGIN:VEVENT" in get(sheet["ics"])[1]
    # AND are in no log
    token = sheet["pdf"].removeprefix(f"{site}/fiche/").removesuffix(".pdf")
    logs = list((Path(assistant.environment["VAR_DIR"]) / "log").iterdir())
    assert logs
    assert not [log for log in logs if token.encode() in log.read_bytes()]

    # WHEN the conversation is erased
    assert "1 fiche d'orientation" in "\n".join(
        one.get("text", "") for one in from_a_page(assistant.url, "effacez ma conversation")
    )

    assert get(sheet["pdf"])[0] == 404
    assert get(sheet["ics"])[0] == 404


def test_in_our_chat_it_is_given_by_its_path(kept_here: None, assistant: Assistant) -> None:
    assistant.wait_until_ready()

    send(assistant.url, "moi", PROJECT)
    send(assistant.url, "moi", "oui")
    said = "\n".join(reply.text for reply in send(assistant.url, "moi", "ma fiche svp"))

    (line,) = [one for one in said.splitlines() if "fiche-orientation.pdf" in one]
    assert Path(line.split(" : ")[1]).read_bytes().startswith(b"%PDF")
