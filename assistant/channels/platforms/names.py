"""How people of a platform are called here: a keyed digest, from which no telephone number or account can be told."""

import hmac
from functools import cache

from assistant.secret_files import kept_secret
from assistant.settings import Settings


def conversation_of(platform: str, person: str) -> str:
    """The conversation of ``person``, as the platform calls them, the same at each message. Raises InputError.

    A number has few digits: without the key, all could be tried.
    """
    return derived(f"{platform}:{person}")


def derived(purpose: str) -> str:
    """64 hexadecimal digits that only this machine's key (VAR_DIR/people.key) gives for ``purpose``."""
    return hmac.new(_key(), purpose.encode(), "sha256").hexdigest()


@cache
def _key() -> bytes:
    return kept_secret(Settings().people_key_file).encode()
