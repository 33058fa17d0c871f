"""Sheets as they are kept: an address that cannot be guessed, a time, and nothing left after it."""

import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant.personal import erase, purge
from assistant.sheets.store import SheetUnavailable, keep_sheet, open_sheet

NOW = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def kept_here(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONAL_URL", url)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))


def refusal(token: str, later: timedelta = timedelta()) -> str:
    with pytest.raises(SheetUnavailable) as refused:
        open_sheet(token, lambda: NOW + later)
    return str(refused.value)


def test_it_is_opened_again_by_its_address() -> None:
    kept = keep_sheet(b"%PDF", b"BEGIN:VCALENDAR", "anne", lambda: NOW)

    found = open_sheet(kept.token, lambda: NOW)

    assert found == kept
    assert found.ics is not None
    assert (found.pdf.name, found.ics.name) == ("fiche-orientation.pdf", "echeances.ics")
    assert (found.pdf.read_bytes(), found.ics.read_bytes()) == (b"%PDF", b"BEGIN:VCALENDAR")


def test_its_address_is_long_and_nobody_else_of_the_machine_reads_it() -> None:
    kept = [keep_sheet(b"%PDF", None, "anne", lambda: NOW) for _ in range(2)]

    assert len({sheet.token for sheet in kept}) == 2
    assert all(len(sheet.token) >= 43 for sheet in kept)
    assert stat.S_IMODE(kept[0].pdf.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept[0].pdf.parent.stat().st_mode) == 0o700
    assert kept[0].ics is None


def test_unknown_and_expired_are_refused_in_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEET_DAYS", "2")
    kept = keep_sheet(b"%PDF", None, "anne", lambda: NOW)

    assert kept.expires_at == NOW + timedelta(days=2)
    assert open_sheet(kept.token, lambda: NOW + timedelta(days=1)) == kept
    assert refusal(kept.token, timedelta(days=2)) == refusal("inconnue") == refusal("../../etc/passwd")


def test_it_never_outlives_what_is_kept_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEET_DAYS", "60")
    monkeypatch.setenv("RETENTION_DAYS", "7")

    assert keep_sheet(b"%PDF", None, "anne", lambda: NOW).expires_at == NOW + timedelta(days=7)


def test_erasing_a_conversation_erases_its_files_and_those_of_no_other() -> None:
    hers, his = (keep_sheet(b"%PDF", b"BEGIN", sender, lambda: NOW) for sender in ("anne", "paul"))

    assert erase("anne").sheets == 1

    assert refusal(hers.token)
    assert not hers.pdf.parent.exists()
    assert open_sheet(his.token, lambda: NOW) == his


def test_what_has_expired_is_purged() -> None:
    kept = keep_sheet(b"%PDF", None, "anne", lambda: NOW)

    purge(NOW - timedelta(days=1), NOW + timedelta(days=31))

    assert not kept.pdf.parent.exists()


def test_files_that_somebody_removed_are_said_as_expired() -> None:
    kept = keep_sheet(b"%PDF", None, "anne", lambda: NOW)
    kept.pdf.unlink()

    assert refusal(kept.token)
