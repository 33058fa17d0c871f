"""Is the assistant there? A real message must get a real answer, and the site say that all is well."""

import http.client
import time
import urllib.request
import uuid
from collections.abc import Callable

from assistant.serving.client import Unreachable, send
from assistant.serving.environment import ServingError

# The site is on this machine: a proxy of the environment has no say.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
_HEALTH_TIMEOUT = 10.0  # seconds

PROBE = "bonjour"
# Conversations of this kind are no one's: a reader of the tracker store passes over them.
PROBE_SENDER = "sonde-"


def await_answer(url: str, check: Callable[[], None], timeout: float = 300.0, pause: float = 0.3) -> float:
    """Send a message to the server at ``url`` until it is answered; return the seconds that it took.

    ``check`` is called between two attempts: it raises when waiting is in vain. After ``timeout`` seconds, raises the
    ServingError of the last attempt. The answered message has loaded what is loaded at the first one.
    """
    sender = PROBE_SENDER + uuid.uuid4().hex
    begun = time.monotonic()
    while True:
        check()
        try:
            send(url, sender, PROBE)
        except ServingError as error:
            if time.monotonic() - begun > timeout:
                raise
            # A server that refuses or stays silent is busy starting: do not flood it.
            time.sleep(pause if isinstance(error, Unreachable) else 3 * pause)
        else:
            return time.monotonic() - begun


def await_site(url: str, check: Callable[[], None], timeout: float = 60.0, pause: float = 0.1) -> None:
    """Wait until the site at ``url`` says that it, and what is behind it, is well; ``check`` as in ``await_answer``.

    Raises ServingError after ``timeout`` seconds.
    """
    begun = time.monotonic()
    while True:
        check()
        try:
            with _open(f"{url}/api/health", timeout=_HEALTH_TIMEOUT):
                return
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() - begun > timeout:
                raise ServingError(f"le site ne répond pas à l'adresse {url}.") from error
            time.sleep(pause)
