"""Nothing of people is kept longer than was said: conversations, requests to advisers, orientation sheets."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from assistant import personal
from assistant.privacy import conversations
from assistant.settings import Settings


@dataclass(frozen=True)
class Purged:
    """What went, or would go: ``conversations``, and the ``personal`` data counted by their kind."""

    conversations: int
    personal: personal.Erased


def purge(days: int | None = None, dry_run: bool = False, now: datetime | None = None) -> Purged:
    """Erase what is older than ``days`` (the setting RETENTION_DAYS); with ``dry_run``, only count it.

    A conversation is as old as its last event. Raises ``PersonalUnavailable``.
    """
    before = (now or datetime.now(timezone.utc)) - timedelta(days=Settings().retention_days if days is None else days)
    if dry_run:
        return Purged(conversations.silent_since(before), personal.purgeable(before, now))
    return Purged(conversations.erase_silent_since(before), personal.purge(before, now))
