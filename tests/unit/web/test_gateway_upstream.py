"""How the gateway waits for Rasa: a conversation's turns one after the other, a queue rather than an error."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from assistant.settings import Settings
from assistant.web.gateway import upstream as module
from assistant.web.gateway.problems import Problem
from assistant.web.gateway.upstream import Upstream
from tests.unit.web.gateway_world import StandInRasa


@pytest.fixture
def rasa(tmp_path: Path) -> StandInRasa:
    return StandInRasa(tmp_path / "conversations.sqlite")


@pytest.fixture
async def upstream(rasa: StandInRasa) -> AsyncIterator[Upstream]:
    made = Upstream(Settings(), "key", rasa.transport)
    yield made
    await made.aclose()


class Counter:
    """Answers after a moment; ``most``: how many it had in hand at once."""

    def __init__(self) -> None:
        self.now = self.most = 0

    async def __call__(self) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.005)
        self.now -= 1


async def test_a_hundred_visitors_at_once_are_all_answered_a_few_at_a_time(
    rasa: StandInRasa, upstream: Upstream
) -> None:
    rasa.behaves = Counter()

    answers = await asyncio.gather(*(upstream.ask(f"visitor {n}", "bonjour") for n in range(100)))

    assert all(answers)
    assert len(answers) == 100
    assert 1 < rasa.behaves.most <= 8


async def test_two_tabs_of_a_conversation_have_their_turns_one_after_the_other(
    rasa: StandInRasa, upstream: Upstream
) -> None:
    rasa.behaves = Counter()

    await asyncio.gather(*(upstream.ask("anne", str(n)) for n in range(5)))

    assert rasa.behaves.most == 1
    assert [message for _, message in rasa.heard] == ["0", "1", "2", "3", "4"]


async def test_whoever_waits_too_long_is_told_and_holds_nothing_up(
    rasa: StandInRasa, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ANSWER", 0.05)

    async def hangs() -> None:
        await asyncio.sleep(60)

    rasa.behaves = hangs
    answers = await asyncio.gather(*(upstream.ask("anne", "bonjour") for _ in range(3)), return_exceptions=True)
    rasa.behaves = None

    assert [answer.code for answer in answers if isinstance(answer, Problem)] == ["timeout"] * 3
    assert await upstream.ask("anne", "bonjour")


async def test_a_crowd_that_cannot_be_served_in_time_is_told_so(
    rasa: StandInRasa, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_WAITING", 10)
    rasa.behaves = Counter()

    answers = await asyncio.gather(*(upstream.ask(str(n), "bonjour") for n in range(11)), return_exceptions=True)

    assert [answer.code for answer in answers if isinstance(answer, Problem)] == ["unavailable"]


async def test_all_is_well_only_with_both_servers(upstream: Upstream) -> None:
    assert await upstream.is_well()

    asked = []

    def only_rasa(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return httpx2.Response(200 if request.url.path == "/" else 502)

    alone = Upstream(Settings(), "key", httpx2.MockTransport(only_rasa))
    assert not await alone.is_well()
    assert not await alone.is_well()
    assert asked == ["/", "/health"]  # once for both
    await alone.aclose()


async def test_a_message_that_fails_has_the_health_asked_again_and_the_kind_of_failure_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    away = False

    def answers(request: httpx2.Request) -> httpx2.Response:
        if away and request.url.path != "/":
            raise httpx2.ConnectError("Balthazar")
        return httpx2.Response(200)

    upstream = Upstream(Settings(), "key", httpx2.MockTransport(answers))
    assert await upstream.is_well()
    away = True

    with pytest.raises(Problem, match="unavailable"):
        await upstream.ask("anne", "Balthazar")

    assert not await upstream.is_well()
    assert "ConnectError" in caplog.text
    assert "Balthazar" not in caplog.text
    await upstream.aclose()
