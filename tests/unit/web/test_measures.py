"""What the measures of the site stand on, without the servers."""

import subprocess
from pathlib import Path

import pytest

from benchmarks.web import chats, gateway, load


def test_what_the_gateway_adds_is_taken_pair_by_pair() -> None:
    # A message that is slow both ways says nothing of the gateway.
    added = gateway.Added(direct=(10.0, 500.0, 12.0), through=(13.0, 504.5, 14.0))

    assert added.median == 3.0
    assert "différence médiane des paires 3,0 ms" in gateway.report(added)


def test_what_is_not_the_deep_chat_that_was_pinned_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pack(command: list[str], cwd: Path, **options: object) -> None:
        (cwd / "deep-chat-2.4.2.tgz").write_bytes(b"something else")

    monkeypatch.setattr(subprocess, "run", pack)

    with pytest.raises(SystemExit, match="effacez-le"):
        chats.fetch_deep_chat(tmp_path / "cache")


def test_the_medians_are_those_of_each_chat_on_each_device() -> None:
    visits = {
        (device, chat): [chats.Visit(size, usable, 300.0) for usable in (1.0, usable, 9000.0)]
        for device, usable in ((chats.DESK, 100.0), (chats.PHONE, 900.0))
        for chat, size in ((chats.OURS, 17_900), (chats.DEEP_CHAT, 110_700))
    }

    report = chats.report(visits)

    assert "| octets à télécharger, compressés | 17,9 ko | 110,7 ko |" in report
    assert "| champ utilisable (téléphone, 4G lente) | 900 ms | 900 ms |" in report


def test_errors_of_any_call_are_told() -> None:
    told = load.report(load.Load(messages=900, failures=0, median=80, p95=200, per_second=7.46, failures_of_all=2))

    assert "900 messages (7,5 par seconde), 2 erreur(s)" in told
