"""Sliding windows: counted by key, forgotten with time, never more than so many."""

import pytest
from pyrate_limiter import InMemoryBucket

from assistant.web.gateway import limits
from assistant.web.gateway.limits import Limit, network_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time in milliseconds, which a test moves."""
    now = [1_000_000]
    monkeypatch.setattr(InMemoryBucket, "now", lambda _: now[0])
    return now


def test_a_use_is_allowed_again_once_the_oldest_left_the_window(clock: list[int]) -> None:
    limit = Limit(2, 60)
    assert limit.wait("anne") == 0
    clock[0] += 20_000
    assert limit.wait("anne") == 0

    assert 0 < limit.wait("anne") <= 41
    assert limit.wait("paul") == 0

    clock[0] += 41_000
    assert limit.wait("anne") == 0
    assert limit.wait("anne") > 0


def test_what_is_refused_is_not_counted(clock: list[int]) -> None:
    limit = Limit(1, 60)
    limit.wait("anne")
    for _ in range(100):
        clock[0] += 1_000
        limit.wait("anne")

    assert limit.wait("anne") == 22  # since the one that was allowed after 61 seconds


def test_those_who_did_not_come_for_long_are_forgotten(clock: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_KEYS", 2)
    limit = Limit(1, 60)
    for key in ("anne", "paul"):
        limit.wait(key)
    assert limit.wait("anne") > 0  # she came again: the one who did not is paul

    limit.wait("zoé")

    assert limit.wait("anne") > 0
    assert limit.wait("paul") == 0


def test_without_a_number_there_is_no_limit() -> None:
    limit = Limit(0, 60)

    assert {limit.wait("anne") for _ in range(1_000)} == {0}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_household_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
