"""What the calls of one site share: the way to Rasa, the key, the limits."""

import httpx2
from starlette.requests import Request

from assistant.secret_files import kept_secret, same
from assistant.settings import Settings
from assistant.web.gateway.identity import Identities
from assistant.web.gateway.limits import Limit, network_of
from assistant.web.gateway.problems import rate_limited, unknown_session
from assistant.web.gateway.upstream import Upstream


class Gateway:
    """Raises InputError when a secret file cannot be used."""

    def __init__(self, settings: Settings, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        secure = settings.site_url.startswith("https:")
        self.identities = Identities(kept_secret(settings.signing_key_file), secure, settings.retention_days)
        self.upstream = Upstream(settings, kept_secret(settings.channel_key_file), transport)
        self._service = kept_secret(settings.service_key_file)
        self._embedders = frozenset(settings.widget_origins)
        self._calls = Limit(settings.calls_per_minute, 60)
        self._messages = Limit(settings.messages_per_minute, 60)
        self._beginnings = Limit(settings.conversations_per_hour, 3600)

    def visitor(self, request: Request) -> str | None:
        """The conversation of a call, which is counted; ``None`` for a newcomer. Raises Problem."""
        self._count(self._calls, request)
        # No cookie counts for another site: browsers hold back those of third parties, or tell sites apart by them.
        if request.headers.get("origin") in self._embedders and self.identities.token_of(request) is None:
            raise unknown_session()
        return self.identities.of(request)

    def begin(self, request: Request) -> str:
        """A new conversation, which is counted too. Raises Problem."""
        self._count(self._beginnings, request)
        return self.identities.new()

    def begin_session(self, request: Request) -> str:
        """A new conversation for a page of another site. Raises Problem."""
        self._count(self._calls, request)
        return self.begin(request)

    def count_message(self, conversation: str) -> None:
        """Raises Problem when a visitor sends too many."""
        _spend(self._messages, conversation)

    def _count(self, limit: Limit, request: Request) -> None:
        """Count a call of a network address, but for a service of ours, which speaks for many people from one."""
        if not same(request.headers.get("x-service-key"), self._service):
            _spend(limit, network_of(request.client.host if request.client else ""))


def _spend(limit: Limit, key: str) -> None:
    if seconds := limit.wait(key):
        raise rate_limited(seconds)
