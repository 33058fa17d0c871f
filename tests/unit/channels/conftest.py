"""Each platform's channel, opened before the test's loop runs, as Rasa opens it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.channels.platforms import names
from tests import platform_world as told
from tests.platform_servers import StandIn, stand_in
from tests.platform_world import SITE
from tests.unit.channels.platform_opened import Agent, Opened


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SITE_URL", SITE)
    names._key.cache_clear()
    with stand_in(monkeypatch) as servers:
        servers.keys = [told.microsoft_key()]
        yield servers
    names._key.cache_clear()


def opener(name: str) -> Any:
    """A fixture: that platform, opened before the test's loop runs, as Rasa opens it."""

    @pytest.fixture(name=name)
    def opened(world: StandIn) -> Opened:
        agent = Agent()
        return Opened(name, told.rasa_app(name, agent), agent, world)

    return opened


telegram = opener("telegram")
facebook = opener("facebook")
slack = opener("slack")
mattermost = opener("mattermost")
rocketchat = opener("rocketchat")
twilio = opener("twilio")
botframework = opener("botframework")
