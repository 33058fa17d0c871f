"""A secret is made once, for whoever asks first, and read by its owner alone."""

import threading
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.secret_files import kept_secret


def test_it_is_made_once_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "var" / "key"

    secret = kept_secret(file)

    assert len(secret) >= 43  # 256 bits
    assert kept_secret(file) == secret
    assert kept_secret(tmp_path / "other") != secret
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]


def test_all_who_ask_at_once_get_the_same(tmp_path: Path) -> None:
    secrets: list[str] = []
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        secrets.append(kept_secret(tmp_path / "key"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(secrets) == 8
    assert len(set(secrets)) == 1


@pytest.mark.parametrize("content", [b"", b"short", "é".encode() * 40])
def test_what_is_no_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)

    with pytest.raises(InputError, match="key"):
        kept_secret(tmp_path / "key")


def test_a_place_where_none_can_be_made_is_said() -> None:
    with pytest.raises(InputError, match="/proc/nowhere"):
        kept_secret(Path("/proc/nowhere/key"))
